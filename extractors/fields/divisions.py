"""What amounts inside labels divide, as in 一般公共预算:1325.68: the column of the total row that they add up to."""

from decimal import Decimal

from extractors import values
from extractors.document import Grid
from extractors.fields.columns import states_figure
from extractors.fields.ledger import Ledger
from extractors.layouts.label import Label

DIVIDED = ("final_budget", "initial_budget", "actual")
"""Columns that a form divides inside labels; where the sum is that of several, the money to be spent is meant."""


def column(ledger: Ledger, grid: Grid) -> str | None:
    """Return the column of the total that the sources, or the kinds of spending, add up to; None where none is."""
    whole = {booked.path: booked for booked in ledger.found if booked.path.startswith("budget.")}
    sums = _sums(ledger, grid)
    for name in DIVIDED:
        booked = whole.get(f"budget.{name}")
        total = None if booked is None else values.amount(booked.raw, booked.unit or "元").value
        if total and total in sums.values():
            return name
    return None


def _sums(ledger: Ledger, grid: Grid) -> dict[str, Decimal]:
    """Return what the amounts inside labels add up to, by the list that their labels belong to."""
    sums: dict[str, Decimal] = {}
    for cell in grid.cells:
        inline = Label.with_value(cell.text) if states_figure(cell) else None
        listed = None if inline is None else ledger.list_of(inline)
        if inline is None or inline.value is None or listed is None:
            continue
        amount = values.amount(inline.value, ledger.heading_unit or "元").value
        sums[listed] = sums.get(listed, Decimal(0)) + (amount or Decimal(0))
    return sums
