"""A printed label as it is compared: white space, width, ordinals, brackets and colons aside."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors import values

LONGEST_LABEL = 60
"""A label is short; a longer text is prose and never looked up."""

RUN_TOGETHER = re.compile(r"\S[ \t\u3000]{2,}[-－]?[\d０-９]")
"""A gap with a figure behind it: two cells that a reader could not part, and no label."""

ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+(?:、|\.(?!\d)))")
OF_WHICH = re.compile(r"^其中:?")
NUMBER = re.compile(r"\d+$")
OTHERWISE = re.compile("调整前|上年|上一年|去年|复评|复核|复审|再评|财评|其中|计划|应")
"""What brackets say where the label before them means something else: a 得分(复评) is no score of the form's own."""

SUFFIX = re.compile(r"(?:\([^()]*\))*\([^()]*\)?$")
"""Brackets at the end, the last of which may have lost its other half."""


@dataclass(frozen=True, slots=True)
class Label:
    """A printed text as a label.

    `keys` are what it may be looked up by, the fullest first; `of_which` says that it begins with 其中; `value` is
    what stands behind its colon in the same cell, as printed, or None.
    """

    printed: str
    keys: tuple[str, ...]
    of_which: bool
    value: str | None = None

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(text: str) -> "Label":
        """Return a cell's whole text as a label."""
        if len(text) > LONGEST_LABEL or RUN_TOGETHER.search(text):
            return Label(text, (), of_which=False)
        folded = values.fold(text).rstrip(":")
        bare = ORDINAL.sub("", folded)
        stripped = OF_WHICH.sub("", bare)
        short = SUFFIX.sub(_without, stripped).rstrip(":%")
        candidates = (folded, bare, stripped, short, NUMBER.sub("", short))
        return Label(text, tuple(dict.fromkeys(key for key in candidates if key)), of_which=stripped != bare)

    @staticmethod
    @lru_cache(maxsize=4096)
    def with_value(text: str) -> "Label | None":
        """Return the label before the colon of a text such as `一般公共预算:1325.68`, with what stands behind it."""
        for colon in re.finditer(r"[:：]", text[:LONGEST_LABEL]):
            head, tail = text[: colon.start()], text[colon.end() :]
            if tail.strip() and values.fold(head) != "其中":
                label = Label.of(head)
                return Label(head, label.keys, label.of_which, tail)
        return None


def _without(brackets: re.Match[str]) -> str:
    """Return what is left of the brackets behind a label: nothing, unless they change what it means."""
    return brackets[0] if OTHERWISE.search(brackets[0]) else ""
