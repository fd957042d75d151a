"""The bytes of a PDF → whether they are whole, so far as a fast library would pass over it in silence.

pdfium mends what it can and says nothing: an index that it had to search for, a packed part that breaks off, a page
that the catalogue does not count. Such a file is read the careful way, which says page by page what is missing.
"""

import re
import zlib
from collections.abc import Iterator

from extractors.limits import Limits
from extractors.readers.pdf import damage

START = re.compile(rb"startxref\s+(\d{1,15})\b")
INDEX = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)\b")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
PACKED = re.compile(rb"stream\r?\n")
NUMBER = re.compile(rb"(\d+)\s+\d+\s+obj")
LENGTH = re.compile(rb"/Length\s+(\d{1,15})\b(?!\s+\d+\s+R)")
DEFLATED = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*(?:/|>>)")
OTHER = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)\b|/Length[123]\b")
"""Packed parts that say nothing of the text: pictures, the outlines of fonts, descriptions of the file."""

GLYPHS = re.compile(rb"/CharProcs\s*<<([^>]*)>>")
REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")

ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])\s*(?:\d+\s+\d+\s+R|<<)")
OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
LONGEST_HEAD = 2048
"""Bytes of the dictionary before a packed part."""

UNKNOWN = b""
"""Stands for a part that is packed in a way that cannot be judged here: it is not whole."""


def is_sound(data: bytes, pages: int, limits: Limits) -> bool:
    """Return whether a file of so many pages is whole: its end, its index, its packed text, and its count of pages."""
    if damage.is_cut_short(data) or not _has_index(data):
        return False
    counted = len(PAGE.findall(data))
    for head, packed in () if ENCRYPTED.search(data) else _packed(data):
        if damage.stream_state(packed, limits.expansion) != "whole":
            return False
        if OBJECTS.search(head):
            counted += len(PAGE.findall(zlib.decompress(packed)))
    return counted <= pages


def _has_index(data: bytes) -> bool:
    """Return whether the index stands where the end of the file says, counted from the first byte of the file."""
    starts = START.findall(data[-damage.TAIL :])
    return bool(starts) and INDEX.match(data, int(starts[-1])) is not None


def _packed(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the dictionary and the bytes of what is packed and decides what is printed: drawings, meanings, objects."""
    glyphs = {number for drawn in GLYPHS.findall(data) for number in REFERENCE.findall(drawn)}
    end = 0
    for found in PACKED.finditer(data):
        if data.endswith(b"end", end, found.start()):
            continue
        begin = found.end()
        first = data.rfind(b" obj", max(end, found.start() - LONGEST_HEAD), found.start())
        head = data[max(end, first - 16) : found.start()] if first >= end else b""
        number = NUMBER.search(head)
        if number and number[1] in glyphs:
            continue
        length = LENGTH.search(head)
        end = begin + int(length[1]) if length else data.find(b"endstream", begin)
        if end < begin or not head:
            yield head, UNKNOWN
            return
        if not OTHER.search(head) and (b"/Filter" in head or b"#" in head):
            yield head, data[begin:end] if DEFLATED.search(head) else UNKNOWN
