"""Tasks with their money: below them stands the row that adds it up, which is the money of the whole form."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Cell, Grid
from extractors.fields.columns import Columns, is_one_of, meaning, under
from extractors.fields.ledger import Ledger
from extractors.fields.records import RecordBlock
from extractors.layouts.label import Label

OF_A_TASK = {"budget": "final_budget", "actual": "actual"}
"""Columns of a task, and what their sums are for the form."""


@dataclass(frozen=True, slots=True)
class TaskBlock:
    """The rows of tasks.

    `sums` are the columns of money and points; `parts` are the headers of sources with the column of money that each
    divides and its header above.
    """

    records: RecordBlock
    sums: Columns
    parts: tuple[tuple[str, Cell, Cell], ...]

    @property
    def width(self) -> int:
        """How many columns the grid of the header has."""
        return self.records.width

    def take(self, ledger: Ledger, grid: Grid, row: int) -> bool:
        """Book a task, or the sums of all; return False where the block has ended before it."""
        printed = [cell for cell in grid.row(row) if cell.row == row and not cell.blank and cell not in ledger.cells]
        total = printed[0] if printed else None
        if total is None or ledger.has("budget") or not is_one_of(total, ledger.layout.money.total):
            return self.records.take(ledger, grid, row)
        ledger.label(total)
        for field, cell in under(printed[1:], self.sums).items():
            ledger.take(f"budget.{field}", cell, self.sums[field])
        for field, source, header in self.parts:
            figure = grid.at(row, source.column)
            if figure is not None and not figure.blank and figure not in ledger.cells:
                ledger.take(f"{ledger.part('budget_sources', source, field)}.{field}", figure, header)
        return True


def with_sums(ledger: Ledger, grid: Grid, row: int, block: RecordBlock) -> TaskBlock:
    """Return the tasks below a header row with the columns of their sums."""
    sums = Columns({OF_A_TASK[name]: cell for name, cell in block.columns.items() if name in OF_A_TASK})
    for cell in grid.row(row):
        field = meaning(cell, ledger.layout.column_by_label)
        if field in {"execution_rate", "weight", "score"}:
            sums.setdefault(field, cell)
            ledger.label(cell)
    return TaskBlock(block, sums, tuple(_parts(ledger, grid, row, sums)))


def _parts(ledger: Ledger, grid: Grid, row: int, sums: Columns) -> Iterator[tuple[str, Cell, Cell]]:
    """Yield the column of money that a source below its header divides, the source and the header."""
    for cell in grid.row(row + 1):
        above = grid.at(row, cell.column)
        while above is not None and above.blank and above.column > 0:
            above = grid.at(row, above.column - 1)
        field = None if above is None else meaning(above, ledger.layout.column_by_label)
        if above is None or field is None or field not in sums or cell.row != row + 1:
            continue
        if ledger.list_of(Label.of(cell.text)) == "budget_sources":
            yield field, cell, above
