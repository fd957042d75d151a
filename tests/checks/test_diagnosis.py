"""One slip may explain all failures of a block: which edits are offered, which is chosen, and when none is."""

import pytest

from schema import checks
from schema.evaluation import SelfEvaluation
from schema.finding import Diagnosis, Finding
from tests.checks.examples import again
from tests.checks.records import money, record, row, source, text

WHOLE = {"sources_exhaustive": True}


def failed(found: SelfEvaluation) -> list[Finding]:
    """Return the errors of a record."""
    return [finding for finding in checks.run(found) if finding.severity == "error"]


def chosen(found: SelfEvaluation) -> Diagnosis:
    """Return the diagnosis that all errors of a record have in common."""
    diagnoses = {finding.diagnosis for finding in failed(found)}
    assert len(diagnoses) == 1
    diagnosis = diagnoses.pop()
    assert diagnosis is not None
    return diagnosis


def adjusted(**columns: str) -> SelfEvaluation:
    """Return a record of a budget that was adjusted, all figures in order but those given."""
    figures = {
        "initial_budget": "1859.01",
        "adjustment": "-353.99",
        "final_budget": "1505.02",
        "actual": "1472.46",
        "execution_rate": "97.84%",
        "adjustment_rate": "-19.04%",
    }
    return record(project=text("某项目"), budget=row(**{**figures, **columns}))


def test_a_form_in_order_has_nothing_to_explain() -> None:
    """The figures that the slips below are put into agree."""
    assert failed(adjusted()) == []


def test_a_sign_too_many() -> None:
    """A minus that should not be there is called superfluous."""
    found = adjusted(initial_budget="1151.03", adjustment="-353.99", adjustment_rate="30.75%")
    diagnosis = chosen(found)
    assert (diagnosis.code, diagnosis.suggested) == ("D01", "353.99")
    assert diagnosis.message == "sign of the adjustment superfluous: 353.99 repairs A01, R02 and R03"
    assert "疑似多出负号" in diagnosis.message_zh


def test_a_unit_slip() -> None:
    """An amount written in yuan under 万元 is suggested in 万元."""
    diagnosis = chosen(adjusted(final_budget="15050200"))
    assert (diagnosis.code, diagnosis.field, diagnosis.suggested) == ("D03", "budget.final_budget", "1505.02")
    assert diagnosis.repairs == ("A01", "R01", "R03")


def test_exchanged_digits() -> None:
    """Neighbouring digits that changed places are put back where two identities say so."""
    diagnosis = chosen(adjusted(final_budget="1550.02"))
    assert (diagnosis.code, diagnosis.field, diagnosis.suggested) == ("D05", "budget.final_budget", "1505.02")


def test_a_decimal_point() -> None:
    """A point in the wrong place is moved, and the suggestion written as the form writes the figure."""
    assert chosen(adjusted(final_budget="15050.2")).suggested == "1505.02"
    diagnosis = chosen(adjusted(adjustment_rate="-190.4%"))
    assert (diagnosis.code, diagnosis.suggested) == ("D08", "-19.04%")


def test_two_columns_swapped() -> None:
    """Two figures in each other's place are exchanged; the diagnosis names both, and mends a warning too."""
    diagnosis = chosen(adjusted(final_budget="1472.46", actual="1505.02"))
    assert (diagnosis.code, diagnosis.field, diagnosis.swapped_with) == ("D10", "budget.final_budget", "budget.actual")
    assert (diagnosis.printed, diagnosis.suggested) == ("1472.46", "1505.02")
    assert diagnosis.repairs == ("A01", "A06", "R01")
    assert diagnosis.message == ("final budget and actual exchanged: exchanging them back repairs A01, A06 and R01")


def test_a_warning_that_the_edit_mends_has_the_diagnosis() -> None:
    """Every finding that an edit repairs carries it, whatever its severity."""
    found = checks.run(adjusted(final_budget="1472.46", actual="1505.02"))
    explained = {finding.code for finding in found if finding.diagnosis is not None}
    assert explained == {"A01", "A06", "R01"}


