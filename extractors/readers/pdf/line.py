"""The runs of one printed line → its text, and the measures by which a wrapped line is told from a broken one."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf.boxes import union
from extractors.readers.pdf.record import Run

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

REPRINT = 0.12
"""The offset of a character printed again to look bold, in its size. Fake bold moves by 0.02 to 0.06; the narrowest
glyphs in use (i, l, full stop) advance by 0.2, and the digits of a number by 0.5."""

CLOSING = frozenset("，。、；：？！）》」』】〕〉”’…％℃‰°·,.;:?!)]}%›»・～〗〞﹚﹜﹞")
"""What cannot begin a line, so that the character before moves down with it (GB/T 15834, UAX 14)."""

OPENING = frozenset("（《「『【〔〈“‘([{￥$‹«〖〝﹙﹛﹝")
"""What cannot end a line, so that it moves down with the character behind it."""

PAIRED = frozenset("—…")
"""What is not divided when it stands twice."""


class PrintedLine(NamedTuple):
    """A line of text and its measures along the direction in which it reads.

    `runs` are what it is made of, from its start to its end. `blanks` are the places (a place is the number of runs
    before it) at which a blank is drawn. `overprinted` tells that characters lie upon each other, so that their order
    is not certain.
    """

    text: str
    start: float
    end: float
    down: float
    size: float
    runs: tuple[Run, ...]
    blanks: frozenset[int] = frozenset()
    overprinted: bool = False

    @property
    def box(self) -> Box:
        """The box on the page."""
        return self.runs[0].box if len(self.runs) == 1 else union([run.box for run in self.runs])

    @property
    def ends_blank(self) -> bool:
        """Whether a blank is drawn behind it."""
        return len(self.runs) in self.blanks

    @property
    def first(self) -> float:
        """The width of its first character."""
        return self.runs[0].ends[0] - self.runs[0].starts[0]

    @property
    def unit(self) -> float:
        """The width of the beginning that cannot be divided."""
        end, last = self.runs[0].starts[0], ""
        for index, run in enumerate(self.runs):
            for place, text in enumerate(run.texts):
                blank = place == 0 and index in self.blanks
                if last and (blank or not _inseparable(last, text[0])):
                    return end - self.runs[0].starts[0]
                end, last = run.ends[place], text[-1]
        return end - self.runs[0].starts[0]

    @property
    def word(self) -> float:
        """The width of the last word; 0 where it ends in a Han character."""
        start = end = self.runs[-1].ends[-1]
        for index in range(len(self.runs) - 1, -1, -1):
            run = self.runs[index]
            for place in range(len(run.texts) - 1, -1, -1):
                if is_han(run.texts[place][-1]):
                    return end - start
                start = run.starts[place]
            if index in self.blanks:
                break
        return end - start


@lru_cache(maxsize=16384)
def is_han(character: str) -> bool:
    """Return whether it fills a square (Han characters and their punctuation): blanks beside it mean nothing."""
    return unicodedata.east_asian_width(character) in "WF"


def line_of(row: Sequence[Run]) -> PrintedLine | None:
    """Return the line that runs make up, or None when nothing but blanks is among them."""
    if len(row) == 1 and not row[0].blank:
        return _of_one(row[0], NOWHERE)
    runs: list[Run] = []
    blanks: set[int] = set()
    for run in row if len(row) == 1 else _in_order(row):
        if run.texts[0].isspace():
            blanks.add(len(runs))
        else:
            runs.append(run)
    if not runs:
        return None
    if len(runs) == 1:
        return _of_one(runs[0], frozenset(blanks))
    largest = max(runs, key=_size)
    return PrintedLine(
        _text(runs, blanks),
        runs[0].starts[0],
        max([run.ends[-1] for run in runs]),
        largest.down,
        largest.size,
        tuple(runs),
        frozenset(blanks),
        any(_overlap(before, after) for before, after in pairwise(runs)),
    )


def _of_one(run: Run, blanks: frozenset[int]) -> PrintedLine:
    texts, starts, ends, down, size, _ = run
    text = texts if isinstance(texts, str) else "".join(texts)
    return PrintedLine(text, starts[0], ends[-1], down, size, (run,), blanks)


def _in_order(row: Sequence[Run]) -> list[Run]:
    """Return runs from the start of a line to its end; those upon each other taken apart, without reprints."""
    ordered = sorted(row, key=_extent)
    if not [True for one, other in pairwise(ordered) if other.starts[0] < one.starts[-1] + REPRINT * other.size]:
        return ordered
    kept: list[Run] = []
    for char in sorted((char for run in ordered for char in run.single()), key=_extent):
        if not any(_is_reprint(char, other) for other in reversed(kept[-NEIGHBOURS:])):
            kept.append(char)
    return kept


NEIGHBOURS = 3
"""Among how many characters before it one is looked for that is printed again: two may lie upon each other."""


NOWHERE: frozenset[int] = frozenset()

_size = attrgetter("size")


def _extent(run: Run) -> tuple[float, float]:
    return run.starts[0], run.ends[-1]


def _is_reprint(char: Run, other: Run) -> bool:
    reach = REPRINT * max(char.size, other.size)
    near = abs(char.starts[0] - other.starts[0]) <= reach and abs(char.down - other.down) <= reach
    return near and char.texts[0] == other.texts[0] and char.angle == other.angle


def _overlap(before: Run, after: Run) -> bool:
    narrower = min(before.ends[-1] - before.starts[-1], after.ends[0] - after.starts[0])
    return before.ends[-1] - after.starts[0] > OVERLAP * narrower


def _text(runs: Sequence[Run], blanks: set[int]) -> str:
    if len(runs) == 1:
        return runs[0].text
    parts = [runs[0].text]
    for index, (before, after) in enumerate(pairwise(runs), start=1):
        if _is_blank(before, after, drawn=index in blanks):
            parts.append(" ")
        parts.append(after.text)
    return "".join(parts)


def _is_blank(before: Run, after: Run, *, drawn: bool) -> bool:
    """Return whether there is a blank between two neighbours: one is drawn, or the gap is as wide as one."""
    gap, size = after.starts[0] - before.ends[-1], max(before.size, after.size)
    if gap >= APART * size:
        return True
    if is_han(before.texts[-1][-1]) or is_han(after.texts[0][0]):
        return False
    return drawn or gap > min(WIDEST_BLANK, BLANK * size)


def _inseparable(last: str, first: str) -> bool:
    if first in CLOSING or last in OPENING or (last == first and last in PAIRED):
        return True
    return not is_han(last) and not is_han(first)
