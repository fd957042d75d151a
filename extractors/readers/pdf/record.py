"""What is printed on a page, whatever library read it: runs of characters, rulings and pictures."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from extractors.document import Box

RISE = 0.35
"""How far above its baseline the middle of a character lies, in its size: half the height of a capital or a digit,
and within 0.05 of the middle of a Han character. Boxes are no measure of it: sources draw them differently."""

ASCENT = 0.88
"""How far the baseline of a Han character lies below the upper edge of its square, in its size. It is the same in all
fonts in use; what fonts themselves say of their height differs widely, and some say nothing."""

CONTIGUOUS = 0.4
"""Points. How far apart the characters of one run are at most: rounding. In two cells they are two paddings apart."""

NOTHING = frozenset("\u200b\u200c\u200d\u2060\ufeff")
"""Characters that print nothing and take no room."""

RIGHT, DOWNWARDS, LEFT, UPWARDS = 0, 90, 180, 270
QUARTER = 90

Point = tuple[float, float]


def on_page(angle: int, along: float, down: float) -> Point:
    """Return the point of a page at a distance along a direction and down of it; what is aslant is taken as level."""
    if angle == DOWNWARDS:
        return -down, along
    if angle == LEFT:
        return -along, -down
    if angle == UPWARDS:
        return down, -along
    return along, down


def in_direction(angle: int, x: float, y: float) -> Point:
    """Return how far along a direction and how far down of it a point of a page lies: the inverse of `on_page`."""
    if angle == DOWNWARDS:
        return y, -x
    if angle == LEFT:
        return -x, -y
    if angle == UPWARDS:
        return -y, x
    return x, y


def along(box: Box, angle: int) -> Point:
    """Return where a box starts and ends along lines that read in a direction."""
    x0, top, x1, bottom = box
    if angle == RIGHT:
        return x0, x1
    if angle == DOWNWARDS:
        return top, bottom
    return (-x1, -x0) if angle == LEFT else (-bottom, -top)


def square(start: float, end: float, down: float, size: float, angle: int) -> Box:
    """Return the box on a page of what is printed: as long as it advances, as high as the square of a character."""
    upper, lower = down - ASCENT * size, down + (1 - ASCENT) * size
    if angle == RIGHT:
        return start, upper, end, lower
    (xa, ya), (xb, yb) = on_page(angle, start, upper), on_page(angle, end, lower)
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


class Run(NamedTuple):
    """Characters of one size printed on one baseline one after the other, without a gap and without blanks.

    `texts` is what each says, a string where each is one character. `starts` and `ends` are where each begins and ends,
    as wide as it advances, and `down` is where the baseline lies, both seen in the direction in which they read:
    `angle` is in degrees clockwise, 0 to the right, 90 downwards, 270 upwards. A blank is a run of its own.
    """

    texts: Sequence[str]
    starts: Sequence[float]
    ends: Sequence[float]
    down: float
    size: float
    angle: int = RIGHT

    @property
    def text(self) -> str:
        """What is printed."""
        return self.texts if isinstance(self.texts, str) else "".join(self.texts)

    @property
    def blank(self) -> bool:
        """Whether it is a drawn blank."""
        return self.texts[0].isspace()

    @property
    def box(self) -> Box:
        """The box on the page."""
        return square(self.starts[0], self.ends[-1], self.down, self.size, self.angle)

    def centre(self, index: int) -> Point:
        """Return the middle of a printed character on the page."""
        along, down = (self.starts[index] + self.ends[index]) / 2, self.down - RISE * self.size
        return (along, down) if self.angle == RIGHT else on_page(self.angle, along, down)

    def part(self, start: int, end: int) -> "Run":
        """Return some of the characters."""
        return self._replace(texts=self.texts[start:end], starts=self.starts[start:end], ends=self.ends[start:end])

    def single(self) -> Iterator["Run"]:
        """Yield each character as a run of its own."""
        return (self.part(index, index + 1) for index in range(len(self.texts)))


class Char(NamedTuple):
    """A printed character as sources may give it: from where to where it advances, its baseline, and how it reads."""

    text: str
    start: float
    end: float
    down: float
    size: float
    angle: int = RIGHT

    @property
    def box(self) -> Box:
        """The box on the page."""
        return square(self.start, self.end, self.down, self.size, self.angle)


def runs(chars: Iterable[Char]) -> tuple[Run, ...]:
    """Return the runs that characters make up in the order in which they are printed."""
    number, before = 0, None
    numbered: list[tuple[int, Char]] = []
    for char in (char for char in chars if char.text and char.text not in NOTHING):
        number += before is None or not _contiguous(before, char)
        numbered.append((number, char))
        before = char
    found = ([char for _, char in group] for _, group in groupby(numbered, lambda pair: pair[0]))
    return tuple(
        Run(
            tuple(char.text for char in group),
            [char.start for char in group],
            [char.end for char in group],
            group[0].down,
            group[0].size,
            group[0].angle,
        )
        for group in found
    )


def _contiguous(one: Char, other: Char) -> bool:
    alike = one.size == other.size and one.angle == other.angle and one.angle % QUARTER == 0
    printed = bool(one.text.strip() and other.text.strip())
    return alike and printed and abs(other.start - one.end) <= CONTIGUOUS and other.down == one.down


class Ruling(NamedTuple):
    """A horizontal or vertical line: where it lies, and from where to where it runs."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page as it is shown, or turned by quarters so that its text reads to the right.

    Coordinates are points from the upper left corner; `turned` counts the quarter turns against the clock.
    `areas` are filled rectangles too thick to be lines. `outlines` counts curved shapes, `hidden` the characters that a
    clipping leaves nothing of.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    pictures: tuple[Box, ...] = ()
    areas: tuple[Box, ...] = ()
    outlines: int = 0
    hidden: int = 0
    turned: int = 0

    @property
    def text(self) -> str:
        """All that is printed, in the order in which it is printed, without blanks between runs."""
        return "".join([run.text for run in self.runs])

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


