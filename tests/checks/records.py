"""Records built by hand, as short as the table that they stand for."""

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from schema.evaluation import (
    MONEY_COLUMNS,
    SCORE_COLUMNS,
    BudgetCategory,
    BudgetRow,
    BudgetSource,
    Indicator,
    SelfEvaluation,
    Task,
)
from schema.reading import Amount, Direction, Measure, Nil, Problem, Rate, Score, Text, Year

YUAN = {"元": 1, "万元": 10**4}

NILS: Mapping[str, Nil] = {"": "blank", "—": "dash", "/": "slash", "无": "none"}

SIGNS: Mapping[str, Direction] = {"≥": "≥", "≤": "≤", "=": "=", ">": ">", "<": "<"}

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


def points(raw: str) -> Score:
    """Return a weight or a score as printed."""
    if raw in NILS:
        return Score(raw=raw, nil=NILS[raw], at=_at())
    return Score(raw=raw, value=Decimal(raw), step=_step(raw), at=_at())


def measure(raw: str) -> Measure:
    """Return a target or a result as printed: a sign, a number and a unit, or words."""
    if raw in NILS:
        return Measure(raw=raw, nil=NILS[raw], at=_at())
    match = re.fullmatch(r"([≥≤=><]?)(-?[0-9.]+)([^0-9]*)", raw)
    if match is None:
        return Measure(raw=raw, value=raw, text=raw, at=_at())
    sign, digits, unit = match.groups()
    return Measure(
        raw=raw,
        value=raw,
        operator=SIGNS.get(sign),
        number=Decimal(digits),
        step=_step(digits),
        unit=unit or None,
        at=_at(),
    )


def indicator(  # noqa: PLR0913 - as many as columns
    name: str,
    target: str | None = None,
    actual: str | None = None,
    weight: str | None = None,
    score: str | None = None,
    *,
    reason: str | None = None,
    level1: str | None = None,
) -> Indicator:
    """Return an indicator; what is None has no cell."""
    aim = None if target is None else measure(target)
    return Indicator(
        level1=None if level1 is None else text(level1),
        name=text(name),
        direction=None if aim is None else aim.operator,
        target=aim,
        actual=None if actual is None else measure(actual),
        weight=None if weight is None else points(weight),
        score=None if score is None else points(score),
        deviation_reason=None if reason is None else text(reason),
    )


def text(raw: str) -> Text:
    """Return words as printed."""
    return Text(raw=raw, value=None if raw in NILS else raw, nil=NILS.get(raw), at=_at())


def year(raw: str) -> Year:
    """Return a year as printed."""
    return Year(raw=raw, value=int(raw), at=_at())


def cells(unit: str = "万元", **columns: str) -> dict[str, Amount | Rate | Score]:
    """Return the cells of a row of the money block: amounts in one unit, rates, and points."""
    return {name: _column(name, raw, unit) for name, raw in columns.items()}


def _column(name: str, raw: str, unit: str) -> Amount | Rate | Score:
    if name in SCORE_COLUMNS:
        return points(raw)
    return money(raw, unit) if name in MONEY_COLUMNS else rate(raw)


def row(unit: str = "万元", **columns: str) -> BudgetRow:
    """Return a total row."""
    return BudgetRow.model_validate(cells(unit, **columns))


def source(
    label: str, parent: int | None = None, unit: str = "万元", kind: str = "other", **columns: str
) -> BudgetSource:
    """Return a row that is part of the total, or of another source."""
    fields = {"source": kind, "label": label, "parent": parent, **cells(unit, **columns)}
    return BudgetSource.model_validate(fields)


def category(kind: str, label: str, unit: str = "万元", **columns: str) -> BudgetCategory:
    """Return a row that is a kind of spending."""
    return BudgetCategory.model_validate({"category": kind, "label": label, **cells(unit, **columns)})


def task(funds: str) -> Task:
    """Return a task with its money."""
    return Task(funds=money(funds))


def record(**fields: Any) -> SelfEvaluation:
    """Return a record of a project's form unless another kind is named."""
    return SelfEvaluation.model_validate({"form": "generic", "kind": "project", **fields})


def seed() -> SelfEvaluation:
    """Return the table of a department that lost the sign of its adjustment in print."""
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
        indicators=tuple(
            indicator(*texts)
            for texts in (
                ("各类活动次数", "161场次", "159场次"),
                ("各类培训次数", "0场次", "2场次"),
                ("活动安全事故达标率", "不发生安全事故", "无发生安全事故"),
                ("工作任务完成率", "90%", "全年完成各类工作任务"),
                ("服务群体满意度", "90%", "98%"),
                ("金雁艺术团节目编排数量", "3个", "4个"),
                ("金雁艺术团演出次数", "2场次", "2场次"),
                ("创编节目验收合格率", "100%", "全年完成创编节目验收合格无投诉"),
                ("工会组建新增量", "80家", "99家"),
            )
        ),
        tasks=tuple(task(funds) for funds in ("66.45", "1.39", "27.52", "3.3")),
        problems=text("活动次数因疫情原因未达到预期次数，导致预算完成率出现一定偏差"),
        improvements=text("预算要进一步细化准确"),
    )
