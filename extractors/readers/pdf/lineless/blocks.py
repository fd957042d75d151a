"""The pieces of lines → blocks: the texts of cells, with the lines on which each is wrapped."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from extractors.document import Box
from extractors.readers.pdf.lineless.pieces import Piece
from extractors.readers.pdf.record import ASCENT

TIGHTEST = 0.9
"""How close lines of one text are set at most, in the size of the text."""

LOOSEST = 2.2
"""How far apart lines of one text are set at most, in the size of the text."""

INEXACT = 1.12
"""By how much the distances of lines of one text differ at most."""

SHARED = 0.5
"""The part of the narrower of two lines of one text that stands below the other."""

ALIKE = 0.1
"""Points by which the sizes of one text may differ."""


class Block(NamedTuple):
    """The text of a cell: its lines, each one piece."""

    lines: tuple[Piece, ...]

    @property
    def start(self) -> float:
        """Where it begins across."""
        return min(line.start for line in self.lines)

    @property
    def end(self) -> float:
        """Where it ends across."""
        return max(line.end for line in self.lines)

    @property
    def size(self) -> float:
        """The size of its text."""
        return self.lines[0].size

    @property
    def top(self) -> float:
        """Its upper side."""
        return self.lines[0].down - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.lines[-1].down + (1 - ASCENT) * self.size

    @property
    def middle(self) -> float:
        """The middle between its first and its last baseline."""
        return (self.lines[0].down + self.lines[-1].down) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure and nothing else."""
        return len(self.lines) == 1 and self.lines[0].is_figure

    @property
    def box(self) -> Box:
        """The box on the page."""
        return self.start, self.top, self.end, self.bottom

    def beside(self, other: "Block | Piece") -> bool:
        """Return whether the two have nothing above each other."""
        return self.end <= other.start or other.end <= self.start


def blocks(lines: Sequence[Sequence[Piece]]) -> list[Block]:
    """Return the blocks of the lines of a table, from top to bottom."""
    pitch = _pitch(lines)
    whole: list[list[Piece]] = []
    open_: list[list[Piece]] = []
    for line in lines:
        open_ = [block for block in open_ if line[0].down - block[-1].down <= LOOSEST * block[-1].size]
        above = [[block for block in open_ if _is_near(block[-1], piece, pitch)] for piece in line]
        for piece, found in zip(line, above, strict=True):
            alone = len(found) == 1 and sum(found[0] is one for others in above for one in others) == 1
            if alone and _goes_on(found[0][-1], piece):
                found[0].append(piece)
            else:
                whole.append([piece])
                open_.append(whole[-1])
    return [Block(tuple(block)) for block in whole]


def _pitch(lines: Sequence[Sequence[Piece]]) -> float:
    """Return how far apart lines of one text are at most, in their size; nothing where rows are as close as lines.

    Two figures one above the other are never one text, and a figure below a text seldom is, so they show how close rows
    come.
    """
    steps = list(_steps(lines))
    texts = [step for step, figures in steps if figures == 0 and step >= TIGHTEST]
    rows = [step for step, figures in steps if figures > 1]
    mixed = [step for step, figures in steps if figures == 1]
    closest = min(texts, default=0.0) * INEXACT
    return closest if closest < min([LOOSEST, *rows, *([median(mixed)] if mixed else [])]) else 0.0


def _steps(lines: Sequence[Sequence[Piece]]) -> Iterator[tuple[float, int]]:
    """Yield the distances of pieces below each other, in their size, and how many of the two are figures."""
    lowest: list[Piece] = []
    for line in lines:
        for piece in line:
            for one in [one for one in lowest if _shares(one, piece) and abs(one.size - piece.size) <= ALIKE]:
                yield (piece.down - one.down) / piece.size, one.is_figure + piece.is_figure
        lowest = [one for one in lowest if not any(_shares(one, piece) for piece in line)] + list(line)


def _is_near(above: Piece, piece: Piece, pitch: float) -> bool:
    return _shares(above, piece) and piece.down - above.down <= pitch * above.size


def _shares(one: Piece, other: Piece) -> bool:
    return min(one.end, other.end) > max(one.start, other.start)


def _goes_on(one: Piece, other: Piece) -> bool:
    """Return whether a piece may be the next line of the text of another one."""
    common = min(one.end, other.end) - max(one.start, other.start)
    narrower = min(one.end - one.start, other.end - other.start)
    return (
        abs(one.size - other.size) <= ALIKE and common >= SHARED * narrower and not (one.is_figure and other.is_figure)
    )
