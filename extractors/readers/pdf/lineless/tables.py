"""The runs of a page that no table encloses → a table of them, when they stand in rows and columns."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.document import Box
from extractors.readers.columns import Columns, Extent, Span, columns
from extractors.readers.pdf.grid import Slot
from extractors.readers.pdf.lineless.blocks import TIGHTEST, Block, blocks
from extractors.readers.pdf.lineless.labels import Placed, around, spread
from extractors.readers.pdf.lineless.pieces import Piece, pieces
from extractors.readers.pdf.lineless.rows import Rows, rows
from extractors.readers.pdf.matter import is_page_matter
from extractors.readers.pdf.record import Run
from extractors.readers.pdf.rulings import SNAP

DEBUG = None
APART = 0.2
"""The narrowest gap between two columns, in the size of the text."""

LEAST = 3
"""Lines with several texts: fewer are statements above a table, not a table."""

CONFIRMED = 2
"""Rows that must have texts on both sides of the same gap before it is taken for a gap between columns."""

ROOMIER = 1.05
"""How much further than in the table itself its last lines may be from those above."""


@dataclass(frozen=True, slots=True)
class Lineless:
    """A table that no lines draw: its cells, the runs in each, from where to where the texts of its column reach.

    `unsure` are texts of which cannot be told in which rows they are; they stand in cells of their own.
    """

    slots: tuple[Slot, ...]
    runs: tuple[tuple[Run, ...], ...]
    rooms: tuple[tuple[float, float], ...]
    unsure: tuple[str, ...]


def table(runs: Sequence[Run]) -> Lineless | None:
    """Return the table that runs make up, or None where they are no table."""
    lines = list(_region(pieces(runs)))
    if sum(len(line) > 1 for line in lines) < LEAST:
        return None
    found = rows(blocks(lines))
    placed, across = _placed(found)
    if across.confirmed < CONFIRMED:
        return None
    edges = found.edges
    if DEBUG: DEBUG(placed, across)
    unsure = spread(placed, edges) if found.in_the_middle else []
    known, unknown = _told_apart(placed, unsure)
    return _built(known, unknown, edges, _sides(placed, across))


def _told_apart(placed: Sequence[Placed], unsure: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Return the texts that have cells of their own, and those whose rows are not known or are another text's too."""
    known: list[Placed] = []
    unknown: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    doubted = {id(one) for one in unsure}
    for one in placed:
        own = set() if one.rows is None else {(r, c) for r in _range(one.rows) for c in _range(one.columns)}
        if own and id(one) not in doubted and taken.isdisjoint(own):
            known.append(one)
            taken |= own
        else:
            unknown.append(one)
    return known, unknown


def _region(lines: list[list[Piece]]) -> Iterator[list[Piece]]:
    """Yield the lines from the first with several texts to the last, and those of one text that follow it closely."""
    several = [number for number, line in enumerate(lines) if len(line) > 1 or _is_beside(lines, number)]
    if not several:
        return
    first, last = several[0], several[-1]
    furthest = max((after[0].down - before[0].down for before, after in pairwise(lines[first : last + 1])), default=0.0)
    yield from lines[first : last + 1]
    for before, line in pairwise(lines[last:]):
        if line[0].down - before[0].down > ROOMIER * furthest or _is_page_matter(line):
            return
        yield line


def _is_beside(lines: Sequence[Sequence[Piece]], number: int) -> bool:
    """Whether the one text of a line stands beside that of the line above or below: closer than lines of one text."""
    return any(
        abs(other[0].down - line[0].down) < TIGHTEST * line[0].size
        for line, other in ((lines[number], lines[near]) for near in (number - 1, number + 1) if 0 <= near < len(lines))
    )


def _is_page_matter(line: Sequence[Piece]) -> bool:
    return is_page_matter("".join(run.text for run in line[0].runs))


