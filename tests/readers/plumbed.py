"""What pdfplumber itself makes of a page beside what the reader makes of it, and by what name each difference goes.

A reason is never taken on the reader's word: it is looked up on the page as pdfplumber gives it, in the characters and
in the lines and rectangles that are drawn there.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from extractors.document import Box
from extractors.readers.pdf.boxes import area, common, holds
from extractors.readers.pdf.radicals import letters
from extractors.readers.pdf.sheet import Sheet
from tests.readers.sides import THIN, Side, edges, is_thick, sides

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of every Type 3 font

NEAR = 3.0
"""Points. How far apart the sides of one cell may lie: pdfplumber moves lines that are closer than this into one."""

EXACT = 1.6
"""Points. How far a side may lie from the line that is drawn for it: half the thickest border, and rounding."""

DRAWN = 0.25
"""The part of a side that must be drawn; of a dotted one half is, of a dashed one two thirds."""

DOT = 1.0
"""Points. pdfplumber passes over what is shorter, before it joins pieces to lines."""

DASH = 6.0
"""Points. The longest dash of a border of 2 or 3 pixels."""

PART = 0.05
"""The part of a cell that another one must cover to say why it is not found."""


class Reason(Enum):
    """Why pdfplumber's cell is not the reader's."""

    RADICALS = "its text has radicals for letters, as the font names them"
    INNER = "its text has that of the table inside the cell too"
    TURNED = "characters of the cell are turned, which it puts into another order"
    TWICE = "characters are printed twice, which it reads twice"
    CUT = "a page break goes through the cell, and no line is drawn there"
    DOTTED = "a side of the cell is drawn in dots, which it passes over"
    DASHED = "a side of the cell is drawn in dashes further apart than it joins them"
    SHADED = "it takes the side of a background for a line"
    MOVED = "it moves a line towards others that lie close to each other, to where nothing is drawn"
    ALONE = "it is the only cell of its table, and pdfplumber leaves such tables out"
    BETWEEN = "it takes the room between the lines of a border for a cell"


class Found(NamedTuple):
    """A cell on a page as it is shown, with its text without white space; for ours, what stands in tables inside it."""

    box: Box
    text: str
    inner: str = ""


class Difference(NamedTuple):
    """A cell that only one has, or that both have with other texts; without a reason it is one too many."""

    page: int
    ours: Found | None
    theirs: Found | None
    reason: Reason | None


Judged = list[tuple[Found, Reason | None]]


class Comparison(NamedTuple):
    """How many cells of both are equal to the last character, and the others; all that pdfplumber finds."""

    equal: int
    differences: list[Difference]
    plumbed: list[Found]

    @property
    def counts(self) -> Counter[str]:
        """How many differences there are for each reason."""
        return Counter(each.reason.name if each.reason else "NONE" for each in self.differences)

    @property
    def unexplained(self) -> list[Difference]:
        """The differences without a reason."""
        return [each for each in self.differences if each.reason is None]


def bare(text: str | None) -> str:
    """Return a text without white space."""
    return "".join((text or "").split())


def plumbed_cells(finder: Any) -> list[Found]:
    """Return the cells of the tables that pdfplumber finds on a page."""
    return [
        Found(box, bare(text))
        for table in finder.tables
        for row, texts in zip(table.rows, table.extract(), strict=True)
        for box, text in zip(row.cells, texts, strict=True)
        if box is not None
    ]


def our_cells(sheet: Sheet) -> list[Found]:
    """Return the cells that the reader finds on a page."""
    found = [
        (number, Found(sheet.page.shown(slot.box), bare("".join(line.text for line in passage.lines))))
        for number, table in enumerate(sheet.tables)
        for slot, passage in zip(table.slots, table.passages, strict=True)
    ]

    def inner(number: int, cell: Found) -> str:
        return "".join(
            each.text for other, each in found if sheet.tables[other].inside == number and holds(cell.box, each.box)
        )

    return [cell._replace(inner=inner(number, cell)) for number, cell in found]


def is_near(one: Box, other: Box) -> bool:
    """Return whether two boxes are those of one cell."""
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def compared(sheet: Sheet, page: Any) -> Comparison:
    """Compare the cells of a page with those that pdfplumber finds by its own settings."""
    return _Judge(sheet, page).comparison()


class _Judge:
    def __init__(self, sheet: Sheet, page: Any) -> None:
        self._number, self._page, self._finder = sheet.page.number, page, page.debug_tablefinder()
        self._ours, self._theirs = our_cells(sheet), plumbed_cells(self._finder)

    def comparison(self) -> Comparison:
        """Return what is equal, and the reasons of what is not."""
        pairs, lacking, surplus = self._matched()
        found = [self._text(one, other) for one, other in pairs if one.text != other.text]
        lacks = [(cell, self._reason_of_lack(cell)) for cell in lacking]
        extras = [(cell, self._reason_of_surplus(cell)) for cell in surplus]
        for cell, reason in lacks:
            found.append(self._difference(cell, None, reason or self._inherited(cell, extras)))
        for cell, reason in extras:
            found.append(self._difference(None, cell, reason or _of_overlapping(cell, lacks)))
        return Comparison(sum(one.text == other.text for one, other in pairs), found, self._theirs)

    def _matched(self) -> tuple[list[tuple[Found, Found]], list[Found], list[Found]]:
        """Return the cells of both that lie at one place, those that only the reader has, and only pdfplumber."""
        pairs: list[tuple[Found, Found]] = []
        lacking: list[Found] = []
        left = list(self._theirs)
        for cell in self._ours:
            beside = next((other for other in left if is_near(cell.box, other.box)), None)
            if beside is None:
                lacking.append(cell)
            else:
                left.remove(beside)
                pairs.append((cell, beside))
        return pairs, lacking, left

    def _difference(self, ours: Found | None, theirs: Found | None, reason: Reason | None) -> Difference:
        return Difference(self._number, ours, theirs, reason)

    def _text(self, one: Found, other: Found) -> Difference:
        return self._difference(one, other, self._reason_of_text(one, other))

    def _reason_of_text(self, one: Found, other: Found) -> Reason | None:
        said = letters(other.text)
        if said == one.text:
            return Reason.RADICALS
        chars = [char for char in self._page.chars if _is_in(char, one.box)]
        if one.inner and Counter(said) == Counter(one.text + one.inner):
            return Reason.INNER
        if any(not char["upright"] for char in chars) and Counter(said) == Counter(one.text):
            return Reason.TURNED
        once = [char for char in self._page.dedupe_chars().chars if _is_in(char, one.box)]
        if len(once) < len(chars) and letters(bare("".join(char["text"] for char in once))) == one.text:
            return Reason.TWICE
        return None

    def _reason_of_surplus(self, cell: Found) -> Reason | None:
        """Return why pdfplumber has a cell where the reader has none: one of its sides is no line."""
        x0, top, x1, bottom = cell.box
        if min(x1 - x0, bottom - top) <= THIN and not cell.text:
            return Reason.BETWEEN
        undrawn = [side for side in sides(cell.box) if not self._is_drawn(side)]
        if any(self._is_shaded(side) for side in undrawn):
            return Reason.SHADED
        return Reason.MOVED if undrawn else None

    def _reason_of_lack(self, cell: Found) -> Reason | None:
        """Return why pdfplumber lacks a cell of which every side is drawn, or open at a page break."""
        around = sides(cell.box)
        undrawn = [side for side in around if not self._is_drawn(side)]
        if undrawn:
            return Reason.CUT if self._is_at_break(undrawn) else None
        if any(is_near(cell.box, box) for box in self._finder.cells):
            return Reason.ALONE
        for reason, holds_for in ((Reason.DOTTED, self._is_dotted), (Reason.DASHED, self._is_dashed)):
            if any(map(holds_for, around)):
                return reason
        return Reason.MOVED if any(map(self._is_lost, around)) else None

    def _inherited(self, cell: Found, extras: Judged) -> Reason | None:
        """Return why pdfplumber has another cell where one is of which every side is drawn."""
        drawn = all(self._is_drawn(side) for side in sides(cell.box))
        return _of_overlapping(cell, extras) if drawn else None

    def _is_at_break(self, opened: Iterable[Side]) -> bool:
        """Return whether open sides are the upper and lower end of all lines on the page."""
        drawn = [each for thing in self._things if not is_thick(thing) for each in (thing["top"], thing["bottom"])]
        return all(side.horizontal and _ends_at(side.at, drawn) for side in opened)

    @property
    def _things(self) -> list[Any]:
        return [*self._page.lines, *self._page.rects, *self._page.curves]

    def _pieces(self, side: Side) -> list[tuple[float, float]]:
        """Return what is drawn along a side, as lines or as rectangles no thicker than lines."""
        pieces = [edge for thing in self._things for edge in edges(thing)]
        return [
            (max(start, side.start), min(end, side.end))
            for horizontal, at, start, end in pieces
            if horizontal == side.horizontal and abs(at - side.at) <= EXACT and start < side.end and end > side.start
        ]

    def _is_drawn(self, side: Side) -> bool:
        return sum(end - start for start, end in self._pieces(side)) >= DRAWN * (side.end - side.start)

    def _is_dotted(self, side: Side) -> bool:
        pieces = [end - start for start, end in self._pieces(side)]
        return bool(pieces) and median(pieces) < DOT

    def _is_dashed(self, side: Side) -> bool:
        pieces = sorted(self._pieces(side))
        apart = any(after[0] - before[1] > NEAR for before, after in pairwise(pieces))
        return apart and median(end - start for start, end in pieces) < DASH

    def _is_lost(self, side: Side) -> bool:
        """Return whether no line of those that pdfplumber goes by lies where a side is drawn."""
        middle = (side.start + side.end) / 2
        lines = [line for found in self._finder.edges for line in edges(found)]
        return not any(
            edge.horizontal == side.horizontal and abs(edge.at - side.at) <= EXACT and edge.start <= middle <= edge.end
            for edge in lines
        )

    def _is_shaded(self, side: Side) -> bool:
        backgrounds = [rect for rect in self._page.rects if rect["fill"] and is_thick(rect)]
        return any(
            abs(at - side.at) <= NEAR
            for rect in backgrounds
            for at in ((rect["top"], rect["bottom"]) if side.horizontal else (rect["x0"], rect["x1"]))
        )


def _of_overlapping(cell: Found, others: Judged) -> Reason | None:
    """Return the reason of another cell that covers part of one, or lies in it."""
    covering = [(area(common(cell.box, other.box)), reason) for other, reason in others if reason]
    covered, reason = max(covering, key=lambda pair: pair[0], default=(0.0, None))
    return reason if covered > PART * area(cell.box) else None


def _ends_at(height: float, drawn: list[float]) -> bool:
    return min(abs(height - min(drawn)), abs(height - max(drawn))) <= NEAR


def _is_in(char: Any, box: Box) -> bool:
    x: float = (char["x0"] + char["x1"]) / 2
    y: float = (char["top"] + char["bottom"]) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]
