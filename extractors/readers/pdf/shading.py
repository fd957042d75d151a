"""The coloured areas of a page → the tables that are drawn by the backgrounds of their cells alone."""

from collections.abc import Iterator, Sequence

from extractors.document import Box
from extractors.readers.pdf import grid, rulings
from extractors.readers.pdf.boxes import has, meets
from extractors.readers.pdf.grid import Slot
from extractors.readers.pdf.lattice import ONE_LINE
from extractors.readers.pdf.record import Ruling, Run

LEAST = 2
"""Rows and columns of such a table: a row of coloured boxes is a heading or a menu."""

HUG = 0.5
"""Points. The background of a cell reaches further than its text; a highlight begins and ends with it."""


def tables(areas: Sequence[Box], drawn: Sequence[Box], runs: Sequence[Run]) -> Iterator[tuple[Slot, ...]]:
    """Yield the cells of each table; `drawn` are the tables that lines make, whose shading is no table of its own.

    Every cell must have its own background: one without is not told from its neighbour, and text would change cells.
    """
    loose = [area for area in areas if not any(meets(area, table) for table in drawn)]
    if not LEAST * LEAST <= len(loose) <= rulings.MOST // 4:
        return
    edges = rulings.whole(edge for area in loose for edge in _edges(area))
    for group in rulings.tables(edges):
        slots = grid.slots(group)
        shaded = _is_table(slots) and all(any(_is_at(area, slot.box) for area in loose) for slot in slots)
        if shaded and not any(_hugs(slot.box, run) for slot in slots for run in runs):
            yield slots


def _edges(area: Box) -> Iterator[Ruling]:
    x0, top, x1, bottom = area
    for y in (top, bottom):
        yield Ruling(horizontal=True, at=y, start=x0, end=x1)
    for x in (x0, x1):
        yield Ruling(horizontal=False, at=x, start=top, end=bottom)


def _is_table(slots: Sequence[Slot]) -> bool:
    rows, columns = {slot.row for slot in slots}, {slot.column for slot in slots}
    return len(rows) >= LEAST and len(columns) >= LEAST


def _hugs(box: Box, run: Run) -> bool:
    """Return whether a text in a box reaches to its sides, or beyond."""
    x0, _, x1, _ = run.box
    return has(box, run.centre(0)) and not run.blank and (x0 - box[0] < HUG or box[2] - x1 < HUG)


def _is_at(area: Box, box: Box) -> bool:
    """Return whether an area is the background of a box: borders and gaps between cells are as narrow as a line."""
    return all(abs(one - other) <= ONE_LINE for one, other in zip(area, box, strict=True))
