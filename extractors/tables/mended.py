"""A grid over several pages → the same with the labels whole that a page break has cut in two."""

from dataclasses import replace

from extractors.document import Cell, Grid
from extractors.layouts import generic
from extractors.layouts.label import Label


def mended(grid: Grid) -> Grid:
    """Return a grid with each label joined whose beginning stands on one page and whose end on the next.

    A producer that closes the cells at a page break leaves two of one merged label, such as 年度总体目 and 标. They are
    one where only together they say something.
    """
    pages = grid.pages
    if pages is None or pages[0] == pages[1]:
        return grid
    ends = {(cell.last_row + 1, cell.column, cell.column_span): cell for cell in grid.cells if not cell.blank}
    joined: dict[Cell, Cell] = {}
    dropped: set[Cell] = set()
    for lower in grid.cells:
        upper = ends.get((lower.row, lower.column, lower.column_span))
        if upper is not None and upper.places[-1].page != lower.places[0].page and _is_one(upper.text, lower.text):
            joined[upper] = _joined(upper, lower)
            dropped.add(lower)
    return grid if not joined else replace(grid, cells=tuple(_kept(grid, joined, dropped)))


def _kept(grid: Grid, joined: dict[Cell, Cell], dropped: set[Cell]) -> list[Cell]:
    return [joined.get(cell, cell) for cell in grid.cells if cell not in dropped]


def _joined(upper: Cell, lower: Cell) -> Cell:
    span = upper.row_span + lower.row_span
    return upper._replace(text=upper.text + lower.text, row_span=span, places=(*upper.places, *lower.places))


def _is_one(upper: str, lower: str) -> bool:
    """Whether two texts are one label: together they are known, apart they are not, or a bracket is open between."""
    if not lower.strip() or not _is_known(upper + lower) or _is_known(lower):
        return False
    bracket = _open(upper) and not _open(upper + lower)
    return bracket or not _is_known(upper)


def _open(text: str) -> bool:
    return sum(map(text.count, "(（")) > sum(map(text.count, ")）"))


def _is_known(text: str) -> bool:
    rules = generic()
    keys = Label.of(text).keys
    return any(key in rules.vocabulary or key in rules.totals or key in rules.money.total for key in keys)
