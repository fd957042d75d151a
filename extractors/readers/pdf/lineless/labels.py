"""Labels in the middle of the rows that they stand beside → which rows these are."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.columns import Span
from extractors.readers.pdf.lineless.blocks import Block
from extractors.readers.pdf.record import Run

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

    @property
    def down(self) -> Span:
        """Its rows, which are known."""
        if self.rows is None:
            raise AssertionError("a text is put into a cell only where its rows are known")
        return self.rows

    @property
    def positions(self) -> set[tuple[int, int]]:
        """The rows and columns that it covers; none where its rows are not known."""
        return set() if self.rows is None else {(row, column) for row in self.rows.all for column in self.columns.all}

    @property
    def runs(self) -> tuple[Run, ...]:
        """What it is made of."""
        return tuple(run for line in self.block.lines for run in line.runs)


def spread(placed: Sequence[Placed], edges: Sequence[float]) -> list[Placed]:
    """Give labels that stand in the middle of several rows these rows; return those of which they cannot be told.

    Each column is looked at within the rows of each label in the column before, up to the one in which most rows have a
    text. Labels that cover all rows without a gap, each in the middle of its own, can do so in one way only.
    """
    unknown: list[Placed] = []
    groups = [Span(0, len(edges) - 2)]
    seen = {groups[0]}
    for column in range(1 + max(one.columns.first for one in placed)):
        found: list[Span] = []
        for rows in groups:
            own = _of_column(placed, column, rows, edges)
            if own and not _is_full(own, rows) and _may_be_labels(placed, own, rows, edges):
                parts = _parts(own, rows, edges)
                unknown += [] if parts else [one for one in own if _is_uncertain(one, own, placed, rows)]
                found += parts or [rows]
            elif not own:
                found.append(rows)
        groups = found
        seen.update(found)
    for rows in sorted(seen, key=lambda rows: rows.last - rows.first):
        _within(placed, rows, edges)
    for one in [one for one in placed if one.rows is None]:
        one.rows = _only_rows(one, placed, edges)
    return [one for one in placed if one.rows is None or any(one is other for other in unknown)]


def _only_rows(label: Placed, placed: Sequence[Placed], edges: Sequence[float]) -> Span | None:
    """Return the rows in the middle of which a label stands, if only some can be them: nothing else stands there."""
    near = [one for one in placed if one is not label and not _apart(one.columns, label.columns)]
    above = [edge for one in near if one.middle < label.middle for edge in _reach(one, edges)[1:]]
    below = [edge for one in near if one.middle > label.middle for edge in _reach(one, edges)[:1]]
    lowest, highest = max(above, default=0), min(below, default=len(edges) - 1)
    found = [
        Span(first, end - 1)
        for first in range(lowest, highest)
        for end in range(first + 1, highest + 1)
        if abs(edges[first] + edges[end] - 2 * label.middle) <= _tolerance(edges, first, end)
    ]
    return found[0] if len(found) == 1 else None


def _apart(one: Span, other: Span) -> bool:
    return one.last < other.first or other.last < one.first


def _reach(one: Placed, edges: Sequence[float]) -> tuple[int, int]:
    """Return the edges between which a text stands, for certain."""
    if one.rows is not None:
        return one.rows.first, one.rows.last + 1
    row = min(max(bisect_right(edges, one.middle) - 1, 0), len(edges) - 2)
    return row, row + 1


def _tolerance(edges: Sequence[float], first: int, end: int) -> float:
    return INEXACT * min(edges[row + 1] - edges[row] for row in range(first, end))


def _within(placed: Sequence[Placed], rows: Span, edges: Sequence[float]) -> None:
    """Give what stands between rows in the further columns its rows, within those of a label."""
    between = {one.columns.first for one in placed if one.rows is None}
    for column in between:
        own = _of_column(placed, column, rows, edges)
        parts = _chain(own, rows, edges) if any(one.rows is None for one in own) else None
        for one, part in zip(own, parts or [], strict=parts is not None):
            one.rows = part


def _is_full(own: Sequence[Placed], rows: Span) -> bool:
    """Whether each row but the first, that of a header, has a text of its own."""
    return all(one.rows for one in own) and _filled(own) >= set(range(rows.first + 1, rows.last + 1))


def _may_be_labels(placed: Sequence[Placed], own: Sequence[Placed], rows: Span, edges: Sequence[float]) -> bool:
    """Whether the texts of a column may be labels of several rows: some are for certain, or another column is fuller.

    Those of the first column label the blocks of a form, however many these are.
    """
    column = own[0].columns.first
    if column == 0 or any(one.rows is None for one in own):
        return True
    further = range(column + 1, 1 + max(one.columns.first for one in placed))
    return any(len(_of_column(placed, other, rows, edges)) > len(own) for other in further)


def _filled(own: Sequence[Placed]) -> set[int]:
    return {row for one in own if one.rows for row in one.rows.all}


def _of_column(placed: Sequence[Placed], column: int, rows: Span, edges: Sequence[float]) -> list[Placed]:
    top, bottom = edges[rows.first], edges[rows.last + 1]
    own = [one for one in placed if one.columns.first == column and top < one.middle < bottom]
    return sorted(own, key=lambda one: one.middle)


def _parts(own: Sequence[Placed], rows: Span, edges: Sequence[float]) -> list[Span] | None:
    """Give each label its rows and return them, and before them those without: at most the first, beside a header."""
    for first in (rows.first, rows.first + 1):
        parts = _chain(own, Span(first, rows.last), edges)
        if parts is not None:
            for one, part in zip(own, parts, strict=True):
                one.rows = part
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
        if abs(edges[end] - exact) > _tolerance(edges, start, end):
            return None
        parts.append(Span(start, end - 1))
        start = end
    return parts if start == rows.last + 1 else None


def _is_uncertain(one: Placed, own: Sequence[Placed], placed: Sequence[Placed], rows: Span) -> bool:
    """Whether a text may stand beside rows above and below its own: both have texts, and none in its column."""
    if one.rows is None:
        return False
    beside = {row for other in placed if other.rows and other.columns.first > one.columns.last for row in other.rows}
    free = beside - _filled(own)
    return all(rows.first <= row <= rows.last and row in free for row in (one.rows.first - 1, one.rows.last + 1))


def around(label: Placed, known: Sequence[Placed], rows: int) -> range:
    """Return the rows beside which a label of unknown rows may stand: those between the texts above and below it."""
    near = [one for one in known if one.rows is not None and not _apart(one.columns, label.columns)]
    above = [one.rows.last + 1 for one in near if one.rows is not None and one.middle < label.middle]
    below = [one.rows.first for one in near if one.rows is not None and one.middle > label.middle]
    return range(max(above, default=0), min(below, default=rows))
