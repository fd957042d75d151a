"""The characters of a page as pdfium knows them → runs, and what casts doubt on them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, repeat
from math import atan2, degrees, hypot
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf import boxes
from extractors.readers.pdf.line import is_han
from extractors.readers.pdf.pdfium import library
from extractors.readers.pdf.pdfium.frame import Frame
from extractors.readers.pdf.radicals import LETTERS
from extractors.readers.pdf.record import CONTIGUOUS, NOTHING, QUARTER, RIGHT, Run, along, in_direction

INVISIBLE = {3, 7}
"""Text rendering modes that put nothing on the page: how recognised text is laid under a scan."""

EXACT = 0.02
"""Points, and parts of a number. pdfium's coordinates are of single precision."""

HALVES = range(0xD800, 0xE000)
"""Halves of a character beyond the first plane, which pdfium gives one by one."""

RIGHT_TO_LEFT = (range(0x0590, 0x0900), range(0xFB1D, 0xFE00), range(0xFE70, 0xFF00))
"""Hebrew, Arabic and their like: pdfium puts their lines into another order, and turns brackets beside them round."""

APART = frozenset(chr(code) for code in range(0x3001) if chr(code).isspace()) | NOTHING | {""}
"""Blanks, and what takes no room: no part of a run."""

MEANINGLESS = {0, 0xFFFD, 0xFFFE, 0xFFFF}
"""What pdfium gives for a character that its font does not name."""


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


class Columns(NamedTuple):
    """The characters of a page, a list for each thing that is known of them, in the coordinates of the file.

    `objects` is the piece of text that a character is of; None where pdfium made it up between two of them.
    """

    texts: Sequence[str]
    objects: list[int | None]
    xs: list[float]
    ys: list[float]
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]


def characters(text_page: int, frame: Frame, clips: Mapping[int, Box]) -> Characters:
    """Return the characters of a page; `clips` are the boxes that cut off pieces of text, by the piece."""
    count = max(0, library.char_count(text_page))
    every, this = range(count), repeat(text_page)
    codes = _codes(text_page, count)
    columns = _columns(text_page, _texts(codes))
    reader = _Reader(text_page, frame, clips, columns)
    runs = tuple(reader.runs())
    doubtful = _is_doubtful(set(codes)) or any(map(library.char_is_unknown, this, every))
    return Characters(runs, frozenset(filter(None, columns.objects)), reader.hidden, doubtful)


def _is_doubtful(codes: set[int]) -> bool:
    return bool(codes & MEANINGLESS) or any(code in block for block in RIGHT_TO_LEFT for code in codes)


def _codes(text_page: int, count: int) -> Sequence[int]:
    """Return the code of each character: of all at once where that gives one for each."""
    room, at = library.shorts(count + 1)
    if library.text(text_page, 0, count, at) == count + 1:
        return room[:count]
    return list(map(library.char_code, repeat(text_page), range(count)))


def _texts(codes: Sequence[int]) -> Sequence[str]:
    """Return what each character says: radicals as letters, the halves of one character as one and nothing."""
    text = "".join(map(chr, codes)).translate(LETTERS)
    if not any(code in HALVES for code in set(codes)):
        return text
    texts = list(text)
    for index in range(len(texts) - 1):
        pair = "".join(texts[index : index + 2])
        if len(pair) > 1 and ord(pair[0]) in HALVES and ord(pair[1]) in HALVES:
            texts[index : index + 2] = [pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), ""]
    return texts


def _columns(text_page: int, texts: Sequence[str]) -> Columns:
    count = len(texts)
    every, this = range(count), repeat(text_page)
    origins, at = library.doubles(2 * count)
    end = at + 16 * count
    library.call(map(library.char_origin, this, every, range(at, end, 16), range(at + 8, end + 8, 16)))
    squares, at = library.floats(4 * count)
    library.call(map(library.char_box, this, every, range(at, at + 16 * count, 16)))
    return Columns(
        texts,
        list(map(library.char_object, this, every)),
        origins[0::2].tolist(),
        origins[1::2].tolist(),
        *(squares[side::4].tolist() for side in range(4)),
    )


