"""Characters and the cells of tables → which cell each character is printed in."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from statistics import median

from extractors.document import Box
from extractors.readers.pdf.boxes import area, union
from extractors.readers.pdf.grid import Slot
from extractors.readers.pdf.record import HALF_TURN, QUARTER, Char

LARGER = 2.5
"""How much larger a character is than the others of its cell that is no text of it. Forms emphasise by a half."""

HIGHER = 1.2
"""How much larger than its cell a character is that is printed across it."""

CONTIGUOUS = 0.05
"""How far apart the characters of one word are at most, in their size. In two cells they are two paddings apart."""

NEAR = 6.0
"""Points. How far from its wall text at most begins that is set flush with it: the usual padding is 5.4 or less."""

NEXT_LINE = 1.75
"""How far below a line the next one of its text is, in their size; page numbers keep more distance from the text."""

UPRIGHT = 0

Place = tuple[int, int]
"""The index of a table and that of a cell in it."""


class Locator:
    """Finds the cell of one table in which a point lies."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = slots
        self.box = union(slot.box for slot in slots)
        self._xs = sorted({x for slot in slots for x in (slot.box[0], slot.box[2])})
        self._ys = sorted({y for slot in slots for y in (slot.box[1], slot.box[3])})
        self._at: dict[tuple[int, int], int] = {}
        for index, slot in enumerate(slots):
            for column in range(self._xs.index(slot.box[0]), self._xs.index(slot.box[2])):
                for row in range(self._ys.index(slot.box[1]), self._ys.index(slot.box[3])):
                    self._at[column, row] = index

    def find(self, point: tuple[float, float]) -> int | None:
        """Return the index of the cell."""
        x, y = point
        return self._at.get((bisect_right(self._xs, x) - 1, bisect_right(self._ys, y) - 1))


def distributed(chars: Sequence[Char], locators: Sequence[Locator]) -> tuple[list[dict[int, list[Char]]], list[Char]]:
    """Return the characters of each cell of each table, and those that stand in none.

    Of tables in one another the innermost has the character. A word that runs over a wall is in one cell, the one in
    which it is set. What is printed aslant or across a cell (a watermark) is in no cell.
    """
    owners: list[dict[int, list[Char]]] = [{} for _ in locators]
    loose: list[Char] = []
    for char, place in zip(chars, _places(chars, locators), strict=True):
        if place is None:
            loose.append(char)
        else:
            owners[place[0]].setdefault(place[1], []).append(char)
    for locator, cells in zip(locators, owners, strict=True):
        for number, slot in ((number, locator.slots[number]) for number in cells):
            overflow = _overflow(cells[number], slot, loose) if slot.cut_below else []
            inside, across = _told_apart(cells[number], slot)
            cells[number] = [*inside, *overflow]
            taken = {id(char) for char in overflow}
            loose = [*(char for char in loose if id(char) not in taken), *across] if taken or across else loose
    return owners, loose


def _places(chars: Sequence[Char], locators: Sequence[Locator]) -> list[Place | None]:
    """Return the cell of each character: that of its middle, or where a word runs over a wall that of the word."""
    inmost_first = sorted(range(len(locators)), key=lambda index: area(locators[index].box))
    places = [_place(char, inmost_first, locators) for char in chars]
    for start, end in _words(chars):
        if len(set(places[start:end])) > 1:
            places[start:end] = [_owner(chars[start:end], places[start:end], locators)] * (end - start)
    return places


def _place(char: Char, inmost_first: Sequence[int], locators: Sequence[Locator]) -> Place | None:
    if char.angle % QUARTER:
        return None
    found = ((index, locators[index].find(char.centre)) for index in inmost_first)
    return next(((index, slot) for index, slot in found if slot is not None), None)


def _words(chars: Sequence[Char]) -> Iterator[tuple[int, int]]:
    """Yield from where to where upright characters make up words: printed one after the other without a gap."""
    start = 0
    for index in range(1, len(chars) + 1):
        if index == len(chars) or not _contiguous(chars[index - 1], chars[index]):
            if index - start > 1:
                yield start, index
            start = index


def _contiguous(one: Char, other: Char) -> bool:
    blank = one.text.isspace() or other.text.isspace()
    upright = one.angle == other.angle == UPRIGHT
    level = one.size == other.size and abs(one.y - other.y) <= CONTIGUOUS * one.size
    return upright and level and not blank and abs(other.x0 - one.x1) <= CONTIGUOUS * one.size


def _owner(word: Sequence[Char], places: Sequence[Place | None], locators: Sequence[Locator]) -> Place | None:
    """Return the cell of a word too wide for it: the one with whose side it is flush, else that of its middle."""
    first, last = places[0], places[-1]
    if first is not None and 0 <= word[0].x0 - _box(first, locators)[0] <= NEAR:
        return first
    if last is not None and 0 <= _box(last, locators)[2] - word[-1].x1 <= NEAR:
        return last
    return places[len(places) // 2]


def _overflow(inside: Sequence[Char], slot: Slot, loose: Sequence[Char]) -> list[Char]:
    """Return the characters below a cut cell that are its next lines: a producer may set them outside the table."""
    x0, _, x1, bottom = slot.box
    lowest = max(inside, key=lambda char: char.y)
    found: list[Char] = []
    for char in sorted(loose, key=lambda char: char.y):
        alike = char.angle == lowest.angle == UPRIGHT and char.size == lowest.size
        if char.y < bottom or not alike or not (x0 <= char.x0 and char.x1 <= x1):
            continue
        if char.y - lowest.y > NEXT_LINE * char.size:
            break
        found.append(char)
        lowest = char
    return found


def _box(place: Place, locators: Sequence[Locator]) -> Box:
    table, slot = place
    return locators[table].slots[slot].box


def _told_apart(chars: Sequence[Char], slot: Slot) -> tuple[list[Char], list[Char]]:
    """Return the characters that are text of a cell, and those printed across it: too large for it or for its text."""
    usual = LARGER * median(char.size for char in chars)
    x0, top, x1, bottom = slot.box
    largest = {UPRIGHT: min(usual, HIGHER * (bottom - top)), QUARTER: min(usual, HIGHER * (x1 - x0))}
    inside = [char for char in chars if char.size <= largest[char.angle % HALF_TURN]]
    across = [char for char in chars if char.size > largest[char.angle % HALF_TURN]]
    return inside, across
