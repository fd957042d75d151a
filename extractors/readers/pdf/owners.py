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
    inmost_first = sorted(range(len(locators)), key=lambda index: area(locators[index].box))
    places = [_place(char, inmost_first, locators) for char in chars]
    for start, end in _words(chars):
        if len(set(places[start:end])) > 1:
            places[start:end] = [_owner(chars[start:end], places[start:end], locators)] * (end - start)
    owners: list[dict[int, list[Char]]] = [{} for _ in locators]
    loose: list[Char] = []
    for char, place in zip(chars, places, strict=True):
        if place is None:
            loose.append(char)
        else:
            owners[place[0]].setdefault(place[1], []).append(char)
    for locator, cells in zip(locators, owners, strict=True):
        for slot, inside in cells.items():
            largest = _largest(inside, locator.slots[slot])
            loose += [char for char in inside if char.size > largest[char.angle % HALF_TURN]]
            cells[slot] = [char for char in inside if char.size <= largest[char.angle % HALF_TURN]]
    return owners, loose


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


def _box(place: Place, locators: Sequence[Locator]) -> Box:
    table, slot = place
    return locators[table].slots[slot].box


def _largest(chars: Sequence[Char], slot: Slot) -> dict[int, float]:
    """Return up to which size characters are text of a cell, for those that lie and those that stand on their side."""
    usual = LARGER * median(char.size for char in chars)
    x0, top, x1, bottom = slot.box
    return {UPRIGHT: min(usual, HIGHER * (bottom - top)), QUARTER: min(usual, HIGHER * (x1 - x0))}
