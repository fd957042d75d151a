"""What is drawn on a page as pdfium knows it → its rulings, pictures and pieces of text, and what cuts them off."""

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf import boxes, shapes
from extractors.readers.pdf.pdfium import library
from extractors.readers.pdf.pdfium.frame import Frame
from extractors.readers.pdf.record import Point, Ruling
from extractors.readers.pdf.shapes import Subpath

FEW = 5
"""Segments of a path that is one rectangle, or less: its bounds are all that can be a ruling."""

DEEPEST = 12
"""How deep forms drawn in forms are followed; pdfium itself stops in time."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawings(NamedTuple):
    """What is drawn on a page, as it is shown; `clips` has the box that cuts off a piece of text, where one does."""

    rulings: list[Ruling]
    pictures: list[Box]
    texts: list[int]
    clips: dict[int, Box]
    outlines: list[int]


def drawings(page: int, frame: Frame) -> Drawings:
    """Return what is drawn on a page."""
    found = Drawings([], [], [], {}, [])
    count = library.object_count(page)
    things = list(map(library.object_at, repeat(page), range(count)))
    width, height = frame.size
    _Layer(frame, IDENTITY, (0.0, 0.0, width, height), found).take(things)
    return found


class _Layer(NamedTuple):
    """A page, or a form drawn on it: where its coordinates lie, and what is shown of it."""

    frame: Frame
    onto: Matrix
    shown: Box
    found: Drawings
    depth: int = 0

    def take(self, things: Sequence[int]) -> None:
        """Take down what things are drawn."""
        kinds = list(map(library.kind, things))
        clips = dict(self._clips(things))
        of_kind = {
            kind: [thing for thing, other in zip(things, kinds, strict=True) if other == kind] for kind in set(kinds)
        }
        texts = of_kind.get(library.TEXT, [])
        self.found.texts.extend(texts)
        if self.depth or clips:
            self.found.clips.update(
                (thing, clips.get(thing, self.shown)) for thing in texts if self.depth or thing in clips
            )
        self._take_paths(of_kind.get(library.PATH, []), clips)
        for thing in of_kind.get(library.IMAGE, []):
            self.found.pictures.append(self._box(thing))
        for thing in of_kind.get(library.FORM, []):
            self._take_form(thing, clips.get(thing, self.shown))

    def _take_form(self, form: int, shown: Box) -> None:
        if self.depth >= DEEPEST:
            return
        inner = [library.inner_at(form, index) for index in range(library.inner_count(form))]
        onto = _product(_matrix(form), self.onto)
        _Layer(self.frame, onto, shown, self.found, self.depth + 1).take(inner)

    def _take_paths(self, paths: Sequence[int], clips: dict[int, Box]) -> None:
        fills, at = library.integers(2 * len(paths))
        ends = range(at, at + 8 * len(paths), 8)
        library.call(map(library.draw_mode, paths, ends, range(at + 4, at + 4 + 8 * len(paths), 8)))
        counts = list(map(library.segment_count, paths))
        rectangles = self._boxes(paths)
        for path, fill, stroke, count, box in zip(paths, fills[0::2], fills[1::2], counts, rectangles, strict=True):
            clip = clips.get(path, self.shown)
            if fill and not stroke and count <= FEW:
                rulings: Iterator[Ruling] = shapes.of_box(box)
            else:
                rulings = self._drawn(path, count, fill=bool(fill), stroke=bool(stroke))
            self.found.rulings.extend(part for ruling in rulings if (part := shapes.clipped(ruling, clip)) is not None)

    def _drawn(self, path: int, count: int, *, fill: bool, stroke: bool) -> Iterator[Ruling]:
        """Yield the rulings of a path by its segments."""
        onto = _product(_matrix(path), self.onto)
        subpaths = list(self._subpaths(map(library.segment_at, repeat(path), range(count)), onto))
        self.found.outlines.extend(1 for subpath in subpaths if subpath.curved)
        if fill:
            yield from shapes.of_fill(subpaths)
        if stroke:
            room, at = library.floats(1)
            library.stroke_width(path, at)
            a, b, c, d, _, _ = onto
            yield from shapes.of_stroke(subpaths, room[0] * abs(a * d - b * c) ** 0.5)

    def _subpaths(self, segments: Iterator[int], onto: Matrix) -> Iterator[Subpath]:
        points: list[Point] = []
        curved = False
        room, at = library.floats(2)
        for segment in segments:
            kind = library.segment_kind(segment)
            if kind not in {library.LINE, library.CURVE} and points:
                yield Subpath(tuple(points), curved)
                points, curved = [], False
            library.segment_point(segment, at, at + 4)
            points.append(self.frame.point(*_moved(onto, room[0], room[1])))
            curved = curved or kind == library.CURVE
            if library.segment_closes(segment):
                points.append(points[0])
        if points:
            yield Subpath(tuple(points), curved)

    def _clips(self, things: Sequence[int]) -> Iterator[tuple[int, Box]]:
        """Yield the things that a clipping cuts off, each with the box that is left to it."""
        clips = list(map(library.clip_of, things))
        for thing, clip, count in zip(things, clips, map(_clip_count, clips), strict=True):
            box = self.shown
            for part in range(count):
                segments = map(
                    library.clip_segment_at, repeat(clip), repeat(part), range(library.clip_segment_count(clip, part))
                )
                corners = [subpath.box for subpath in self._subpaths(segments, self.onto)]
                box = boxes.common(box, boxes.union(corners)) if corners else box
            if box != self.shown:
                yield thing, box

    def _boxes(self, things: Sequence[int]) -> Iterator[Box]:
        """Yield the bounds of things."""
        count = len(things)
        room, at = library.floats(4 * count)
        sides = (range(at + side, at + side + 16 * count, 16) for side in (0, 4, 8, 12))
        library.call(map(library.bounds, things, *sides))
        for left, bottom, right, top in zip(room[0::4], room[1::4], room[2::4], room[3::4], strict=True):
            if self.onto is IDENTITY:
                yield self.frame.box(left, bottom, right, top)
            else:
                (xa, ya), (xb, yb) = _moved(self.onto, left, bottom), _moved(self.onto, right, top)
                yield self.frame.box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def _box(self, thing: int) -> Box:
        return next(self._boxes([thing]))


def _clip_count(clip: int | None) -> int:
    return 0 if clip is None else max(0, library.clip_count(clip))


def _matrix(thing: int) -> Matrix:
    room, at = library.floats(6)
    library.matrix(thing, at)
    a, b, c, d, e, f = room
    return a, b, c, d, e, f


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does what one does and then what the other does."""
    a, b, c, d, e, f = first
    (p, q), (r, s) = (second[0], second[1]), (second[2], second[3])
    x, y = _moved(second, e, f)
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, x, y
