"""The slips of single digits that may explain a failure: exchanged, wrong, lost or doubled."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

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
    text = _unsigned(cell)
    return _meant(
        cell,
        (
            text[:left] + text[right] + text[left + 1 : right] + text[left] + text[right + 1 :]
            for left, right in pairwise(_digits(text))
        ),
    )


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
    text = _unsigned(cell)
    return _meant(cell, (text[:at] + digit + text[at + 1 :] for at in _digits(text) for digit in OTHERS[text[at]]))


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
    text = _unsigned(cell)
    lost = (text[:at] + text[at + 1 :] for at in _digits(text))
    places = range(len(text) + 1)
    return _meant(cell, chain(lost, (text[:at] + digit + text[at:] for at in places for digit in "0123456789")))


def _unsigned(cell: Cell) -> str:
    return as_printed(cell).removeprefix("-")


def _digits(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if character.isdigit()]


def _meant(cell: Cell, texts: Iterable[str]) -> Iterator[tuple[Digits]]:
    """Yield what texts in the place of a number would mean; the last digit of each is as exact as it is printed."""
    sign, steps = -1 if cell.value < 0 else 1, [manner(cell).one]
    for text in texts:
        whole, _, fraction = text.partition(".")
        # Nobody prints a zero in front of another digit.
        if whole == "0" or (whole and whole[0] != "0"):
            places = len(fraction)
            while len(steps) <= places:
                steps.append(steps[-1] / 10)
            yield (Digits(sign * int(whole + fraction), steps[places]),)
