"""A web page → Document: its tables as grids, nested ones too, and the text around them as a browser shows it."""

from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.errors import PARTLY_READ, Problem

if TYPE_CHECKING:
    from extractors.readers.content import Content
    from extractors.readers.html.page import Page

FORMAT = "html"
SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jhtml"})
VERSION = 1


def accepts(content: "Content") -> bool:
    """Return whether the content is a web page or a piece of one with a table."""
    return content.markup == "html" and content.decoded is not None


def read(content: "Content") -> Document:
    """Return the tables and lines of a page; hidden parts are left out, and it says so where a table is among them."""
    # lxml is slow to import and needed for some formats only
    from lxml import etree  # noqa: PLC0415 - see above

    from extractors.readers.html.events import parsed, style_sheets  # noqa: PLC0415 - see above
    from extractors.readers.html.page import Page  # noqa: PLC0415 - see above
    from extractors.readers.html.styles import Styles  # noqa: PLC0415 - see above

    decoded = content.decoded
    if decoded is None:
        raise AssertionError("a page is only read when it is accepted")
    events = parsed(_body(decoded.text))
    page = Page(Styles(style_sheets(iter(events))))
    page.take(iter(events))
    lxml_version = ".".join(str(number) for number in etree.LXML_VERSION[:3])
    return Document(
        format=FORMAT,
        read_by=f"{FORMAT}/{VERSION} (lxml {lxml_version})",
        grids=page.grids(),
        lines=page.lines(),
        problems=(*decoded.problems, *_left_out(page)),
    )


def _body(text: str) -> str:
    """Return the markup from its first tag on, without the XML declaration that makes bs4 doubt that it is HTML."""
    start = text.find("?>") + 2 if text.lstrip("\ufeff \t\r\n").startswith("<?xml") else 0
    return text[start:] if start > 1 else text


def _left_out(page: "Page") -> tuple[Problem, ...]:
    counted = (
        (page.hidden_tables, "hidden parts with tables ({:,})", "含表格的隐藏内容（{:,} 处）"),
        (page.struck_out, "struck-out passages ({:,})", "已划去的文字（{:,} 处）"),
    )
    return tuple(Problem(PARTLY_READ, name.format(n), name_zh.format(n)) for n, name, name_zh in counted if n)
