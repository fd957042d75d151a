"""Text for people: with nothing in it that a terminal would obey, and on a stream that may be gone."""

import os
import sys
from typing import TYPE_CHECKING, TextIO

from bulk.plain import printable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

__all__ = ["abandon", "console", "encoded", "hold_standard_streams", "printable", "rendered", "tell"]

NARROWEST = 100
"""Columns of a table where no terminal says how wide it is."""


def tell(text: str) -> None:
    """Write a line on standard error; where that is gone there is nobody to tell, and the work goes on."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        abandon(sys.stderr)


def abandon(stream: TextIO) -> None:
    """Let what is still to be written to a broken stream go nowhere, so that it fails no second time."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def hold_standard_streams() -> None:
    """Occupy the standard streams that are closed, so that no file opened later is taken for one of them."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            # Read-only: what goes to standard output must not vanish, but fail.
            os.open(os.devnull, os.O_RDONLY)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)


def console(stream: TextIO) -> "Console":
    """Return a console for a stream that takes nothing in a text for markup; wide enough for tables everywhere."""
    from rich.console import Console  # noqa: PLC0415 - slow to import, and --help needs none of it

    made = Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not made.is_terminal:
        made.width = max(made.width, NARROWEST)
    return made


def rendered(stream: TextIO, *parts: "RenderableType") -> str:
    """Return parts as the text that suits a stream, to be written there by whoever knows what to do when it fails."""
    target = console(stream)
    with target.capture() as capture:
        target.print(*parts, sep="\n")
    return capture.get()


def encoded(*parts: "RenderableType") -> bytes:
    """Return parts as the bytes that suit standard output; what its encoding does not have comes as escapes."""
    return rendered(sys.stdout, *parts).encode(sys.stdout.encoding, "backslashreplace")
