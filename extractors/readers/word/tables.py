"""A table (`w:tbl`) → its visible rows, and where each of its cells stands in the grid."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractors.errors import LIMIT, Unreadable
from extractors.readers.word import oxml

if TYPE_CHECKING:
    from lxml.etree import _Element

W = oxml.W
HIDDEN, SPAN = f"{W}hidden", f"{W}gridSpan"
ROWS, CELLS = frozenset({oxml.ROW}), frozenset({oxml.CELL})
LARGEST_SPAN = 1_000
SAME_EDGE = 30
"""Edges that lie no further apart than this, in twentieths of a point, are one."""
NARROWEST_COLUMN = 120
"""No column is narrower than this, in twentieths of a point: less than half a character of ordinary size."""


class Measure(NamedTuple):
    """How many grid columns a cell says it covers, its part in merges and revisions, its width where it is exact."""

    span: int
    vertical: str | None
    width: int | None
    joins_left: bool
    deleted: bool


RowCell = tuple["_Element | str", Measure]
"""A cell of a row: the `w:tc`, or its text where that was read already, and its measure."""

Marked = Mapping["_Element", Sequence[RowCell]]
"""The cells that were read already, by the elements that stand in their places."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is printed, with the empty grid columns before and after its cells and their widths.

    `span` is the number of grid columns that it says it covers.
    """

    cells: list[RowCell]
    before: int
    span: int
    width_before: int | None
    width_after: int | None


Slot = tuple[tuple["_Element | str", int, int, int], int]
"""A cell of the grid: its text or the element that holds its content, row and column, counted from 0, and columns that
it covers; and how many rows it covers."""


def rows(table: "_Element", marked: Marked) -> Iterator[Row]:
    """Yield the rows that are printed: neither hidden nor deleted. A span beyond reason raises `Unreadable`."""
    for node in oxml.unwrapped(table, ROWS):
        look = oxml.properties(node, f"{W}trPr")
        if f"{W}del" not in look and not oxml.on(look.get(HIDDEN)):
            yield _row(node, look, marked)


def slots(rows: Sequence[Row]) -> list[Slot]:
    """Return the cells of the grid in the order in which they begin; a cell merged over rows is there once.

    A cell continues the one above where both begin in the same column and are equally wide; one that claims to
    continue what is not there begins by itself. What stands in a continued cell is not printed.
    """
    begun: list[tuple[_Element | str, int, int, int]] = []
    heights: list[int] = []
    above: dict[int, int] = {}
    for number, (row, places) in enumerate(zip(rows, _places(rows), strict=True)):
        merged = {}
        for (content, measure), (column, span) in zip(row.cells, places, strict=True):
            index = above.get(column) if measure.vertical == "continue" else None
            if index is not None and begun[index][3] == span:
                heights[index] += 1
            else:
                index = len(begun)
                begun.append((content, number, column, span))
                heights.append(1)
            if measure.vertical is not None:
                merged[column] = index
        above = merged
    return list(zip(begun, heights, strict=True))


def measured(cell: "_Element") -> Measure:
    """Return the measure of a `w:tc`. A span beyond reason raises `Unreadable`."""
    look = oxml.properties(cell, f"{W}tcPr")
    return Measure(
        span=_span(look.get(SPAN), 1),
        vertical=_merge(look.get(f"{W}vMerge")),
        width=_width(look.get(f"{W}tcW")),
        joins_left=_merge(look.get(f"{W}hMerge")) == "continue",
        deleted=f"{W}cellDel" in look,
    )


def _row(node: "_Element", look: "Mapping[str, _Element]", marked: Marked) -> Row:
    cells = _cells(node, marked)
    span = sum([measure.span for _, measure in cells])
    if not look:
        return Row(cells, 0, span, 0, 0)
    before, after = (_span(look.get(f"{W}{name}"), 0) for name in ("gridBefore", "gridAfter"))
    width_before, width_after = (
        _width(look.get(f"{W}{name}")) if columns else 0 for name, columns in (("wBefore", before), ("wAfter", after))
    )
    return Row(cells, before, before + span + after, width_before, width_after)


def _cells(row: "_Element", marked: Marked) -> list[RowCell]:
    cells: list[RowCell] = []
    for node in oxml.unwrapped(row, CELLS):
        if node in marked:
            cells += marked[node]
            continue
        measure = measured(node)
        if measure.joins_left and cells:
            content, left = cells[-1]
            width = None if left.width is None or measure.width is None else left.width + measure.width
            cells[-1] = content, left._replace(span=left.span + measure.span, width=width)
        elif not measure.deleted:
            cells.append((node, measure))
    return cells


def _span(node: "_Element | None", least: int) -> int:
    span = least if node is None else oxml.number(node, least)
    if span > LARGEST_SPAN:
        raise Unreadable(LIMIT, f"a cell over {span:,} columns", f"一个单元格跨 {span:,} 列")
    return max(span, least)


def _merge(node: "_Element | None") -> str | None:
    if node is None:
        return None
    return "restart" if node.get(oxml.VAL) == "restart" else "continue"


def _width(node: "_Element | None") -> int | None:
    exact = node is not None and node.get(f"{W}type", "dxa") == "dxa"
    width = oxml.number(node, 0, f"{W}w") if exact else 0
    return width if width > 0 else None


def _places(rows: Sequence[Row]) -> list[list[tuple[int, int]]]:
    """Return column and span of each cell of each row: by the spans, or by the widths where the spans disagree."""
    if len({row.span for row in rows}) > 1 and (by_width := _places_by_width(rows)) is not None:
        return by_width
    return [_places_in(row) for row in rows]


def _places_in(row: Row) -> list[tuple[int, int]]:
    spans = [measure.span for _, measure in row.cells]
    return list(zip(accumulate(spans, initial=row.before), spans, strict=False))


def _places_by_width(rows: Sequence[Row]) -> list[list[tuple[int, int]]] | None:
    """Return the places that the widths give, or None unless they fit: every row as wide, every edge plain.

    Some programs leave out the spans and give only the widths, from which Word lays out the table all the same.
    """
    edges = [edges for row in rows if (edges := _edges(row)) is not None]
    if len(edges) < len(rows):
        return None
    ends = [row_edges[-1] for row_edges in edges]
    every = sorted({edge for row_edges in edges for edge in row_edges})
    gaps = [right - left for left, right in pairwise(every)]
    if max(ends) - min(ends) > SAME_EDGE or any(SAME_EDGE < gap < NARROWEST_COLUMN for gap in gaps):
        return None
    lefts = [edge for edge, gap in zip(every, [NARROWEST_COLUMN, *gaps], strict=True) if gap > SAME_EDGE]
    columns = [[bisect_right(lefts, edge) - 1 for edge in row_edges] for row_edges in edges]
    places = [
        [(left, right - left) for left, right in pairwise(row_columns)][: len(row.cells)]
        for row, row_columns in zip(rows, ([*c] for c in columns), strict=True)
    ]
    return places if all(span > 0 for row_places in places for _, span in row_places) else None


def _edges(row: Row) -> list[int] | None:
    """Return where the cells of a row begin and the last ends, and the end of the row; None where one is not exact."""
    widths = [row.width_before, *(measure.width for _, measure in row.cells), row.width_after]
    known = [width for width in widths if width is not None]
    return list(accumulate(known)) if len(known) == len(widths) else None
