"""How good the rules are: consistent forms pass, injected slips are found, and no slip is explained wrongly."""

from collections import Counter
from decimal import Decimal

import pytest

from schema import checks
from schema.finding import Diagnosis
from tests.checks import simulation
from tests.checks.simulation import Slip

FORMS = 100

FOUND = {"sign": 0.80, "unit": 0.95, "point": 0.90, "transposition": 0.45, "swap": 0.75}
"""The share of slips in complete forms that are explained by the one right edit, at least.

A transposition in a rate, which only one identity holds, is listed and never chosen; a small rate or amount in few
digits leaves chance too much room for anything to be offered.
"""


def right(slip: Slip, diagnosis: Diagnosis) -> bool:
    """Return whether a diagnosis names what had been meant."""
    fields = {diagnosis.field} | ({diagnosis.swapped_with} if diagnosis.swapped_with else set())
    meant = Decimal(slip.meant.get(diagnosis.field, "0").removesuffix("%"))
    return fields == set(slip.meant) and meant == Decimal(diagnosis.suggested.removesuffix("%"))


def outcome(slip: Slip) -> str:
    """Return how the slip was found and explained."""
    found = [finding for finding in checks.run(slip.record) if finding.severity in {"error", "warning"}]
    diagnoses = {finding.diagnosis for finding in found if finding.diagnosis is not None}
    if diagnoses:
        return "right" if all(right(slip, diagnosis) for diagnosis in diagnoses) else "wrong"
    candidates = [candidate for finding in found for candidate in finding.candidates]
    if candidates:
        return "listed" if any(right(slip, candidate) for candidate in candidates) else "listed without"
    return "unexplained" if found else "missed"


@pytest.mark.parametrize("sparse", [False, True])
def test_no_consistent_form_is_accused(*, sparse: bool) -> None:
    """Figures that were only rounded, cut or stripped of zeros give no error and no warning."""
    random = simulation.seeded(1)
    for _ in range(2 * FORMS):
        form = simulation.consistent(random, sparse=sparse)
        accused = [one for one in checks.run(simulation.record(form)) if one.severity in {"error", "warning"}]
        assert accused == [], form


@pytest.mark.parametrize("kind", FOUND)
def test_slips_in_complete_forms_are_found_and_explained(kind: str) -> None:
    """Every slip is found, most are explained by the one right edit, and none by a wrong one."""
    random = simulation.seeded(2)
    outcomes = Counter(outcome(simulation.slip(random, kind)) for _ in range(FORMS))
    assert outcomes["wrong"] == 0
    assert outcomes["missed"] <= 0.01 * FORMS
    assert outcomes["right"] >= FOUND[kind] * FORMS, outcomes


@pytest.mark.parametrize("kind", FOUND)
def test_no_slip_in_a_sparse_form_is_explained_wrongly(kind: str) -> None:
    """Where few identities hold the figures, there are lists or nothing, but no wrong choice."""
    random = simulation.seeded(3)
    outcomes = Counter(outcome(simulation.slip(random, kind, sparse=True)) for _ in range(FORMS))
    assert outcomes["wrong"] == 0


def test_one_wrong_digit_is_found() -> None:
    """A digit replaced by another is found unless it is the last one and within rounding."""
    random = simulation.seeded(4)
    outcomes = Counter(outcome(simulation.slip(random, "digit")) for _ in range(FORMS))
    assert outcomes["missed"] <= 0.08 * FORMS
    assert outcomes["wrong"] <= 0.01 * FORMS
