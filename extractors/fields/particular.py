"""What words mean in one table only: its own year before a label, and a rate of anything beside its money."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields.caption import APART, YEAR
from extractors.fields.columns import fields_of, is_one_of, meaning
from extractors.layouts.evidence import rows_of_labels
from extractors.layouts.layout import Layout
from extractors.tables import Table
from extractors.tables.titles import is_title

HEAD = 4
"""Rows of a table in which its title and its year may stand."""

BUDGETS = {"initial_budget", "final_budget"}
"""Columns of which one stands beside what was spent where a rate without another word is that of the execution."""


def layout_of(table: Table) -> Layout:
    """Return the layout of a table, with the rate of anything as that of the execution where it stands beside these."""
    layout = table.layout
    return layout.with_money(layout.money.short) if layout.money.short and _spends(table) else layout


def _spends(table: Table) -> bool:
    layout = table.layout
    short = {label for labels in layout.money.short.values() for label in labels}
    grids = [grid for grid in table.grids if any(is_one_of(cell, short) for cell in grid.cells)]
    rows = [row for grid in grids for row in rows_of_labels(grid) if not row.isdisjoint(short)]
    fields = [fields_of(row, layout.column_by_label) for row in rows]
    return any("actual" in shown and not shown.isdisjoint(BUDGETS) for shown in fields)


def undated(table: Table) -> tuple[Grid, ...]:
    """Return the grids of a table with the labels of its columns as they are without the year of the form itself.

    2022年预算数 is 预算数 on the form of 2022, and nothing on another: that of another year is another figure. A sheet
    that sets years side by side and evaluates nothing has no columns of its own year.
    """
    year = _year(table) if table.layout.evaluates else None
    dated = re.compile(rf"\s*{year}\s*年(?:\s*度)?\s*(?=\S)")
    if year is None or not any(dated.match(cell.text) for grid in table.grids for cell in grid.cells):
        return table.grids
    columns = [one.field_by_label for one in table.layout.records if one.path == "indicators"]
    meanings = [table.layout.column_by_label, *columns]
    return tuple(
        replace(grid, cells=tuple(_undated(cell, dated, meanings) for cell in grid.cells)) for grid in table.grids
    )


def _undated(cell: Cell, dated: re.Pattern[str], meanings: Sequence[Mapping[str, str]]) -> Cell:
    """Return a cell without its year where the rest is the label of a column; its 年 may be a part of that."""
    match = dated.match(cell.text)
    if match is None or any(meaning(cell, by_label) is not None for by_label in meanings):
        return cell
    rest = cell.text[match.end() :]
    without = (cell._replace(text=text) for text in (rest, f"年度{rest}", f"全年{rest}", f"年{rest}", f"{rest}值"))
    return next((one for one in without if any(meaning(one, by_label) is not None for by_label in meanings)), cell)


def _year(table: Table) -> int | None:
    """Return the year that the form states in its title, below it or in its first rows; None where these differ."""
    texts = [values.fold(text) for text in _head(table)]
    found = [YEAR.search(text) if is_title(text) else YEAR.fullmatch(text) for text in texts]
    years = {values.year(year.group()) for year in found if year is not None and "年" in year.group()}
    return years.pop() if len(years) == 1 else None


def _head(table: Table) -> Iterator[str]:
    for line in table.caption:
        yield from (line.text,) if is_title(line.text) else APART.split(line.text)
    yield from (cell.text for row in islice(table.grids[0].printed_rows, HEAD) for cell in row)
