"""One figure changed in a consistent form: it is found, and what is said about it is never wrong."""

from collections import Counter

import pytest

from tests.checks import mutations

FORMS = 25


def test_no_consistent_form_is_accused() -> None:
    """Forms whose figures agree, all points among them, give no error."""
    assert mutations.accused(5, 2 * FORMS) == []


@pytest.mark.parametrize("kind", mutations.KINDS)
def test_no_change_is_explained_wrongly(kind: str) -> None:
    """The one explanation that is offered, if any, is the right one."""
    assert mutations.outcomes(6, kind, FORMS)["wrong"] == 0


def test_changed_figures_are_found() -> None:
    """At least 95 percent of the changed figures are named by an error or a warning."""
    every: Counter[str] = Counter()
    for kind in mutations.KINDS:
        every.update(mutations.outcomes(7, kind, FORMS))
    assert every["missed"] <= 0.05 * every.total(), every


def test_slips_that_leave_a_pattern_are_explained() -> None:
    """A unit, a lost percent sign and a wrong base are nearly always recognised for what they are."""
    for kind in ("unit", "percent", "base"):
        assert mutations.outcomes(8, kind, FORMS)["right"] >= 0.75 * FORMS, kind
