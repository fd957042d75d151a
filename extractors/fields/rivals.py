"""Headers of the money that compete for one meaning: which of them is meant, or none."""

import re
from collections.abc import Sequence

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields.columns import Columns

SUM = re.compile(r"预算(?:合计|总计|总额|总数)(?:\(.*\))?")
"""The sum of what was carried over and of this year's budget, in a column of its own."""

THIS_YEAR = re.compile("本年|当年")
"""How the header of a budget begins that may be without what was carried over."""

RATE = re.compile(r"(?:执行|完成|支出|支付|使用)(?:率|进度)")
LETTER = re.compile(r"\((?P<letter>[A-Z])\)")
FORMULA = re.compile(r"(?P<part>[A-Z])[/÷](?P<whole>[A-Z])")


def settled(columns: Columns, grid: Grid, row: int) -> Columns:
    """Return the columns without those that another header of the row has the better right to."""
    cells = [cell for cell in grid.row(row) if not cell.blank]
    kept = Columns(columns)
    total = next((cell for cell in cells if SUM.fullmatch(values.fold(cell.text))), None)
    if total is not None and "final_budget" in kept and THIS_YEAR.match(values.fold(kept["final_budget"].text)):
        kept["final_budget"] = total
    rates = [cell for cell in cells if _is_reckoned(cell)]
    if len(rates) > 1 and kept.get("execution_rate") in rates:
        del kept["execution_rate"]
        against_final = _against_the_final_budget(columns, rates)
        if against_final is not None:
            kept["execution_rate"] = against_final
    return kept


def _is_reckoned(cell: Cell) -> bool:
    """Whether a header names a rate and says by which letters it is reckoned, as 执行率(C/B) does."""
    text = values.fold(cell.text)
    return RATE.search(text) is not None and FORMULA.search(text) is not None


def _against_the_final_budget(columns: Columns, rates: Sequence[Cell]) -> Cell | None:
    """Return the rate whose formula divides by the letter of the final budget, where the headers say which it is."""
    final = LETTER.search(values.fold(columns["final_budget"].text)) if "final_budget" in columns else None
    for cell in rates if final is not None else ():
        formula = FORMULA.search(values.fold(cell.text))
        if final is not None and formula is not None and formula["whole"] == final["letter"]:
            return cell
    return None
