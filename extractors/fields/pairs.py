"""A label with its value to the right of it, below it, or behind a colon in the same cell."""

import re
from typing import NamedTuple

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields import divisions
from extractors.fields.columns import is_figure, is_one_of, meaning, states_figure
from extractors.fields.ledger import Ledger
from extractors.fields.money import AMOUNTS
from extractors.layouts.label import Label

COUNTY = re.compile("[市州]?县|区|旗")
"""How the label of a department of a county begins."""


class Value(NamedTuple):
    """What stands beside a label: the cell, its text or the part of it, and the unit in the cell behind it."""

    cell: Cell
    raw: str
    unit: str | None = None


def read(ledger: Ledger, grid: Grid, row: int) -> None:
    """Book each label of a row with its value."""
    _goal_beside(ledger, grid, row)
    _goal_above(ledger, grid, row)
    for cell in grid.row(row):
        if cell.row == row and cell not in ledger.cells and not cell.blank:
            _label(ledger, grid, cell)


def _label(ledger: Ledger, grid: Grid, cell: Cell) -> None:
    inline = Label.with_value(cell.text)
    stated = states_figure(cell)
    path = None if stated else _path(ledger, grid, cell, Label.of(cell.text))
    if path is not None:
        value = _value(ledger, grid, cell, path)
        if value is not None:
            ledger.label(cell)
            _book(ledger, path, Value(value, value.text, _unit_beside(ledger, grid, value)), cell)
        if path == "contacts":
            _further_people(ledger, grid, cell)
    elif inline is not None and inline.value is not None and (path := _path(ledger, grid, cell, inline)) is not None:
        _book(ledger, path, Value(cell, inline.value), cell._replace(text=inline.printed))
    elif is_one_of(cell, ledger.layout.headings) and not _goals(ledger, grid, cell):
        ledger.heading(cell)


def _further_people(ledger: Ledger, grid: Grid, label: Cell) -> None:
    """Book what else stands beside a person's label, up to the next label, as people too."""
    for cell in grid.row(label.row):
        if cell.column > label.last_column and not cell.blank and cell not in ledger.cells:
            if _means_something(ledger, grid, cell):
                return
            _book(ledger, "contacts", Value(cell, cell.text), label)


def _path(ledger: Ledger, grid: Grid, cell: Cell, label: Label) -> str | None:
    """Return the path of the field that a label beside a value names, for a source of money that of its row."""
    layout = ledger.layout
    columns = {} if ledger.money_closed else layout.column_by_label
    for by_label, prefix in ((layout.path_by_label, ""), (columns, "budget.")):
        named = next((by_label[key] for key in label.keys if key in by_label), None)
        if named is not None and not label.of_which:
            of_money = named == "total_score" and _beside_money(ledger, grid, cell)
            return "budget.score" if of_money else f"{prefix}{named}"
    if ledger.is_contact(label):
        return "contacts"
    whole = _whole(ledger, label)
    listed = ledger.list_of(label) if whole is None else whole
    if listed is None or ledger.money_closed:
        return None
    column = _column(ledger, grid, cell)
    return None if column is None else f"{listed}.{column}"


def _beside_money(ledger: Ledger, grid: Grid, cell: Cell) -> bool:
    """Whether a score stands in the row of the execution rate, and so is that of the money."""
    if ledger.money_closed:
        return False
    others = (meaning(one, ledger.layout.column_by_label) for one in grid.row(cell.row) if one != cell)
    return "execution_rate" in others


def _whole(ledger: Ledger, label: Label) -> str | None:
    """Return which total a label such as 按收入性质分 names."""
    money = ledger.layout.money
    wholes = {"by_income": money.by_income, "by_expenditure": money.by_expenditure}
    return next((name for name, labels in wholes.items() if set(labels) & set(label.keys)), None)


def _column(ledger: Ledger, grid: Grid, cell: Cell) -> str | None:
    """Return the money column of a source's one figure: that of the label above it.

    The layout's own answer goes before, where its label stands in the same column of the grid and the source only once:
    rows may come in any order.
    """
    column = [one for row in range(grid.height) if (one := grid.at(row, cell.column)) is not None and one.row == row]
    named = [(one.row, meaning(one, ledger.layout.column_by_label)) for one in column if one.column == cell.column]
    declared = ledger.layout.money.sources_column
    if states_figure(cell):
        # It stands in the columns of the block by chance, not under their headers.
        return declared or divisions.column(ledger, grid)
    once = sum(one.text == cell.text for one in column) == 1
    if declared is not None and once and declared in {name for _, name in named}:
        return declared
    above = [name for row, name in named if row < cell.row and name in AMOUNTS]
    return above[-1] if above else declared


def _unit_beside(ledger: Ledger, grid: Grid, value: Cell) -> str | None:
    """Return the unit of money in a cell of its own behind an amount."""
    beside = grid.right_of(value)
    if beside is None or values.nil(beside.text) != "unit_only" or values.unit(beside.text) is None:
        return None
    ledger.label(beside)
    return values.unit(beside.text)


def _book(ledger: Ledger, path: str, value: Value, label: Cell) -> None:
    kind, _, column = path.partition(".")
    if kind in {"budget_sources", "budget_categories"}:
        path = f"{ledger.part(kind, label, column)}.{column}"
    elif kind == "contacts":
        path = f"contacts.{ledger.count('contacts')}.raw"
    else:
        path = _of_its_level(ledger, path, label, value.raw)
    ledger.take(path, value.cell, label, value.raw, value.unit)


