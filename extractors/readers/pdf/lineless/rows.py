"""The blocks of a table → its rows, and the labels that stand beside several of them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from statistics import median

from extractors.readers.pdf.groups import clusters
from extractors.readers.pdf.lineless.blocks import Block

LEVEL = 0.15
"""How far the heights differ at which the texts of one row are set, in their size."""

BELOW = 3.2
"""How far below a label its unit is at most, in the size of the text: two lines."""

FULLER = 3
"""How many times as many texts a row of figures has as those beside it that are no part of another row."""

TOUCH = 0.1
"""How much of their size texts of two rows may overlap: rounding."""

ROOM = 0.75
"""How much of the room between two rows a row has at least that consists of one text."""


@dataclass(slots=True)
class Row:
    """The texts that are set at one height, from left to right."""

    blocks: list[Block]
    at: float

    @property
    def top(self) -> float:
        """Its upper side."""
        return min(block.top for block in self.blocks)

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return max(block.bottom for block in self.blocks)


@dataclass(slots=True)
class Rows:
    """The rows from top to bottom, and the labels that stand beside several of them."""

    rows: list[Row]
    labels: list[Block] = field(default_factory=list)
    in_the_middle: bool = False
    """Whether labels are in the middle of their rows; else they are level with one of them."""
    level_with: dict[int, int] = field(default_factory=dict)
    """Which row a label is level with, by its identity."""

    @property
    def edges(self) -> list[float]:
        """Where one row ends and the next begins, with the upper and the lower side of all."""
        inner = [(above.bottom + below.top) / 2 for above, below in pairwise(self.rows)]
        if not inner:
            return [self.rows[0].top, self.rows[0].bottom]
        first, last = self.rows[0], self.rows[-1]
        return [first.top - (inner[0] - first.bottom), *inner, last.bottom + (last.top - inner[-1])]


def rows(blocks: Sequence[Block]) -> Rows:
    """Return the rows of blocks.

    Texts of a row have their first lines, their middles or their last lines at one height: the wrapped ones tell which.
    What stands alone at its height is a row if it has as much room as rows have, else a label beside several.
    """
    heights: dict[str, Callable[[Block], float]] = {"top": _first, "middle": _middle, "bottom": _last}
    reach = LEVEL * median(block.size for block in blocks)
    wrapped = [block for block in blocks if len(block.lines) > 1]
    single = sorted(block.middle for block in blocks if len(block.lines) == 1)
    votes = {
        name: sum(_within(single, height(block), reach) > 0 for block in wrapped) for name, height in heights.items()
    }
    name = max(votes, key=lambda name: votes[name])
    levels = [sorted(level, key=attrgetter("start")) for level in clusters(blocks, heights[name], reach)]
    levels.sort(key=len, reverse=True)
    found: list[Row] = []
    alone: list[Block] = []
    labels: list[Block] = []
    for level in levels:
        row = Row(level, median(heights[name](block) for block in level))
        if len(level) == 1 or any(one.end > other.start for one, other in pairwise(level)):
            alone += level
        elif _takes_place(row, found, labels):
            found.append(row)
        else:
            alone += level
    _place(sorted(alone, key=attrgetter("top")), found, labels)
    in_order = sorted(found, key=lambda row: row.top + row.bottom)
    labels = _with_units(labels)
    if name == "middle" or not wrapped:
        return Rows(in_order, labels, in_the_middle=True)
    level_with = {id(label): _level(in_order, heights[name](label), reach) for label in labels}
    return Rows(in_order, labels, level_with={label: row for label, row in level_with.items() if row is not None})


def _level(found: Sequence[Row], height: float, reach: float) -> int | None:
    """Return the row whose texts are at a height."""
    return next((number for number, row in enumerate(found) if abs(row.at - height) <= reach), None)


def _with_units(labels: Sequence[Block]) -> list[Block]:
    """Return the labels, what stands in brackets closely below one, as a unit does, as its last line."""
    whole: list[Block] = []
    for label in sorted(labels, key=attrgetter("top")):
        above = [one for one in whole if not one.beside(label)]
        bracketed = label.lines[0].runs[0].text.startswith(("(", "（"))
        if bracketed and above and _first(label) - _last(above[-1]) <= BELOW * label.size:
            whole[whole.index(above[-1])] = Block((*above[-1].lines, *label.lines))
        else:
            whole.append(label)
    return whole


def _within(heights: Sequence[float], height: float, reach: float) -> int:
    """Return how many of some heights, in their order, are as one."""
    return bisect_right(heights, height + reach) - bisect_left(heights, height - reach)


def _first(block: Block) -> float:
    return block.lines[0].down


def _middle(block: Block) -> float:
    return block.middle


def _last(block: Block) -> float:
    return block.lines[-1].down


def _takes_place(row: Row, found: Sequence[Row], labels: list[Block]) -> bool:
    """Return whether a row may stand among the rows found, which have more texts.

    It may where no text of theirs stands beside one of its own, but for a few that are labels: those that stand beside
    most. Labels are fewer than the texts of their row, and those of other rows at the left, or a row of figures tells.
    """
    near = [other for other in found if other.top < row.bottom and row.top < other.bottom]
    pairs = [(mine, theirs) for other in near for theirs in other.blocks for mine in row.blocks]
    away = _in_most([(mine, theirs) for mine, theirs in pairs if _overlap(mine, theirs)])
    own = [block for block in row.blocks if id(block) not in away]
    theirs = [block for other in found for block in other.blocks if id(block) in away]
    full = len(own) >= FULLER * len(theirs) and any(block.is_figure for block in own)
    few = all(sum(id(block) in away for block in one.blocks) * 2 < len(one.blocks) for one in (row, *found))
    if not few or not (full or all(block.end <= own[0].start for block in theirs)):
        return False
    labels += [block for block in row.blocks if id(block) in away] + theirs
    for one in (row, *found):
        one.blocks = [block for block in one.blocks if id(block) not in away]
    return True


def _in_most(pairs: list[tuple[Block, Block]]) -> set[int]:
    """Return the fewest blocks, by their identity, of which each pair has one: those in most of the pairs."""
    taken: set[int] = set()
    while pairs:
        counts = Counter(id(block) for pair in pairs for block in pair)
        most = max(counts, key=lambda key: counts[key])
        taken.add(most)
        pairs = [pair for pair in pairs if most not in {id(block) for block in pair}]
    return taken


def _overlap(one: Block, other: Block) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > TOUCH * one.size


def _place(single: Sequence[Block], found: list[Row], labels: list[Block]) -> None:
    """Add what stands alone at its height to the rows: as one of its own, as part of one, or else to the labels."""
    gaps = [below.top - above.bottom for above, below in pairwise(sorted(found, key=attrgetter("at")))]
    room = ROOM * max(0.0, min(gaps, default=0.0))
    for block in single:
        beside = [row for row in found if block.top - room < row.bottom and row.top < block.bottom + room]
        inside = len(beside) == 1 and beside[0].top <= block.top and block.bottom <= beside[0].bottom
        if not beside:
            found.append(Row([block], block.middle))
        elif not (inside and _take_in(beside[0], block)):
            labels.append(block)


def _take_in(row: Row, block: Block) -> bool:
    """Take a text into the row beside whose texts it stands if it can have one cell there; return whether it can."""
    same = [one for one in row.blocks if not one.beside(block)]
    if len(same) != 1:
        return False
    lines = sorted((line for one in (*same, block) for line in one.lines), key=attrgetter("down"))
    kept = [one for one in row.blocks if one not in same]
    row.blocks = sorted([*kept, Block(tuple(lines))], key=attrgetter("start"))
    return True
