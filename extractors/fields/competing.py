"""Several headers of one row that mean the same field → which of them is meant, or none.

A header that is taken for another one's gives wrong figures; one that is left over gives none, and they can be seen.
"""

import re
from collections.abc import Mapping, Sequence

from extractors import values
from extractors.document import Cell, Grid
from extractors.layouts.label import Label

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
WHOLE = re.compile("合计|总计|总额")
BRACKETS = re.compile(r"\(.*\)$")

PLAIN = {"预算数", "预算", "预算金额", "预算安排", "预算安排数", "部门预算", "部门预算数"}
"""The budget without a word of when: beside one that says after the adjustment, it is that before."""

CHANGE = {"调整预算数", "调整预算", "预算调整", "预算调整数", "调整数", "调整金额"}
"""The budget as adjusted; beside one that says so more clearly, what it was adjusted by."""

BEFORE_THE_LAST = {"initial_budget": PLAIN, "adjustment": CHANGE}


def settled(rivals: Mapping[str, Sequence[Cell]], grid: Grid, row: int) -> dict[str, Cell | None]:
    """Return for each field that several headers mean the one that is meant, or None; and what the others mean then."""
    found: dict[str, Cell | None] = {}
    for field, cells in rivals.items():
        if len(cells) == 1:
            continue
        rest = list(cells)
        if field == "final_budget":
            for other, labels in BEFORE_THE_LAST.items():
                own = [cell for cell in rest if BRACKETS.sub("", values.fold(cell.text)) in labels]
                if len(own) == 1 and len(rest) > 1 and other not in rivals:
                    found[other] = own[0]
                    rest.remove(own[0])
        found[field] = rest[0] if len(rest) == 1 else _one_of(rest, grid, row)
    return found


def _one_of(cells: Sequence[Cell], grid: Grid, row: int) -> Cell | None:
    """Return the header of the whole and not of a part of it, that of the last year, or the one that is the sum."""
    whole = [cell for cell in cells if not Label.of(cell.text).of_which]
    if len(whole) == 1:
        return whole[0]
    years = {_year(cell, grid, row): cell for cell in whole}
    if len(years) == len(whole) and all(years):
        return years[max(years)]
    sums = [cell for cell in whole if WHOLE.search(cell.text)]
    return sums[0] if len(sums) == 1 else None


def _year(cell: Cell, grid: Grid, row: int) -> str:
    """Return the year that a header names, or the one above it does; nothing where none does."""
    above = grid.at(row - 1, cell.column) if row else None
    for text in (cell.text, above.text if above is not None else ""):
        years = YEAR.findall(values.fold(text))
        if years:
            return str(max(years))
    return ""
