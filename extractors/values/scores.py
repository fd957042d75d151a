"""Printed text → points."""

from extractors.values.numerals import signed, why_not
from extractors.values.parsed import Parsed, opened


def score(text: str) -> Parsed:
    """Return the points that a text stands for, with or without 分. Points in brackets are a note."""
    printed = opened(text)
    if isinstance(printed, Parsed):
        return printed
    head = signed(printed)
    if head is None or head[1] not in {"", "分"} or printed.startswith("("):
        return Parsed(problem=why_not(printed))
    found = head[0]
    return Parsed(problem=found) if isinstance(found, str) else Parsed(found.value, found.step)
