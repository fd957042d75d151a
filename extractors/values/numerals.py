"""Digits as printed → an exact number and its step, where the separators follow one accepted scheme."""

import re
from decimal import Context, Decimal
from typing import NamedTuple

from extractors.values.text import LONGEST, damaged
from schema.reading import Problem

EXACT = Context(prec=3 * LONGEST)
"""Arithmetic that keeps every digit of any number that is read here."""

DIGITS = r"[0-9.](?:[0-9.,，'’\s]*[0-9.])?"
"""What may be one number, whether or not its separators make sense."""

_NUMBER = re.compile(
    r"""(?: 0
          | [1-9][0-9]*
          | [1-9][0-9]{0,2} ([,，'’\ \u2009])[0-9]{3} (?:\1[0-9]{3})*
          | [1-9][0-9]{0,3} ([,，'’])[0-9]{4} (?:\2[0-9]{4})+     # 万 grouping; with one separator it may be a slip
        )? (?:\.[0-9]+)?""",
    re.VERBOSE,
)
_DIGITS_LOST = re.compile(r"0[0-9].*|[^.]*[0-9]\.")
_SEPARATORS = str.maketrans("", "", ",，'’ \u2009")

_SIGNED = re.compile(rf"([-+−–—‐‑‒]|[△▲▽▼负負减減]\s?)?({DIGITS})\s*([^0-9]*)")
_BRACKETED = re.compile(rf"()\(({DIGITS})\s*([%‰]?\)[^0-9()]*)")
_POSITIVE = ("", "+")

_SEVERAL = re.compile(r"[0-9]+(?:[.,，'’\s]+[0-9]+)*")
_EXPONENT = re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+")


class Number(NamedTuple):
    """An exact number, and the smallest difference that its printed digits can show."""

    value: Decimal
    step: Decimal

    def times(self, factor: Decimal) -> "Number":
        """Return the number in another unit; no digit is added or lost."""
        return Number(EXACT.multiply(self.value, factor), EXACT.multiply(self.step, factor))

    def shifted(self, places: int) -> "Number":
        """Return the number with its decimal point moved to the right, or to the left when negative."""
        return Number(EXACT.scaleb(self.value, places), EXACT.scaleb(self.step, places))

    def signed(self, *, negative: bool) -> "Number":
        """Return the number with its sign; zero has none."""
        return Number(self.value.copy_negate(), self.step) if negative and self.value else self


def number(digits: str, *, spaced: bool = False) -> Number | Problem:
    """Return the number that digits and separators stand for, or why they stand for none.

    Groups of three, or at least three groups of four, behind one and the same separator; a decimal point with
    digits behind it. `spaced` says that ordinary spaces may group digits; even then they do so only before a decimal
    point, since `10 100` is more often two cells that ran together.
    """
    if " " in digits and not (spaced and "." in digits):
        return "ambiguous_separator"
    if _NUMBER.fullmatch(digits):
        joined = digits.translate(_SEPARATORS)
        return Number(Decimal(joined), Decimal((0, (1,), joined.find(".") + 1 - len(joined) if "." in joined else 0)))
    return "damaged_text" if _DIGITS_LOST.fullmatch(digits) else "ambiguous_separator"


def signed(text: str, *, spaced: bool = False) -> tuple[Number | Problem, str] | None:
    """Return the number at the head of a plain text and the words behind it; None when none, or more than one.

    A minus, a triangle, 负 or 减 before the digits, or round brackets around them, make it negative; not two of these.
    """
    match = _SIGNED.fullmatch(text) or _BRACKETED.fullmatch(text)
    if match is None or match[2].strip(".") == "":
        return None
    found, tail = number(match[2], spaced=spaced), match[3]
    bracketed = text.startswith("(")
    negative = bracketed or (match[1] or "") not in _POSITIVE
    tail = tail.replace(")", "", 1).strip() if bracketed else tail
    return (found if isinstance(found, str) else found.signed(negative=negative)), tail


def why_not(text: str) -> Problem:
    """Return why a plain text that is no number is none."""
    if damaged(text) or _EXPONENT.search(text):
        return "damaged_text"
    return "several_numbers" if len(_SEVERAL.findall(text)) > 1 else "not_a_number"
