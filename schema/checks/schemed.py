"""Checks of family S about single indicators: points that follow from target and result, and reasons for lost ones."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from schema.checks.cells import Cell
from schema.checks.check import check
from schema.checks.exact import ONE, ZERO, Exact
from schema.checks.names import Said
from schema.checks.quantities import Quantity
from schema.checks.results import REASON_UNREAD, Item, explained, folded, given, may_be_explained
from schema.checks.schemes import ABOVE, BANDS, FULL, RATE_WEIGHTS, SIGNED_WORDS
from schema.checks.table import Table
from schema.checks.verdict import Earned, Verdict, abstains, condition, earned, fault, unread
from schema.checks.verdict.intervals import Interval, rounded
from schema.checks.verdict.points import HUNDREDTH, exactly, share, times
from schema.checks.verdict.printed import plain, shown

ALL, NONE = exactly(ONE), exactly(ZERO)

HIGHER, LOWER = {"≥", ">", "="}, {"≤", "<"}
"""Signs of targets of which more, or less, is better."""

BY_NOTE = Said("{of} (by the form's own note: weight × target ÷ result)", "{of}（按表注：分值×目标值÷完成值）")

NO_NUMBERS = Said("no target and result in comparable numbers", "没有可比的目标值与完成值")


@check(
    "S04",
    severity="warning",
    formula="[s] ≐ scheme(t, a, w, sign)",
    title=("{of}: points follow from target and result", "{of}得分与目标完成情况相符"),
    message=("points of {of} should be {detail}", "{of}按目标完成情况应得{detail}"),
    needs=("indicators with weights and scores", "有分值和得分的指标"),
)
def points_follow_from_target_and_result(table: Table) -> Iterator[Verdict]:
    """A reached target earns all points, a missed one its share of them by one of the known schemes, never all."""
    scored = [item for item in table.items if item["score"].lack is None and item["weight"].lack is None]
    for item in scored:
        if item.comparable:
            by_ratio = table.declared.falling == "ratio" and item.direction in LOWER
            of = BY_NOTE.filled(of=item.name) if by_ratio else item.name
            yield earned([_undocked(item), item["weight"]], partial(_points, item, by_ratio=by_ratio), of=of)
        else:
            yield abstains(NO_NUMBERS, item["score"])
    if not scored:
        yield from _uncapped(table)


def _uncapped(table: Table) -> Iterator[Verdict]:
    """Yield faults where a form without weights gives more points than a target is worth.

    That shows only if every score is a whole weight times result by target, and these weights make up the whole.
    """
    implied = {item: _implied(item) for item in table.items if item["score"].printed}
    own = table.budget["weight"]
    wholes = {FULL - points for points in ((own.value,) if own.lack is None else RATE_WEIGHTS)}
    if all(implied.values()) and sum(weight or 0 for weight in implied.values()) in wholes:
        for item, weight in implied.items():
            if item.target and item.actual and weight and item.actual.value > item.target.value:
                low, found = plain(weight, 0), shown(item["score"])
                detail = Said(f"{low} at most, printed {found}", f"至多{low}，表中{found}")
                yield fault([item["score"]], because="D19", suggested=low, of=item.name, detail=detail)


def _implied(item: Item) -> Exact | None:
    """Return the whole weight of which a score is the share that was reached, not capped."""
    if item.target is None or item.actual is None or not item.comparable or item["score"].lack is not None:
        return None
    if item.target.value <= 0 or item.actual.value <= 0:
        return None
    reached = item.actual.value / item.target.value
    weight = Exact(round(item["score"].value / reached))
    return weight if weight * reached in rounded(item["score"].value, item["score"].step) else None


def _undocked(item: Item) -> Cell:
    """Return the score; full points are no rounded share of the weight, and are taken at their hundredth."""
    score = item["score"]
    if score.value != item["weight"].value:
        return score
    return score._replace(step=min(score.step, HUNDREDTH), column_step=min(score.column_step, HUNDREDTH))


def _points(item: Item, cells: Sequence[Cell], *, by_ratio: bool = False) -> Iterator[Earned]:
    """Yield what a score may be: by the sign of the target, or without one by either; by ratio alone if a note says."""
    weight = cells[1].value
    if item.target is not None and item.actual is not None:
        falls = item.direction in LOWER
        rises = item.direction is None or item.direction in HIGHER
        shares = [*(_rising(item.target, item.actual) if rises or not falls else ())]
        if falls or item.direction in {None, "qualitative"}:
            shares += _ratio(item.target, item.actual) if by_ratio else _falling(item.target, item.actual)
        yield from (Earned(times(part, weight)) for part in shares)


def _rising(target: Quantity, actual: Quantity) -> Iterator[Interval]:
    """Yield the shares of the weight where more is better; far above a target may cost points."""
    if actual.value >= target.value:
        yield ALL
        if target.value > 0 and actual.value >= ABOVE * target.value:
            yield Interval(max(2 - actual.value / target.value, ZERO), ONE)
    else:
        if target.value > 0:
            yield share(times(_standing(actual), 1 / target.value))
        yield NONE


def _falling(target: Quantity, actual: Quantity) -> Iterator[Interval]:
    """Yield the shares of the weight where less is better: off by the excess, or by the ratio."""
    if actual.value <= target.value:
        yield ALL
        return
    if target.value > 0:
        missed = times(_standing(actual), 1 / target.value)
        yield share(Interval(2 - missed.high, 2 - missed.low))
        yield exactly(target.value / actual.value)
    yield NONE


def _ratio(target: Quantity, actual: Quantity) -> Iterator[Interval]:
    """Yield the one share of the weight that target by result gives where less is better."""
    yield ALL if actual.value <= target.value else exactly(max(target.value, ZERO) / actual.value)


def _standing(actual: Quantity) -> Interval:
    return exactly(actual.value) if actual.exact else rounded(actual.value, actual.step)


@check(
    "S05",
    severity="warning",
    formula="s within its band",
    title=("{of}: points match the words", "{of}得分与自述相符"),
    message=("{of} says “{text}”, score {value} outside {band}", "{of}自述“{text}”，得分{value}不在{band}区间"),
    needs=("results in words with points", "有得分的定性指标"),
)
def points_match_the_words(table: Table) -> Iterator[Verdict]:
    """A qualitative result that calls itself reached, partly reached or missed has points of that band."""
    for item in table.items:
        bands = _declared(table, _bands(folded(item.record.actual))) if item.target is None else ()
        if bands:
            span = f"{_share_of(bands[-1][0], item)}～{_share_of(bands[-1][1], item)}"
            said, score = folded(item.record.actual), item["score"]
            test = partial(_in_band, bands)
            yield condition([score, item["weight"]], test, of=item.name, text=said, band=span)


def _bands(text: str) -> tuple[tuple[Exact, Exact], ...]:
    return next((bands for words, bands in BANDS if re.fullmatch(f"(?:{words}){SIGNED_WORDS}", text)), ())


def _declared(table: Table, bands: tuple[tuple[Exact, Exact], ...]) -> tuple[tuple[Exact, Exact], ...]:
    """Return the bands that a note of the form leaves of those that are known, all where it names none of them."""
    own = table.declared.band
    named = tuple(band for band in bands if own in band)
    return named or bands


def _in_band(bands: Sequence[tuple[Exact, Exact]], score: Cell, weight: Cell) -> bool:
    return any(low * weight.value <= score.value <= high * weight.value for low, high in bands)


def _share_of(part: Exact, item: Item) -> str:
    points = part * item["weight"].value
    return plain(points, 2 * (not points.whole))


@check(
    "S07",
    severity="warning",
    formula="s < w ⇒ a reason is given",
    title=("{of}: lost points explained", "{of}扣分有说明"),
    message=("points lost for {of} without a reason: {value} of {other}", "{of}扣分未说明原因：{other}分得{value}分"),
    needs=("scores beside their weights", "分值与得分"),
)
def lost_points_are_explained(table: Table) -> Iterator[Verdict]:
    """Points lost on an indicator have a reason, in its row or where the form speaks of problems; 0 and 无 are none."""
    for item in table.items:
        if item["score"].printed and item["weight"].printed:
            score, weight = item["score"], item["weight"]
            told = explained(item, table.record) or _without_column(table)
            lost = score.lack is None and weight.lack is None and score.value < weight.value
            if lost and not told and may_be_explained(item, table.record):
                yield unread(REASON_UNREAD, score, weight)
            else:
                yield condition([score, weight], partial(_whole_or, told), of=item.name)


def _whole_or(told: bool, score: Cell, weight: Cell) -> bool:  # noqa: FBT001 - what was found
    return told or score.value >= weight.value


def _without_column(table: Table) -> bool:
    """Return whether the reasons have a text of their own and no column."""
    record = table.record
    return all(item.record.deviation_reason is None for item in table.items) and given(record.problems)
