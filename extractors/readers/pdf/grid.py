"""The lattice of a table → its cells, merged ones whole."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf import lattice
from extractors.readers.pdf.lattice import Lattice
from extractors.readers.pdf.record import Ruling


class Slot(NamedTuple):
    """The place of a cell: which rows and columns it covers, from 0, and its box.

    `cut_above` and `cut_below` tell that no line is drawn there: the page break goes through the cell.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    cut_above: bool = False
    cut_below: bool = False

    @property
    def last_row(self) -> int:
        """The lowest row that it covers."""
        return self.row + self.row_span - 1


Span = tuple[int, int, int, int]
"""First row, first column, last row, last column of base cells."""


def slots(rulings: Sequence[Ruling]) -> tuple[Slot, ...]:
    """Return the cells that the rulings of one table enclose, row by row.

    A line that is missing between two cells joins them. Where that gives no rectangle it is divided into some: a cell
    never takes in more than is certainly open to it.
    """
    lines = lattice.of_rulings(rulings)
    if lines is None:
        return ()
    spans = list(_rectangles(lines, _open_to_outside(lines)))
    rows = {edge for top, _, last, _ in spans for edge in (top, last + 1)}
    columns = {edge for _, left, _, last in spans for edge in (left, last + 1)}
    row_of = {edge: number for number, edge in enumerate(sorted(rows))}
    column_of = {edge: number for number, edge in enumerate(sorted(columns))}
    return tuple(_slot(lines, span, row_of, column_of) for span in spans)


def _slot(lines: Lattice, span: Span, row_of: Mapping[int, int], column_of: Mapping[int, int]) -> Slot:
    """Return the slot of base cells; lines at which no cell begins or ends do not count."""
    top, left, last_row, last_column = span
    row, column = row_of[top], column_of[left]
    return Slot(
        row,
        column,
        row_of[last_row + 1] - row,
        column_of[last_column + 1] - column,
        (lines.xs[left], lines.ys[top], lines.xs[last_column + 1], lines.ys[last_row + 1]),
        top == 0 and not lines.cut_above.isdisjoint(range(left, last_column + 1)),
        last_row == lines.rows - 1 and not lines.cut_below.isdisjoint(range(left, last_column + 1)),
    )


def _open_to_outside(lines: Lattice) -> set[tuple[int, int]]:
    """Return the base cells from which one comes outside without crossing a wall."""
    rows, columns = lines.rows, lines.columns
    if all(lines.level[0]) and all(lines.level[-1]) and all(lines.upright[0]) and all(lines.upright[-1]):
        return set()
    found = {(row, column) for row, column in _border(rows, columns) if _is_open(lines, row, column)}
    ahead = list(found)
    while ahead:
        row, column = ahead.pop()
        beside = (
            (row - 1, column, lines.level[row][column]),
            (row + 1, column, lines.level[row + 1][column]),
            (row, column - 1, lines.upright[column][row]),
            (row, column + 1, lines.upright[column + 1][row]),
        )
        for r, c, wall in beside:
            if not wall and 0 <= r < rows and 0 <= c < columns and (r, c) not in found:
                found.add((r, c))
                ahead.append((r, c))
    return found


def _border(rows: int, columns: int) -> Iterator[tuple[int, int]]:
    for row in range(rows):
        step = 1 if row in {0, rows - 1} else max(1, columns - 1)
        yield from ((row, column) for column in range(0, columns, step))


def _is_open(lines: Lattice, row: int, column: int) -> bool:
    """Return whether a base cell at the border has no wall to the outside."""
    return (
        (row == 0 and not lines.level[0][column])
        or (row == lines.rows - 1 and not lines.level[-1][column])
        or (column == 0 and not lines.upright[0][row])
        or (column == lines.columns - 1 and not lines.upright[-1][row])
    )


def _rectangles(lines: Lattice, left_out: set[tuple[int, int]]) -> Iterator[Span]:
    """Yield rectangles that make up the base cells, row by row: one for those that are open to each other if they can.

    None goes across a wall.
    """
    rows, columns, upright = lines.rows, lines.columns, lines.upright
    taken = [[(row, column) in left_out for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            end = column + 1
            while end < columns and not upright[end][row] and not taken[row][end]:
                end += 1
            last = row
            while last + 1 < rows and _goes_down(lines, taken, last + 1, column, end):
                last += 1
            for below in taken[row : last + 1]:
                below[column:end] = [True] * (end - column)
            yield (row, column, last, end - 1)


def _goes_down(lines: Lattice, taken: list[list[bool]], row: int, start: int, end: int) -> bool:
    """Return whether base cells of a row are open to those above and to each other."""
    if any(lines.level[row][start:end]) or any(taken[row][start:end]):
        return False
    return not any(lines.upright[column][row] for column in range(start + 1, end))