def _turned_run(run: Run, width: float) -> Run:
    """Return a run on a page turned by a quarter against the clock: x becomes y, and y what x lacks of the width."""
    moves = {RIGHT: (-width, 0.0), DOWNWARDS: (0.0, width), LEFT: (width, 0.0), UPWARDS: (0.0, -width)}
    angle = (run.angle - QUARTER) % 360
    if run.angle not in moves:
        long = run.ends[-1] - run.starts[0]
        return run._replace(starts=[run.down], ends=[run.down + long], down=width - run.starts[0], angle=angle)
    along, down = moves[run.angle]
    starts, ends = [x + along for x in run.starts], [x + along for x in run.ends]
    return run._replace(starts=starts, ends=ends, down=run.down + down, angle=angle)


def _turned_ruling(ruling: Ruling, width: float) -> Ruling:
    if ruling.horizontal:
        return Ruling(horizontal=False, at=ruling.at, start=width - ruling.end, end=width - ruling.start)
    return Ruling(horizontal=True, at=width - ruling.at, start=ruling.start, end=ruling.end)


def _turned(page: PageRecord) -> PageRecord:
    return replace(
        page,
        width=page.height,
        height=page.width,
        runs=tuple(_turned_run(run, page.width) for run in page.runs),
        rulings=tuple(_turned_ruling(ruling, page.width) for ruling in page.rulings),
        pictures=tuple(_turned_box(box, page.width) for box in page.pictures),
        areas=tuple(_turned_box(box, page.width) for box in page.areas),
        turned=page.turned + 1,
    )


def upright(page: PageRecord) -> PageRecord:
    """Return the page turned so that most of its text reads to the right, whatever /Rotate says of it."""
    if not any(run.angle for run in page.runs):
        return page
    angles: Counter[int] = Counter()
    for run in page.runs:
        if run.angle % QUARTER == 0 and not run.blank:
            angles[run.angle] += len(run.texts)
    quarters = (angles.most_common(1)[0][0] if angles else 0) // QUARTER
    for _ in range(quarters):
        page = _turned(page)
    return page
