"""What every reader returns: grids of cells with merged cells resolved, and the lines of text around them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from extractors.errors import Problem

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, from the upper left corner of the page as it is shown."""


class Place(NamedTuple):
    """Where something is printed. All numbers count from 1; `page` and `box` only where the format has them."""

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    box: Box | None = None

    def __str__(self) -> str:
        """Write it as the record does, as in `p1 t1 r2 c5`."""
        page = "" if self.page is None else f"p{self.page} "
        if self.line is None and self.table is not None and self.row is not None and self.column is not None:
            return f"{page}t{self.table} r{self.row} c{self.column}"
        parts = (("t", self.table), ("r", self.row), ("c", self.column), ("l", self.line))
        return (page + " ".join([f"{letter}{number}" for letter, number in parts if number is not None])).rstrip()


class Cell(NamedTuple):
    """A cell of a grid, merged cells once. `row` and `column` count from 0 in the grid.

    `places` says where it is printed: one place, or several when a page break cuts the cell.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    places: tuple[Place, ...] = (Place(),)

    def __hash__(self) -> int:
        """Hash it by its position: that tells the cells of a grid apart, and costs a tenth of hashing all of it."""
        return self.row << 16 | self.column

    @property
    def at(self) -> str:
        """Where it is printed, as in `p1 t1 r2 c5`."""
        return str(self.places[0])

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.text.strip()

    @property
    def last_row(self) -> int:
        """The lowest row that it covers."""
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        """The rightmost column that it covers."""
        return self.column + self.column_span - 1


@dataclass(frozen=True)
class Grid:
    """A table as a grid: every position is covered by at most one cell, a merged cell answers from all of its own.

    `spans_known` is false where the format cannot tell a merged cell from a blank neighbour (text).
    `as_seen` is true where lines of text are taken for rows: a label may then stand in the middle of its rows.
    `unsure` is true where one cell may be two: nothing but a blank parts some columns.
    `inside` is the index of the grid in a cell of which this one is nested, if any.
    """

    cells: tuple[Cell, ...]
    spans_known: bool = True
    as_seen: bool = False
    unsure: bool = False
    inside: int | None = None

    @cached_property
    def _covered(self) -> dict[tuple[int, int], Cell]:
        """Which cell covers which position. Most grids of a web page are never asked: they are its menus and layout."""
        covered: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    covered.setdefault((row, column), cell)
        return covered

    @cached_property
    def height(self) -> int:
        """The number of rows."""
        return max((cell.last_row + 1 for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.last_column + 1 for cell in self.cells), default=0)

    @cached_property
    def is_lineless(self) -> bool:
        """Whether it was made of texts that no lines enclose: a label may stand in the middle of its rows."""
        return self.as_seen or (not self.spans_known and self.pages is not None)

    @property
    def pages(self) -> tuple[int, int] | None:
        """The first and the last page on which it is printed, where the format has pages."""
        pages = [place.page for cell in self.cells for place in cell.places if place.page is not None]
        return (min(pages), max(pages)) if pages else None

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a position, or None where there is none."""
        return self._covered.get((row, column))

    def right_of(self, cell: Cell) -> Cell | None:
        """Return the cell to the right, at the level of the cell's first row."""
        return self.at(cell.row, cell.last_column + 1)

    def below(self, cell: Cell) -> Cell | None:
        """Return the cell below, at the cell's first column."""
        return self.at(cell.last_row + 1, cell.column)

    def part(self, first: int, end: int) -> "Grid":
        """Return the cells that begin in the rows from `first` up to `end`, as a grid of their own."""
        rows = (self._beginning.get(row, ()) for row in range(first, end))
        kept = tuple(cell._replace(row=cell.row - first) for cells in rows for cell in cells)
        return replace(self, cells=kept)

    @cached_property
    def printed_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The printed cells that begin in each row, in the order of the cells."""
        rows: list[list[Cell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            if not cell.blank:
                rows[cell.row].append(cell)
        return tuple(map(tuple, rows))

    def between(self, first: int, end: int) -> "Grid":
        """Return the cells that begin in the columns from `first` up to `end`, as a grid of their own."""
        kept = tuple(cell._replace(column=cell.column - first) for cell in self.cells if first <= cell.column < end)
        return replace(self, cells=kept)

    @cached_property
    def _beginning(self) -> dict[int, list[Cell]]:
        """Which cells begin in which row: a grid may be divided into thousands of parts."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return found

    def row(self, row: int) -> tuple[Cell, ...]:
        """Return the cells that cover a row, from left to right, each once."""
        return self._rows[row] if 0 <= row < self.height else ()

    @cached_property
    def _rows(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(tuple(self._across(row)) for row in range(self.height))

    def _across(self, row: int) -> Iterator[Cell]:
        column = 0
        while column < self.width:
            cell = self.at(row, column)
            if cell is not None:
                yield cell
            column = column + 1 if cell is None else cell.last_column + 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside the tables. `after` is the number of grids of the document that begin before it."""

    text: str
    place: Place
    after: int = 0

    @property
    def at(self) -> str:
        """Where it is printed, as in `p1 l3`."""
        return str(self.place)


@dataclass(frozen=True, slots=True)
class Document:
    """A published file as read: its grids and lines in reading order, and which parts of it could not be read.

    `read_by` names the reader and the versions that decide its output.
    """

    format: str
    read_by: str
    grids: tuple[Grid, ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()


def grid_of(rows: Iterable[Iterable[str]], *, table: int, spans_known: bool = False) -> Grid:
    """Return the grid of plain rows of texts, each cell one position, as formats without merged cells have them."""
    cells = tuple(
        Cell(text, row, column, places=(Place(table=table, row=row + 1, column=column + 1),))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Grid(cells, spans_known=spans_known)


def widened(grid: Grid, wide: Mapping[tuple[int, int], int]) -> Grid:
    """Return a grid of single positions with some cells over several columns: blank ones to the right are part of it.

    `wide` says by row and column over how many.
    """
    if not wide:
        return grid
    covered = {(row, column + step) for (row, column), span in wide.items() for step in range(1, span)}
    kept = (cell for cell in grid.cells if (cell.row, cell.column) not in covered)
    return replace(grid, cells=tuple(cell._replace(column_span=wide.get((cell.row, cell.column), 1)) for cell in kept))
