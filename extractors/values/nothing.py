"""Printed text → the way in which nothing was printed."""

import re

from extractors.values.text import LONGEST, LONGEST_WITH_MARKUP, fold
from schema.reading import Nil

_MARKS: tuple[tuple[Nil, re.Pattern[str]], ...] = (
    ("dash", re.compile("[-‐‑‒–—―−─━ー⸺⸻﹘]+")),
    ("slash", re.compile(r"[/\\∕⁄╱]+")),
    ("none", re.compile(r"\(?(?:暂?无|不适用|N/?A)\)?。?", re.IGNORECASE)),
    ("ellipsis", re.compile(r"[…⋯]+|\.{3,}|。{3,}|·{3,}")),
    ("unit_only", re.compile(r"\(?(?:¥|(?:人民币)?(?:[百千]?[万萬]|[百千亿億])?元|[%‰分])\)?")),
)


def nil(text: str) -> Nil | None:
    """Return how nothing was printed, or None when something was. A lone 一 is a numeral, and `0` is a number."""
    text = text.strip()
    return mark(fold(text)) if len(text) <= LONGEST_WITH_MARKUP else None


def mark(folded: str) -> Nil | None:
    """Return which nil mark a folded text is."""
    if not folded:
        return "blank"
    if len(folded) > LONGEST:
        return None
    return next((kind for kind, pattern in _MARKS if pattern.fullmatch(folded)), None)
