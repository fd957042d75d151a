"""The money block under column headers: a total row, and below it the rows of which it consists."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields.columns import Columns, fields_of, is_figure, is_one_of, matched, meaning, states_figure, under
from extractors.fields.ledger import Ledger
from extractors.fields.records import points
from extractors.fields.rivals import settled
from extractors.layouts.label import RUN_TOGETHER, Label

AMOUNTS = {"initial_budget", "final_budget", "actual", "adjustment", "received", "balance"}

BUDGETS = {"initial_budget", "final_budget", "actual"}

TOTAL = ("总额", "合计", "总计")
"""How the label of a total ends."""

SIDE = re.compile("(?:收入|支出)(?:项目|类型|科目|来源)?$")
"""What stands over the labels of income and of spending, where they stand side by side."""

POINTS = re.compile(r"\((?P<points>\d+(?:\.\d+)?)分")
"""Points stated in a label, as in 预算执行情况(20分)."""


YEAR = re.compile(r"(?:19|20)\d\d年度?")
"""A year before a row of figures: it is no source of money."""

PROJECTS = re.compile("(?:项目|任务|活动|工作)(?:名称|内容)")
"""How the label over rows ends that are projects or tasks, and no sources of money."""


@dataclass(frozen=True, slots=True)
class MoneyBlock:
    """The rows below the header of the money block."""

    columns: Columns
    width: int
    has_total: bool
    """Whether a row below has a label that is known as that of the total."""
    start: int = 0
    """The first column of the block, where income stands beside spending."""
    labelled: list[int] = field(default_factory=list)
    """In which columns the rows before had their labels."""

    def take(self, ledger: Ledger, grid: Grid, row: int) -> bool:
        """Book a row of money; return False where the block has ended before it."""
        fresh = [cell for cell in grid.row(row) if cell.row == row]
        left = self.columns.left
        before = [cell for cell in fresh if cell.column >= self.start and cell.last_column < left and not cell.blank]
        labels = [cell for cell in before if not _is_amount_or_none(cell)]
        stray = any(cell.column in self.labelled for cell in before if cell not in labels)
        if stray or any(states_figure(cell) for cell in fresh):
            return False
        if self._is_over(ledger, fresh, labels):
            ledger.money_closed = True
            return False
        beside = [cell for cell in fresh if cell.last_column >= left and not self._is_between(grid, cell)]
        found = under(beside, self.columns)
        if not labels:
            return not before and self._unlabelled(ledger, found)
        if RUN_TOGETHER.search(labels[-1].text):
            return True
        if self._divides(ledger, labels[-1], found):
            ledger.label(labels[-1])
            return True
        path = self._path(ledger, labels[-1], found)
        if path is not None:
            ledger.label(labels[-1])
            self.labelled.append(labels[-1].column)
            self._book(ledger, path, found)
        return path is not None

    def _unlabelled(self, ledger: Ledger, found: dict[str, Cell]) -> bool:
        """Book figures without a label as the total where there is none; return whether the block goes on."""
        if any(is_figure(cell) for cell in found.values()) and not ledger.has("budget"):
            self._book(ledger, "budget", found)
            return True
        return all(cell.blank for cell in found.values())

    def _is_over(self, ledger: Ledger, fresh: list[Cell], labels: list[Cell]) -> bool:
        """Whether another block begins behind the total: a heading over all columns, or beside a total of its own."""
        printed = [cell for cell in fresh if not cell.blank]
        if not printed or not ledger.has("budget") or is_one_of(printed[0], ledger.layout.vocabulary):
            return False
        if len(printed) == 1:
            return printed[0].column_span >= self.width and not is_one_of(printed[0], ledger.layout.money.total)
        return len(labels) > 1 and is_one_of(labels[-1], ledger.layout.money.total)

    def _is_money(self, found: dict[str, Cell]) -> bool:
        """Whether a row has amounts, and in the columns of amounts nothing else."""
        amounts = [values.amount(cell.text, "元") for name, cell in found.items() if name in AMOUNTS]
        return any(one.value is not None for one in amounts) and all(one.problem is None for one in amounts)

    def _divides(self, ledger: Ledger, label: Cell, found: dict[str, Cell]) -> bool:
        """Whether a row without figures says how those below divide the total, as 资金来源 does."""
        return all(cell.blank for cell in found.values()) and is_one_of(label, ledger.layout.headings)

    def _is_between(self, grid: Grid, cell: Cell) -> bool:
        """Whether nobody knows below which of two headers a text stands: no line tells, and it reaches over both."""
        return not grid.spans_known and len(self.columns.over(cell)) > 1

    def _book(self, ledger: Ledger, path: str, found: dict[str, Cell]) -> None:
        for name, cell in found.items():
            for part, raw in points(name, cell, found.get("weight")):
                ledger.take(f"{path}.{part}", cell, self.columns[name], raw)

    def _path(self, ledger: Ledger, label: Cell, found: dict[str, Cell]) -> str | None:
        if is_one_of(label, ledger.layout.money.total):
            return "budget"
        named = meaning(label, ledger.layout.path_by_label) or meaning(label, ledger.layout.column_by_label)
        if named is not None or is_one_of(label, ledger.layout.headings) or YEAR.fullmatch(values.fold(label.text)):
            return None
        listed = ledger.list_of(Label.of(label.text))
        if listed is None and not self.has_total and any(key.endswith(TOTAL) for key in Label.of(label.text).keys):
            return "budget"
        if listed is not None or self._is_money(found):
            return ledger.new_part(listed or "budget_sources", label.text, label.places)
        return None


def _is_amount_or_none(cell: Cell) -> bool:
    """Whether a cell is an amount or says that there is none, as the dash in a column that nobody knows does."""
    return values.amount(cell.text, "元").value is not None or values.nil(cell.text) is not None


def _names_a_row(ledger: Ledger, cell: Cell) -> bool:
    return is_one_of(cell, ledger.layout.money.total) or ledger.list_of(Label.of(cell.text)) is not None


def opened(ledger: Ledger, grid: Grid, row: int, labels: AbstractSet[str]) -> MoneyBlock | None:
    """Return the money block whose header a row is: two columns of it side by side, not a label with its value."""
    side = _side(ledger, grid, row) if BUDGETS & fields_of(labels, ledger.layout.column_by_label) else None
    if side is None:
        return None

    def fits(cell: Cell) -> bool:
        below = grid.below(cell)
        over_labels = below is not None and _names_a_row(ledger, below)
        return cell.column in side and not over_labels and not is_figure(grid.right_of(cell))

    columns = settled(matched(grid, row, ledger.layout.column_by_label, ledger.layout.headings, fits), grid, row)
    if len(columns) < 2 or not BUDGETS & columns.keys() or all(cell.row != row for cell in columns.values()):  # noqa: PLR2004
        return None
    headings = [cell for cell in grid.row(row) if cell.last_column < columns.left and not cell.blank]
    if ledger.has("budget") and headings and PROJECTS.search(values.fold(headings[-1].text)):
        return None
    for cell in columns.values():
        ledger.label(cell)
    for heading in headings:
        ledger.heading(heading)
    _weight_in_label(ledger, columns, headings)
    return MoneyBlock(columns, grid.width, _has_total(ledger, grid, row), side.start)


def _has_total(ledger: Ledger, grid: Grid, row: int) -> bool:
    """Whether the total stands in a row below, before the headers of records: those have totals of their own."""
    for cells in grid.printed_rows[row + 1 :]:
        if sum(is_one_of(cell, ledger.layout.record_headers) for cell in cells) > 1:
            return False
        if any(is_one_of(cell, ledger.layout.money.total) for cell in cells):
            return True
    return False


def _side(ledger: Ledger, grid: Grid, row: int) -> range | None:
    """Return the columns of the money: all; where income stands beside spending under the same headers, the latter's.

    Headers that come twice without such words leave it open which of them are meant: then there are none.
    """
    cells = [cell for cell in grid.row(row) if not cell.blank]
    amounts = [values.fold(cell.text) for cell in cells if meaning(cell, ledger.layout.column_by_label) in AMOUNTS]
    if len(set(amounts)) == len(amounts):
        return range(grid.width)
    sides = [cell for cell in cells if SIDE.match(values.fold(cell.text))]
    spending = next((cell for cell in sides if values.fold(cell.text).startswith("支出")), None)
    if spending is None:
        return None
    behind = [cell.column for cell in sides if cell.column > spending.column]
    return range(spending.column, min(behind, default=grid.width))


def _weight_in_label(ledger: Ledger, columns: Columns, headings: list[Cell]) -> None:
    """Book the points that stand in a label where the block has no column for them."""
    if "weight" in columns:
        return
    for cell in (*headings, *columns.values()):
        points = POINTS.search(values.fold(cell.text))
        if points is not None:
            ledger.add("budget.weight", cell.text, points["points"], cell.places)
            return
