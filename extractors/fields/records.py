"""A header row over records: goals, indicators, tasks, and the row of totals that closes them."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields.columns import Columns, fields_of, is_figure, is_one_of, matched, meaning, under
from extractors.fields.ledger import Ledger
from extractors.layouts.label import Label
from extractors.layouts.layout import Records

PLACEHOLDER = re.compile(r"(?:指标\d*[:、.]?)?[…./—\-×*]*")
"""What is left in a row of the template that nobody filled in."""

FILLED = ("target", "actual", "weight", "score", "expected", "achieved", "funds", "indicator", "situation", "measures")
"""Fields of which a record has at least one; a name alone is a spare row of the template."""

FIGURES = {"weight", "score", "funds"}

LEVELS = {"level1", "level2"}
BLANK = Cell("", 0, 0)


@dataclass(frozen=True, slots=True)
class RecordBlock:
    """The rows below a header row."""

    layout: Records
    columns: Columns
    width: int
    levels: dict[str, Cell] = field(default_factory=dict)
    """The first and second level of the record before."""

    def take(self, ledger: Ledger, grid: Grid, row: int) -> bool:
        """Book a row as a record, as the totals, or as spare; return False where the block has ended before it."""
        cells = [cell for cell in grid.row(row) if ledger.cells.get(cell) != "label"]
        fresh = [cell for cell in cells if cell.row == row]
        printed = [cell for cell in fresh if not cell.blank]
        if not printed:
            return True
        if self._ends(ledger, printed):
            return False
        if any(self._covers_two(cell) for cell in printed):
            return self.layout.path != "goals"
        found = self._inherited(under(cells, self.columns))
        if self.layout.path == "management":
            found |= self._aspect(fresh)
        if not self._is_spare(found, row):
            self._book(ledger, found, row)
        return True

    def _inherited(self, found: dict[str, Cell]) -> dict[str, Cell]:
        """Fill a blank level with that of the record before: formats without merged cells write it once."""
        if not found.get("level1", BLANK).blank:
            self.levels.clear()
        for level in LEVELS & found.keys():
            if found[level].blank:
                found[level] = self.levels.get(level, found[level])
            self.levels[level] = found[level]
        return found

    def _aspect(self, fresh: list[Cell]) -> dict[str, Cell]:
        """Return the cell that says what a row is about, which has no header of its own."""
        beside = [cell for cell in fresh if cell.last_column < self.columns.left and not cell.blank]
        return {"aspect": beside[-1]} if beside else {}

    def _ends(self, ledger: Ledger, printed: list[Cell]) -> bool:
        """Whether a label of the form's own stands where no record has a text.

        At the very left, labels of money do not count: 预算完成率 is a common name of an indicator.
        """
        first = printed[0]
        if ledger.is_contact(Label.of(first.text)):
            return True
        name = self.columns.get("name", first)
        if is_one_of(first, ledger.layout.totals) and (first.column == 0 or first.column < name.column):
            return True
        labelled = meaning(first, ledger.layout.path_by_label) is not None or is_one_of(first, ledger.layout.headings)
        return labelled and (first.column == 0 or first.column < self.columns.left)

    def _covers_two(self, cell: Cell) -> bool:
        covered = self.columns.over(cell)
        return len(covered) > 1 and LEVELS.isdisjoint(covered)

    def _is_spare(self, found: dict[str, Cell], row: int) -> bool:
        name = found.get("name")
        if name is not None and self.layout.path == "indicators" and PLACEHOLDER.fullmatch(values.fold(name.text)):
            return True
        filled = [cell for name, cell in found.items() if name in FILLED]
        return not any(not cell.blank for cell in filled) or all(cell.row != row for cell in filled)

    def _book(self, ledger: Ledger, found: dict[str, Cell], row: int) -> None:
        """Book a record; a figure that is merged over several records belongs to the first and is counted once."""
        prefix = f"{self.layout.path}.{ledger.count(self.layout.path)}"
        own = {name: cell for name, cell in found.items() if cell.row == row or name not in FIGURES}
        for name, cell in own.items():
            ledger.take(f"{prefix}.{name}", cell, self.columns.get(name))


def opened(ledger: Ledger, grid: Grid, row: int, labels: AbstractSet[str]) -> RecordBlock | None:
    """Return the records whose header a row is: of several, those most of whose columns it shows."""
    best: RecordBlock | None = None
    for layout in ledger.layout.records:
        if not fields_of(labels, layout.field_by_label).issuperset(layout.required):
            continue
        columns = matched(grid, row, layout.field_by_label, ledger.layout.headings)
        complete = set(layout.required) <= columns.keys() and any(cell.row == row for cell in columns.values())
        if complete and (best is None or len(columns) > len(best.columns)):
            best = RecordBlock(layout, columns, grid.width)
    if best is not None:
        ledger.heading_unit = None
        for cell in best.columns.values():
            ledger.label(cell)
        if best.layout.path == "indicators":
            scores = _unheaded_scores(grid, row, best.columns)
            if scores is not None:
                best = replace(best, columns=Columns({**best.columns, "score": scores}))
                ledger.unheaded_scores = scores
            points = {name: cell for name, cell in best.columns.items() if name in {"weight", "score"}}
            ledger.points = Columns(points)
    return best


def _unheaded_scores(grid: Grid, row: int, columns: Columns) -> Cell | None:
    """Return what stands in the place of a header over the scores, where a form prints them without one.

    They are the figures to the right of all other columns; above them stand the points of the section, or nothing.
    """
    if {"weight", "score"} & columns.keys():
        return None
    right = grid.at(row, max(cell.last_column for cell in columns.values()) + 1)
    if right is None or right.last_column + 1 != grid.width or not (right.blank or is_figure(right)):
        return None
    return right if is_figure(grid.below(right)) else None
