"""A table (`w:tbl`) → its visible rows, and where each of its cells stands in the grid."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractors.readers.word import oxml, runs

if TYPE_CHECKING:
    from lxml.etree import _Element

W = oxml.W
HIDDEN, SPAN, MERGE = f"{W}hidden", f"{W}gridSpan", f"{W}vMerge"
PARTS = (oxml.CELL, oxml.PARAGRAPH, oxml.TEXT, SPAN, MERGE, *runs.BREAKS)
"""What there is to see in an ordinary row."""
CELL_BEGINS, LINE_BEGINS = "\0", "\1"
"""They stand in no XML."""

BESIDE_CELLS = frozenset(f"{W}{name}" for name in ("trPr", "tblPrEx", "bookmarkStart", "bookmarkEnd"))
ROWS, CELLS = frozenset({oxml.ROW}), frozenset({oxml.CELL})
SAME_EDGE = 30
"""Edges that lie no further apart than this, in twentieths of a point, are one."""
NARROWEST_COLUMN = 120
"""No column is narrower than this, in twentieths of a point: less than half a character of ordinary size."""


class RowCell(NamedTuple):
    """A cell of a row: the `w:tc` that it is, with those that it is joined with, and its part in a merge over rows.

    `text` is what it prints where that is known already, `span` how many grid columns it says it covers.
    """

    nodes: "list[_Element]"
    text: str | None
    span: int
    vertical: str | None


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


def rows(table: "_Element", ordinary: "AbstractSet[_Element]") -> Iterator[Row]:
    """Yield the rows that are printed: neither hidden nor deleted."""
    for node in oxml.unwrapped(table, ROWS):
        look = oxml.properties(node, f"{W}trPr")
        if f"{W}del" not in look and not oxml.on(look.get(HIDDEN)):
            cells = _cells_at_once(node) if node in ordinary else None
            yield _row(_cells(node) if cells is None else cells, look)


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
        for (nodes, text, _, vertical), (column, span) in zip(row.cells, places, strict=True):
            index = above.get(column) if vertical == "continue" else None
            if index is not None and begun[index][3] == span:
                heights[index] += 1
            else:
                index = len(begun)
                begun.append((nodes[0] if text is None else text, number, column, span))
                heights.append(1)
            if vertical is not None:
                merged[column] = index
        above = merged
    return list(zip(begun, heights, strict=True))


def _row(cells: list[RowCell], look: "Mapping[str, _Element]") -> Row:
    span = sum([cell.span for cell in cells])
    if not look:
        return Row(cells, 0, span, 0, 0)
    before, after = (_span(look.get(f"{W}{name}"), 0) for name in ("gridBefore", "gridAfter"))
    width_before, width_after = (
        _width(look.get(f"{W}{name}")) if columns else 0 for name, columns in (("wBefore", before), ("wAfter", after))
    )
    return Row(cells, before, before + span + after, width_before, width_after)


def _cells_at_once(row: "_Element") -> list[RowCell] | None:
    """Return the cells of an ordinary row with their texts; None where cells stand in anything but the row itself."""
    nodes: list[_Element] = []
    pieces: list[str] = []
    spans: dict[int, int] = {}
    merges: dict[int, str | None] = {}
    for node in row.iter(*PARTS):
        tag = node.tag
        if tag == oxml.TEXT:
            pieces.append(oxml.raw_text(node))
        elif tag == oxml.CELL:
            nodes.append(node)
            pieces.append(CELL_BEGINS)
        elif tag == SPAN:
            spans[len(nodes) - 1] = _span(node, 1)
        elif tag == MERGE:
            merges[len(nodes) - 1] = _merge(node)
        else:
            pieces.append(LINE_BEGINS)
    if [node for node in row if node.tag not in BESIDE_CELLS] != nodes:
        return None
    texts = [text.strip() for text in _printed(pieces)]
    return [RowCell([node], texts[at], spans.get(at, 1), merges.get(at)) for at, node in enumerate(nodes)]


def _printed(pieces: list[str]) -> list[str]:
    whole = oxml.on_one_line("".join(pieces)).replace(LINE_BEGINS, "\n")
    return whole.split(CELL_BEGINS)[1:]


def _cells(row: "_Element") -> list[RowCell]:
    cells: list[RowCell] = []
    for node in oxml.unwrapped(row, CELLS):
        look = oxml.properties(node, f"{W}tcPr")
        span = _span(look.get(SPAN), 1)
        if _merge(look.get(f"{W}hMerge")) == "continue" and cells:
            left = cells[-1]
            left.nodes.append(node)
            cells[-1] = left._replace(span=left.span + span)
        elif f"{W}cellDel" not in look:
            cells.append(RowCell([node], None, span, _merge(look.get(MERGE))))
    return cells


def _span(node: "_Element | None", least: int) -> int:
    return least if node is None else max(oxml.number(node, least), least)


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
    spans = [cell.span for cell in row.cells]
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
    widths = [row.width_before, *map(_cell_width, row.cells), row.width_after]
    known = [width for width in widths if width is not None]
    return list(accumulate(known)) if len(known) == len(widths) else None


def _cell_width(cell: RowCell) -> int | None:
    widths = [_width(oxml.properties(node, f"{W}tcPr").get(f"{W}tcW")) for node in cell.nodes]
    known = [width for width in widths if width is not None]
    return sum(known) if len(known) == len(widths) else None
