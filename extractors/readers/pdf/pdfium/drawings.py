"""What is drawn on a page as pdfium knows it → its rulings, pictures and pieces of text, and what cuts them off."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, repeat
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf import boxes, shapes
from extractors.readers.pdf.pdfium import library
from extractors.readers.pdf.pdfium.frame import Frame
from extractors.readers.pdf.record import Point, Ruling
from extractors.readers.pdf.shapes import Subpath

FEW = 5
"""Segments of a path that is one rectangle, or less: its bounds are all that can be a ruling."""

DEEPEST = 40
"""How deep forms drawn in forms are followed: as deep as pdfium itself follows them."""

Matrix = tuple[float, float, float, float, float, float]
Segment = tuple[float, float, int, int]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawings(NamedTuple):
    """What is drawn on a page, as it is shown; `clips` has the box that cuts off a piece of text, where one does."""

    rulings: list[Ruling]
    pictures: list[Box]
    areas: list[Box]
    texts: list[int]
    clips: dict[int, Box]
    outlines: list[int]


def drawings(page: int, frame: Frame) -> Drawings:
    """Return what is drawn on a page."""
    found = Drawings([], [], [], [], {}, [])
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
        texts = list(compress(things, map(library.TEXT.__eq__, kinds)))
        self.found.texts.extend(texts)
        if self.depth or clips:
            self.found.clips.update(
                (thing, clips.get(thing, self.shown)) for thing in texts if self.depth or thing in clips
            )
        self._take_paths(list(compress(things, map(library.PATH.__eq__, kinds))), clips)
        self.found.pictures.extend(self._boxes(list(compress(things, map(library.IMAGE.__eq__, kinds)))))
        for thing in compress(things, map(library.FORM.__eq__, kinds)):
            self._take_form(thing, clips.get(thing, self.shown))

    def _take_form(self, form: int, shown: Box) -> None:
        if self.depth >= DEEPEST:
            return
        inner = [library.inner_at(form, index) for index in range(library.inner_count(form))]
        onto = _product(_matrix(form), self.onto)
        _Layer(self.frame, onto, shown, self.found, self.depth + 1).take(inner)

    def _take_paths(self, paths: Sequence[int], clips: dict[int, Box]) -> None:
        modes, at = library.integers(2 * len(paths))
        end = at + 8 * len(paths)
        library.call(map(library.draw_mode, paths, range(at, end, 8), range(at + 4, end + 4, 8)))
        counts = map(library.segment_count, paths)
        listed = list(zip(paths, modes[0::2], modes[1::2], counts, strict=True))
        bars = [path for path, fill, stroke, count in listed if fill and not stroke and count <= FEW]
        others = [entry for entry in listed if entry[2] or (entry[1] and entry[3] > FEW)]
        for path, box in zip(bars, self._boxes(bars), strict=True):
            if shapes.is_thick(box):
                self._take_areas([box], clips.get(path))
            else:
                self._take_rulings(shapes.of_box(box), clips.get(path))
        for (path, fill, stroke, _), (onto, subpaths) in zip(others, self._drawn(others), strict=True):
            self.found.outlines.extend(1 for subpath in subpaths if subpath.curved)
            if fill:
                self._take_rulings(shapes.of_fill(subpaths), clips.get(path))
                self._take_areas(shapes.areas(subpaths), clips.get(path))
            if stroke:
                self._take_rulings(shapes.of_stroke(subpaths, _stroke_width(path, onto)), clips.get(path))

    def _take_rulings(self, rulings: Iterable[Ruling], clip: Box | None) -> None:
        """Take down rulings so far as they are shown."""
        box = clip or self.shown
        for ruling in rulings:
            part = shapes.clipped(ruling, box)
            if part is not None:
                self.found.rulings.append(part)

    def _take_areas(self, areas: Sequence[Box], clip: Box | None) -> None:
        """Take down what is shown of areas."""
        shown = (boxes.common(area, clip or self.shown) for area in areas)
        self.found.areas.extend(area for area in shown if shapes.is_thick(area))

    def _drawn(self, listed: Sequence[tuple[int, int, int, int]]) -> Iterator[tuple[Matrix, list[Subpath]]]:
        """Yield where the coordinates of each path lie, and its parts; the last of each entry counts its segments."""
        counts = [entry[-1] for entry in listed]
        paths = chain.from_iterable(repeat(path, count) for (path, *_), count in zip(listed, counts, strict=True))
        segments = list(map(library.segment_at, paths, chain.from_iterable(map(range, counts))))
        points = _points(segments)
        start = 0
        for (path, *_), count in zip(listed, counts, strict=True):
            onto = _product(_matrix(path), self.onto)
            yield onto, list(self._subpaths(points[start : start + count], onto))
            start += count

    def _subpaths(self, points: Sequence[Segment], onto: Matrix) -> Iterator[Subpath]:
        """Yield the parts of a path, each from where the pen is set down; a closed one ends where it begins."""
        part: list[Point] = []
        curved = False
        for x, y, kind, closes in points:
            if part and kind not in {library.LINE, library.CURVE}:
                yield Subpath(tuple(part), curved)
                part, curved = [], False
            part.append(self.frame.point(*_moved(onto, x, y)))
            curved = curved or kind == library.CURVE
            if closes and part[-1] != part[0]:
                part.append(part[0])
        if part:
            yield Subpath(tuple(part), curved)

    def _clips(self, things: Sequence[int]) -> Iterator[tuple[int, Box]]:
        """Yield the things that a clipping cuts off, each with the box that is left to it."""
        clips = list(map(library.clip_of, things))
        counts = list(map(library.clip_count, clips))
        for thing, clip, count in zip(things, clips, counts, strict=True) if max(counts, default=0) > 0 else ():
            box = self.shown
            for part in range(count):
                corners = range(library.clip_segment_count(clip, part))
                segments = list(map(library.clip_segment_at, repeat(clip), repeat(part), corners))
                boxed = [subpath.box for subpath in self._subpaths(_points(segments), self.onto)]
                box = boxes.common(box, boxes.union(boxed)) if boxed else box
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


def _points(segments: Sequence[int]) -> list[Segment]:
    """Return the segments of paths: where each ends, its kind, and whether it closes its part."""
    room, at = library.floats(2 * len(segments))
    end = at + 8 * len(segments)
    library.call(map(library.segment_point, segments, range(at, end, 8), range(at + 4, end + 4, 8)))
    kinds, closing = map(library.segment_kind, segments), map(library.segment_closes, segments)
    return list(zip(room[0::2], room[1::2], kinds, closing, strict=True))


def _stroke_width(path: int, onto: Matrix) -> float:
    room, at = library.floats(1)
    library.stroke_width(path, at)
    a, b, c, d, _, _ = onto
    return float(room[0] * abs(a * d - b * c) ** 0.5)


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
