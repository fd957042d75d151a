"""The rows of a grid → labelled fields: blocks under header rows, and labels beside their values between them."""

from typing import Protocol

from extractors.document import Cell, Grid
from extractors.fields import caption, money, pairs, records, totals
from extractors.fields.columns import is_one_of
from extractors.fields.ledger import Ledger
from extractors.tables import is_title


class Block(Protocol):
    """The rows below a header row."""

    @property
    def width(self) -> int:
        """How many columns the grid of the header has."""
        ...

    def take(self, ledger: Ledger, grid: Grid, row: int) -> bool:
        """Book a row; return False where the block has ended before it."""
        ...


def read(ledger: Ledger, grid: Grid, block: Block | None) -> Block | None:
    """Book every cell of a grid; `block` is what the grid before ended in, for a form that several grids carry.

    Return what this one ends in.
    """
    if block is not None and block.width != grid.width:
        block = None
    head = True
    for row in range(grid.height):
        header = records.opened(ledger, grid, row) or money.opened(ledger, grid, row)
        if header is not None:
            block = header
        elif block is None or not block.take(ledger, grid, row):
            block = None
            totals.read(ledger, grid, row)
            pairs.read(ledger, grid, row)
        cells = [cell for cell in grid.row(row) if cell.row == row]
        title = any(is_title(cell.text) for cell in cells)
        head = title or (head and not any(cell in ledger.cells for cell in cells))
        _rest(ledger, grid, cells, head=head)
    return block


def _rest(ledger: Ledger, grid: Grid, cells: list[Cell], *, head: bool) -> None:
    """Book the cells of a row that nobody took.

    Before the first label of a form, and from its title on, they may be title, year or unit.
    """
    for cell in cells:
        if cell in ledger.cells or cell.blank:
            continue
        if is_one_of(cell, ledger.layout.vocabulary):
            ledger.label(cell)
        elif head and caption.read(ledger, cell.text, cell.places):
            ledger.cells[cell] = "value"
        else:
            left = grid.at(cell.row, cell.column - 1)
            # A value is no label, and a withheld name least of all.
            speaks = left is not None and not left.blank and ledger.cells.get(left) != "value"
            ledger.leave(left.text if left is not None and speaks else None, cell.text, cell.places)
