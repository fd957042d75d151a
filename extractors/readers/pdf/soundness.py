"""The bytes of a PDF → whether they are whole, so far as a fast library would pass over it in silence.

pdfium mends what it can and says nothing: an index that it had to search for, a packed part that breaks off, a page
that the catalogue does not count. Such a file is read the careful way, which says page by page what is missing.
"""

import re
from collections.abc import Iterator

from extractors.readers.pdf import damage

START = re.compile(rb"startxref\s+(\d+)")
INDEX = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)\b")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
PACKED = re.compile(rb"stream\r?\n")
NUMBER = re.compile(rb"(\d+)\s+\d+\s+obj")
LENGTH = re.compile(rb"/Length\s+(\d+)\b(?!\s+\d+\s+R)")
DEFLATED = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*(?:/|>>)")
OTHER = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)\b|/Length[123]\b")
"""Packed parts that say nothing of the text: pictures, the outlines of fonts, descriptions of the file."""

GLYPHS = re.compile(rb"/CharProcs\s*<<([^>]*)>>")
REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")

ENCRYPTED = b"/Encrypt"
LONGEST_HEAD = 2048
"""Bytes of the dictionary before a packed part."""


def is_sound(data: bytes, pages: int) -> bool:
    """Return whether a file of so many pages is whole: its end, its index, its packed text, and its count of pages."""
    if damage.is_cut_short(data) or not _has_index(data) or len(PAGE.findall(data)) > pages:
        return False
    return ENCRYPTED in data or all(damage.stream_state(packed) == "whole" for packed in _packed(data))


def _has_index(data: bytes) -> bool:
    """Return whether the index stands where the end of the file says, counted from the first byte of the file."""
    starts = START.findall(data[-damage.TAIL :])
    return bool(starts) and INDEX.match(data, int(starts[-1])) is not None


def _packed(data: bytes) -> Iterator[bytes]:
    """Yield the deflated parts that decide what is printed: what is drawn, and what its characters mean."""
    glyphs = {number for drawn in GLYPHS.findall(data) for number in REFERENCE.findall(drawn)}
    end = 0
    for found in PACKED.finditer(data):
        if data.endswith(b"end", end, found.start()):
            continue
        begin = found.end()
        first = data.rfind(b" obj", max(end, found.start() - LONGEST_HEAD), found.start())
        if first < end:  # the word stands in what is packed
            continue
        head = data[max(end, first - 16) : found.start()]
        number = NUMBER.search(head)
        if number and number[1] in glyphs:
            continue
        length = LENGTH.search(head)
        end = begin + int(length[1]) if length else data.find(b"endstream", begin)
        if end < begin:
            yield data[begin:]
            return
        if DEFLATED.search(head) and not OTHER.search(head):
            yield data[begin:end]
