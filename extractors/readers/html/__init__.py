"""A web page → Document: its tables as grids, nested ones too, and the text around them as a browser shows it."""

from extractors.document import Document
from extractors.readers.content import Content

FORMAT = "html"
SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jhtml"})
VERSION = 1


def accepts(content: Content) -> bool:
    """Return whether the content is a web page or a piece of one with a table."""
    return content.markup == "html" and content.decoded is not None


def read(content: Content) -> Document:
    """Return the tables and lines of a page; hidden parts are left out, and it says so where a table is among them."""
    from extractors.readers.html import reading  # noqa: PLC0415 - the libraries behind it are slow to import

    return reading.document(content, f"{FORMAT}/{VERSION}")
