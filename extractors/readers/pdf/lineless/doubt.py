"""Rows of a table → whether it is certain which lines are one text and which are rows."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.readers.pdf.lineless.blocks import Block
from extractors.readers.pdf.lineless.pieces import Piece
from extractors.readers.pdf.lineless.rows import LEVEL, Row, Rows

WIDER = 1.15
"""How much wider than between the lines of one text the gap between two rows must be to be told from it."""

FULL = 1.0
"""How much room a line that is wrapped leaves at most, in the size of its text."""

LONG = 6.0
"""How long a line is at least that may be wrapped, in the size of its text: short ones are as long by chance."""

LOOSEST = 1.65
"""How far apart lines of one text commonly are at most, in its size: rows as close as that may be lines."""

EXACT = 0.04
"""How far from a whole number of half lines the distance of two rows may be that have no room between them."""

WHOLE = re.compile(r"[:：]\s*[\d,.]+[%％]?[万亿]?元?$")
"""A label with its figure: it does not go on."""


def is_certain(lines: Sequence[Sequence[Piece]], found: Rows) -> bool:
    """Return whether rows are further apart than the lines of one text; where nothing is wrapped, that nothing may be.

    Word sets rows without any gap: then a further line of a text looks like a row.
    """
    gaps = [
        (after.down - before.down) / before.size - 1.0
        for row in found.rows
        for block in row.blocks
        for before, after in pairwise(block.lines)
    ]
    if gaps and any(_is_in_rows(block, found.rows) for row in found.rows for block in row.blocks):
        return False
    if gaps and any(_is_in_rows(label, found.rows) for label in found.labels):
        return False
    texts = [*found.labels, *(block for row in found.rows for block in row.blocks)]
    if any(_is_as_close(block, found.rows) for block in texts):
        return False
    if gaps:
        return all(_apart(one, other, WIDER * min(gaps)) for one, other in pairwise(found.rows))
    return len(found.labels) * 2 <= len(found.rows) and not any(
        _is_doubtful(above, row, lines) for above, row in pairwise(found.rows)
    )


def _is_in_rows(block: Block, rows: Sequence[Row]) -> bool:
    """Return whether lines of a text that follow each other are level with rows that do: they may be texts of these."""
    level = [
        next((number for number, row in enumerate(rows) if abs(row.at - line.down) <= LEVEL * line.size), None)
        for line in block.lines
    ]
    return any(one is not None and other is not None and one != other for one, other in pairwise(level))


def _is_as_close(block: Block, rows: Sequence[Row]) -> bool:
    """Return whether rows beside the lines of a text are a whole number of half lines apart: no room is between them.

    Then the lines may be texts of these rows, each wrapped and in the middle of its own.
    """
    if len(block.lines) == 1:
        return False
    first, last = block.lines[0].down, block.lines[-1].down
    inside = [row.at for row in rows if first - LEVEL * block.size <= row.at <= last + LEVEL * block.size]
    pitch = (last - first) / (len(block.lines) - 1)
    steps = [2 * (after - before) / pitch for before, after in pairwise(inside)]
    return bool(steps) and all(abs(step - round(step)) <= EXACT for step in steps)


def _apart(row: Row, below: Row, gap: float) -> bool:
    """Return whether the texts of two rows keep more than a gap from those above them."""
    return all(
        one.beside(other) or other.top - one.bottom > gap * one.size for one in row.blocks for other in below.blocks
    )


def _is_doubtful(above: Row, row: Row, lines: Sequence[Sequence[Piece]]) -> bool:
    """Return whether a row may be the rest of texts of the one above: those that fill their column."""
    further = len(above.blocks) == 1 or row.blocks[0].start > above.blocks[0].start
    if not further or any(block.is_figure for block in row.blocks):
        return False
    over = [one.lines[-1] for one in above.blocks if not all(one.beside(other) for other in row.blocks)]
    if any((row.at - above.at) / one.size <= LOOSEST for one in over):
        return True
    long = [one for one in over if one.end - one.start >= LONG * one.size and not WHOLE.search(one.text)]
    return any(_is_full(one, lines) for one in long)


def _is_full(piece: Piece, lines: Sequence[Sequence[Piece]]) -> bool:
    """Return whether a text reaches as far as its column does, as another one shows too."""
    column = [one.end for line in lines for one in line if _shares(one, piece) and one.start <= piece.end - piece.size]
    furthest = max(column)
    return sum(furthest - end <= FULL * piece.size for end in column) > 1 and furthest - piece.end <= FULL * piece.size


def _shares(one: Piece, other: Piece) -> bool:
    return min(one.end, other.end) > max(one.start, other.start)
