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
    counts = [max(0, count) for count in map(library.mark_count, texts)]
    pieces = chain.from_iterable(map(repeat, texts, counts))
    marks = list(map(library.mark_at, pieces, chain.from_iterable(map(range, counts))))
    room = create_string_buffer(LONGEST * len(marks) or 1)
    lengths, at = library.doubles(len(marks))
    begin, end = addressof(room), addressof(room) + LONGEST * len(marks)
    found = map(
        library.mark_bytes,
        marks,
        repeat(addressof(KEY)),
        range(begin, end, LONGEST),
        repeat(LONGEST),
        range(at, at + 8 * len(marks), 8),
    )
    sizes = memoryview(lengths).cast("B").cast("L")
    for index, has in enumerate(list(found)):
        if has:
            yield room.raw[index * LONGEST : index * LONGEST + sizes[index]] + bytes(max(0, sizes[index] - LONGEST))


def _decoded(spoken: bytes) -> str:
    if spoken.startswith(b"\xfe\xff"):
        return spoken[2:].decode("utf-16-be", "replace")
    if spoken.startswith(b"\xef\xbb\xbf"):
        return spoken[3:].decode("utf-8", "replace")
    return spoken.decode("latin-1")
