"""A published table that contradicts itself: what is wrong with it, and the one slip that explains it."""

from schema import checks
from schema.finding import Finding
from tests.checks import records


def findings() -> dict[str, Finding]:
    """Return the findings of the table by their codes, the first of each."""
    return {finding.code: finding for finding in reversed(checks.run(records.seed()))}


def test_three_checks_fail() -> None:
    """The adjustment contradicts both budgets, its own rate and the direction of the change; all else holds."""
    found = findings()
    assert {code for code, finding in found.items() if finding.severity == "error"} == {"A01", "R02", "R03"}


def test_indicators_ask_for_a_look() -> None:
    """An overshot target without a word, two results that are no figures, and a zero target."""
    found = [finding for finding in checks.run(records.seed()) if finding.severity in {"warning", "info"}]
    assert [(finding.code, finding.fields[0]) for finding in found] == [
        ("I02", "indicators.5.target"),
        ("I03", "indicators.3.target"),
        ("I03", "indicators.7.target"),
        ("I04", "indicators.1.target"),
    ]
    assert found[0].message == "金雁艺术团节目编排数量 deviates from its target by 33%, unexplained: 3个 / 4个"


def test_what_the_form_does_not_print_is_not_checked() -> None:
    """What could not run is named, each with its reason; what holds is not."""
    abstained = {code: finding.message for code, finding in findings().items() if finding.severity == "not_checked"}
    assert set(abstained) == {
        *("F03", "F05", "F07", "A02", "A03", "A04", "A07", "A08", "W01", "W02"),
        *(f"S0{number}" for number in range(1, 9)),
        "X01",
    }
    assert abstained["A02"] == "not checked: the form does not say that its sources make up the total"
    assert abstained["A07"] == "not checked: the form prints no balance"
    assert abstained["W01"] == "not checked: the form prints no weights"


def test_the_message_has_the_printed_figures() -> None:
    """The message shows the sum in the printed unit; the figures beside it are in yuan."""
    finding = findings()["A01"]
    assert finding.message == (
        "budget ≠ initial + adjustment: 1859.01 + 353.99 = 2213.00 万元, printed 1505.02, gap 707.98"
    )
    assert finding.message_zh == (
        "年度预算数≠年初预算数＋调整额：1859.01 + 353.99 = 2213.00 万元，表中1505.02，差707.98"
    )
    assert (finding.expected, finding.found, finding.gap) == ("22130000.00", "15050200.00", "7079800.00")
    assert finding.fields == ("budget.initial_budget", "budget.adjustment", "budget.final_budget")
    record = records.seed()
    assert len(finding.at) == len(finding.fields)
    assert record.budget.adjustment is not None


def test_a_rate_is_given_with_its_range() -> None:
    """A rate that does not follow is shown beside the range in which it should lie."""
    finding = findings()["R02"]
    assert finding.message == "adjustment rate should be 19.041 to 19.043%, printed −19.0%"
    assert finding.message_zh == "预算调整率应为19.041～19.043%，表中−19.0%"
    assert (finding.expected, finding.found) == ("0.19041 … 0.19043", "-0.190")


def test_a_lost_sign_explains_all_three() -> None:
    """A minus sign before the adjustment repairs every failed check and breaks none; no other single edit does."""
    found = findings()
    diagnosis = found["A01"].diagnosis
    assert diagnosis is not None
    assert (diagnosis.code, diagnosis.field) == ("D01", "budget.adjustment")
    assert (diagnosis.printed, diagnosis.suggested) == ("353.99", "-353.99")
    assert diagnosis.repairs == ("A01", "R02", "R03")
    assert diagnosis.message == "sign of the adjustment lost: −353.99 repairs A01, R02 and R03"
    assert diagnosis.message_zh == "年度调整额“353.99”疑似遗漏负号，取 −353.99 则 A01、R02、R03 全部成立"
    assert {found[code].diagnosis for code in ("R02", "R03")} == {diagnosis}
    assert all(not finding.candidates for finding in found.values())
