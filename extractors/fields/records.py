"""The rows below a header row over records: goals, indicators or tasks, up to the row of totals that closes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields.columns import Columns, is_figure, is_one_of, meaning, under
from extractors.fields.ledger import Ledger
from extractors.fields.levels import Reading, Row, agreed, readings
from extractors.layouts.label import RUN_TOGETHER, Label
from extractors.layouts.layout import Records

PLACEHOLDER = re.compile(r"(?:指标\d*[:、.]?)?[…./—\-×*]*")
"""What is left in a row of the template that nobody filled in."""

FILLED = (
    *("target", "adjusted", "actual", "weight", "score", "scored", "expected", "achieved", "funds", "budget"),
    *("indicator", "situation", "measures"),
)
"""Fields of which a record has at least one; a name alone is a spare row of the template."""

FIGURES = {"weight", "score", "scored", "funds", "budget"}

APART = {"level1", "level2", "name", "target", "actual"}
"""Fields in which a gap with a figure behind it shows that two cells ran together: neither is taken for the whole."""

LEVELS = {"level1", "level2"}
BLANK = Cell("", 0, 0)

OF_FULL_MARKS = re.compile(r"\s*(?P<score>\d+(?:\.\d+)?)\s*[/／]\s*(?P<weight>\d+(?:\.\d+)?)\s*")
"""A score with the points to be had behind it, as in 8/10."""


FIGURE = re.compile(r"[\d.,]+%?")
"""What is no name of an indicator."""

GRADE = re.compile(r"[优良中差](?:秀|好|等)?|合格|不合格")

POINTS = re.compile(r"\((?P<points>\d+(?:\.\d+)?)分\)$")
"""The points of an indicator behind its name, as in 培训人数(20分)."""


@dataclass(frozen=True, slots=True)
class RecordBlock:
    """The rows below a header row."""

    layout: Records
    columns: Columns
    width: int
    levels: dict[str, Cell] = field(default_factory=dict)
    """The first and second level of the record before."""
    read: dict[int, Reading | None] = field(default_factory=dict)
    """By the row from which a grid is read, the levels of its records; None where these cannot be told."""

    def take(self, ledger: Ledger, grid: Grid, row: int) -> bool:
        """Book a row as a record, as the totals, or as spare; return False where the block has ended before it."""
        cells = [cell for cell in grid.row(row) if ledger.cells.get(cell) != "label"]
        fresh = [cell for cell in cells if cell.row == row]
        printed = self._beside_heading(ledger, grid, [cell for cell in fresh if not cell.blank])
        if not printed:
            return True
        if not grid.spans_known and all(len(self.columns.over(cell)) == len(self.columns) for cell in printed):
            return True  # a text of which nobody knows where it belongs
        if self._ends(ledger, printed):
            return False
        if any(self._covers_two(cell) or self._adds_up(ledger, cell) for cell in printed):
            return self.layout.path != "goals"
        found = self._named(self._levelled(ledger, grid, row, under(cells, self.columns)), printed)
        if self.layout.path == "management":
            found |= self._aspect(fresh)
        found = self._instead(found)
        if not grid.spans_known:
            if self._is_nameless(found, row):
                return True  # its label may be among those of which nobody knows where they belong
            found = {name: cell for name, cell in found.items() if name not in LEVELS or not cell.blank}
        if not self._is_spare(found, row):
            self._book(ledger, found, row)
        return True

    def _levelled(self, ledger: Ledger, grid: Grid, row: int, found: dict[str, Cell]) -> dict[str, Cell]:
        """Give a record its levels: where no merged cell says which they are, those of the reading of the whole block.

        Where more than one is possible, or none, the levels are left over.
        """
        if id(grid) not in self.read:
            self.read[id(grid)] = self._reading(ledger, grid, row)
        reading = self.read[id(grid)]
        if reading is None:
            return self._inherited(found)
        if row not in reading:
            return found
        self.levels.clear()
        self.levels.update(reading[row])
        return {name: cell for name, cell in found.items() if name not in LEVELS} | self.levels

    def _reading(self, ledger: Ledger, grid: Grid, row: int) -> Reading | None:
        """Return the levels of the records from a row on, as far as they are known; None where cells say them."""
        levels = [cell for name, cell in self.columns.items() if name in LEVELS]
        if grid.spans_known or not levels or any(_is_merged_below(grid, cell) for cell in levels):
            return None
        above = [Row(-1, dict(self.levels), is_record=False)] if self.levels else []
        rows = [*above, *self._rows(ledger, grid, row)]
        possible = readings(rows)
        return agreed(possible if grid.as_seen else possible[:1], rows)

    def _beside_heading(self, ledger: Ledger, grid: Grid, printed: list[Cell]) -> list[Cell]:
        """Return the texts of a row without the heading of the block, where that may stand in the middle of its rows.

        It is the first at the very left since the headers of the columns.
        """
        if not grid.is_lineless or not printed or printed[0].column > 0:
            return printed
        path = meaning(printed[0], ledger.layout.path_by_label) or ""
        if not is_one_of(printed[0], ledger.layout.headings) and not path.startswith(self.layout.path):
            return printed
        header = min(cell.row for cell in self.columns.values())
        left = [grid.at(row, 0) for row in range(header, printed[0].row)]
        headed = self.columns.left == 0 or not left or any(cell is None or not cell.blank for cell in left)
        return printed if headed else printed[1:]

    def _rows(self, ledger: Ledger, grid: Grid, start: int) -> Iterator[Row]:
        """Yield the rows of the block from one on, with the levels that each prints."""
        for row in range(start, grid.height):
            cells = [cell for cell in grid.row(row) if ledger.cells.get(cell) != "label" and not cell.blank]
            cells = self._beside_heading(ledger, grid, cells)
            if not cells:
                continue
            headers = sum(is_one_of(cell, ledger.layout.record_headers) for cell in cells)
            if headers > 1 or self._ends(ledger, cells):
                return
            apart = any(self._covers_two(cell) or self._adds_up(ledger, cell) for cell in cells)
            found = under(cells, self.columns)
            if not apart and self._named(found, cells) == found:
                levels = {name: cell for name, cell in found.items() if name in LEVELS}
                yield Row(row, levels, not self._is_spare(found, row))

    def _inherited(self, found: dict[str, Cell]) -> dict[str, Cell]:
        """Fill a blank level with that of the record before: formats without merged cells write it once."""
        if not found.get("level1", BLANK).blank:
            self.levels.clear()
        for level in LEVELS & found.keys():
            if found[level].blank:
                found[level] = self.levels.get(level, found[level])
            self.levels[level] = found[level]
        return found

    def _named(self, found: dict[str, Cell], printed: list[Cell]) -> dict[str, Cell]:
        """Give a cell that is merged over levels and name to the name: such an indicator stands in no level."""
        for cell in printed:
            covered = self.columns.over(cell)
            if "name" in covered and len(covered) > 1:
                kept = {name: one for name, one in found.items() if one != cell}
                return kept | {"name": cell}
        return found

    def _instead(self, found: dict[str, Cell]) -> dict[str, Cell]:
        """Take what stands in place of a field, such as the adjusted target, wherever it is printed."""
        for own, field_ in self.layout.instead.items():
            cell = found.pop(own, BLANK)
            if not cell.blank and values.nil(cell.text) is None:
                found[field_] = cell
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
        if ledger.is_contact(Label.of(first.text)) or self._is_no_goal(ledger, printed):
            return True
        name = self.columns.get("name", first)
        inline = Label.with_value(first.text)
        total = is_one_of(first, ledger.layout.totals)
        total = total or (inline is not None and not ledger.layout.totals.isdisjoint(inline.keys))
        alone = all(_may_close(cell) for cell in printed[1:])
        if total and (first.column == 0 or first.column < name.column or (alone and len(printed) > 1)):
            return True
        labelled = meaning(first, ledger.layout.path_by_label) is not None or is_one_of(first, ledger.layout.headings)
        return labelled and (first.column == 0 or first.column < self.columns.left)

    def _is_no_goal(self, ledger: Ledger, printed: list[Cell]) -> bool:
        """Whether a row below goals has the labels of other columns, or more texts than a number and two goals."""
        if self.layout.path != "goals":
            return False
        headers = any(is_one_of(cell, ledger.layout.record_headers) for cell in printed)
        return headers or len(printed) > len(self.columns) + 1

    def _covers_two(self, cell: Cell) -> bool:
        """Whether a cell is merged over several columns, levels beside a name aside: its row is no record."""
        covered = self.columns.over(cell)
        beyond = [field for field in covered if field not in LEVELS]
        return len(beyond) > 1 or (len(covered) > len(beyond) > 0 and "name" not in covered)

    def _adds_up(self, ledger: Ledger, cell: Cell) -> bool:
        """Whether a row adds up the points of a part of the records."""
        return self.layout.path == "indicators" and is_one_of(cell, ledger.layout.subtotals)

    def _is_nameless(self, found: dict[str, Cell], row: int) -> bool:
        """Whether an indicator has no name of its own, or a figure for one."""
        if self.layout.path != "indicators" or "name" not in self.columns:
            return False
        own = [found[name] for name in ("name", "level2", "level1") if name in found and found[name].row == row]
        name = values.fold(found.get("name", BLANK).text)
        return all(cell.blank for cell in own) or FIGURE.fullmatch(name) is not None

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
        own = {name: cell for name, cell in own.items() if name not in APART or not RUN_TOGETHER.search(cell.text)}
        for name, cell in own.items():
            for part, raw in points(name, cell, own.get("weight")):
                ledger.take(f"{prefix}.{part}", cell, self.columns.get(name), raw)
        stated = POINTS.search(values.fold(own["name"].text)) if self._has_weights_in_names(own) else None
        if stated is not None:
            ledger.add(f"{prefix}.weight", own["name"].text, stated["points"], own["name"].places)

    def _has_weights_in_names(self, own: dict[str, Cell]) -> bool:
        """Whether the points of an indicator can only stand behind its name: no column has them."""
        elsewhere = {"weight", "scored"} & self.columns.keys() or any(
            OF_FULL_MARKS.fullmatch(cell.text) for name, cell in own.items() if name == "score"
        )
        return self.layout.path == "indicators" and "name" in own and not elsewhere


def _may_close(cell: Cell) -> bool:
    """Whether a cell may stand beside the label of the totals: a figure, a grade, or a mark for nothing."""
    return is_figure(cell) or values.nil(cell.text) is not None or GRADE.fullmatch(values.fold(cell.text)) is not None


def _is_merged_below(grid: Grid, header: Cell) -> bool:
    """Whether a cell below a header covers several rows."""
    below = (cell for cell in grid.cells if cell.row > header.last_row and cell.row_span > 1)
    return any(cell.column <= header.last_column and header.column <= cell.last_column for cell in below)


def points(name: str, cell: Cell, weight: Cell | None) -> Iterator[tuple[str, str | None]]:
    """Yield the fields of a cell, each with its part of the text: a score may stand before the points to be had.

    Under a header that does not say so, it does where no column has the points, or where they are the same.
    """
    both = OF_FULL_MARKS.fullmatch(cell.text) if name in {"score", "scored"} else None
    if both is not None and (name == "scored" or weight is None or weight.text.strip() == both["weight"]):
        yield "score", both["score"]
        if weight is None:
            yield "weight", both["weight"]
    else:
        yield "score" if name == "scored" else name, None
