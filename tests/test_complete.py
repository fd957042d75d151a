"""What follows from the print of a whole record is the same wherever in the record a row stands."""

from decimal import Decimal

import pytest

from extractors.complete import completed
from schema import checks
from schema.evaluation import BudgetCategory, BudgetRow, BudgetSource, Kind, Repeat, SelfEvaluation, SourceOfFunds
from schema.reading import Amount, Rate, Text


def _row(rate: str, actual: str = "49", final: str = "50") -> BudgetRow:
    return BudgetRow(
        final_budget=Amount(raw=final, value=Decimal(final), at="r1 c1"),
        actual=Amount(raw=actual, value=Decimal(actual), at="r1 c2"),
        execution_rate=Rate(raw=rate, problem="unit_unknown", at="r1 c3"),
    )


@pytest.mark.parametrize(("printed", "value"), [("0.98", "0.98"), ("98", "0.98"), ("97.5", "0.975"), ("0", "0")])
def test_bare_rates_have_their_scale_from_the_amounts_of_their_row(printed: str, value: str) -> None:
    """A rate without % is a fraction or a percentage by what its own row gives, in every row of money."""
    row = _row(printed)
    record = completed(
        SelfEvaluation(
            form="generic",
            kind="department",
            budget=row,
            budget_sources=(BudgetSource(source="central", label="中央", **dict(row)),),
            budget_categories=(BudgetCategory(category="basic", label="基本支出", **dict(row)),),
            by_income=row,
            by_expenditure=row,
        )
    )
    rows = (record.budget, *record.budget_sources, *record.budget_categories, record.by_income, record.by_expenditure)
    rates = [each.execution_rate for each in rows]
    assert [(rate.value, rate.problem) for rate in rates if rate] == [(Decimal(value), None)] * 5


def test_a_bare_rate_without_amounts_stays_unread() -> None:
    """Where nothing says which of the two it is, neither is taken."""
    category = BudgetCategory(category="basic", label="基本支出", execution_rate=_row("0.98").execution_rate)
    record = completed(SelfEvaluation(form="generic", kind="department", budget_categories=(category,)))
    (found,) = record.budget_categories
    assert found.execution_rate is not None
    assert (found.execution_rate.value, found.execution_rate.problem) == (None, "unit_unknown")


CENTRAL, PROVINCIAL, COUNTY = "其中：中央资金", "省级资金", "县级资金"
OF_LABELS: dict[str, SourceOfFunds] = {
    CENTRAL: "central",
    PROVINCIAL: "provincial",
    COUNTY: "county",
    "一般公共预算": "general_public_budget",
    "其他资金": "other",
    "地方资金": "other",
}


@pytest.mark.parametrize(
    ("kind", "labels", "whole"),
    [
        ("transfer", (CENTRAL, PROVINCIAL, COUNTY), True),
        ("transfer", (CENTRAL, "地方资金"), True),
        ("transfer", (CENTRAL, COUNTY), True),
        ("project", (PROVINCIAL, "其他资金"), True),
        ("project", (CENTRAL, PROVINCIAL, COUNTY), None),
        ("transfer", (CENTRAL, PROVINCIAL), None),
        ("transfer", (PROVINCIAL, COUNTY), None),
        ("transfer", (CENTRAL,), None),
        ("transfer", (), None),
        ("transfer", (CENTRAL, "地方资金", PROVINCIAL, COUNTY), None),
        ("transfer", (CENTRAL, COUNTY, "一般公共预算"), None),
    ],
)
def test_when_sources_make_up_the_total(kind: Kind, labels: tuple[str, ...], whole: bool | None) -> None:  # noqa: FBT001 - what comes out
    """The levels of government make up a transfer where none is left out and no other row divides it otherwise."""
    sources = tuple(BudgetSource(source=OF_LABELS[label], label=label) for label in labels)
    record = SelfEvaluation(form="generic", kind=kind, budget_sources=sources)
    assert completed(record).sources_exhaustive is whole
    assert completed(record.model_copy(update={"sources_exhaustive": False})).sources_exhaustive is False


@pytest.mark.parametrize(("again", "codes"), [("优（√） 良（ ）", []), ("优", []), ("优（ ） 良（√）", ["F03"])])
def test_a_grade_printed_twice_is_compared_by_its_choice(again: str, codes: list[str]) -> None:
    """However the same choice is marked in the other place, it is the same grade."""
    grade = Text(raw="优√ 良 中", value="优√良中", at="t1 r1 c1")
    repeat = Repeat(field="grade", raw=again, value=again, step=None, unit=None, at="t1 r9 c1")
    record = completed(SelfEvaluation(form="generic", kind="other", grade=grade, repeats=(repeat,)))
    assert [one.code for one in checks.run(record) if one.severity == "error"] == codes
