"""Checks of family I: what targets and results of indicators tell about each other."""

from collections import Counter
from collections.abc import Iterator

from schema.checks.check import check
from schema.checks.names import Said
from schema.checks.results import REASON_UNREAD, Item, explained, folded, may_be_explained
from schema.checks.schemed import HIGHER, LOWER
from schema.checks.schemes import FAR_ABOVE, FAR_OFF
from schema.checks.table import Table
from schema.checks.verdict import Verdict, abstains, fault, holds, unread
from schema.checks.verdict.judgement import lacking
from schema.checks.verdict.printed import plain, quoted

THOUSANDS = 1000

NO_DIRECTION = Said("the targets say neither at least nor at most", "目标值未标明方向")
NOT_COMPARABLE = Said("no target and result in comparable numbers", "没有可比的目标值与完成值")
NO_TARGET = Said("no cell with its target was found", "未找到目标值栏")
NOTHING_BESIDE = Said("no target with a result beside it", "没有成对的目标值与完成值")


@check(
    "I01",
    severity="warning",
    formula="a misses t ⇒ a reason is given",
    title=("{of}: missed target explained", "{of}未达目标有说明"),
    message=("{of} missed its target, unexplained: {t} / {a}", "{of}未达目标，未见说明：{t}／{a}"),
    needs=("indicators with targets and results", "有目标值和完成值的指标"),
)
def missed_targets_are_explained(table: Table) -> Iterator[Verdict]:
    """A result that misses its target, by the target's sign, has a reason in its row or among the problems."""
    for item in table.items:
        if item.target is None or item.actual is None or not item.comparable:
            yield abstains(NOT_COMPARABLE, item["target"], item["actual"])
        elif item.target.value == item.actual.value or explained(item, table.record):
            yield holds(item["target"], item["actual"])
        elif item.direction not in HIGHER | LOWER:
            yield abstains(NO_DIRECTION, item["target"])
        elif not _missed(item):
            yield holds(item["target"], item["actual"])
        else:
            yield _unexplained(table, item)


def _missed(item: Item) -> bool:
    if item.target is None or item.actual is None:
        return False
    target, actual = item.target.value, item.actual.value
    return {"≥": actual < target, ">": actual <= target, "<": actual >= target, "≤": actual > target}.get(
        item.direction or "=", actual < target
    )


def _unexplained(table: Table, item: Item, **words: str) -> Verdict:
    """Return that a deviation has no word, unless that word may stand where nothing was understood."""
    if may_be_explained(item, table.record):
        return unread(REASON_UNREAD, item["target"], item["actual"])
    return _fault(item, **words)


def _fault(item: Item, **words: str) -> Verdict:
    t, a = (quoted(cell.reading.raw) if cell.reading else "" for cell in (item["target"], item["actual"]))
    return fault([item["target"], item["actual"]], of=item.name, t=t, a=a, **words)


@check(
    "I02",
    severity="warning",
    formula="a ≥ 1.3 t or |a − t| > 30 % ⇒ a reason is given",
    title=("{of}: deviation explained", "{of}偏离目标有说明"),
    message=("{of} deviates from its target by {p}%, unexplained: {t} / {a}", "{of}偏离目标{p}%，未见说明：{t}／{a}"),
    needs=("indicators with targets and results", "有目标值和完成值的指标"),
)
def far_deviations_are_explained(table: Table) -> Iterator[Verdict]:
    """A result far above its target, or far off a target without a sign, has a reason; a missed one is left to I01."""
    for item in table.items:
        if item.target is None or item.actual is None or not item.comparable or item.target.value <= 0:
            yield abstains(NOT_COMPARABLE, item["target"], item["actual"])
        elif _far_off(item) and not explained(item, table.record):
            off = abs(item.actual.value / item.target.value - 1) * 100
            yield _unexplained(table, item, p=plain(off, 0))
        else:
            yield holds(item["target"], item["actual"])


def _far_off(item: Item) -> bool:
    """Return whether a target was exceeded by far, or an unsigned one lies far from the result.

    A limit of which nothing at all was used, such as no accidents of at most five, is no soft target.
    """
    if item.target is None or item.actual is None:
        return False
    times = item.actual.value / item.target.value
    if item.direction in LOWER:
        return 0 < times < 1 - FAR_OFF
    return times >= FAR_ABOVE or (item.direction not in HIGHER and times < 1 - FAR_OFF)


@check(
    "I03",
    severity="warning",
    formula="t is a number ⇔ a is a number, in one unit",
    title=("{of}: target and result comparable", "{of}目标与完成值口径相同"),
    message=("target and result of {of} are not comparable: {t} / {a}", "{of}目标与完成值口径不同：{t}／{a}"),
    needs=("indicators with targets and results", "有目标值和完成值的指标"),
)
def targets_and_results_are_comparable(table: Table) -> Iterator[Verdict]:
    """A target in numbers has a result in numbers of the same kind, and words have words."""
    for item in table.items:
        cells = (item["target"], item["actual"])
        if any(cell.lack in {"absent", "blank", "unread"} for cell in cells):
            missing = lacking([cell for cell in cells if cell.lack != "words"])
            yield abstains(NOTHING_BESIDE, *(missing.lacking if missing else cells))
        else:
            numbers = [cell.lack is None for cell in cells]
            yield holds(*cells) if not any(numbers) or (all(numbers) and _one_kind(item)) else _fault(item)


def _one_kind(item: Item) -> bool:
    """Return whether target and result are of one kind; thousands of percent were never meant as percent."""
    cells = (item["target"], item["actual"])
    percent = item.target is not None and item.target.kind == "proportion"
    return item.comparable and not (percent and all(cell.value >= THOUSANDS for cell in cells))


@check(
    "I04",
    severity="info",
    formula="t ≠ 0; each name once",
    title=("{of}: has a target and a name of its own", "{of}有目标且不重复"),
    message=("indicator {of}: {what}", "指标{of}：{what}"),
    needs=("indicators", "指标"),
)
def indicators_say_something(table: Table) -> Iterator[Verdict]:
    """No indicator has a target that is zero or left blank, and no two have the same name."""
    names = Counter((folded(item.record.level1), folded(item.record.name)) for item in table.items)
    for item in table.items:
        target = item["target"]
        if target.lack == "blank":
            yield fault([target], of=item.name, what=Said("target left blank", "目标值为空"))
        elif target.lack is None and target.value == 0:
            yield fault([target], of=item.name, what=Said("target is zero", "目标值为0"))
        elif folded(item.record.name) and names[folded(item.record.level1), folded(item.record.name)] > 1:
            yield fault([table.cell(f"{item.path}.name")], of=item.name, what=Said("named twice", "重复"))
        else:
            # What has no cell, or none that was found, was not left blank.
            yield abstains(NO_TARGET, target) if target.lack == "absent" else holds(target)
