"""Choices with marks → the one that is ticked, as 优 in `优☑ 良□ 中□ 差□`, `优（√） 良（ ）` or `优√ 良 中 差`."""

import re
from typing import NamedTuple

from extractors.values.text import HAN, LONGEST, plain
from schema.reading import Problem

ON, OFF = "☑✓✔√☒■●◉⊙", "□☐○◯〇"
_MARK = f"[{ON}{OFF}]"
_BRACKETED = re.compile(rf"[(\[【〔{{]\s*({_MARK}?)\s*[)\]】〕}}]")
"""A mark in brackets, or brackets in which it may be put: they are the box."""

_BEFORE = re.compile(f"({_MARK})([^{ON}{OFF}]+)")
_BEHIND = re.compile(f"([^{ON}{OFF}]+)({_MARK})")
_APART = re.compile(r"[\s、,，;；/]+")
_LABEL = re.compile(f"^[^:{ON}{OFF}]*:")
_NUMBERED = re.compile(r"^(?:[0-9A-Za-z]{1,2}[.、:)]|[①-⑩])\s*")
_BOUNDS = re.compile(r"\s*\([^()]*[0-9][^()]*\)$")
"""What a choice is worth, printed behind it: 优(≥90)."""

_CHOICE = re.compile(f"[{HAN}]+|[A-Z][+-]?")


class Choice(NamedTuple):
    """The choice that is ticked, or why none can be told for certain."""

    value: str | None = None
    problem: Problem | None = None


def ticked(text: str) -> Choice | None:
    """Return the one choice that is ticked; None where nothing is to be ticked.

    Either every choice has a box, one of them ticked, or there is a single tick, and it stands at one of them.
    """
    boxed = _BRACKETED.sub(lambda match: match[1] or OFF[0], plain(text))
    marks = re.findall(_MARK, boxed)
    if not marks or len(boxed) > LONGEST:
        return None
    found = _at_the_tick(boxed) if len(marks) == 1 else _of_boxes(boxed, len(marks))
    word = _BOUNDS.sub("", _NUMBERED.sub("", found.strip(" \n、,，;；/.。")))
    return Choice(value=word) if _CHOICE.fullmatch(word) else Choice(problem="no_single_choice")


def _of_boxes(text: str, boxes: int) -> str:
    """Return the choice whose box alone is ticked, nothing where not each has one: before all of them or behind."""
    bare = _LABEL.sub("", text).strip()
    before = bare[:1] in ON + OFF
    pairs = _BEFORE.findall(bare) if before else [(box, word) for word, box in _BEHIND.findall(bare)]
    words = [word for box, word in pairs if box in ON]
    return words[0] if len(pairs) == boxes and len(words) == 1 else ""


def _at_the_tick(text: str) -> str:
    """Return the choice at the only mark, nothing where that is no tick or stands between two choices."""
    parts = [part for part in _APART.split(_LABEL.sub("", text)) if part]
    at = next((index for index, part in enumerate(parts) if re.search(_MARK, part)), 0)
    here = re.split(f"[{ON}]", parts[at]) if parts else []
    if len(here) != 2 or all(here):  # noqa: PLR2004 - what stands before the tick, and behind it
        return ""
    beside = [] if any(here) else [*parts[:at][-1:], *parts[at + 1 :][:1]]
    return "".join(here) or (beside[0] if len(beside) == 1 else "")
