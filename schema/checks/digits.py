"""The slips of single digits that may explain a failure: exchanged, wrong, lost or doubled."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from schema.checks.cells import Cell
from schema.checks.edit import Meant, Slip, edit
from schema.checks.verdict.printed import as_printed, manner

ZERO_IN_FRONT = re.compile("-?0[0-9]")
"""Nobody prints a number like that."""

ALIKE = ("17", "38", "56", "69", "08")
"""Digits that are taken for each other most often; they are tried first."""


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
    text = as_printed(cell)
    for left, right in pairwise(_digits(text)):
        yield from _meant(cell, text[:left] + text[right] + text[left + 1 : right] + text[left] + text[right + 1 :])


@edit(
    "D06",
    needs=2,
    message=(
        "one digit of the {field} wrong: {suggested} repairs {repairs}",
        "{field}“{printed}”疑似一位数字有误，取 {suggested} 则 {repairs} {hold}",
    ),
)
def one_digit(cell: Cell) -> Slip:
    """One printed digit stands in place of another."""
    text = as_printed(cell)
    for at in _digits(text):
        for digit in sorted("0123456789", key=lambda digit: not _alike(digit, text[at])):
            if digit != text[at]:
                yield from _meant(cell, text[:at] + digit + text[at + 1 :])


@edit(
    "D07",
    needs=2,
    message=(
        "a digit of the {field} lost or doubled: {suggested} repairs {repairs}",
        "{field}“{printed}”疑似漏录或多录一位数字，取 {suggested} 则 {repairs} {hold}",
    ),
)
def digit_lost_or_doubled(cell: Cell) -> Slip:
    """A digit is missing somewhere, or is too many."""
    text = as_printed(cell)
    for at in _digits(text):
        yield from _meant(cell, text[:at] + text[at + 1 :])
    start = text.startswith("-")
    for at in range(start, len(text) + 1):
        for digit in "0123456789":
            yield from _meant(cell, text[:at] + digit + text[at:])


def _digits(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if character.isdigit()]


def _alike(one: str, other: str) -> bool:
    return any({one, other} == set(pair) for pair in ALIKE)


def _meant(cell: Cell, text: str) -> Iterator[tuple[Meant]]:
    """Yield what a text means; its last digit is as exact as it is printed."""
    whole, _, fraction = text.removeprefix("-").partition(".")
    if whole and not ZERO_IN_FRONT.match(text):
        one = manner(cell).one
        yield (Meant(Fraction(text.rstrip(".")) * one, one / 10 ** len(fraction)),)
