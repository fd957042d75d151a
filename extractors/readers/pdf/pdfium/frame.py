"""The coordinates of a page in its file → those of the page as it is shown."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf.pdfium import library
from extractors.readers.pdf.record import Point


class Frame(NamedTuple):
    """What is shown of a page: its box in the file, in points from the lower left, and its quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """The width and height as shown."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.quarters % 2 else (wide, high)

    def point(self, x: float, y: float) -> Point:
        """Return where a point is shown, from the upper left."""
        if self.quarters == 0:
            return x - self.left, self.top - y
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:  # noqa: PLR2004 - upside down
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a box is shown."""
        if self.quarters == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        (xa, ya), (xb, yb) = self.point(left, bottom), self.point(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    def boxes(self, rows: Sequence[float]) -> Iterator[Box]:
        """Yield where boxes are shown: four numbers each, from the left side to the upper one."""
        sides = rows[0::4], rows[1::4], rows[2::4], rows[3::4]
        if self.quarters:
            return map(self.box, *sides)
        lefts, bottoms, rights, tops = sides
        left, top = self.left, self.top
        return zip(
            [x - left for x in lefts],
            [top - y for y in tops],
            [x - left for x in rights],
            [top - y for y in bottoms],
            strict=True,
        )


def frame_of(page: int) -> Frame:
    """Return the frame of a loaded page: its crop box as far as it lies on the sheet, and /Rotate."""
    room, address = library.floats(4)
    library.page_box(page, address)
    left, top, right, bottom = room
    return Frame(left, bottom, right, top, library.page_rotation(page) % 4)