class _Reader:
    """Joins the characters of a page to runs; `hidden` counts those that a clipping leaves nothing of."""

    def __init__(self, text_page: int, frame: Frame, clips: Mapping[int, Box], columns: Columns) -> None:
        self.hidden = 0
        self._page, self._frame, self._clips, self._columns = text_page, frame, clips, columns
        self._texts = columns.texts
        self._styles = self._styles_of(columns.objects)
        self._inside = self._is_inside()

    def runs(self) -> Iterator[Run]:
        """Yield the runs of the page in the order in which they are printed."""
        self._mend_ends()
        breaks = self._breaks()
        said_twice = self._mend_glyphs(breaks)
        breaks = sorted({*breaks, *said_twice}) if said_twice else breaks
        for begin, end in pairwise([*breaks, len(self._styles)]):
            style = self._styles[begin]
            if style is None or not self._takes_room(begin):
                continue
            if style.angle == RIGHT and self._frame.quarters == 0:
                yield from self._shown(self._level(begin, end, style), style.clip)
            else:
                for index in range(begin, end):
                    yield from self._shown(self._turned(index, style), style.clip)

    def _styles_of(self, objects: Sequence[int | None]) -> list[Style | None]:
        """Return how each character is set; None where it is made up or invisible."""
        pieces = [(thing, len(list(group))) for thing, group in groupby(objects)]
        starts, position = [], 0
        for _, length in pieces:
            starts.append(position)
            position += length
        room, at = library.floats(6 * len(pieces))
        this = repeat(self._page)
        library.call(map(library.char_matrix, this, starts, range(at, at + 24 * len(pieces), 24)))
        fonts = map(library.char_size, this, starts)
        known: dict[tuple[object, ...], Style] = {}
        styles: list[Style | None] = []
        for (thing, length), a, b, c, d, font in zip(
            pieces, room[0::6], room[1::6], room[2::6], room[3::6], fonts, strict=True
        ):
            style = None
            if thing is not None and library.render_mode(thing) not in INVISIBLE:
                key = (a, b, c, d, font, self._clips.get(thing))
                style = known.get(key) or known.setdefault(key, self._style(*key))
            styles += [style] * length
        return styles

    def _style(self, a: float, b: float, c: float, d: float, font: float, clip: Box | None) -> Style:  # noqa: PLR0913, PLR0917 - a matrix
        angle = round(degrees(atan2(b * font, a * font))) if b != 0 or a * font < 0 else 0
        size, square = abs(font) * hypot(c, d), abs(font) * hypot(a, b)
        return Style(size, (QUARTER * self._frame.quarters - angle) % 360, square, clip)

    def _is_inside(self) -> bool:
        """Return whether all of the page's text is on it for certain, so that no character needs to be asked."""
        _, _, xs, ys, lefts, tops, rights, bottoms = self._columns
        frame = self._frame
        return bool(xs) and (
            frame.left <= min(xs)
            and frame.left <= min(lefts)
            and max(rights) <= frame.right
            and frame.bottom <= min(ys)
            and frame.bottom <= min(bottoms)
            and max(tops) <= frame.top
        )

    def _breaks(self) -> list[int]:
        """Return where runs begin: behind a gap, on another baseline, set in another way, at and behind blanks."""
        _, _, xs, ys, _, _, ends, _ = self._columns
        nexts = zip(xs[1:], ys[1:], xs, ys, ends, self._styles[1:], self._styles, strict=False)
        breaks = {
            index
            for index, (x, y, start, level, end, own, before) in enumerate(nexts, start=1)
            if y != level or x > end + CONTIGUOUS or x + x < start + end or own is not before
        }
        alone = [index for index, text in enumerate(self._texts) if text in APART]
        breaks.update(alone, [index + 1 for index in alone])
        return sorted(index for index in breaks | {0} if index < len(xs))

    def _mend_ends(self) -> None:
        """Correct where a character ends whose box is that of its ink: a Han character fills a square."""
        texts, _, xs, _, lefts, _, ends, _ = self._columns
        for index, (left, x, end, style) in enumerate(zip(lefts, xs, ends, self._styles, strict=True)):
            if style is not None and (left - x > EXACT or x - left > EXACT or end - x > style.square + EXACT):
                ends[index] = x + style.square if is_han(texts[index][-1:] or " ") else end

    def _mend_glyphs(self, breaks: Sequence[int]) -> list[int]:
        """Give what a glyph says to its first character, where it says several; return the places behind it."""
        _, objects, xs, ys, *_ = self._columns
        behind: list[int] = []
        for index in breaks[1:]:
            first = index - 1
            if objects[index] is None or objects[index] != objects[first] or ys[index] != ys[first]:
                continue
            while not self._texts[first] and first > 0:
                first -= 1
            if xs[index] == xs[first]:
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
        """Return characters that read to the right."""
        xs, ends, left = self._columns.xs[begin:end], self._columns.rights[begin:end], self._frame.left
        if left:
            xs, ends = [x - left for x in xs], [x - left for x in ends]
        return Run(self._texts[begin:end], xs, ends, self._frame.top - self._columns.ys[begin], style.size)

    def _turned(self, index: int, style: Style) -> Run:
        """Return a character that reads in another direction, or on a page that is turned."""
        _, _, xs, ys, lefts, tops, rights, bottoms = self._columns
        box = self._frame.box(lefts[index], bottoms[index], rights[index], tops[index])
        aslant = style.angle % QUARTER != 0
        start, end = along(box, RIGHT if aslant else style.angle)
        origin, down = in_direction(style.angle, *self._frame.point(xs[index], ys[index]))
        if not aslant:
            start, end = origin, max(end, origin + style.square) if is_han(self._texts[index][-1:] or " ") else end
        return Run(self._texts[index : index + 1], [start], [end], down, style.size, style.angle)

    def _shown(self, run: Run, clip: Box | None) -> Iterator[Run]:
        """Yield what shows of a run: its characters on the page of which no clipping takes all away."""
        page = (0.0, 0.0, *self._frame.size)
        inside = self._inside or (boxes.has(page, run.centre(0)) and boxes.has(page, run.centre(-1)))
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
