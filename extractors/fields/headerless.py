"""Indicators whose header a copy has lost: known by the words of the second level and by the totals below them."""

from extractors.document import Cell, Grid
from extractors.fields.columns import Columns, is_figure, is_one_of
from extractors.fields.ledger import Ledger
from extractors.fields.records import RecordBlock

BETWEEN = ("name", "target", "actual")
"""What the central form prints between the second level and the points, in this order."""


def opened(ledger: Ledger, grid: Grid, row: int) -> RecordBlock | None:
    """Return the block that a row begins in the middle; None where any of its columns is in doubt.

    The second level is one of the words of the central form; weight and score stand in the columns of the totals below;
    three columns between are name, target and result, of which no header of another order is there to say otherwise.
    """
    if ledger.has("indicators"):
        return None
    level2 = next((cell for cell in _fresh(grid, row) if is_one_of(cell, ledger.layout.levels)), None)
    points = None if level2 is None or level2.column == 0 else _points(ledger, grid, row)
    if level2 is None or points is None:
        return None
    between = [cell for cell in _fresh(grid, row) if level2.last_column < cell.column < points[0].column]
    level1 = grid.at(row, level2.column - 1)
    if len(between) != len(BETWEEN) or level1 is None or any(cell.blank for cell in between):
        return None
    columns = dict(zip(BETWEEN, between, strict=True)) | {"level1": level1, "level2": level2}
    columns |= {"weight": points[0], "score": points[1]}
    layout = next(records for records in ledger.layout.records if records.path == "indicators")
    headers = Columns({name: cell._replace(text="") for name, cell in columns.items()})
    ledger.points = Columns({name: headers[name] for name in ("weight", "score")})
    return RecordBlock(layout, headers, grid.width)


def _fresh(grid: Grid, row: int) -> list[Cell]:
    return [cell for cell in grid.row(row) if cell.row == row]


def _points(ledger: Ledger, grid: Grid, row: int) -> tuple[Cell, Cell] | None:
    """Return the totals of weight and score below a row, where they are two and the row has figures above them."""
    for below in range(row + 1, grid.height):
        label = next((cell for cell in _fresh(grid, below) if not cell.blank), None)
        if label is None or not is_one_of(label, ledger.layout.totals):
            continue
        figures = [cell for cell in _fresh(grid, below) if is_figure(cell)]
        own = [grid.at(row, cell.column) for cell in figures]
        if len(figures) == 2 and all(is_figure(cell) for cell in own):  # noqa: PLR2004 - the weight and the score
            return figures[0], figures[1]
        return None
    return None