def test_a_lone_identity_chooses_no_digits() -> None:
    """Where only one identity holds a figure, exchanged digits are listed and never chosen."""
    sources = (source("拨款", final_budget="1050.20"), source("其他", final_budget="455.00"))
    found = record(budget=row(final_budget="1550.20"), budget_sources=sources, sources_exhaustive=True)
    (finding,) = failed(found)
    assert finding.diagnosis is None
    assert ("D05", "budget.final_budget", "1505.20") in {
        (candidate.code, candidate.field, candidate.suggested) for candidate in finding.candidates
    }


def test_several_explanations_are_listed_and_none_chosen() -> None:
    """Where the rate may be too small or the amount too large, both edits stand side by side."""
    (finding,) = failed(adjusted(execution_rate="9.784%"))
    assert finding.diagnosis is None
    assert {(candidate.field, candidate.suggested) for candidate in finding.candidates} == {
        ("budget.actual", "147.246"),
        ("budget.execution_rate", "97.84%"),
    }


def test_what_breaks_something_is_not_offered() -> None:
    """An edit that repairs the failed check but contradicts one that holds is no explanation."""
    sign = adjusted(adjustment_rate="19.04%")
    assert chosen(sign).field == "budget.adjustment_rate"
    kept = adjusted(final_budget="1550.02")
    kept = kept.model_copy(update={"repeats": (again("budget.final_budget", "1550.02", "15500200", "100", "万元"),)})
    assert all(finding.diagnosis is None and not finding.candidates for finding in failed(kept))


def test_what_chance_would_do_as_well_is_not_offered() -> None:
    """A rate in whole percent holds so wide a range that an edit of it proves nothing."""
    (finding,) = failed(record(budget=row(final_budget="1505.02", actual="1472.46", execution_rate="980%")))
    assert (finding.diagnosis, finding.candidates) == (None, ())
    diagnosis = chosen(record(budget=row(final_budget="1505.02", actual="1472.46", execution_rate="978.4%")))
    assert 0 < diagnosis.chance < 1


def test_two_independent_slips_are_explained_apart() -> None:
    """Failures that share no figure are separate blocks, each with its own explanation."""
    sources = (
        source("拨款", final_budget="800.00", actual="700.00", balance="100.00"),
        source("其他", final_budget="70502.00", actual="672.46", balance="32.56"),
    )
    found = adjusted(execution_rate="9.784%").model_copy(update={"budget_sources": sources})
    explained = {finding.code: finding.diagnosis for finding in failed(found)}
    assert explained["R01"] is not None
    assert explained["A07"] is not None
    assert explained["R01"].field == "budget.execution_rate"
    assert (explained["A07"].field, explained["A07"].suggested) == ("budget_sources.1.final_budget", "705.02")


def test_an_edited_figure_is_as_exact_as_the_others() -> None:
    """A unit slip that closed with zeros, or whose digits made its column look exact, is found all the same."""
    assert chosen(adjusted(final_budget="0.150502")).suggested == "1505.02"
    whole = record(
        budget=row(
            initial_budget="18590",
            adjustment="-3540",
            final_budget="150500000",
            execution_rate="97.84%",
            actual="14725",
        )
    )
    assert chosen(whole).suggested == "15050"


def test_the_printed_value_stays() -> None:
    """A repair is only suggested: the record is not touched."""
    found = adjusted(final_budget="1550.02")
    before = found.model_dump_json()
    checks.run(found)
    assert found.model_dump_json() == before


def test_a_percent_sign_lost() -> None:
    """A percentage that was read as a fraction is set right where two identities hold it."""
    found = adjusted(adjustment_rate="-0.1904%")
    assert (chosen(found).code, chosen(found).suggested) == ("D04", "-19.04%")


def test_one_wrong_digit() -> None:
    """One digit replaced, lost or doubled is named where two identities say so."""
    assert chosen(adjusted(final_budget="1805.02")).code == "D06"
    assert chosen(adjusted(final_budget="15055.02")).suggested == "1505.02"
    assert chosen(adjusted(final_budget="155.02")).code == "D07"


