"""What is drawn on a page as pdfplumber gives it → the lines that it shows, and the sides of a box."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from extractors.document import Box

THIN = 4.0
"""Points. A filled rectangle that is thicker is a background and no line."""


class Side(NamedTuple):
    """A horizontal or vertical line, or side of a box: where it lies, and from where to where it runs."""

    horizontal: bool
    at: float
    start: float
    end: float


def sides(box: Box) -> tuple[Side, ...]:
    """Return the upper, lower, left and right side of a box."""
    x0, top, x1, bottom = box
    return (
        Side(True, top, x0, x1),  # noqa: FBT003 - horizontal ones
        Side(True, bottom, x0, x1),  # noqa: FBT003
        Side(False, x0, top, bottom),  # noqa: FBT003 - vertical ones
        Side(False, x1, top, bottom),  # noqa: FBT003
    )


def edges(thing: Any) -> Iterator[Side]:
    """Yield the lines that something drawn shows: itself if it is thin, its sides if they are stroked."""
    box: Box = (thing["x0"], thing["top"], thing["x1"], thing["bottom"])
    x0, top, x1, bottom = box
    if not is_thick(thing):
        if bottom - top <= THIN:
            yield Side(True, (top + bottom) / 2, x0, x1)  # noqa: FBT003
        if x1 - x0 <= THIN:
            yield Side(False, (x0 + x1) / 2, top, bottom)  # noqa: FBT003
    elif thing["stroke"]:
        yield from sides(box)


def is_thick(thing: Any) -> bool:
    """Return whether something drawn is no line itself."""
    wide: float = thing["x1"] - thing["x0"]
    high: float = thing["bottom"] - thing["top"]
    return wide > THIN and high > THIN
