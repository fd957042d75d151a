"""Exact numbers → text in the manner in which the form prints them."""

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from schema.checks.cells import Cell
from schema.checks.cells import number as number_of
from schema.checks.verdict.intervals import Interval
from schema.reading import Amount, Measure

PERCENT = Fraction(1, 100)

FRACTION = re.compile(r"\.([0-9]+)")

TAIL = 8
"""So many decimals are the tail of a binary fraction."""

LONGEST = 40
"""A quotation in a message is cut after so many characters."""


class Manner(NamedTuple):
    """How a cell prints its number: what a printed one stands for in the value's unit, and the word behind it."""

    one: Fraction
    behind: str


def manner(cell: Cell) -> Manner:
    """Return how a cell prints its number, as its step tells: of 1,859.01 万元, the last digit stands for 100 yuan."""
    reading = cell.reading
    if isinstance(reading, Measure):
        return Manner(Fraction(1), reading.unit or "")
    if reading is None or reading.step is None:
        return Manner(Fraction(1), " 元" if isinstance(reading, Amount) else "")
    one = Fraction(reading.step) * 10 ** _printed_decimals(reading.raw)
    if isinstance(reading, Amount):
        return Manner(one, f" {reading.unit}" if reading.unit else "")
    return Manner(one, "%" if any(sign in reading.raw for sign in "%％﹪") else "")


def _printed_decimals(raw: str) -> int:
    fraction = FRACTION.search(unicodedata.normalize("NFKC", raw))
    return 0 if fraction is None else len(fraction[1])


def decimals(number: Fraction) -> int:
    """Return how many decimals write a number exactly; its denominator has no factor but 2 and 5."""
    places, power = 0, 1
    while power % number.denominator:
        places, power = places + 1, power * 10
    return places


def plain(number: Fraction, places: int) -> str:
    """Write a number with so many decimals."""
    return _pointed(round(number * 10**places), places)


def outward(interval: Interval, one: Fraction, places: int) -> tuple[str, str]:
    """Write the ends of an interval with so many decimals, in such a way that what is written holds it all."""
    low, high = interval.low / one * 10**places, interval.high / one * 10**places
    return _pointed(low.__floor__(), places), _pointed(high.__ceil__(), places)


def _pointed(scaled: int, places: int) -> str:
    text = str(abs(scaled)).rjust(places + 1, "0")
    whole, fraction = text[: len(text) - places], text[len(text) - places :]
    return f"{'-' if scaled < 0 else ''}{whole}{'.' if fraction else ''}{fraction}"


def exactly(number: Fraction, cells: Iterable[Cell]) -> str:
    """Write a number in the value's unit with as many decimals as the readings of the cells have."""
    values = [number_of(cell.reading) for cell in cells]
    exponents = [value.as_tuple().exponent for value in values if value is not None]
    return plain(number, max([0, *(-exponent for exponent in exponents if isinstance(exponent, int))]))


def has_tail(cell: Cell) -> bool:
    """Return whether a number has so many decimals that nobody can have meant them."""
    return cell.lack is None and cell.step > 0 and decimals(cell.step / manner(cell).one) >= TAIL


def as_printed(cell: Cell) -> str:
    """Write a cell's number as its own digits have it, without separators, unit or percent sign."""
    one = manner(cell).one
    return plain(cell.value / one, decimals(cell.step / one))


def shown(cell: Cell, one: Fraction | None = None) -> str:
    """Write a cell's number for a sentence: with its own decimals, in its own manner or in another unit."""
    one = one or manner(cell).one
    return minus(plain(cell.value / one, decimals(cell.step / one)))


def worded(cell: Cell) -> str:
    """Write a cell's number for a sentence, with what stands behind it."""
    found = manner(cell)
    return f"{shown(cell, found.one)}{found.behind}"


def minus(text: str) -> str:
    """Return a number with the minus sign that sentences have."""
    return text.replace("-", "−")


def addition(signs: Iterable[int], cells: Iterable[Cell], one: Fraction) -> str:
    """Write cells with their signs as `1859.01 + 353.99`."""
    written = ""
    for sign, cell in zip(signs, cells, strict=True):
        negative = (cell.value < 0) != (sign < 0)
        between = ("−" if negative else "") if not written else (" − " if negative else " + ")
        written += between + shown(cell, one).lstrip("−")
    return written


def quoted(raw: str) -> str:
    """Return a printed text for a message: on one line, and not too long."""
    text = " ".join(raw.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
