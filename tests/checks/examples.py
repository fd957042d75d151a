"""For every check, tables on which it holds, fails and cannot be judged: without them the check does not exist."""

from collections.abc import Mapping
from dataclasses import dataclass

from schema.evaluation import Indicator, Repeat, SelfEvaluation
from tests.checks.records import category, indicator, money, points, record, row, source, task, text, year


@dataclass(frozen=True)
class Examples:
    """Tables for one check."""

    holds: SelfEvaluation
    fails: SelfEvaluation
    abstains: SelfEvaluation


PROJECT = text("某项目")
NOTHING = record()
SPENT = row(final_budget="100.00", actual="97.84")

HUNAN = (
    category("basic", "基本支出", final_budget="900.47"),
    category("project", "项目支出", final_budget="1025.20"),
)
SCORED = indicator("某指标", "≥90%", "80%", "10", "8", reason="疫情影响")


def scored(total: str, *rows: tuple[str, str], total_weight: str | None = None, **columns: str) -> SelfEvaluation:
    """Return a table of indicators with weights and scores, and a total row below them."""
    indicators = tuple(indicator(f"指标甲{at}", weight=w, score=s) for at, (w, s) in enumerate(rows))
    below = {"total_score": points(total), "total_weight": points(total_weight) if total_weight else None}
    return record(budget=row(**columns), indicators=indicators, **below)


def leveled(weight: str) -> Indicator:
    """Return an indicator of a level that states its points."""
    return indicator(f"指标乙{weight}", weight=weight, level1="产出指标(50分)")


def met(target: str, actual: str, weight: str | None = None, score: str | None = None) -> SelfEvaluation:
    """Return a table of one indicator with its target and result."""
    return record(indicators=(indicator("某指标", target, actual, weight, score),))


def again(field: str, raw: str, value: str | None = None, step: str | None = None, unit: str | None = None) -> Repeat:
    """Return a field printed once more."""
    return Repeat.model_validate(
        {"field": field, "raw": raw, "value": value or raw, "step": step, "unit": unit, "at": "l9"}
    )


