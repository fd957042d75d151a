"""Printed text → the way in which nothing was printed."""

import re
from typing import cast

from extractors.values.text import LONGEST, LONGEST_WITH_MARKUP, fold
from schema.reading import Nil

_MARKS: tuple[tuple[Nil, str], ...] = (
    ("dash", "[-‐‑‒–—―−─━ー⸺⸻﹘]+"),
    ("slash", r"[/\\∕⁄╱]+"),
    ("none", r"(?i:\(?(?:暂?无|不适用|N/?A)\)?。?)"),
    ("ellipsis", r"[…⋯]+|\.{3,}|。{3,}|·{3,}"),
    ("unit_only", r"\(?(?:¥|(?:人民币)?(?:[百千]?[万萬]|[百千亿億])?元|[%‰分])\)?"),
)
_MARK = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _MARKS))


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
    match = _MARK.fullmatch(folded)
    return None if match is None else cast("Nil", match.lastgroup)
