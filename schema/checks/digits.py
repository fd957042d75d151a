"""The slips of single digits that may explain a failure: exchanged, wrong, lost or doubled."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from schema.checks.cells import Cell
from schema.checks.edit import Digits, Slip, edit
from schema.checks.verdict.printed import as_printed, manner

ALIKE = ("17", "38", "56", "69", "08")
"""Digits that are taken for each other most often; they are tried first."""

OTHERS = {
    digit: sorted(
        set("0123456789") - {digit}, key=lambda other: (not any({digit, other} == set(two) for two in ALIKE), other)
    )
    for digit in "0123456789"
}
"""What may stand in place of each digit."""


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
    printed = _Print(cell)
    text = printed.text
    for left, right in pairwise(_digits(text)):
        yield from printed.meant(text[:left] + text[right] + text[left + 1 : right] + text[left] + text[right + 1 :])


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
    printed = _Print(cell)
    text = printed.text
    for at in _digits(text):
        for digit in OTHERS[text[at]]:
            yield from printed.meant(text[:at] + digit + text[at + 1 :])


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
    printed = _Print(cell)
    text = printed.text
    for at in _digits(text):
        yield from printed.meant(text[:at] + text[at + 1 :])
    start = text.startswith("-")
    for at in range(start, len(text) + 1):
        for digit in "0123456789":
            yield from printed.meant(text[:at] + digit + text[at:])


def _digits(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if character.isdigit()]


class _Print:
    """A cell's number as its own digits have it, and what other digits in their place would mean."""

    def __init__(self, cell: Cell) -> None:
        self.text = as_printed(cell)
        self._steps = [manner(cell).one]

    def meant(self, text: str) -> Iterator[tuple[Digits]]:
        """Yield what a text means; its last digit is as exact as it is printed."""
        whole, _, fraction = text.removeprefix("-").partition(".")
        # Nobody prints a zero in front of another digit.
        if whole == "0" or (whole and whole[0] != "0"):
            number = int(whole + fraction)
            yield (Digits(-number if text[0] == "-" else number, self._step(len(fraction))),)

    def _step(self, places: int) -> Fraction:
        while len(self._steps) <= places:
            self._steps.append(self._steps[-1] / 10)
        return self._steps[places]
