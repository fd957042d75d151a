"""Levels of indicators that are printed once for several rows → which rows each is for, where no merged cell says so.

Texts print a label in the first of its rows, as a table is copied; or in the middle of them, as a page is seen. A
reading must leave no row without the level that later rows have, and put no second level below a first one that never
has it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors import values
from extractors.document import Cell
from extractors.layouts import general

Texts = Mapping[str, Cell]
"""Level → the cell that prints it."""

Reading = Mapping[int, Texts]
"""The levels of each row, by its number in the grid."""

LEVELS = ("level1", "level2")
MOST = 16
"""Readings of one block that are kept in mind."""

ROUNDINGS = (1, -1)
"""Where a label stands between two rows without a line of its own: in the upper or in the lower one."""


class Row(NamedTuple):
    """A row of a block: its number in the grid, the levels printed in it, and whether it is a record."""

    number: int
    levels: Texts
    is_record: bool


class Group(NamedTuple):
    """Records, from one up to another, and the label that they have."""

    first: int
    end: int
    label: Cell | None


class _Mark(NamedTuple):
    """A label and twice the number of its record; a label between two records has an odd number."""

    at: int
    label: Cell


def readings(rows: Sequence[Row]) -> list[Reading]:
    """Return the readings of a block that nothing speaks against: labels in the first of their rows, or in the middle.

    Beside the former the latter counts only where a label is in the middle of three rows or more, or between two: in
    one of two rows it may be either way.
    """
    first = _from_the_first(rows)
    found = [] if first is None or _is_contradicted(first) else [first]
    for reading, is_evident in _in_the_middle([row for row in rows if row.levels or row.is_record]):
        if (is_evident or not found) and reading not in found and not _is_contradicted(reading):
            found.append(reading)
    return found


def agreed(possible: Sequence[Reading], rows: Sequence[Row]) -> Reading:
    """Return the levels of each record that all readings share; of a level in which they differ nothing is left.

    Where there is no reading, a level remains that is printed in every record.
    """
    records = [row for row in rows if row.is_record]
    printed = {row.number: row.levels for row in records}
    misplaced = any(_contradicts(row.levels) for row in records)
    sure = {
        name
        for name in LEVELS
        if (possible and all(_column(one, name) == _column(possible[0], name) for one in possible))
        or (not misplaced and all(name in row.levels for row in records))
    }
    shared = possible[0] if possible else printed
    return {row: {name: cell for name, cell in levels.items() if name in sure} for row, levels in shared.items()}


def _column(reading: Reading, name: str) -> dict[int, Cell | None]:
    return {row: levels.get(name) for row, levels in reading.items()}


def _is_contradicted(reading: Reading) -> bool:
    return any(_contradicts(levels) for levels in reading.values())


def _contradicts(levels: Texts) -> bool:
    """Whether a second level stands below a first one to which it never belongs."""
    below = general().second_levels
    first, second = (values.fold(levels[name].text) if name in levels else "" for name in LEVELS)
    own = [name for name in below if name in first]
    homes = {name for name, words in below.items() if second.startswith(words)}
    return (len(own) == 1 and bool(homes) and own[0] not in homes) or (not own and is_second(first))


def is_second(text: str) -> bool:
    """Whether a text is a second level for certain."""
    return any(text.startswith(words) for words in general().second_levels.values())


def _from_the_first(rows: Sequence[Row]) -> Reading | None:
    """Return the levels where each label stands in the first of its rows; None where a row is left without one."""
    found: dict[int, Texts] = {}
    levels: dict[str, Cell] = {}
    without: set[str] = set()
    for row in rows:
        if "level1" in row.levels and not _same(row.levels["level1"], levels.get("level1")):
            levels, without = {}, without - {"level2"}
        if not without.isdisjoint(row.levels) and not _is_another(found.values(), row.levels):
            return None
        without -= row.levels.keys()
        levels = {**levels, **row.levels}
        if row.is_record:
            found[row.number] = levels
            without |= set(LEVELS) - levels.keys()
    return found


def _is_another(above: Iterable[Texts], label: Texts) -> bool:
    """Whether the rows above the first label have second levels that never stand below it: a copy begins with them."""
    return all("level1" not in levels and _contradicts({**levels, **label, **levels}) for levels in above)


def _in_the_middle(rows: Sequence[Row]) -> Iterator[tuple[Reading, bool]]:
    """Yield the levels where each label stands in the middle of its rows, in each such way, and if that is evident."""
    records = [row.number for row in rows if row.is_record]
    marks = {name: list(_marks(rows, name)) for name in LEVELS}
    for rounding in ROUNDINGS:
        for above in _groups(marks["level1"], Group(0, len(records), None), rounding):
            found: list[list[Group]] = [[]]
            for group in _runs(above):
                ways = _groups(_within(marks["level2"], group), group._replace(label=None), rounding)
                found = [[*one, *way] for one in found for way in ways][: MOST + 1]
            if len({id(mark.label) for group in above for mark in _within(marks["level2"], group)}) == len(
                marks["level2"]
            ):
                yield from ((_reading(records, above, below), _is_evident(marks, [*above, *below])) for below in found)


def _is_evident(marks: Mapping[str, Sequence[_Mark]], groups: Sequence[Group]) -> bool:
    """Whether a label is in the middle of three rows or more, or on a line of its own between two."""
    at = {id(mark.label): mark.at for own in marks.values() for mark in own}
    return any(
        at[id(group.label)] == group.first + group.end - 1 and group.end - group.first > 1
        for group in groups
        if group.label is not None
    )


def _same(label: Cell, other: Cell | None) -> bool:
    return other is not None and label.text == other.text


def _reading(records: Sequence[int], above: Sequence[Group], below: Sequence[Group]) -> Reading:
    found: dict[int, dict[str, Cell]] = {record: {} for record in records}
    for name, groups in zip(LEVELS, (above, below), strict=True):
        for group in groups:
            for record in records[group.first : group.end]:
                if group.label is not None:
                    found[record][name] = group.label
    return found


def _marks(rows: Sequence[Row], name: str) -> Iterator[_Mark]:
    records = 0
    for row in rows:
        if name in row.levels:
            yield _Mark(2 * records - (not row.is_record), row.levels[name])
        records += row.is_record


def _within(marks: Sequence[_Mark], group: Group) -> list[_Mark]:
    """Return the labels among the records of a group; what stands between it and the next is in neither."""
    return [mark for mark in marks if 2 * group.first <= mark.at <= 2 * (group.end - 1)]


def _runs(groups: Sequence[Group]) -> list[Group]:
    """Return groups, those side by side that have the same label as one."""
    found = list(groups[:1])
    for before, group in pairwise(groups):
        if group.label is not None and _same(group.label, before.label):
            found[-1] = found[-1]._replace(end=group.end)
        else:
            found.append(group)
    return found


def _groups(marks: Sequence[_Mark], whole: Group, rounding: int) -> list[list[Group]]:
    """Return the ways to divide records so that each label stands in the middle of its own, and none is left."""
    if not marks:
        return [[whole]]
    ways: list[list[Group]] = [[]]
    limits = [*(mark.at for mark in marks[1:]), 2 * whole.end]
    for mark, limit in zip(marks, limits, strict=True):
        longer: list[list[Group]] = []
        for way in ways:
            first = way[-1].end if way else whole.first
            longer += [
                [*way, Group(first, end, mark.label)] for end in _ends(mark.at, first, rounding) if 2 * end <= limit
            ]
        ways = longer[: MOST + 1]
    return [way for way in ways if way[-1].end == whole.end]


def _ends(at: int, first: int, rounding: int) -> list[int]:
    """Return where records may end that have a label in their middle, or beside it."""
    exact = at - first + 1
    rounded = exact + rounding
    return [end for end in dict.fromkeys((exact, rounded if at % 2 == 0 else exact)) if end > first]
