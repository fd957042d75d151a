"""The lattice of a table → its cells, merged ones whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Box
from extractors.readers.pdf import lattice
from extractors.readers.pdf.groups import Groups
from extractors.readers.pdf.lattice import Lattice
from extractors.readers.pdf.record import Ruling


@dataclass(frozen=True, slots=True)
class Slot:
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
    spans = sorted(span for group in _enclosed(lines) for span in _rectangles(group, lines))
    used_rows = sorted({edge for top, _, last, _ in spans for edge in (top, last + 1)})
    used_columns = sorted({edge for _, left, _, last in spans for edge in (left, last + 1)})
    return tuple(_slot(lines, span, used_rows, used_columns) for span in spans)


def _slot(lines: Lattice, span: Span, rows: Sequence[int], columns: Sequence[int]) -> Slot:
    """Return the slot of base cells; lines at which no cell begins or ends do not count."""
    top, left, last_row, last_column = span
    row, column = rows.index(top), columns.index(left)
    covered = set(range(left, last_column + 1))
    return Slot(
        row,
        column,
        rows.index(last_row + 1) - row,
        columns.index(last_column + 1) - column,
        (lines.xs[left], lines.ys[top], lines.xs[last_column + 1], lines.ys[last_row + 1]),
        cut_above=top == 0 and bool(covered & lines.cut_above),
        cut_below=last_row == lines.rows - 1 and bool(covered & lines.cut_below),
    )


def _enclosed(lines: Lattice) -> Iterator[set[tuple[int, int]]]:
    """Yield the base cells that are open to each other, without those that are open to the outside."""
    rows, columns = lines.rows, lines.columns
    outside = rows * columns
    groups = Groups(outside + 1)

    def number(row: int, column: int) -> int:
        return row * columns + column if 0 <= row < rows and 0 <= column < columns else outside

    for line, walls in enumerate(lines.upright):
        for row in (row for row, wall in enumerate(walls) if not wall):
            groups.join(number(row, line - 1), number(row, line))
    for line, walls in enumerate(lines.level):
        for column in (column for column, wall in enumerate(walls) if not wall):
            groups.join(number(line - 1, column), number(line, column))
    for members in groups.members():
        if groups.of(outside) != groups.of(members[0]):
            yield {divmod(member, columns) for member in members}


def _rectangles(group: set[tuple[int, int]], lines: Lattice) -> Iterator[Span]:
    """Yield rectangles that make up the base cells, none across a wall: one when they are a rectangle."""
    left = set(group)
    while left:
        row, column = min(left)
        last_column = column
        while (row, last_column + 1) in left and not lines.upright[last_column + 1][row]:
            last_column += 1
        last_row = row
        while _goes_down(left, lines, last_row + 1, range(column, last_column + 1)):
            last_row += 1
        yield (row, column, last_row, last_column)
        left -= {(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)}


def _goes_down(left: set[tuple[int, int]], lines: Lattice, row: int, columns: range) -> bool:
    """Return whether base cells of a row are open to those above and to each other."""
    return all((row, column) in left and not lines.level[row][column] for column in columns) and not any(
        lines.upright[column][row] for column in columns[1:]
    )
