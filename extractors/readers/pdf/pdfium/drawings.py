"""What is drawn on a page as pdfium knows it → its rulings, pictures and pieces of text, and what cuts them off."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, islice, repeat
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


def drawings(page: int, frame: Frame, known: frozenset[int]) -> Drawings:
    """Return what is drawn on a page; of some things it is `known` that they are pieces of text."""
    found = Drawings([], [], [], [], {}, [])
    count = library.object_count(page)
    things = list(map(library.object_at, repeat(page), range(count)))
    width, height = frame.size
    _Layer(frame, IDENTITY, (0.0, 0.0, width, height), found, known).take(things)
    return found


class _Layer(NamedTuple):
    """A page, or a form drawn on it: where its coordinates lie, and what is shown of it."""

    frame: Frame
    onto: Matrix
    shown: Box
    found: Drawings
    known: frozenset[int]
    depth: int = 0

    def take(self, things: Sequence[int]) -> None:
        """Take down what things are drawn."""
        texts = [thing for thing in things if thing in self.known]
        others = [thing for thing in things if thing not in self.known]
        kinds = list(map(library.kind, others))
        clips = dict(self._clips(things))
        texts += compress(others, map(library.TEXT.__eq__, kinds))
        self.found.texts.extend(texts)
        if self.depth or clips:
            self.found.clips.update(
                (thing, clips.get(thing, self.shown)) for thing in texts if self.depth or thing in clips
            )
        self._take_paths(list(compress(others, map(library.PATH.__eq__, kinds))), clips)
        self.found.pictures.extend(self._boxes(list(compress(others, map(library.IMAGE.__eq__, kinds)))))
        for thing in compress(others, map(library.FORM.__eq__, kinds)):
            self._take_form(thing, clips.get(thing, self.shown))

    def _take_form(self, form: int, shown: Box) -> None:
        if self.depth >= DEEPEST:
            return
        inner = [library.inner_at(form, index) for index in range(library.inner_count(form))]
        onto = _product(next(_matrices([form])), self.onto)
        _Layer(self.frame, onto, shown, self.found, self.known, self.depth + 1).take(inner)

    def _take_paths(self, paths: Sequence[int], clips: dict[int, Box]) -> None:
        modes, at = library.integers(2 * len(paths))
        end = at + 8 * len(paths)
        library.call(map(library.draw_mode, paths, range(at, end, 8), range(at + 4, end + 4, 8)))
        counts = map(library.segment_count, paths)
        listed = list(zip(paths, modes[0::2], modes[1::2], counts, strict=True))
        bars = [path for path, fill, stroke, count in listed if fill and not stroke and count <= FEW]
        others = [entry for entry in listed if entry[2] or (entry[1] and entry[3] > FEW)]
        self._take_bars(bars, clips)
        for (path, fill, stroke, _), (width, subpaths) in zip(others, self._drawn(others), strict=True):
            self.found.outlines.extend(1 for subpath in subpaths if subpath.curved)
            if fill:
                self._take_rulings(shapes.of_fill(subpaths), clips.get(path))
                self._take_areas(shapes.areas(subpaths), clips.get(path))
            if stroke:
                self._take_rulings(shapes.of_stroke(subpaths, width), clips.get(path))

    def _take_bars(self, bars: Sequence[int], clips: dict[int, Box]) -> None:
        """Take down filled rectangles: thin ones are rulings."""
        whole: list[Ruling] = []
        for box, clip in zip(self._boxes(bars), map(clips.get, bars), strict=True):
            thin = shapes.of_box(box)
            if not thin:
                self._take_areas([box], clip)
            elif clip is None:
                whole += thin
            else:
                self._take_rulings(thin, clip)
        self._take_rulings(whole, None)

    def _take_rulings(self, rulings: Iterable[Ruling], clip: Box | None) -> None:
        """Take down rulings so far as they are shown."""
        box = clip or self.shown
        parts = [shapes.clipped(ruling, box) for ruling in rulings]
        self.found.rulings.extend([part for part in parts if part is not None])

    def _take_areas(self, areas: Sequence[Box], clip: Box | None) -> None:
        """Take down what is shown of areas."""
        shown = (boxes.common(area, clip or self.shown) for area in areas)
        self.found.areas.extend(area for area in shown if shapes.is_thick(area))

    def _drawn(self, listed: Sequence[tuple[int, int, int, int]]) -> Iterator[tuple[float, list[Subpath]]]:
        """Yield how thick the line of each path is, and its parts; the last of each entry counts its segments."""
        paths, counts = [entry[0] for entry in listed], [entry[-1] for entry in listed]
        each = chain.from_iterable(map(repeat, paths, counts))
        points = iter(_points(list(map(library.segment_at, each, chain.from_iterable(map(range, counts))))))
        for matrix, width, count in zip(_matrices(paths), _stroke_widths(paths), counts, strict=True):
            onto = matrix if self.onto is IDENTITY else _product(matrix, self.onto)
            a, b, c, d, _, _ = onto
            yield width * abs(a * d - b * c) ** 0.5, list(self._subpaths(islice(points, count), onto))

    def _subpaths(self, points: Iterable[Segment], onto: Matrix) -> Iterator[Subpath]:
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
        for thing, clip, count in compress(zip(things, clips, counts, strict=True), map((0).__lt__, counts)):
            box = self.shown
            for part in range(count):
                corners = range(library.clip_segment_count(clip, part))
                segments = list(map(library.clip_segment_at, repeat(clip), repeat(part), corners))
                boxed = [subpath.box for subpath in self._subpaths(_points(segments), self.onto)]
                box = boxes.common(box, boxes.union(boxed)) if boxed else box
            if box != self.shown:
                yield thing, box

    def _boxes(self, things: Sequence[int]) -> Iterator[Box]:
        """Return the bounds of things."""
        count = len(things)
        room, at = library.floats(4 * count)
        sides = (range(at + side, at + side + 16 * count, 16) for side in (0, 4, 8, 12))
        library.call(map(library.bounds, things, *sides))
        return self.frame.boxes(room if self.onto is IDENTITY else list(self._on_page(room)))

    def _on_page(self, rows: Sequence[float]) -> Iterator[float]:
        """Yield the sides of boxes on the page."""
        for left, bottom, right, top in zip(rows[0::4], rows[1::4], rows[2::4], rows[3::4], strict=True):
            (xa, ya), (xb, yb) = _moved(self.onto, left, bottom), _moved(self.onto, right, top)
            yield from (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def _points(segments: Sequence[int]) -> list[Segment]:
    """Return the segments of paths: where each ends, its kind, and whether it closes its part."""
    room, at = library.floats(2 * len(segments))
    end = at + 8 * len(segments)
    library.call(map(library.segment_point, segments, range(at, end, 8), range(at + 4, end + 4, 8)))
    kinds, closing = map(library.segment_kind, segments), map(library.segment_closes, segments)
    return list(zip(room[0::2], room[1::2], kinds, closing, strict=True))


def _stroke_widths(paths: Sequence[int]) -> Sequence[float]:
    room, at = library.floats(len(paths))
    library.call(map(library.stroke_width, paths, range(at, at + 4 * len(paths), 4)))
    return room


def _matrices(things: Sequence[int]) -> Iterator[Matrix]:
    room, at = library.floats(6 * len(things))
    library.call(map(library.matrix, things, range(at, at + 24 * len(things), 24)))
    return zip(room[0::6], room[1::6], room[2::6], room[3::6], room[4::6], room[5::6], strict=True)


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does what one does and then what the other does."""
    a, b, c, d, e, f = first
    (p, q), (r, s) = (second[0], second[1]), (second[2], second[3])
    x, y = _moved(second, e, f)
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, x, y
