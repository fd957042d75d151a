"""`numbering.xml` → the automatic numbers printed before paragraphs, which stand in no text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.readers.word import oxml
from extractors.readers.word.numerals import FORMS
from extractors.readers.word.runs import end_removed

if TYPE_CHECKING:
    from lxml.etree import _Element

    from extractors.readers.word.styles import Styles

W = oxml.W
NUMBERED, STYLE = f"{W}numPr", f"{W}pStyle"
MOST_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: from where it counts, how its number is written, and the text around it."""

    start: int
    form: str
    text: str
    suffix: str
    restarts_after: int
    legal: bool
    style: str


@dataclass(frozen=True, slots=True)
class _List:
    """A `w:num`: an instance of an abstract list, whose counters it shares, with levels that may start anew."""

    abstract: str
    levels: dict[int, _Level]
    anew: frozenset[int]


class Numbers:
    """The automatic numbers of a document, counted paragraph by paragraph in reading order.

    The part that says how they are written is parsed when there is a paragraph to number.
    """

    def __init__(self, blob: bytes | None, styles: "Styles") -> None:
        self.unknown: set[str] = set()
        self._blob = blob
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def before(self, story: "_Element") -> "dict[_Element, str]":
        """Return the number before each numbered paragraph of a story (the body, a box, a note), in cells too."""
        if not (self._number_anything_in(story) and self._numbers):
            return {}
        paragraphs = oxml.unwrapped(story, frozenset({oxml.PARAGRAPH}))
        labels = ((paragraph, self._label(paragraph)) for paragraph in paragraphs)
        return {paragraph: label for paragraph, label in labels if label}

    def _number_anything_in(self, story: "_Element") -> bool:
        if next(story.iter(NUMBERED), None) is not None:
            return True
        return any(self._styles.numbering(style) is not None for style in set(map(oxml.value, story.iter(STYLE))))

    @cached_property
    def _root(self) -> "_Element | None":
        return None if self._blob is None else oxml.root_of(self._blob)

    @cached_property
    def _abstracts(self) -> "dict[str, _Element]":
        return _by_id(self._root, "abstractNum", "abstractNumId")

    @cached_property
    def _numbers(self) -> "dict[str, _Element]":
        return _by_id(self._root, "num", "numId")

    def _label(self, paragraph: "_Element") -> str:
        look = oxml.properties(paragraph, oxml.PARAGRAPH_LOOK)
        style = oxml.value(look.get(STYLE))
        own, by_style = look.get(NUMBERED), self._styles.numbering(style)
        properties = [node for node in (own, by_style) if node is not None]
        if not properties or end_removed(look):
            return ""
        number = next((value for node in properties if (value := _value(node, "numId"))), "")
        members = self._list(number)
        if members is None:
            return ""
        depth = _depth(properties, members, style)
        if depth not in members.levels:
            return ""
        return self._written(members, depth, self._count(number, members, depth))

    def _list(self, number: str) -> _List | None:
        """Return a list by its id. A document may hold thousands that no paragraph is in."""
        if number not in self._lists:
            node = self._numbers.get(number)
            abstract = self._abstract(node)
            found = None if node is None or abstract is None else _list(abstract, node)
            self._lists[number] = found
        return self._lists[number]

    def _abstract(self, number: "_Element | None") -> "_Element | None":
        abstract = None if number is None else self._abstracts.get(_value(number, "abstractNumId"))
        link = "" if abstract is None else _value(abstract, "numStyleLink")
        # the list may be defined by a list style, which names another list
        look = self._styles.numbering(link) if link else None
        other = None if look is None else self._numbers.get(_value(look, "numId"))
        return abstract if other is None else self._abstracts.get(_value(other, "abstractNumId"))

    def _count(self, number: str, members: _List, depth: int) -> dict[int, int]:
        counters = self._counters.setdefault(members.abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for begun_anew in members.anew:
                counters.pop(begun_anew, None)
        for above, level in members.levels.items():
            if above < depth:
                counters.setdefault(above, level.start)
        counters[depth] = counters.get(depth, members.levels[depth].start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            if deeper in members.levels and depth < members.levels[deeper].restarts_after:
                del counters[deeper]
        return counters

    def _written(self, members: _List, depth: int, counters: dict[int, int]) -> str:
        level = members.levels[depth]
        if level.form == "bullet":
            return ""

        def part(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            form = members.levels[which].form if which in members.levels else "decimal"
            form = "decimal" if level.legal and form not in {"none", "decimalZero"} else form
            if form not in FORMS:
                self.unknown.add(form)
                return ""
            return FORMS[form](counters.get(which, 0))

        label = _PLACE.sub(part, level.text)
        return label + level.suffix if label else ""


def _by_id(root: "_Element | None", kind: str, key: str) -> "dict[str, _Element]":
    nodes = () if root is None else root.iterchildren(f"{W}{kind}")
    return {node.get(f"{W}{key}", ""): node for node in nodes}


def _value(node: "_Element", name: str, default: str = "") -> str:
    return oxml.value(node.find(f"{W}{name}"), default)


def _depth(properties: "list[_Element]", members: _List, style: str) -> int:
    """Return how deep in its list a paragraph stands: as it says itself, or as the list says of its style."""
    said = next((depth for node in properties if (depth := node.find(f"{W}ilvl")) is not None), None)
    if said is not None:
        return oxml.number(said, 0)
    return next((depth for depth, level in members.levels.items() if style and level.style == style), 0)


def _list(abstract: "_Element", number: "_Element") -> _List:
    levels = dict(_levels(abstract))
    anew = set()
    for override in number.iterchildren(f"{W}lvlOverride"):
        levels.update(_levels(override))
        depth = oxml.number(override, 0, f"{W}ilvl")
        start = override.find(f"{W}startOverride")
        if start is not None and depth in levels:
            levels[depth] = replace(levels[depth], start=oxml.number(start, levels[depth].start))
            anew.add(depth)
    return _List(abstract.get(f"{W}abstractNumId", ""), levels, frozenset(anew))


def _levels(parent: "_Element") -> Iterator[tuple[int, _Level]]:
    for node in parent.iterchildren(f"{W}lvl"):
        depth = oxml.number(node, 0, f"{W}ilvl")
        if 0 <= depth < MOST_LEVELS:
            yield depth, _level(node, depth)


def _level(node: "_Element", depth: int) -> _Level:
    return _Level(
        start=oxml.number(node.find(f"{W}start"), 0),
        form=_value(node, "numFmt", "decimal"),
        text=_value(node, "lvlText"),
        suffix="" if _value(node, "suff") == "nothing" else " ",
        restarts_after=oxml.number(node.find(f"{W}lvlRestart"), depth),
        legal=oxml.on(node.find(f"{W}isLgl")),
        style=_value(node, "pStyle"),
    )
