"""Characters → the lines they are printed in, in reading order, whichever way they read."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.document import Box
from extractors.readers.pdf.groups import clusters
from extractors.readers.pdf.line import Glyph, PrintedLine, line_of
from extractors.readers.pdf.record import RISE, Char

SAME_LINE = 0.5
"""How far baselines of one line differ, in the size of the larger character: a raised or lowered figure is moved by up
to 0.4; lines are set at least 0.9 apart."""

LONGEST_STEP = 2.0
"""How far one stacked character is from the next, in their size: 1.0 in vertical writing, more where it is spaced."""

RIGHT, DOWNWARDS, LEFT, UPWARDS = 0, 90, 180, 270

NOTHING = "\u200b\u200c\u200d\u2060\ufeff"
"""Characters that print nothing and take no room."""


def along(box: Box, direction: int) -> tuple[float, float]:
    """Return where a box starts and ends along lines that read in a direction (degrees clockwise from the right)."""
    x0, top, x1, bottom = box
    return {RIGHT: (x0, x1), DOWNWARDS: (top, bottom), LEFT: (-x1, -x0), UPWARDS: (-bottom, -top)}[direction]


def printed_lines(chars: Iterable[Char]) -> tuple[list[PrintedLine], int]:
    """Return the lines that characters are printed in, and the direction that most of them read to."""
    seen = [char for char in chars if char.text.strip(NOTHING)]
    if _run_downwards(seen):
        return _lines([_glyph(char, DOWNWARDS) for char in seen]), DOWNWARDS
    by_angle: dict[int, list[Char]] = {}
    for char in seen:
        by_angle.setdefault(char.angle, []).append(char)
    angles = sorted(by_angle, key=lambda angle: (-len(by_angle[angle]), angle))
    lines = [line for angle in angles for line in _lines([_glyph(char, angle) for char in by_angle[angle]])]
    return lines, angles[0] if angles else RIGHT


def _glyph(char: Char, direction: int) -> Glyph:
    """Return a character as it lies on a line: what is down of the line is a matter of the direction."""
    box = (char.x0, char.top, char.x1, char.bottom)
    start, end = along(box, direction)
    x, y = char.centre
    middle = {RIGHT: y, DOWNWARDS: -x, LEFT: -y, UPWARDS: x}[direction]
    return Glyph(char.text, start, end, middle + RISE * char.size, char.size, box)


def _lines(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    rows: list[list[Glyph]] = []
    largest: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.down):
        if rows and glyph.down - largest[-1].down <= SAME_LINE * max(glyph.size, largest[-1].size):
            rows[-1].append(glyph)
            largest[-1] = max(largest[-1], glyph, key=lambda either: either.size)
        else:
            rows.append([glyph])
            largest.append(glyph)
    lines = (line_of(row) for row in rows)
    return [line for line in lines if line is not None]


def _run_downwards(chars: Sequence[Char]) -> bool:
    """Return whether upright characters run downwards, in columns from right to left, as their order tells.

    Characters stacked in one column read the same either way, unless figures among them lie on their side.
    """
    seen = [char for char in chars if char.text.strip()]
    angles = {char.angle for char in seen}
    if not angles <= {RIGHT, DOWNWARDS} or RIGHT not in angles:
        return False
    down = across = 0
    for one, other in pairwise(seen):
        (xa, ya), (xb, yb), size = one.centre, other.centre, max(one.size, other.size)
        down += abs(xb - xa) <= SAME_LINE * size and 0 < yb - ya <= LONGEST_STEP * size
        across += abs(yb - ya) <= SAME_LINE * size and xb > xa
    columns = clusters((char.centre[0] for char in seen), lambda x: x, SAME_LINE * max(char.size for char in seen))
    return down > across and (len(columns) > 1 or len(angles) > 1)
