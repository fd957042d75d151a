"""A record as the checks see it: rows of cells, each with its exact number and the precision of its column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from schema.checks.names import Said, named
from schema.evaluation import MONEY_COLUMNS, RATE_COLUMNS, BudgetRow, Repeat, SelfEvaluation, SourceOfFunds
from schema.reading import Amount, Rate, Reading, Score, Text

Lack = Literal["absent", "blank", "unread"]
"""Why a cell gives no number: the form has no such cell, nothing is printed in it, or it was not understood."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place for a value. `value` is its number, in yuan, points or as a fraction, and counts only where it has one.

    `step` is the precision of its own digits, `column_step` that of the most exact amount in the same unit: programs
    that drop closing zeros print 66.45 above 3.3, which is as exact.
    """

    path: str
    name: Said
    reading: Reading[Any] | None
    lack: Lack | None
    value: Fraction = Fraction(0)
    step: Fraction = Fraction(0)
    column_step: Fraction = Fraction(0)

    @property
    def printed(self) -> bool:
        """Whether something is printed there, understood or not."""
        return self.lack in {None, "unread"}

    @property
    def column(self) -> Said:
        """What its column is called."""
        head, _, last = self.path.rpartition(".")
        return named(f"budget.{last}") if head.startswith("budget_sources") else self.name


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the money block: the total, or one source of it, which is part of the row named by `parent`."""

    path: str
    name: Said
    cells: Mapping[str, Cell]
    parent: str | None = None
    source: SourceOfFunds | None = None

    def __getitem__(self, column: str) -> Cell:
        """Return the cell of a column."""
        return self.cells[f"{self.path}.{column}"]


class Table:
    """A record and, by path, the cells that hold its numbers."""

    def __init__(self, record: SelfEvaluation) -> None:
        self.record = record
        self.readings: Sequence[tuple[str, Reading[Any]]] = record.readings()
        self._finest = _finest(reading for _, reading in self.readings if isinstance(reading, Amount))
        self.cells = {path: self._cell(path, reading, label) for path, reading, label in _places(record)}

    @cached_property
    def by_path(self) -> Mapping[str, Reading[Any]]:
        """The printed values by their paths."""
        return dict(self.readings)

    def cell(self, path: str) -> Cell:
        """Return the cell at a path, whatever is printed there; the form may have none."""
        return self.cells.get(path) or self._cell(path, self.by_path.get(path))

    def repeated(self, index: int) -> Cell:
        """Return the cell of a field that is printed once more."""
        repeat = self.record.repeats[index]
        first = self.by_path.get(repeat.field)
        name = named(repeat.field)
        reading = _again(repeat, first)
        return self._cell(f"repeats.{index}", reading, name=Said(f"{name.en} (again)", f"{name.zh}（重复处）"))

    def _cell(self, path: str, reading: Reading[Any] | None, label: str = "", name: Said | None = None) -> Cell:
        lack, name = _lack(reading), name or named(path, label)
        if lack is not None or not isinstance(reading, Amount | Rate | Score):
            return Cell(path, name, reading, lack)
        step = _step(reading)
        column_step = self._finest.get(reading.unit, step) if isinstance(reading, Amount) else step
        return Cell(path, name, reading, None, Fraction(reading.value or 0), step, min(step, column_step))

    @cached_property
    def budget(self) -> Row:
        """The total row."""
        return Row("budget", Said("total", "总额"), self.cells)

    @cached_property
    def sources(self) -> tuple[Row, ...]:
        """The rows that are part of the total, or of one another."""
        return tuple(
            Row(
                f"budget_sources.{index}",
                Said(bare(source.label), bare(source.label)),
                self.cells,
                "budget" if source.parent is None else f"budget_sources.{source.parent}",
                source.source,
            )
            for index, source in enumerate(self.record.budget_sources)
        )

    def rows_with(self, column: str) -> list[Row]:
        """Return the total row, and the sources that the form gives a cell in a column."""
        return [self.budget, *(row for row in self.sources if row[column].lack != "absent")]

    def parts_of(self, whole: Row) -> list[Row]:
        """Return the sources that are part of a row."""
        return [row for row in self.sources if row.parent == whole.path]

    def parts(self, column: str, whole: Row) -> list[Cell]:
        """Return what a column prints for the parts of a row: nil marks leave a sum, unless there is nothing else."""
        cells = [row[column] for row in self.parts_of(whole)]
        return [cell for cell in cells if cell.printed] or cells

    @cached_property
    def task_funds(self) -> list[Cell]:
        """What is printed as money of the tasks."""
        return [cell for path, cell in self.cells.items() if path.startswith("tasks.") and cell.printed]


def _again(repeat: Repeat, first: Reading[Any] | None) -> Reading[Any]:
    """Return what is printed in the other place as a reading of the same kind as the first."""
    kind: type[Reading[Any]] = Text
    value: object = repeat.value
    if isinstance(first, Amount | Rate | Score):
        kind, value = type(first), None if repeat.value is None else Decimal(repeat.value)
    return kind(raw=repeat.raw, value=value, step=repeat.step, unit=repeat.unit, nil=repeat.nil, at=repeat.at)


def _places(record: SelfEvaluation) -> Iterable[tuple[str, Amount | Rate | None, str]]:
    rows: list[tuple[str, BudgetRow, str]] = [("budget", record.budget, "")]
    rows += [(f"budget_sources.{at}", row, bare(row.label)) for at, row in enumerate(record.budget_sources)]
    for path, row, label in rows:
        for column in (*MONEY_COLUMNS, *RATE_COLUMNS):
            yield f"{path}.{column}", getattr(row, column), label
    for at, task in enumerate(record.tasks):
        yield f"tasks.{at}.funds", task.funds, ""


def bare(label: str) -> str:
    """Return the label of a row without the words for "of which" and without its colon."""
    return "".join(label.split()).removeprefix("其中").strip("：:")


def _lack(reading: Reading[Any] | None) -> Lack | None:
    if reading is None:
        return "absent"
    if reading.value is not None:
        return None
    return "unread" if reading.nil is None else "blank"


def _step(reading: Amount | Rate | Score) -> Fraction:
    """Return the precision of the printed digits; where none is given, that of the value's last digit."""
    if reading.step is not None:
        return Fraction(reading.step)
    exponent = reading.value.as_tuple().exponent if reading.value is not None else 0
    return Fraction(10) ** exponent if isinstance(exponent, int) else Fraction(1)


def _finest(amounts: Iterable[Amount]) -> dict[str | None, Fraction]:
    finest: dict[str | None, Fraction] = {}
    for amount in amounts:
        if amount.value is not None:
            finest[amount.unit] = min(_step(amount), finest.get(amount.unit, _step(amount)))
    return finest
