"""A table as one page shows it → a whole table, to which the next page may add."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from extractors.readers.pdf.grid import Slot
from extractors.readers.pdf.rulings import SNAP
from extractors.readers.pdf.sheet import Table
from extractors.readers.pdf.wraps import Passage, text_of


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


@dataclass(frozen=True, slots=True)
class Whole:
    """A table with all that the pages show of it so far. `outer` is the table in which it stands, on its page."""

    joints: tuple[Joint, ...]
    height: int
    outer: tuple[int, int] | None = None

    @property
    def sheets(self) -> tuple[int, int]:
        """The first and the last page on which it stands, from 0."""
        numbers = [piece.sheet for joint in self.joints for piece in joint.pieces]
        return min(numbers), max(numbers)

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return all(joint.blank for joint in self.joints)

    @property
    def bottom_row(self) -> list[Joint]:
        """The cells that reach its lower side, from left to right."""
        lowest = [joint for joint in self.joints if joint.last_row == self.height - 1]
        return sorted(lowest, key=lambda joint: joint.left)

    def row(self, row: int) -> list[Joint]:
        """Return the cells that begin in a row, from left to right."""
        return sorted((joint for joint in self.joints if joint.row == row), key=lambda joint: joint.left)

    @property
    def is_open(self) -> bool:
        """Whether all of it is cut above and below: nothing but upright lines, which a page break may have left."""
        return all(piece.slot.cut_above and piece.slot.cut_below for joint in self.joints for piece in joint.pieces)


def of_table(table: Table, sheet: int, number: int) -> Whole:
    """Return the whole table that one page shows, the page and the table on it numbered from 0."""
    joints = tuple(
        Joint(slot.row, slot.row_span, slot.box[0], slot.box[2], (Piece(sheet, number, slot, passage),))
        for slot, passage in zip(table.slots, table.passages, strict=True)
    )
    return Whole(joints, table.height, None if table.inside is None else (sheet, table.inside))


def repeated_rows(upper: Whole, lower: Whole) -> int:
    """Return how many rows at the top of a table are the top rows of another one again, text for text."""
    count = 0
    while count < min(upper.height, lower.height) and _says(upper.row(count)) == _says(lower.row(count)) != []:
        count += 1
    crossing = [joint.row for joint in lower.joints if joint.row < count <= joint.last_row]
    return min(crossing, default=count)


def _says(row: Iterable[Joint]) -> list[tuple[str, int]]:
    said = [(joint.text, joint.row_span) for joint in row]
    return said if any(text for text, _ in said) else []
