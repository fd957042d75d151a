"""Printed text → the one year that it names."""

import re

from extractors.values.text import LONGEST_WITH_MARKUP, plain

EARLIEST, LATEST = 1990, 2100
_CENTURY = 100

_DIGITS = str.maketrans("〇零○◯OＯ一二三四五六七八九", "0" * 6 + "123456789")
_SPELLED = re.compile(r"(?:二[〇零○◯O0]|一九)[〇零○◯O0一二三四五六七八九]{2}(?=\s*年)")
_SPACED = re.compile(r"(?<![0-9])(?<![0-9]\s)([0-9])\s([0-9])\s([0-9])\s([0-9])(?=\s*年)")

_NAMED = re.compile(r"(?<![0-9.])([0-9]{4})\s*年(?!\s*代)")
_RANGE = re.compile(r"(?<![0-9.])([0-9]{4})\s*年?\s*(?:[-–—~至到、/和与及]|——)\s*([0-9]{4}|[0-9]{2})\s*年")
_BARE = re.compile(r"[(\[〔【]?\s*([0-9]{4})\s*[)\]〕】]?")


def year(text: str) -> int | None:
    """Return the year from 1990 to 2100 that a text names; None when it names none, or several that differ."""
    text = text.strip()
    if len(text) > LONGEST_WITH_MARKUP:
        return None
    printed = _SPELLED.sub(lambda match: match[0].translate(_DIGITS), plain(text))
    printed = _SPACED.sub(r"\1\2\3\4", printed)
    bare = _BARE.fullmatch(printed)
    named = {bare[1]} if bare else set(_NAMED.findall(printed)).union(*_RANGE.findall(printed))
    years = {int(digits) for digits in named}
    years = {number for number in years if EARLIEST <= number <= LATEST or number < _CENTURY}
    return years.pop() if len(years) == 1 and max(years) >= EARLIEST else None
