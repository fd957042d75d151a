"""The runs of a page that no table encloses → a table of them, when they stand in rows and columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.columns import Span
from extractors.readers.pdf.grid import Slot
from extractors.readers.pdf.lineless.across import placed
from extractors.readers.pdf.lineless.blocks import blocks
from extractors.readers.pdf.lineless.doubt import is_certain
from extractors.readers.pdf.lineless.labels import Placed, around, spread
from extractors.readers.pdf.lineless.pieces import pieces
from extractors.readers.pdf.lineless.region import region
from extractors.readers.pdf.lineless.rows import rows
from extractors.readers.pdf.record import Run
from extractors.readers.pdf.rulings import SNAP

LEAST = 3
"""Lines with several texts: fewer are statements above a table, not a table."""

MOST = 4000
"""Texts on a page that are taken for those of a table."""

Room = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lineless:
    """A table that no lines draw: its cells, the runs in each, from where to where the texts of its column reach.

    `sides` are those of its columns. `unsure` are texts of which cannot be told in which rows they are; they stand in
    rows of their own.
    """

    slots: tuple[Slot, ...]
    runs: tuple[tuple[Run, ...], ...]
    rooms: tuple[Room, ...]
    sides: tuple[float, ...]
    unsure: tuple[str, ...]


def table(runs: Sequence[Run], before: Sequence[float] = ()) -> Lineless | None:
    """Return the table that runs make up, or None where they are no table.

    `before` are the sides of the columns of the table at the end of the page before: it may go on, by any row.
    """
    if len(runs) < 2 * LEAST and not before:
        return None
    lines = list(region(pieces(runs)))
    several = sum(len(line) > 1 for line in lines)
    if several < (1 if before else LEAST) or sum(map(len, lines)) > MOST:
        return None
    found = rows(blocks(lines))
    if not is_certain(lines, found):
        return None
    across = placed(found, before)
    if across is None or (several < LEAST and across[1] != list(before)):
        return None
    texts, sides = across
    unsure = spread(texts, found.edges) if found.in_the_middle else []
    known, unknown = _told_apart(texts, unsure)
    return _built(known, unknown, found.edges, sides)


def _told_apart(texts: Sequence[Placed], unsure: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Return the texts that have cells of their own, and those whose rows are not known or are another text's too."""
    known: list[Placed] = []
    unknown: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    doubted = {id(one) for one in unsure}
    for one in texts:
        own = one.positions
        if own and id(one) not in doubted and taken.isdisjoint(own):
            known.append(one)
            taken |= own
        else:
            unknown.append(one)
    return known, unknown


def _built(known: Sequence[Placed], unknown: Sequence[Placed], edges: Sequence[float], sides: list[float]) -> Lineless:
    """Return the table with a cell for each text and each blank position; what is unsure stands in rows below.

    Such a text has a cell over all columns, so that it stands below none. Where it may belong there is no cell: what
    stands there is not known to be blank.
    """
    height, width = len(edges) - 1, len(sides) - 1
    levels, xs = list(edges), list(sides)
    for one in unknown:
        levels.append(levels[-1] + one.block.bottom - one.block.top + SNAP)
    below = Span(0, width - 1)
    texts = [*known, *(Placed(one.block, below, Span(height + n, height + n)) for n, one in enumerate(unknown))]
    filled = {position for one in texts for position in one.positions}
    filled |= {(row, c) for one in unknown for row in around(one, known, height) for c in one.columns.all}
    blank = [(r, c) for r in range(len(levels) - 1) for c in range(len(xs) - 1) if (r, c) not in filled]
    rooms = _rooms(texts)
    return Lineless(
        (*(_slot(one, levels, xs) for one in texts), *(_blank(r, c, levels, xs) for r, c in blank)),
        (*(one.runs for one in texts), *(() for _ in blank)),
        (*(rooms[one.columns] for one in texts), *((xs[c], xs[c + 1]) for _, c in blank)),
        tuple(sides),
        tuple("".join(run.text for run in one.runs) for one in unknown),
    )


def _slot(one: Placed, levels: Sequence[float], xs: Sequence[float]) -> Slot:
    down, across = one.down.all, one.columns.all
    box = xs[across.start], levels[down.start], xs[across.stop], levels[down.stop]
    return Slot(down.start, across.start, len(down), len(across), box)


def _blank(row: int, column: int, levels: Sequence[float], xs: Sequence[float]) -> Slot:
    return Slot(row, column, 1, 1, (xs[column], levels[row], xs[column + 1], levels[row + 1]))


def _rooms(texts: Sequence[Placed]) -> dict[Span, Room]:
    """Return from where to where texts over the same columns reach: so wide their cell is at least."""
    found: dict[Span, Room] = {}
    for one in texts:
        start, end = found.get(one.columns, (one.block.start, one.block.end))
        found[one.columns] = min(start, one.block.start), max(end, one.block.end)
    return found