def test_a_negative_mark_misunderstood() -> None:
    """Brackets around a number that was meant to be positive are named as such."""
    budget = adjusted(initial_budget="1151.03", adjustment_rate="30.75%").budget
    assert budget.adjustment is not None
    marked = budget.adjustment.model_copy(update={"raw": "(353.99)"})
    diagnosis = chosen(record(project=text("某项目"), budget=budget.model_copy(update={"adjustment": marked})))
    assert (diagnosis.code, diagnosis.suggested) == ("D02", "353.99")


def test_separators_that_can_be_read_in_two_ways() -> None:
    """A figure that was not understood is suggested in the one reading with which the others agree."""
    damaged = money("1.505,02", problem="ambiguous_separator")
    found = adjusted().model_copy(update={"budget": adjusted().budget.model_copy(update={"final_budget": damaged})})
    diagnosis = chosen(found)
    assert (diagnosis.code, diagnosis.printed, diagnosis.suggested) == ("D09", "1.505,02", "1505.02")


@pytest.mark.parametrize("raw", ["另有1505.02", "约1505.02", "1505.02上下"])
def test_a_figure_not_understood_for_its_words_has_no_separator_mixed_up(raw: str) -> None:
    """Only separators that were not understood are explained: a plain point between words is none of them."""
    unread = money(raw, problem="not_a_number")
    found = adjusted().model_copy(update={"budget": adjusted().budget.model_copy(update={"final_budget": unread})})
    assert [one.diagnosis for one in failed(found) if one.code == "F01"] == [None]


def test_a_subtotal_is_counted_twice() -> None:
    """A subtotal among the parts of a sum is left out."""
    parts = (source("拨款", actual="61.37"), source("其他", actual="18.63"), source("小计", actual="80.00"))
    diagnosis = chosen(record(project=text("某"), budget=row(actual="80.00"), budget_sources=parts, **WHOLE))
    assert (diagnosis.code, diagnosis.field) == ("D12", "budget_sources.2.actual")


def test_a_row_left_out_in_every_column() -> None:
    """One empty row that explains what two columns lack is named; one column alone is only listed."""
    parts = (source("拨款", final_budget="61.37", actual="50.11"), source("其他", final_budget="", actual=""))
    budget = row(final_budget="100.00", actual="80.00")
    diagnosis = chosen(record(project=text("某"), budget=budget, budget_sources=parts, **WHOLE))
    assert (diagnosis.code, diagnosis.suggested) == ("D13", "38.63")
    alone = (source("拨款", actual="50.11"), source("其他", actual=""))
    (finding,) = failed(record(budget=row(actual="80.00"), budget_sources=alone, **WHOLE))
    assert (finding.diagnosis, "D13" in {one.code for one in finding.candidates}) == (None, True)


def test_what_holds_within_rounding_is_explained() -> None:
    """Rounded, cut, rounded twice, and the tail of a binary fraction are told as such, and are no faults."""
    rough = row(final_budget="100", adjustment="5.25", initial_budget="94.80")
    assert noted(record(budget=rough)) == ["D14"]
    cut = row(final_budget="43.20", actual="37.27", weight="10", score="8.62")
    assert noted(record(budget=cut)) == ["D15"]
    twice = row(final_budget="43.20", actual="37.24", execution_rate="86%", weight="10", score="8.60")
    assert noted(record(budget=twice)) == ["D16"]
    tail = row(initial_budget="1859.01", adjustment="-353.98999993", final_budget="1505.02")
    assert noted(record(budget=tail)) == ["D17"]


def noted(found: SelfEvaluation) -> list[str]:
    """Return the diagnoses of what only holds in some way."""
    return [one.diagnosis.code for one in checks.run(found) if one.severity == "info" and one.diagnosis]


def test_another_base_or_scheme() -> None:
    """A rate by the initial budget, and a score without its cap, are told with what the form's own figures give."""
    diagnosis = chosen(adjusted(execution_rate="79.21%"))
    assert (diagnosis.code, diagnosis.suggested) == ("D18", "97.84%")
    over = row(final_budget="100.00", actual="104.37", weight="10.00", score="10.44")
    diagnosis = chosen(record(project=text("某"), budget=over))
    assert (diagnosis.code, diagnosis.suggested) == ("D19", "10.00")
