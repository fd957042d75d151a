"""Markup → what lxml's parser finds in it, in order: elements that begin and end, and the text between.

A tree of the page would cost more than the reading of it, and pages are nested deeper than trees may be.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from lxml import etree

Kind = Literal["start", "end", "text", "other"]
Attributes = Mapping[str, str]
Event = tuple[Kind, str, Attributes]
"""Kind, name of the element or the text, attributes. Every start has its end; `other` is a comment or the like."""

NONE: Attributes = {}


class _Recorder:
    """Takes from the parser what it finds; adjacent pieces of text become one."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._text: list[str] = []
        self.data = self._text.append

    def start(self, name: str, attributes: Attributes) -> None:
        if self._text:
            self._end_text()
        # where there are none, the parser's own empty mapping is a slow one
        self.events.append(("start", name, attributes or NONE))

    def end(self, name: str) -> None:
        if self._text:
            self._end_text()
        self.events.append(("end", name, NONE))

    def comment(self, _: str) -> None:
        if self._text:
            self._end_text()
        self.events.append(("other", "", NONE))

    def pi(self, _target: str, _data: str | None = None) -> None:
        self.comment("")

    def doctype(self, *_: str | None) -> None:
        self.comment("")

    def close(self) -> None:
        if self._text:
            self._end_text()

    def _end_text(self) -> None:
        self.events.append(("text", "".join(self._text), NONE))
        self._text.clear()


def parsed(markup: str) -> list[Event]:
    """Return what stands in a page, however it is marked up: the parser closes and repairs as browsers do."""
    recorder = _Recorder()
    parser = etree.HTMLParser(target=recorder)  # type: ignore[arg-type]  # the stubs have the names in bytes, too
    parser.feed(markup)
    parser.close()
    return recorder.events


def within(events: Iterator[Event]) -> Iterator[Event]:
    """Yield what stands in the element that has just begun, and take its end."""
    depth = 1
    for event in events:
        depth += (event[0] == "start") - (event[0] == "end")
        if not depth:
            return
        yield event


def text_of(events: Iterator[Event]) -> str:
    """Return the text among the events."""
    return "".join(text for kind, text, _ in events if kind == "text")


def style_sheets(events: Iterator[Event]) -> Iterator[str]:
    """Yield the texts of the style sheets."""
    for kind, name, _ in events:
        if kind == "start" and name == "style":
            yield text_of(within(events))
