"""Rows of printed texts → the columns in which the texts stand: the gaps that persist over rows part them.

A form is several tables above each other, each with columns of its own. So rows are taken together, from top to bottom,
as long as no two texts of a row come into one column; where they would, the next stretch begins. What begins or ends in
the gap between two columns of one stretch is, where it can be, the same edge as that of another one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple


class Extent(NamedTuple):
    """From where to where a text reaches across, and whether it is a figure: that never reaches over two columns."""

    start: float
    end: float
    is_figure: bool = False


class Span(NamedTuple):
    """The first and the last column, from 0, over which a text stands."""

    first: int
    last: int


class Columns(NamedTuple):
    """How many columns there are, over which of them each text of each row stands, and how often gaps were seen.

    `confirmed` is the number of rows that have texts on both sides of the best gap. `stretches` counts the stretches
    with columns of their own.
    """

    count: int
    spans: tuple[tuple[Span, ...], ...]
    confirmed: int
    stretches: int


Row = Sequence[Extent]


@dataclass(slots=True)
class _Stretch:
    """Rows that share columns: from where to where each reaches, by the texts that stand in it alone."""

    apart: float
    first: int
    columns: list[Extent] = field(default_factory=list)
    end: int = 0

    def fits(self, row: Row) -> bool:
        """Whether each text of a row may have a column, or several, for itself."""
        before = -1
        for text in row:
            first, end = self._touched(text)
            if first < before or (text.is_figure and end - first > 1):
                return False
            before = max(before, end)
        return True

    def add(self, row: Row) -> None:
        """Take a row in; a text over several columns tells nothing of them."""
        for text in row:
            first, end = self._touched(text)
            if end - first > 1:
                continue
            found = self.columns[first:end]
            start, last = min([text.start, *(one.start for one in found)]), max([text.end, *(one.end for one in found)])
            self.columns[first:end] = [Extent(start, last)]

    def whole(self, text: Extent) -> Extent:
        """Return from where to where the columns reach over which a text stands."""
        first, end = self._touched(text)
        return Extent(self.columns[first].start, self.columns[end - 1].end)

    def gaps(self) -> Iterator[tuple[float, float]]:
        """Yield the gaps between the columns."""
        yield from ((left.end, right.start) for left, right in pairwise(self.columns))

    def _touched(self, text: Extent) -> tuple[int, int]:
        """Return the columns that a text has no gap from: the first, and the one behind the last."""
        first = bisect_right(self.columns, text.start - self.apart, key=_end)
        return first, max(first, bisect_left(self.columns, text.end + self.apart, key=_start))


def _start(column: Extent) -> float:
    return column.start


def _end(column: Extent) -> float:
    return column.end


def columns(rows: Sequence[Row], apart: float) -> Columns:
    """Return the columns of rows of texts; columns are parted by gaps at least so wide that no text reaches into."""
    stretches = list(_stretches(rows, apart))
    edges = _edges([gap for stretch in stretches for gap in stretch.gaps()])
    confirmed = 0
    spans: list[list[Span]] = []
    for stretch in stretches:
        part = rows[stretch.first : stretch.end]
        confirmed = max([confirmed, *_confirmed(stretch, part)])
        spans += [_apart([_span(stretch.whole(text), edges, apart / 2) for text in row]) for row in part]
    kept = _kept(spans, len(edges) + 1)
    moved = [tuple(Span(kept[span.first], kept[span.last]) for span in row) for row in spans]
    return Columns(kept[-1] + 1, tuple(moved), confirmed, len(stretches))


def _stretches(rows: Sequence[Row], apart: float) -> Iterator[_Stretch]:
    """Yield stretches of rows, each as long as it can be, but one that begins with a header has all of it."""
    starts = [0]
    while starts[-1] < len(rows):
        starts.append(_end_of(rows, starts[-1], apart))
    for first, end in pairwise(_moved(rows, starts, apart)):
        stretch = _Stretch(apart, first, end=end)
        for row in rows[first:end]:
            stretch.add(row)
        yield stretch


def _end_of(rows: Sequence[Row], first: int, apart: float) -> int:
    stretch = _Stretch(apart, first)
    for number in range(first, len(rows)):
        if not stretch.fits(rows[number]):
            return number
        stretch.add(rows[number])
    return len(rows)


def _moved(rows: Sequence[Row], starts: Sequence[int], apart: float) -> list[int]:
    """Return where stretches begin: of the rows that fit both above and below, the fullest begins the lower one.

    That is the header of what stands below; it fits above by chance.
    """
    moved = list(starts)
    for number in range(1, len(starts) - 1):
        below = _Stretch(apart, starts[number])
        for row in rows[starts[number] : starts[number + 1]]:
            below.add(row)
        first = starts[number]
        while first - 1 > moved[number - 1] and below.fits(rows[first - 1]):
            first -= 1
            below.add(rows[first])
        both = range(first, starts[number])
        best = max(both, key=lambda row: (len(rows[row]), row), default=starts[number])
        if both and len(rows[best]) >= len(rows[starts[number]]):
            moved[number] = best
    return moved


def _edges(gaps: Sequence[tuple[float, float]]) -> list[float]:
    """Return the fewest edges of which each gap has one: where the leftmost of the columns behind it begins."""
    edges: list[float] = []
    for start, end in sorted(gaps, key=lambda gap: gap[1]):
        if not edges or edges[-1] < start:
            edges.append(end)
    return edges


def _span(whole: Extent, edges: Sequence[float], inexact: float) -> Span:
    first = bisect_right(edges, whole.start + inexact)
    return Span(first, max(first, bisect_left(edges, whole.end - inexact)))


def _apart(row: Sequence[Span]) -> list[Span]:
    """Return the spans of a row without what one shares with the next: that is the next one's, if only by a little."""
    following = [*(span.first for span in row[1:]), row[-1].last + 1] if row else []
    return [Span(span.first, min(span.last, first - 1)) for span, first in zip(row, following, strict=True)]


def _kept(spans: Sequence[Sequence[Span]], count: int) -> list[int]:
    """Return for each column its new number: two side by side of which no row has both are one.

    They part a heading at one side of a column from the figures at the other side.
    """
    filled: list[set[int]] = [set() for _ in range(count)]
    for number, row in enumerate(spans):
        for span in row:
            for column in range(span.first, span.last + 1):
                filled[column].add(number)
    numbers = [0]
    rows = filled[0]
    for column in filled[1:]:
        apart = not rows.isdisjoint(column)
        numbers.append(numbers[-1] + apart)
        rows = column if apart else rows | column
    return numbers


def _confirmed(stretch: _Stretch, rows: Sequence[Row]) -> list[int]:
    """Return for each gap how many rows have a text that ends before it and the next one behind it."""
    sides = [[(left.end, right.start) for left, right in pairwise(row)] for row in rows]
    return [
        sum(any(left <= start and end <= right for left, right in row) for row in sides) for start, end in stretch.gaps()
    ]
