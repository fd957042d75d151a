"""The points of whole sections, on forms that print all scores in one column without a header."""

from extractors.document import Cell, Grid
from extractors.fields.columns import is_figure, is_one_of, overlap
from extractors.fields.ledger import Ledger


def read(ledger: Ledger, grid: Grid) -> None:
    """Book the figures left over in the column of scores, each beside the heading of its section."""
    column = ledger.unheaded_scores
    if column is None:
        return
    for cell in sorted(grid.cells, key=lambda cell: cell.row):
        heading = grid.at(cell.row, 0)
        apart = cell not in ledger.cells or cell == column
        named = heading is not None and is_one_of(heading, ledger.layout.headings)
        if heading is not None and named and apart and is_figure(cell) and overlap(cell, column) > 0:
            _book(ledger, cell, heading)


def _book(ledger: Ledger, cell: Cell, heading: Cell) -> None:
    path = f"sections.{ledger.count('sections')}"
    ledger.add(f"{path}.label", None, heading.text, heading.places)
    ledger.take(f"{path}.score", cell, heading)
    if is_one_of(heading, ledger.layout.money.headings):
        # The points of the money are those of the execution rate.
        ledger.take("budget.score", cell, heading)
    ledger.left = [left for left in ledger.left if left.places != cell.places]
