"""Lines of text → the gaps between columns that they share."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.plain_text.widths import width

NUMBER = re.compile(r"[-+－]?[0-9][0-9,.]*[%％]?")
IDEOGRAPHIC_SPACE = "\u3000"
WORD = re.compile(r"[^ \u3000\xa0]+")
GAP = 2
"""Columns: one blank stands between words, two or more between cells."""

OUTVOTED = 3
"""How many lines must have a gap, for one that has text across it, before that text is one cell over two columns."""

CONFIRMED = 2
"""Lines that must have text on both sides of the same gap before it is taken for a gap between columns."""


class Segment(NamedTuple):
    """A piece of a line between gaps: its text and where that begins in the line, and the columns that it fills."""

    text: str
    first: int
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is a figure and nothing else."""
        return NUMBER.fullmatch(self.text) is not None


def segments(line: str, wide: frozenset[str]) -> list[Segment]:
    """Return the pieces of a line; an ideographic space is a gap by itself."""
    found: list[Segment] = []
    position, column = 0, 0
    for piece in _pieces(line):
        start = column + width(line[position : piece[0]], wide)
        position = piece[1]
        text = line[piece[0] : position]
        column = start + width(text, wide)
        found.append(Segment(text, piece[0], start, column))
    return found


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a line begin and end; a blank by itself does not end one."""
    first = last = -1
    for word in WORD.finditer(line):
        if first < 0:
            first = word.start()
        elif word.start() - last > 1 or line[last] == IDEOGRAPHIC_SPACE:
            yield first, last
            first = word.start()
        last = word.end()
    if first >= 0:
        yield first, last


def gutters(rows: Sequence[Sequence[Segment]]) -> list[int]:
    """Return where the gaps begin that the rows share; none unless two rows have text on both sides of the same one.

    A gap that no text crosses separates columns. So does one that a few rows cross: their text is a cell over several
    columns. What begins within such a gap belongs to the column behind it.
    """
    found: list[_Strip] = []
    contested: list[_Strip] = []
    for run in _runs(_strips(rows)):
        free = [strip for strip in _merged(strip for strip in run if not strip.crossed) if strip.wide_enough]
        found += free
        contested += [] if free else [strip for strip in _merged(run) if strip.wide_enough]
    found = sorted([*found, *_between_texts(contested, rows)])
    return [strip.start for strip in found] if any(strip.confirmed >= CONFIRMED for strip in found) else []


def column_of(segment: Segment, starts: Sequence[int]) -> int:
    """Return the column, from 0, in which a piece begins."""
    return bisect_right(starts, segment.start)


class _Strip(NamedTuple):
    """Columns of the page with how many rows have text across them, and how many have a gap between texts there."""

    start: int
    end: int
    crossed: int
    confirmed: int

    @property
    def wide_enough(self) -> bool:
        return self.end - self.start >= GAP

    @property
    def free(self) -> bool:
        return self.crossed == 0 or self.confirmed >= OUTVOTED * self.crossed


def _strips(rows: Sequence[Sequence[Segment]]) -> Iterator[_Strip]:
    """Yield strips from left to right; crossing and gaps do not change within one."""
    crossed: Counter[int] = Counter()
    confirmed: Counter[int] = Counter()
    for row in rows:
        crossed.update(piece.start for piece in row)
        crossed.subtract(piece.end for piece in row)
        confirmed.update(left.end for left, _ in pairwise(row))
        confirmed.subtract(right.start for _, right in pairwise(row))
    texts = gaps = 0
    for start, end in pairwise(sorted(crossed)):
        texts += crossed[start]
        gaps += confirmed[start]
        yield _Strip(start, end, texts, gaps)


def _runs(strips: Iterable[_Strip]) -> Iterator[list[_Strip]]:
    run: list[_Strip] = []
    for strip in strips:
        if strip.free:
            run.append(strip)
        elif run:
            yield run
            run = []


def _merged(strips: Iterable[_Strip]) -> Iterator[_Strip]:
    """Yield strips with those that touch made one."""
    merged: _Strip | None = None
    for strip in strips:
        if merged is not None and merged.end == strip.start:
            most = max(merged.crossed, strip.crossed), max(merged.confirmed, strip.confirmed)
            merged = _Strip(merged.start, strip.end, *most)
        else:
            if merged is not None:
                yield merged
            merged = strip
    if merged is not None:
        yield merged


def _between_texts(strips: list[_Strip], rows: Sequence[Sequence[Segment]]) -> list[_Strip]:
    """Return the strips that hold no whole text of any row and that no figure crosses: a figure has one column."""
    starts = [strip.start for strip in strips]
    ends = [strip.end for strip in strips]
    refused: set[int] = set()
    for piece in (piece for row in rows for piece in row):
        around = bisect_right(starts, piece.start) - 1
        if around >= 0 and piece.end <= ends[around]:
            refused.add(around)
        if piece.is_number:
            refused.update(range(bisect_left(starts, piece.start), bisect_right(ends, piece.end)))
    return [strip for number, strip in enumerate(strips) if number not in refused]
