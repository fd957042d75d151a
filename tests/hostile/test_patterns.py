"""No text makes a pattern take long: every one is linear, or is asked only of texts that are short."""

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

import extractors
import schema
from extractors.layouts import general, layouts
from extractors.readers.html import losses
from extractors.values.text import LONGEST
from schema.checks import amounts_in_text
from tests.hostile.attacks import attacks

TIMES, SECONDS = 4_000, 0.25
"""A linear search through so much takes a millisecond, one that is not takes a second or an hour."""

SHORT = {"PROJECT", "PAGE_MATTER", "_STATED", "title_pattern", "SUFFIX", "FILTER", "DIGITS"}
"""Patterns of which only short texts are asked, texts without broad gaps, or whether they fit from the beginning."""

BOUNDED = "extractors.values"
"""Printed values: longer texts than `LONGEST` are none, and none of these patterns is asked of them."""


class Asked(NamedTuple):
    """A pattern by its name, how long a text it is asked of, and whether only from the beginning of a text."""

    pattern: re.Pattern[Any]
    name: str
    times: int
    anchored: bool

    def seconds(self, text: str) -> float:
        """Return how long it takes to look for it in a text."""
        return seconds(self.pattern, text, anchored=self.anchored)


def patterns() -> Iterator[Asked]:
    """Yield every pattern of the program, also those that stand in tables."""
    for package in (extractors, schema):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            times = LONGEST if found.name.startswith(BOUNDED) else TIMES
            module = importlib.import_module(found.name)
            source = inspect.getsource(module)
            for name, value in vars(module).items():
                uses = set(re.findall(rf"(?<!\w){re.escape(name)}\.(\w+)\(", source))
                anchored = bool(uses) and uses <= {"match", "fullmatch"}
                yield from (Asked(pattern, name, times, anchored) for pattern in _in(value))
    for layout in (general(), *layouts()):
        for name in ("title_pattern", "contact_pattern"):
            yield from (Asked(pattern, name, TIMES, False) for pattern in _in(getattr(layout, name, None)))  # noqa: FBT003 - a field


def _in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _in(inner)


EVERY = {asked.pattern: asked for asked in patterns() if asked.name not in SHORT}


def seconds(pattern: re.Pattern[Any], text: str, *, anchored: bool = False) -> float:
    """Return how long it takes to look for a pattern in a text, or to see whether the text fits it."""
    given = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    started = time.process_time()
    (pattern.fullmatch if anchored else pattern.search)(given)
    return time.process_time() - started


def test_there_are_patterns() -> None:
    """They are found wherever they stand."""
    assert len(EVERY) > 100


def test_every_pattern_is_linear() -> None:
    """Each endless repeat is fed without end, and the way to it repeated."""
    slow = [
        (asked.name, asked.pattern.pattern, text[:40])
        for asked in EVERY.values()
        for text in attacks(asked.pattern, asked.times)
        if asked.seconds(text) > SECONDS
    ]
    assert slow == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (losses.ASIDE, "<script>" + "</script " * 20_000),
        (losses.ASIDE, "<!--" + "-- " * 20_000),
        (losses.TAG, "<a '" + "\"'" * 20_000),
        (amounts_in_text.ITEMISED, "1" * 20_000),
        (amounts_in_text.ITEMISED, "1,111" * 5_000),
        (amounts_in_text.ITEMISED, "1." + "1" * 20_000),
        (amounts_in_text.ITEMISED, "1元(" * 10_000),
    ],
)
def test_texts_that_took_long(pattern: re.Pattern[str], text: str) -> None:
    """These took seconds once."""
    assert seconds(pattern, text) < SECONDS


def test_what_is_not_linear_is_found() -> None:
    """The attacks find repeats within repeats, and those that may begin anywhere."""
    for slow in (r"x\s*y?\s*\s*z", r"[0-9]+[0-9]+元"):
        pattern = re.compile(slow)
        assert max(seconds(pattern, text) for text in attacks(pattern, 300)) > SECONDS / 25
