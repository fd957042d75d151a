"""Checks of family R: the printed rates follow from the amounts."""

import re
from collections.abc import Iterator

from schema.checks.cells import Cell
from schema.checks.check import check
from schema.checks.exact import Exact
from schema.checks.names import Said
from schema.checks.results import Item
from schema.checks.table import Table
from schema.checks.verdict import Verdict, abstains, condition, fault, holds, noted, ratio
from schema.checks.verdict.printed import plain, worded

LARGE = Exact(30, 100)
"""An adjustment of the budget by more than this share asks for a reason."""

EXPLANATIONS = ("problems", "improvements", "conclusion", "remarks")
"""Where a form gives reasons."""

MISREAD = re.compile(r"2([0-9]{1,3}(?:\.[0-9]+)?)[%％]?")
"""A percentage whose first digit may have been a sign."""

FULL = 100
"""All of it, in percent."""


@check(
    "R01",
    severity="error",
    formula="[r] ≐ [X] / [B] × 100",
    title=("{name} = actual ÷ budget", "{name}＝执行数÷预算数"),
    message=("{name} should be {detail}", "{name}应为{detail}"),
    needs=("money block", "资金情况"),
)
def execution_rate_is_actual_by_final(table: Table) -> Iterator[Verdict]:
    """The execution rate is the actual amount by the final budget, or by the initial one where there is no other."""
    for row in table.rows_with("execution_rate"):
        yield ratio(row["execution_rate"], row["actual"], table.base(row))


@check(
    "R02",
    severity="error",
    formula="[j] ≐ [J] / [B0] × 100",
    title=("{name} = adjustment ÷ initial budget", "{name}＝调整额÷年初预算数"),
    message=("{name} should be {detail}", "{name}应为{detail}"),
    needs=("money block", "资金情况"),
)
def adjustment_rate_is_adjustment_by_initial(table: Table) -> Iterator[Verdict]:
    """The adjustment rate is the adjustment, or where none is printed the change, divided by the initial budget."""
    for row in table.rows_with("adjustment_rate"):
        rate, adjustment, initial = row["adjustment_rate"], row["adjustment"], row["initial_budget"]
        if adjustment.printed:
            yield ratio(rate, adjustment, initial)
        else:
            yield ratio(rate, row["final_budget"], initial, growth=True)


@check(
    "R03",
    severity="error",
    formula="sign(J) = sign(j) = sign(B − B0)",
    title=("directions of adjustment agree", "调整方向一致"),
    message=("directions of adjustment disagree: {all}", "调整额、调整率与预算变动方向不一致：{all}"),
    needs=("money block", "资金情况"),
)
def adjustment_has_one_direction(table: Table) -> Iterator[Verdict]:
    """The adjustment, its rate and the change of the budget have the same sign; zero goes with both."""
    row = table.budget
    signs = [cell for cell in (row["adjustment"], row["adjustment_rate"]) if cell.printed]
    budgets = [row["initial_budget"], row["final_budget"]]
    changed = all(cell.printed for cell in budgets)
    if len(signs) + changed > 1:
        cells = [*signs, *(budgets if changed else ())]
    else:
        cells = [row["adjustment"], row["adjustment_rate"], *budgets]
    yield condition(cells, _one_direction)


def _one_direction(*cells: Cell) -> bool:
    by_column = {cell.path.rpartition(".")[2]: cell for cell in cells}
    initial, final = by_column.pop("initial_budget", None), by_column.pop("final_budget", None)
    changes = [cell.value for cell in by_column.values()]
    if initial and final and abs(final.value - initial.value) > (final.step + initial.step) / 2:
        changes.append(final.value - initial.value)
    return all(change >= 0 for change in changes) or all(change <= 0 for change in changes)


