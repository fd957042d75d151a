"""A grid → the tables in it: a page break or an export may put what follows one another into one grid.

A cut needs a reason that stands in the grid: a title between two tables, or the labels of another table of the report.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.document import Cell, Grid
from extractors.layouts import general, generic, recognise
from extractors.layouts.evidence import evidence, head_rows
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout
from extractors.tables.titles import BEFORE_TITLE, heading_of, is_title

WIDE = 3
"""So many texts side by side are a row of a table; above a title stand no such rows of its own."""

MOST_TITLES = 30
"""Titles in one grid up to which one that is none of a form is looked into: a whole report has fewer."""

DIGIT = re.compile(r"\d")

Rows = Sequence[Sequence[Cell]]


def divided(grid: Grid) -> list[Grid]:
    """Return the tables in a grid, side by side and from top to bottom: the grid itself where it is one."""
    return [piece for part in _beside(grid) for piece in _below(part)]


def _beside(grid: Grid) -> list[Grid]:
    """Divide a grid in which one form stands beside the other: where no cell crosses from title to title."""
    titles = [cell for cell in grid.cells if not cell.blank and is_title(cell.text)]
    first = min((cell.row for cell in titles), default=0)
    columns = sorted(cell.column for cell in titles if cell.row == first)
    if len(columns) < 2:  # noqa: PLR2004 - one form is the rule
        return [grid]
    crossed = any(cell.column < column <= cell.last_column for cell in grid.cells for column in columns[1:])
    return [grid] if crossed else [grid.between(*ends) for ends in pairwise([0, *columns[1:], grid.width])]


def _below(grid: Grid) -> list[Grid]:
    rows = grid.printed_rows
    starts = _title_starts(grid, rows)
    parts = [grid.part(start, end) for start, end in pairwise([*starts, grid.height])] if len(starts) > 1 else [grid]
    return [piece for part in parts for whole in _repeated(part) for piece in _apart(whole)]


def _title_starts(grid: Grid, rows: Rows) -> list[int]:
    """Return the rows at which tables begin: titles alone in their row with a table above them."""
    titles = [row for row, cells in enumerate(rows) if len(cells) == 1 and _names_table(cells[0].text)]
    starts, seen, held = [0], 0, False
    for count, (row, end) in enumerate(pairwise([*titles, grid.height])):
        above = starts[-1]
        held, seen = held or _holds_table(rows[seen:row]), row
        if held and (
            is_title(rows[row][0].text)
            or (count < MOST_TITLES and (_is_form(grid.part(above, row)) or _is_other(grid.part(row, end))))
        ):
            before = rows[row - 1]
            starts.append(row - 1 if len(before) == 1 and BEFORE_TITLE.match(before[0].text) else row)
            seen, held = starts[-1], False
    return starts


def _names_table(text: str) -> bool:
    return heading_of(text) != "none"


def _holds_table(rows: Rows) -> bool:
    known = any(is_label(cell, generic()) for cells in rows for cell in cells)
    return known or any(len(cells) >= WIDE for cells in rows)


def _is_form(part: Grid) -> bool:
    """Whether a part of a grid is a form, if it has its title, so that the title of another table ends it."""
    return recognise([part], "own") is not None


def _is_other(part: Grid) -> bool:
    """Whether a part of a grid is another table by its own labels, whatever its title is."""
    shown = evidence([part], generic(), general())
    return (shown.foreign or shown.listing or shown.part_year) and not shown.indicators


def _repeated(part: Grid) -> list[Grid]:
    """Divide a grid in which the head of a form comes again without a title above it: another table begins there."""
    rows = part.printed_rows
    for path in ("project", "department"):
        starts = repeats(rows, frozenset(generic().values[path]))
        if len(starts) < 2:  # noqa: PLR2004 - one is no division
            continue
        parts = [part.part(start, end) for start, end in pairwise([*starts, part.height])]
        heads = set(head_rows(part, generic()))
        named = all(not heads.isdisjoint(range(at, at + WIDE)) for at in starts)
        if named and (_is_form(parts[0]) or all(_is_form(lower) for lower in parts[1:])):
            return parts
    return [part]


def repeats(rows: Rows, mark: frozenset[str]) -> list[int]:
    """Return the rows at which forms begin: a label again, each form headed as the first."""
    marked = [
        row for row, cells in enumerate(rows) if any(not mark.isdisjoint(Label.of(cell.text).keys) for cell in cells)
    ]
    starts = [row - marked[0] for row in marked]
    heads = [Label.of(rows[start][0].text).keys[:1] if rows[start] else () for start in starts]
    return starts if all(head == heads[0] for head in heads) else []


def _apart(part: Grid) -> Iterator[Grid]:
    """Yield a form and another table that stand in one grid without a title between them, each by itself."""
    head = next(head_rows(part, generic()), None)
    if head is None:
        yield part
        return
    rows = part.printed_rows
    start = _with_lines_above(rows, head)
    if any(len(cells) >= WIDE for cells in rows[:start]) and _begins(part, start):
        yield part.part(0, start)
        yield from _apart(part.part(start, part.height))
        return
    end = next((row for row in range(head, part.height) if _heads_other(rows[row])), None)
    yield from (part,) if end is None else (part.part(0, end), part.part(end, part.height))


def _begins(part: Grid, start: int) -> bool:
    """Whether a form begins at a row: what stands above is another table, or the rest is a form without it."""
    above = part.part(0, start)
    shown = evidence([above], generic(), general())
    own = shown.indicators or shown.goals or shown.money
    return _is_other(above) or (not own and recognise([part.part(start, part.height)], "none") is not None)


def _with_lines_above(rows: Rows, head: int) -> int:
    """Return where a form begins whose first label stands in a row: at the lines above it, such as its year."""
    start = head
    while start > 0 and len(rows[start - 1]) == 1 and not DIGIT.match(rows[start - 1][0].text):
        start -= 1
    return start


def _heads_other(cells: Sequence[Cell]) -> bool:
    """Whether a row is the header of another table: several of its labels side by side, and no figure."""
    foreign = [cell for cell in cells if not general().foreign.isdisjoint(Label.of(cell.text).keys)]
    known = [cell for cell in cells if is_label(cell, generic())]
    return len(foreign) > 1 and len(foreign) > len(known) and not any(DIGIT.search(cell.text) for cell in cells)


def is_label(cell: Cell, layout: Layout) -> bool:
    """Whether a cell is a label of a layout."""
    return not layout.vocabulary.isdisjoint(Label.of(cell.text).keys)
