"""Records built by hand, as short as the table that they stand for."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from schema.evaluation import MONEY_COLUMNS, BudgetRow, BudgetSource, SelfEvaluation, Task
from schema.reading import Amount, Nil, Problem, Rate, Text, Year

YUAN = {"元": 1, "万元": 10**4}

NILS: Mapping[str, Nil] = {"": "blank", "—": "dash", "/": "slash", "无": "none"}

_places = count(1)


def _at() -> str:
    return f"t1 r1 c{next(_places)}"


def _step(digits: str) -> Decimal:
    return Decimal(1).scaleb(-len(digits.partition(".")[2]))


def money(raw: str, unit: str = "万元", problem: Problem | None = None) -> Amount:
    """Return an amount as printed: digits with or without commas, or a nil mark."""
    if raw in NILS or problem is not None:
        return Amount(raw=raw, nil=NILS.get(raw), problem=problem, unit=unit, at=_at())
    digits = raw.replace(",", "")
    return Amount(raw=raw, value=Decimal(digits) * YUAN[unit], step=_step(digits) * YUAN[unit], unit=unit, at=_at())


def rate(raw: str, problem: Problem | None = None) -> Rate:
    """Return a rate as printed: with a percent sign, or as a bare fraction."""
    if raw in NILS or problem is not None:
        return Rate(raw=raw, nil=NILS.get(raw), problem=problem, at=_at())
    digits = raw.removesuffix("%")
    scale = Decimal("0.01") if raw.endswith("%") else Decimal(1)
    return Rate(raw=raw, value=Decimal(digits) * scale, step=_step(digits) * scale, at=_at())


def text(raw: str) -> Text:
    """Return words as printed."""
    return Text(raw=raw, value=None if raw in NILS else raw, nil=NILS.get(raw), at=_at())


def year(raw: str) -> Year:
    """Return a year as printed."""
    return Year(raw=raw, value=int(raw), at=_at())


def cells(unit: str = "万元", **columns: str) -> dict[str, Amount | Rate]:
    """Return the cells of a row of the money block: amounts in one unit, and rates."""
    return {name: money(raw, unit) if name in MONEY_COLUMNS else rate(raw) for name, raw in columns.items()}


def row(unit: str = "万元", **columns: str) -> BudgetRow:
    """Return a total row."""
    return BudgetRow.model_validate(cells(unit, **columns))


def source(
    label: str, parent: int | None = None, unit: str = "万元", kind: str = "other", **columns: str
) -> BudgetSource:
    """Return a row that is part of the total, or of another source."""
    fields = {"source": kind, "label": label, "parent": parent, **cells(unit, **columns)}
    return BudgetSource.model_validate(fields)


def task(funds: str) -> Task:
    """Return a task with its money."""
    return Task(funds=money(funds))


def record(**fields: Any) -> SelfEvaluation:
    """Return a record of a project's form unless another kind is named."""
    return SelfEvaluation.model_validate({"form": "generic", "kind": "project", **fields})


def seed() -> SelfEvaluation:
    """Return the money block of a department that lost the sign of its adjustment in print."""
    return record(
        kind="department",
        title=text("黄埔区广州开发区部门整体支出绩效自评表"),
        fiscal_year=year("2021"),
        unit=text("万元"),
        department=text("广州市黄埔区总工会"),
        budget=row(
            final_budget="1505.02",
            initial_budget="1,859.01",
            actual="1472.46",
            adjustment="353.99",
            execution_rate="97.8%",
            adjustment_rate="-19.0%",
        ),
        budget_sources=(source("其中：一般公共预算", kind="general_public_budget", actual="1472.46"),),
        sources_exhaustive=False,
        tasks=tuple(task(funds) for funds in ("66.45", "1.39", "27.52", "3.3")),
        problems=text("活动次数因疫情原因未达到预期次数，导致预算完成率出现一定偏差"),
        improvements=text("预算要进一步细化准确"),
    )
