"""Runs of characters → the pieces of each printed line, parted where a gap is too wide for one text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple

from extractors.readers.pdf.groups import near
from extractors.readers.pdf.line import APART, is_han
from extractors.readers.pdf.record import RIGHT, Run
from extractors.readers.pdf.text import SAME_LINE

GAP = 0.36
"""The narrowest gap between two texts, in their size, where no blank is drawn: programs set Han characters and figures
up to 0.25 apart, and cells keep their texts from each other."""

SLIGHT = 0.2
"""A gap as narrow as this, in the size of the text, parts two texts where others begin in line with the second."""

SOLID = 0.27
"""A gap as wide as this, in the size of the text, parts Han characters that are set solid: it is no blank."""

MIXED = 0.27
"""The narrowest gap between figures and Han characters, in their size, that may part two texts: programs set it."""

IN_LINE, OFTEN = 0.4, 3
"""Points by which texts that begin in line may differ, and how many must."""

SHORT = 2
"""Characters that a Han blank parts from the rest of a label at most, as in the word for total."""

EXACT, WIDTHS = 0.02, range(1, 4)
"""How exact a gap is that Han blanks make, in the size of the text, and how many there may be."""

LEVEL = 0.15
"""How far apart the baselines of one line are, in the size of the text: rounding."""

RAISED = 0.8
"""How large at most a raised or lowered figure is, in the size of its text."""

FIGURE = re.compile(r"[-+−－]?[\d,]{0,40}\.?\d{1,40}[%％]?")


class Piece(NamedTuple):
    """Runs of one line that are one text, from where to where it reaches, and its baseline and size."""

    runs: tuple[Run, ...]
    start: float
    end: float
    down: float
    size: float

    @property
    def text(self) -> str:
        """What it says, without blanks between runs."""
        return "".join(run.text for run in self.runs if not run.blank)

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure and nothing else."""
        return FIGURE.fullmatch(self.text) is not None


def pieces(runs: Iterable[Run]) -> list[list[Piece]]:
    """Return the pieces of each line, the lines from top to bottom, each from left to right."""
    lines = [_parted(line) for line in _lines(run for run in runs if run.angle == RIGHT)]
    starts = sorted(line[0].start for line in lines if line)
    starts += [one.start for line in lines for before, one in pairwise(line) if not _is_spaced(before, one)]
    starts.sort()
    lines = [_joined(line, starts) for line in lines]
    return [[part for piece in line for part in _divided(piece, starts)] for line in lines if line]


def _joined(line: Sequence[Piece], starts: Sequence[float]) -> list[Piece]:
    """Return the pieces of a line, those joined that are a label spaced with Han blanks."""
    joined = list(line[:1])
    for before, piece in pairwise(line):
        if _is_spaced(before, piece) and _in_line(piece.start, starts) < OFTEN:
            joined[-1] = _piece((*joined[-1].runs, *piece.runs))
        else:
            joined.append(piece)
    return joined


