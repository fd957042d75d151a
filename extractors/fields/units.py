"""Targets in two columns below one header → the column of the figures and that of their units."""

import re
from collections.abc import Iterator

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields.columns import Columns, is_figure

RESULT = re.compile("[已未无不是否优良差达]|完成|合格|通过")
"""What says how a target was met, and is no unit."""


def parted(columns: Columns, grid: Grid) -> Columns:
    """Return the columns of indicators with that of the units where the header of the targets stands over two.

    The second must hold nothing but units, each behind a figure; in a format without merged cells its header is blank.
    """
    target = columns.get("target")
    if target is None or "unit" in columns:
        return columns
    beside = grid.right_of(target)
    blank = not grid.spans_known and beside is not None and beside.blank
    if target.column_span + blank != 2:  # noqa: PLR2004 - figures and units
        return columns
    pairs = list(_pairs(grid, target))
    if not any(_is_unit(*pair) for pair in pairs) or not all(
        right.blank or _is_unit(left, right) for left, right in pairs
    ):
        return columns
    first, second = target._replace(column_span=1), target._replace(column=target.column + 1, column_span=1)
    return Columns({**columns, "target": first, "unit": second})


def _pairs(grid: Grid, header: Cell) -> Iterator[tuple[Cell, Cell]]:
    """Yield what stands side by side in the two columns below a header, where it is not merged."""
    for row in range(header.last_row + 1, grid.height):
        left, right = grid.at(row, header.column), grid.at(row, header.column + 1)
        if left is not None and right is not None and left.row == right.row == row and left != right:
            yield left, right


def _is_unit(left: Cell, right: Cell) -> bool:
    """Whether a cell holds the unit of the figure before it."""
    unit = values.fold(right.text)
    measured = values.measure(f"{left.text.strip()}{unit}")
    worded = bool(unit) and not is_figure(right) and RESULT.search(unit) is None
    return worded and measured.number is not None and measured.unit == unit
