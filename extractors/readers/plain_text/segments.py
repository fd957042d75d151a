"""A line of text → the pieces between its gaps, with the columns of the page that they fill."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.readers.columns import Extent
from extractors.readers.plain_text.widths import width

NUMBER = re.compile(r"[-+－]?[0-9][0-9,.]*[%％]?")
IDEOGRAPHIC_SPACE = "\u3000"
WORD = re.compile(r"[^ \u3000\xa0]+")


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

    @property
    def extent(self) -> Extent:
        """From where to where it reaches."""
        return Extent(self.start, self.end, self.is_number)


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
