"""Weights and scores: what adds up, what may be missing, and which house rules are known."""

import pytest

from schema import checks
from schema.evaluation import Section, SelfEvaluation, Unmapped
from schema.finding import Finding
from tests.checks.examples import scored
from tests.checks.records import indicator, points, record, row, text


def of(code: str, found: SelfEvaluation) -> list[Finding]:
    """Return the findings of one check."""
    return [finding for finding in checks.run(found) if finding.code == code]


def severities(code: str, found: SelfEvaluation) -> list[str]:
    """Return how one check came out."""
    return [finding.severity for finding in of(code, found)]


def executed(score: str, rate: str | None = None, others: str = "90") -> SelfEvaluation:
    """Return a table with an execution score out of 10, for 27.8 of 29."""
    printed = {} if rate is None else {"execution_rate": rate}
    budget = row(final_budget="29", actual="27.8", weight="10", score=score, **printed)
    return record(budget=budget, indicators=(indicator("某指标", weight="90", score=others),))


@pytest.mark.parametrize(
    ("score", "rate", "outcome"),
    [
        ("9.59", None, []),
        ("10", None, ["info"]),
        ("9", None, ["info"]),
        ("9.95", None, ["error"]),
        ("7", None, ["info"]),
        ("10.00", "100%", []),
    ],
    ids=["to a hundredth", "to a whole", "cut", "wrong", "in steps", "as the wrong rate says"],
)
def test_an_execution_score_follows_a_house_rule(score: str, rate: str | None, outcome: list[str]) -> None:
    """Proportional scores hold, whole and cut ones and those of another scheme are told, all others are wrong."""
    assert severities("S01", executed(score, rate)) == outcome


def test_another_scheme_is_named() -> None:
    """What agrees only under a scheme that the form does not declare is told with its name."""
    (finding,) = of("S01", executed("7"))
    assert finding.message == (
        "execution score follows from the rate: in steps (10 points for 100%, 7 from 80%, 5 from 60%)"
    )


def test_a_table_that_may_be_cut_is_not_accused() -> None:
    """Without a total row nothing is lacking for certain; more than the whole is too much in any case."""
    rows = (indicator("某指标", weight="40", score="40"),)
    assert severities("W01", record(indicators=rows)) == ["not_checked"]
    assert "may be cut" in of("S02", record(indicators=rows))[0].message
    top = points("97")
    below = (indicator("某指标", weight="40", score="40"),)
    assert severities("S02", record(total_score=top, indicators=below)) == ["not_checked"]
    assert severities("W02", record(indicators=(indicator("某", weight="60", level1="产出指标(50分)"),))) == ["error"]


def test_a_blank_hides_what_is_lacking() -> None:
    """A sum that is short may be so by a blank score, one that is too large may not."""
    assert severities("S02", scored("96", ("50", "50"), ("50", ""))) == ["not_checked"]
    assert severities("S02", scored("46", ("50", "50"), ("50", ""))) == ["error"]


def test_one_unit_of_the_last_place() -> None:
    """A total one unit off holds within rounding where a score may hide digits; full points hide none."""
    assert severities("S02", scored("98.63", ("90", "90"), weight="10", score="8.62")) == ["info"]
    assert severities("S02", scored("98.64", ("90", "90"), weight="10", score="8.62")) == ["error"]
    assert severities("S02", scored("99", ("90", "90"), weight="10", score="10")) == ["error"]


def test_sections_are_added_up_where_they_are_printed() -> None:
    """Scores of sections make up the total, and those of the indicators their section."""
    sections = (
        Section(label="预算执行情况", score=points("20")),
        Section(label="绩效指标完成情况", score=points("80")),
    )
    rows = (indicator("甲", score="45"), indicator("乙", score="30"))
    (finding,) = of("S02", record(sections=sections, indicators=rows, total_score=points("100")))
    assert finding.fields == ("indicators.0.score", "indicators.1.score", "sections.1.score")


@pytest.mark.parametrize(
    ("total", "rate", "severity"),
    [
        ("91.65", {"execution_rate": "96.54%"}, "not_checked"),
        ("91.65", {}, "not_checked"),
        ("85", {"execution_rate": "96.54%"}, "error"),
        ("93", {}, "error"),
    ],
)
def test_points_of_the_rate_that_are_not_printed(total: str, rate: dict[str, str], severity: str) -> None:
    """Weights of 90 leave 10 points to the rate: where they are printed nowhere, the total may hold them."""
    rows = (indicator("甲", weight="60", score="52"), indicator("乙", weight="30", score="30"))
    found = record(budget=row(**rate), indicators=rows, total_score=points(total))
    assert severities("S02", found) == [severity]


