"""Checks of family W: the weights (分值) make up the whole, level by level."""

import re
from collections.abc import Iterator, Mapping

from schema.checks.cells import Cell
from schema.checks.check import check
from schema.checks.exact import ZERO, Exact
from schema.checks.names import Said
from schema.checks.results import Item, folded
from schema.checks.schemes import FULL, SECTIONS
from schema.checks.table import Table
from schema.checks.verdict import Verdict, abstains, either, noted, rounded_digits, tally
from schema.checks.verdict.printed import plain
from schema.checks.verdict.tallies import CUT_OFF
from schema.evaluation import MONEY_COLUMNS
from schema.reading import Reading, Text

POINTS = re.compile(r"[（(]([0-9]{1,3}(?:\.[0-9]+)?)分?[)）]?$|([0-9]{1,3}(?:\.[0-9]+)?)分[)）]?$")
"""The points at the end of a label, its brackets whole or damaged: 产出指标(50分), 效益指标30分)."""

EXECUTION = re.compile("(?:预算|资金)(?:执行|完成)率?")


@check(
    "W01",
    severity="error",
    formula="Σ w = 100 (90 + 10, 80 + 20)",
    title=("weights add up to the whole", "分值合计"),
    message=("weights do not add up: {detail}", "分值合计有误：{detail}"),
    needs=("weights", "分值"),
)
def weights_add_up(table: Table) -> Iterator[Verdict]:
    """The weights of the indicators and of the execution rate add up to the printed total, or to 100."""
    weights = [item["weight"] for item in table.items]
    if all(cell.lack == "absent" for cell in weights):
        return
    whole, own = table.cell("total_weight"), table.budget["weight"]
    ends = table.closed and bool(whole.printed or table.cell("total_score").printed)
    need: Cell | Exact = whole if whole.lack is None else FULL
    others = table.rate_weights if own.lack == "absent" and _executed(table) else ()
    ways = [
        tally(parts, need, slack=rounded_digits, whole_table=ends, others=[FULL - points for points in others])
        for parts in ways_of_adding(table, "weight")
    ]
    statement = either(*ways)
    if not ends and statement.judge(statement.cells).outcome != "pass":
        yield abstains(CUT_OFF, *weights)
        return
    yield statement
    if whole.lack is None and whole.value != FULL:
        yield noted(_unusual_whole(whole.value), whole)
    if ends:
        yield from _local_scheme(table)


def ways_of_adding(table: Table, column: str) -> Iterator[list[Cell]]:
    """Yield the cells of a column that may make up its whole: all; without what is printed twice or not applicable."""
    own = table.budget[column]
    cells = [item[column] for item in table.items]
    parts = [*([own] if own.lack != "absent" else []), *cells]
    yield parts
    if own.lack is None and any(item[column].value == own.value and _is_execution(item) for item in table.items):
        yield cells
    idle = {item.path for item in table.items if _not_applicable(item)}
    if idle:
        yield [cell for cell in parts if cell.path.rpartition(".")[0] not in idle]


def _is_execution(item: Item) -> bool:
    return EXECUTION.fullmatch(folded(item.record.name)) is not None


def _not_applicable(item: Item) -> bool:
    cells = item.cells
    return cells["actual"].lack == "blank" and not cells["score"].printed and cells["weight"].printed


def _executed(table: Table) -> bool:
    """Return whether the money was spent by what the form prints, or nothing is known of it: a rate may have points."""
    row = table.budget
    known = any(row[column].printed for column in MONEY_COLUMNS)
    return not known or any(row[column].printed for column in ("execution_rate", "score", "actual"))


def _unusual_whole(whole: Exact) -> Said:
    text = plain(whole, 0 if whole.whole else 2)
    return Said(f"the form's own total is {text}, not 100", f"表中分值合计为{text}，不是100")


def _local_scheme(table: Table) -> Iterator[Verdict]:
    """Yield a note where the first level has other weights than usual."""
    sums: dict[str, Exact] = {}
    for item in table.items:
        level = next((name for name in SECTIONS if name in folded(item.record.level1)), None)
        if level is None or item["weight"].lack is not None:
            return
        sums[level] = sums.get(level, ZERO) + item["weight"].value
    of_note = table.declared.sections
    wanted = of_note or SECTIONS
    if sums and sums != {name: wanted[name] for name in sums}:
        found, need, usual = _sections(sums), _sections({name: wanted[name] for name in sums}), "50 / 30 / 10"
        own = Said(f"a scheme of its own ({found}; usual: {usual})", f"一级指标分值为{found}（通行{usual}）")
        against = Said(
            f"not the scheme of the form's own note ({found}; the note: {need})",
            f"一级指标分值为{found}，表注规定为{need}",
        )
        yield noted(against if of_note else own, *(item["weight"] for item in table.items))


def _sections(points: Mapping[str, Exact]) -> str:
    return " / ".join(f"{name} {plain(one, 2 * (not one.whole))}" for name, one in points.items())


@check(
    "W02",
    severity="error",
    formula="w = Σ w of its children",
    title=("weight of {level} = sum of its indicators", "{level}分值＝下级之和"),
    message=("weight of {level} ≠ sum of its indicators: {detail}", "{level}分值≠下级之和：{detail}"),
    needs=("weights of levels", "一级、二级指标的分值"),
)
def levels_add_up(table: Table) -> Iterator[Verdict]:
    """The points in the label of a level are the sum of the weights of its indicators."""
    whole_table = table.closed
    for depth, name in enumerate(("level1", "level2"), 1):
        labels = {folded(getattr(item.record, name)) for item in table.items}
        levels = _levels(table, depth) if any(map(POINTS.search, labels)) else {}
        for at, (label, children) in enumerate(levels.items()):
            points = POINTS.search(label[-1])
            if points is not None:
                need = Exact.written(points[1] or points[2])
                ends = whole_table or at < len(levels) - 1
                cells = [item["weight"] for item in children]
                yield tally(cells, need, slack=rounded_digits, whole_table=ends, level=_bare(label[-1]))


def _levels(table: Table, depth: int) -> Mapping[tuple[str, ...], list[Item]]:
    """Return the indicators by the label of their level; labels of the second level within those of the first."""
    levels: dict[tuple[str, ...], list[Item]] = {}
    for item in table.items:
        labels: tuple[Reading[str] | None, ...] = (item.record.level1, item.record.level2)[:depth]
        if isinstance(labels[-1], Text) and labels[-1].value:
            levels.setdefault(tuple(folded(label) for label in labels), []).append(item)
    return levels


def _bare(label: str) -> str:
    return POINTS.sub("", label) or label
