"""The text of a page → its tables and lines, and a check that none of them is lost on the way."""

import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from lxml import etree

from extractors.document import Document
from extractors.errors import PARTLY_READ, Problem
from extractors.readers.html.events import parsed, style_sheets
from extractors.readers.html.losses import Held
from extractors.readers.html.page import Page
from extractors.readers.html.styles import Styles

if TYPE_CHECKING:
    from extractors.readers.content import Content
    from extractors.readers.html.events import Event


BEYOND = re.compile(r"&#(?:0*[1-9][0-9]{7,}|[xX]0*[1-9A-Fa-f][0-9A-Fa-f]{6,});?")
"""The number of a character that has more digits than any."""


def document(content: "Content", reader: str) -> Document:
    """Return what a page shows; `reader` names the format and the version of its reader."""
    decoded = content.decoded
    if decoded is None:
        raise AssertionError("a page is only read when it is accepted")
    markup = _markup(decoded.text)
    if markup.count("<") > content.limits.tags:
        raise content.limits.beyond("tags")
    events, library, lost = _events(markup)
    page = Page(Styles(style_sheets(iter(events))), content.limits)
    page.take(iter(events))
    return Document(
        format=reader.partition("/")[0],
        read_by=f"{reader} ({library})",
        grids=page.grids(),
        lines=page.lines(),
        problems=(*decoded.problems, *_left_out(page), *_swallowed(lost)),
    )


def _markup(text: str) -> str:
    """Return a page without its XML declaration, which says nothing of HTML, and without NULs, as browsers show it.

    A character's number beyond all that there are is a lost character; the longest no parser but a browser's reads.
    """
    start = text.find("?>") + 2 if text.lstrip("\ufeff \t\r\n").startswith("<?xml") else 0
    return BEYOND.sub("\ufffd", (text[start:] if start > 1 else text).replace("\0", "\ufffd"))


def _events(markup: str) -> "tuple[list[Event], str, int]":
    """Return what stands in a page, which library found it (the fast one, or the one that loses less), and its loss."""
    events = parsed(markup)
    held = Held(markup)
    lost = held.lost(events)
    if lost:
        from extractors.readers.html import careful  # noqa: PLC0415 - slow to import, and hardly ever needed

        found = careful.found(markup)
        left = held.lost(found)
        if left < lost:
            return found, f"beautifulsoup4 {version('beautifulsoup4')}", left
    return events, f"lxml {etree.__version__}", lost


def _swallowed(lost: int) -> tuple[Problem, ...]:
    """Say what no parser finds: an open quotation mark or comment hides all up to the next."""
    if not lost:
        return ()
    english = f"its markup is broken, and hides some {lost:,} letters and tags of tables"
    return (Problem(PARTLY_READ, english, f"网页标记损坏，约 {lost:,} 个字符或表格标记无法读取"),)


def _left_out(page: "Page") -> tuple[Problem, ...]:
    counted = (
        (page.hidden_tables, "hidden parts with tables ({:,})", "含表格的隐藏内容（{:,} 处）"),
        (page.struck_out, "struck-out passages ({:,})", "已划去的文字（{:,} 处）"),
    )
    return tuple(Problem(PARTLY_READ, name.format(n), name_zh.format(n)) for n, name, name_zh in counted if n)
