"""A printed place as the checks see it: its exact number, how exact its digits are, or why it gives none."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

from schema.checks.names import Said, named
from schema.evaluation import CategoryOfSpending, SourceOfFunds
from schema.reading import Amount, Measure, Rate, Reading, Score

Lack = Literal["absent", "blank", "unread", "words"]
"""Why a cell gives no number: the form has no such cell, nothing is printed in it, it was not understood, or it is a
target or result in words."""

NUMBERED = re.compile(r"^指标\s*[0-9一二三四五六七八九十]{1,2}\s*[:：、.．]?")
"""What a template writes in front of an indicator's name."""

LONGEST_NAME = 24

NUMBERS = (Amount, Rate, Score)
"""Readings whose value is a number."""

SHARING = (Amount, Score)
"""Readings that share their precision with others of their group."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place for a value. `value` is its number, in yuan, points or as a fraction, and counts only where it has one.

    `step` is the precision of its own digits, `column_step` that of the most exact number of its group, amounts in the
    same unit or points: programs that drop closing zeros print 66.45 above 3.3, which is as exact.
    """

    path: str
    name: Said
    reading: Reading[Any] | None
    lack: Lack | None
    value: Fraction = Fraction(0)
    step: Fraction = Fraction(0)
    column_step: Fraction = Fraction(0)

    @property
    def printed(self) -> bool:
        """Whether something is printed there, understood or not."""
        return self.lack in {None, "unread", "words"}

    @property
    def column(self) -> Said:
        """What its column is called."""
        head, _, last = self.path.rpartition(".")
        if head.startswith(("budget_sources", "budget_categories", "by_")):
            return named(f"budget.{last}")
        return _column(last) if head.startswith("indicators") else self.name


def _column(last: str) -> Said:
    full = named(f"indicators.0.{last}")
    return Said(full.en.partition(" of ")[0], full.zh.partition("（")[0])


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the money block: the total, or one part of it, which is part of the row named by `parent`."""

    path: str
    name: Said
    cells: Mapping[str, Cell]
    parent: str | None = None
    source: SourceOfFunds | CategoryOfSpending | None = None

    def __getitem__(self, column: str) -> Cell:
        """Return the cell of a column."""
        return self.cells[f"{self.path}.{column}"]


def bare(label: str) -> str:
    """Return the label of a row without the words for "of which" and without its colon."""
    return "".join(label.split()).removeprefix("其中").strip("：:")


def called(name: Reading[Any] | None) -> str:
    """Return what an indicator is called, without its number in the template and not too long; else nothing."""
    said = "".join(str(name.value).split()) if name is not None and name.value else ""
    short = NUMBERED.sub("", said.lstrip("★☆*"), count=1) or said
    return short if len(short) <= LONGEST_NAME else f"{short[:LONGEST_NAME]}…"


def number(reading: Reading[Any] | None) -> Decimal | None:
    """Return the number that a reading states."""
    if isinstance(reading, Measure):
        return reading.number
    return reading.value if isinstance(reading, NUMBERS) else None


def lack(reading: Reading[Any] | None) -> Lack | None:
    """Return why a reading gives no value, None where it gives one."""
    if reading is None:
        return "absent"
    if isinstance(reading, Measure) and reading.value is not None and reading.number is None:
        return "words"
    if reading.value is not None:
        return None
    return "unread" if reading.nil is None else "blank"


@lru_cache(maxsize=1024)
def exact(number: Decimal) -> Fraction:
    """Return a decimal as a fraction; a form has few steps and many equal numbers."""
    return Fraction(number)


def step(reading: Reading[Any]) -> Fraction:
    """Return the precision of the printed digits; where none is given, that of the value's last digit."""
    if reading.step is not None:
        return exact(reading.step)
    value = number(reading)
    exponent = value.as_tuple().exponent if value is not None else 0
    return Fraction(10) ** exponent if isinstance(exponent, int) else Fraction(1)


def group(path: str, reading: Reading[Any] | None) -> str | None:
    """Return what a number shares its precision with: amounts in one unit, weights, scores; None: with nothing."""
    if isinstance(reading, Amount):
        return f"amount {reading.unit}"
    if isinstance(reading, Score):
        return "weight" if path.endswith("weight") else "score"
    return None


def finest(readings: Sequence[tuple[str, Reading[Any]]]) -> Mapping[str | None, Fraction]:
    """Return by group the most exact of the steps."""
    steps: dict[str | None, Fraction] = {}
    for path, reading in _numbers(readings):
        key, own = group(path, reading), step(reading)
        steps[key] = min(own, steps.get(key, own))
    return steps


def _numbers(readings: Iterable[tuple[str, Reading[Any]]]) -> Iterable[tuple[str, Reading[Any]]]:
    return ((path, reading) for path, reading in readings if isinstance(reading, SHARING) and reading.value is not None)
