"""Checks of family A: the amounts of the money block agree with one another."""

from collections.abc import Iterable, Iterator

from schema.checks.cells import Cell, Row
from schema.checks.check import check
from schema.checks.names import Said
from schema.checks.table import Table
from schema.checks.verdict import Verdict, abstains, adds_up, at_most, condition, either
from schema.evaluation import MONEY_COLUMNS

LEVELS = {"central", "provincial", "municipal", "county"}
"""Sources named by the level of government that the money comes from."""

SIGNED = {"adjustment", "balance"}
"""Columns in which a negative amount is in order."""

COMPLETE = (
    ({"basic", "project", "other"}, {"basic", "project"}),
    ({"personnel", "public", "project", "other_operation", "specific", "other"}, {"personnel", "public"}),
)
"""Kinds of spending that make up the whole, and those of them without which they do not."""

NOT_DECLARED = Said("the form does not say that its sources make up the total", "表中未说明各项来源构成总额")


@check(
    "A01",
    severity="error",
    formula="[B] ≐ [B0] + [J]",
    title=("budget = initial + adjustment", "年度预算数＝年初预算数＋调整额"),
    message=("budget ≠ initial + adjustment: {detail}", "年度预算数≠年初预算数＋调整额：{detail}"),
    needs=("money block", "资金情况"),
)
def budget_is_initial_plus_adjustment(table: Table) -> Iterator[Verdict]:
    """The final budget is the initial budget plus the adjustment, with its sign, in every row."""
    for row in table.rows_with("adjustment"):
        yield adds_up([row["initial_budget"], row["adjustment"]], row["final_budget"])


@check(
    "A02",
    severity="error",
    formula="[总额] ≐ [财政拨款] + [上年结转] + [其他]",
    title=("{column}: total = sum of its parts", "{column}：资金总额＝构成之和"),
    message=("{column}: total ≠ sum of its parts: {detail}", "{column}：资金总额与构成之和不符：{detail}"),
    needs=("sources of the money", "资金来源"),
)
def parts_add_up_to_total(table: Table) -> Iterator[Verdict]:
    """The sources of funding add up to 年度资金总额, in every money column, where the form declares it."""
    if not table.record.sources_exhaustive:
        yield abstains(NOT_DECLARED)
        return
    for column in MONEY_COLUMNS if table.sources else ():
        total = table.budget[column]
        by_income = table.breakdowns[0][column]
        whole = by_income if by_income.printed else total
        yield adds_up(table.parts(column, table.budget), whole, column=total.column)


@check(
    "A03",
    severity="error",
    formula="[财政] ≐ [中央] + [省] + [市] + [县]",
    title=("{name} = sum of the levels of government", "{name}＝分级之和"),
    message=("{name} ≠ sum of the levels of government: {detail}", "{name}与分级之和不符：{detail}"),
    needs=("levels of government below a source", "财政资金的分级"),
)
def levels_add_up_to_their_source(table: Table) -> Iterator[Verdict]:
    """What the levels of government give adds up to the funds that they are part of, where the form declares it."""
    for source in table.sources:
        if table.parts_of(source) and _by_level(table, source):
            if not table.record.sources_exhaustive:
                yield abstains(NOT_DECLARED)
                return
            for column in MONEY_COLUMNS:
                yield adds_up(table.parts(column, source), source[column])


@check(
    "A04",
    severity="error",
    formula="[总额] ≐ 基本 + 项目",
    title=("total = sum of its categories", "支出总额＝分类之和"),
    message=("total ≠ sum of its categories: {detail}", "支出总额与分类之和不符：{detail}"),
    needs=("categories of spending", "支出分类"),
)
def categories_add_up_to_total(table: Table) -> Iterator[Verdict]:
    """The kinds of spending, such as basic and project expenditure, add up to the total by use, or to the total."""
    parts = _kinds(table)
    for column in MONEY_COLUMNS if parts else ():
        used = table.breakdowns[1][column]
        whole = used if used.printed else table.budget[column]
        yield adds_up(_filled(row[column] for row in parts), whole)
    if table.categories and not parts:
        yield abstains(Said("the kinds of spending are not all there", "支出分类不完整"))


def _kinds(table: Table) -> list[Row]:
    """Return the kinds of spending that together make up the whole, none of them a part of another."""
    for kinds, needed in COMPLETE:
        parts = [row for row in table.categories if row.source in kinds]
        if needed <= {row.source for row in parts}:
            return parts
    return []


def _filled(cells: Iterable[Cell]) -> list[Cell]:
    every = list(cells)
    return [cell for cell in every if cell.printed] or every


