"""Rows of cells with spans → cells in their places, by the rules of the HTML standard."""

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.document import Cell, Place
from extractors.limits import Positions
from extractors.readers.html.tables import Section, Slot

MOST_COLUMNS = 1000
MOST_ROWS = 65534
"""The widest and the highest span that the HTML standard knows; what asks for more gets this."""

NUMBER = re.compile(r"\s*\+?([0-9]+)")
ENDLESS = 9
"""Digits: a longer number is beyond every limit, and long ones are slow to read."""


def column_span(printed: str) -> int:
    """Return how many columns a cell asks for; 0 and what is no number mean one."""
    return 1 if printed == "1" else min(_number(printed), MOST_COLUMNS) or 1


def row_span(printed: str) -> int:
    """Return how many rows a cell asks for; 0 means the rest of its row group."""
    return 1 if printed == "1" else min(_number(printed), MOST_ROWS)


def _number(printed: str) -> int:
    found = NUMBER.match(printed)
    return int(found[1].lstrip("0")[:ENDLESS] or 0) if found else 1


def cells(sections: Sequence[Section], number: int, positions: Positions) -> list[Cell]:
    """Return the cells of the table with a number; raise `Unreadable` where they cover too many positions.

    A cell that would overlap one that reaches down from above ends before it: every position has one cell. The next
    cell of the row stands where it would stand if it did not.
    """
    placed: list[Cell] = []
    rows = sum(len(section.rows) for section in sections)
    widest = 0
    for row, slots, bottom, covered_until in _rows(sections):
        column = 0
        for slot in slots:
            column, width = _free(covered_until, row, column, slot.column_span)
            height = min(slot.row_span or bottom, bottom - row)
            if column + width > widest:
                widest = column + width
                positions.check(rows, widest)
            if height > 1:
                covered_until.update(dict.fromkeys(range(column, column + width), row + height))
            place = Place(None, number, row + 1, column + 1)
            placed.append(Cell("\n".join(slot.flow.lines()), row, column, height, width, (place,)))
            column += max(width, slot.column_span)
    positions.take(rows, widest)
    return placed


def _rows(sections: Iterable[Section]) -> Iterator[tuple[int, list[Slot], int, dict[int, int]]]:
    """Yield each row with its number, the end of its row group, and until where the group's columns are covered."""
    top = 0
    for section in sections:
        bottom = top + len(section.rows)
        covered_until: dict[int, int] = {}
        for row, slots in enumerate(section.rows, top):
            yield row, slots, bottom, covered_until
        top = bottom


def _free(covered_until: dict[int, int], row: int, column: int, span: int) -> tuple[int, int]:
    """Return the next free column of a row, and how many of the columns from there on are free, at most `span`."""
    if not covered_until:
        return column, span
    while covered_until.get(column, 0) > row:
        column += 1
    width = 1
    while width < span and covered_until.get(column + width, 0) <= row:
        width += 1
    return column, width
