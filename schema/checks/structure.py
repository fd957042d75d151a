"""Slips in what a form counts rather than in what it prints: another base, no cap, a part too many or too few."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from schema.checks.cells import Cell
from schema.checks.check import Judged
from schema.checks.edit import Meant
from schema.checks.exact import ZERO, Exact
from schema.checks.names import Said
from schema.checks.schemes import RATE_WEIGHTS
from schema.checks.table import Table
from schema.checks.verdict import Judgement, ratio
from schema.checks.verdict.grading import strict
from schema.checks.verdict.intervals import Interval
from schema.checks.verdict.points import ratio as quotient
from schema.checks.verdict.points import share, times
from schema.checks.verdict.printed import manner

SUBTOTAL = re.compile("小计|合计|总计|汇总")

SUMS = {"A02", "A03", "A04"}
"""Checks that add up the rows of the money block, column by column."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a slip in the counting would mean: cells, what they should say, and the failures that it explains."""

    cells: tuple[Cell, ...]
    meant: tuple[Meant, ...]
    mended: tuple[tuple[Judged, Judgement], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """One such slip. `needs` is as for an edit: how many mended identities it takes to choose it."""

    code: str
    needs: int
    message: Said
    finds: Callable[[Table, Sequence[Judged]], Iterator[Found]]


def structure(
    code: str, *, message: tuple[str, str], needs: int = 1
) -> Callable[[Callable[[Table, Sequence[Judged]], Iterator[Found]]], Structure]:
    """Make a generator of what a slip explains in a block of failures a structure."""

    def made(finds: Callable[[Table, Sequence[Judged]], Iterator[Found]]) -> Structure:
        return Structure(code, needs, Said(*message), finds)

    return made


@structure(
    "D12",
    message=(
        "{field} is counted twice: without it {repairs} holds",
        "{field}“{printed}”疑似小计或合并单元格重复计入，不计则 {repairs} {hold}",
    ),
)
def counted_twice(table: Table, block: Sequence[Judged]) -> Iterator[Found]:
    """Find a subtotal, or a merged cell that is printed for two rows, among the parts of a sum."""
    for one in block if len(block) == 1 else ():
        for cell in one.verdict.cells:
            if cell.path in one.verdict.adds and cell.value and _no_part(table, cell, one.verdict.cells):
                void = cell._replace(value=ZERO, step=ZERO, column_step=ZERO)
                again = one.verdict.judge([void if each is cell else each for each in one.verdict.cells])
                if again.good:
                    # What is left out needs no digits: the room is that of the number itself.
                    sized = again._replace(size=abs(cell.value))
                    yield Found((cell,), (Meant(ZERO, cell.step),), ((one, sized),))


def _no_part(table: Table, cell: Cell, cells: Sequence[Cell]) -> bool:
    rows = {row.path: row.name.zh for row in table.rows} | {item.path: item.name.zh for item in table.items}
    merged = [each for each in cells if each.reading and cell.reading and each.reading.at == cell.reading.at]
    return len(merged) > 1 or SUBTOTAL.search(rows.get(cell.path.rpartition(".")[0], "")) is not None


@structure(
    "D13",
    needs=2,
    message=(
        "{field} left out: {suggested} repairs {repairs}",
        "{field}疑似遗漏，补列 {suggested} 则 {repairs} {hold}",
    ),
)
def part_left_out(table: Table, block: Sequence[Judged]) -> Iterator[Found]:
    """Find a row that is left empty where the other parts lack something, in every column."""
    gaps = [(one, _lacking(one)) for one in block if one.check.code in SUMS and one.verdict.adds]
    if not gaps or len(gaps) < len(block) or any(gap <= 0 for _, gap in gaps):
        return
    for row in (*table.sources, *table.categories):
        blanks = [row[one.verdict.cells[-1].path.rpartition(".")[2]] for one, _ in gaps]
        siblings = all(_siblings(table, row.path, one) for one, _ in gaps)
        if siblings and all(cell.lack == "blank" for cell in blanks):
            cells = tuple(_like(cell, one.verdict.cells[-1]) for cell, (one, _) in zip(blanks, gaps, strict=True))
            passed = tuple((one, Judgement("pass", window=one.verdict.cells[-1].column_step)) for one, _ in gaps)
            yield Found(cells, tuple(Meant(gap, one.verdict.cells[-1].step) for one, gap in gaps), passed)


def _lacking(one: Judged) -> Exact:
    return one.verdict.cells[-1].value - sum(cell.value for cell in one.verdict.cells[:-1])


def _siblings(table: Table, path: str, one: Judged) -> bool:
    """Return whether a row is of the kind that a sum adds up."""
    parents = {row.path: (row.path.split(".")[0], row.parent) for row in (*table.sources, *table.categories)}
    return parents[path] in {parents.get(added.rpartition(".")[0]) for added in one.verdict.adds}


def _like(blank: Cell, printed: Cell) -> Cell:
    """Return a blank cell that writes its numbers in the unit of a printed one."""
    one = manner(printed).one
    step = Decimal(one.numerator) / Decimal(one.denominator)
    reading = None if blank.reading is None else blank.reading.model_copy(update={"step": step, "unit": _unit(printed)})
    return blank._replace(reading=reading, step=printed.step, column_step=printed.column_step)


def _unit(cell: Cell) -> str | None:
    return cell.reading.unit if cell.reading is not None else None


@structure(
    "D18",
    message=(
        "{field} is measured by another base: by its own it is {suggested}, which repairs {repairs}",
        "{field}“{printed}”疑似执行率分母用错，按本表分母应为 {suggested}，则 {repairs} {hold}",
    ),
)
def wrong_base(table: Table, block: Sequence[Judged]) -> Iterator[Found]:
    """Find a rate that is the actual amount by another amount than the one that the form measures it by."""
    for one in block if len(block) == 1 and block[0].check.code == "R01" else ():
        rate, over, under = one.verdict.cells
        row = rate.path.rpartition(".")[0]
        for column in ("initial_budget", "received", "final_budget"):
            base = table.cells[f"{row}.{column}"]
            if base.lack is None and base.value != under.value and under.value:
                other = ratio(rate, over, base)
                again = other.judge(other.cells)
                if again.outcome == "pass":
                    steps = round(over.value / under.value / rate.step)
                    yield Found((rate,), (Meant(steps * rate.step, rate.step),), ((one, again),))


@structure(
    "D19",
    message=(
        "{field} follows another scheme: capped and by its own weight it is {suggested}, which repairs {repairs}",
        "{field}“{printed}”疑似未封顶或计分口径不同，按本表分值应为 {suggested}，则 {repairs} {hold}",
    ),
)
def other_scheme(table: Table, block: Sequence[Judged]) -> Iterator[Found]:
    """Find a score that is the weight times a ratio above one, without its cap, or is out of other points."""
    scores = {cell for one in block for cell in one.verdict.cells[:1] if cell.path.endswith("score")}
    if len(scores) != 1 or not all(one.check.code in {"S01", "S03"} for one in block):
        return
    score = scores.pop()
    weight = table.cells.get(score.path.removesuffix("score") + "weight")
    earned = _earned(table, score)
    if weight is None or weight.lack is not None or earned is None:
        return
    schemes = [times(earned, weight.value)]
    schemes += [times(share(earned), points) for points in RATE_WEIGHTS if score.path == "budget.score"]
    for points in schemes:
        meant = round(share(earned).high * weight.value / score.step) * score.step
        if points.meets(strict(score)) != "apart" and meant != score.value:
            passed = Judgement("pass", window=points.width + score.column_step, size=score.value)
            yield Found((score,), (Meant(meant, score.step),), tuple((one, passed) for one in block))


def _earned(table: Table, score: Cell) -> Interval | None:
    """Return what was reached of what was to be reached, not capped."""
    if score.path == "budget.score":
        return quotient(table.budget["actual"], table.base(table.budget))
    item = next((item for item in table.items if score.path.startswith(f"{item.path}.")), None)
    if item is None or not item.comparable or not item.target or not item.actual or not item.target.value:
        return None
    return Interval(item.actual.value / item.target.value, item.actual.value / item.target.value)
