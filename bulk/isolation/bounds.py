"""What a file may cost while it is read, and what its worker may be asked before a new one takes its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits that hold whatever a reader does: the system and the supervisor see to them."""

    seconds: float = 120.0
    """Time for one file, by the clock on the wall."""

    memory: int = 2 << 30
    """Bytes that a worker may take on top of what the program takes before any file."""

    output: int = 256 << 20
    """Bytes of the lines that one file may give."""

    files: int = 500
    """Files after which a worker is replaced, so that what a library leaves behind does not add up."""
