"""What is printed on a page, whatever library read it: characters, rulings, shaded areas and pictures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.document import Box

RISE = 0.35
"""How far above its baseline the middle of a character lies, in its size: half the height of a capital or a digit,
and within 0.05 of the middle of a Han character. Boxes are no measure of it: sources draw them differently."""

QUARTER, HALF_TURN = 90, 180


@dataclass(frozen=True, slots=True)
class Char:
    """A printed character: its box, the origin on its baseline, its size, and where it reads to.

    `angle` is in degrees clockwise: 0 reads to the right, 90 downwards, 270 upwards. The box is as wide as the advance.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    x: float
    y: float
    size: float
    angle: int = 0

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the printed character."""
        across, down = (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2
        rise = RISE * self.size
        if self.angle % HALF_TURN == 0:
            return across, self.y - rise if self.angle == 0 else self.y + rise
        if self.angle % QUARTER == 0:
            return self.x + rise if self.angle == QUARTER else self.x - rise, down
        return across, down


@dataclass(frozen=True, slots=True)
class Ruling:
    """A horizontal or vertical line: where it lies, and from where to where it runs."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page as it is shown, or turned by quarters so that its text reads to the right.

    Coordinates are points from the upper left corner; `turned` counts the quarter turns against the clock.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    pictures: tuple[Box, ...] = ()
    outlines: int = 0
    turned: int = 0

    def shown(self, box: Box) -> Box:
        """Return where a box lies on the page as it is shown."""
        width, height = self.width, self.height
        for _ in range(self.turned):
            x0, top, x1, bottom = box
            box = (height - bottom, x0, height - top, x1)
            width, height = height, width
        return box


def _turned_box(box: Box, width: float) -> Box:
    x0, top, x1, bottom = box
    return (top, width - x1, bottom, width - x0)


def _turned_char(char: Char, width: float) -> Char:
    x0, top, x1, bottom = _turned_box((char.x0, char.top, char.x1, char.bottom), width)
    angle = (char.angle - QUARTER) % 360
    return replace(char, x0=x0, top=top, x1=x1, bottom=bottom, x=char.y, y=width - char.x, angle=angle)


def _turned_ruling(ruling: Ruling, width: float) -> Ruling:
    if ruling.horizontal:
        return Ruling(horizontal=False, at=ruling.at, start=width - ruling.end, end=width - ruling.start)
    return Ruling(horizontal=True, at=width - ruling.at, start=ruling.start, end=ruling.end)


def _turned(page: PageRecord) -> PageRecord:
    return replace(
        page,
        width=page.height,
        height=page.width,
        chars=tuple(_turned_char(char, page.width) for char in page.chars),
        rulings=tuple(_turned_ruling(ruling, page.width) for ruling in page.rulings),
        pictures=tuple(_turned_box(box, page.width) for box in page.pictures),
        turned=page.turned + 1,
    )


def upright(page: PageRecord) -> PageRecord:
    """Return the page turned so that most of its text reads to the right, whatever /Rotate says of it."""
    angles = Counter(char.angle for char in page.chars if char.angle % QUARTER == 0 and char.text.strip())
    quarters = (angles.most_common(1)[0][0] if angles else 0) // QUARTER
    for _ in range(quarters):
        page = _turned(page)
    return page


def printed_once(chars: Iterable[Char]) -> tuple[Char, ...]:
    """Return the characters without those that are printed again in (nearly) the same place to look bold."""
    kept: list[Char] = []
    seen: dict[tuple[str, int, int], list[Char]] = {}
    for char in chars:
        here = (char.text, round(char.x / BUCKET), round(char.y / BUCKET))
        near = (found for key in _around(here) for found in seen.get(key, ()))
        if any(_is_reprint(char, other) for other in near):
            continue
        kept.append(char)
        seen.setdefault(here, []).append(char)
    return tuple(kept)


BUCKET = 4.0
"""Points. Characters are looked up by the square they lie in; more than the offset of a reprint at any usual size."""

REPRINT = 0.12
"""The offset of a reprint, in the size of the character. Fake bold moves by 0.02 to 0.06; the narrowest glyphs in use
(i, l, full stop) advance by 0.2, and the digits of a number by 0.5."""


def _around(key: tuple[str, int, int]) -> Iterable[tuple[str, int, int]]:
    text, column, row = key
    return ((text, column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def _is_reprint(char: Char, other: Char) -> bool:
    reach = REPRINT * max(char.size, other.size)
    return char.angle == other.angle and abs(char.x - other.x) <= reach and abs(char.y - other.y) <= reach