EXAMPLES: Mapping[str, Examples] = {
    "F01": Examples(
        holds=record(project=PROJECT),
        fails=record(budget=row().model_copy(update={"actual": money("1.505,02", problem="ambiguous_separator")})),
        abstains=NOTHING,
    ),
    "F02": Examples(
        holds=record(project=PROJECT, budget=SPENT),
        fails=record(project=PROJECT, budget=row(final_budget="100.00", actual="")),
        abstains=record(kind="transfer"),
    ),
    "F03": Examples(
        holds=record(budget=SPENT, repeats=(again("budget.actual", "97.84", "978400.00", "100.00", "万元"),)),
        fails=record(budget=SPENT, repeats=(again("budget.actual", "97.48", "974800.00", "100.00", "万元"),)),
        abstains=record(budget=SPENT),
    ),
    "F04": Examples(
        holds=record(unit=text("万元"), budget=SPENT),
        fails=record(unit=text("元"), budget=SPENT),
        abstains=NOTHING,
    ),
    "F05": Examples(
        holds=record(fiscal_year=year("2021"), repeats=(again("fiscal_year", "2021年度", "2021"),)),
        fails=record(fiscal_year=year("2021"), title=text("2022年度项目支出绩效自评表")),
        abstains=record(fiscal_year=year("2021")),
    ),
    "F06": Examples(
        holds=record(project=PROJECT, budget=SPENT),
        fails=record(project=text("XX专项资金")),
        abstains=NOTHING,
    ),
    "F07": Examples(
        holds=record(indicators=(SCORED,), total_score=points("8")),
        fails=record(indicators=(SCORED,)),
        abstains=NOTHING,
    ),
    "A01": Examples(
        holds=record(budget=row(initial_budget="1859.01", adjustment="-353.99", final_budget="1505.02")),
        fails=record(budget=row(initial_budget="1859.01", adjustment="353.99", final_budget="1505.02")),
        abstains=record(budget=row(initial_budget="1859.01", final_budget="1505.02")),
    ),
    "A02": Examples(
        holds=record(
            budget=SPENT,
            budget_sources=(source("拨款", final_budget="60.00"), source("其他", final_budget="40.00")),
            sources_exhaustive=True,
        ),
        fails=record(
            budget=SPENT,
            budget_sources=(source("拨款", final_budget="60.00"), source("其他", final_budget="30.00")),
            sources_exhaustive=True,
        ),
        abstains=record(
            budget=SPENT,
            budget_sources=(source("拨款", final_budget="60.00"), source("其他", final_budget="30.00")),
        ),
    ),
    "A03": Examples(
        holds=record(
            budget_sources=(
                source("财政", kind="fiscal_appropriation", actual="90.00"),
                source("中央", parent=0, kind="central", actual="70.00"),
                source("省级", parent=0, kind="provincial", actual="20.00"),
            ),
            sources_exhaustive=True,
        ),
        fails=record(
            budget_sources=(
                source("财政", kind="fiscal_appropriation", actual="90.00"),
                source("中央", parent=0, kind="central", actual="70.00"),
                source("省级", parent=0, kind="provincial", actual="2.00"),
            ),
            sources_exhaustive=True,
        ),
        abstains=record(budget_sources=(source("财政", kind="fiscal_appropriation", actual="90.00"),)),
    ),
    "A04": Examples(
        holds=record(by_expenditure=row(final_budget="1925.67"), budget_categories=HUNAN),
        fails=record(by_expenditure=row(final_budget="2030.12"), budget_categories=HUNAN),
        abstains=record(budget=SPENT, budget_categories=HUNAN[:1]),
    ),
    "A05": Examples(
        holds=record(budget=SPENT, budget_sources=(source("其中：一般公共预算", actual="97.84"),)),
        fails=record(budget=SPENT, budget_sources=(source("其中：一般公共预算", actual="98.74"),)),
        abstains=record(budget=SPENT),
    ),
    "A06": Examples(
        holds=record(budget=SPENT),
        fails=record(budget=row(final_budget="329.77", actual="338.31")),
        abstains=record(budget=row(initial_budget="310.2", actual="154.74")),
    ),
    "A07": Examples(
        holds=record(budget=row(final_budget="100.00", actual="97.84", balance="2.16")),
        fails=record(budget=row(final_budget="100.00", actual="97.84", balance="2.61")),
        abstains=record(budget=SPENT),
    ),
    "A08": Examples(
        holds=record(
            sources_exhaustive=True, budget_sources=(source("拨款", final_budget="1925.67"),), budget_categories=HUNAN
        ),
        fails=record(by_income=row(final_budget="2030.12"), by_expenditure=row(final_budget="1925.67")),
        abstains=record(by_income=row(final_budget="2030.12")),
    ),
    "A09": Examples(
        holds=record(budget=SPENT, tasks=(task("66.45"), task("3.3"), task(""))),
        fails=record(budget=SPENT, tasks=(task("66.45"), task("33.3"))),
        abstains=record(budget=SPENT),
    ),
    "A10": Examples(
        holds=record(budget=row(adjustment="-353.99", balance="-3.10", actual="0.00")),
        fails=record(budget=row(actual="-97.84")),
        abstains=NOTHING,
    ),
    "R01": Examples(
        holds=record(budget=row(final_budget="1505.02", actual="1472.46", execution_rate="97.8%")),
        fails=record(budget=row(final_budget="4753.66", actual="3824.26", execution_rate="100%")),
        abstains=record(budget=row(received="310.2", actual="154.74", execution_rate="50%")),
    ),
    "R02": Examples(
        holds=record(budget=row(initial_budget="1859.01", final_budget="1505.02", adjustment_rate="-19.0%")),
        fails=record(budget=row(initial_budget="1859.01", adjustment="353.99", adjustment_rate="-19.0%")),
        abstains=record(budget=row(initial_budget="1859.01", final_budget="1505.02")),
    ),
    "R03": Examples(
        holds=record(budget=row(adjustment="-353.99", adjustment_rate="-19.0%")),
        fails=record(budget=row(adjustment="353.99", adjustment_rate="-19.0%")),
        abstains=record(budget=row(initial_budget="1859.01", final_budget="1505.02")),
    ),
    "R04": Examples(
        holds=record(budget=row(execution_rate="100.00%", adjustment_rate="-19.0%")),
        fails=record(budget=row(execution_rate="102.59%")),
        abstains=record(budget=row(execution_rate="—")),
    ),
    "R05": Examples(
        holds=record(budget=row(final_budget="100.00", execution_rate="0%")),
        fails=record(budget=row(final_budget="0.00", execution_rate="50%")),
        abstains=record(budget=row(initial_budget="310.2")),
    ),
    "R06": Examples(
        holds=record(budget=row(adjustment_rate="135.8%"), problems=text("年中追加专项")),
        fails=record(budget=row(initial_budget="861.10", final_budget="2030.12"), problems=text("无")),
        abstains=record(budget=row(initial_budget="0.00", final_budget="3.36")),
    ),
    "W01": Examples(
        holds=scored("96", ("50", "50"), ("40", "36"), total_weight="100", weight="10"),
        fails=scored("96", ("50", "50"), ("50", "36"), total_weight="100", weight="10"),
        abstains=record(indicators=(indicator("某指标", weight="50", score="50"),)),
    ),
    "W02": Examples(
        holds=record(indicators=(leveled("12.5"), leveled("37.5")), total_score=points("50")),
        fails=record(indicators=(leveled("12.5"), leveled("35.7")), total_score=points("50")),
        abstains=record(indicators=(leveled("12.5"),)),
    ),
    "S01": Examples(
        holds=record(budget=row(final_budget="43.2", actual="37.24", weight="10", score="8.62")),
        fails=record(budget=row(final_budget="43.2", actual="37.24", weight="10", score="10.00")),
        abstains=record(budget=row(weight="10", score="8.62")),
    ),
    "S02": Examples(
        holds=scored("94.62", ("50", "50"), ("40", "36"), weight="10", score="8.62"),
        fails=scored("96.42", ("50", "50"), ("40", "36"), weight="10", score="8.62"),
        abstains=record(indicators=(indicator("某指标", weight="50", score="50"),)),
    ),
    "S03": Examples(
        holds=scored("50", ("50", "50")),
        fails=scored("50", ("40", "50")),
        abstains=record(indicators=(indicator("某指标", score="50"),)),
    ),
    "S04": Examples(
        holds=met("≥90%", "72%", "10", "8"),
        fails=met("≥90%", "72%", "10", "10"),
        abstains=met("显著", "显著", "10", "10"),
    ),
    "S05": Examples(
        holds=met("有效提升", "部分达成预期指标", "10", "7"),
        fails=met("有效提升", "未达成预期指标", "10", "9"),
        abstains=met("有效提升", "有效提升", "10", "9"),
    ),
    "S06": Examples(
        holds=record(total_score=points("92"), grade=text("优")),
        fails=record(total_score=points("72"), grade=text("优")),
        abstains=record(total_score=points("92"), grade=text("较好")),
    ),
    "S07": Examples(
        holds=record(indicators=(SCORED,)),
        fails=record(indicators=(indicator("某指标", weight="10", score="8", reason="无"),)),
        abstains=record(indicators=(indicator("某指标", score="8"),)),
    ),
    "S08": Examples(
        holds=record(total_score=points("98.62"), conclusion=text("自评得分98.62分，等级为优")),
        fails=record(total_score=points("98.62"), conclusion=text("自评得分：96.82分，等级为优")),
        abstains=record(total_score=points("98.62")),
    ),
    "I01": Examples(
        holds=record(indicators=(indicator("活动次数", "≥161场", "159场"),), problems=text("活动次数因疫情未达预期")),
        fails=met("≥161场", "159场"),
        abstains=met("161场", "159场"),
    ),
    "I02": Examples(holds=met("≥80家", "99家"), fails=met("3个", "4个"), abstains=met("0场次", "2场次")),
    "I03": Examples(holds=met("90%", "98%"), fails=met("90%", "全年完成"), abstains=met("90%", "")),
    "X01": Examples(
        holds=record(budget=SPENT, conclusion=text("全年预算100万元，实际支出97.84万元，预算执行率97.8%。")),
        fails=record(budget=SPENT, conclusion=text("全年预算100万元，实际支出97.48万元。")),
        abstains=record(budget=SPENT, conclusion=text("其中办公经费支出20万元。")),
    ),
    "I04": Examples(holds=met("90%", "98%"), fails=met("0场次", "2场次"), abstains=NOTHING),
}
