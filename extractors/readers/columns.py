"""Rows of printed texts → the columns in which the texts stand: the gaps that persist over rows part them.

A form is several tables above each other, each with columns of its own. So rows are taken together, from top to bottom,
as long as no two texts of a row come into one column; where they would, the next stretch begins. What begins or ends in
the gap between two columns of one stretch is, where it can be, the same edge as that of another one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple


class Extent(NamedTuple):
    """From where to where a text reaches across, and whether it is a figure: that never reaches over two columns."""

    start: float
    end: float
    is_figure: bool = False


class Span(NamedTuple):
    """The first and the last column, or row, from 0, over which a text stands."""

    first: int
    last: int

    @property
    def all(self) -> range:
        """Each of them."""
        return range(self.first, self.last + 1)

    def crosses(self, other: "Span") -> bool:
        """Whether both have some in common, and each has others, too."""
        return self.first < other.first <= self.last < other.last or other.first < self.first <= other.last < self.last


@dataclass(frozen=True, slots=True)
class Columns:
    """How many columns there are, over which of them each text of each row stands, and where one column ends.

    `confirmed` is the number of rows that have texts on both sides of the best gap. `stretches` counts the stretches
    with columns of their own. `ragged` is the part of the texts that are in line with their columns at neither side nor
    in the middle.
    """

    count: int
    spans: tuple[tuple[Span, ...], ...]
    edges: tuple[float, ...]
    confirmed: int
    stretches: int
    ragged: float

    @property
    def staggered(self) -> float:
        """The part of the rows with a text that shares columns with one of the row above, and each has others, too."""
        rows = [row for row in self.spans if len(row) > 1]
        found = sum(any(one.crosses(other) for one in row for other in above) for above, row in pairwise(rows))
        return found / max(1, len(rows) - 1)


Row = Sequence[Extent]

LOOK_BACK = 12
"""Rows above a stretch among which its header is looked for."""

MOST_PARTED = 500
"""Gaps of rows with texts over several columns that one stretch keeps in mind: more than any form has."""


@dataclass(slots=True)
class _Stretch:
    """Rows that share columns: from where to where each reaches, by the texts that stand in it alone."""

    apart: float
    columns: list[Extent] = field(default_factory=list)
    parted: set[tuple[float, float]] = field(default_factory=set)
    """The gaps of rows in which a text stands over several columns: they must stay gaps."""

    def take(self, row: Row) -> bool:
        """Take a row in if each of its texts may have a column, or several, for itself; return whether it did.

        A text over several columns tells nothing of where they end.
        """
        before = -1
        touched = [self._touched(text) for text in row]
        for text, (first, end) in zip(row, touched, strict=True):
            over_several = end - first > 1
            refused = text.is_figure if over_several else self._closes(text, first, end)
            if first < before or refused:
                return False
            before = max(before, end)
        if any(end - first > 1 for first, end in touched):
            if len(self.parted) > MOST_PARTED:
                return False
            self.parted.update((left.end, right.start) for left, right in pairwise(row))
        for text in row:
            first, end = self._touched(text)
            if end - first <= 1:
                self.columns[first:end] = [self._grown(text, first, end)]
        return True

    def _grown(self, text: Extent, first: int, end: int) -> Extent:
        """Return the column, or none, at a place with a text in it."""
        found = self.columns[first:end]
        return Extent(min([text.start, *(one.start for one in found)]), max([text.end, *(one.end for one in found)]))

    def _closes(self, text: Extent, first: int, end: int) -> bool:
        """Whether a column with a text in it would be one for two texts of a row before."""
        if not self.parted or (first < end and self.columns[first] == self._grown(text, first, end)):
            return False
        start, last, _ = self._grown(text, first, end)
        return any(start < left + self.apart and last > right - self.apart for left, right in self.parted)

    def whole(self, text: Extent) -> Extent:
        """Return from where to where the columns reach over which a text stands."""
        first, end = self._touched(text)
        return Extent(self.columns[first].start, self.columns[end - 1].end)

    def in_line(self, row: Row) -> int:
        """Return how many texts of a row begin, end or have their middle where a column of theirs does."""
        return sum(self._is_in_line(text) for text in row if self._is_in_one(text))

    def ragged(self, row: Row) -> int:
        """Return how many texts of a row are in line nowhere with the column, or the columns, in which they stand."""
        return sum(not self._is_in_line(text) for text in row)

    def _is_in_one(self, text: Extent) -> bool:
        first, end = self._touched(text)
        return end - first == 1

    def _is_in_line(self, text: Extent) -> bool:
        whole = self.whole(text)
        left, right = text.start - whole.start, text.end - whole.end
        return min(abs(left), abs(right), abs(left + right) / 2) <= self.apart / 2

    def gaps(self) -> Iterator[tuple[float, float]]:
        """Yield the gaps between the columns."""
        yield from ((left.end, right.start) for left, right in pairwise(self.columns))

    def _touched(self, text: Extent) -> tuple[int, int]:
        """Return the columns that a text has no gap from: the first, and the one behind the last."""
        first = bisect_right(self.columns, text.start - self.apart, key=_right)
        return first, max(first, bisect_left(self.columns, text.end + self.apart, key=_left))


_left, _right = attrgetter("start"), attrgetter("end")


def columns(rows: Sequence[Row], apart: float) -> Columns:
    """Return the columns of rows of texts; columns are parted by gaps at least so wide that no text reaches into."""
    starts = _starts(rows, apart)
    stretches = [_stretch(rows[first:end], apart) for first, end in pairwise(starts)]
    edges = _edges([gap for stretch in stretches for gap in stretch.gaps()])
    confirmed = ragged = 0
    spans: list[list[Span]] = []
    for stretch, (first, end) in zip(stretches, pairwise(starts), strict=True):
        confirmed = max([confirmed, *_confirmed(stretch, rows[first:end])])
        ragged += sum(stretch.ragged(row) for row in rows[first:end])
        spans += [_apart([_span(stretch.whole(text), edges, apart / 2) for text in row]) for row in rows[first:end]]
    kept = _kept(spans, len(edges) + 1)
    moved = [tuple(Span(kept[span.first], kept[span.last]) for span in row) for row in spans]
    between = tuple(edge for edge, (left, right) in zip(edges, pairwise(kept), strict=True) if left < right)
    texts = max(1, sum(map(len, rows)))
    return Columns(kept[-1] + 1, tuple(moved), between, confirmed, len(stretches), ragged / texts)


def _starts(rows: Sequence[Row], apart: float) -> list[int]:
    """Return where stretches begin, and where the last one ends.

    Each is as long as it can be. But rows that fit the stretch above and the one below begin the lower one where their
    texts are in line with more of its columns; of those that are as well in line with both, the fullest begins it: a
    header fits by chance above.
    """
    starts = [0]
    while starts[-1] < len(rows):
        starts.append(_end(rows, starts[-1], len(rows), apart))
    for number in range(1, len(starts) - 1):
        starts[number] = _begin(rows, (starts[number - 1], starts[number], starts[number + 1]), apart)
    return starts


def _begin(rows: Sequence[Row], bounds: tuple[int, int, int], apart: float) -> int:
    """Return where a stretch begins that may take rows from the one above: where that, it and the next one begin."""
    above, first, end = bounds
    below = _stretch(rows[first:end], apart)
    gain, best = 0, (0, len(rows[first]), first)
    for row in range(first - 1, max(above, first - LOOK_BACK), -1):
        if _end(rows, row, end, apart) < end:
            break
        gain += below.in_line(rows[row]) - _stretch(rows[above:row], apart).in_line(rows[row])
        if (gain, len(rows[row])) >= best[:2]:
            best = gain, len(rows[row]), row
    return best[2]


def _end(rows: Sequence[Row], first: int, end: int, apart: float) -> int:
    """Return the first row from one on that does not fit the rows before, or the end."""
    stretch = _Stretch(apart)
    return next((number for number in range(first, end) if not stretch.take(rows[number])), end)


def _stretch(rows: Sequence[Row], apart: float) -> _Stretch:
    stretch = _Stretch(apart)
    if not all(stretch.take(row) for row in rows):
        raise AssertionError("the rows of a stretch were taken in one by one before")
    return stretch


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
            for column in span.all:
                filled[column].add(number)
    numbers = [0]
    taken = filled[0]
    for rows in filled[1:]:
        apart = not taken.isdisjoint(rows)
        numbers.append(numbers[-1] + apart)
        taken = rows if apart else taken | rows
    return numbers


def _confirmed(stretch: _Stretch, rows: Sequence[Row]) -> list[int]:
    """Return for each gap how many rows have a text that ends before it and the next one behind it."""
    sides = [[(left.end, right.start) for left, right in pairwise(row)] for row in rows]
    return [
        sum(any(left <= start and end <= right for left, right in row) for row in sides)
        for start, end in stretch.gaps()
    ]
