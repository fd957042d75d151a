"""Streams of a PDF that know how much they may unpack to: the library itself unpacks whatever is asked of it."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, int_value
from pdfminer.psparser import literal_name

from extractors.limits import Limits

CHUNK = 1 << 16
TOGETHER = 4
"""How many times the limit of one stream all of a file may take: the library keeps what it has unpacked."""

DEFLATED, LZW, RUNS = {"FlateDecode", "Fl"}, {"LZWDecode", "LZW"}, {"RunLengthDecode", "RL"}
ASCII85, HEXADECIMAL = {"ASCII85Decode", "A85"}, {"ASCIIHexDecode", "AHx"}


class Room:
    """What the streams of a file may still unpack to."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = TOGETHER * limits.expansion

    def take(self, packed: bytes, filters: list[tuple[Any, Any]]) -> None:
        """Take room for a stream; raise `Unreadable` where it unpacks to more than one may, or than there is left."""
        most = min(self._limits.expansion, self._left)
        size = len(packed)
        for number, (name, parameters) in enumerate(filters, start=1):
            pieces = _unpacked(packed, str(literal_name(name)), most)
            last = number == len(filters)
            kept: list[bytes] = []
            size = 0
            for piece in pieces:
                size += len(piece)
                if size > most:
                    raise self._limits.beyond("expansion")
                kept += [] if last else [piece]
            packed = b"".join(kept)
            if _row(parameters) > most:
                raise self._limits.beyond("expansion")
        self._left -= size


def _unpacked(packed: bytes, name: str, most: int) -> Iterator[bytes]:
    """Yield what a stream unpacks to, piece by piece; as it is where a filter makes it no larger."""
    if name in DEFLATED:
        yield from _inflated(packed, most)
    elif name in LZW:
        yield from LZWDecoder(io.BytesIO(packed)).run()
    elif name in RUNS:
        yield from _runs(packed)
    elif name in ASCII85:
        yield ascii85decode(packed)
    elif name in HEXADECIMAL:
        yield asciihexdecode(packed)
    else:
        yield packed


def _inflated(packed: bytes, most: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for start in range(0, len(packed), CHUNK):
        try:
            yield unpacker.decompress(packed[start : start + CHUNK], most + 1)
        except zlib.error:
            return
        if unpacker.eof or unpacker.unconsumed_tail:
            return


def _runs(packed: bytes) -> Iterator[bytes]:
    at = 0
    while at + 1 < len(packed) and packed[at] != 128:  # noqa: PLR2004 - the mark of the end
        length = packed[at]
        repeated = length > 128  # noqa: PLR2004 - runs are counted down from there
        yield packed[at + 1 : at + 2] * (257 - length) if repeated else packed[at + 1 : at + 2 + length]
        at += 2 if repeated else 2 + length


def _row(parameters: object) -> int:
    """Return the bytes of a row by which a predictor goes back."""
    if not isinstance(parameters, dict) or "Predictor" not in parameters:
        return 0
    colours, bits, columns = (
        int_value(parameters.get(key, usual)) for key, usual in (("Colors", 1), ("BitsPerComponent", 8), ("Columns", 1))
    )
    return abs(colours * bits * columns) >> 3


class Stream(PDFStream):
    """A stream that is refused where it unpacks to too much."""

    def __init__(self, stream: PDFStream, room: Room) -> None:
        super().__init__(stream.attrs, stream.rawdata or b"", stream.decipher)
        self._room = room

    def decode(self) -> None:
        """Unpack it; raise `Unreadable` where that is too much."""
        packed = self.rawdata or b""
        if self.decipher:
            packed = self.decipher(self.objid or 0, self.genno or 0, packed, self.attrs)
        self._room.take(packed, self.get_filters())
        super().decode()


class Parser(PDFParser):
    """A parser of a file all of whose streams share the room that there is."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        super().__init__(io.BytesIO(data))
        self._room = Room(limits)

    def do_keyword(self, pos: int, token: Any) -> None:  # noqa: ANN401 - as the library has it
        """Let a stream that has just been found know its room."""
        super().do_keyword(pos, token)
        if token is not self.KEYWORD_STREAM or not self.curstack:
            return
        place, stream = self.curstack[-1]
        if isinstance(stream, PDFStream):
            self.curstack[-1] = place, Stream(stream, self._room)


class Document(PDFDocument):
    """A document in which what stands for another part leads to it at once, and in a circle to nothing."""

    def getobj(self, objid: int) -> Any:  # noqa: ANN401 - as the library has it
        """Return a part of the file by its number."""
        found, seen = super().getobj(objid), {objid}
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                return None
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found
