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

SHORT = 3
"""Characters of a piece of text below which asking each of them is quicker than asking the first and the last."""


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
    `inked` are the places whose boxes are those of their ink, `edges` those at which style or baseline may change.
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
    edges: set[int]


class Pieces:
    """The pieces of text that the characters of a page are of: what holds for a whole piece is asked for only once."""

    def __init__(self, text_page: int, objects: list[int | None]) -> None:
        changes = list(compress(count(1), map(ne, objects, islice(objects, 1, None))))
        begins = [0, *changes] if objects else []
        pieces = [(begin, end) for begin, end in zip(begins, [*changes, len(objects)], strict=False) if objects[begin]]
        self._page, self._count = text_page, len(objects)
        self._starts, self._ends = [begin for begin, _ in pieces], [end for _, end in pieces]
        self._things = [thing for begin in self._starts if (thing := objects[begin])]

    def columns(self, texts: list[str] | str, quarters: int, clips: Mapping[int, Box]) -> Columns:
        """Return what is known of the characters."""
        room, at = library.floats(4 * self._count)
        end = at + 16 * self._count
        library.call(map(library.char_box, repeat(self._page), range(self._count), range(at, end, 16)))
        lefts, rights = room[0::4].tolist(), room[2::4].tolist()
        styles: list[Style | None] = [None] * self._count
        for start, stop, style in zip(self._starts, self._ends, self._styles(quarters, clips), strict=True):
            if stop - start == 1:
                styles[start] = style
            else:
                styles[start:stop] = [style] * (stop - start)
        xs, ys, inked = self._origins(lefts)
        edges = {*self._starts, *self._ends, *inked} - {0, self._count}
        return Columns(texts, styles, xs, ys, lefts, room[1::4], rights, room[3::4], inked, edges)

    def _origins(self, lefts: list[float]) -> tuple[list[float], list[float], set[int]]:
        """Return where the baseline of each character begins, and which boxes are those of ink.

        A piece lies on one baseline, and the boxes of its characters begin where they do: unless its first or its last
        character says otherwise, for then each is asked. So is each where a piece has hardly more than one.
        """
        if self._count < SHORT * len(self._starts):
            xs, ys = (list(column) for column in zip(*self._origins_of(range(self._count)), strict=True))
            inked = {
                place for place, (x, left) in enumerate(zip(xs, lefts, strict=True)) if not -INK <= x - left <= INK
            }
            return xs, ys, inked
        xs, ys, inked = lefts.copy(), [0.0] * self._count, set()
        lasts = self._origins_of([end - 1 for end in self._ends])
        for start, end, first, last in zip(
            self._starts, self._ends, self._origins_of(self._starts), lasts, strict=True
        ):
            if abs(first[0] - lefts[start]) <= INK and abs(last[0] - lefts[end - 1]) <= INK and first[1] == last[1]:
                ys[start:end] = [first[1]] * (end - start)
                continue
            inked.update(range(start, end))
            for place, (x, y) in zip(range(start, end), self._origins_of(range(start, end)), strict=True):
                xs[place], ys[place] = x, y
        return xs, ys, inked

    def _origins_of(self, places: Sequence[int]) -> Iterator[tuple[float, float]]:
        room, at = library.doubles(2 * len(places))
        end = at + 16 * len(places)
        library.call(
            map(library.char_origin, repeat(self._page), places, range(at, end, 16), range(at + 8, end + 8, 16))
        )
        return zip(room[0::2], room[1::2], strict=True)

    def _styles(self, quarters: int, clips: Mapping[int, Box]) -> Iterator[Style | None]:
        """Yield how each piece is set; None where it is invisible."""
        count, this = len(self._things), repeat(self._page)
        room, at = library.floats(6 * count)
        library.call(map(library.char_matrix, this, self._starts, range(at, at + 24 * count, 24)))
        fonts = map(library.char_size, this, self._starts)
        modes, cut = map(library.render_mode, self._things), (clips.get(thing) for thing in self._things)
        known: dict[tuple[object, ...], Style | None] = {}
        style, before = None, None
        for key in zip(modes, room[0::6], room[1::6], room[2::6], room[3::6], fonts, cut, strict=True):
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
