"""A user chooses which checks are told and how grave they are; what is found and explained stays the same."""

from schema import checks
from schema.checks import Policy
from tests.checks.records import seed


def codes(policy: Policy) -> set[str]:
    """Return the codes of the findings of the sample under a policy."""
    return {finding.code for finding in checks.run(seed(), policy)}


def test_codes_and_families_are_selected() -> None:
    """A family, a single check, or both are told and nothing else."""
    assert {code[0] for code in codes(Policy(select=("A",)))} == {"A"}
    assert codes(Policy(select=("R02", "I04"))) == {"R02", "I04"}


def test_what_is_ignored_stays_silent() -> None:
    """Ignored checks are silent even where their family is selected."""
    assert codes(Policy(select=("R",), ignore=("R03",))) == {"R02"}
    assert not {code for code in codes(Policy(ignore=("I",))) if code.startswith("I")}


def test_the_longest_code_decides_the_severity() -> None:
    """A family's severity gives way to that of a single check; the mildest outcomes keep theirs."""
    found = checks.run(seed(), Policy(severities={"R": "warning", "R03": "info"}))
    graded = {finding.code: finding.severity for finding in found if finding.code[0] in "AR"}
    assert (graded["R02"], graded["R03"], graded["A01"]) == ("warning", "info", "error")
    assert graded["A02"] == "not_checked"


def test_a_policy_changes_no_diagnosis() -> None:
    """The explanation names all that it repairs, whatever is told."""
    (finding,) = [one for one in checks.run(seed(), Policy(select=("A01",))) if one.severity == "error"]
    assert finding.diagnosis is not None
    assert finding.diagnosis.repairs == ("A01", "R02", "R03")


def test_codes_that_no_check_has_are_told() -> None:
    """Slips of the pen can be reported; every code that exists is known."""
    assert Policy(select=("A", "Z9"), severities={"R1": "info"}).unknown(checks.catalogue()) == ("Z9", "R1")
    assert Policy(select=tuple(check.code for check in checks.catalogue())).unknown(checks.catalogue()) == ()
