"""What the styles of a page say of an element: whether it is shown, and whether it begins a line."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.readers.html.events import Attributes

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
BRACE = re.compile(r"[{}]")
SIMPLE_SELECTOR = re.compile(r"([A-Za-z][A-Za-z0-9]*)?([.#][\w-]+)")
"""`.class`, `#id`, or either behind the name of a tag. Rules with other selectors are not followed: what they may hide
is shown."""

INVISIBLE = frozenset({"hidden", "collapse"})

Rank = tuple[int, int, int]
"""Which of several matching rules wins: identity before class, with a tag before without one, later before earlier."""


class Styles:
    """The rules of a page's style sheets that decide what is shown."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._order = count()
        self._rules: dict[tuple[str, str], tuple[Rank, str]] = {}
        for sheet in sheets:
            for selectors, body in _rules(COMMENT.sub("", sheet)):
                self._add(selectors, _declared(body.lower(), "display"))

    def display(self, name: str, attributes: "Attributes") -> str | None:
        """Return how an element is displayed, where styles or the attribute `hidden` say so; `none`: not at all."""
        style = attributes.get("style", "").lower()
        if "visibility" in style and _declared(style, "visibility") in INVISIBLE:
            return "none"
        declared = _declared(style, "display") if "display" in style else None
        return declared or self._ruled(name, attributes) or ("none" if "hidden" in attributes else None)

    def _add(self, selectors: str, display: str | None) -> None:
        for selector in selectors.split(",") if display else ():
            found = SIMPLE_SELECTOR.fullmatch(selector.strip())
            if found is not None and display is not None:
                name, mark = (found[1] or "").lower(), found[2]
                rank = (int(mark[0] == "#"), int(bool(name)), next(self._order))
                self._rules[name, mark] = rank, display

    def _ruled(self, name: str, attributes: "Attributes") -> str | None:
        if not self._rules:
            return None
        marks = [f".{word}" for word in attributes.get("class", "").split()] + [f"#{attributes.get('id', '')}"]
        keys = [(tag, mark) for mark in marks for tag in ("", name)]
        matching = [self._rules[key] for key in keys if key in self._rules]
        return max(matching)[1] if matching else None


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the body of each rule; what stands in `@media` and the like is left alone."""
    depth, start, opened = 0, 0, 0
    for brace in BRACE.finditer(sheet):
        if brace[0] == "{":
            opened = opened if depth else brace.start()
            depth += 1
            continue
        depth = max(depth - 1, 0)
        if depth == 0:
            selectors = sheet[start:opened].rpartition(";")[2].strip()
            if not selectors.startswith("@"):
                yield selectors, sheet[opened + 1 : brace.start()]
            start = opened = brace.end()


def _declared(declarations: str, wanted: str) -> str | None:
    """Return the value that a list of declarations gives a property, the last one where there are several."""
    pairs = (part.partition(":") for part in declarations.split(";"))
    values = [value.partition("!")[0].strip() for name, _, value in pairs if name.strip() == wanted]
    return values[-1] if values else None
