"""Every check has its place, its rule, its words in two languages, and examples that hold, fail and abstain."""

import re
from operator import attrgetter

import pytest

from schema import checks
from schema.checks import Check
from schema.evaluation import SelfEvaluation
from schema.finding import Finding
from tests.checks import records
from tests.checks.examples import EXAMPLES

every_check = pytest.mark.parametrize("check", checks.catalogue(), ids=attrgetter("code"))


def of(check: Check, record: SelfEvaluation) -> list[Finding]:
    """Return the findings of one check."""
    return [finding for finding in checks.run(record) if finding.code == check.code]


def test_every_check_has_examples() -> None:
    """No check exists without examples."""
    assert set(EXAMPLES) == {check.code for check in checks.catalogue()}


def test_the_catalogue_is_in_order() -> None:
    """Families and numbers come in the order of the catalogue, each code once."""
    codes = [check.code for check in checks.catalogue()]
    families = (("F", 7), ("A", 10), ("R", 6), ("W", 2), ("S", 8), ("I", 4), ("X", 1))
    assert codes == [f"{family}{number:02}" for family, last in families for number in range(1, last + 1)]


@every_check
def test_a_check_that_holds_is_silent(check: Check) -> None:
    """What holds gives no finding."""
    assert of(check, EXAMPLES[check.code].holds) == []


@every_check
def test_a_check_that_fails_says_so(check: Check) -> None:
    """What fails gives a finding of the check's severity, with the fields and figures of both sides."""
    found = of(check, EXAMPLES[check.code].fails)
    assert [finding.severity for finding in found] == [check.severity]
    assert found[0].fields


@every_check
def test_a_check_that_cannot_run_says_why(check: Check) -> None:
    """What could not be checked gives one finding with the reason, in both languages."""
    found = of(check, EXAMPLES[check.code].abstains)
    assert [finding.severity for finding in found] == ["not_checked"]
    assert re.fullmatch("not checked: .+", found[0].message)
    assert re.fullmatch("未核对：.+", found[0].message_zh)


@every_check
def test_a_rule_is_a_sentence(check: Check) -> None:
    """A check's docstring is its rule."""
    assert re.fullmatch(r"[A-Z][^\n]+\.", check.rule)
    assert check.severity in {"error", "warning", "info"}


@pytest.mark.parametrize(
    "record",
    [example for examples in EXAMPLES.values() for example in (examples.holds, examples.fails, examples.abstains)],
)
def test_findings_point_into_the_record(record: SelfEvaluation) -> None:
    """Fields are paths of the record, locations those of its readings, and no message keeps a brace."""
    places = {reading.at for _, reading in record.readings()} | {repeat.at for repeat in record.repeats}
    for finding in checks.run(record):
        for path in finding.fields:
            node: object = record
            for step in path.split("."):
                node = node[int(step)] if isinstance(node, tuple) else getattr(node, step)
        assert set(finding.at) <= places
        assert not re.search("[{}]", finding.message + finding.message_zh)


def test_findings_keep_their_order() -> None:
    """The same record gives the same findings, in the order of the catalogue."""
    record = records.seed()
    codes = list(dict.fromkeys(finding.code for finding in checks.run(record)))
    assert codes == [check.code for check in checks.catalogue() if check.code in codes]
    assert checks.run(record) == checks.run(record)
