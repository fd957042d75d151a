"""Where numbers must lie to mend a block of failures: most edits that are tried miss it, and need no judging."""

from collections.abc import Sequence
from fractions import Fraction

from schema.checks.cells import Cell
from schema.checks.check import Judged
from schema.checks.edit import Tried

Ratio = tuple[int, int]
"""A number as a fraction of whole numbers, which compare several times faster."""

Bounds = list[tuple[int, list[tuple[Ratio, Ratio]]]]
"""For each statement about one of the cells its index, and the ends of what its number may be."""


class Aim:
    """Where the numbers of the edited cells must lie for every statement of a block to hold.

    A statement about several of them says nothing here. `rooms` are the steps that the cells may be taken to have
    whatever digits an edit gives them.
    """

    def __init__(self, cells: Sequence[Cell], rooms: Sequence[Fraction], block: Sequence[Judged]) -> None:
        self.cells, self.block = tuple(cells), block
        self._rooms = rooms
        self._reaches = [
            (edited[0], reach)
            for one in block
            if len(edited := [at for at, cell in enumerate(cells) if cell.path in one.paths]) == 1
            and (reach := one.reach(cells[edited[0]])) is not None
        ]
        self._bounds: dict[tuple[Ratio, ...], Bounds] = {}

    def near(self, tried: Sequence[Tried]) -> bool:
        """Return whether numbers may mend the block."""
        steps = tuple([new.step.as_integer_ratio() for new in tried])
        if steps not in self._bounds:
            self._bounds[steps] = self._within([new.step for new in tried])
        return all(_inside(tried[at].ratio, ends) for at, ends in self._bounds[steps])

    def _within(self, steps: Sequence[Fraction]) -> Bounds:
        rooms = [max(room, step) for room, step in zip(self._rooms, steps, strict=True)]
        return [
            (
                at,
                [
                    ((one.low - rooms[at]).as_integer_ratio(), (one.high + rooms[at]).as_integer_ratio())
                    for one in reach
                ],
            )
            for at, reach in self._reaches
        ]


def _inside(number: Ratio, ends: Sequence[tuple[Ratio, Ratio]]) -> bool:
    over, under = number
    for (low, by), (high, per) in ends:  # noqa: SIM110 - asked of every edit: a generator costs more than the test
        if low * under <= over * by and over * per <= high * under:
            return True
    return False
