"""The characters of a page as pdfium knows them → runs, and what casts doubt on them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, repeat
from math import atan2, degrees, hypot
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf import boxes
from extractors.readers.pdf.line import is_han
from extractors.readers.pdf.pdfium import library
from extractors.readers.pdf.pdfium.frame import Frame
from extractors.readers.pdf.radicals import LETTERS
from extractors.readers.pdf.record import CONTIGUOUS, NOTHING, QUARTER, RIGHT, Char, Run, along, in_direction, runs

INVISIBLE = {3, 7}
"""Text rendering modes that put nothing on the page: how recognised text is laid under a scan."""

EXACT = 0.02
"""Points. pdfium's coordinates are of single precision."""

INK = 0.25
"""Points. A box that begins further from the origin of its character is that of its ink, as pdfium gives it where a
producer says what a piece of text stands for; the ink of others hangs over by less."""

HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a character beyond the first plane, which pdfium gives one by one."""

RADICALS = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]")

DOUBTFUL = re.compile("[\0\ufffd-\uffff\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
"""What pdfium gives for a character that its font does not name; and Hebrew, Arabic and their like, whose lines it puts
into another order, and beside which it turns brackets round."""

APART = re.compile(rf"[\s{''.join(sorted(NOTHING))}]")
"""Blanks, and what takes no room: no part of a run."""


class Style(NamedTuple):
    """How a piece of text is set: its size on the page, and how it reads (degrees clockwise); what cuts it off.

    `square` is how far a Han character advances.
    """

    size: float
    angle: int
    square: float
    clip: Box | None = None


class Characters(NamedTuple):
    """The characters of one page: their runs, the pieces of text that they are of, and how many do not show.

    `doubtful` tells that there are characters among them of which pdfium is known not to give what is printed.
    """

    runs: tuple[Run, ...]
    objects: frozenset[int]
    hidden: int
    doubtful: bool


SHORT = 3
"""Characters of a piece of text below which asking each of them is quicker than asking the first and the last."""


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
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    inked: set[int]


def characters(text_page: int, frame: Frame, clips: Mapping[int, Box]) -> Characters:
    """Return the characters of a page; `clips` are the boxes that cut off pieces of text, by the piece."""
    count = max(0, library.char_count(text_page))
    text = _printed(text_page, count)
    objects = list(map(library.char_object, repeat(text_page), range(count)))
    pieces = Pieces(text_page, objects)
    columns = pieces.columns(_whole(text) if HALVES.search(text) else text, frame.quarters, clips)
    reader = _Reader(frame, columns)
    found = tuple(reader.runs())
    doubtful = DOUBTFUL.search(text) or any(map(library.char_is_unknown, repeat(text_page), range(count)))
    return Characters(found, frozenset(filter(None, objects)), reader.hidden, bool(doubtful))


def _printed(text_page: int, count: int) -> str:
    """Return what is printed, one place for each character: of all at once where pdfium gives it so."""
    room, at = library.shorts(count + 1)
    if library.text(text_page, 0, count, at) == count + 1:
        text = "".join(map(chr, room[:count]))
    else:
        text = "".join(map(chr, map(library.char_code, repeat(text_page), range(count))))
    return text.translate(LETTERS) if RADICALS.search(text) else text


def _whole(text: str) -> list[str]:
    """Return what each character says where there are halves among them: both together and nothing."""
    texts = list(text)
    for index, pair in enumerate(map("".join, pairwise(texts))):
        if all(HALVES.match(half) for half in pair) and texts[index]:
            texts[index : index + 2] = [pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), ""]
    return texts


class Pieces:
    """The pieces of text that the characters of a page are of: what holds for a whole piece is asked for only once."""

    def __init__(self, text_page: int, objects: list[int | None]) -> None:
        changes = [index for index, (one, other) in enumerate(pairwise(objects), start=1) if one != other]
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
        lefts, tops, rights, bottoms = (room[side::4].tolist() for side in range(4))
        styles: list[Style | None] = [None] * self._count
        for start, stop, style in zip(self._starts, self._ends, self._styles(quarters, clips), strict=True):
            if stop - start == 1:
                styles[start] = style
            else:
                styles[start:stop] = [style] * (stop - start)
        xs, ys, inked = self._origins(lefts)
        return Columns(texts, styles, xs, ys, lefts, tops, rights, bottoms, inked)

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


class _Reader:
    """Joins the characters of a page to runs; `hidden` counts those that a clipping leaves nothing of."""

    def __init__(self, frame: Frame, columns: Columns) -> None:
        self.hidden = 0
        self._frame, self._columns, self._texts = frame, columns, columns.texts
        self._inside = self._is_inside()

    def runs(self) -> Iterator[Run]:
        """Yield the runs of the page in the order in which they are printed."""
        styles = self._columns.styles
        breaks = self._breaks()
        said_twice = self._mend_glyphs(breaks)
        breaks = sorted({*breaks, *said_twice}) if said_twice else breaks
        for begin, end in pairwise([*breaks, len(styles)]):
            style = styles[begin]
            if style is None or not self._takes_room(begin):
                continue
            if style.angle == RIGHT and not self._frame.quarters:
                found: Sequence[Run] = [self._level(begin, end, style)]
            else:
                found = runs(self._turned(index, style) for index in range(begin, end))
            if self._inside and style.clip is None:
                yield from found
            else:
                for run in found:
                    yield from self._shown(run, style.clip)

    def _is_inside(self) -> bool:
        """Return whether all of the page's text is on it for certain, so that no character needs to be asked."""
        _, _, _, _, lefts, tops, rights, bottoms, _ = self._columns
        frame = self._frame
        return bool(lefts) and (
            frame.left <= min(lefts)
            and max(rights) <= frame.right
            and frame.bottom <= min(bottoms)
            and max(tops) <= frame.top
        )

    def _breaks(self) -> list[int]:
        """Return where runs begin: behind a gap, on another baseline, set in another way, at and behind blanks."""
        _, styles, xs, ys, _, _, ends, _, _ = self._columns
        nexts = zip(islice(xs, 1, None), islice(ys, 1, None), xs, ys, ends, islice(styles, 1, None), styles)  # noqa: B905
        breaks = [
            index
            for index, (x, y, start, level, end, own, before) in enumerate(nexts, start=1)
            if y != level or x > end + CONTIGUOUS or x + x < start + end or own is not before
        ]
        alone = self._alone()
        if alone:
            breaks = sorted({*breaks, *alone, *(index + 1 for index in alone)} - {0, len(xs)})
        return [0, *breaks] if xs else []

    def _alone(self) -> list[int]:
        """Return the places at which nothing or a blank is printed."""
        if isinstance(self._texts, str):
            return [found.start() for found in APART.finditer(self._texts)]
        return [index for index, text in enumerate(self._texts) if not text or APART.match(text)]

    def _mend_glyphs(self, breaks: Sequence[int]) -> list[int]:
        """Give what a glyph says to its first character, where it says several; return the places behind it."""
        _, styles, xs, ys, _, _, rights, _, _ = self._columns
        behind: list[int] = []
        for index in breaks[1:]:
            first = index - 1
            if styles[index] is None or styles[index] is not styles[first] or ys[index] != ys[first]:
                continue
            while not self._texts[first] and first > 0:
                first -= 1
            if xs[index] == xs[first] and rights[index] == rights[first]:
                self._texts = list(self._texts)
                self._texts[first] += self._texts[index]
                self._texts[index] = ""
                behind += [index + 1] if index + 1 < len(xs) else []
        return behind

    def _takes_room(self, index: int) -> bool:
        """Return whether something is printed at a place, or a blank of some width."""
        text = self._texts[index]
        blank = text.isspace() and self._columns.lefts[index] >= self._columns.rights[index]
        return not blank and text != "" and text not in NOTHING

    def _level(self, begin: int, end: int, style: Style) -> Run:
        """Return characters that read to the right. A Han character fills a square, also where its box is of ink."""
        _, _, xs, ys, _, _, rights, _, inked = self._columns
        starts, ends, left = xs[begin:end], rights[begin:end], self._frame.left
        advance = ends[-1] - starts[-1]
        if (advance > style.square + EXACT or end - 1 in inked) and is_han(self._texts[end - 1][-1]):
            ends[-1] = starts[-1] + style.square
        if left:
            starts, ends = [x - left for x in starts], [x - left for x in ends]
        return Run(self._texts[begin:end], starts, ends, self._frame.top - ys[begin], style.size)

    def _turned(self, index: int, style: Style) -> Char:
        """Return a character that reads in another direction, or on a page that is turned."""
        _, _, xs, ys, lefts, tops, rights, bottoms, _ = self._columns
        box = self._frame.box(lefts[index], bottoms[index], rights[index], tops[index])
        aslant = style.angle % QUARTER != 0
        start, end = along(box, RIGHT if aslant else style.angle)
        origin, down = in_direction(style.angle, *self._frame.point(xs[index], ys[index]))
        if not aslant:
            start, end = origin, max(end, origin + style.square) if is_han(self._texts[index][-1:] or " ") else end
        return Char(self._texts[index], start, end, down, style.size, style.angle)

    def _shown(self, run: Run, clip: Box | None) -> Iterator[Run]:
        """Yield what shows of a run: its characters on the page of which no clipping takes all away."""
        page = (0.0, 0.0, *self._frame.size)
        inside = boxes.has(page, run.centre(0)) and boxes.has(page, run.centre(-1))
        if inside and (clip is None or boxes.holds(clip, run.box)):
            yield run
        elif len(run.texts) > 1:
            for char in run.single():
                yield from self._shown(char, clip)
        elif inside:
            if clip is None or boxes.meets(run.box, clip):
                yield run
            else:
                self.hidden += not run.blank
