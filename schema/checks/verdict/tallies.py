"""Statements about sums of points: weights and scores are counted, so they add up exactly but for hidden digits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from schema.checks.cells import Cell
from schema.checks.names import Said
from schema.checks.verdict import printed
from schema.checks.verdict.exact import total as total_of
from schema.checks.verdict.intervals import Interval, about
from schema.checks.verdict.judgement import Facts, Judgement, Reach, Verdict, lacking

Words = Mapping[str, str | Said]

Slack = Callable[[Sequence[Cell]], Fraction]
"""How far off a sum may be because its parts were rounded; a further cell adds no more than its own step."""

CUT_OFF = Said("no total row below the indicators: the table may be cut", "指标之后未见合计行，表格可能不完整")


def tally(
    parts: Sequence[Cell],
    whole: Cell | Fraction,
    *,
    slack: Slack,
    whole_table: bool = True,
    others: Sequence[Fraction] = (),
    **words: str | Said,
) -> Verdict:
    """State that points add up to a whole: a printed one or a number that is known.

    Nil marks leave the sum, yet what they hide may be what is lacking. `whole_table` says that no part can be missing.
    `others` are wholes that the form may mean as well.
    """
    fixed = whole if isinstance(whole, Fraction) else None
    cells = (*parts,) if isinstance(whole, Fraction) else (*parts, whole)
    adds = frozenset(part.path for part in parts)
    judge = _Tally(slack, whole_table, (fixed, *others), words)
    return Verdict(cells, judge, adds, judge.reach)


def rounded_digits(cells: Sequence[Cell]) -> Fraction:
    """Return half a unit of the last digit for each number that is not whole: 33.33 may be a third of 100."""
    return total_of(cell.step for cell in cells if cell.value.denominator != 1) / 2


def either(first: Verdict, *others: Verdict) -> Verdict:
    """State that one of several ways of reckoning holds; where none does, the first tells what is wrong."""
    ways = (first, *others)
    cells = {cell.path: cell for way in ways for cell in way.cells}

    def judge(given: Sequence[Cell]) -> Judgement:
        now = {cell.path: cell for cell in given}
        judged = [way.judge([now[cell.path] for cell in way.cells]) for way in ways]
        return next((one for outcome in ("pass", "round") for one in judged if one.outcome == outcome), judged[0])

    def reach(given: Sequence[Cell], at: int) -> Reach:
        now = {cell.path: cell for cell in given}
        found: list[Interval] = []
        for way in ways:
            places = [place for place, cell in enumerate(way.cells) if cell.path == given[at].path]
            within = way.reach([now[cell.path] for cell in way.cells], places[0]) if len(places) == 1 else None
            if within is None:
                return None
            found.extend(within)
        return found

    return Verdict(tuple(cells.values()), judge, first.adds, reach) if others else first


@dataclass(frozen=True)
class _Tally:
    """Judges a sum; the first of its wholes is None where it is the last of the cells."""

    slack: Slack
    whole_table: bool
    wholes: Sequence[Fraction | None]
    words: Words

    def __call__(self, cells: Sequence[Cell]) -> Judgement:
        fixed = self.wholes[0]
        parts, last = (cells, None) if fixed is not None else (cells[:-1], cells[-1])
        known = [part for part in parts if part.lack is None]
        unable = lacking([last]) if last is not None else None
        if unable is not None or not known:
            return unable or lacking(parts) or Judgement("skip", reason="absent")
        total = total_of(part.value for part in known)
        first = fixed if fixed is not None else cells[-1].value
        gap = min((total - whole for whole in (first, *(each for each in self.wholes[1:] if each))), key=abs)
        facts = partial(_facts, first, last, self.words, known)
        if gap == 0:
            return Judgement("pass", facts, window=min(cell.column_step for cell in known))
        if gap < 0 and (len(known) < len(parts) or not self.whole_table):
            return lacking(parts) or Judgement("skip", reason="told", told=CUT_OFF)
        if abs(gap) <= self.slack([*known, *((last,) if last else ())]):
            return Judgement("round", facts, window=2 * abs(gap), because="D14")
        return Judgement("fail", facts)

    def reach(self, cells: Sequence[Cell], at: int) -> Reach:
        """Return what one number must be for the sum to be one of the wholes, give or take what the others hide."""
        fixed, *further = self.wholes
        parts = cells if fixed is not None else cells[:-1]
        if at == len(parts) and any(further):
            return None
        total, own = total_of(part.value for part in parts if part.lack is None), cells[at]
        rest = [cell for place, cell in enumerate(cells) if place != at and cell.lack is None]
        others = self.slack(rest) if rest else Fraction(0)
        if at == len(parts):
            return (about(total, others),)
        wholes = [fixed if fixed is not None else cells[-1].value, *(each for each in further if each)]
        return [about(own.value + whole - total, others) for whole in wholes]


def _facts(whole: Fraction, last: Cell | None, words: Words, known: Sequence[Cell]) -> Facts:
    total = total_of(part.value for part in known)
    cells = [*known, *((last,) if last else ())]
    places = max(printed.decimals(cell.step) for cell in cells)
    gap = printed.plain(abs(total - whole), places)
    addition = " + ".join(printed.shown(part) for part in known)
    need = printed.shown(last) if last else printed.plain(whole, printed.decimals(whole))
    sum_text = f"{addition} = {printed.plain(total, places)}"
    detail = Said(f"{sum_text}, not {need}, gap {gap}", f"{sum_text}，应为{need}，差{gap}")
    if last is not None:
        detail = Said(f"{sum_text}, printed {need}, gap {gap}", f"{sum_text}，表中{need}，差{gap}")
    return Facts(
        words={"detail": detail, "sum": printed.plain(total, places), "need": need, **words},
        expected=need,
        found=printed.plain(total, places),
        gap=gap,
    )
