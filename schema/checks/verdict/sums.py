"""Statements about sums of amounts: they make up a whole, or they keep within a limit."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from schema.checks.cells import Cell
from schema.checks.names import Said
from schema.checks.verdict import grading, printed
from schema.checks.verdict.exact import total as total_of
from schema.checks.verdict.grading import Stands
from schema.checks.verdict.intervals import Interval, Meeting, about, added
from schema.checks.verdict.judgement import Facts, Judgement, Reach, Verdict, lacking

Words = Mapping[str, str | Said]


def adds_up(parts: Sequence[Cell], whole: Cell, *, less: Sequence[Cell] = (), **words: str | Said) -> Verdict:
    """State that the parts, less some others, add up to the whole."""
    signs = (*(1 for _ in parts), *(-1 for _ in less))
    adds = frozenset(part.path for part in parts)
    return Verdict((*parts, *less, whole), partial(_sum, signs, words), adds, partial(_reach, signs))


def at_most(parts: Sequence[Cell], limit: Cell, **words: str | Said) -> Verdict:
    """State that the sum of the parts keeps within a limit."""
    return Verdict((*parts, limit), partial(_limited, words))


def _sum(signs: Sequence[int], words: Words, cells: Sequence[Cell]) -> Judgement:
    """Judge whether signed parts and the whole behind them may be equal."""
    unable = lacking(cells)
    if unable is not None:
        return unable
    terms, whole = list(zip(signs, cells[:-1], strict=True)), cells[-1]
    failed = Judgement("fail", partial(_sum_facts, signs, words, cells))
    gap, widths = abs(_added(terms) - whole.value), _widths(cells)
    if 2 * gap < widths:
        return _too_rough(cells, widths) or Judgement("pass", failed.facts, window=widths)
    # However its digits are taken, no number moves by more than one step: most edits that are tried end here.
    if gap > total_of(cell.step for cell in cells):
        return failed

    def total(stands: Stands) -> Interval:
        return added([stands(cell) if sign > 0 else -stands(cell) for sign, cell in terms])

    outcome, way = grading.graded(cells, lambda stands: total(stands).meets(stands(whole)))
    if outcome == "fail":
        return failed
    room = total(way).width + way(whole).width
    return _too_rough(cells, widths) or Judgement(
        outcome, failed.facts, window=room, because=grading.because(outcome, way)
    )


def _reach(signs: Sequence[int], cells: Sequence[Cell], at: int) -> Reach:
    """Return what one number must be for the sum to be right, give or take a step of each of the others."""
    signed = (*signs, -1)
    gap = _added(zip(signed, cells, strict=True))
    others = total_of(cell.step for cell in cells) - cells[at].step
    return (about(cells[at].value - signed[at] * gap, others),)


def _widths(cells: Sequence[Cell]) -> Fraction:
    """Return the room that numbers have together, each rounded at the precision of its column."""
    return total_of(cell.column_step for cell in cells)


def _too_rough(cells: Sequence[Cell], widths: Fraction) -> Judgement | None:
    return grading.too_rough(cells, widths / 2, max(abs(cell.value) for cell in cells))


def _added(terms: Iterable[tuple[int, Cell]]) -> Fraction:
    return total_of(cell.value if sign > 0 else -cell.value for sign, cell in terms)


def _sum_facts(signs: Sequence[int], words: Words, cells: Sequence[Cell]) -> Facts:
    *parts, whole = cells
    total = _added(zip(signs, parts, strict=True))
    one, unit = printed.manner(whole)
    places = max(printed.decimals(cell.step / one) for cell in cells)
    computed, gap = (printed.minus(printed.plain(number / one, places)) for number in (total, abs(total - whole.value)))
    addition = printed.addition(signs, parts, one)
    sum_text = f"{addition}{unit}" if len(parts) == 1 else f"{addition} = {computed}{unit}"
    found = printed.shown(whole)
    return Facts(
        words={
            "detail": Said(f"{sum_text}, printed {found}, gap {gap}", f"{sum_text}，表中{found}，差{gap}"),
            "name": whole.name,
            **words,
        },
        expected=printed.exactly(total, parts),
        found=printed.exactly(whole.value, [whole]),
        gap=printed.exactly(abs(total - whole.value), cells),
    )


def _limited(words: Words, cells: Sequence[Cell]) -> Judgement:
    """Judge whether the sum of all cells but the last may be no more than the last."""
    unable = lacking(cells)
    if unable is not None:
        return unable
    *parts, limit = cells
    excess, widths = total_of(part.value for part in parts) - limit.value, _widths(cells)

    def meeting(stands: Stands) -> Meeting:
        low, high = added([stands(part) for part in parts]), stands(limit)
        return "overlap" if low.low < high.high else low.meets(high)

    outcome, way = ("pass", grading.strict) if 2 * excess < widths else grading.graded(cells, meeting)
    certain = 2 * excess <= -widths
    unproved = None if certain or outcome == "fail" else _too_rough(cells, widths)
    facts = partial(_limit_facts, words, cells)
    return unproved or Judgement(outcome, facts, because=grading.because(outcome, way))


def _limit_facts(words: Words, cells: Sequence[Cell]) -> Facts:
    *parts, limit = cells
    total = total_of(part.value for part in parts)
    one, unit = printed.manner(limit)
    places = max(printed.decimals(cell.step / one) for cell in cells)
    computed, gap = (printed.minus(printed.plain(number / one, places)) for number in (total, total - limit.value))
    addition = printed.addition([1] * len(parts), parts, one)
    left = addition if len(parts) == 1 else f"{addition} = {computed}"
    text = f"{left} > {printed.shown(limit)}{unit}"
    return Facts(
        words={"detail": Said(f"{text}, gap {gap}", f"{text}，差{gap}"), "name": limit.name, **words},
        expected=printed.exactly(limit.value, [limit]),
        found=printed.exactly(total, parts),
        gap=printed.exactly(total - limit.value, cells),
    )
