"""The bytes of a PDF → the records of its pages by pdfium, each with what casts doubt on it."""

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from extractors.document import Box
from extractors.limits import Limits
from extractors.readers.pdf.pdfium import library, spoken
from extractors.readers.pdf.pdfium.characters import characters, objects_of
from extractors.readers.pdf.pdfium.drawings import drawings
from extractors.readers.pdf.pdfium.frame import frame_of
from extractors.readers.pdf.record import PageRecord

VERSION = library.VERSION

PRINTING = {3, 13, 20}
"""Kinds of annotations that print text: free text, stamps and fields. pdfium's text knows nothing of them."""

AT_ONCE = 50
"""Pages after which what pdfium keeps of them is let go. A page with fonts of its own leaves 0.3 MiB behind."""

SAME = 0.12
"""By how much the sides of two pieces of text differ that are one printed twice, in their height."""


class Broken(Exception):  # noqa: N818 - it names the state of the file, as its one use reads
    """pdfium does not open the file, or one of its pages."""


class Crowded(Exception):  # noqa: N818 - as above
    """A page holds more characters than one may."""


class Pages:
    """The pages of a PDF that is open in pdfium; they are read one by one, and nothing of them is kept."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._data = data  # pdfium reads from it as long as the document is open
        self._document = self._opened()

    def _opened(self) -> int:
        document: int | None = library.load_document(self._data, len(self._data), None)
        if document is None:
            raise Broken
        return document

    def __enter__(self) -> Self:
        """Return the pages."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the document."""
        library.close_document(self._document)

    def __len__(self) -> int:
        """Return the number of pages."""
        return int(library.page_count(self._document))

    def has(self, index: int) -> bool:
        """Return whether there is a page, counted from 0: the number of pages is what the file says of itself."""
        page = library.load_page(self._document, index)
        if page is not None:
            library.close_page(page)
        return page is not None

    def _let_go(self) -> None:
        """Open the document anew: pdfium keeps the fonts and objects of all pages that it has read so far."""
        fresh = self._opened()
        library.close_document(self._document)
        self._document = fresh

    def read(self, index: int) -> tuple[PageRecord, bool]:
        """Return the record of a page, counted from 0, and whether it vouches for itself; raise `Broken`, `Crowded`."""
        if index and index % AT_ONCE == 0:
            self._let_go()
        page = library.load_page(self._document, index)
        text = None if page is None else library.load_text(page)
        try:
            if page is None or text is None:
                raise Broken
            if library.char_count(text) > self._limits.characters:
                raise Crowded
            return _record(page, text, index + 1)
        finally:
            if text is not None:
                library.close_text(text)
            if page is not None:
                library.close_page(page)


def _record(page: int, text: int, number: int) -> tuple[PageRecord, bool]:
    frame = frame_of(page)
    objects = objects_of(text)
    printed = frozenset(filter(None, objects))
    drawn = drawings(page, frame, printed)
    chars = characters(text, objects, frame, drawn.clips)
    width, height = frame.size
    record = PageRecord(
        number,
        width,
        height,
        chars.runs,
        tuple(drawn.rulings),
        tuple(drawn.pictures),
        tuple(drawn.areas),
        len(drawn.outlines),
        chars.hidden,
    )
    left_out = [thing for thing in drawn.texts if thing not in printed]
    sound = not (
        chars.doubtful
        or _prints_annotations(page)
        or _is_text_missing(left_out, printed)
        or spoken.says_several(drawn.texts)
    )
    return record, sound


def _prints_annotations(page: int) -> bool:
    return any(kind in PRINTING for kind in _annotations(page))


def _annotations(page: int) -> Iterator[int]:
    for index in range(library.annotation_count(page)):
        annotation = library.annotation(page, index)
        if annotation is not None:
            yield library.annotation_kind(annotation)
            library.close_annotation(annotation)


def _is_text_missing(left_out: Sequence[int], read: frozenset[int]) -> bool:
    """Return whether a piece of text that covers something gave no character, and is none printed twice."""
    inked = [box for box in map(_bounds, left_out) if box[0] < box[2] and box[1] < box[3]]
    if not inked:
        return False
    printed = [_bounds(thing) for thing in read]
    return not all(any(_is_same(box, other) for other in printed) for box in inked)


def _bounds(thing: int) -> Box:
    room, at = library.floats(4)
    library.bounds(thing, at, at + 4, at + 8, at + 12)
    left, bottom, right, top = room
    return left, bottom, right, top


def _is_same(one: Box, other: Box) -> bool:
    reach = SAME * (one[3] - one[1])
    return all(abs(a - b) <= reach for a, b in zip(one, other, strict=True))
