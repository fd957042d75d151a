"""The row that closes a form: total weight, total score, grade."""

from extractors import values
from extractors.document import Cell, Grid
from extractors.fields.columns import is_figure, is_one_of, under
from extractors.fields.ledger import Ledger
from extractors.fields.records import GRADE, points

BOTH = 2
"""A weight and a score. With more figures than these nobody knows without headers which is which."""


def read(ledger: Ledger, grid: Grid, row: int) -> None:
    """Book the totals by the columns of the indicators; without columns by their number and order.

    One figure beside 总分 is the score, two are the weight and the score. Beside 合计 a lone figure may be either, so
    only its column can tell.
    """
    cells = [cell for cell in grid.row(row) if cell.row == row and cell not in ledger.cells and not cell.blank]
    label = next((cell for cell in cells if is_one_of(cell, ledger.layout.totals)), None)
    if label is None:
        return
    figures = [cell for cell in cells if is_figure(cell) and cell.column > label.column]
    apart = [cell for cell in figures if len(ledger.points.over(cell)) == 1]
    placed = under(apart, ledger.points)
    if len(figures) == 1 and "得分" in values.fold(label.text):
        placed = {}
    if not placed and (len(figures) == BOTH or (len(figures) == 1 and "分" in label.text)):
        placed = _in_order(figures)
    for field, cell in placed.items():
        ledger.label(label)
        for part, raw in points(field, cell, placed.get("weight")):
            ledger.take(f"total_{part}", cell, label, raw)
    for cell in cells:
        if cell not in ledger.cells and GRADE.fullmatch(values.fold(cell.text)):
            left = grid.at(cell.row, cell.column - 1)
            ledger.take("grade", cell, left if left is not None and ledger.cells.get(left) == "label" else None)


def _in_order(figures: list[Cell]) -> dict[str, Cell]:
    """Return the score, or weight and score: no score is more than the points to be had."""
    if len(figures) == 1:
        return {"score": figures[0]}
    weight, score = figures[:2]
    first, second = (values.score(cell.text).value for cell in (weight, score))
    swapped = first is not None and second is not None and first < second
    return {"weight": score, "score": weight} if swapped else {"weight": weight, "score": score}
