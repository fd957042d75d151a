"""A header row and the rows below it: which cell stands under which header."""

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from extractors.document import Cell, Grid
from extractors.fields import competing
from extractors.layouts.label import Label

FIGURE = re.compile(r"\s*(?:[¥￥]\s*)?(?:[-－−—(（△▲▽▼]\s*)?(?!(?:19|20)\d\d年)[\d０-９.]")


FIGURES = {
    *("initial_budget", "final_budget", "adjustment", "received", "actual", "balance"),
    *("target", "score"),
}
"""Fields of which a row of headers has one at most: the first of several is no better than the others."""


class Columns(dict[str, Cell]):
    """Field → the header cell under which its values stand."""

    @cached_property
    def left(self) -> int:
        """Where the first of them begins."""
        return min(header.column for header in self.values())

    @cached_property
    def _over(self) -> dict[tuple[int, int], tuple[str, ...]]:
        return {}

    def over(self, cell: Cell) -> tuple[str, ...]:
        """Return the fields that a cell stands under, the one of which it does most first; rows are alike, so kept."""
        span = cell.column, cell.column_span
        if span not in self._over:
            shared = {field: overlap(cell, header) for field, header in self.items()}
            fields = (field for field, columns in shared.items() if columns > 0)
            self._over[span] = tuple(sorted(fields, key=lambda field: -shared[field]))
        return self._over[span]


def printed(grid: Grid, labels: AbstractSet[str]) -> Mapping[int, AbstractSet[str]]:
    """Return by row which of some labels are printed in it or in the row above: where there are none, no header is."""
    rows: dict[int, set[str]] = {}
    for cell in grid.cells:
        for key in Label.of(cell.text).keys:
            if key in labels:
                for row in range(cell.row, cell.last_row + 2):
                    rows.setdefault(row, set()).add(key)
    return rows


def fields_of(labels: AbstractSet[str], by_label: Mapping[str, str]) -> set[str]:
    """Return the fields that some labels mean."""
    return {by_label[label] for label in labels if label in by_label}


def meaning(cell: Cell, by_label: Mapping[str, str]) -> str | None:
    """Return what a cell means as a label, of the fullest of its readings that is known."""
    for key in Label.of(cell.text).keys:
        if key in by_label:
            return by_label[key]
    return None


def is_one_of(cell: Cell, labels: AbstractSet[str]) -> bool:
    """Whether a cell reads like one of some labels."""
    return not labels.isdisjoint(Label.of(cell.text).keys)


def is_figure(cell: Cell | None) -> bool:
    """Whether a cell begins as a figure does."""
    return cell is not None and FIGURE.match(cell.text) is not None


def states_figure(cell: Cell) -> bool:
    """Whether a cell holds a label and its figure, as in 一般公共预算:1325.68."""
    inline = Label.with_value(cell.text)
    return inline is not None and inline.value is not None and FIGURE.match(inline.value) is not None


def matched(
    grid: Grid,
    row: int,
    by_label: Mapping[str, str],
    headings: AbstractSet[str],
    fits: Callable[[Cell], bool] = lambda _: True,
) -> Columns:
    """Return the header cells of a row by what they mean, a header that goes on in the row above included.

    `fits` rejects what only reads like a header. A block's heading at the left may read like its first column: the
    cell nearer to the records is the column. Of several weights, for each level one, that behind the name is its own.
    """
    found = Columns()
    rivals: dict[str, list[Cell]] = {}
    for cell in grid.row(row):
        field = meaning(cell, by_label)
        if field is None or not fits(cell):
            continue
        if field in FIGURES:
            rivals.setdefault(field, []).append(cell)
        before_name = field == "weight" and "name" in found and found.get(field, cell).column < found["name"].column
        if field not in found or before_name or _is_heading(grid, row, found[field], headings):
            found[field] = cell
    settled = competing.settled(rivals, grid, row)
    meant = {field: cell for field, cell in settled.items() if cell is not None}
    whole = {field: cell for field, cell in found.items() if field not in settled} | meant
    above = _above(grid, row, by_label)
    return Columns({field: cell for field, cell in above.items() if field not in settled} | whole)


def _is_heading(grid: Grid, row: int, cell: Cell, headings: AbstractSet[str]) -> bool:
    """Whether a cell that reads like a header is the heading of the block."""
    return is_one_of(cell, headings) or _stands_beside(grid, row, cell)


def _stands_beside(grid: Grid, row: int, cell: Cell) -> bool:
    """Whether a cell that reads like a header is the heading of the block instead, beside all of its rows."""
    below = grid.at(row + 1, cell.column)
    return cell.column == 0 and (below is None or below == cell or below.blank)


def _above(grid: Grid, row: int, by_label: Mapping[str, str]) -> dict[str, Cell]:
    """Return the headers of the row above that stand over blank cells: the rest of a header of two rows."""
    found: dict[str, Cell] = {}
    for cell in grid.row(row - 1) if row else ():
        below = grid.at(row, cell.column)
        field = meaning(cell, by_label)
        if field is not None and below is not None and (below.blank or below == cell):
            found[field] = cell
    return found


def under(cells: Iterable[Cell], columns: Columns) -> dict[str, Cell]:
    """Return for each header the cell that stands under it: the one of which most does, and the first with a text."""
    found: dict[str, Cell] = {}
    for cell in cells:
        fields = columns.over(cell)
        if fields and (fields[0] not in found or found[fields[0]].blank):
            found[fields[0]] = cell
    return found


def overlap(cell: Cell, header: Cell) -> int:
    """Return how many columns two cells share; nothing or less where they share none."""
    return min(cell.last_column, header.last_column) - max(cell.column, header.column) + 1
