"""Statements about points that follow from other figures: the execution score, and scores of indicators by a scheme."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from schema.checks.cells import Cell
from schema.checks.exact import ONE, ZERO, Exact
from schema.checks.names import Said
from schema.checks.verdict import printed
from schema.checks.verdict.grading import POINT_WAYS, WEAK
from schema.checks.verdict.intervals import Interval, rounded
from schema.checks.verdict.judgement import Facts, Judgement, Reason, Verdict, lacking

HUNDREDTH = Exact(1, 100)

EVERYTHING = ONE


class Earned(NamedTuple):
    """What a score may be by one way of reckoning; `told` names a way that is not the usual one."""

    points: Interval
    told: Said | None = None
    because: str | None = None


Reckoned = Callable[[Sequence[Cell]], Iterable[Earned]]
"""The ways in which a score may follow from the cells behind it, the most usual first."""


def earned(cells: Sequence[Cell], reckoned: Reckoned, house_rules: Said | None = None, **words: str | Said) -> Verdict:
    """State that the first cell, a score, follows from the others in one of several ways.

    `house_rules` says of points that were rounded to whole ones that they were; without it that is nothing to speak of.
    """
    return Verdict(tuple(cells), partial(_earned, reckoned, house_rules, words))


def share(ratio: Interval) -> Interval:
    """Return what of a ratio counts: never less than nothing, never more than all."""
    low, high = max(ratio.low, ZERO), min(ratio.high, EVERYTHING)
    if low >= high:
        return Interval(min(low, EVERYTHING), min(low, EVERYTHING))
    return Interval(low, high, ratio.low_closed or low > ratio.low, ratio.high_closed or high < ratio.high)


def times(interval: Interval, factor: Exact) -> Interval:
    """Return an interval times a number that is not negative."""
    return Interval(interval.low * factor, interval.high * factor, interval.low_closed, interval.high_closed)


def exactly(number: Exact) -> Interval:
    """Return the interval of one number."""
    return Interval(number, number)


def ratio(over: Cell, under: Cell) -> Interval | None:
    """Return what one number may be divided by another; None where there is nothing to divide by."""
    if over.lack is not None or under.lack is not None or abs(under.value) <= under.column_step / 2:
        return None
    return rounded(over.value, over.column_step) / rounded(under.value, under.column_step)


def _earned(reckoned: Reckoned, whole: Said | None, words: dict[str, str | Said], cells: Sequence[Cell]) -> Judgement:
    score = cells[0]
    unable = lacking([score])
    if unable is not None:
        return unable
    ways = []
    for way in reckoned(cells):
        if way.told is None and way.points.low == score.value == way.points.high:
            return Judgement("pass", window=score.column_step)
        ways.append(way)
    usual = [way for way in ways if way.told is None]
    if not usual:
        return _nothing(cells)
    facts = partial(_facts, usual[0].points, score, words)
    for because, stands in POINT_WAYS:
        for way in ways:
            if stands(score).meets(way.points) != "apart":
                by_house = whole is not None and because is None and way.told is None and _is_whole(score, usual)
                told = way._replace(told=whole) if by_house else way
                return _met(told, because, stands(score), score, facts)
    return Judgement("fail", facts)


def _is_whole(score: Cell, usual: Sequence[Earned]) -> bool:
    """Whether a score was rounded to whole points: to a hundredth, as programs give it, it would be another."""
    exact = rounded(score.value, HUNDREDTH)
    return score.step >= 1 and all(exact.meets(way.points) == "apart" for way in usual)


def _met(way: Earned, because: str | None, stands: Interval, score: Cell, facts: Callable[[], Facts]) -> Judgement:
    if way.points.width / 2 > WEAK * max(abs(way.points.high), abs(score.value)):
        return Judgement("skip", reason="imprecise", lacking=(score,))
    noted = because or way.because
    return Judgement(
        "round" if noted or way.told else "pass",
        facts,
        told=way.told,
        window=way.points.width + stands.width,
        because=noted,
    )


def _nothing(cells: Sequence[Cell]) -> Judgement:
    zero = tuple(cell for cell in cells[1:] if cell.lack is None and cell.value == 0)
    reason: Reason = "zero"
    return lacking(cells) or Judgement("skip", reason=reason, lacking=zero)


def _facts(points: Interval, score: Cell, words: dict[str, str | Said]) -> Facts:
    places = max(printed.decimals(score.step), 2)
    low, high = printed.outward(points, ONE, places)
    found = printed.shown(score)
    span, span_zh = (low, low) if low == high else (f"{low} to {high}", f"{low}～{high}")
    nearest = min((points.low, points.high), key=lambda end: abs(end - score.value))
    return Facts(
        words={"detail": Said(f"{span}, printed {found}", f"{span_zh}，表中{found}"), "name": score.name, **words},
        expected=low if low == high else f"{low} … {high}",
        found=printed.plain(score.value, printed.decimals(score.step)),
        gap=printed.plain(abs(nearest - score.value), places),
    )