def _is_spaced(one: Piece, other: Piece) -> bool:
    """Return whether a gap beside one or two Han characters is as wide as one, two or three of them, to a hair."""
    last = [run for run in one.runs if not run.blank][-1]
    gap = (other.start - last.ends[-1]) / last.size
    han = is_han(last.texts[-1][-1]) and is_han(other.runs[0].texts[0][0])
    short = min(sum(len(run.texts) for run in piece.runs if not run.blank) for piece in (one, other)) <= SHORT
    return short and han and last.size == other.runs[0].size and abs(gap - round(gap)) <= EXACT and round(gap) in WIDTHS


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield the runs on each baseline. Cells beside each other have theirs anywhere: the first one of a line counts."""
    line: list[Run] = []
    for run in sorted(runs, key=_down):
        if line and run.down - line[0].down > _reach(run, line[0]):
            yield sorted(line, key=_begin)
            line = []
        line.append(run)
    if line:
        yield sorted(line, key=_begin)


def _reach(one: Run, other: Run) -> float:
    """Return how far apart the baselines of one line are: more where a raised or lowered figure is on it."""
    smaller, larger = sorted((one.size, other.size))
    return (SAME_LINE if smaller < RAISED * larger else LEVEL) * larger


_down = attrgetter("down")


def _begin(run: Run) -> float:
    return run.starts[0]


def _parted(line: Sequence[Run]) -> list[Piece]:
    """Return the pieces of a line: a wide gap parts them, and a narrow one that no blank is drawn in."""
    parts: list[list[Run]] = []
    reach = end = 0.0
    for run in line:
        gap, size = run.starts[0] - reach, run.size
        apart = gap >= GAP * size or run.starts[0] - end >= APART * size
        if not parts or (apart and not run.blank and not _closes(parts[-1], run)):
            if not run.blank:
                parts.append([run])
        else:
            parts[-1].append(run)
        end = end if run.blank else max(end, run.ends[-1])
        reach = max(reach, run.ends[-1])
    return [_piece(part) for part in _together(parts)]


def _closes(part: Sequence[Run], run: Run) -> bool:
    """Return whether a run closes a bracket that a text near it has opened."""
    text = "".join(one.text for one in part)
    opened = sum(map(text.count, "(（")) - sum(map(text.count, ")）"))
    return run.texts[0][0] in ")）" and opened > 0 and run.starts[0] - part[-1].ends[-1] < APART * run.size


def _together(parts: list[list[Run]]) -> list[list[Run]]:
    """Return the parts of a line, those that are single Han characters evenly apart together: a label spread out."""
    found: list[list[Run]] = []
    steps: list[float] = []
    for part in parts:
        before = found[-1] if found else []
        step = _begin(part[0]) - _begin(before[-1]) if before else 0.0
        single = before and _is_single(part) and _is_single(before[-1:])
        if single and step <= WIDEST_STEP * part[0].size and (not steps or len(near([*steps, step], IN_LINE)) == 1):
            found[-1] += [run for run in part if not run.blank]
            steps.append(step)
        else:
            found.append(list(part))
            steps = []
    return found


WIDEST_STEP = 2.1
"""How far one character of a label that is spread out is from the next, in their size."""


def _is_single(part: Sequence[Run]) -> bool:
    text = "".join(run.text for run in part).strip()
    return len(text) == 1 and is_han(text)


def _piece(runs: Sequence[Run]) -> Piece:
    printed = [run for run in runs if not run.blank]
    largest = max(printed, key=attrgetter("size"))
    return Piece(tuple(runs), printed[0].starts[0], max(run.ends[-1] for run in printed), largest.down, largest.size)


def _divided(piece: Piece, starts: Sequence[float]) -> Iterator[Piece]:
    """Yield a piece, parted at slight gaps behind which texts of other lines begin too, unless it is spread evenly."""
    if _is_even(piece):
        yield piece
        return
    begun: list[Run] = []
    for run in piece.runs:
        slight = bool(begun) and not (run.blank or begun[-1].blank) and not _closes(begun, run)
        if slight and _in_line(run.starts[0], starts) >= _enough(begun[-1], run):
            yield _piece(begun)
            begun = []
        begun.append(run)
    yield _piece(begun)


def _is_even(piece: Piece) -> bool:
    """Whether a piece is single characters with the same gap between all of them: a label that is spread out."""
    gaps = [(other.starts[0] - one.ends[-1]) / other.size for one, other in pairwise(piece.runs)]
    single = all(len(run.texts) == 1 for run in piece.runs)
    return single and len(gaps) > 1 and max(gaps) - min(gaps) <= EXACT and gaps[0] < GAP


def _in_line(start: float, starts: Sequence[float]) -> int:
    """Return how many of the starts of texts, in their order, are where one is."""
    return bisect_right(starts, start + IN_LINE) - bisect_left(starts, start - IN_LINE)


def _enough(one: Run, other: Run) -> float:
    """Return how many texts must begin in line with a run for the gap before it to part it from another.

    Han characters are set without a gap, unless a line is filled up to both sides: then all have one.
    """
    gap = (other.starts[0] - one.ends[-1]) / other.size
    sides = is_han(one.texts[-1][-1]), is_han(other.texts[0][0])
    if gap < (SLIGHT if all(sides) or not any(sides) else MIXED):
        return inf
    solid = all(sides) and max(len(one.texts), len(other.texts)) > 1
    return 0 if solid and SOLID <= gap < GAP else 1 if solid else OFTEN
