"""One self-evaluation table (绩效自评表): every printed value in its field, and what no field took."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from pydantic import Field

from schema.model import DecimalText, Frozen
from schema.reading import Amount, Direction, Measure, Nil, Rate, Reading, Score, Text, Year

MONEY_COLUMNS = ("initial_budget", "adjustment", "final_budget", "received", "actual", "balance")
"""The columns of a money row that are amounts in yuan."""

RATE_COLUMNS = ("execution_rate", "adjustment_rate")
SCORE_COLUMNS = ("weight", "score")

Kind = Literal["department", "project", "transfer", "other"]

SourceOfFunds = Literal[
    "general_public_budget",
    "government_fund",
    "state_capital",
    "fiscal_appropriation",
    "carried_over",
    "special_account",
    "unit_funds",
    "central",
    "provincial",
    "municipal",
    "county",
    "other",
]

CategoryOfSpending = Literal["basic", "project", "personnel", "public", "other_operation", "specific", "other"]


class BudgetRow(Frozen):
    """A row of the money block."""

    initial_budget: Amount | None = Field(default=None, description="年初预算数")
    adjustment: Amount | None = Field(default=None, description="年度调整额")
    final_budget: Amount | None = Field(default=None, description="全年预算数, 年度预算数, 调整后预算数")
    received: Amount | None = Field(default=None, description="到位数")
    actual: Amount | None = Field(default=None, description="全年执行数, 实际支出数")
    execution_rate: Rate | None = Field(default=None, description="执行率, 预算完成率")
    adjustment_rate: Rate | None = Field(default=None, description="预算调整率")
    balance: Amount | None = Field(default=None, description="结余")
    weight: Score | None = Field(default=None, description="分值")
    score: Score | None = Field(default=None, description="得分")


class SourceLabel(Frozen):
    """What a row below the total is: one source of the money (其中)."""

    source: SourceOfFunds
    label: str = Field(description="as printed")
    parent: int | None = Field(default=None, description="index of the source that it is part of; null: of the total")


class BudgetSource(BudgetRow, SourceLabel):
    """A row of the money block that is part of the total."""


class CategoryLabel(Frozen):
    """What a row below the total is: one kind of spending."""

    category: CategoryOfSpending
    label: str = Field(description="as printed")


class BudgetCategory(BudgetRow, CategoryLabel):
    """A row of the money block that is a kind of spending: 基本支出, 项目支出, 人员经费, 公用经费 and the like."""


class Section(Frozen):
    """A section of the form that is given points as a whole."""

    label: str = Field(description="as printed")
    weight: Score | None = Field(default=None, description="分值")
    score: Score | None = Field(default=None, description="得分")


class Goal(Frozen):
    """A goal of the year and what came of it."""

    expected: Text | None = Field(default=None, description="预期目标")
    achieved: Text | None = Field(default=None, description="实际完成情况")


class Indicator(Frozen):
    """One indicator with its target and result."""

    level1: Text | None = Field(default=None, description="一级指标")
    level2: Text | None = Field(default=None, description="二级指标")
    name: Text | None = Field(default=None, description="三级指标, 关键指标")
    direction: Direction | None = Field(default=None, description="指标性质: of the target, from its sign or its words")
    sign: Text | None = Field(default=None, description="指标性质, where it has a cell of its own")
    target: Measure | None = Field(default=None, description="年度指标值, 预期实现值")
    actual: Measure | None = Field(default=None, description="实际完成值, 指标完成情况")
    unit: Text | None = Field(default=None, description="度量单位, where it has a cell of its own")
    weight: Score | None = Field(default=None, description="分值")
    score: Score | None = Field(default=None, description="得分")
    deviation_reason: Text | None = Field(default=None, description="偏差原因分析及改进措施")


class Task(Frozen):
    """One of the main tasks (主要任务) with its money."""

    name: Text | None = Field(default=None, description="主要任务")
    expected: Text | None = Field(default=None, description="预期目标")
    achieved: Text | None = Field(default=None, description="目标完成情况")
    indicator: Text | None = Field(default=None, description="关键指标")
    indicator_result: Text | None = Field(default=None, description="指标完成情况")
    funds: Amount | None = Field(default=None, description="任务涉及资金")
    budget: Amount | None = Field(default=None, description="预算数, of the task")
    actual: Amount | None = Field(default=None, description="执行数, of the task")


class Management(Frozen):
    """How the money was managed, in one respect (资金管理情况)."""

    aspect: Text | None = Field(default=None, description="分配科学性, 下达及时性, …")
    situation: Text | None = Field(default=None, description="情况说明")
    measures: Text | None = Field(default=None, description="存在问题和改进措施")


class Contact(Frozen):
    """A person or telephone number named on the form: that it is there, and only on request what it says."""

    label: str
    raw: str | None = Field(default=None, description="null when withheld, which is the rule")
    at: str


class Derived(Frozen):
    """A value that the form does not print, or prints as well, computed from printed ones."""

    value: DecimalText
    formula: str


class DerivedRow(Frozen):
    """What follows from the printed amounts of the total row; never in place of a printed value."""

    adjustment: Derived | None = None
    execution_rate: Derived | None = None
    adjustment_rate: Derived | None = None
    balance: Derived | None = None


class Repeat(Frozen):
    """A field that is printed once more, in another place."""

    field: str = Field(description="path of the field, as in `budget.final_budget`")
    raw: str
    value: str | None = Field(description="its meaning, written as in the field's own reading")
    step: DecimalText | None
    unit: str | None
    nil: Nil | None = Field(default=None, description="how nothing was printed; null when something was")
    at: str


class Unmapped(Frozen):
    """A printed cell that no field took."""

    label: str | None = Field(default=None, description="the label it stands beside or below, as printed")
    raw: str
    at: str


class SelfEvaluation(Frozen):
    """A self-evaluation table, whole."""

    form: str = Field(description="id of the layout that recognised it; `generic`: only the general rules did")
    kind: Kind
    title: Text | None = None
    fiscal_year: Year | None = Field(default=None, description="年度")
    unit: Text | None = Field(
        default=None, description="单位: of the amounts, where a line or cell of its own states it"
    )
    region: Text | None = None
    publisher: Text | None = None
    department: Text | None = Field(default=None, description="部门名称, 主管部门")
    department_alias: Text | None = Field(default=None, description="a second name of the department, in brackets")
    department_code: Text | None = None
    supervising_department: Text | None = Field(default=None, description="主管部门 of a department's own form")
    implementing_unit: Text | None = Field(default=None, description="实施单位")
    local_department: Text | None = Field(default=None, description="地方主管部门")
    local_finance: Text | None = Field(default=None, description="地方财政部门")
    provincial_department: Text | None = Field(default=None, description="省级主管部门")
    provincial_finance: Text | None = Field(default=None, description="省级财政部门")
    project: Text | None = Field(default=None, description="项目名称")
    project_code: Text | None = None
    project_category: Text | None = Field(default=None, description="项目类别")
    project_attribute: Text | None = Field(default=None, description="项目属性")
    project_type: Text | None = Field(default=None, description="项目类型")
    report_code: Text | None = Field(default=None, description="报表编号")
    filing_date: Text | None = Field(default=None, description="填报日期")
    budget: BudgetRow = BudgetRow()
    budget_sources: tuple[BudgetSource, ...] = ()
    sources_exhaustive: bool | None = Field(
        default=None, description="whether the form declares that the sources make up the total; null: it does not say"
    )
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    management: tuple[Management, ...] = ()
    total_weight: Score | None = None
    total_score: Score | None = Field(default=None, description="总分")
    grade: Text | None = Field(default=None, description="自评等级")
    problems: Text | None = Field(default=None, description="存在问题")
    improvements: Text | None = Field(default=None, description="改进措施")
    conclusion: Text | None = Field(default=None, description="评价结论")
    remarks: Text | None = Field(default=None, description="其他需要说明事项, 注")
    contacts: tuple[Contact, ...] = ()
    derived: DerivedRow = DerivedRow()
    repeats: tuple[Repeat, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    budget_categories: tuple[BudgetCategory, ...] = Field(default=(), description="支出分类: kinds of spending")
    by_income: BudgetRow = Field(default=BudgetRow(), description="按收入性质分: the money by its sources, in all")
    by_expenditure: BudgetRow = Field(default=BudgetRow(), description="按支出性质分: the money by its uses, in all")
    sections: tuple[Section, ...] = Field(default=(), description="分项得分: sections scored as a whole")

    def readings(self) -> "list[tuple[str, Reading[object]]]":
        """Return every printed value with its path, such as `budget_sources.0.actual`, in the order of the model."""
        found: list[tuple[str, Reading[object]]] = []
        _collect(found, "", vars(self).items())
        return found


def _collect(found: list[tuple[str, Any]], prefix: str, children: Iterable[tuple[str, object]]) -> None:
    """Add the readings among the children of a node, and below them."""
    for name, child in children:
        if child is None:
            continue
        kind: Any = type(child)
        role = _role(kind)
        if role == "reading":
            found.append((f"{prefix}{name}", child))
        elif role == "model":
            _collect(found, f"{prefix}{name}.", vars(child).items())
        elif isinstance(child, tuple):
            _collect(found, f"{prefix}{name}.", ((str(index), one) for index, one in enumerate(child)))


@cache
def _role(kind: type[object]) -> Literal["reading", "model"] | None:
    """Return what values of a type are to a walk; asking each value anew what it is an instance of takes longer."""
    if issubclass(kind, Reading):
        return "reading"
    return "model" if issubclass(kind, Frozen) else None
