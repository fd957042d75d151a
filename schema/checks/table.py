"""A record as the checks see it: rows of cells, each with its exact number and the precision of its column."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from schema.checks.cells import Cell, Row, bare, called, exact, finest, group, lack, number, step
from schema.checks.declared import Declared, declared
from schema.checks.exact import Exact
from schema.checks.names import Said, named
from schema.checks.results import Item, closed, items
from schema.checks.schemes import RATE_WEIGHTS
from schema.evaluation import MONEY_COLUMNS, RATE_COLUMNS, SCORE_COLUMNS, BudgetRow, Repeat, SelfEvaluation
from schema.reading import Amount, Rate, Reading, Score, Text

COLUMNS = (*MONEY_COLUMNS, *RATE_COLUMNS)


class Table:
    """A record and, by path, the cells that hold its numbers."""

    def __init__(self, record: SelfEvaluation) -> None:
        self.record = record
        self.readings: Sequence[tuple[str, Reading[Any]]] = record.readings()
        self._finest = finest(self.readings)
        self.cells = {path: self._cell(path, reading, label) for path, reading, label in _places(record)}

    @cached_property
    def by_path(self) -> Mapping[str, Reading[Any]]:
        """The printed values by their paths."""
        return dict(self.readings)

    def readings_of(self, *kinds: type[Reading[Any]]) -> list[tuple[str, Reading[Any]]]:
        """Return the printed values of some kinds with their paths."""
        return [(path, reading) for path, reading in self.readings if type(reading) in kinds]

    def cell(self, path: str) -> Cell:
        """Return the cell at a path, whatever is printed there; the form may have none."""
        return self.cells.get(path) or self._cell(path, self.by_path.get(path))

    def repeated(self, index: int) -> Cell:
        """Return the cell of a field that is printed once more."""
        repeat = self.record.repeats[index]
        name = named(repeat.field)
        reading = _again(repeat, self.by_path.get(repeat.field))
        return self._cell(f"repeats.{index}", reading, name=Said(f"{name.en} (again)", f"{name.zh}（重复处）"))

    def _cell(self, path: str, reading: Reading[Any] | None, label: str = "", name: Said | None = None) -> Cell:
        if reading is None:
            return _absent(path, label) if name is None else Cell(path, name, None, "absent")
        name = name or named(path, label)
        missing, value = lack(reading), number(reading)
        if missing is not None or value is None:
            return Cell(path, name, reading, missing)
        own = step(reading)
        return Cell(path, name, reading, None, exact(value), own, min(own, self._shared(path, reading, own)))

    def _shared(self, path: str, reading: Reading[Any], own: Exact) -> Exact:
        key = group(path, reading)
        return own if key is None else self._finest.get(key, own)

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

    @cached_property
    def categories(self) -> tuple[Row, ...]:
        """The rows of the money block that are kinds of spending."""
        return tuple(
            Row(f"budget_categories.{index}", Said(bare(row.label), bare(row.label)), self.cells, None, row.category)
            for index, row in enumerate(self.record.budget_categories)
        )

    @cached_property
    def breakdowns(self) -> tuple[Row, Row]:
        """The totals of the money by where it comes from and by what it is spent on."""
        income = Row("by_income", named("by_income"), self.cells)
        return income, Row("by_expenditure", named("by_expenditure"), self.cells)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the money block."""
        return (self.budget, *self.sources, *self.categories, *self.breakdowns)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The indicators."""
        return items(self.record, self.cells)

    @cached_property
    def declared(self) -> Declared:
        """What the form's own notes say about its points."""
        return declared(self.record)

    @cached_property
    def rate_weights(self) -> tuple[Exact, ...]:
        """The points that the execution rate may be worth where its row does not say: as a note says, or the usual."""
        own = self.declared.rate_weight
        return RATE_WEIGHTS if own is None else (own,)

    @cached_property
    def closed(self) -> bool:
        """Whether the form goes on below its last indicator."""
        return closed(self.record)

    def base(self, row: Row) -> Cell:
        """Return what the execution rate of a row is measured by: the final budget, or where none is, the initial."""
        final, initial = row["final_budget"], row["initial_budget"]
        final_anywhere = any(each["final_budget"].lack != "absent" for each in (self.budget, *self.sources))
        return final if final_anywhere or initial.lack == "absent" else initial

    def rows_with(self, column: str) -> list[Row]:
        """Return the total row, and the other rows that the form gives a cell in a column."""
        return [self.budget, *(row for row in self.rows[1:] if row[column].lack != "absent")]

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


@lru_cache(maxsize=4096)
def _absent(path: str, label: str) -> Cell:
    """Return a cell that a form does not have: most forms lack the same ones."""
    return Cell(path, named(path, label), None, "absent")


def _again(repeat: Repeat, first: Reading[Any] | None) -> Reading[Any]:
    """Return what is printed in the other place as a reading of the same kind as the first."""
    kind: type[Reading[Any]] = Text
    value: object = repeat.value
    if isinstance(first, Amount | Rate | Score):
        kind, value = type(first), None if repeat.value is None else Decimal(repeat.value)
    return kind(raw=repeat.raw, value=value, step=repeat.step, unit=repeat.unit, nil=repeat.nil, at=repeat.at)


def _places(record: SelfEvaluation) -> Iterable[tuple[str, Reading[Any] | None, str]]:
    rows: list[tuple[str, BudgetRow, str]] = [("budget", record.budget, "")]
    rows += [(f"budget_sources.{at}", row, bare(row.label)) for at, row in enumerate(record.budget_sources)]
    rows += [(f"budget_categories.{at}", row, bare(row.label)) for at, row in enumerate(record.budget_categories)]
    rows += [("by_income", record.by_income, ""), ("by_expenditure", record.by_expenditure, "")]
    for path, row, label in rows:
        for column in (*COLUMNS, *SCORE_COLUMNS):
            yield f"{path}.{column}", getattr(row, column), label
    for at, task in enumerate(record.tasks):
        yield f"tasks.{at}.funds", task.funds, ""
    for at, indicator in enumerate(record.indicators):
        name = called(indicator.name)
        for column in ("weight", "score", "target", "actual"):
            yield f"indicators.{at}.{column}", getattr(indicator, column), name
    for at, section in enumerate(record.sections):
        yield f"sections.{at}.weight", section.weight, bare(section.label)
        yield f"sections.{at}.score", section.score, bare(section.label)
    yield "total_weight", record.total_weight, ""
    yield "total_score", record.total_score, ""
