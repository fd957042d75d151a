"""Drawn paths → the rulings that a reader sees in them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf.record import Ruling

THIN = 4.0
"""Points. A filled rectangle up to this thickness is a ruling, a thicker one shading: borders are drawn up to 3 points
wide (a heavy outer frame), and the lowest shaded row that can hold text is 5 points high."""

STRAIGHT = 0.75
"""Points. How far a segment may lean and still be horizontal or vertical: less than a hairline and a half."""

Point = tuple[float, float]


def clipped(ruling: Ruling, clip: Box) -> Ruling | None:
    """Return the part of a ruling that lies in a box, or None when it lies outside."""
    horizontal, at, begin, finish = ruling
    x0, top, x1, bottom = clip
    low, high, first, last = (top, bottom, x0, x1) if horizontal else (x0, x1, top, bottom)
    if not low - THIN <= at <= high + THIN:
        return None
    if first <= begin and finish <= last:
        return ruling
    start, end = max(begin, first), min(finish, last)
    return Ruling(horizontal, at, start, end) if start <= end else None


class Subpath(NamedTuple):
    """A connected part of a path in page coordinates; `curved` when a part of it is no straight line."""

    points: tuple[Point, ...]
    curved: bool = False

    @property
    def box(self) -> Box:
        """The smallest box that holds it."""
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return (min(across), min(down), max(across), max(down))

    @property
    def is_rectangle(self) -> bool:
        """Whether it runs along the sides of its box, through all four corners."""
        x0, top, x1, bottom = self.box
        corners = {(x0, top), (x1, top), (x0, bottom), (x1, bottom)}
        if self.curved or len(self.points) < len(corners):
            return False
        return all(_near_one(point, corners) for point in self.points)


def _near_one(point: Point, corners: set[Point]) -> bool:
    return any(abs(point[0] - x) <= STRAIGHT and abs(point[1] - y) <= STRAIGHT for x, y in corners)


def of_box(box: Box) -> list[Ruling]:
    """Return the ruling that a thin box is; a dot, thin both ways, may be part of a dotted line in either direction."""
    x0, top, x1, bottom = box
    if x1 - x0 > THIN:
        return [] if bottom - top > THIN else [Ruling(True, (top + bottom) / 2, x0, x1)]  # noqa: FBT003 - a horizontal one
    upright = Ruling(False, (x0 + x1) / 2, top, bottom)  # noqa: FBT003 - a vertical one
    return [upright] if bottom - top > THIN else [Ruling(True, (top + bottom) / 2, x0, x1), upright]  # noqa: FBT003


def _segment_box(start: Point, end: Point, line_width: float) -> Box | None:
    (xa, ya), (xb, yb) = start, end
    wide, high = abs(xa - xb), abs(ya - yb)
    if wide > STRAIGHT and high > STRAIGHT:
        return None
    across, down = (line_width / 2, 0.0) if wide < high else (0.0, line_width / 2)
    return (min(xa, xb) - across, min(ya, yb) - down, max(xa, xb) + across, max(ya, yb) + down)


def of_stroke(subpaths: Sequence[Subpath], line_width: float) -> Iterator[Ruling]:
    """Yield the rulings of a stroked path, one for each straight segment: four for a rectangle."""
    for subpath in subpaths:
        if subpath.curved:
            continue
        for start, end in pairwise(subpath.points):
            box = _segment_box(start, end, line_width)
            yield from of_box(box) if box else ()


def areas(subpaths: Iterable[Subpath]) -> list[Box]:
    """Return the rectangles of a filled path that are too thick to be lines."""
    return [box for subpath in subpaths if subpath.is_rectangle and is_thick(box := subpath.box)]


def is_thick(box: Box) -> bool:
    """Return whether a filled rectangle is an area and no line."""
    return box[2] - box[0] > THIN and box[3] - box[1] > THIN


def of_fill(subpaths: Sequence[Subpath]) -> Iterator[Ruling]:
    """Yield the rulings of a filled path: thin shapes, and the sides of a frame drawn as one rectangle in another."""
    for subpath in subpaths:
        if not subpath.curved:
            yield from of_box(subpath.box)
    rectangles = [subpath.box for subpath in subpaths if subpath.is_rectangle]
    for outer, inner in pairwise(rectangles):
        yield from _frame(outer, inner)


def _frame(outer: Box, inner: Box) -> Iterator[Ruling]:
    (x0, top, x1, bottom), (left, upper, right, lower) = outer, inner
    if not (x0 <= left <= right <= x1 and top <= upper <= lower <= bottom):
        return
    sides = ((x0, top, x1, upper), (x0, lower, x1, bottom), (x0, top, left, bottom), (right, top, x1, bottom))
    for side in sides:
        if side[0] < side[2] and side[1] < side[3]:
            yield from of_box(side)
