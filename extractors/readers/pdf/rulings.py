"""Drawn pieces of lines → whole rulings, and which of them belong to one table."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise
from operator import attrgetter

from extractors.document import Box
from extractors.readers.pdf.groups import Groups, clusters
from extractors.readers.pdf.record import Ruling

COLLINEAR = 0.8
"""Points. Pieces of one line lie this close: a hairline and the rounding of coordinates."""

SNAP = 3.0
"""Points. Rulings this close are one: both lines of a double border, the borders of neighbouring cells, and the corners
that a producer leaves open. No row or column that holds text is as narrow."""

SHORTEST = 5.0
"""Points. Anything shorter is a dot or a dash that found no neighbour, not the side of a cell."""

LOOSE = 1.25
"""How far apart dashes are, in their length: Chromium sets those of a border of 2 pixels, 4.5 points long, 2.3 to 5.3
apart, so that they come out even."""

PAIR = 2
"""Groups of level lines: with fewer, all belong together already."""

MOST = 1500
"""Rulings of one page that are taken for tables. The densest form has some 200; drawings and maps have more than this,
and the cells that they could enclose are counted by the hundred thousand."""


def whole(pieces: Iterable[Ruling]) -> list[Ruling]:
    """Return the rulings that the pieces make up, dashes and dots joined, without what is too short to be one."""
    joined: list[Ruling] = []
    lines: tuple[list[Ruling], list[Ruling]] = ([], [])
    for piece in pieces:
        lines[piece.horizontal].append(piece)
    for alike in reversed(lines):
        for line in clusters(alike, _at, COLLINEAR):
            joined += _runs(line)
    return [ruling for ruling in joined if ruling.end - ruling.start >= SHORTEST]


_at, _start = attrgetter("at"), attrgetter("start")


def _runs(line: list[Ruling]) -> Iterator[Ruling]:
    """Yield the rulings on one line: pieces that touch, or lie no further apart than dashes do, are one."""
    line.sort(key=_start)
    run, end, before = line[0], line[0].end, line[0]
    for piece in line:
        if piece.start <= end + SNAP or piece.start <= end + _reach(before, piece):
            end = max(end, piece.end)
        else:
            yield run if run.end == end else run._replace(end=end)
            run, end = piece, piece.end
        before = piece
    yield run if run.end == end else run._replace(end=end)


def _reach(one: Ruling, other: Ruling) -> float:
    """Return how far apart two pieces may lie if they are dashes; at a corner one may be cut short."""
    longer = max(one.end - one.start, other.end - other.start)
    return LOOSE * longer if longer < SHORTEST else 0.0


def tables(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Return the rulings of each table: those that hang together.

    Where a page break cuts a merged cell, nothing lies across it there: upright lines that run alike from one height to
    the same, and end in the open at the cut, are of one table too. So are, in a table without sides, the level lines
    below and above a row of one cell.
    """
    groups = Groups(len(rulings))
    flat = [(index, at, start - SNAP, end + SNAP) for index, (level, at, start, end) in enumerate(rulings) if level]
    steep = [index for index, ruling in enumerate(rulings) if not ruling.horizontal]
    open_above: list[int] = []
    open_below: list[int] = []
    for column in steep:
        _, x, top, bottom = rulings[column]
        crossing = [
            (row, at) for row, at, start, end in flat if top <= at + SNAP and at <= bottom + SNAP and start <= x <= end
        ]
        for row, _ in crossing:
            groups.join(row, column)
        heights = [at for _, at in crossing]
        open_above += [column] * _is_none_at(top, heights)
        open_below += [column] * _is_none_at(bottom, heights)
    for one, other in chain(combinations(open_above, 2), combinations(open_below, 2)):
        if _alike(rulings[one], rulings[other]):
            groups.join(one, other)
    _join_open_rows(rulings, groups)
    return [[rulings[index] for index in members] for members in groups.members() if len(members) > 1]


def _join_open_rows(rulings: Sequence[Ruling], groups: Groups) -> None:
    """Join level lines that are as long, and end in the open, to the table above or below which they follow closely.

    As close as the rows of that table are to each other: a line across the page may stand anywhere above a table.
    """
    flat = [index for index, ruling in enumerate(rulings) if ruling.horizontal]
    if len({groups.of(index) for index in flat}) < PAIR:
        return
    steep = [ruling for ruling in rulings if not ruling.horizontal]
    free = [index for index in flat if not _has_side(rulings[index], steep)]
    rest = sorted(free, key=lambda index: rulings[index].at)
    while rest:
        alike = [index for index in rest if _alike(rulings[index], rulings[rest[0]])]
        rest = [index for index in rest if index not in alike]
        steps = [(one, other, rulings[other].at - rulings[one].at) for one, other in pairwise(alike)]
        tallest = max([step for one, other, step in steps if groups.of(one) == groups.of(other)], default=0.0)
        for one, other, step in steps:
            if step <= tallest + SNAP:
                groups.join(one, other)


def _has_side(level: Ruling, steep: Iterable[Ruling]) -> bool:
    """Whether an upright line stands at an end of a level one."""
    return any(
        min(abs(one.at - level.start), abs(one.at - level.end)) <= SNAP
        and one.start - SNAP <= level.at <= one.end + SNAP
        for one in steep
    )


def _is_none_at(end: float, heights: Iterable[float]) -> bool:
    return not [height for height in heights if -SNAP <= height - end <= SNAP]


def _alike(one: Ruling, other: Ruling) -> bool:
    return abs(one.start - other.start) <= SNAP and abs(one.end - other.end) <= SNAP


def box_of(rulings: Iterable[Ruling]) -> Box:
    """Return the smallest box that holds the rulings."""
    corners = [
        (ruling.start, ruling.at, ruling.end, ruling.at)
        if ruling.horizontal
        else (ruling.at, ruling.start, ruling.at, ruling.end)
        for ruling in rulings
    ]
    x0, top, x1, bottom = zip(*corners, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))
