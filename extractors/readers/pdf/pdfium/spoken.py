"""Pieces of text on a page → whether a producer says of one that it stands for several characters.

pdfium gives each character of such an /ActualText the place of the whole piece, and leaves out those that are the same:
of 11 it gives 1. Where a piece stands for one character, as Chromium says of its glyphs, all is well.
"""

from collections.abc import Iterator, Sequence
from ctypes import addressof, create_string_buffer
from itertools import chain, repeat

from extractors.readers.pdf.pdfium import library

KEY = create_string_buffer(b"ActualText")

LONGEST = 16
"""Bytes that are looked at; a single character has four at most, and a mark of the encoding."""


def says_several(texts: Sequence[int]) -> bool:
    """Return whether any piece of text stands for more than one character."""
    return any(len(_decoded(spoken)) > 1 for spoken in _spoken(texts))


def _spoken(texts: Sequence[int]) -> Iterator[bytes]:
    """Yield what each marked piece of text stands for; of what is longer than looked at, zeros."""
    counts = [max(0, count) for count in map(library.mark_count, texts)]
    pieces = chain.from_iterable(map(repeat, texts, counts))
    marks = list(map(library.mark_at, pieces, chain.from_iterable(map(range, counts))))
    if not marks:
        return
    room = create_string_buffer(LONGEST * len(marks))
    begin, end = addressof(room), addressof(room) + LONGEST * len(marks)
    sizes, at = library.longs(len(marks))
    written = range(at, at + sizes.itemsize * len(marks), sizes.itemsize)
    places = range(begin, end, LONGEST)
    found = list(map(library.mark_bytes, marks, repeat(addressof(KEY)), places, repeat(LONGEST), written))
    raw = room.raw
    for start, size, has in zip(range(0, len(raw), LONGEST), sizes, found, strict=True):
        if has:
            yield raw[start : start + size] if size <= LONGEST else bytes(size)


def _decoded(spoken: bytes) -> str:
    if spoken.startswith(b"\xfe\xff"):
        return spoken[2:].decode("utf-16-be", "replace")
    if spoken.startswith(b"\xef\xbb\xbf"):
        return spoken[3:].decode("utf-8", "replace")
    return spoken.decode("latin-1")
