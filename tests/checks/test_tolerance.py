"""How far printed figures may differ: as far as their digits allow, and no further."""

import pytest

from schema import checks
from schema.evaluation import SelfEvaluation
from tests.checks.records import money, record, row, source, task, text


def severity(code: str, found: SelfEvaluation) -> str | None:
    """Return how a check came out on a table where it gives at most one finding."""
    severities = [finding.severity for finding in checks.run(found) if finding.code == code]
    assert len(severities) <= 1
    return severities[0] if severities else None


def of_sources(total: str, *parts: str) -> SelfEvaluation:
    """Return a table whose sources are declared to make up its final budget."""
    sources = tuple(source(f"来源{number}", final_budget=part) for number, part in enumerate(parts))
    return record(budget=row(final_budget=total), budget_sources=sources, sources_exhaustive=True)


def of_rate(rate: str, actual: str, final: str, unit: str = "万元") -> SelfEvaluation:
    """Return a table that prints an execution rate."""
    return record(budget=row(unit, actual=actual, final_budget=final, execution_rate=rate))


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        (("3144.00", "570.17", "433.00", "1426.90", "1591.22"), "info"),
        (("3144.00", "570.17", "433.00", "1426.90", "1591.23"), None),
        (("3144.00", "570.17", "433.00", "1426.90", "1591.21"), "info"),
        (("3144.00", "570.17", "433.00", "1426.90", "1591.15"), "error"),
    ],
    ids=["touching in one point", "inside", "only if some were cut", "apart"],
)
def test_a_sum_holds_as_far_as_rounding_goes(parts: tuple[str, ...], outcome: str | None) -> None:
    """A gap below all half-widths holds; one that equals them or needs cut digits is noted; a larger one is wrong."""
    assert severity("A02", of_sources("7165.32", *parts)) == outcome


def test_dropped_zeros_count_as_printed() -> None:
    """Beside 66.45 a bare 3.3 is as exact; if only its own digit makes the sum hold, that is noted."""
    assert severity("A02", of_sources("69.75", "66.45", "3.3")) is None
    assert severity("A02", of_sources("69.79", "66.45", "3.3")) == "info"
    assert severity("A02", of_sources("69.95", "66.45", "3.3")) == "error"


def test_nil_marks_leave_a_sum() -> None:
    """A dash or a blank among the parts is no zero and no obstacle."""
    assert severity("A02", of_sources("69.75", "66.45", "3.30", "—", "")) is None


def test_a_part_that_is_not_understood_stops_the_sum() -> None:
    """A sum with a figure that cannot be read is not judged, neither way."""
    damaged = source("其他").model_copy(update={"final_budget": money("3.3.0", problem="damaged_text")})
    found = record(
        budget=row(final_budget="69.75"),
        budget_sources=(source("拨款", final_budget="66.45"), damaged),
        sources_exhaustive=True,
    )
    assert severity("A02", found) == "not_checked"


@pytest.mark.parametrize(
    ("rate", "actual", "final", "outcome"),
    [
        ("57.89%", "1157.97", "2000", "info"),
        ("57.90%", "1157.97", "2000", None),
        ("57.88%", "1157.97", "2000", "info"),
        ("57.88%", "1157.97", "2000.00", "error"),
        ("97.8%", "1472.46", "1505.02", None),
        ("86%", "37.24", "43.2", None),
        ("0.958", "27.8", "29", None),
        ("100%", "3824.26", "4753.66", "error"),
        ("0.1", "94", "650", "not_checked"),
        ("0.5", "94", "650", "error"),
        ("0.00%", "0.00", "100.00", None),
        ("0.00%", "0.00", "0.00", "not_checked"),
    ],
)
def test_a_rate_may_be_rounded_or_cut(rate: str, actual: str, final: str, outcome: str | None) -> None:
    """A rate rounded up or to even holds, one that was cut is told; one too rough is not checked, but can be wrong."""
    assert severity("R01", of_rate(rate, actual, final)) == outcome


def test_a_rate_neither_rounded_nor_cut_is_wrong() -> None:
    """86.19 percent for 86.183 is an error even though a hundredth is all that is missing."""
    assert severity("R01", of_rate("86.19%", "215457.6", "250000.00", "元")) == "error"
    assert severity("R01", of_rate("86.18%", "215457.6", "250000.00", "元")) is None


def test_amounts_in_two_units_keep_their_own_precision() -> None:
    """Decimals in yuan say nothing about the digits of amounts in 万元."""
    total = row(final_budget="200")
    parts = (source("拨款", final_budget="150"), source("其他", unit="元", final_budget="504999.99"))
    assert severity("A02", record(budget=total, budget_sources=parts, sources_exhaustive=True)) is None


def test_zeros_agree() -> None:
    """Where nothing but zeros is printed, nothing is imprecise about it."""
    assert severity("A02", of_sources("0", "0", "0.00")) is None


def test_small_whole_numbers_prove_nothing() -> None:
    """Whole 万元 that are small against their rounding are not taken as agreeing, but can contradict each other."""
    assert severity("A02", of_sources("3", "1", "2")) == "not_checked"
    assert severity("A02", of_sources("30", "1", "2")) == "error"


def test_a_limit_is_judged_by_the_same_digits() -> None:
    """Spending may exceed the budget by what rounding explains."""
    assert severity("A06", record(budget=row(final_budget="1472.5", actual="1472.53"))) == "info"
    assert severity("A06", record(budget=row(final_budget="1472.50", actual="1472.53"))) == "warning"
    assert severity("A09", record(budget=row(actual="3"), tasks=(task("1"), task("0.1")))) is None


def test_the_direction_of_an_adjustment_has_a_free_zero() -> None:
    """A zero goes with either sign, and so do budgets that differ by no more than their rounding."""
    assert severity("R03", record(budget=row(adjustment="0.00", adjustment_rate="-0.1%"))) is None
    budget = row(adjustment_rate="-0.1%", initial_budget="100", final_budget="100.3")
    assert severity("R03", record(budget=budget)) is None
    budget = row(adjustment_rate="-0.1%", initial_budget="100", final_budget="101.3")
    assert severity("R03", record(budget=budget, problems=text("有"))) == "error"