def _placed(found: Rows) -> tuple[list[Placed], Columns]:
    """Return the texts of rows and labels with their columns, and the columns."""
    levels = [[(block, Span(number, number)) for block in row.blocks] for number, row in enumerate(found.rows)]
    apart: list[list[tuple[Block, Span | None]]] = [list(level) for level in levels]
    edges = found.edges
    for label in found.labels:
        row = apart[min(max(bisect_right(edges, label.middle) - 1, 0), len(levels) - 1)]
        if all(block.beside(label) for block, _ in row):
            row.append((label, None))
            row.sort(key=lambda one: one[0].start)
        else:
            apart.append([(label, None)])
    size = median(block.size for level in apart for block, _ in level)
    across = columns([[_extent(block) for block, _ in level] for level in apart], APART * size)
    placed = [
        Placed(block, span, height)
        for level, spans in zip(apart, across.spans, strict=True)
        for (block, height), span in zip(level, spans, strict=True)
    ]
    return placed, across


def _extent(block: Block) -> Extent:
    return Extent(block.start, block.end, block.is_figure)


def _sides(placed: Sequence[Placed], across: Columns) -> list[float]:
    """Return where the columns begin and end across, so far from each other that they are told apart."""
    sides = [min(one.block.start for one in placed) - SNAP]
    for edge in across.edges:
        sides.append(max(edge - SNAP / 2, sides[-1] + 2 * SNAP))
    return [*sides, max([one.block.end for one in placed] + [sides[-1]]) + SNAP]


def _built(placed: list[Placed], unknown: Sequence[Placed], edges: Sequence[float], sides: Sequence[float]) -> Lineless:
    """Return the table with a cell for each text and each blank position; what is unsure stands below and beside.

    Where an unsure text may belong there is no cell: what stands there is not known to be blank.
    """
    rows, wide = len(edges) - 1, len(sides) - 1
    open_ = {(row, c) for one in unknown for row in around(one, placed, rows) for c in _range(one.columns)}
    levels, xs = list(edges), list(sides)
    for number, one in enumerate(unknown):
        levels.append(levels[-1] + one.block.bottom - one.block.top + SNAP)
        placed.append(Placed(one.block, Span(wide, wide), Span(rows + number, rows + number)))
    if unknown:
        xs.append(xs[-1] + max(one.block.end - one.block.start for one in unknown) + SNAP)
    owners: dict[tuple[int, int], Placed | None] = {
        (row, column): None for row in range(len(levels) - 1) for column in range(len(xs) - 1)
    }
    rooms = _rooms(placed)
    slots: list[Slot] = []
    runs: list[tuple[Run, ...]] = []
    extents: list[tuple[float, float]] = []
    for one in placed:
        rectangle = [(r, c) for r in _range(one.rows) for c in _range(one.columns)]
        if any(owners[position] is not None for position in rectangle):
            raise AssertionError("two texts of a table stand in one cell")
        owners.update(dict.fromkeys(rectangle, one))
        slots.append(_slot(one, levels, xs))
        runs.append(tuple(run for line in one.block.lines for run in line.runs))
        extents.append(rooms[one.columns])
    for (row, column), owner in owners.items():
        if owner is None and (row, column) not in open_:
            slots.append(Slot(row, column, 1, 1, (xs[column], levels[row], xs[column + 1], levels[row + 1])))
            runs.append(())
            extents.append((xs[column], xs[column + 1]))
    unsure = tuple("".join(run.text for line in one.block.lines for run in line.runs) for one in unknown)
    return Lineless(tuple(slots), tuple(runs), tuple(extents), unsure)


def _range(span: Span | None) -> range:
    if span is None:
        raise AssertionError("a text whose rows are not known has none")
    return range(span.first, span.last + 1)


def _slot(one: Placed, levels: Sequence[float], xs: Sequence[float]) -> Slot:
    down, across = _range(one.rows), _range(one.columns)
    box: Box = (xs[across.start], levels[down.start], xs[across.stop], levels[down.stop])
    return Slot(down.start, across.start, len(down), len(across), box)


def _rooms(placed: Sequence[Placed]) -> dict[Span, tuple[float, float]]:
    """Return from where to where texts over the same columns reach: so wide their cell is at least."""
    starts: dict[Span, float] = {}
    ends: dict[Span, float] = {}
    for one in placed:
        starts[one.columns] = min(one.block.start, starts.get(one.columns, one.block.start))
        ends[one.columns] = max(one.block.end, ends.get(one.columns, one.block.end))
    return {span: (starts[span], ends[span]) for span in starts}
