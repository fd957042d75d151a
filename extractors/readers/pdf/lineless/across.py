"""The rows of a table and the labels beside them → the columns in which their texts stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.readers.columns import Extent, Span, columns
from extractors.readers.pdf.lineless.blocks import Block
from extractors.readers.pdf.lineless.labels import Placed
from extractors.readers.pdf.lineless.rows import Rows
from extractors.readers.pdf.rulings import SNAP

APART = 0.2
"""The narrowest gap between two columns, in the size of the text."""

CONFIRMED = 2
"""Rows that must have texts on both sides of the same gap before it is taken for a gap between columns."""

Level = list[tuple[Block, Span | None]]
"""The texts at one height, from left to right, each with its row: a label between rows has none."""


def placed(found: Rows, before: Sequence[float]) -> tuple[list[Placed], list[float]] | None:
    """Return the texts with their columns, and the sides of the columns; None where texts do not stand in columns.

    `before` are the sides of the columns of a table that may go on: they are kept where the texts stand in them.
    """
    levels = _levels(found)
    rows = [[Extent(block.start, block.end, block.is_figure) for block, _ in level] for level in levels]
    apart = APART * median(block.size for level in levels for block, _ in level)
    kept = _kept(rows, before, apart) if before else None
    if kept is not None:
        return _with_columns(levels, kept), list(before)
    across = columns(rows, apart)
    if across.confirmed < CONFIRMED:
        return None
    return _with_columns(levels, across.spans), _sides(rows, across.edges)


def _levels(found: Rows) -> list[Level]:
    """Return the rows, each label in the one that it stands beside: so it keeps its column to itself."""
    levels: list[Level] = [
        [(block, Span(number, number)) for block in row.blocks] for number, row in enumerate(found.rows)
    ]
    count, edges = len(levels), found.edges
    for label in found.labels:
        own = found.level_with.get(id(label))
        beside = min(max(bisect_right(edges, label.middle) - 1, 0), count - 1) if own is None else own
        rows = None if own is None else Span(own, own)
        if all(block.beside(label) for block, _ in levels[beside]):
            levels[beside].append((label, rows))
            levels[beside].sort(key=lambda one: one[0].start)
        else:
            levels.append([(label, None)])
    return levels


def _with_columns(levels: Sequence[Level], spans: Sequence[Sequence[Span]]) -> list[Placed]:
    return [
        Placed(block, across, rows)
        for level, row in zip(levels, spans, strict=True)
        for (block, rows), across in zip(level, row, strict=True)
    ]


def _kept(rows: Sequence[Sequence[Extent]], sides: Sequence[float], apart: float) -> list[list[Span]] | None:
    """Return the columns of other rows in which texts stand, or None where two stand in one, or a figure in two."""
    edges = sides[1:-1]
    found: list[list[Span]] = []
    for row in rows:
        spans = [Span(bisect_right(edges, text.start + apart), bisect_left(edges, text.end - apart)) for text in row]
        outside = any(text.start < sides[0] or text.end > sides[-1] for text in row)
        wide_figure = any(text.is_figure and span.first < span.last for text, span in zip(row, spans, strict=True))
        if outside or wide_figure or any(left.last >= right.first for left, right in pairwise(spans)):
            return None
        found.append(spans)
    return found


def _sides(rows: Sequence[Sequence[Extent]], edges: Sequence[float]) -> list[float]:
    """Return where the columns begin and end, so far from each other that they are told apart."""
    texts = [text for row in rows for text in row]
    sides = [min(text.start for text in texts) - SNAP]
    for edge in edges:
        sides.append(max(edge - SNAP / 2, sides[-1] + 2 * SNAP))
    return [*sides, max([sides[-1], *(text.end for text in texts)]) + 2 * SNAP]
