"""How good the checks are: consistent forms accused, changed figures found, explanations right; printed as shares.

`python -m benchmarks.mutations [forms per kind] [seed]`; the same seed gives the same forms.
"""

import sys
from collections import Counter
from collections.abc import Iterator

from tests.checks import mutations

FORMS, SEED = 200, 1


def report(forms: int, seed: int) -> Iterator[str]:
    """Yield the lines of the report."""
    accused = {id(form) for form, _ in mutations.accused(seed, forms)}
    yield f"consistent forms with an error: {len(accused)} of {forms}"
    yield f"{'change':<15}{'found':>8}{'explained':>11}{'listed':>8}{'wrong':>7}"
    every: Counter[str] = Counter()
    for kind in mutations.KINDS:
        outcomes = mutations.outcomes(seed, kind, forms)
        every.update(outcomes)
        yield _line(kind, outcomes)
    yield _line("all", every)


def _line(kind: str, outcomes: Counter[str]) -> str:
    number = outcomes.total()
    found, right = 1 - outcomes["missed"] / number, outcomes["right"] / number
    return f"{kind:<15}{found:>8.1%}{right:>11.1%}{outcomes['listed'] / number:>8.1%}{outcomes['wrong']:>7}"


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    for line in report(*(arguments + [FORMS, SEED][len(arguments) :])):
        print(line, flush=True)  # noqa: T201 - the report is its output
