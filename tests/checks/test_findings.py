"""What findings say: the printed figures, in the printed unit, in two languages, and once."""

from schema import checks
from schema.evaluation import BudgetRow, SelfEvaluation
from schema.finding import Finding
from tests.checks.examples import again
from tests.checks.records import money, rate, record, row, source, task, text, year


def of(code: str, found: SelfEvaluation) -> list[Finding]:
    """Return the findings of one check."""
    return [finding for finding in checks.run(found) if finding.code == code]


def test_a_sum_is_written_in_the_unit_of_its_total() -> None:
    """A part in yuan is written in the total's 万元; a negative part is taken away."""
    budget = row(initial_budget="100.00", adjustment="-9.50", final_budget="91.50")
    assert of("A01", record(budget=budget))[0].message.endswith("100.00 − 9.50 = 90.50 万元, printed 91.50, gap 1.00")
    parts = (source("拨款", final_budget="60.00"), source("其他", unit="元", final_budget="300000"))
    found = record(budget=row(final_budget="100.00"), budget_sources=parts, sources_exhaustive=True)
    assert of("A02", found)[0].message == (
        "final budget: total ≠ sum of its parts: 60.00 + 30.0000 = 90.0000 万元, printed 100.00, gap 10.0000"
    )


def test_a_source_is_named_by_its_label() -> None:
    """A row below the total is called by its printed label, without the words for of which."""
    parts = (source("其中：财政拨款", final_budget="60.00", actual="30.00", execution_rate="40.00%"),)
    (finding,) = of("R01", record(budget_sources=parts))
    assert finding.message.startswith("execution rate of 财政拨款 should be ")
    assert finding.message_zh.startswith("财政拨款的执行率应为")
    assert finding.fields == (
        "budget_sources.0.execution_rate",
        "budget_sources.0.actual",
        "budget_sources.0.final_budget",
    )


def test_each_row_fails_for_itself() -> None:
    """Every row and column that fails gives a finding of its own."""
    parts = (source("拨款", final_budget="60.00", actual="61.00"), source("其他", final_budget="2.00", actual="3.00"))
    found = record(budget=row(final_budget="62.00", actual="64.00"), budget_sources=parts)
    assert [finding.fields[0] for finding in of("A06", found)] == [
        "budget.actual",
        "budget_sources.0.actual",
        "budget_sources.1.actual",
    ]


def test_what_only_rounding_explains_is_information() -> None:
    """A sum that holds only by its loosest digits is told as such, with the figures."""
    (finding,) = of("A01", record(budget=row(initial_budget="100", adjustment="5.25", final_budget="105.30")))
    assert finding.severity == "info"
    assert finding.message == (
        "budget = initial + adjustment: only within rounding (100 + 5.25 = 105.25 万元, printed 105.30, gap 0.05)"
    )


def test_abstentions_of_one_check_are_one_finding() -> None:
    """Blank cells of rows that print figures are told together; rows that are left empty are not."""
    parts = (
        source("拨款", final_budget="60.00", actual="30.00", execution_rate=""),
        source("专户", final_budget="40.00", actual="40.00", execution_rate="—"),
        source("其他", final_budget="", actual="", execution_rate=""),
    )
    budget = row(final_budget="100.00", actual="70.00", execution_rate="70.00%")
    (finding,) = of("R01", record(budget=budget, budget_sources=parts))
    assert finding.severity == "not_checked"
    assert finding.message == ("not checked in part: left blank: execution rate of 拨款, execution rate of 专户")
    assert finding.message_zh == "部分未核对：未填：拨款的执行率、专户的执行率"
    assert finding.fields == ("budget_sources.0.execution_rate", "budget_sources.1.execution_rate")


def test_a_long_list_of_names_is_counted() -> None:
    """A message names six fields and counts the rest."""
    (finding,) = [one for one in of("F04", unknown_units()) if one.severity == "warning"]
    assert finding.message == (
        "amount unit missing or contradictory: none for initial budget, final budget, received, actual, "
        "initial budget of 拨款, final budget of 拨款 and 2 more"
    )
    assert len(finding.fields) == 8


def unknown_units() -> SelfEvaluation:
    """Return a record of eight amounts without a unit."""
    columns = ("initial_budget", "final_budget", "received", "actual")
    cells = {column: money("5", problem="unit_unknown") for column in columns}
    return record(budget=cells, budget_sources=({"source": "other", "label": "拨款", **cells},))


