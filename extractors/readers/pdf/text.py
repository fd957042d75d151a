"""Runs of characters → the lines they are printed in, in reading order, whichever way they read."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from extractors.readers.pdf.groups import near
from extractors.readers.pdf.line import PrintedLine, line_of
from extractors.readers.pdf.record import ASCENT, DOWNWARDS, RIGHT, RISE, Run

SAME_LINE = 0.5
"""How far baselines of one line differ, in the size of the larger character: a raised or lowered figure is moved by up
to 0.4; lines are set at least 0.9 apart."""

LONGEST_STEP = 2.0
"""How far one stacked character is from the next, in their size: 1.0 in vertical writing, more where it is spaced."""


def printed_lines(runs: Sequence[Run]) -> tuple[list[PrintedLine], int]:
    """Return the lines that runs of characters are printed in, and the direction that most of them read to."""
    if not runs:
        return [], RIGHT
    _, _, _, down, _, angle = runs[0]
    if len(runs) == 1 or all(run.down == down and run.angle == angle for run in runs):
        line = line_of(runs)
        return ([] if line is None else [line]), angle
    if _run_downwards(runs):
        return _lines([part for run in runs for part in _stacked(run)]), DOWNWARDS
    by_angle: dict[int, list[Run]] = {}
    for run in runs:
        by_angle.setdefault(run.angle, []).append(run)
    angles = sorted(by_angle, key=lambda angle: (-sum(len(run.texts) for run in by_angle[angle]), angle))
    lines = [line for angle in angles for line in _lines(by_angle[angle])]
    return lines, angles[0]


def _stacked(run: Run) -> Iterator[Run]:
    """Yield the characters of an upright run as they lie on a line that reads downwards; others lie on it already."""
    if run.angle == DOWNWARDS:
        yield run
        return
    upper, lower = run.down - ASCENT * run.size, run.down + (1 - ASCENT) * run.size
    for text, start, end in zip(run.texts, run.starts, run.ends, strict=True):
        middle = (start + end) / 2
        yield Run((text,), [upper], [lower], RISE * run.size - middle, run.size, DOWNWARDS)


def _lines(runs: Iterable[Run]) -> list[PrintedLine]:
    rows: list[list[Run]] = []
    largest: list[Run] = []
    for run in sorted(runs, key=_down):
        if rows and run.down - largest[-1].down <= SAME_LINE * max(run.size, largest[-1].size):
            rows[-1].append(run)
            if run.size > largest[-1].size:
                largest[-1] = run
        else:
            rows.append([run])
            largest.append(run)
    return [line for row in rows if (line := line_of(row)) is not None]


_down = attrgetter("down")


def _run_downwards(runs: Sequence[Run]) -> bool:
    """Return whether upright characters run downwards, in columns from right to left, as their order tells.

    Characters stacked in one column read the same either way, unless figures among them lie on their side. Lines of a
    character or two in a narrow cell follow each other downwards as well, but a second column begins at the top again.
    """
    seen = [run for run in runs if not run.blank]
    angles = {run.angle for run in seen}
    if not angles <= {RIGHT, DOWNWARDS} or RIGHT not in angles:
        return False
    across = sum([len(run.starts) - 1 for run in seen if run.angle == RIGHT])
    down = sum([len(run.starts) - 1 for run in seen if run.angle == DOWNWARDS])
    if across >= down + len(seen) - 1:
        return False
    again = False
    for one, other in pairwise(seen):
        (xa, ya), (xb, yb), size = one.centre(-1), other.centre(0), max(one.size, other.size)
        down += abs(xb - xa) <= SAME_LINE * size and 0 < yb - ya <= LONGEST_STEP * size
        across += abs(yb - ya) <= SAME_LINE * size and xb > xa
        again = again or ya - yb > SAME_LINE * size
    if down <= across:
        return False
    middles = [run.centre(index)[0] for run in seen for index in range(len(run.texts))]
    columns = near(middles, SAME_LINE * max(run.size for run in seen))
    return (len(columns) > 1 and again) or len(angles) > 1
