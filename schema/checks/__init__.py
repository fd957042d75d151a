"""Does a record agree with itself? Every check of the catalogue is found by looking in the modules here."""

from functools import cache
from itertools import groupby

from schema.checks import diagnosis
from schema.checks.check import Check, Judged
from schema.checks.discovered import discovered
from schema.checks.table import Table
from schema.checks.verdict.findings import findings
from schema.evaluation import SelfEvaluation
from schema.finding import Finding

__all__ = ["Check", "catalogue", "run"]


@cache
def catalogue() -> tuple[Check, ...]:
    """Return every check, in the order of the catalogue: family by family, by number."""
    checks = sorted(discovered(Check), key=lambda check: check.order)
    twice = [code for code, same in groupby(checks, key=lambda check: check.code) if len(list(same)) > 1]
    if twice:
        message = f"two checks claim one code: {', '.join(twice)}"
        raise AssertionError(message)
    return tuple(checks)


def run(record: SelfEvaluation) -> tuple[Finding, ...]:
    """Return what is wrong with a record and what could not be checked, in the order of the catalogue.

    A statement that holds gives no finding. No printed value is changed; a repair is only suggested. Which of them
    are wanted, and how grave they are taken, is decided after (see `policy`): repairs are sought among all checks.
    """
    table = Table(record)
    judged = {
        check: [Judged(check, verdict, verdict.judge(verdict.cells)) for verdict in check.states(table)]
        for check in catalogue()
    }
    explained = diagnosis.explain(table, [one for several in judged.values() for one in several])
    return tuple(
        finding for check, several in judged.items() for finding in findings(check, several, explained, check.severity)
    )
