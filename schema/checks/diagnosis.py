"""Failed checks → the one slip that would explain them, or several that would: suggestions, never corrections.

An edit counts only if every failed identity of its block holds with it, and nothing that held fails or cannot be
judged any more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import chain, combinations, pairwise

from schema.checks import separators
from schema.checks.aim import Aim
from schema.checks.cells import Cell
from schema.checks.check import Judged
from schema.checks.discovered import discovered
from schema.checks.edit import Edit, Meant
from schema.checks.edited import Editor
from schema.checks.structure import SUMS, Structure
from schema.checks.table import Table
from schema.checks.verdict.judgement import Judgement
from schema.checks.verdict.suggestions import diagnosis
from schema.evaluation import MONEY_COLUMNS, RATE_COLUMNS
from schema.finding import Diagnosis

BY_CHANCE = Fraction(1, 100)
"""An edit is offered only if a random number would do as well no more often than this."""

EDITABLE = (*MONEY_COLUMNS, *RATE_COLUMNS)
"""The columns whose figures may be mistaken."""

Explanation = tuple[Diagnosis | None, tuple[Diagnosis, ...]]
"""The edit that explains a failure; or none, and several that would."""


@dataclass(frozen=True, slots=True)
class Repair:
    """An edit that mends its block: the cells as printed, what they should say, and each statement that it mends."""

    edit: Edit | Structure
    cells: tuple[Cell, ...]
    meant: tuple[Meant, ...]
    mended: tuple[tuple[Judged, Judgement], ...]

    @property
    def changed(self) -> tuple[tuple[Cell, Meant], ...]:
        """The cells that it changes, and what they should say."""
        return tuple((cell, new) for cell, new in zip(self.cells, self.meant, strict=True) if cell.value != new.value)

    @property
    def effect(self) -> frozenset[tuple[str, Fraction]]:
        """What it changes, whatever the slip is called; a part that does not count is not the same as a zero."""
        if isinstance(self.edit, Structure):
            return frozenset((f"{self.edit.code} {cell.path}", new.value) for cell, new in self.changed)
        return frozenset((cell.path, new.value) for cell, new in self.changed)

    def holding(self, cell: Cell) -> list[Judgement]:
        """Return the mended identities that leave a cell only so much room; a blank cell stands in none yet."""
        counted = isinstance(self.edit, Structure)
        return [
            judgement
            for one, judgement in self.mended
            if one.check.identity and judgement.window is not None and (counted or cell.path in one.paths)
        ]

    @property
    def chance(self) -> Fraction:
        """How likely a random number would do as well."""
        chances = [
            judgement.window / (judgement.size or abs(new.value))
            for cell, new in self.changed
            for judgement in self.holding(cell)
            if judgement.window is not None and (judgement.size or new.value)
        ]
        return min(chances, default=Fraction(1))

    @property
    def empty(self) -> bool:
        """Whether it makes a number so small that anything of its size would do: it edits nothing but takes away."""
        held = [judgement for cell, _ in self.changed for judgement in self.holding(cell)]
        return bool(held) and self.chance >= 1

    @property
    def choosable(self) -> bool:
        """Whether it may be chosen, if it is the only one: enough identities hold on every edited cell."""
        held = ([judgement.outcome for judgement in self.holding(cell)].count("pass") for cell, _ in self.changed)
        if isinstance(self.edit, Structure):
            return len(self.mended) >= self.edit.needs
        return all(count >= self.edit.needs for count in held)


@cache
def edits() -> tuple[Edit, ...]:
    """Return every edit that is tried, in the order of the codes."""
    return tuple(sorted(discovered(Edit), key=lambda edit: edit.code))


@cache
def structures() -> tuple[Structure, ...]:
    """Return every slip in the counting that is looked for, in the order of the codes."""
    return tuple(sorted(discovered(Structure), key=lambda structure: structure.code))


def explain(table: Table, judged: Sequence[Judged]) -> Mapping[Judged, Explanation]:
    """Return what explains the failures that some single edit can explain."""
    unread = separators.explain(table, judged, BY_CHANCE)
    failed = [one for one in judged if one.check.identity and one.judgement.outcome == "fail"]
    if not failed:
        return unread
    search = _Search(table, judged)
    explained: dict[Judged, Explanation] = {}
    others: dict[Judged, Explanation] = {}
    for block in search.blocks(failed):
        repairs = search.repairs(block)
        explained |= dict.fromkeys(block, _explanation(repairs))
        if explained[block[0]][0] is not None:
            others |= dict.fromkeys((one for one, _ in repairs[0].mended), explained[block[0]])
    return {**unread, **others, **explained}


def _explanation(repairs: Sequence[Repair]) -> Explanation:
    serious = [repair for repair in repairs if not repair.empty]
    offered = [repair for repair in repairs if repair.chance <= BY_CHANCE]
    said = tuple(_said(repair) for repair in offered)
    return (said[0], ()) if len(serious) == 1 and offered and offered[0].choosable else (None, said)


def _said(repair: Repair) -> Diagnosis:
    codes = tuple(dict.fromkeys(one.check.code for one, _ in repair.mended))
    changed = repair.changed
    slip = (repair.edit.code, repair.edit.message)
    return diagnosis(slip, [cell for cell, _ in changed], changed[0][1], codes, repair.chance)


def _blocks(failed: Sequence[Judged]) -> list[list[Judged]]:
    """Return failures that share a cell, directly or by way of others, as one block."""
    blocks: list[tuple[set[str], list[Judged]]] = []
    for one in failed:
        near = [block for block in blocks if block[0] & one.paths]
        rest = [block for block in blocks if not block[0] & one.paths]
        paths = one.paths.union(*(block[0] for block in near))
        blocks = [*rest, (set(paths), [*(member for block in near for member in block[1]), one])]
    return [members for _, members in blocks]


class _Search:
    """Tries every edit of the printed figures of a table."""

    def __init__(self, table: Table, judged: Sequence[Judged]) -> None:
        self._table = table
        self._editor = Editor(table)
        lines = _lines(table)
        filled = [[cell for cell in line if cell.lack is None] for line in lines]
        self._places = {(count, False): _together(filled, count) for count in {edit.cells for edit in edits()}}
        self._places[2, True] = [*_neighbours(lines)]
        self._judged = [one for one in judged if one.check.severity != "info" and one.judgement.outcome != "skip"]

    def blocks(self, failed: Sequence[Judged]) -> list[list[Judged]]:
        """Return failures that one slip may explain: those that share cells, and sums that lack the same row."""
        blocks = _blocks(failed)
        sums = [block for block in blocks if len(block) == 1 and block[0].check.code in SUMS]
        for code in SUMS:
            together = [block[0] for block in sums if block[0].check.code == code]
            if len(together) > 1 and len(list(self._structures(together))) == 1:
                blocks = [*(block for block in blocks if block[0] not in together), together]
        return blocks

    def repairs(self, block: Sequence[Judged]) -> list[Repair]:
        """Return the edits that mend a block, those that mend most first; of two with the same effect, one."""
        found: dict[frozenset[tuple[str, Fraction]], Repair] = {}
        aims = {
            edited: [Aim(cells, self._editor.rooms(cells), block) for cells in places if _concern(cells, block)]
            for edited, places in self._places.items()
        }
        for edit in edits():
            for aim in aims[edit.cells, edit.neighbours]:
                for repair in self._tried(edit, aim):
                    found.setdefault(repair.effect, repair)
        for repair in self._structures(block):
            found.setdefault(repair.effect, repair)
        return sorted(found.values(), key=lambda repair: -len(repair.mended))

    def _structures(self, block: Sequence[Judged]) -> Iterator[Repair]:
        for structure in structures():
            for found in structure.finds(self._table, block):
                yield Repair(structure, found.cells, found.meant, found.mended)

    def _tried(self, edit: Edit, aim: Aim) -> Iterator[Repair]:
        for near in filter(aim.near, edit.meant(*aim.cells)):
            meant = tuple(Meant(new.value, new.step) for new in near)
            if all(new.value == cell.value for cell, new in zip(aim.cells, meant, strict=True)):
                continue
            tried = (self._mended(aim, changed) for changed in self._editor.edited(aim.cells, meant))
            yield from (Repair(edit, aim.cells, meant, mended) for mended in tried if mended is not None)

    def _mended(self, aim: Aim, changed: Mapping[str, Cell]) -> tuple[tuple[Judged, Judgement], ...] | None:
        """Return what an edit mends; None where the block does not hold with it, or where it breaks something."""
        again: dict[Judged, Judgement] = {}
        # The block comes first: that is where most edits end.
        for one in chain(aim.block, self._touching(aim.cells)):
            again[one] = again.get(one) or _again(one, changed)
            if not again[one].good and (one in aim.block or one.judgement.good):
                return None
        return tuple(
            (one, again[one]) for one in self._judged if one in again and again[one].good and not one.judgement.good
        )

    def _touching(self, cells: Sequence[Cell]) -> Iterator[Judged]:
        paths = {cell.path for cell in cells}
        return (one for one in self._judged if not paths.isdisjoint(one.paths))


def _lines(table: Table) -> list[list[Cell]]:
    """Return the cells that one slip may edit together, line by line."""
    lines = [[row[column] for column in EDITABLE] for row in table.rows]
    points = ["budget", *(item.path for item in table.items)]
    lines += [[table.cells[f"{path}.weight"], table.cells[f"{path}.score"]] for path in points]
    lines += [[table.cells["total_weight"], table.cells["total_score"]]]
    return lines + [[table.cells[f"sections.{at}.score"]] for at in range(len(table.record.sections))]


def _together(lines: Iterable[Sequence[Cell]], count: int) -> list[tuple[Cell, ...]]:
    return [cells for line in lines for cells in combinations(line, count)]


def _concern(cells: Sequence[Cell], block: Sequence[Judged]) -> bool:
    """Return whether each statement of a block is about one of some cells."""
    paths = [cell.path for cell in cells]
    return not any(one.paths.isdisjoint(paths) for one in block)


def _neighbours(lines: Sequence[Sequence[Cell]]) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells that stand beside each other, and those above each other in lines of one kind."""
    for line in lines:
        yield from pairwise(cell for cell in line if cell.lack is None)
    for above, below in pairwise(lines):
        if len(above) == len(below):
            yield from (
                (one, other) for one, other in zip(above, below, strict=True) if one.lack is None and other.lack is None
            )


def _again(judged: Judged, changed: Mapping[str, Cell]) -> Judgement:
    return judged.verdict.judge([changed.get(cell.path, cell) for cell in judged.verdict.cells])
