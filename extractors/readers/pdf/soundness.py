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
LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)\b")
DEFLATED = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*(?:/|>>)")
OTHER = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)\b|/Length[123]\b")
"""Packed parts that say nothing of the text: pictures, the outlines of fonts, descriptions of the file."""

ENCRYPTED = b"/Encrypt"
LONGEST_HEAD = 4096
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
    position = data.find(b"stream")
    while position >= 0:
        end = position + len(b"stream")
        head = data[
            max(0, data.rfind(b"obj", position - LONGEST_HEAD if position > LONGEST_HEAD else 0, position)) : position
        ]
        begin = end + (2 if data[end : end + 2] == b"\r\n" else 1)
        length = LENGTH.search(head)
        stop = begin + int(length[1]) if length else data.find(b"endstream", begin)
        if data[position - 3 : position] != b"end" and head and stop >= 0:
            if DEFLATED.search(head) and not OTHER.search(head):
                yield data[begin:stop]
            end = max(end, stop)
        position = data.find(b"stream", end)
