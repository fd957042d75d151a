"""A label with its value to the right of it, below it, or behind a colon in the same cell."""

from dataclasses import replace

from extractors.document import Cell, Grid
from extractors.fields.columns import is_figure, is_one_of, meaning
from extractors.fields.ledger import Ledger
from extractors.fields.money import AMOUNTS
from extractors.layouts.label import Label


def read(ledger: Ledger, grid: Grid, row: int) -> None:
    """Book each label of a row with its value."""
    for cell in grid.row(row):
        if cell.row == row and cell not in ledger.cells and not cell.blank:
            _label(ledger, grid, cell)


def _label(ledger: Ledger, grid: Grid, cell: Cell) -> None:
    path = _path(ledger, grid, cell, Label.of(cell.text))
    inline = Label.with_value(cell.text)
    if path is not None:
        value = _value(ledger, grid, cell, path)
        if value is not None:
            ledger.label(cell)
            _book(ledger, path, value, cell, value.text)
    elif inline is not None and inline.value is not None and (path := _path(ledger, grid, cell, inline)) is not None:
        _book(ledger, path, cell, replace(cell, text=inline.printed), inline.value)
    elif is_one_of(cell, ledger.layout.headings) and not _goals(ledger, grid, cell):
        ledger.heading(cell)


def _path(ledger: Ledger, grid: Grid, cell: Cell, label: Label) -> str | None:
    """Return the path of the field that a label beside a value names, for a source of money that of its row."""
    layout = ledger.layout
    for by_label, prefix in ((layout.path_by_label, ""), (layout.column_by_label, "budget.")):
        named = next((by_label[key] for key in label.keys if key in by_label), None)
        if named is not None and not label.of_which:
            return f"{prefix}{named}"
    if ledger.is_contact(label):
        return "contacts"
    column = _column(ledger, grid, cell) if ledger.is_source(label) else None
    return None if column is None else f"budget_sources.{column}"


def _column(ledger: Ledger, grid: Grid, cell: Cell) -> str | None:
    """Return the money column of a source's one figure: as the layout says, or that of the label above it."""
    if ledger.layout.money.sources_column is not None:
        return ledger.layout.money.sources_column
    for row in range(cell.row - 1, -1, -1):
        above = grid.at(row, cell.column)
        if above is None or not (column := meaning(above, ledger.layout.column_by_label)):
            if above is None or not ledger.is_source(Label.of(above.text)):
                return None
        elif column in AMOUNTS:
            return column
    return None


def _book(ledger: Ledger, path: str, value: Cell, label: Cell, raw: str) -> None:
    kind, _, column = path.partition(".")
    if kind == "budget_sources":
        ledger.take(f"{ledger.source(label, column)}.{column}", value, label, raw)
    elif kind == "contacts":
        ledger.take(f"contacts.{ledger.count('contacts')}.raw", value, label, raw)
    else:
        ledger.take(path, value, label, raw)


def _value(ledger: Ledger, grid: Grid, label: Cell, path: str) -> Cell | None:
    """Return the cell to the right of a label; behind a blank one, the next text of the row that is no label itself.

    Exports often leave the rest of a merged label as blank cells. With nothing to the right, a figure below counts.
    """
    beside = grid.right_of(label)
    cell = beside
    while cell is not None and cell.blank:
        cell = grid.at(label.row, cell.last_column + 1)
    if cell is not None and cell not in ledger.cells and not _means_something(ledger, grid, cell):
        return cell
    if beside is not None and beside.blank:
        return beside
    below = grid.below(label)
    return below if is_figure(below) and beside is None and path.startswith(("budget", "total")) else None


def _means_something(ledger: Ledger, grid: Grid, cell: Cell) -> bool:
    return _path(ledger, grid, cell, Label.of(cell.text)) is not None or is_one_of(cell, ledger.layout.headings)


def _goals(ledger: Ledger, grid: Grid, heading: Cell) -> bool:
    """Book a goal and what came of it where they stand beside their heading without headers of their own."""
    texts = [cell for cell in grid.row(heading.row) if cell.column > heading.last_column and not cell.blank]
    names = next((layout.columns["expected"] for layout in ledger.layout.records if layout.path == "goals"), ())
    known = is_one_of(heading, names) or "目标" in heading.text
    if not known or len(texts) != 2 or any(_known(ledger, grid, cell) for cell in texts):  # noqa: PLR2004 - goal and result
        return False
    ledger.label(heading)
    prefix = f"goals.{ledger.count('goals')}"
    ledger.take(f"{prefix}.expected", texts[0], heading)
    ledger.take(f"{prefix}.achieved", texts[1], heading)
    return True


def _known(ledger: Ledger, grid: Grid, cell: Cell) -> bool:
    columns = {label: field for records in ledger.layout.records for label, field in records.field_by_label.items()}
    return _means_something(ledger, grid, cell) or meaning(cell, columns) is not None