def test_a_balance_of_what_was_received() -> None:
    """What is left may be that of the money received; of neither it is an error."""
    amounts = {"final_budget": "120", "received": "110", "actual": "100"}
    assert severities("A07", record(budget=row(**amounts, balance="10"))) == []
    assert severities("A07", record(budget=row(**amounts, balance="20"))) == []
    assert severities("A07", record(budget=row(**amounts, balance="15"))) == ["error"]


def test_a_scheme_of_ones_own_is_told() -> None:
    """First levels of other weights than usual, and a total other than 100, are no errors."""
    rows = tuple(
        indicator(f"指标{level}", weight=w, level1=level) for level, w in (("产出指标", "60"), ("效益指标", "30"))
    )
    found = record(budget=row(weight="10"), indicators=rows, total_weight=points("100"))
    assert [finding.severity for finding in of("W01", found)] == ["info"]


def test_scores_above_implied_weights_are_recognised() -> None:
    """A form without weights whose scores are weight × result ÷ target, not capped, is told what each may be."""
    rows = (
        *(indicator("主体", "15", "6", score="8.0"), indicator("农户", "11442", "4164", score="7.3")),
        *(indicator("产值", "8000", "12767.36", score="31.9"), indicator("增收", "1980", "2074", score="10.5")),
        indicator("满意", "90", "100", score="11.1"),
    )
    found = of("S04", record(budget=row(weight="20", score="2.9"), indicators=rows))
    suggested = [finding.diagnosis.suggested for finding in found if finding.diagnosis is not None]
    assert suggested == ["20", "10", "10"]
    assert {finding.diagnosis.code for finding in found if finding.diagnosis is not None} == {"D19"}


@pytest.mark.parametrize(
    ("raw", "at", "severity"),
    [
        ("8.5/10", "t1 r1 c999", "not_checked"),
        ("8.5分", "t1 r1 c999", "not_checked"),
        ("8.5", "t1 r2 c1", "error"),
        ("310.20", "t1 r1 c999", "error"),
        ("无", "t1 r1 c999", "error"),
    ],
)
def test_points_of_the_rate_that_were_not_understood(raw: str, at: str, severity: str) -> None:
    """A figure left over in the row of the total may be its points, so the total proves nothing."""
    unmapped = (Unmapped(label=None, raw=raw, at=at),)
    rows = (indicator("甲", weight="100", score="85"),)
    found = record(budget=row(actual="85"), indicators=rows, total_score=points("95.3"), unmapped=unmapped)
    assert severities("S02", found) == [severity]
    assert severities("S02", found.model_copy(update={"total_score": points("80")})) == ["error"]


@pytest.mark.parametrize(
    ("unmapped", "severity"),
    [
        (Unmapped(label=None, raw="雨季施工延误", at="t1 r1 c99999"), "not_checked"),
        (Unmapped(label="扣分原因", raw="部分业主意见不统一", at="t1 r9 c2"), "not_checked"),
        (Unmapped(label="一级预算单位", raw="某市住建局", at="t1 r9 c2"), "warning"),
        (Unmapped(label=None, raw="90", at="t1 r1 c99999"), "warning"),
        (Unmapped(label=None, raw="按完成率计分", at="t1 r1 c0"), "warning"),
    ],
)
def test_a_reason_that_was_not_understood_is_not_lacking(unmapped: Unmapped, severity: str) -> None:
    """Words left over in the row, or beside a label of reasons, may be the reason that no column gave."""
    missed = indicator("某指标", target="≥95%", actual="90%", weight="10", score="8")
    found = record(indicators=(missed,), unmapped=(unmapped,))
    assert [severities(code, found) for code in ("S07", "I01")] == [[severity]] * 2
    blank = record(indicators=(missed.model_copy(update={"deviation_reason": text("")}),), unmapped=(unmapped,))
    assert [severities(code, blank) for code in ("S07", "I01")] == [["warning"]] * 2


def test_a_target_that_no_cell_was_found_for_is_not_left_blank() -> None:
    """Only a cell that is there and empty was left blank."""
    blank, absent = indicator("某指标", target="", actual="90%"), indicator("某指标", actual="90%")
    assert severities("I04", record(indicators=(blank,))) == ["info"]
    assert severities("I04", record(indicators=(absent,))) == ["not_checked"]
    assert severities("I04", record(indicators=(absent, absent))) == ["info", "info"]


def test_an_unread_reason_is_told_beside_rows_that_could_be_judged() -> None:
    """That a reason may be among what was not understood is said although other rows hold."""
    missed = indicator("某指标", target="≥95%", actual="90%", weight="10", score="8")
    whole = indicator("他指标", target="≥95%", actual="96%", weight="10", score="10")
    unmapped = (Unmapped(label="扣分原因", raw="雨季施工延误", at="t1 r9 c2"),)
    assert severities("S07", record(indicators=(missed, whole), unmapped=unmapped)) == ["not_checked"]
