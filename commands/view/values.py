"""A printed value and its meaning as people read them."""

import re
from decimal import Decimal

from schema.model import decimal_text
from schema.reading import Amount, Measure, Reading

MARKUP = re.compile(r"<[^<>]*>")


def print_of(reading: Reading[object]) -> str:
    """Return the text as printed, with the unit in force in brackets where the text does not name it."""
    aside = [reading.unit] if reading.unit and reading.unit not in reading.raw else []
    aside += [f"recognised, {reading.confidence:.2f}"] if reading.confidence is not None else []
    return f"{reading.raw} ({', '.join(aside)})" if aside else reading.raw


def meaning(reading: Reading[object]) -> str:
    """Return what was understood, empty where that is the printed text itself; else why there is nothing."""
    if reading.problem is not None:
        return f"not understood: {reading.problem.replace('_', ' ')}"
    if reading.nil is not None:
        return f"nothing printed: {reading.nil.replace('_', ' ')}"
    if isinstance(reading, Measure):
        return _measured(reading)
    if isinstance(reading.value, Decimal):
        return grouped(reading.value) if isinstance(reading, Amount) else decimal_text(reading.value)
    return "" if reading.value is None else _words(reading.raw, str(reading.value))


def grouped(value: Decimal) -> str:
    """Write a decimal with its thousands grouped."""
    return f"{value:,f}"


def _words(raw: str, value: str) -> str:
    """Return a text's value where it says more than the print: long texts are not worth reading twice."""
    if _letters(raw) == _letters(value):
        return ""
    return "(the same without its markup)" if _letters(MARKUP.sub("", raw)) == _letters(value) else value


def _letters(text: str) -> str:
    return "".join(text.split())


def _measured(reading: Measure) -> str:
    """Return sign, number and unit of a measure, where it has a number."""
    if reading.number is None:
        return ""
    return " ".join(part for part in (reading.operator, decimal_text(reading.number), reading.unit) if part)
