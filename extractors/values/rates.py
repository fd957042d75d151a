"""Printed text → a rate as a fraction, and the readings of a bare number whose scale is not printed."""

import re

from extractors.values import chinese
from extractors.values.changes import signed_by_words
from extractors.values.numerals import Number, signed, why_not
from extractors.values.parsed import Parsed, opened
from schema.reading import Problem

_POWERS = {"%": -2, "‰": -3}
_SIGN = re.compile("[-+−负負]")


def rate(text: str, percent: bool | None = None) -> Parsed:  # noqa: FBT001 - what the header says: (%), no (%), or nothing
    """Return the fraction that a text stands for: 97.8% is 0.978, exact to 0.001.

    `percent` says whether the header states the scale of a bare number; as long as nothing does, it is not
    understood, see `rate_readings`. A % printed beside the number wins.
    """
    printed = opened(text)
    if isinstance(printed, Parsed):
        return printed
    found, power = _read(printed)
    if isinstance(found, str):
        return Parsed(problem=found)
    if power is None and percent is None:
        return Parsed(problem="unit_unknown")
    if power is None:
        power = _POWERS["%"] if percent else 0
    return _parsed(found, power)


def rate_readings(text: str) -> tuple[Parsed, ...]:
    """Return every reading of a rate: as a fraction and as a percentage for a bare number, one where % is printed.

    None at all for a nil mark and for what is not understood.
    """
    printed = opened(text)
    if isinstance(printed, Parsed):
        return ()
    found, power = _read(printed)
    if isinstance(found, str):
        return ()
    return tuple(_parsed(found, scale) for scale in ((0, _POWERS["%"]) if power is None else (power,)))


def _read(printed: str) -> tuple[Number | Problem, int | None]:
    """Return the number that stands in a plain text, and the power of ten of its scale where one is printed."""
    printed = signed_by_words(printed)
    sign = _SIGN.match(printed)
    proportion = chinese.proportion(printed[1:] if sign else printed)
    if proportion:
        return proportion[0].signed(negative=sign is not None and sign[0] != "+"), proportion[1]
    head = signed(printed)
    if head is None or head[1] not in {"", *_POWERS}:
        return why_not(printed), None
    return head[0], _POWERS.get(head[1])


def _parsed(found: Number, power: int) -> Parsed:
    fraction = found.shifted(power)
    return Parsed(fraction.value, fraction.step)