def test_what_is_not_understood_is_told_with_its_problem() -> None:
    """A figure that cannot be read is quoted with the reason; amounts without a unit are told once, elsewhere."""
    budget = BudgetRow(
        actual=money("1.505,02", problem="ambiguous_separator"), execution_rate=rate("1", problem="unit_unknown")
    )
    found = of("F01", record(budget=budget))
    assert [finding.message for finding in found] == [
        "“1.505,02” in actual cannot be read for certain: its separators can be read in two ways",
        "“1” in execution rate cannot be read for certain: it may be a percentage or a fraction",
    ]
    assert of("F01", unknown_units()) == []


def test_a_field_that_is_not_understood_is_not_called_missing() -> None:
    """What is printed but not understood is there; what is blank is not."""
    unread = record(
        project=text("某项目"), budget=BudgetRow(final_budget=money("5"), actual=money("?", problem="not_a_number"))
    )
    assert of("F02", unread) == []
    blank = record(project=text(""), budget=row(initial_budget="310.2", actual="154.74"))
    assert [finding.message_zh for finding in of("F02", blank)] == ["缺少必填项：项目名称"]


def test_a_field_printed_twice_is_compared_by_its_meaning() -> None:
    """Full width and white space make no difference; other words and other amounts do."""
    name = text("某（城区）项目")
    same = record(project=name, repeats=(again("project", "某(城区) 项目"),))
    assert [finding.severity for finding in of("F03", same)] == []
    other = record(project=name, repeats=(again("project", "别的项目"),))
    assert of("F03", other)[0].message == "project differs between two places: 某（城区）项目 / 别的项目"
    rough = record(budget=row(actual="97.84"), repeats=(again("budget.actual", "98", "980000", "10000", "万元"),))
    assert [finding.severity for finding in of("F03", rough)] == ["info"]


def test_a_repeat_that_is_not_understood_is_not_checked() -> None:
    """A second print that gives no figure is said to be unread, and points to its own place."""
    repeat = again("budget.actual", "9?.84", None, None, "万元").model_copy(update={"value": None})
    (finding,) = of("F03", record(budget=row(actual="97.84"), repeats=(repeat,)))
    assert finding.message == "not checked: not understood: actual (again)"
    assert (finding.fields, finding.at) == (("repeats.0",), ("l9",))


def test_years_in_the_title_are_compared() -> None:
    """The year of the form is among those that its title names; a title without a year says nothing."""
    agreed = record(fiscal_year=year("2021"), title=text("2021 年度项目支出绩效自评表"))
    assert of("F05", agreed) == []
    other = record(fiscal_year=year("2021"), repeats=(again("fiscal_year", "2022年", "2022"),))
    assert of("F05", other)[0].message == "years differ: 2021 / 2022年"


def test_marks_of_a_template_are_told() -> None:
    """What a template leaves to be filled in is found in words; a product sign and an abbreviation are none."""
    for raw in ("××项目", "建设XX中心", "≥**人", "待填", "____元"):
        assert len(of("F06", record(project=text(raw)))) == 1, raw
    for raw in ("3×5米", "XXL号服装", "5*8小时", "中心（含……等）"):
        assert of("F06", record(project=text(raw))) == [], raw
    zeros = of("F06", record(budget=row(final_budget="0.00", actual="0")))
    assert [finding.fields for finding in zeros] == [("budget.final_budget", "budget.actual")]


def test_every_negative_amount_is_told() -> None:
    """Each negative amount is a finding of its own, those of tasks too."""
    found = record(budget=row(actual="-1.00", adjustment="-2.00"), tasks=(task("-3.00"),))
    assert [finding.fields for finding in of("A10", found)] == [("budget.actual",), ("tasks.0.funds",)]
    assert of("A10", found)[1].message == "funds of task 1 is negative: −3.00 万元"


def test_parts_within_parts_are_compared_with_their_own_whole() -> None:
    """A source that has parts of its own is a whole for them, and they are no parts of the total."""
    parts = (
        source("财政拨款", final_budget="60.00"),
        source("其中：一般公共预算", parent=0, final_budget="70.00"),
        source("其他资金", final_budget="40.00"),
    )
    found = record(budget=row(final_budget="100.00"), budget_sources=parts, sources_exhaustive=True)
    assert of("A02", found) == []
    (finding,) = [one for one in of("A05", found) if one.severity == "warning"]
    assert finding.fields == ("budget_sources.1.final_budget", "budget_sources.0.final_budget")
    assert finding.message_zh == "“其中”项之和超过财政拨款的全年预算数：70.00 > 60.00 万元，差10.00"
