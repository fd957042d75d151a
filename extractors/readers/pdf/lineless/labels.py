"""Labels in the middle of the rows that they stand beside → which rows these are."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.columns import Span
from extractors.readers.pdf.lineless.blocks import Block

INEXACT = 0.35
"""How far the end of a label's rows may be from where its middle puts it, in the height of the lowest row."""


@dataclass(slots=True)
class Placed:
    """A text with the columns and the rows over which it stands; its rows are not known of a label between rows."""

    block: Block
    columns: Span
    rows: Span | None

    @property
    def middle(self) -> float:
        """The middle of its box."""
        return (self.block.top + self.block.bottom) / 2


def spread(placed: Sequence[Placed], edges: Sequence[float], count: int) -> list[Placed]:
    """Give labels that stand in the middle of several rows these rows; return those of which they cannot be told.

    Each column is looked at within the rows of each label in the column before. Labels that cover all rows without a
    gap, each in the middle of its own, can do so in one way only.
    """
    unknown: list[Placed] = []
    groups = [Span(0, len(edges) - 2)]
    for column in range(count):
        found: list[Span] = []
        for rows in groups:
            own = _of_column(placed, column, rows, edges)
            parts = _parts(own, rows, edges) if own else None
            if parts is None:
                unknown += [one for one in own if _is_uncertain(one, own, rows)]
                found.append(rows)
            else:
                for one, part in zip(own, parts[-len(own) :], strict=True):
                    one.rows = part
                found += parts
        groups = found
    return unknown


def _of_column(placed: Sequence[Placed], column: int, rows: Span, edges: Sequence[float]) -> list[Placed]:
    top, bottom = edges[rows.first], edges[rows.last + 1]
    own = [one for one in placed if one.columns.first == column and top < one.middle < bottom]
    return sorted(own, key=lambda one: one.middle)


def _parts(own: Sequence[Placed], rows: Span, edges: Sequence[float]) -> list[Span] | None:
    """Return the rows of each label, and before them those that have none: at most the first, below a heading."""
    for first in (rows.first, rows.first + 1):
        parts = _chain(own, Span(first, rows.last), edges)
        if parts is not None:
            return parts if first == rows.first else [Span(rows.first, rows.first), *parts]
    return None


def _chain(own: Sequence[Placed], rows: Span, edges: Sequence[float]) -> list[Span] | None:
    parts: list[Span] = []
    start = rows.first
    for one in own:
        if start > rows.last:
            return None
        exact = 2 * one.middle - edges[start]
        end = min(range(start + 1, rows.last + 2), key=lambda edge: abs(edges[edge] - exact))
        lowest = min(edges[row + 1] - edges[row] for row in range(start, end))
        if abs(edges[end] - exact) > INEXACT * lowest:
            return None
        parts.append(Span(start, end - 1))
        start = end
    return parts if start == rows.last + 1 else None


def _is_uncertain(one: Placed, own: Sequence[Placed], rows: Span) -> bool:
    """Whether a text may stand beside rows above and below its own: nothing stands there in its column."""
    if one.rows is None:
        return True
    filled = {row for other in own if other.rows for row in range(other.rows.first, other.rows.last + 1)}
    above, below = one.rows.first - 1, one.rows.last + 1
    return rows.first <= above and above not in filled and below <= rows.last and below not in filled
