"""A table as one page shows it → a whole table, to which the next page may add."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from extractors.readers.pdf.grid import Slot
from extractors.readers.pdf.rulings import SNAP
from extractors.readers.pdf.sheet import Table
from extractors.readers.pdf.wraps import Passage, text_of

FIGURE = re.compile(r"\s*[-+−]?[\d,]{0,40}\.?\d{1,40}\s*[%％]?\s*")


class Piece(NamedTuple):
    """What one page shows of a cell: which table of which page it is in (from 0), and where."""

    sheet: int
    table: int
    slot: Slot
    passage: Passage


class Joint(NamedTuple):
    """A cell of a whole table: the rows it covers, from where to where it reaches across, and its pieces.

    `repeats` are the places where a page repeats it: a header row at the top of the next page.
    """

    row: int
    row_span: int
    left: float
    right: float
    pieces: tuple[Piece, ...]
    repeats: tuple[Piece, ...] = ()

    @property
    def last_row(self) -> int:
        """The lowest row that it covers."""
        return self.row + self.row_span - 1

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return all(piece.passage.blank for piece in self.pieces)

    @property
    def text(self) -> str:
        """What it says."""
        return text_of([piece.passage for piece in self.pieces])

    @property
    def last(self) -> Piece:
        """Its lowest piece."""
        return self.pieces[-1]

    def as_wide_as(self, other: "Joint") -> bool:
        """Return whether both begin and end at the same places across."""
        return abs(self.left - other.left) <= SNAP and abs(self.right - other.right) <= SNAP


class Whole:
    """A table with all that the pages show of it so far. `outer` is the table in which it stands, on its page.

    It grows page by page, and each page costs as much as it adds, however many came before.
    """

    def __init__(self, joints: Iterable[Joint], height: int, outer: tuple[int, int] | None = None) -> None:
        self.joints = list(joints)
        self.height = height
        self.outer = outer

    @cached_property
    def lefts(self) -> set[float]:
        """Where its cells begin across."""
        return {joint.left for joint in self.joints}

    @cached_property
    def sides(self) -> tuple[float, float]:
        """Where it begins and ends across."""
        return min(self.lefts), max(joint.right for joint in self.joints)

    @property
    def pieces(self) -> Iterator[Piece]:
        """What the pages show of it."""
        return (piece for joint in self.joints for piece in (*joint.pieces, *joint.repeats))

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """On which pages it stands, from 0, and which table of each it is."""
        return sorted({(piece.sheet, piece.table) for piece in self.pieces})

    @cached_property
    def _rows(self) -> dict[int, list[int]]:
        """The cells that begin in each row."""
        rows: dict[int, list[int]] = {}
        for index, joint in enumerate(self.joints):
            rows.setdefault(joint.row, []).append(index)
        return rows

    @cached_property
    def _lowest(self) -> list[int]:
        """The cells that reach its lower side."""
        return [index for index, joint in enumerate(self.joints) if joint.last_row == self.height - 1]

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return all(joint.blank for joint in self.joints)

    @property
    def bottom_row(self) -> list[Joint]:
        """The cells that reach its lower side, from left to right."""
        return sorted((self.joints[index] for index in self._lowest), key=_left)

    def row(self, row: int) -> list[Joint]:
        """Return the cells that begin in a row, from left to right."""
        return sorted((self.joints[index] for index in self._rows.get(row, ())), key=_left)

    @property
    def is_open(self) -> bool:
        """Whether all of it is cut above and below: nothing but upright lines, which a page break may have left."""
        return all(piece.slot.cut_above and piece.slot.cut_below for joint in self.joints for piece in joint.pieces)

    def go_on(self, lower: "Whole", header: int, pairs: Iterable[tuple[Joint, Joint]], *, cuts_row: bool) -> None:
        """Add the table of the next page.

        Its first rows are those of the `header` again; the `pairs` are cells of both that are one, all of a row where
        the page break cuts one.
        """
        partners = {id(one): other for one, other in pairs}
        for index in self._lowest:
            joint = self.joints[index]
            partner = partners.get(id(joint))
            if partner is not None:
                span = joint.row_span + partner.row_span - cuts_row
                self.joints[index] = joint._replace(row_span=span, pieces=(*joint.pieces, *partner.pieces))
        for row in range(header):
            places = sorted(self._rows.get(row, ()), key=lambda index: self.joints[index].left)
            for index, again in zip(places, lower.row(row), strict=True):
                joint = self.joints[index]
                self.joints[index] = joint._replace(repeats=(*joint.repeats, *again.pieces))
        taken = {id(other) for other in partners.values()}
        offset = self.height - header - cuts_row
        rest = [joint for joint in lower.joints if joint.row >= header and id(joint) not in taken]
        self._add([joint._replace(row=joint.row + offset) for joint in rest], lower.height + offset)

    def _add(self, joints: Sequence[Joint], height: int) -> None:
        first = len(self.joints)
        reaching = [*self._lowest, *range(first, first + len(joints))]
        for index, joint in enumerate(joints, start=first):
            self._rows.setdefault(joint.row, []).append(index)
            self.lefts.add(joint.left)
        self.joints += joints
        self.height = height
        self._lowest = [index for index in reaching if self.joints[index].last_row == height - 1]


_left = attrgetter("left")


def of_table(table: Table, sheet: int, number: int) -> Whole:
    """Return the whole table that one page shows, the page and the table on it numbered from 0."""
    joints = (
        Joint(slot.row, slot.row_span, slot.box[0], slot.box[2], (Piece(sheet, number, slot, passage),))
        for slot, passage in zip(table.slots, table.passages, strict=True)
    )
    return Whole(joints, table.height, None if table.inside is None else (sheet, table.inside))


def repeated_rows(upper: Whole, lower: Whole) -> int:
    """Return how many rows at the top of a table are the top rows of another one again, text for text.

    A row with figures is no header, unless it numbers the columns: rows of data may be the same by chance.
    """
    count = 0
    while count < min(upper.height, lower.height) and _heads(upper.row(count)) == _heads(lower.row(count)) != []:
        count += 1
    crossing = [joint.row for joint in lower.joints if joint.row < count <= joint.last_row]
    return min(crossing, default=count)


def _heads(row: Iterable[Joint]) -> list[tuple[str, int]]:
    """Return what a row says that may be one of a header, and how high its cells are; nothing of another one."""
    said = [(joint.text, joint.row_span) for joint in row]
    figures = [text for text, _ in said if FIGURE.fullmatch(text)]
    numbered = figures == [str(number) for number in range(1, len(figures) + 1)]
    return said if any(text for text, _ in said) and numbered else []
