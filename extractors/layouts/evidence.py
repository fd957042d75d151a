"""What a table shows that makes it a self-evaluation, and what shows that it is another table of a report.

A self-evaluation sets results against what was planned: indicators with their results, goals with what became of them,
or spending against the budget of one project or body. A list of many, an account by subject, a table of targets, and
figures of a part of the year are none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from extractors.document import Cell, Grid
from extractors.layouts.label import Label
from extractors.layouts.layout import General, Layout

Heading = Literal["own", "other", "part_year", "none"]
"""What the title of a table says: a self-evaluation, another table, one of a part of the year; or there is none."""

ENOUGH = 3
"""So many columns of money, with a total row, say how the money of a form was spent; other reports share one or two."""

RESULTS = {"actual", "execution_rate", "score", "scored", "achieved", "indicator_result"}
"""Fields that are known when the year is over."""

HEAD = ("project", "department", "implementing_unit", "publisher", "local_department")
"""Fields of which a form says at its head what it is about."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What some grids show: blocks of a form, the head of one; other tables' labels; a list of projects or bodies."""

    printed: frozenset[str]
    """Whatever the printed texts may be looked up by."""
    indicators: bool
    points: bool
    """A header row over indicators by level with the points given to them."""
    goals: bool
    money: bool
    head: bool
    results: bool
    foreign: bool
    part_year: bool
    listing: bool

    def makes_form(self, heading: Heading) -> bool:
        """Whether this is a self-evaluation by what it shows: the less it shows, the more the title must say."""
        if self.refuted(heading):
            return False
        if heading != "own":
            return self.indicators and (self.goals or self.money)
        if self.indicators or self.points:
            return True
        return (self.goals or self.money) and not self.foreign and not self.listing

    def refuted(self, heading: Heading) -> bool:
        """Whether this is a table of a part of the year, or of what is planned only."""
        return heading == "part_year" or (self.part_year and heading != "own") or not self.results


def evidence(grids: Sequence[Grid], rules: Layout, words: General) -> Evidence:
    """Return what the grids of a table show by the general rules."""
    own = [rows_of_labels(grid) for grid in grids]
    printed = frozenset().union(*(row for rows in own for row in rows))
    # A header of two rows is one: a row has the labels of the row above as well.
    headers = [(row, row | above) for rows in own for row, above in zip(rows, [frozenset(), *rows], strict=False)]
    shown = [_shown(*header, rules) for header in headers if not header[1].isdisjoint(rules.record_headers)]
    money = _fields(rules.column_by_label, printed)
    foreign = [header for header in headers if not header[1].isdisjoint(words.foreign)]
    return Evidence(
        printed=printed,
        indicators=any(_evaluates(row["indicators"]) for row in shown),
        points=any(_scores(row["indicators"]) for row in shown),
        goals=any({"expected", "achieved"} <= row["goals"] for row in shown),
        money=len(money) >= ENOUGH and not printed.isdisjoint(rules.money.total),
        head=any(True for grid in grids for _ in head_rows(grid, rules)),
        results=not RESULTS.isdisjoint(money.union(*(fields for row in shown for fields in row.values()))),
        foreign=any(not _evaluates(_shown(*header, rules)["indicators"]) for header in foreign),
        part_year=any(
            words.part_year_label_pattern.match(label) for label in printed if "月" in label or "预计" in label
        ),
        listing=any(_lists(row, rules) for rows in own for row in rows),
    )


def _shown(row: AbstractSet[str], header: AbstractSet[str], rules: Layout) -> dict[str, set[str]]:
    """Return the columns of records of a header of one or two rows, the lower of which is `row`."""
    return {records.path: _fields(records.in_row(row), header) for records in rules.records}


def rows_of_labels(grid: Grid) -> list[frozenset[str]]:
    """Return what the texts of each row, and of the cells that reach into it, may be looked up by, row by row."""
    rows: list[set[str]] = [set() for _ in range(grid.height)]
    for cell in grid.cells:
        if not cell.blank:
            keys = labels_of(cell.text)
            for row in rows[cell.row : cell.last_row + 1]:
                row.update(keys)
    return [frozenset(keys) for keys in rows]


def labels_of(text: str) -> tuple[str, ...]:
    """Return what a printed text may be looked up by, whole and up to its colon."""
    inline = Label.with_value(text)
    return Label.of(text).keys if inline is None else (*Label.of(text).keys, *inline.keys)


def _evaluates(fields: AbstractSet[str]) -> bool:
    return {"name", "target"} <= fields and not fields.isdisjoint({"actual", "score", "scored"})


def _scores(fields: AbstractSet[str]) -> bool:
    return {"level1", "name"} <= fields and not fields.isdisjoint({"score", "scored"})


def _lists(row: AbstractSet[str], rules: Layout) -> bool:
    """Whether a row heads a list of projects or bodies: their names have a column beside those of the money."""
    if len(_fields(rules.column_by_label, row)) < ENOUGH:
        return False
    return not {rules.path_by_label[label] for label in row & rules.path_by_label.keys()}.isdisjoint(HEAD)


def head_rows(grid: Grid, rules: Layout) -> Iterator[int]:
    """Yield the rows in which a label says what a form is about, its value beside it, which is no label itself."""
    return (cell.row for cell in grid.cells if not cell.blank and _heads(grid, cell, rules))


def _heads(grid: Grid, cell: Cell, rules: Layout) -> bool:
    inline = Label.with_value(cell.text)
    label = Label.of(cell.text) if inline is None else inline
    if not any(rules.path_by_label.get(key) in HEAD for key in label.keys):
        return False
    beside = grid.right_of(cell)
    return inline is not None or (beside is not None and not _known(Label.of(beside.text), rules))


def _known(label: Label, rules: Layout) -> bool:
    return any(key in rules.vocabulary for key in label.keys)


def _fields(by_label: Mapping[str, str], printed: Iterable[str]) -> set[str]:
    return {by_label[label] for label in printed if label in by_label}
