"""The record of a page → its tables with what their cells print, and the lines of text around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from extractors.document import Box
from extractors.readers.pdf import grid, rulings, shading
from extractors.readers.pdf.boxes import area, corner, holds, union
from extractors.readers.pdf.grid import Slot
from extractors.readers.pdf.groups import near
from extractors.readers.pdf.line import PrintedLine, line_of
from extractors.readers.pdf.lineless.look import Look, look
from extractors.readers.pdf.lineless.tables import Lineless
from extractors.readers.pdf.owners import Locator, distributed
from extractors.readers.pdf.record import QUARTER, RIGHT, PageRecord, Run, along, upright
from extractors.readers.pdf.text import printed_lines
from extractors.readers.pdf.wraps import Passage

ALIKE = 0.4
"""Points. Gaps of lines that are flush with each other differ by less: rounding, and the bearing of a letter."""

OFTEN = 0.25
"""The part of the lines of a table that have one gap where they are flush on that side; by chance few have."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page: its cells and what each prints. `inside` is the number of the table in which it stands.

    One without lines has the `sides` of its columns; `unsure` are texts of it of which the page does not tell in which
    rows they are.
    """

    slots: tuple[Slot, ...]
    passages: tuple[Passage, ...]
    box: Box
    inside: int | None = None
    sides: tuple[float, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """The number of rows."""
        return max(slot.last_row for slot in self.slots) + 1

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(slot.column + slot.column_span for slot in self.slots)

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not any(passage.lines for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page: its tables and the lines around them, each from top to bottom.

    `overdrawn` tells that there are more lines on it than tables have, so that none were looked for.
    """

    page: PageRecord
    tables: tuple[Table, ...]
    lines: tuple[PrintedLine, ...]
    overdrawn: bool = False

    @property
    def all_lines(self) -> Iterator[PrintedLine]:
        """Every line on the page, in its tables and around them."""
        for table in self.tables:
            for passage in table.passages:
                yield from passage.lines
        yield from self.lines


def nowhere(text: str) -> bool:  # noqa: ARG001 - whatever a page says
    """Look for tables without lines nowhere."""
    return False


NOWHERE = Look(nowhere)


def sheet_of(record: PageRecord, lineless: Look = NOWHERE) -> Sheet:
    """Return the tables and lines of a page, read the way its text is turned.

    `lineless` tells where tables without lines are looked for.
    """
    page = upright(record)
    lines = rulings.whole(page.rulings)
    overdrawn = len(lines) > rulings.MOST
    found = [] if overdrawn else [Locator(slots) for drawn in rulings.tables(lines) if (slots := grid.slots(drawn))]
    found += [Locator(slots) for slots in shading.tables(page.areas, [locator.box for locator in found], page.runs)]
    locators = sorted(_without_frames(found), key=lambda locator: corner(locator.box))
    owners, loose = distributed(page.runs, locators)
    kept, more, loose = look(locators, owners, loose, lineless)
    locators, owners = [locators[index] for index in kept], [owners[index] for index in kept]
    tables = [_table(owners[index], locators, index) for index in range(len(locators))]
    bare = replace(page, runs=(), rulings=(), pictures=(), areas=())
    return Sheet(bare, (*tables, *map(_of_text, more)), tuple(_loose_lines(loose)), overdrawn)


def _of_text(found: Lineless) -> Table:
    """Return a table that no lines draw."""
    lines = [tuple(printed_lines(runs)[0]) for runs in found.runs]
    passages = tuple(Passage(printed, *room) for printed, room in zip(lines, found.rooms, strict=True))
    return Table(
        found.slots, passages, union([slot.box for slot in found.slots]), sides=found.sides, unsure=found.unsure
    )


def _without_frames(found: Sequence[Locator]) -> list[Locator]:
    """Return the tables without boxes of one cell that hold a table or stand in one: frames and boxes to tick."""

    def is_frame(locator: Locator) -> bool:
        others = [other.box for other in found if other is not locator] if len(locator.slots) == 1 else []
        return any(holds(locator.box, box) or holds(box, locator.box) for box in others)

    return [locator for locator in found if not is_frame(locator)]


def _table(runs: dict[int, list[Run]], locators: Sequence[Locator], own: int) -> Table:
    slots, box = locators[own].slots, locators[own].box
    printed = [printed_lines(runs.get(index, ())) for index in range(len(slots))]
    extents = [along(slot.box, direction) for slot, (_, direction) in zip(slots, printed, strict=True)]
    padding = _padding([(lines, extent) for (lines, _), extent in zip(printed, extents, strict=True)])
    passages = tuple(
        Passage(tuple(lines), start + padding, end - padding)
        for (lines, _), (start, end) in zip(printed, extents, strict=True)
    )
    around = [index for index, other in enumerate(locators) if index != own and holds(other.box, box)]
    inside = min(around, key=lambda index: area(locators[index].box), default=None)
    return Table(tuple(slots), passages, box, inside)


def _padding(cells: Iterable[tuple[Sequence[PrintedLine], tuple[float, float]]]) -> float:
    """Return how far text keeps from the sides of the cells of a table.

    Lines that are flush left (or right) show it, since they are many and all alike; the ragged side, where full lines
    may be alike too, never comes closer. Where all are centred it is the narrowest gap, without that of lines that are
    too long for their cell.
    """
    lines = [(line.start - start, end - line.end) for lines, (start, end) in cells for line in lines]
    flush: list[float] = []
    for gaps in zip(*lines, strict=True):
        alike = [group for group in near(gaps, ALIKE) if len(group) >= OFTEN * len(gaps)]
        flush += [fmean(alike[0])] if alike and alike[0][0] >= 0 else []
    return min(flush) if flush else min((max(gaps) for gaps in lines if max(gaps) > 0), default=0.0)


def _loose_lines(runs: Sequence[Run]) -> list[PrintedLine]:
    """Return the lines of text that stands in no table, from top to bottom."""
    straight, _ = printed_lines([run for run in runs if run.angle % QUARTER == 0])
    leaning = [line for word in _aslant(runs) if (line := line_of(word)) is not None]
    return sorted([*straight, *leaning], key=lambda line: corner(line.box))


def _aslant(runs: Sequence[Run]) -> list[list[Run]]:
    """Return what is printed aslant as words, each in one direction and as if it were level: a watermark."""
    words: list[tuple[int, list[Run]]] = []
    for run in (run for run in runs if run.angle % QUARTER):
        if words and words[-1][0] == run.angle:
            words[-1][1].append(run._replace(angle=RIGHT, down=words[-1][1][0].down))
        else:
            words.append((run.angle, [run._replace(angle=RIGHT)]))
    return [word for _, word in words]
