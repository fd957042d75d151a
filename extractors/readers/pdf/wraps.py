"""The printed lines of a cell → its text, with line breaks only where the author made them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.pdf.line import PAIRED, PrintedLine, is_han

FINAL = frozenset("。；！？：;!?:.…")
"""What ends a sentence or an item of a list."""

ITEM = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,2}[、.．)）]\s*(?![0-9])|[①-⑳]")
"""How an item of a list begins. Behind a finished sentence it begins a line of its own: a text that numbers its items
in one paragraph seldom wraps just there, a list always does."""

HYPHENS = frozenset("-/")
"""Behind which a word may be divided."""

SIGN, MARKS = "-", frozenset(".,")
"""What stands before a figure, and between its digits."""

UNSURE = 0.15
"""How exactly the room on a line is known, in the size of the text: the padding is taken from the narrowest gap of the
table, and borders are up to 1.5 points wide. Within it the words decide."""

EVEN = 1.5
"""Points. By how much the gaps on both sides of a centred line may differ: rounding, and borders of different width."""

MOST = 0.75
"""The part of the lines that are even where lines are centred; one that ends in punctuation may not be."""

INDENT = 1.5
"""A first line is indented by two characters, in some by 1.5 or more; a line that hangs by less is set unevenly."""

LOOSER = 1.3
"""How much more than the usual distance there is before a new paragraph. Lines of one paragraph differ by 0.05; a
paragraph's own distance is half a line or more where it has any."""

BLANK = 0.25
"""The width of a blank, in the size of the text; producers set Han characters and letters that much apart too."""


class Room(NamedTuple):
    """The inside of a cell along its lines, without padding; `spread` where lines are centred or flush right."""

    start: float
    end: float
    spread: bool = False

    def after(self, line: PrintedLine) -> float:
        """Return how much room a line leaves: on its right, or on both sides where its gap lies on both."""
        right = self.end - line.end
        return right + line.start - self.start if self.spread else right


class Passage(NamedTuple):
    """The lines of a cell, or of the piece of it that stands on one page, and from where to where they may reach."""

    lines: tuple[PrintedLine, ...]
    start: float
    end: float

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.lines

    @property
    def room(self) -> Room:
        """The room that the lines are set in."""
        left = [line.start - self.start for line in self.lines]
        right = [self.end - line.end for line in self.lines]
        unsure = UNSURE * max([line.size for line in self.lines])
        even = sum([abs(one - other) <= max(EVEN, unsure) for one, other in zip(left, right, strict=True)])
        centred = even >= MOST * len(self.lines)
        ragged = max(left) - min(left) > unsure
        flush = max(right) <= unsure or (ragged and max(right) - min(right) <= unsure)
        flush_right = flush and left[-1] > unsure
        return Room(self.start, self.end, spread=centred or flush_right)


def text_of(passages: Sequence[Passage]) -> str:
    """Return the text of a cell: its lines joined where they only wrapped, broken where the author broke them."""
    printed = [each for each in passages if each.lines]
    text = _joined(printed[0]) if printed else ""
    for before, after in pairwise(printed):
        text += between(before, after.lines[0]) + _joined(after)
    return text


def _joined(each: Passage) -> str:
    if len(each.lines) == 1:
        return each.lines[0].text
    pitch, room = _pitch(each.lines), each.room
    edge = min([line.start for line in each.lines])
    text = each.lines[0].text
    for before, after in pairwise(each.lines):
        looser = pitch > 0 and before.size == after.size and after.down - before.down > LOOSER * pitch
        indented = not room.spread and after.start - edge >= INDENT * after.size
        text += ("\n" if looser or indented else _break(before, room, after)) + after.text
    return text


def _pitch(lines: Sequence[PrintedLine]) -> float:
    steps = [after.down - before.down for before, after in pairwise(lines) if after.down > before.down]
    return min(steps, default=0.0)


def between(before: Passage, following: PrintedLine) -> str:
    """Return what stands between the end of a passage and the line that follows: nothing, a blank or a line break."""
    return _break(before.lines[-1], before.room, following)


def _break(line: PrintedLine, room: Room, following: PrintedLine) -> str:
    """Return what stands between two lines: nothing or a blank where the text wrapped, else a line break.

    Text wraps where what comes next has no room left. Where it would have had room, the author broke the line.
    """
    if line.text[-1] in FINAL and ITEM.match(following.text):
        return "\n"
    space = room.after(line)
    last, first = line.text[-1], following.text[0]
    blank = BLANK * line.size
    if is_han(last) or is_han(first):
        apart = 0.0 if is_han(last) == is_han(first) else blank
        return "\n" if _has_room(following.unit + apart, space, line) else ""
    between_words = " " if line.ends_blank or _needs_blank(last, first) else ""
    if _is_divided(line, following, space):
        return " " if line.ends_blank else ""
    if _has_room(following.unit + blank * len(between_words), space, line):
        return "\n"
    if line.ends_blank or _has_room(following.first, space, line):
        return between_words
    one_word = line.word + following.unit > room.end - room.start or (last.isdigit() and first.isdigit())
    return "" if one_word else between_words


def _is_divided(line: PrintedLine, following: PrintedLine, space: float) -> bool:
    """Return whether a figure too wide for its column is divided behind its sign or its point, as LibreOffice does."""
    if not following.text[0].isdigit():
        return False
    behind_mark = line.text[-1] in MARKS and line.text[-2:-1].isdigit()
    return line.text == SIGN or (behind_mark and following.unit + UNSURE * line.size >= space)


def _needs_blank(last: str, first: str) -> bool:
    """Return whether a line can end between two characters only where there is a blank (UAX 14, LB13 to LB30)."""
    if last.isalnum():
        return True
    return first.isalnum() and last not in HYPHENS | PAIRED


def _has_room(width: float, space: float, line: PrintedLine) -> bool:
    """Return whether something wide fits into a space; where measures cannot tell, a finished sentence says it does."""
    if abs(width - space) <= UNSURE * line.size:
        return line.text[-1] in FINAL
    return width < space
