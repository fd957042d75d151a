"""Printed text → an amount in yuan."""

import re

from extractors.values import chinese
from extractors.values.changes import signed_by_words
from extractors.values.money import FACTORS, name, simplified
from extractors.values.numerals import Number, signed, why_not
from extractors.values.parsed import Parsed, opened
from schema.reading import Problem

_CURRENCY = re.compile(r"([-+−–—‐‑‒(]?)(?:人民币|RMB|CNY|¥)\s*", re.IGNORECASE)
_SUFFIXES = {
    f"{short}{whole}": unit for unit in FACTORS for short in (unit, f"({unit})") for whole in ("", "整", "正")
} | {"万": "万元", "百万": "百万元", "千万": "千万元", "亿": "亿元"}
_SIGN = re.compile(r"[-+−–—‐‑‒负負减減]")


def amount(text: str, unit: str | None) -> Parsed:
    """Return the yuan that a text stands for; `unit` is the unit in force where the text names none of its own.

    The text's own unit wins. An amount spelled in Chinese numerals that count in 万 or 亿 is meant in yuan.
    """
    printed = opened(text)
    if isinstance(printed, Parsed):
        return printed
    printed = signed_by_words(printed)
    found, own = _read(_CURRENCY.sub(r"\1", printed, count=1) if _CURRENCY.match(printed) else printed)
    if isinstance(found, str):
        return Parsed(problem=found)
    in_force = own or name(unit)
    if in_force is None:
        return Parsed(problem="unit_unknown")
    found = found.times(FACTORS[in_force])
    return Parsed(found.value, found.step, in_force)


def _read(printed: str) -> tuple[Number | Problem, str | None]:
    """Return the number that stands in a plain text, and the unit that is printed with it."""
    head = signed(printed, spaced=True)
    if head is None:
        return _spelled(printed)
    found, tail = head
    suffix = simplified("".join(tail.split()))
    if suffix and suffix not in _SUFFIXES:
        return _spelled(printed)
    return found, _SUFFIXES.get(suffix)


def _spelled(printed: str) -> tuple[Number | Problem, str | None]:
    """Return the number that Chinese numerals spell. A lone 一 or 〇 is more often a dash or a mark than an amount."""
    sign = _SIGN.match(printed)
    numeral = printed[1:] if sign else printed
    found = chinese.yuan(numeral) or chinese.mixed(numeral)
    own = "元" if found or chinese.is_absolute(numeral) else None
    found = found or chinese.numeral(numeral)
    if found is None or numeral in {"一", "〇"}:
        return why_not(printed), None
    return found.signed(negative=sign is not None and sign[0] != "+"), own
