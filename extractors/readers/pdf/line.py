"""The characters of one printed line → its text, and the measures by which a wrapped line is told from a broken one."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.document import Box
from extractors.readers.pdf.boxes import union

BLANK = 0.2
"""The narrowest blank, in the size of the text: fonts make it 0.22 or wider, letters of a word are set closer."""

WIDEST_BLANK = 3.0
"""Points. A gap wider than this is a blank in text of any size that a form is printed in."""

APART = 1.5
"""A gap this wide, in the size of the text, separates even Han characters: two things stand on one line. A Han blank is
1.0 wide, and titles are spaced with one of them."""

OVERLAP = 0.6
"""How much of the narrower of two characters the other covers where they are printed upon each other. Full-width
punctuation may be set half upon its neighbour."""

CLOSING = frozenset("，。、；：？！）》」』】〕〉”’…％℃‰°·,.;:?!)]}%›»・～〗〞﹚﹜﹞")
"""What cannot begin a line, so that the character before moves down with it (GB/T 15834, UAX 14)."""

OPENING = frozenset("（《「『【〔〈“‘([{￥$‹«〖〝﹙﹛﹝")
"""What cannot end a line, so that it moves down with the character behind it."""

PAIRED = frozenset("—…")
"""What is not divided when it stands twice."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on its line: where it starts and ends along the line, and how far down its baseline lies."""

    text: str
    start: float
    end: float
    down: float
    size: float
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text and its measures along the direction in which it reads.

    `first` is the width of its first character, `unit` that of the beginning that cannot be divided, `word` that of the
    last word. `ends_blank` tells that a blank is drawn behind it, `overprinted` that characters lie upon each other, so
    that their order is not certain.
    """

    text: str
    start: float
    end: float
    down: float
    size: float
    box: Box
    first: float
    unit: float
    word: float
    ends_blank: bool = False
    overprinted: bool = False


def is_han(character: str) -> bool:
    """Return whether it fills a square (Han characters and their punctuation): blanks beside it mean nothing."""
    return unicodedata.east_asian_width(character) in "WF"


def line_of(row: Iterable[Glyph]) -> PrintedLine | None:
    """Return the line that characters make up, or None when nothing but blanks is among them."""
    glyphs: list[Glyph] = []
    blanks: set[int] = set()
    for glyph in sorted(row, key=lambda glyph: (glyph.start, glyph.end)):
        if glyph.text.strip():
            glyphs.append(glyph)
        else:
            blanks.add(len(glyphs))
    if not glyphs:
        return None
    largest = max(glyphs, key=lambda glyph: glyph.size)
    return PrintedLine(
        text=_text(glyphs, blanks),
        start=glyphs[0].start,
        end=max(glyph.end for glyph in glyphs),
        down=largest.down,
        size=largest.size,
        box=union(glyph.box for glyph in glyphs),
        first=glyphs[0].end - glyphs[0].start,
        unit=_unit(glyphs, blanks),
        word=_last_word(glyphs, blanks),
        ends_blank=len(glyphs) in blanks,
        overprinted=any(_overlap(before, after) for before, after in pairwise(glyphs)),
    )


def _overlap(before: Glyph, after: Glyph) -> bool:
    narrower = min(before.end - before.start, after.end - after.start)
    return before.end - after.start > OVERLAP * narrower


def _text(glyphs: Sequence[Glyph], blanks: set[int]) -> str:
    parts = [glyphs[0].text]
    for index, (before, after) in enumerate(pairwise(glyphs), start=1):
        parts += [" " * _is_blank(before, after, drawn=index in blanks), after.text]
    return "".join(parts)


def _is_blank(before: Glyph, after: Glyph, *, drawn: bool) -> bool:
    """Return whether there is a blank between two neighbours: one is drawn, or the gap is as wide as one."""
    gap, size = after.start - before.end, max(before.size, after.size)
    if gap >= APART * size:
        return True
    if is_han(before.text[-1]) or is_han(after.text[0]):
        return False
    return drawn or gap > min(WIDEST_BLANK, BLANK * size)


def _unit(glyphs: Sequence[Glyph], blanks: set[int]) -> float:
    index = 1
    while (
        index < len(glyphs) and index not in blanks and _inseparable(glyphs[index - 1].text[-1], glyphs[index].text[0])
    ):
        index += 1
    return glyphs[index - 1].end - glyphs[0].start


def _inseparable(last: str, first: str) -> bool:
    if first in CLOSING or last in OPENING or (last == first and last in PAIRED):
        return True
    return not is_han(last) and not is_han(first)


def _last_word(glyphs: Sequence[Glyph], blanks: set[int]) -> float:
    index = len(glyphs)
    while index > 0 and not is_han(glyphs[index - 1].text[-1]) and (index == len(glyphs) or index not in blanks):
        index -= 1
    return glyphs[-1].end - glyphs[index].start if index < len(glyphs) else 0.0
