"""The pieces of text on a page as pdfium knows them → what is known of each of their characters."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count, islice, repeat
from math import atan2, degrees, hypot
from operator import ne
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf.pdfium import library
from extractors.readers.pdf.record import QUARTER

INVISIBLE = {3, 7}
"""Text rendering modes that put nothing on the page: how recognised text is laid under a scan."""

INK = 0.25
"""Points. A box that begins further from the origin of its character is that of its ink, as pdfium gives it where a
producer says what a piece of text stands for; the ink of others hangs over by less."""


class Style(NamedTuple):
    """How a piece of text is set: its size on the page, and how it reads (degrees clockwise); what cuts it off.

    `square` is how far a Han character advances.
    """

    size: float
    angle: int
    square: float
    clip: Box | None = None


class Columns(NamedTuple):
    """The characters of a page, a list for each thing that is known of them, in the coordinates of the file.

    `styles` is how each is set; None where pdfium made it up between two others, or where it is invisible.
    `inked` are the places whose boxes are those of their ink.
    """

    texts: list[str] | str
    styles: list[Style | None]
    xs: list[float]
    ys: list[float]
    lefts: list[float]
    tops: Sequence[float]
    rights: list[float]
    bottoms: Sequence[float]
    inked: set[int]


class Pieces:
    """The pieces of text that the characters of a page are of: what holds for a whole piece is asked for only once."""

    def __init__(self, text_page: int, objects: Sequence[int | None]) -> None:
        changes = list(compress(count(1), map(ne, objects, islice(objects, 1, None))))
        begins = [0, *changes] if objects else []
        self._page, self._count = text_page, len(objects)
        self._spans = [span for span in zip(begins, [*changes, len(objects)], strict=False) if objects[span[0]]]
        self._starts = [start for start, _ in self._spans]
        self._things = [thing for start in self._starts if (thing := objects[start])]

    def columns(self, texts: list[str] | str, quarters: int, clips: Mapping[int, Box]) -> Columns:
        """Return what is known of the characters."""
        room, at = library.floats(4 * self._count)
        end = at + 16 * self._count
        library.call(map(library.char_box, repeat(self._page), range(self._count), range(at, end, 16)))
        lefts, rights = room[0::4].tolist(), room[2::4].tolist()
        matrices = self._matrices()
        styles: list[Style | None] = [None] * self._count
        for (start, stop), style in zip(self._spans, self._styles(matrices, quarters, clips), strict=True):
            if stop - start == 1:
                styles[start] = style
            else:
                styles[start:stop] = [style] * (stop - start)
        xs, ys, inked = self._origins(lefts, matrices[4::6], matrices[5::6])
        return Columns(texts, styles, xs, ys, lefts, room[1::4], rights, room[3::4], inked)

    def _matrices(self) -> Sequence[float]:
        """Return how each piece is set and where it begins, six numbers a piece."""
        room, at = library.floats(6 * len(self._starts))
        end = at + 24 * len(self._starts)
        library.call(map(library.char_matrix, repeat(self._page), self._starts, range(at, end, 24)))
        return room

    def _origins(
        self, lefts: list[float], across: Sequence[float], up: Sequence[float]
    ) -> tuple[list[float], list[float], set[int]]:
        """Return where the baseline of each character begins, and which boxes are those of ink.

        A piece begins where its matrix says. It lies on one baseline, and the boxes of its characters begin where they
        do: unless its first or its last character says otherwise, for then each is asked.
        """
        xs, ys = lefts.copy(), [0.0] * self._count
        inked: set[int] = set()
        long: list[tuple[int, int, float]] = []
        for (start, end), x, y in zip(self._spans, across, up, strict=True):
            if -INK <= x - lefts[start] <= INK:
                xs[start], ys[start] = x, y
                if end - start > 1:
                    long.append((start, end, y))
            else:
                inked.update(range(start, end))
        for (start, end, y), (last, level) in zip(long, self._origins_of([end - 1 for _, end, _ in long]), strict=True):
            if abs(last - lefts[end - 1]) <= INK and level == y:
                ys[start:end] = [y] * (end - start)
            else:
                inked.update(range(start, end))
        for place, (x, y) in zip(inked, self._origins_of([*inked]), strict=True):
            xs[place], ys[place] = x, y
        return xs, ys, inked

    def _origins_of(self, places: Sequence[int]) -> Iterator[tuple[float, float]]:
        room, at = library.doubles(2 * len(places))
        end = at + 16 * len(places)
        library.call(
            map(library.char_origin, repeat(self._page), places, range(at, end, 16), range(at + 8, end + 8, 16))
        )
        return zip(room[0::2], room[1::2], strict=True)

    def _styles(self, matrices: Sequence[float], quarters: int, clips: Mapping[int, Box]) -> Iterator[Style | None]:
        """Yield how each piece is set; None where it is invisible."""
        fonts = map(library.char_size, repeat(self._page), self._starts)
        modes, cut = map(library.render_mode, self._things), map(clips.get, self._things)
        known: dict[tuple[object, ...], Style | None] = {}
        style, before = None, None
        scales = (matrices[side::6] for side in range(4))
        for key in zip(modes, *scales, fonts, cut, strict=True):
            if key != before:
                if key not in known:
                    mode, *matrix, font, clip = key
                    known[key] = None if mode in INVISIBLE else _style(matrix, font, quarters, clip)
                style, before = known[key], key
            yield style


def _style(matrix: Sequence[float], font: float, quarters: int, clip: Box | None) -> Style:
    a, b, c, d = matrix
    angle = round(degrees(atan2(b * font, a * font))) if b != 0 or a * font < 0 else 0
    return Style(abs(font) * hypot(c, d), (QUARTER * quarters - angle) % 360, abs(font) * hypot(a, b), clip)
