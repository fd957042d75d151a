"""The rulings of one table → its lines, and between which base cells there is a wall."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.readers.pdf.groups import near
from extractors.readers.pdf.record import Ruling
from extractors.readers.pdf.rulings import SNAP, box_of

ENOUGH = 0.5
"""Which part of a base cell's side must be drawn for it to be a wall. Snapping moves ends by up to 3 points, and the
lowest row is twice as high; a side is drawn as a whole or not at all."""

SHORT = 2.0
"""Points. How far short of its ends a wall may be drawn: where cells stand 2 pixels apart, 1.2. The line under a text
in the cell keeps as far from its sides as the text, 2.2 or more."""

ONE_LINE = 4.5
"""Points. How far apart the lines of one border may lie: two double borders side by side measure 3.8. The lowest row of
text is 6 points high."""

PAIR = 2
"""How many rulings must end in the open at one place for a side of the table to be there: one alone is a stray line,
but in a table that is open at its sides."""


@dataclass
class Lattice:
    """The lines of a table from left to right (`xs`) and from top to bottom (`ys`), and its walls.

    `upright[i][r]` is the wall on line `i` beside row `r`; `level[j][c]` the one on line `j` above column `c`.
    `cut_above` and `cut_below` are the columns that are open there: where a page break cuts a row, no line is drawn.
    """

    xs: list[float]
    ys: list[float]
    upright: list[list[bool]]
    level: list[list[bool]]
    cut_above: set[int] = field(default_factory=set)
    cut_below: set[int] = field(default_factory=set)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.xs) - 1


def of_rulings(rulings: Sequence[Ruling]) -> Lattice | None:
    """Return the lattice of rulings that hang together, or None when they enclose nothing.

    A table may be drawn without its outer lines: without the left and right one by design, without the upper or lower
    one where a page break cuts a row. They are put in where the inner lines end in the open.
    """
    flat = [ruling for ruling in rulings if ruling.horizontal]
    steep = [ruling for ruling in rulings if not ruling.horizontal]
    x0, top, x1, bottom = box_of(rulings)
    left, right = _open_end(x0, [r.start for r in flat], steep), _open_end(x1, [r.end for r in flat], steep)
    enough = 1 if left and right else PAIR
    upper = _open_end(top, [r.start for r in steep], flat, enough)
    lower = _open_end(bottom, [r.end for r in steep], flat, enough)
    xs = _lines([ruling.at for ruling in steep] + [x0] * left + [x1] * right)
    ys = _lines([ruling.at for ruling in flat] + [top] * upper + [bottom] * lower)
    if len(xs) < PAIR or len(ys) < PAIR:
        return None
    lattice = Lattice(xs, ys, _walls(steep, xs, ys), _walls(flat, ys, xs))
    for inferred, line in ((left, 0), (right, -1)):
        if inferred:
            lattice.upright[line] = [True] * lattice.rows
    _close(lattice)
    return lattice


def _open_end(edge: float, ends: Sequence[float], across: Sequence[Ruling], enough: int = PAIR) -> bool:
    """Return whether enough rulings end at an edge of the table on which no ruling lies across them."""
    drawn = any(abs(ruling.at - edge) <= SNAP for ruling in across)
    return not drawn and sum(abs(end - edge) <= SNAP for end in ends) >= enough


def _lines(positions: Iterable[float]) -> list[float]:
    groups = near(positions, ONE_LINE)
    return [sum(group) / len(group) for group in groups]


def _nearest(lines: Sequence[float], position: float) -> int:
    after = bisect_left(lines, position)
    beside = range(max(0, after - 1), min(after + 1, len(lines)))
    return min(beside, key=lambda index: abs(lines[index] - position))


def _walls(rulings: Sequence[Ruling], on: Sequence[float], along: Sequence[float]) -> list[list[bool]]:
    """Return for each line and each interval between the lines across whether it is drawn there from end to end."""
    walls = [[False] * (len(along) - 1) for _ in on]
    parts: dict[tuple[int, int], list[Ruling]] = {}
    for ruling in rulings:
        line = _nearest(on, ruling.at)
        first, last = max(0, bisect_right(along, ruling.start) - 1), min(len(along) - 1, bisect_left(along, ruling.end))
        for index in range(first, last):
            if ruling.start <= along[index] and along[index + 1] <= ruling.end:
                walls[line][index] = True
            else:
                parts.setdefault((line, index), []).append(ruling)
    for (line, index), pieces in parts.items():
        walls[line][index] = walls[line][index] or _reaches(pieces, along[index], along[index + 1])
    return walls


def _reaches(parts: Sequence[Ruling], start: float, end: float) -> bool:
    covered = sum([min(part.end, end) - max(part.start, start) for part in parts])
    return (
        covered >= ENOUGH * (end - start)
        and min([part.start for part in parts]) <= start + SHORT
        and max([part.end for part in parts]) >= end - SHORT
    )


def _close(lattice: Lattice) -> None:
    """Put in the outer walls that are missing between two inner ones that reach the edge."""
    for line, row, cut in ((0, 0, lattice.cut_above), (-1, -1, lattice.cut_below)):
        beside = [wall[row] for wall in lattice.upright]
        for start, end in _gaps(lattice.level[line]):
            if beside[start] and beside[end]:
                cut.update(range(start, end))
        lattice.level[line] = [wall or column in cut for column, wall in enumerate(lattice.level[line])]
    for line, column in ((0, 0), (-1, -1)):
        beside = [wall[column] for wall in lattice.level]
        for start, end in _gaps(lattice.upright[line]):
            if beside[start] and beside[end]:
                lattice.upright[line][start:end] = [True] * (end - start)


def _gaps(walls: Sequence[bool]) -> list[tuple[int, int]]:
    """Return from where to where there is no wall, for each stretch without one."""
    found: list[tuple[int, int]] = []
    for index, wall in enumerate(walls):
        if wall:
            continue
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found
