"""An edit: a slip that may explain a failure, as a function from printed numbers to those that were meant."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from schema.checks.names import Said


class Meant(NamedTuple):
    """What should have been printed: the value, and how exact its digits then are."""

    value: Fraction
    step: Fraction

    @property
    def ratio(self) -> tuple[int, int]:
        """The value as a fraction of whole numbers."""
        return self.value.as_integer_ratio()


class Digits(NamedTuple):
    """What should have been printed, as its digits and what the last of them counts: most are no more than tried."""

    number: int
    step: Fraction

    @property
    def ratio(self) -> tuple[int, int]:
        """The value as a fraction that need not be in its lowest terms."""
        return self.number * self.step.numerator, self.step.denominator

    @property
    def value(self) -> Fraction:
        """The value."""
        return self.number * self.step


Tried = Meant | Digits

Slip = Iterator[tuple[Tried, ...]]
"""What may have been meant, for each of the edited cells."""


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """One entry of the list of diagnoses.

    `cells` is how many printed numbers of one row it edits at once; with `neighbours`, they stand beside or above each
    other.

    `needs` is how many mended identities must hold on each edited cell before the edit may be chosen: with a single
    one, some exchange of digits fits nearly always. The message may use {field}, {printed}, {suggested}, {repairs},
    {hold}, and {slip} for a sign or {other} for a second field.
    """

    code: str
    cells: int
    needs: int
    neighbours: bool
    message: Said
    meant: Callable[..., Slip]


def edit(
    code: str, *, message: tuple[str, str], cells: int = 1, needs: int = 1, neighbours: bool = False
) -> Callable[[Callable[..., Slip]], Edit]:
    """Make a generator of what may have been meant an edit; texts are pairs of English and Chinese."""

    def made(meant: Callable[..., Slip]) -> Edit:
        return Edit(code, cells, needs, neighbours, Said(*message), meant)

    return made
