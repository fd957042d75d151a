"""A row of column headers → the block of records below it: which column is which field."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields import tasks
from extractors.fields.columns import Columns, fields_of, is_figure, is_one_of, matched, meaning
from extractors.fields.ledger import Ledger
from extractors.fields.records import RecordBlock
from extractors.fields.tasks import TaskBlock
from extractors.fields.units import parted
from extractors.layouts.label import Label
from extractors.layouts.layout import Records


def opened(ledger: Ledger, grid: Grid, row: int, labels: AbstractSet[str]) -> RecordBlock | TaskBlock | None:
    """Return the records whose header a row is: of several, those most of whose columns it shows."""
    best: RecordBlock | None = None
    if grid.is_lineless and all(cell.blank or cell.column == 0 for cell in grid.row(row)):
        return None  # the heading of the block, in the middle of its rows
    own = {key for cell in grid.row(row) for key in Label.of(cell.text).keys}
    for layout in ledger.layout.records:
        meanings = layout.in_row(labels & own)
        if not _is_enough(layout, fields_of(labels, meanings)):
            continue
        columns = matched(grid, row, meanings, ledger.layout.headings)
        complete = any(cell.row == row for cell in columns.values()) and _is_enough(layout, columns.keys())
        if complete and layout.path == "indicators" and _goes_on(grid, row, columns):
            for cell in columns.values():
                ledger.label(cell)
            return None
        complete = complete and (layout.path != "goals" or not _parted(grid, row, columns, layout.field_by_label))
        if complete and (best is None or len(columns) > len(best.columns)):
            best = RecordBlock(layout, columns, grid.width)
    if best is None:
        return None
    ledger.heading_unit = None
    for cell in best.columns.values():
        ledger.label(cell)
    best = replace(best, columns=_refined(ledger, grid, row, best.columns, best.layout.field_by_label))
    if best.layout.path == "tasks":
        return tasks.with_sums(ledger, grid, row, best)
    return _indicators(ledger, grid, row, best) if best.layout.path == "indicators" else best


def _is_enough(layout: Records, fields: AbstractSet[str]) -> bool:
    return fields >= set(layout.required) and (not layout.besides or not fields.isdisjoint(layout.besides))


def _parted(grid: Grid, row: int, columns: Columns, by_label: Mapping[str, str]) -> bool:
    """Whether a text stands between the labels of goal and result, which then have their values beside them."""
    between = range(columns["expected"].last_column + 1, columns["achieved"].column)
    cells = [cell for column in between if (cell := grid.at(row, column)) is not None and not cell.blank]
    return any(meaning(cell, by_label) is None and cell not in columns.values() for cell in cells)


def _goes_on(grid: Grid, row: int, columns: Columns) -> bool:
    """Whether a row without levels is only the first of the headers of indicators: they stand in the next."""
    below = [values.fold(cell.text) for cell in grid.row(row + 1) if cell.row == row + 1]
    return "name" in columns and "level1" not in columns and any("级指标" in text for text in below)


def _indicators(ledger: Ledger, grid: Grid, row: int, block: RecordBlock) -> RecordBlock:
    """Complete the columns of indicators by those that have no header, and note where their points stand."""
    columns = parted(Columns(block.columns), grid)
    level2 = _unheaded_level(grid, row, columns)
    if level2 is not None:
        columns["level2"] = level2
    scores = _unheaded_scores(grid, row, columns)
    if scores is not None:
        columns["score"] = ledger.unheaded_scores = scores
    points = {name: cell for name, cell in columns.items() if name in {"weight", "score", "scored"}}
    ledger.points = Columns(points)
    return replace(block, columns=columns)


def _refined(ledger: Ledger, grid: Grid, row: int, columns: Columns, by_label: Mapping[str, str]) -> Columns:
    """Return the columns with those that a second row of headers divides, each below a header that is wider.

    What means nothing of its own there, beside others that do, or is the total, has the meaning of the header above.
    """
    below = [cell for cell in grid.row(row + 1) if cell.row == row + 1 and not cell.blank]
    if grid.is_lineless and below and below[0].column == 0 and is_one_of(below[0], ledger.layout.headings):
        ledger.heading(below.pop(0))  # in the middle of its rows
    above = [_header_over(grid, row, cell) for cell in below]
    own = [meaning(cell, by_label) for cell in below]
    single = {columns[name] for name in ("name", "level1", "level2") if name in columns}
    totals = [is_one_of(cell, ledger.layout.money.total) for cell in below]
    if not (any(own) or any(totals)) or any(is_figure(cell) for cell in below):
        return columns
    if any(header is None or header in single for header in above):
        return columns
    refined = Columns(columns)
    for name, header in columns.items():
        parts = [index for index, over in enumerate(above) if over == header]
        meant = [index for index in parts if totals[index]] or [index for index in parts if own[index] is None]
        if parts and (any(own[index] for index in parts) or any(totals[index] for index in parts)):
            del refined[name]
            if meant:
                # The header above may state the unit.
                refined[name] = below[meant[0]]._replace(text=f"{header.text}\n{below[meant[0]].text}")
        elif parts:
            last = max(below[index].last_column for index in parts)
            refined[name] = header._replace(column_span=last - header.column + 1)
    for cell, field in zip(below, own, strict=True):
        if field is not None:
            refined.setdefault(field, cell)
        ledger.label(cell)
    return refined


def _header_over(grid: Grid, row: int, cell: Cell) -> Cell | None:
    """Return the header of a row that stands over a cell of the next: its own, or the last before blank ones."""
    over = grid.at(row, cell.column)
    while over is not None and over.blank and over.column > 0:
        over = grid.at(row, over.column - 1)
    if over is None or over.blank or over.last_row > row:
        return None
    return over


def _unheaded_level(grid: Grid, row: int, columns: Columns) -> Cell | None:
    """Return the blank header between first level and name, where texts stand below it."""
    if "level1" not in columns or "level2" in columns:
        return None
    between = range(columns["level1"].last_column + 1, columns["name"].column)
    cells = {grid.at(row, column) for column in between}
    cell = cells.pop() if len(cells) == 1 else None
    below = None if cell is None else grid.below(cell)
    return cell if cell is not None and cell.blank and below is not None and not below.blank else None


def _unheaded_scores(grid: Grid, row: int, columns: Columns) -> Cell | None:
    """Return what stands in the place of a header over the scores, where a form prints them without one.

    They are the figures to the right of all other columns; above them stand the points of the section, or nothing.
    """
    if {"weight", "score", "scored"} & columns.keys():
        return None
    right = grid.at(row, max(cell.last_column for cell in columns.values()) + 1)
    if right is None or right.last_column + 1 != grid.width or not (right.blank or is_figure(right)):
        return None
    return right if is_figure(grid.below(right)) else None
