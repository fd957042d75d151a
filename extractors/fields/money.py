"""The money block under column headers: a total row, and below it the rows of which it consists."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields.columns import Columns, fields_of, is_figure, is_one_of, matched, meaning, states_figure, under
from extractors.fields.ledger import Ledger
from extractors.layouts.label import RUN_TOGETHER, Label

AMOUNTS = {"initial_budget", "final_budget", "actual", "adjustment", "received", "balance"}

BUDGETS = {"initial_budget", "final_budget", "actual"}

POINTS = re.compile(r"\((?P<points>\d+(?:\.\d+)?)分")
"""Points stated in a label, as in 预算执行情况(20分)."""


@dataclass(frozen=True, slots=True)
class MoneyBlock:
    """The rows below the header of the money block."""

    columns: Columns
    width: int

    def take(self, ledger: Ledger, grid: Grid, row: int) -> bool:
        """Book a row of money; return False where the block has ended before it."""
        fresh = [cell for cell in grid.row(row) if cell.row == row]
        if any(states_figure(cell) for cell in fresh):
            return False
        left = self.columns.left
        labels = [cell for cell in fresh if cell.last_column < left and not cell.blank]
        found = under([cell for cell in fresh if cell.last_column >= left], self.columns)
        if not labels and any(is_figure(cell) for cell in found.values()) and not ledger.has("budget"):
            self._book(ledger, "budget", found)
            return True
        if not labels:
            return all(cell.blank for cell in found.values())
        if RUN_TOGETHER.search(labels[-1].text):
            return True
        path = self._path(ledger, labels[-1], found)
        if path is None:
            return False
        ledger.label(labels[-1])
        self._book(ledger, path, found)
        return True

    def _book(self, ledger: Ledger, path: str, found: dict[str, Cell]) -> None:
        for field, cell in found.items():
            ledger.take(f"{path}.{field}", cell, self.columns[field])

    def _path(self, ledger: Ledger, label: Cell, found: dict[str, Cell]) -> str | None:
        if is_one_of(label, ledger.layout.money.total):
            return "budget"
        if meaning(label, ledger.layout.path_by_label) is not None or is_one_of(label, ledger.layout.headings):
            return None
        listed = ledger.list_of(Label.of(label.text))
        if listed is not None or (any(is_figure(cell) for cell in found.values()) and _are_amounts(found)):
            return ledger.new_part(listed or "budget_sources", label.text, label.places)
        return None


def _are_amounts(found: dict[str, Cell]) -> bool:
    """Whether nothing but figures and marks for nothing stands in the columns of amounts: ≥90% is no part of money."""
    amounts = [cell for field, cell in found.items() if field in AMOUNTS]
    return all(is_figure(cell) or values.nil(cell.text) is not None for cell in amounts)


def _names_a_row(ledger: Ledger, cell: Cell) -> bool:
    return is_one_of(cell, ledger.layout.money.total) or ledger.list_of(Label.of(cell.text)) is not None


def opened(ledger: Ledger, grid: Grid, row: int, labels: AbstractSet[str]) -> MoneyBlock | None:
    """Return the money block whose header a row is: two columns of it side by side, not a label with its value."""
    if not BUDGETS & fields_of(labels, ledger.layout.column_by_label):
        return None

    def fits(cell: Cell) -> bool:
        below = grid.below(cell)
        over_labels = below is not None and _names_a_row(ledger, below)
        return not over_labels and not is_figure(grid.right_of(cell))

    columns = matched(grid, row, ledger.layout.column_by_label, ledger.layout.headings, fits)
    if len(columns) < 2 or not BUDGETS & columns.keys() or all(cell.row != row for cell in columns.values()):  # noqa: PLR2004
        return None
    for cell in columns.values():
        ledger.label(cell)
    headings = [cell for cell in grid.row(row) if cell.last_column < columns.left and not cell.blank]
    for heading in headings:
        ledger.heading(heading)
    _weight_in_label(ledger, columns, headings)
    return MoneyBlock(columns, grid.width)


def _weight_in_label(ledger: Ledger, columns: Columns, headings: list[Cell]) -> None:
    """Book the points that stand in a label where the block has no column for them."""
    if "weight" in columns:
        return
    for cell in (*headings, *columns.values()):
        points = POINTS.search(values.fold(cell.text))
        if points is not None:
            ledger.add("budget.weight", cell.text, points["points"], cell.places)
            return
