"""Headers of the money that compete for one meaning: which of them is meant, or none."""

import re
from collections.abc import Sequence

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields.columns import Columns

SUM = re.compile(r"预算(?:合计|总计|总额|总数)(?:\(.*\))?")
"""The sum of what was carried over and of this year's budget, in a column of its own."""

RATE = re.compile(r"(?:执行|完成|支出|支付|使用)(?:率|进度)")
LETTER = re.compile(r"\((?P<letter>[A-Z])\)")
FORMULA = re.compile(r"(?P<part>[A-Z])[/÷](?P<whole>[A-Z])")


def settled(columns: Columns, grid: Grid, row: int) -> Columns:
    """Return the columns without those that another header of the row has the better right to."""
    cells = [cell for cell in grid.row(row) if not cell.blank]
    kept = Columns(columns)
    total = next((cell for cell in cells if SUM.fullmatch(values.fold(cell.text))), None)
    if total is not None and "final_budget" in kept:
        kept["final_budget"] = total
    if "execution_rate" in kept:
        rates = [cell for cell in cells if RATE.search(values.fold(cell.text)) and FORMULA.search(values.fold(cell.text))]
        if len(rates) > 1 and kept["execution_rate"] in rates:
            del kept["execution_rate"]
            kept.update(_against_the_final_budget(columns, rates))
    return kept


def _against_the_final_budget(columns: Columns, rates: Sequence[Cell]) -> dict[str, Cell]:
    """Return the rate whose formula divides by the letter of the final budget, where the headers say which it is."""
    final = LETTER.search(values.fold(columns["final_budget"].text)) if "final_budget" in columns else None
    if final is None:
        return {}
    wholes = ((FORMULA.search(values.fold(cell.text)), cell) for cell in rates)
    return {"execution_rate": cell for formula, cell in wholes if formula and formula["whole"] == final["letter"]}
