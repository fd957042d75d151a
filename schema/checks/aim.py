"""Where numbers must lie to mend a block of failures: most edits that are tried miss it, and need no judging."""

from collections.abc import Iterator, Sequence

from schema.checks.cells import Cell
from schema.checks.check import Judged
from schema.checks.edit import Tried
from schema.checks.exact import Exact
from schema.checks.verdict.intervals import Interval

Ratio = tuple[int, int]
"""A number as a fraction of whole numbers, which compare several times faster."""

Ends = tuple[Ratio, Ratio]


class Aim:
    """Where the numbers of the edited cells must lie for every statement of a block to hold.

    A statement about several of them says nothing here. `rooms` are the steps that the cells may be taken to have
    whatever digits an edit gives them.
    """

    def __init__(self, cells: Sequence[Cell], rooms: Sequence[Exact], block: Sequence[Judged]) -> None:
        self.cells, self.block = tuple(cells), block
        self._rooms = rooms
        self._reaches = [list(self._reaches_of(at)) for at in range(len(cells))]
        self._bounds: dict[tuple[int, int, int], list[list[Ends]]] = {}

    def _reaches_of(self, at: int) -> Iterator[Sequence[Interval]]:
        """Yield where one of the cells must lie for the statements that are about no other of them."""
        paths = {cell.path for cell in self.cells}
        for one in self.block:
            if paths & one.paths == {self.cells[at].path} and (reach := one.reach(self.cells[at])) is not None:
                yield reach

    def near(self, tried: Sequence[Tried]) -> bool:
        """Return whether numbers may mend the block."""
        for at, new in enumerate(tried):
            number, step = new.ratio, new.step
            key = at, step.over, step.under
            bounds = self._bounds.get(key)
            if bounds is None:
                bounds = self._bounds[key] = self._within(at, step)
            for ends in bounds:
                if not _inside(number, ends):
                    return False
        return True

    def _within(self, at: int, step: Exact) -> list[list[Ends]]:
        room = max(self._rooms[at], step)
        return [[((one.low - room).ratio, (one.high + room).ratio) for one in reach] for reach in self._reaches[at]]


def _inside(number: Ratio, ends: Sequence[Ends]) -> bool:
    over, under = number
    for (low, by), (high, per) in ends:  # noqa: SIM110 - asked of every edit: a generator costs more than the test
        if low * under <= over * by and over * per <= high * under:
            return True
    return False
