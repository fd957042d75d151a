"""A pattern → texts on which it would take long if it were not linear: each of its endless repeats, fed without end."""

import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]  # there is no public way to take a pattern apart
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ENDLESS = 1_000
MEMBERS = "a1 预(<x\t,.A/-"
CATEGORIES = {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}
BAD = "\x07"
"""Matches hardly anything: whatever is repeated before it has to be given back."""


def attacks(pattern: re.Pattern[Any], times: int) -> Iterator[str]:
    """Yield texts that feed an endless repeat: the way to it once or every time, each with an end that fits nothing."""
    tree = parser.parse(pattern.pattern, pattern.flags & (re.IGNORECASE | re.DOTALL | re.MULTILINE))
    for way, fed in _repeats(list(tree), ""):
        yield way + fed * times + BAD
        yield (way + fed) * times + BAD


def _repeats(items: list[Any], way: str) -> Iterator[tuple[str, str]]:
    """Yield the way to each endless repeat, as a text that leads there, and what it repeats."""
    for code, value in items:
        if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            _, most, inner = value
            if most is codes.MAXREPEAT or most >= ENDLESS:
                yield way, _sample(list(inner))
            yield from _repeats(list(inner), way)
        elif code is codes.SUBPATTERN:
            yield from _repeats(list(value[3]), way)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), way)
        elif code in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from _repeats(list(value[1]), way)
        way += _sample([(code, value)])


def _sample(items: list[Any]) -> str:
    return "".join(_one(code, value) for code, value in items)


def _one(code: Any, value: Any) -> str:  # noqa: PLR0911 - a kind of item each
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.NOT_LITERAL:
        return next(char for char in MEMBERS if ord(char) != value)
    if code is codes.ANY:
        return "a"
    if code is codes.IN:
        return _member(value)
    if code is codes.BRANCH:
        return _sample(list(value[1][0]))
    if code is codes.SUBPATTERN:
        return _sample(list(value[3]))
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
        return _sample(list(value[2])) * int(value[0])
    return ""


def _member(choices: list[Any]) -> str:
    if choices[0][0] is codes.NEGATE:
        return next(char for char in MEMBERS if not any(_holds(choice, char) for choice in choices[1:]))
    code, value = choices[0]
    if code is codes.CATEGORY:
        return CATEGORIES.get(value, "a")
    return chr(value if code is codes.LITERAL else value[0])


def _holds(choice: Any, char: str) -> bool:
    code, value = choice
    if code is codes.LITERAL:
        return bool(ord(char) == value)
    if code is codes.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return {codes.CATEGORY_DIGIT: char.isdigit(), codes.CATEGORY_SPACE: char.isspace()}.get(value, char.isalnum())
