"""Text from files for people: with nothing in it that a terminal would obey."""

import unicodedata

OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""The Unicode categories of control and format characters, lone surrogates, and line and paragraph separators."""


def printable(text: str, *, keep: str = "") -> str:
    """Return text from a file with each character that a terminal would obey as an escape, but for those to keep."""
    return "".join(
        character if character in keep or unicodedata.category(character) not in OBEYED else _escaped(character)
        for character in text
    )


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
