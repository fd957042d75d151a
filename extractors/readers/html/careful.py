"""Markup → what BeautifulSoup finds in it, with the parser of Python: slower than lxml, and more forgiving."""

import warnings
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, CData, Tag, XMLParsedAsHTMLWarning
from bs4.element import PreformattedString
from bs4.exceptions import ParserRejectedMarkup

from extractors.readers.html.events import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4.element import PageElement

    from extractors.readers.html.events import Event

MOST_TAGS = 200_000
"""Some three hundred megabytes as a tree."""

MOST_UNCLOSED = 200
UNCLOSED = (("<", ">"), ("<!--", "-->"), ("<![", "]"))
"""For each tag, comment or declaration that is never closed the parser looks through all the rest of the page."""


def found(markup: str) -> "list[Event]":
    """Return what stands in a page; nothing where the parser rejects it, or would take too long or too much memory."""
    unclosed = sum(markup.count(begin, markup.rfind(end) + 1) for begin, end in UNCLOSED)
    if unclosed > MOST_UNCLOSED or markup.count("<") > MOST_TAGS:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        try:
            soup = BeautifulSoup(markup, "html.parser", multi_valued_attributes=None, on_duplicate_attribute="ignore")
        except ParserRejectedMarkup:
            return []
    return list(_events(soup))


def _events(soup: BeautifulSoup) -> "Iterator[Event]":
    """Yield what is in the tree, without recursion: pages are nested as deep as they like."""
    levels: list[Iterator[PageElement]] = [iter(soup.contents)]
    names: list[str] = []
    while levels:
        node = next(levels[-1], None)
        if isinstance(node, Tag):
            names.append(node.name)
            levels.append(iter(node.contents))
            yield "start", node.name, {name: str(value) for name, value in node.attrs.items()} or NONE
        elif node is not None:
            shown = isinstance(node, CData) or not isinstance(node, PreformattedString)
            yield ("text", str(node), NONE) if shown else ("other", "", NONE)
        else:
            levels.pop()
            if names:
                yield "end", names.pop(), NONE
