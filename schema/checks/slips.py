"""The single slips that may explain a failure: each edits one printed number, or two."""

import re
from fractions import Fraction
from itertools import pairwise

from schema.checks.cells import Cell
from schema.checks.edit import Meant, Slip, edit
from schema.checks.verdict.printed import as_printed, manner
from schema.reading import Amount

UNITS = (10**4, 10**3, 10**8)
"""How far 元, 千元, 万元 and 亿元 are apart."""

ZERO_IN_FRONT = re.compile("-?0[0-9]")
"""Nobody prints a number like that."""


@edit(
    "D01",
    message=(
        "sign of the {field} {slip}: {suggested} repairs {repairs}",
        "{field}“{printed}”疑似{slip}负号，取 {suggested} 则 {repairs} {hold}",
    ),
)
def sign(cell: Cell) -> Slip:
    """A minus sign was lost, or is too many."""
    yield (Meant(-cell.value, cell.step),)


@edit(
    "D03",
    message=(
        "unit of the {field} mistaken: {suggested} repairs {repairs}",
        "{field}“{printed}”疑似金额单位混用，取 {suggested} 则 {repairs} {hold}",
    ),
)
def unit(cell: Cell) -> Slip:
    """An amount was written in yuan where 万元, 千元 or 亿元 was in force, or the other way round."""
    if isinstance(cell.reading, Amount):
        for factor in UNITS:
            yield (_times(cell, Fraction(factor)),)
            yield (_times(cell, Fraction(1, factor)),)


@edit(
    "D05",
    needs=2,
    message=(
        "neighbouring digits of the {field} exchanged: {suggested} repairs {repairs}",
        "{field}“{printed}”疑似相邻数字颠倒，取 {suggested} 则 {repairs} {hold}",
    ),
)
def transposition(cell: Cell) -> Slip:
    """Two neighbouring printed digits changed places."""
    text, one = as_printed(cell), manner(cell).one
    for left, right in pairwise(place for place, character in enumerate(text) if character.isdigit()):
        characters = [*text]
        characters[left], characters[right] = text[right], text[left]
        if not ZERO_IN_FRONT.match("".join(characters)):
            yield (Meant(Fraction("".join(characters)) * one, cell.step),)


@edit(
    "D08",
    message=(
        "decimal point of the {field} misplaced: {suggested} repairs {repairs}",
        "{field}“{printed}”疑似小数点错位，取 {suggested} 则 {repairs} {hold}",
    ),
)
def decimal_point(cell: Cell) -> Slip:
    """The decimal point stands one or two places too far to the left or to the right."""
    for factor in (10, 100):
        yield (_times(cell, Fraction(factor)),)
        yield (_times(cell, Fraction(1, factor)),)


@edit(
    "D10",
    cells=2,
    message=(
        "{field} and {other} exchanged: exchanging them back repairs {repairs}",
        "{field}“{printed}”与{other}“{suggested}”疑似填反，互换则 {repairs} {hold}",
    ),
)
def swap(one: Cell, other: Cell) -> Slip:
    """Two amounts, or two rates, of one row stand in each other's place."""
    if type(one.reading) is type(other.reading):
        yield Meant(other.value, other.step), Meant(one.value, one.step)


def _times(cell: Cell, factor: Fraction) -> Meant:
    return Meant(cell.value * factor, cell.step * factor)
