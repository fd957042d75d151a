"""A money block on its side: the total and its parts are the columns, the phases of the money the rows."""

from dataclasses import dataclass

from extractors.document import Cell, Grid
from extractors.fields.columns import is_figure, is_one_of, meaning, overlap
from extractors.fields.ledger import Ledger
from extractors.fields.money import AMOUNTS
from extractors.layouts.label import Label


@dataclass(frozen=True, slots=True)
class CrosswiseBlock:
    """The rows below the names of the total and its parts; `parts` are those with the list that each belongs to."""

    total: Cell
    parts: tuple[tuple[str, Cell], ...]
    width: int

    @property
    def left(self) -> int:
        """Where the first column of figures begins."""
        return min(self.total.column, *(cell.column for _, cell in self.parts))

    def take(self, ledger: Ledger, grid: Grid, row: int) -> bool:
        """Book a phase of the money; return False where the block has ended before it."""
        label = _label(grid, row, self.left)
        field = None if label is None else meaning(label, ledger.layout.column_by_label)
        if label is None or field is None:
            return False
        ledger.label(label)
        for cell in grid.row(row):
            if cell.row == row and not cell.blank:
                path = self._path(ledger, cell, field)
                if path is not None:
                    ledger.take(f"{path}.{field}", cell, label)
        return True

    def _path(self, ledger: Ledger, cell: Cell, field: str) -> str | None:
        if overlap(cell, self.total) > 0:
            return "budget"
        over = next((part for part in self.parts if overlap(cell, part[1]) > 0), None)
        return None if over is None else ledger.part(over[0], over[1], field)


def _label(grid: Grid, row: int, left: int) -> Cell | None:
    """Return what stands before the figures of a row."""
    before = [cell for cell in grid.row(row) if cell.row == row and cell.last_column < left and not cell.blank]
    return before[-1] if before else None


def opened(ledger: Ledger, grid: Grid, row: int) -> CrosswiseBlock | None:
    """Return the block whose head a row is: a total beside its parts, and below them a phase with its figures."""
    cells = [cell for cell in grid.row(row) if cell.row == row and not cell.blank]
    totals = [cell for cell in cells if is_one_of(cell, ledger.layout.money.total)]
    listed = [(ledger.list_of(Label.of(cell.text)), cell) for cell in cells if cell not in totals]
    parts = tuple((name, cell) for name, cell in listed if name is not None)
    if len(totals) != 1 or not parts:
        return None
    block = CrosswiseBlock(totals[0], parts, grid.width)
    label = _label(grid, row + 1, block.left)
    phase = None if label is None else meaning(label, ledger.layout.column_by_label)
    if phase not in AMOUNTS or not any(
        is_figure(grid.below(cell)) for cell in (totals[0], *(cell for _, cell in parts))
    ):
        return None
    for cell in (totals[0], *(cell for _, cell in parts)):
        ledger.label(cell)
    for cell in cells:
        if cell.last_column < block.left and is_one_of(cell, ledger.layout.headings):
            ledger.heading(cell)
    return block