def _of_its_level(ledger: Ledger, path: str, label: Cell, raw: str) -> str:
    """Return the path of a department; behind one of a higher level that of a county is the local one."""
    first = next((booked for booked in ledger.found if booked.path == path), None)
    lower = path == "department" and first is not None and COUNTY.match(values.fold(label.text)) is not None
    if first is None or not lower or COUNTY.match(values.fold(first.label or "")) or first.raw == raw:
        return path
    return "local_department"


def _value(ledger: Ledger, grid: Grid, label: Cell, path: str) -> Cell | None:
    """Return the cell to the right of a label; behind a blank one, the next text of the row that is no label itself.

    Exports often leave the rest of a merged label as blank cells. With nothing to the right, a figure below counts.
    """
    beside = grid.right_of(label)
    cell = beside
    while cell is not None and (cell.blank or values.nil(cell.text) == "unit_only"):
        cell = grid.at(label.row, cell.last_column + 1)
    beyond = cell is not beside and cell is not None and cell.row != label.row
    beyond = beyond or (cell is not None and path.startswith("budget") and states_figure(cell))
    beyond = beyond or (cell is not None and path.startswith("budget") and _heads_column(ledger, grid, label, cell))
    if cell is not None and not beyond and cell not in ledger.cells and not _means_something(ledger, grid, cell):
        return cell
    below = grid.below(label)
    if beside is not None and values.nil(beside.text) in {"blank", "unit_only"}:
        return None if path.startswith("budget") and is_figure(below) else beside
    if path == "contacts" and below is not None and not _means_something(ledger, grid, below):
        return below
    return below if is_figure(below) and beside is None and path.startswith(("budget", "total")) else None


def _heads_column(ledger: Ledger, grid: Grid, label: Cell, cell: Cell) -> bool:
    """Whether a label of money has its figure, or a label, below it, as a header has, and only words beside it."""
    worded = not any(character.isdigit() for character in values.fold(cell.text)) and values.nil(cell.text) is None
    below = grid.below(label)
    over_label = below is not None and meaning(below, ledger.layout.column_by_label) is not None
    return worded and (over_label or is_figure(below))


def _means_something(ledger: Ledger, grid: Grid, cell: Cell) -> bool:
    return _path(ledger, grid, cell, Label.of(cell.text)) is not None or is_one_of(cell, ledger.layout.headings)


def _goal_beside(ledger: Ledger, grid: Grid, row: int) -> None:
    """Book a goal and its result where both stand behind their labels in one row."""
    columns = next((layout.field_by_label for layout in ledger.layout.records if layout.path == "goals"), {})
    labels = {field: cell for cell in grid.row(row) if (field := meaning(cell, columns)) is not None}
    beside = {field: grid.right_of(label) for field, label in labels.items()}
    texts = {field: cell for field, cell in beside.items() if cell is not None and not cell.blank}
    if texts.keys() < {"expected", "achieved"} or any(cell in labels.values() for cell in texts.values()):
        return
    prefix = f"goals.{ledger.count('goals')}"
    for field in ("expected", "achieved"):
        ledger.label(labels[field])
        ledger.take(f"{prefix}.{field}", texts[field], labels[field])


def _goal_above(ledger: Ledger, grid: Grid, row: int) -> None:
    """Book a goal and its result where each stands behind its label in a row of its own, one below the other."""
    columns = next((layout.field_by_label for layout in ledger.layout.records if layout.path == "goals"), {})
    rows = [[cell for cell in grid.row(at) if cell.row == at and not cell.blank] for at in (row, row + 1)]
    if any(len(cells) != 2 or cells[0] in ledger.cells for cells in rows):  # noqa: PLR2004 - a label and its text
        return
    meant = [meaning(cells[0], columns) for cells in rows]
    if meant != ["expected", "achieved"] or any(_known(ledger, grid, cells[1]) for cells in rows):
        return
    prefix = f"goals.{ledger.count('goals')}"
    for field, (label, text) in zip(("expected", "achieved"), rows, strict=True):
        ledger.label(label)
        ledger.take(f"{prefix}.{field}", text, label)


def _goals(ledger: Ledger, grid: Grid, heading: Cell) -> bool:
    """Book a goal and what came of it where they stand beside their heading without headers of their own."""
    texts = [cell for cell in grid.row(heading.row) if cell.column > heading.last_column and not cell.blank]
    names = next((layout.columns["expected"] for layout in ledger.layout.records if layout.path == "goals"), ())
    known = is_one_of(heading, frozenset(names)) or "目标" in heading.text
    if not known or len(texts) != 2 or any(_known(ledger, grid, cell) for cell in texts):  # noqa: PLR2004 - goal and result
        return False
    ledger.label(heading)
    prefix = f"goals.{ledger.count('goals')}"
    ledger.take(f"{prefix}.expected", texts[0], heading)
    ledger.take(f"{prefix}.achieved", texts[1], heading)
    return True


def _known(ledger: Ledger, grid: Grid, cell: Cell) -> bool:
    return _means_something(ledger, grid, cell) or is_one_of(cell, ledger.layout.record_headers)
