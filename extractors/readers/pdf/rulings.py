"""Drawn pieces of lines → whole rulings, and which of them belong to one table."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

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

MOST = 1500
"""Rulings of one page that are taken for tables. The densest form has some 200; drawings and maps have more than this,
and the cells that they could enclose are counted by the hundred thousand."""


def whole(pieces: Iterable[Ruling]) -> list[Ruling]:
    """Return the rulings that the pieces make up, dashes and dots joined, without what is too short to be one."""
    pieces = list(pieces)
    joined: list[Ruling] = []
    for horizontal in (True, False):
        alike = [piece for piece in pieces if piece.horizontal == horizontal]
        for line in clusters(alike, lambda piece: piece.at, COLLINEAR):
            joined += _runs(line)
    return [ruling for ruling in joined if ruling.end - ruling.start >= SHORTEST]


def _runs(line: Iterable[Ruling]) -> Iterator[Ruling]:
    """Yield the rulings on one line: pieces that touch, or lie no further apart than dashes do, are one."""
    run: Ruling | None = None
    for piece in sorted(line, key=lambda piece: piece.start):
        if run is not None and piece.start <= run.end + SNAP:
            run = run._replace(end=max(run.end, piece.end))
            continue
        if run is not None:
            yield run
        run = piece
    if run is not None:
        yield run


def cross(one: Ruling, other: Ruling) -> bool:
    """Return whether a horizontal and a vertical ruling meet."""
    return one.start - SNAP <= other.at <= one.end + SNAP and other.start - SNAP <= one.at <= other.end + SNAP


def tables(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Return the rulings of each table: those that hang together.

    Where a page break cuts a merged cell, nothing lies across it there: upright lines that run alike from one height to
    the same, and end in the open at the cut, are of one table too.
    """
    groups = Groups(len(rulings))
    flat = [index for index, ruling in enumerate(rulings) if ruling.horizontal]
    steep = [index for index, ruling in enumerate(rulings) if not ruling.horizontal]
    open_above: list[int] = []
    open_below: list[int] = []
    for column in steep:
        crossing = [row for row in flat if cross(rulings[row], rulings[column])]
        for row in crossing:
            groups.join(row, column)
        heights = [rulings[row].at for row in crossing]
        open_above += [column] * _is_none_at(rulings[column].start, heights)
        open_below += [column] * _is_none_at(rulings[column].end, heights)
    for one, other in chain(combinations(open_above, 2), combinations(open_below, 2)):
        if _alike(rulings[one], rulings[other]):
            groups.join(one, other)
    return [[rulings[index] for index in members] for members in groups.members() if len(members) > 1]


def _is_none_at(end: float, heights: Iterable[float]) -> bool:
    return not any(abs(height - end) <= SNAP for height in heights)


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
