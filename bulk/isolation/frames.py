"""Messages on a pipe: eight bytes that say how long, then the bytes."""

import os
import struct

HEADER = struct.Struct(">Q")


def write(descriptor: int, message: bytes) -> None:
    """Write a message whole."""
    left = memoryview(HEADER.pack(len(message)) + message)
    while left:
        left = left[os.write(descriptor, left) :]


def read(descriptor: int) -> bytes | None:
    """Return the next message, or None where the other side is gone, in the middle of one or before."""
    header = _exactly(descriptor, HEADER.size)
    return None if header is None else _exactly(descriptor, HEADER.unpack(header)[0])


def _exactly(descriptor: int, size: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < size:
        piece = os.read(descriptor, min(size - len(pieces), 1 << 20))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)


class Incoming:
    """A message that comes piece by piece; `size` is known as soon as its header is there."""

    def __init__(self) -> None:
        self._pieces = bytearray()

    def add(self, piece: bytes) -> None:
        """Take what was read."""
        self._pieces += piece

    @property
    def size(self) -> int:
        """Bytes of the message as its header has them; 0 while that is not whole."""
        whole = len(self._pieces) >= HEADER.size
        return int(HEADER.unpack_from(self._pieces)[0]) if whole else 0

    @property
    def message(self) -> bytes | None:
        """The message when it is whole."""
        whole = HEADER.size <= len(self._pieces) >= HEADER.size + self.size
        return bytes(memoryview(self._pieces)[HEADER.size :]) if whole else None