@check(
    "A05",
    severity="warning",
    formula="Σ 其中 ≤ whole",
    title=("{name} ≥ sum of its “of which” items", "“其中”项之和≤{name}"),
    message=("“of which” items exceed {name}: {detail}", "“其中”项之和超过{name}：{detail}"),
    needs=("sources of the money", "资金来源"),
)
def parts_keep_within_their_whole(table: Table) -> Iterator[Verdict]:
    """What is only some of a whole is no more than the whole, in every column that has no negative amounts."""
    wholes = [table.budget] if table.sources and not table.record.sources_exhaustive else []
    for whole in [*wholes, *_divided(table)]:
        for column in MONEY_COLUMNS:
            if column not in SIGNED:
                yield at_most(table.parts(column, whole), whole[column])
    if table.sources and table.record.sources_exhaustive:
        yield abstains(Said("the sources are declared to make up the total, see A02", "各项来源已声明构成总额，见A02"))


@check(
    "A06",
    severity="warning",
    formula="X ≤ B",
    title=("{of} not more than budgeted", "{of}未超预算"),
    message=("spent more than budgeted ({of}): {detail}", "执行数大于预算数（{of}）：{detail}"),
    needs=("money block", "资金情况"),
)
def spending_keeps_within_budget(table: Table) -> Iterator[Verdict]:
    """The actual amount is no more than the final budget, for the total and for each source."""
    for row in (table.budget, *table.sources):
        yield at_most([row["actual"]], row["final_budget"], of=row.name)


@check(
    "A07",
    severity="error",
    formula="[结余] ≐ [B] − [X]",
    title=("balance = budget − spent", "结余＝预算－执行"),
    message=("balance ≠ budget − spent: {detail}", "结余≠预算－执行：{detail}"),
    needs=("money block", "资金情况"),
)
def balance_is_budget_less_spending(table: Table) -> Iterator[Verdict]:
    """The balance is what the actual amount leaves of the final budget, or of the money received, where printed."""
    for row in table.rows_with("balance"):
        wholes = [row[name] for name in ("final_budget", "received") if name == "final_budget" or row[name].printed]
        yield either(*(adds_up([whole], row["balance"], less=[row["actual"]]) for whole in wholes))


@check(
    "A08",
    severity="error",
    formula="Σ 来源 ≐ Σ 方向",
    title=("sources = uses", "资金来源合计＝资金方向合计"),
    message=("sources ≠ uses: {detail}", "资金来源与资金方向合计不一致：{detail}"),
    needs=("totals by source and by use", "资金来源与资金方向合计"),
)
def sources_equal_uses(table: Table) -> Iterator[Verdict]:
    """The money by its sources is the money by its uses; where a total is not printed, all its parts stand for it."""
    income, use = table.breakdowns
    if not table.categories and not any(use[column].printed for column in MONEY_COLUMNS):
        return
    for column in MONEY_COLUMNS:
        whole = table.parts(column, table.budget) if table.record.sources_exhaustive else []
        sources = [income[column]] if income[column].printed else whole
        uses = [use[column]] if use[column].printed else _filled(row[column] for row in _kinds(table))
        if sources and uses:
            yield adds_up(sources, uses[0], less=uses[1:])


@check(
    "A09",
    severity="warning",
    formula="Σ tasks ≤ X",
    title=("amounts of the tasks within {name}", "任务涉及资金合计≤{name}"),
    message=("amounts of the tasks exceed {name}: {detail}", "任务涉及资金合计超过{name}：{detail}"),
    needs=("amounts of tasks", "任务涉及资金"),
)
def tasks_keep_within_spending(table: Table) -> Iterator[Verdict]:
    """The amounts of the main tasks together are no more than what was spent, or where that is blank, budgeted."""
    actual, final = table.budget["actual"], table.budget["final_budget"]
    if table.task_funds:
        yield at_most(table.task_funds, actual if actual.printed else final)


@check(
    "A10",
    severity="warning",
    formula="v ≥ 0",
    title=("{name} not negative", "{name}不为负"),
    message=("{name} is negative: {value}", "{name}为负：{value}"),
    needs=("amounts", "金额"),
)
def amounts_are_not_negative(table: Table) -> Iterator[Verdict]:
    """No amount is negative but the adjustment and the balance, which have a sign."""
    for row in (table.budget, *table.sources):
        for column in MONEY_COLUMNS:
            if column not in SIGNED and row[column].printed:
                yield condition([row[column]], _not_negative)
    for funds in table.task_funds:
        yield condition([funds], _not_negative)


def _not_negative(amount: Cell) -> bool:
    return amount.value >= 0


def _divided(table: Table) -> Iterator[Row]:
    """Yield the sources that have parts of their own which need not make them up."""
    for source in table.sources:
        if table.parts_of(source) and not (table.record.sources_exhaustive and _by_level(table, source)):
            yield source


def _by_level(table: Table, source: Row) -> bool:
    return all(part.source in LEVELS for part in table.parts_of(source))
