"""Pieces of lines → whether a single blank parts columns, as some programs write them: cells are then unknown."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.readers.columns import Span
from extractors.readers.plain_text.segments import NUMBER, WORD, Segment
from extractors.readers.plain_text.widths import width

OFTEN = 2
"""Rows in which something may be so by chance."""

SENTENCE = re.compile(r"[，。；！？、,;!?]")
OPERATOR = re.compile(r"[≥≤＞＜><=＝≧≦﹦%％]{1,2}")


class _Word(NamedTuple):
    """A word within a piece, behind a blank: the columns of the page at which it and its piece begin, and its row.

    `covers` says whether the piece stands over several columns.
    """

    text: str
    start: int
    begin: int
    row: int
    covers: bool


def is_narrow(pieces: Sequence[Sequence[Segment]], spans: Sequence[Sequence[Span]], wide: frozenset[str]) -> bool:
    """Return whether a blank parts columns in some rows: a word within a text begins where a column does.

    A column begins where texts of other rows begin, behind a gap. Figures and operators behind a blank, in texts of
    several rows that begin at the same place, are texts of their own.
    """
    words = list(_words(pieces, spans, wide))
    begun = Counter(piece.start for row in pieces for piece in row)
    signs = {(word.begin, word.row) for word in words if NUMBER.fullmatch(word.text) or OPERATOR.fullmatch(word.text)}
    rows = Counter(begin for begin, _ in signs)
    below = {word.row for word in words if word.covers and begun[word.start] >= OFTEN}
    return len(below) > OFTEN or max(rows.values(), default=0) >= OFTEN


def _words(
    pieces: Sequence[Sequence[Segment]], spans: Sequence[Sequence[Span]], wide: frozenset[str]
) -> Iterator[_Word]:
    """Yield the words within texts but for the first of each; a sentence is one text, and so is what stands alone."""
    for number, (row, places) in enumerate(zip(pieces, spans, strict=True)):
        placed = zip(row, places, strict=True) if len(row) > 1 else ()
        for piece, span in ((piece, span) for piece, span in placed if not SENTENCE.search(piece.text)):
            for word in list(WORD.finditer(piece.text))[1:]:
                start = piece.start + width(piece.text[: word.start()], wide)
                yield _Word(word[0], start, piece.start, number, span.first < span.last)
