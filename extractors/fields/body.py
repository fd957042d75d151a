"""The rows of a grid → labelled fields: blocks under header rows, and labels beside their values between them."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Protocol

from extractors.document import Cell, Grid
from extractors.fields import caption, crosswise, headerless, headers, money, pairs, totals
from extractors.fields.columns import is_figure, is_one_of, printed
from extractors.fields.ledger import Ledger
from extractors.tables.titles import is_title

LEAST_COLUMNS, SPARE, SHORT = 3, 2, 12
"""Columns of a list that follows a form, how many of them may be blank in its first row, and characters of a header."""


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
    # In a form of named sections the money may stand in one of the last.
    ledger.money_closed = _has_records(ledger) and (ledger.has("budget") or not ledger.in_sections)
    labels = printed(grid, ledger.layout.headers | ledger.layout.short_labels)
    for row in range(grid.height):
        ledger.money_closed = ledger.money_closed or (ledger.has("budget") and _has_records(ledger))
        ledger.ended = ledger.ended or _is_header_of_another(ledger, grid, row)
        header = None if ledger.ended else _opened(ledger, grid, row, labels)
        if ledger.ended:
            block = None
        elif header is None and (block is None or not block.take(ledger, grid, row)):
            block = headerless.opened(ledger, grid, row)
            if block is None or not block.take(ledger, grid, row):
                totals.read(ledger, grid, row)
                pairs.read(ledger, grid, row)
        block = header or block
        cells = [cell for cell in grid.row(row) if cell.row == row]
        title = any(is_title(cell.text) for cell in cells)
        head = title or (head and not any(cell in ledger.cells for cell in cells))
        _rest(ledger, cells, head=head)
    return block


def _is_header_of_another(ledger: Ledger, grid: Grid, row: int) -> bool:
    """Whether a row behind the totals of a form is the header of a list: short words over a row with figures.

    The row below has about as many texts, and none of them begins a field of the form.
    """
    if row + 1 >= grid.height or not ledger.is_closed:
        return False
    words, below = grid.printed_rows[row], grid.printed_rows[row + 1]
    alike = LEAST_COLUMNS <= len(below) <= len(words) <= len(below) + SPARE and any(is_figure(cell) for cell in below)
    short = all(len(cell.text) <= SHORT and not any(map(str.isdigit, cell.text)) for cell in words)
    return alike and short and not any(is_one_of(cell, ledger.layout.vocabulary) for cell in below)


def _has_records(ledger: Ledger) -> bool:
    return ledger.has("indicators") or ledger.has("tasks")


def _opened(ledger: Ledger, grid: Grid, row: int, by_row: Mapping[int, AbstractSet[str]]) -> Block | None:
    """Return the block whose header a row is; `by_row` are the labels of columns that stand in a row or above."""
    if row + 1 in by_row and not ledger.money_closed:
        block = crosswise.opened(ledger, grid, row)
        if block is not None:
            return block
    if row not in by_row:
        return None
    labels = by_row[row]
    printed_here = [cell for cell in grid.row(row) if cell.row == row and not cell.blank]
    if all(ledger.cells.get(cell) == "label" for cell in printed_here):
        return None
    header: Block | None = headers.opened(ledger, grid, row, labels)
    return header or (None if ledger.money_closed else money.opened(ledger, grid, row, labels))


def _rest(ledger: Ledger, cells: list[Cell], *, head: bool) -> None:
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
            ledger.leave(_label_of(ledger, cells, cell), cell.text, cell.places)


def _label_of(ledger: Ledger, cells: list[Cell], cell: Cell) -> str | None:
    """Return what stands before a cell in its row and is neither blank nor a value nor a figure."""
    before = [one for one in cells if one.column < cell.column and not one.blank]
    words = before and ledger.cells.get(before[-1]) != "value" and not is_figure(before[-1])
    return before[-1].text if words else None
