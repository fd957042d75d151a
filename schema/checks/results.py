"""The indicators as the checks see them: target and result in comparable numbers, points, reasons, and their order."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from schema.checks.cells import Cell, called
from schema.checks.names import Said
from schema.checks.quantities import Quantity, quantity
from schema.evaluation import Indicator, SelfEvaluation, Unmapped
from schema.reading import Direction, Reading

PLACE = re.compile(r"(?:p([0-9]+) )?t([0-9]+) r([0-9]+) c([0-9]+)")

NO_REASON = re.compile(r"[0０无—\-－/、。.…\s]*|无偏差|没有偏差|不适用|不涉及|N/?A", re.IGNORECASE)
"""What stands in the column of reasons where none is given."""

OF_REASONS = re.compile("原因|问题|改进措施")
"""A label beside which reasons stand."""

REASON_UNREAD = Said("a reason may stand where nothing was understood", "原因可能在未识别的单元格中")

WORDS = re.compile("[一-鿿].*[一-鿿]", re.DOTALL)

IN_BRACKETS = re.compile(r"[（(]([^（）()]{1,6})[)）]$")
"""A unit behind the name of an indicator."""

EXPLANATIONS = ("problems", "improvements", "conclusion", "remarks")
"""Where a form gives reasons outside its rows."""

COLUMNS = ("weight", "score", "target", "actual")

RUN = 4
"""A text speaks of an indicator if it has so many characters of its name in a row."""


@dataclass(eq=False)
class Item:
    """An indicator, its cells by column; `target` and `actual` are the printed numbers with their units.

    `called` is what the form calls it, if anything.
    """

    path: str
    name: Said
    called: str
    record: Indicator
    cells: Mapping[str, Cell]
    target: Quantity | None
    actual: Quantity | None

    def __getitem__(self, column: str) -> Cell:
        """Return the cell of a column: weight, score, target or actual."""
        return self.cells[column]

    @property
    def direction(self) -> Direction | None:
        """Which way the target lies, where the form says so."""
        return self.record.direction

    @property
    def comparable(self) -> bool:
        """Whether target and result are numbers of one kind."""
        return self.target is not None and self.actual is not None and self.target.kind == self.actual.kind

    @cached_property
    def reason(self) -> bool:
        """Whether the row gives a reason for a deviation; 0, 无 and marks for nothing are none."""
        return given(self.record.deviation_reason)


def _stated_unit(indicator: Indicator) -> str | None:
    """Return the unit that a cell of its own or the name of an indicator states."""
    stated = folded(indicator.unit)
    bracket = None if stated else IN_BRACKETS.search(folded(indicator.name))
    return stated or (bracket[1] if bracket else None)


def _unit_of(cell: Cell) -> str | None:
    """Return the unit printed with the other number, which stands for a bare number."""
    return cell.reading.unit if cell.reading is not None else None


def items(record: SelfEvaluation, cells: Mapping[str, Cell]) -> tuple[Item, ...]:
    """Return the indicators of a record."""
    return tuple(_item(at, indicator, cells) for at, indicator in enumerate(record.indicators))


def _item(at: int, indicator: Indicator, cells: Mapping[str, Cell]) -> Item:
    name = called(indicator.name)
    said = Said(name, name) if name else Said(f"indicator {at + 1}", f"第{at + 1}项指标")
    path, unit = f"indicators.{at}", _stated_unit(indicator)
    own = {column: cells[f"{path}.{column}"] for column in COLUMNS}
    target = quantity(own["target"], unit or _unit_of(own["actual"]))
    actual = quantity(own["actual"], unit or _unit_of(own["target"]))
    return Item(path, said, name, indicator, own, target, actual)


def folded(reading: Reading[Any] | None) -> str:
    """Return what a reading says, for comparing: half width, without white space."""
    said = reading.value if reading is not None else None
    return "" if said is None else _folded(str(said))


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def given(reading: Reading[Any] | None) -> bool:
    """Return whether a reading gives a reason."""
    return not NO_REASON.fullmatch(folded(reading))


def explained(item: Item, record: SelfEvaluation) -> bool:
    """Return whether a deviation of an indicator has a word: in its row, or where the form speaks of its problems."""
    texts = (getattr(record, text) for text in EXPLANATIONS)
    return item.reason or any(_mentions(folded(text), item.called) for text in texts if text is not None)


def may_be_explained(item: Item, record: SelfEvaluation) -> bool:
    """Return whether a reason may stand where none was read: the form has no column for it that was understood.

    Then words that no field took may be the reason: behind all that is known of the indicator in its row, where reasons
    stand, or beside a label of reasons.
    """
    if item.record.deviation_reason is not None:
        return False
    last = max(_places(item.record), default=())
    unread = [(one, place(one) or ()) for one in record.unmapped if WORDS.search(one.raw)]
    return any(
        OF_REASONS.search(one.label or "") or (found[:-1] == last[:-1] and found > last) for one, found in unread
    )


def _mentions(text: str, name: str) -> bool:
    if not name or not text:
        return False
    size = min(RUN, len(name))
    return any(name[at : at + size] in text for at in range(len(name) - size + 1))


def place(reading: Reading[Any] | Unmapped | None) -> tuple[int, ...] | None:
    """Return where a reading stands, to be compared with others: page, table, row, column; None: outside a table."""
    match = PLACE.fullmatch(reading.at) if reading is not None else None
    if match is None:
        return None
    page, table, row, column = match.groups()
    return int(page or 0), int(table), int(row), int(column)


def closed(record: SelfEvaluation) -> bool:
    """Return whether the form goes on below its last indicator, so that none of them was cut off at the end."""
    last = max((found for item in record.indicators for found in _places(item)), default=None)
    names = ("total_weight", "total_score", "grade", *EXPLANATIONS)
    below = [found for name in names if (found := place(getattr(record, name))) is not None]
    return last is not None and any(found > last for found in below)


def _places(indicator: Indicator) -> list[tuple[int, ...]]:
    readings = (indicator.name, indicator.target, indicator.actual, indicator.weight, indicator.score)
    return [found for reading in readings if (found := place(reading)) is not None]
