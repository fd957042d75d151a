"""A published table → the same table as another office might have drawn it up: its labels, columns and levels differ.

What it says stays the same, so what is expected of it stays the same too. Everything is decided by the seed and the
name of the table.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from pathlib import Path
from random import Random

from extractors.values import fold
from tests.forms import Form, Placed, Slot, placed, with_cells
from tests.published import Published

LEVELS = {"一级指标", "二级指标"}
SUFFIX = re.compile(r"(?:\([^()]*\))+$")
OF_COLUMNS = re.compile(r"^\((?:A|B|B/A)\)$")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
GAPS = (" ", "\u3000", "\n")
ORDINALS = ("一、", "(二)", "3.")
OFTEN, SOMETIMES = 0.7, 0.3


@dataclass(frozen=True)
class Concept:
    """Labels that mean the same."""

    name: str
    seen: tuple[str, ...]
    further: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True)
class Block:
    """The indicators of a form: its header cells from left to right, its last row, and the label of the total below.

    `total` is None where the form has no total row below them.
    """

    header: tuple[Placed, ...]
    last: int
    total: Placed | None


@cache
def concepts() -> dict[str, Concept]:
    """Return each label that may be replaced with its concept."""
    facts = tomllib.loads((Path(__file__).parent / "synonyms.toml").read_text("utf-8"))["concept"]
    found = [Concept(**{**fact, "seen": tuple(fact["seen"]), "further": tuple(fact["further"])}) for fact in facts]
    return {label: concept for concept in found for label in concept.seen}


def perturbed(table: Published, seed: int) -> Published:
    """Return a table with its labels, its columns of indicators and its level cells changed."""
    random = Random(f"{seed} {table.id}")  # noqa: S311 - not for secrets
    form = table.form
    block = _block(form)
    if block is not None:
        form = with_cells(form, _levels_apart(_other_order(placed(form), block, random), block))
    taken = {fold(slot.text).partition(":")[0] for row in form.rows for slot in row}
    new = {slot.text: _relabelled(slot.text, taken, random) for row in form.rows for slot in row}
    rows = tuple(tuple(replace(slot, text=new[slot.text]) for slot in row) for row in form.rows)
    renamed = {fold(old): text for old, text in new.items()}
    funding = tuple(fact | {"label": renamed.get(fold(fact["label"]), fact["label"])} for fact in table.funding)
    indicators = tuple(fact | {"name": renamed.get(fold(fact["name"]), fact["name"])} for fact in table.indicators)
    return replace(table, form=replace(form, rows=rows), funding=funding, indicators=indicators)


def _relabelled(text: str, taken: set[str], random: Random) -> str:
    """Return another way to print a label, none that is taken; a text that is no label stays as it is."""
    folded = fold(text).rstrip(":")
    body = folded if folded in concepts() else SUFFIX.sub("", folded)
    concept = concepts().get(body)
    if concept is None:
        return text
    suffix = folded[len(body) :]
    if OF_COLUMNS.match(suffix) and random.random() < SOMETIMES:
        suffix = ""
    others = [other for other in (*concept.seen, *concept.further) if other not in taken]
    label = random.choice(others) + suffix if others and random.random() < OFTEN else body + suffix
    if concept.heading and random.random() < SOMETIMES:
        label = random.choice(ORDINALS) + label
    if random.random() < SOMETIMES:
        label = label.translate(WIDE)
    if random.random() < OFTEN:
        where = random.randrange(1, len(label))
        label = label[:where] + random.choice(GAPS) + label[where:]
    return label + random.choice(("", "", ":", "："))


def _block(form: Form) -> Block | None:
    """Return the block of the indicators, where each column has a label and each cell of its rows one column."""
    cells = placed(form)
    row = next((cell.row for cell in cells if fold(cell.slot.text) in {"三级指标", "指标名称"}), None)
    if row is None:
        return None
    header = tuple(cell for cell in cells if cell.row == row and (cell.row, cell.slot.rows) == (row, 1))
    labelled = all(SUFFIX.sub("", fold(cell.slot.text)) in {*concepts(), *LEVELS} | {cell.slot.text} for cell in header)
    whole = sum(cell.slot.columns for cell in header) + header[0].column == max(cell.end for cell in cells)
    if not (labelled and whole) or any(fold(cell.slot.text).isdigit() for cell in header):
        return None
    below = range(row + 1, len(form.rows))
    fitting = list(takewhile(lambda number: _fits([cell for cell in cells if cell.row == number], header), below))
    last = fitting[-1] if fitting else row
    if any(_fits([cell for cell in cells if cell.row == number], header) for number in below if number > last + 1):
        return None
    total = next((cell for cell in cells if cell.row == last + 1 and cell.column <= header[0].column), None)
    return Block(header, last, total)


def _fits(cells: list[Placed], header: tuple[Placed, ...]) -> bool:
    """Whether each cell of a row stands in one column of the header."""
    return bool(cells) and all(any(_in(cell, column) for column in header) for cell in cells)


def _in(cell: Placed, column: Placed) -> bool:
    return column.column <= cell.column and cell.end <= column.end


def _other_order(cells: list[Placed], block: Block, random: Random) -> list[Placed]:
    """Return the cells with the columns of the indicators in another order, the levels and the names first.

    Columns on either side of the end of the total's label stay there, so that its figures stay below their columns.
    """
    first, last = block.header[0].row, block.last
    cut = 0 if block.total is None else block.total.end
    free = [column for column in block.header if fold(column.slot.text) not in {*LEVELS, "三级指标", "指标名称"}]
    closing = [cell for cell in cells if cell.row == last + 1 and cell.column >= cut]
    moves = _shuffled([column for column in free if column.column < cut], random)
    if block.total is None or _fits(closing, tuple(column for column in free if column.column >= cut)):
        moves |= _shuffled([column for column in free if column.column >= cut], random)
        last += block.total is not None
    moved = []
    for cell in cells:
        column = next((column for column in moves if first <= cell.row <= last and _in(cell, column)), None)
        moved.append(cell if column is None else replace(cell, column=cell.column + moves[column]))
    return moved


def _shuffled(columns: list[Placed], random: Random) -> dict[Placed, int]:
    """Return how far each of some neighbouring columns moves."""
    order = random.sample(columns, len(columns))
    start = min((column.column for column in columns), default=0)
    moves = {}
    for column in order:
        moves[column] = start - column.column
        start += column.slot.columns
    return moves


def _levels_apart(cells: list[Placed], block: Block) -> list[Placed]:
    """Return the cells with the merged levels of the indicators printed in every row."""
    levels = [column for column in block.header if fold(column.slot.text) in LEVELS]
    apart: list[Placed] = []
    for cell in cells:
        rows = range(cell.row, cell.row + cell.slot.rows)
        merged = cell.slot.rows > 1 and any(_in(cell, column) for column in levels)
        within = block.header[0].row < cell.row <= block.last
        one = Slot(cell.slot.text, columns=cell.slot.columns)
        apart += [Placed(row, cell.column, one) for row in rows] if merged and within else [cell]
    return apart
