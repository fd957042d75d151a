"""The characters of a page as pdfium knows them → runs, and what casts doubt on them."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count, islice, pairwise, repeat
from operator import is_not, ne, sub
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf import boxes
from extractors.readers.pdf.line import is_han
from extractors.readers.pdf.pdfium import library
from extractors.readers.pdf.pdfium.frame import Frame
from extractors.readers.pdf.pdfium.pieces import Columns, Pieces, Style
from extractors.readers.pdf.radicals import LETTERS
from extractors.readers.pdf.record import CONTIGUOUS, NOTHING, QUARTER, RIGHT, Char, Run, along, in_direction, runs

EXACT = 0.02
"""Points. pdfium's coordinates are of single precision."""

HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a character beyond the first plane, which pdfium gives one by one."""

UTF_16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"

RADICALS = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]")

DOUBTFUL = re.compile("[\0\ufffd-\uffff\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
"""What pdfium gives for a character that its font does not name; and Hebrew, Arabic and their like, whose lines it puts
into another order, and beside which it turns brackets round."""

APART = re.compile(rf"[\s{''.join(sorted(NOTHING))}]")
"""Blanks, and what takes no room: no part of a run."""


class Characters(NamedTuple):
    """The characters of one page: their runs, and how many do not show.

    `doubtful` tells that there are characters among them of which pdfium is known not to give what is printed.
    """

    runs: tuple[Run, ...]
    hidden: int
    doubtful: bool


def objects_of(text_page: int) -> list[int | None]:
    """Return the piece of text that each character of a page is of; None for those that pdfium made up."""
    return list(map(library.char_object, repeat(text_page), range(max(0, library.char_count(text_page)))))


def characters(text_page: int, objects: Sequence[int | None], frame: Frame, clips: Mapping[int, Box]) -> Characters:
    """Return the characters of a page; `clips` are the boxes that cut off pieces of text, by the piece."""
    text = _printed(text_page, len(objects))
    pieces = Pieces(text_page, objects)
    columns = pieces.columns(_whole(text) if HALVES.search(text) else text, frame.quarters, clips)
    reader = _Reader(frame, columns)
    found = tuple(reader.runs())
    doubtful = DOUBTFUL.search(text) or any(map(library.char_is_unknown, repeat(text_page), range(len(objects))))
    return Characters(found, reader.hidden, bool(doubtful))


def _printed(text_page: int, count: int) -> str:
    """Return what is printed, one place for each character: of all at once where pdfium gives it so."""
    room, at = library.shorts(count + 1)
    text = ""
    if library.text(text_page, 0, count, at) == count + 1:
        text = room[:count].tobytes().decode(UTF_16, "surrogatepass")
    if len(text) != count:
        text = "".join(map(chr, map(library.char_code, repeat(text_page), range(count))))
    return text.translate(LETTERS) if RADICALS.search(text) else text


def _whole(text: str) -> list[str]:
    """Return what each character says where there are halves among them: both together and nothing."""
    texts = list(text)
    for index, pair in enumerate(map("".join, pairwise(texts))):
        if all(HALVES.match(half) for half in pair) and texts[index]:
            texts[index : index + 2] = [pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), ""]
    return texts


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
            if style is None or (end - begin == 1 and not self._takes_room(begin)):
                continue
            if style.angle == RIGHT and not self._frame.quarters:
                found: Sequence[Run] = (self._level(begin, end, style),)
            else:
                found = runs(self._turned(index, style) for index in range(begin, end))
            if not self._inside or style.clip is not None:
                found = [shown for run in found for shown in self._shown(run, style.clip)]
            yield from found

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
        gaps = map(sub, islice(xs, 1, None), ends)
        breaks = {index for index, gap in enumerate(gaps, start=1) if not -CONTIGUOUS <= gap <= CONTIGUOUS}
        breaks.update(compress(count(1), map(is_not, styles, islice(styles, 1, None))))
        breaks.update(compress(count(1), map(ne, ys, islice(ys, 1, None))))
        alone = self._alone()
        breaks.update(alone, [index + 1 for index in alone])
        return [0, *sorted(breaks - {0, len(xs)})] if xs else []

    def _alone(self) -> list[int]:
        """Return the places at which nothing or a blank is printed."""
        if isinstance(self._texts, str):
            return [found.start() for found in APART.finditer(self._texts)]
        return [index for index, text in enumerate(self._texts) if not text or APART.match(text)]

    def _mend_glyphs(self, breaks: Sequence[int]) -> list[int]:
        """Give what a glyph says to its first character, where it says several; return the places behind it."""
        _, styles, xs, ys, _, _, rights, _, _ = self._columns
        behind: list[int] = []
        heads: dict[int, int] = {}
        for index in breaks[1:]:
            first = heads.get(index - 1, index - 1)
            if styles[index] is None or styles[index] is not styles[first] or ys[index] != ys[first]:
                continue
            while not self._texts[first] and first > 0:
                first = heads.get(first - 1, first - 1)
            heads[index - 1] = first
            if xs[index] == xs[first] and rights[index] == rights[first]:
                if isinstance(self._texts, str):
                    self._texts = list(self._texts)
                heads[index] = first
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
        texts, starts, ends, left = self._texts[begin:end], xs[begin:end], rights[begin:end], self._frame.left
        wide = ends[-1] - starts[-1] > style.square + EXACT
        if (wide or end - 1 in inked) and is_han(texts[-1][-1]):
            ends[-1] = starts[-1] + style.square
        if left:
            starts, ends = [x - left for x in starts], [x - left for x in ends]
        return Run(texts, starts, ends, self._frame.top - ys[begin], style.size)

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
