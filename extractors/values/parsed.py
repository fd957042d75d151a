"""What an amount, a rate or a score was understood to be, or why it was not."""

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.values.nothing import mark
from extractors.values.text import LONGEST, LONGEST_WITH_MARKUP, damaged, plain
from schema.reading import Nil, Problem

_FIGURES = re.compile(rf"[0-9][0-9.,]{{0,{LONGEST - 2}}}%?")
"""Most numbers are printed as nothing but figures, and stand there as they are."""


class Parsed(NamedTuple):
    """An amount in yuan, a rate as a fraction, or points; exactly one of `value`, `nil` and `problem` is given.

    `step` is the smallest difference that the printed digits can show, in the value's unit; `unit`, for amounts
    only, is the unit in force where it is printed.
    """

    value: Decimal | None = None
    step: Decimal | None = None
    unit: str | None = None
    nil: Nil | None = None
    problem: Problem | None = None


def opened(text: str) -> str | Parsed:
    """Return the plain text in which one number may stand, or the outcome where none can."""
    text = text.strip()
    if _FIGURES.fullmatch(text):
        return text
    if len(text) > LONGEST_WITH_MARKUP:
        return Parsed(problem="not_a_number")
    printed = plain(text)
    nothing = mark("".join(printed.split()))
    if nothing is not None:
        return Parsed(nil=nothing)
    if damaged(printed):
        return Parsed(problem="damaged_text")
    return printed if len(printed) <= LONGEST else Parsed(problem="not_a_number")
