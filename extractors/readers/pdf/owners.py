"""Runs of characters and the cells of tables → which cell each run is printed in."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from statistics import median

from extractors.document import Box
from extractors.readers.pdf.boxes import area, common, union
from extractors.readers.pdf.grid import Slot
from extractors.readers.pdf.record import QUARTER, RIGHT, Run

LARGER = 2.5
"""How much larger a character is than the others of its cell that is no text of it. Forms emphasise by a half."""

HIGHER = 1.2
"""How much larger than its cell a character is that is printed across it."""

NEAR = 6.0
"""Points. How far from its wall text at most begins that is set flush with it: the usual padding is 5.4 or less."""

NEXT_LINE = 1.75
"""How far below a line the next one of its text is, in their size; page numbers keep more distance from the text."""

Place = tuple[int, int]
"""The index of a table and that of a cell in it."""


class Locator:
    """Finds the cell of one table in which a point lies."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = slots
        self.box = union([slot.box for slot in slots])
        self._xs = sorted({x for slot in slots for x in (slot.box[0], slot.box[2])})
        self._ys = sorted({y for slot in slots for y in (slot.box[1], slot.box[3])})
        columns = {x: index for index, x in enumerate(self._xs, start=1)}
        rows = {y: index for index, y in enumerate(self._ys, start=1)}
        # The first and the last row and column are what lies outside, so that every point has a place.
        self._at: list[list[int | None]] = [[None] * (len(columns) + 1) for _ in range(len(rows) + 1)]
        for index, slot in enumerate(slots):
            x0, top, x1, bottom = slot.box
            wide = columns[x1] - columns[x0]
            for row in self._at[rows[top] : rows[bottom]]:
                row[columns[x0] : columns[x1]] = [index] * wide

    def find(self, x: float, y: float) -> int | None:
        """Return the index of the cell."""
        return self._at[bisect_right(self._ys, y)][bisect_right(self._xs, x)]


def distributed(runs: Sequence[Run], locators: Sequence[Locator]) -> tuple[list[dict[int, list[Run]]], list[Run]]:
    """Return the runs of each cell of each table, and those that stand in none.

    Of tables in one another the innermost has the run. A word that runs over a wall is in one cell, the one in
    which it is set. What is printed aslant or across a cell (a watermark) is in no cell.
    """
    owners: list[dict[int, list[Run]]] = [{} for _ in locators]
    loose: list[Run] = []
    for run, place in _placed(runs, locators):
        if place is None:
            loose.append(run)
        else:
            owners[place[0]].setdefault(place[1], []).append(run)
    for locator, cells in zip(locators, owners, strict=True):
        cut = [number for number, slot in enumerate(locator.slots) if slot.cut_below and loose]
        for number in sorted({*cells, *cut}):
            slot, own = locator.slots[number], cells.get(number, [])
            overflow = _overflow(own, slot, loose) if slot.cut_below else []
            inside, across = _told_apart(own, slot) if own else ([], [])
            cells[number] = [*inside, *overflow]
            if overflow or across:
                taken = {id(run) for run in overflow}
                loose = [*(run for run in loose if id(run) not in taken), *across]
    return owners, loose


def _placed(runs: Sequence[Run], locators: Sequence[Locator]) -> Iterator[tuple[Run, Place | None]]:
    """Yield each run with its cell, divided where characters that do not read to the right are in several cells."""
    inmost_first = sorted(enumerate(locators), key=lambda pair: area(pair[1].box))
    nested = any(area(common(one.box, other.box)) for one, other in combinations(locators, 2))
    for run in runs:
        first = _place(run, 0, inmost_first)
        # Cells are rectangles: what begins and ends in one is in it as a whole, unless a table stands within a cell.
        if len(run.starts) == 1 or (not nested and _ends_in(run, first, inmost_first, locators)):
            yield run, first
        else:
            yield from _divided(run, [_place(run, index, inmost_first) for index in range(len(run.texts))], locators)


def _ends_in(
    run: Run, place: Place | None, inmost_first: Sequence[tuple[int, Locator]], locators: Sequence[Locator]
) -> bool:
    """Return whether a run ends in the cell in which it begins."""
    if place is None or run.angle != RIGHT:
        return _place(run, -1, inmost_first) == place
    left, _, right, _ = _box(place, locators)
    return left <= (run.starts[-1] + run.ends[-1]) / 2 < right


def _divided(
    run: Run, places: Sequence[Place | None], locators: Sequence[Locator]
) -> Iterator[tuple[Run, Place | None]]:
    """Yield a run that may be in several cells: whole in one where it is a word, else each part in its own."""
    if run.angle == RIGHT and len(set(places)) > 1:
        yield run, _owner(run, places, locators)
        return
    for place, group in groupby(range(len(places)), places.__getitem__):
        indices = list(group)
        yield run.part(indices[0], indices[-1] + 1), place


def _place(run: Run, index: int, inmost_first: Sequence[tuple[int, Locator]]) -> Place | None:
    """Return the cell in which the middle of a character lies."""
    if run.angle % QUARTER:
        return None
    x, y = run.centre(index)
    for number, locator in inmost_first:
        found = locator.find(x, y)
        if found is not None:
            return number, found
    return None


def _owner(word: Run, places: Sequence[Place | None], locators: Sequence[Locator]) -> Place | None:
    """Return the cell of a word too wide for it: the one with whose side it is flush, else that of its middle."""
    first, last = places[0], places[-1]
    if first is not None and 0 <= word.starts[0] - _box(first, locators)[0] <= NEAR:
        return first
    if last is not None and 0 <= _box(last, locators)[2] - word.ends[-1] <= NEAR:
        return last
    return places[len(places) // 2]


def _overflow(inside: Sequence[Run], slot: Slot, loose: Sequence[Run]) -> list[Run]:
    """Return the runs below a cut cell that are its next lines: a producer may set them outside the table.

    The first line is among them where nothing stands in the cell: the text of a merged cell may begin that low.
    """
    x0, _, x1, bottom = slot.box
    lowest = max((run for run in inside if run.angle == RIGHT), key=lambda run: run.down, default=None)
    if inside and lowest is None:
        return []
    down, size = (lowest.down, lowest.size) if lowest else (bottom, None)
    found: list[Run] = []
    for run in sorted(loose, key=lambda run: run.down):
        alike = run.angle == RIGHT and size in {None, run.size}
        if run.down < bottom or not alike or not (x0 <= run.starts[0] and run.ends[-1] <= x1):
            continue
        if run.down - down > NEXT_LINE * run.size:
            break
        found.append(run)
        down, size = run.down, run.size
    return found


def _box(place: Place, locators: Sequence[Locator]) -> Box:
    table, slot = place
    return locators[table].slots[slot].box


def _told_apart(runs: list[Run], slot: Slot) -> tuple[list[Run], list[Run]]:
    """Return the runs that are text of a cell, and those printed across it: too large for it or for its text."""
    x0, top, x1, bottom = slot.box
    sizes = [run.size for run in runs]
    if max(sizes) <= min(HIGHER * (bottom - top), HIGHER * (x1 - x0), LARGER * min(sizes)):
        return runs, []
    usual = LARGER * median(run.size for run in runs for _ in run.texts)
    across = (min(usual, HIGHER * (bottom - top)), min(usual, HIGHER * (x1 - x0)))
    fits = [run.size <= across[run.angle // QUARTER % 2] for run in runs]
    inside = [run for run, fit in zip(runs, fits, strict=True) if fit]
    return inside, [run for run, fit in zip(runs, fits, strict=True) if not fit]
