"""Statements about ratios, and tests of single numbers."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from schema.checks.cells import Cell
from schema.checks.exact import ONE, Exact
from schema.checks.names import Said, listed
from schema.checks.verdict import grading, printed
from schema.checks.verdict.grading import Stands
from schema.checks.verdict.intervals import Interval, rounded, rounded_or_cut
from schema.checks.verdict.judgement import HOLDS, Facts, Judgement, Reach, Verdict, lacking

Words = Mapping[str, str | Said]


def ratio(rate: Cell, over: Cell, under: Cell, *, growth: bool = False) -> Verdict:
    """State that a rate is one amount divided by another; with `growth`, the change from `under` to `over`."""
    shift = Exact(1 if growth else 0)
    return Verdict((rate, over, under), partial(_quotient, shift), reach=partial(_reach, shift))


def condition(
    cells: Sequence[Cell], test: Callable[..., bool], expected: str | None = None, **words: str | Said
) -> Verdict:
    """State that a test of the cells holds. Messages may use {name}, {value} of the first, {other} of the last."""
    return Verdict(tuple(cells), partial(_tested, test, expected, words))


def _quotient(shift: Exact, cells: Sequence[Cell]) -> Judgement:
    """Judge whether the first cell may be the second divided by the third, less the shift."""
    unable = lacking(cells)
    if unable is not None:
        return unable
    rate, over, under = cells
    if abs(under.value) <= under.column_step / 2:
        return Judgement("skip", reason="zero", lacking=(under,))
    computed = cache(partial(_computed, shift, over, under))
    facts = partial(_quotient_facts, cells, computed)
    # Programs print percentages rounded up, rounded to even and cut, all three; what only cutting explains is said.
    claimed = rounded(rate.value, rate.column_step)
    as_cut = computed(grading.strict).meets(claimed) == "apart"
    if as_cut:
        claimed = rounded_or_cut(rate.value, rate.column_step)
    outcome, way = grading.graded(cells, lambda stands: computed(stands).meets(claimed))
    if as_cut and outcome == "pass":
        outcome, way = "round", grading.cut
    if outcome == "fail":
        return Judgement("fail", facts)
    size = max(abs(rate.value), abs(over.value / under.value - shift))
    half_widths = (computed(grading.strict).width + rate.column_step) / 2
    return grading.too_rough(cells, half_widths, size) or Judgement(
        outcome,
        facts,
        window=computed(way).width + claimed.width,
        size=size,
        because=grading.because(outcome, way),
    )


def _computed(shift: Exact, over: Cell, under: Cell, stands: Stands) -> Interval:
    quotient = stands(over) / stands(under)
    return quotient + Interval(-shift, -shift) if shift else quotient


def _reach(shift: Exact, cells: Sequence[Cell], at: int) -> Reach:
    """Return where the rate or one of the amounts must lie, whatever the other two may stand for."""
    rate, over, under = cells
    stands = grading.roughly_cut
    try:
        if at == 0:
            return (_computed(shift, over, under, stands),)
        quotient = stands(rate) + Interval(shift, shift)
        return (quotient * stands(under),) if at == 1 else (stands(over) / quotient,)
    except ZeroDivisionError:
        return None


def _quotient_facts(cells: Sequence[Cell], computed: Callable[[Stands], Interval]) -> Facts:
    rate, quotient = cells[0], computed(grading.strict)
    # Two digits more than the form prints show on which side of the rounding the quotient lies.
    places = printed.decimals(rate.step / printed.PERCENT) + 2
    low, high = (printed.minus(end) for end in printed.outward(quotient, printed.PERCENT, places))
    found = f"{printed.shown(rate, printed.PERCENT)}%"
    ends = printed.outward(quotient, ONE, places + 2)
    return Facts(
        words={
            "detail": Said(f"{low} to {high}%, printed {found}", f"{low}～{high}%，表中{found}"),
            "name": rate.name,
        },
        expected=" … ".join(ends),
        found=printed.exactly(rate.value, [rate]),
        gap=printed.plain(min(abs(Exact.written(end) - rate.value) for end in ends), places + 2),
    )


def _tested(test: Callable[..., bool], expected: str | None, words: Words, cells: Sequence[Cell]) -> Judgement:
    """Judge a test of printed numbers."""
    unable = lacking(cells)
    if unable is not None:
        return unable
    return HOLDS if test(*cells) else Judgement("fail", partial(_test_facts, expected, words, cells))


def _test_facts(expected: str | None, words: Words, cells: Sequence[Cell]) -> Facts:
    first = cells[0]
    every = [Said(f"{cell.name.en} {printed.worded(cell)}", f"{cell.name.zh}{printed.worded(cell)}") for cell in cells]
    return Facts(
        words={
            "name": first.name,
            "value": printed.worded(first),
            "other": printed.worded(cells[-1]),
            "all": listed(every),
            **words,
        },
        expected=expected,
        found=printed.exactly(first.value, [first]),
    )
