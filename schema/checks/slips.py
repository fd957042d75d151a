"""The slips that may explain a failure: each edits one printed number as a whole, or two."""

import re

from schema.checks.cells import Cell
from schema.checks.edit import Meant, Slip, edit
from schema.checks.exact import Exact
from schema.checks.verdict.printed import TAIL, has_tail, manner
from schema.reading import Amount, Rate, Score

UNITS = (10**4, 10**3, 10**8)
"""How far 元, 千元, 万元 and 亿元 are apart."""

NEGATIVE = re.compile(r"^\s*(?:[△▲▽▼]|\D{0,3}[减減]|[负負]|[（(].*[)）]\s*$)")
"""Marks of a negative amount other than a minus sign."""


@edit(
    "D01",
    message=(
        "sign of the {field} {slip}: {suggested} repairs {repairs}",
        "{field}“{printed}”疑似{slip}负号，取 {suggested} 则 {repairs} {hold}",
    ),
)
def sign(cell: Cell) -> Slip:
    """A minus sign was lost, or is too many."""
    if not _marked(cell):
        yield (Meant(-cell.value, cell.step),)


@edit(
    "D02",
    message=(
        "brackets, triangle or word before the {field} misunderstood: {suggested} repairs {repairs}",
        "{field}“{printed}”的括号、三角或文字负号有误，取 {suggested} 则 {repairs} {hold}",
    ),
)
def negative_mark(cell: Cell) -> Slip:
    """Brackets, a triangle or a word that may be a minus sign were taken for the other of the two."""
    if _marked(cell):
        yield (Meant(-cell.value, cell.step),)


def _marked(cell: Cell) -> bool:
    return cell.reading is not None and NEGATIVE.search(cell.reading.raw) is not None


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
            yield (_times(cell, Exact(factor)),)
            yield (_times(cell, Exact(1, factor)),)


@edit(
    "D04",
    message=(
        "percentage and fraction mixed up in the {field}: {suggested} repairs {repairs}",
        "{field}“{printed}”疑似百分数与小数混用，取 {suggested} 则 {repairs} {hold}",
    ),
)
def percent(cell: Cell) -> Slip:
    """A rate was written as a fraction where percent was in force, or the other way round."""
    if isinstance(cell.reading, Rate):
        yield (_times(cell, Exact(100)),)
        yield (_times(cell, Exact(1, 100)),)


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
        yield (_times(cell, Exact(factor)),)
        yield (_times(cell, Exact(1, factor)),)


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


@edit(
    "D11",
    cells=2,
    needs=2,
    neighbours=True,
    message=(
        "{field} holds the figure of a neighbour: {suggested} repairs {repairs}",
        "{field}“{printed}”疑似行列错位，取相邻的 {suggested} 则 {repairs} {hold}",
    ),
)
def shift(one: Cell, other: Cell) -> Slip:
    """A number is the one of the neighbouring row or column; weights and scores are the same too often to tell."""
    if type(one.reading) is type(other.reading) and not isinstance(one.reading, Score):
        yield Meant(other.value, other.step), Meant(other.value, other.step)
        yield Meant(one.value, one.step), Meant(one.value, one.step)


@edit(
    "D17",
    message=(
        "the {field} has the tail of a binary fraction: {suggested} repairs {repairs}",
        "{field}“{printed}”含浮点误差，取 {suggested} 则 {repairs} {hold}",
    ),
)
def tail(cell: Cell) -> Slip:
    """A binary fraction was printed with all of its digits."""
    if has_tail(cell):
        one = manner(cell).one
        short = next((places for places in range(5) if _near(cell.value / one, places)), None)
        if short is not None:
            yield (Meant((cell.value / one).to_places(short) * one, one / 10**short),)


def _near(number: Exact, places: int) -> bool:
    return abs(number - number.to_places(places)) < Exact(1, 10 ** (TAIL - 2))


def _times(cell: Cell, factor: Exact) -> Meant:
    return Meant(cell.value * factor, cell.step * factor)
