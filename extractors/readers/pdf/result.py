"""Pages and whole tables → the document: its grids, and the lines of text around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from extractors.document import Box, Cell, Grid, Line, Place
from extractors.readers.pdf.boxes import corner
from extractors.readers.pdf.groups import near
from extractors.readers.pdf.rulings import SNAP
from extractors.readers.pdf.sheet import Sheet
from extractors.readers.pdf.whole import Piece, Whole

if TYPE_CHECKING:
    from extractors.readers.pdf.line import PrintedLine

EXACT = 2
"""Decimals of a box: a hundredth of a point is a sixth of what a printer shows."""


def grids_and_lines(sheets: Sequence[Sheet], tables: Sequence[Whole]) -> tuple[tuple[Grid, ...], tuple[Line, ...]]:
    """Return the grids and lines of a document in reading order.

    What encloses only one text is no table but a frame around it: its text is among the lines.
    """
    kept = [table for table in tables if _is_table(table)]
    loose = [table for table in tables if not _is_table(table)]
    numbers = _numbers(kept)
    index_of = {place: index for index, table in enumerate(kept) for place in table.places}
    grids = tuple(
        Grid(
            _cells(table, sheets, numbers),
            spans_known=not _is_lineless(table, sheets),
            inside=index_of.get(table.outer) if table.outer else None,
        )
        for table in kept
    )
    return grids, tuple(_all_lines(sheets, kept, loose))


def _is_lineless(table: Whole, sheets: Sequence[Sheet]) -> bool:
    return any(sheets[sheet].tables[number].sides for sheet, number in table.places)


def _is_table(table: Whole) -> bool:
    return len(table.joints) > 1 and not table.blank and not table.is_open


def _numbers(tables: Sequence[Whole]) -> dict[tuple[int, int], int]:
    """Return the number of each table on its page, from 1."""
    places = sorted(place for table in tables for place in table.places)
    pages = groupby(places, key=itemgetter(0))
    return {place: number for _, found in pages for number, place in enumerate(found, start=1)}


def _cells(table: Whole, sheets: Sequence[Sheet], numbers: dict[tuple[int, int], int]) -> tuple[Cell, ...]:
    edges = [edge for joint in table.joints for edge in (joint.left, joint.right)]
    lines = [group[0] for group in near(edges, SNAP)]

    def column(edge: float) -> int:
        return bisect_right(lines, edge) - 1

    ordered = sorted(table.joints, key=lambda joint: (joint.row, joint.left))
    return tuple(
        Cell(
            joint.text,
            joint.row,
            column(joint.left),
            joint.row_span,
            column(joint.right) - column(joint.left),
            tuple(_place(piece, sheets, numbers) for piece in (*joint.pieces, *joint.repeats)),
        )
        for joint in ordered
    )


def _place(piece: Piece, sheets: Sequence[Sheet], numbers: dict[tuple[int, int], int]) -> Place:
    sheet, number, slot, _ = piece
    page = sheets[sheet].page
    box = _rounded(page.shown(slot.box))
    return Place(page.number, numbers[sheet, number], slot.row + 1, slot.column + 1, box=box)


def _rounded(box: Box) -> Box:
    x0, top, x1, bottom = box
    return round(x0, EXACT), round(top, EXACT), round(x1, EXACT), round(bottom, EXACT)


def _all_lines(sheets: Sequence[Sheet], kept: Sequence[Whole], loose: Sequence[Whole]) -> list[Line]:
    freed: dict[int, list[PrintedLine]] = {}
    for piece in (piece for table in loose for piece in table.pieces):
        freed.setdefault(piece.sheet, []).extend(piece.passage.lines)
    begins = sorted(_beginning(table, sheets) for table in kept)
    found: list[Line] = []
    for index, sheet in enumerate(sheets):
        printed = sorted([*sheet.lines, *freed.get(index, [])], key=lambda line: corner(line.box))
        for number, line in enumerate(printed, start=1):
            place = Place(page=sheet.page.number, line=number, box=_rounded(sheet.page.shown(line.box)))
            after = bisect_left(begins, (index, corner(line.box)))
            found.append(Line(line.text, place, after))
    return found


def _beginning(table: Whole, sheets: Sequence[Sheet]) -> tuple[int, tuple[float, float]]:
    sheet, number = table.places[0]
    return sheet, corner(sheets[sheet].tables[number].box)
