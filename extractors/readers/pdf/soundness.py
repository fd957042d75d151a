"""The bytes of a PDF → whether they are whole, so far as a fast library would pass over it in silence.

pdfium mends what it can and says nothing: an index that it had to search for, a packed part that breaks off, a page
that the catalogue does not count. Such a file is read the careful way, which says page by page what is missing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.limits import Limits
from extractors.readers.pdf import damage

START = re.compile(rb"startxref\s+(\d{1,15})\b")
INDEX = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)\b")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
PACKED = re.compile(rb"stream\r?\n")
NUMBER = re.compile(rb"(\d+)\s+\d+\s+obj")
LENGTH = re.compile(rb"/Length\s+(\d{1,15})\b(?!\s+\d+\s+R)")
DEFLATED = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])\s*(?:/|>>)")
OTHER = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)\b|/Length[123]\b")
"""Packed parts that say nothing of the text: pictures, the outlines of fonts, descriptions of the file."""

GLYPHS = re.compile(rb"/CharProcs\s*<<([^<>]*)>>")
REFERENCE = re.compile(rb"(?<!\d)(\d{1,10})\s{1,20}\d{1,10}\s{1,20}R")

ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])\s*(?:\d+\s+\d+\s+R|<<)")
OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
FIGURE = re.compile(rb"/Subtype\s*/Form\b")
MOST_OPEN_MARKS, MOST_FIGURES = 1_000, 100_000
"""Marks within marks, and figures that are drawn when each draws all others that it can: no page comes near."""

LONGEST_HEAD = 2048
"""Bytes of the dictionary before a packed part."""

FILTER = re.compile(rb"/Filter\s*(?:\[[^\]#]*\]|/\w+)")
TIMES = tuple(
    (re.compile(rb"/(?:%s)(?!\w)" % names), times)
    for names, times in (
        (b"FlateDecode|Fl", 1032),
        (b"LZWDecode|LZW", 2731),
        (b"RunLengthDecode|RL", 64),
        (b"ASCII85Decode|A85", 4),
    )
)
"""By how much each way of packing makes a stream smaller at most; others hold pictures, which are not unpacked here."""


class _Part(NamedTuple):
    """A stream: the dictionary before it, its bytes, if these can be told, and whether it decides what is printed."""

    head: bytes
    packed: bytes | None
    decides: bool


class _Census:
    """Counts what streams hold: pages, marks that are not ended, figures that draw others."""

    def __init__(self) -> None:
        self.pages = self._open_marks = 0
        self._figures = 1

    def take(self, head: bytes, content: bytes) -> None:
        if OBJECTS.search(head):
            self.pages += len(PAGE.findall(content))
        self._open_marks += max(0, content.count(b"BDC") + content.count(b"BMC") - content.count(b"EMC"))
        if FIGURE.search(head):
            self._figures *= max(1, content.count(b"Do"))

    @property
    def is_monstrous(self) -> bool:
        """Return whether a page may be drawn so that a fast library does not survive it."""
        return self._open_marks > MOST_OPEN_MARKS or self._figures > MOST_FIGURES


def pages(data: bytes, limits: Limits) -> int | None:
    """Return how many pages a file holds if it is whole, None if not: its end, its index, its packed text.

    It is asked before a fast library opens the file, for that unpacks whatever is asked of it: a file some part of
    which unpacks to more than the limits is none for it either. The catalogue may count fewer pages than there are.
    """
    if damage.is_cut_short(data) or not _has_index(data):
        return None
    census = _Census()
    for part in () if ENCRYPTED.search(data) else _packed(data):
        if part.packed is None:
            return None
        if part.decides:
            content = _content(part.head, part.packed, limits)
            if content is None:
                return None
            census.take(part.head, content)
        elif not _is_small(part.head, part.packed, limits):
            return None
    return None if census.is_monstrous else len(PAGE.findall(data)) + census.pages


def _content(head: bytes, packed: bytes, limits: Limits) -> bytes | None:
    """Return what a stream holds that decides what is printed, or None where that cannot be told or is too much."""
    if b"/Filter" not in head and b"#" not in head:
        return packed if len(packed) <= limits.drawing else None
    content = damage.inflated(packed, limits.drawing) if DEFLATED.search(head) else "broken"
    return content if isinstance(content, bytes) else None


def _is_small(head: bytes, packed: bytes, limits: Limits) -> bool:
    """Return whether a picture or a font cannot unpack to too much."""
    filters = FILTER.search(head)
    if filters is None:
        return b"/Filter" not in head and b"#" not in head
    most = len(packed)
    for pattern, times in TIMES:
        most *= times ** len(pattern.findall(filters[0]))
    if most <= limits.expansion:
        return True
    return DEFLATED.search(head) is not None and damage.inflated(packed, limits.expansion) != "huge"


def _has_index(data: bytes) -> bool:
    """Return whether the index stands where the end of the file says, counted from the first byte of the file."""
    starts = START.findall(data[-damage.TAIL :])
    return bool(starts) and INDEX.match(data, int(starts[-1])) is not None


def _packed(data: bytes) -> Iterator[_Part]:
    """Yield the streams; drawings, meanings and objects decide what is printed, pictures and fonts do not."""
    glyphs = {number for drawn in GLYPHS.findall(data) for number in REFERENCE.findall(drawn)}
    end = 0
    for found in PACKED.finditer(data):
        if data.endswith(b"end", end, found.start()):
            continue
        begin = found.end()
        first = data.rfind(b" obj", max(end, found.start() - LONGEST_HEAD), found.start())
        head = data[max(end, first - 16) : found.start()] if first >= end else b""
        length = LENGTH.search(head)
        end = begin + int(length[1]) if length else data.find(b"endstream", begin)
        if end < begin or not head:
            yield _Part(head, None, decides=True)
            return
        number = NUMBER.search(head)
        is_glyph = number is not None and number[1] in glyphs
        yield _Part(head, data[begin:end], decides=not (is_glyph or OTHER.search(head)))
