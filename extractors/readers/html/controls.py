"""Fields of a form within a page → the text that they show."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.readers.html import elements
from extractors.readers.html.events import text_of

if TYPE_CHECKING:
    from extractors.readers.html.events import Attributes, Event

CHECKED, UNCHECKED = "☑", "☐"
BOXES = frozenset({"checkbox", "radio"})
WITHOUT_TEXT = frozenset({"hidden", "image", "file", "password", "color", "range"})
CONTROLS = frozenset({"input", "select", "textarea", "img"})
"""Elements that show something else than their children. The text of a picture cannot be read."""


def shown(name: str, attributes: "Attributes", inside: "Iterator[Event]") -> str:
    """Return the text that a field shows: what is filled in or selected, or its tick."""
    if name == "select":
        return _selected(inside, several="multiple" in attributes)
    text = text_of(inside)
    if name == "textarea":
        return text
    return "" if name == "img" else _input(attributes)


def _input(attributes: "Attributes") -> str:
    kind = attributes.get("type", "text").strip().lower()
    if kind in BOXES:
        return CHECKED if "checked" in attributes else UNCHECKED
    return "" if kind in WITHOUT_TEXT else attributes.get("value", "")


def _selected(inside: "Iterator[Event]", *, several: bool) -> str:
    options = list(_options(inside))
    selected = [text for text, is_selected in options if is_selected]
    shown_options = selected if selected or several else [text for text, _ in options[:1]]
    return "\n".join(" ".join(text.split()) for text in shown_options)


def _options(inside: "Iterator[Event]") -> Iterator[tuple[str, bool]]:
    texts: list[str] = []
    left_out = 0
    selected = False
    for kind, name, attributes in inside:
        if kind == "text":
            texts += [] if left_out else [name]
        elif name in elements.NEVER_SHOWN:
            left_out += (kind == "start") - (kind == "end")
        elif name == "option" and kind == "start":
            texts, selected = [], "selected" in attributes
        elif name == "option":
            yield "".join(texts), selected
