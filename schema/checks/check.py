"""A check: a function that states what a table must satisfy, with its code, its severity and its words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from schema.checks.cells import Cell
from schema.checks.names import Said
from schema.checks.table import Table
from schema.checks.verdict import Judgement, Verdict
from schema.checks.verdict.judgement import Reach

Grade = Literal["error", "warning", "info"]

FAMILIES = "FARWSIXP"
"""The families of the catalogue in its order."""

READING = "F"
"""The family about what is printed and how it was read; all others compare figures."""


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """One entry of the catalogue. `title` states what holds, `message` what is wrong, with {braces} for figures.

    `needs` is what a table must print for the check to say anything, as a clause: `the form prints no …`.
    """

    code: str
    severity: Grade
    formula: str
    title: Said
    message: Said
    needs: Said
    states: Callable[[Table], Iterable[Verdict]]

    @property
    def rule(self) -> str:
        """The rule in words."""
        return self.states.__doc__ or ""

    @property
    def order(self) -> tuple[int, str]:
        """Its place in the catalogue."""
        return FAMILIES.index(self.code[0]), self.code

    @property
    def identity(self) -> bool:
        """Whether figures that fail it cannot all be right, so that an edit of one of them may mend it."""
        return self.severity == "error" and self.code[0] != READING


def check(  # noqa: PLR0913 - an entry of the catalogue has so many columns
    code: str,
    *,
    severity: Grade,
    formula: str,
    title: tuple[str, str],
    message: tuple[str, str],
    needs: tuple[str, str],
) -> Callable[[Callable[[Table], Iterator[Verdict]]], Check]:
    """Make a generator of verdicts a check; texts are pairs of English and Chinese."""

    def made(states: Callable[[Table], Iterator[Verdict]]) -> Check:
        return Check(code, severity, formula, Said(*title), Said(*message), Said(*needs), states)

    return made


@dataclass(frozen=True, eq=False)
class Judged:
    """A verdict of a check, judged."""

    check: Check
    verdict: Verdict
    judgement: Judgement

    @cached_property
    def paths(self) -> frozenset[str]:
        """The cells that it is about."""
        return frozenset(cell.path for cell in self.verdict.cells)

    def reach(self, cell: Cell) -> Reach:
        """Return where the number of one of its cells must lie for it to hold, give or take a step of it."""
        if cell.path not in self._reaches:
            places = [at for at, each in enumerate(self.verdict.cells) if each.path == cell.path]
            reach = self.verdict.reach(self.verdict.cells, places[0]) if len(places) == 1 else None
            self._reaches[cell.path] = reach
        return self._reaches[cell.path]

    @cached_property
    def _reaches(self) -> dict[str, Reach]:
        return {}
