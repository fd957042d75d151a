"""Pieces of text on a page → whether a producer says of one that it stands for several characters.

pdfium gives each character of such an /ActualText the place of the whole piece, and leaves out those that are the same:
of 11 it gives 1. Where a piece stands for one character, as Chromium says of its glyphs, all is well.
"""

from collections.abc import Sequence
from ctypes import addressof, create_string_buffer
from itertools import compress, repeat

from extractors.readers.pdf.pdfium import library

KEY = create_string_buffer(b"ActualText")

LONGEST = 16
"""Bytes that are looked at; a single character has four at most, and a mark of the encoding."""


def says_several(texts: Sequence[int]) -> bool:
    """Return whether any piece of text stands for more than one character."""
    marks = list(_marks(texts))
    if not marks:
        return False
    room = create_string_buffer(LONGEST * len(marks))
    begin, end = addressof(room), addressof(room) + LONGEST * len(marks)
    sizes, at = library.longs(len(marks))
    written = range(at, at + sizes.itemsize * len(marks), sizes.itemsize)
    places = range(begin, end, LONGEST)
    library.call(map(library.mark_bytes, marks, repeat(addressof(KEY)), places, repeat(LONGEST), written))
    said = room.raw
    return any(
        size > LONGEST or len(_decoded(said[start : start + size])) > 1
        for start, size in zip(range(0, len(said), LONGEST), sizes, strict=True)
        if size
    )


def _marks(texts: Sequence[int]) -> set[int]:
    """Return the marks that pieces of text bear, each once: many bear that of their paragraph or cell."""
    counts = list(map(library.mark_count, texts))
    marks: set[int] = set()
    for index in range(max(counts, default=0)):
        bearing = compress(texts, map(index.__lt__, counts))
        marks.update(map(library.mark_at, bearing, repeat(index)))
    return marks


def _decoded(spoken: bytes) -> str:
    if spoken.startswith(b"\xfe\xff"):
        return spoken[2:].decode("utf-16-be", "replace")
    if spoken.startswith(b"\xef\xbb\xbf"):
        return spoken[3:].decode("utf-8", "replace")
    return spoken.decode("latin-1")
