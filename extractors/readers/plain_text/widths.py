"""Text → the columns that it fills where every Chinese character is two columns wide."""

import unicodedata
from functools import lru_cache

WIDE = frozenset({"W", "F", "A"})
"""East Asian widths that fill two columns where Chinese fonts are used; quotes, dashes and frames are among them."""

NARROW = frozenset({"W", "F"})
"""The same where only what is wide in every font fills two."""


def width(text: str, wide: frozenset[str]) -> int:
    """Return how many columns a text fills."""
    return len(text) if text.isascii() else len(text) + sum(_is_wide(character, wide) for character in text)


@lru_cache(maxsize=16_384)
def _is_wide(character: str, wide: frozenset[str]) -> bool:
    return unicodedata.east_asian_width(character) in wide
