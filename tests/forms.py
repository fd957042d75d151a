"""Forms as plain data, for rendering into every format: text around a table, and rows of cells with spans."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus"


@dataclass(frozen=True)
class Slot:
    """A cell of a form; a cell covered by another one's span is left out of its row."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Form:
    """A form: the lines above its table, its rows, the lines below."""

    above: tuple[str, ...]
    rows: tuple[tuple[Slot, ...], ...]
    below: tuple[str, ...] = ()

    def with_text(self, old: str, new: str) -> "Form":
        """Return the form with the text of every cell that reads `old` changed."""
        assert any(slot.text == old for row in self.rows for slot in row), f"no cell reads {old!r}"
        change = {old: new}
        rows = tuple(tuple(replace(slot, text=change.get(slot.text, slot.text)) for slot in row) for row in self.rows)
        return replace(self, rows=rows)


@dataclass(frozen=True)
class Placed:
    """A cell of a form with the row and the column where it begins, from 0."""

    row: int
    column: int
    slot: Slot

    @property
    def end(self) -> int:
        """The column behind its last one."""
        return self.column + self.slot.columns


def placed(form: Form) -> list[Placed]:
    """Return the cells of a form with their places, row by row."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, slots in enumerate(form.rows):
        column = 0
        for slot in slots:
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(slot.rows) for right in range(slot.columns)}
            found.append(Placed(row, column, slot))
    return found


def with_cells(form: Form, cells: Iterable[Placed]) -> Form:
    """Return the form with other cells, which stand where their places say."""
    rows: list[list[Placed]] = [[] for _ in form.rows]
    for cell in cells:
        rows[cell.row].append(cell)
    ordered = (sorted(row, key=lambda cell: cell.column) for row in rows)
    return replace(form, rows=tuple(tuple(cell.slot for cell in row) for row in ordered))


def sample() -> Form:
    """Return the sample form with the merged cells of the original, its texts taken from the corpus."""
    lines = [line for line in (CORPUS / "huangpu-union-2021.txt").read_text("utf-8").splitlines() if line.strip()]
    above = tuple(line for line in lines if "\t" not in line)
    rows = [[re.sub(r"</?p>", "", text) for text in line.split("\t")] for line in lines if "\t" in line]
    return Form(above, tuple(_merged(rows, index) for index in range(len(rows))))


def _merged(rows: list[list[str]], index: int) -> tuple[Slot, ...]:
    texts = [*rows[index], "", "", "", "", "", ""][:6]
    first = texts[0]
    heights = {"部门资金情况": 4, "年度整体目标": 2, "年度关键指标": 10}
    if first == "部门名称":
        return Slot(first, columns=2), Slot(texts[2], columns=4)
    if first in {"存在问题", "改进措施"}:
        return Slot(first), Slot(texts[1], columns=5)
    if texts[5] or first == "主要任务":
        return tuple(Slot(text) for text in texts)
    side = (Slot(first, rows=heights[first]),) if first else ()
    heading = next(rows[row][0] for row in range(index, -1, -1) if rows[row][0])
    if heading == "部门资金情况":
        return *side, Slot(texts[1]), Slot(texts[2]), Slot(texts[3]), Slot(texts[4], columns=2)
    if heading == "年度整体目标":
        return *side, Slot(texts[1], columns=2), Slot(texts[3], columns=3)
    return *side, Slot(texts[1]), Slot(texts[2]), Slot(texts[3], columns=3)