@check(
    "R04",
    severity="warning",
    formula="0 ≤ r ≤ 100",
    title=("{name} within 0 to 100%", "{name}在0～100%之间"),
    message=("{name} out of range: {value}", "{name}超出合理范围：{value}"),
    needs=("rate", "比率"),
)
def rates_are_in_range(table: Table) -> Iterator[Verdict]:
    """An execution rate, and a target or result in percent, lies between 0 and 100 percent."""
    for row in table.rows_with("execution_rate"):
        yield condition([row["execution_rate"]], lambda rate: 0 <= rate.value <= 1, expected="0 … 1")
    for item in table.items:
        for cell, quantity in ((item["target"], item.target), (item["actual"], item.actual)):
            if quantity is not None and quantity.kind == "proportion":
                yield _percent(cell, item)


def _percent(cell: Cell, item: Item) -> Verdict:
    """State that a percentage is in range; 290% beside 90% is a sign that was read as a digit."""
    raw = cell.reading.raw.strip() if cell.reading is not None else ""
    misread = MISREAD.fullmatch(raw)
    numbers = {Exact.written(misread[1])} if misread else set()
    if cell.value > FULL and numbers & {item["target"].value, item["actual"].value}:
        return fault([cell], because="D07", suggested=f"≥{raw[1:]}", name=cell.name, value=worded(cell))
    return condition([cell], lambda cell: 0 <= cell.value <= FULL, expected="0 … 100")


@check(
    "R05",
    severity="info",
    formula="B = 0 ⇒ r ∈ {0, 100, —}",
    title=("zero budget: {name} by a known convention", "预算为0，{name}按惯例填列"),
    message=("zero budget, yet {name} is printed as {value}", "预算为0，{name}却填列为{value}"),
    needs=("money block", "资金情况"),
)
def zero_budget_follows_a_convention(table: Table) -> Iterator[Verdict]:
    """Beside a final budget of zero the execution rate is 0, 100 percent or not printed; of the total that is said."""
    for row in table.rows_with("final_budget"):
        rate, final = row["execution_rate"], row["final_budget"]
        if row is table.budget and final.lack is None and final.value == 0 and _by_convention(rate):
            yield noted(_convention(rate), rate, final, name=rate.name)
        elif rate.printed or final.lack is not None:
            yield condition([rate, final], lambda rate, final: final.value != 0 or rate.value in {0, 1})
        else:
            yield holds(final)


def _by_convention(rate: Cell) -> bool:
    return rate.lack in {"blank", "absent"} or (rate.lack is None and rate.value in {0, 1})


def _convention(rate: Cell) -> Said:
    """Name the convention by which a form prints a rate that nothing gives."""
    if rate.lack is not None:
        return Said("no rate is printed", "不填列执行率")
    percent = worded(rate) if "%" in worded(rate) else f"{plain(rate.value * FULL, 0)}%"
    return Said(f"the rate is printed as {percent}", f"执行率按{percent}填列")


@check(
    "R06",
    severity="warning",
    formula="|j| > 30 % ⇒ a reason is given",
    title=("adjustment explained", "预算调整有说明"),
    message=("budget adjusted by more than 30% without an explanation: {all}", "预算调整幅度超过30%，未见说明：{all}"),
    needs=("money block", "资金情况"),
)
def large_adjustment_is_explained(table: Table) -> Iterator[Verdict]:
    """A budget adjusted by more than 30 percent comes with a word about problems, improvements, or other remarks."""
    rate, initial, final = (table.budget[c] for c in ("adjustment_rate", "initial_budget", "final_budget"))
    explained = any(table.by_path[text].value for text in EXPLANATIONS if text in table.by_path)
    if rate.printed:
        yield condition([rate], lambda rate: explained or abs(rate.value) <= LARGE)
    elif initial.lack is None and initial.value == 0:
        yield abstains(Said("the initial budget is zero", "年初预算数为0"), initial)
    else:
        yield condition(
            [final, initial],
            lambda final, initial: explained or abs(final.value - initial.value) <= LARGE * abs(initial.value),
        )
