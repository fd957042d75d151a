"""A text → Document: tables whose cells are separated by tabs, pipes or blanks, and the lines around them."""

from extractors.document import Document
from extractors.readers.content import Content

FORMAT = "text"
SUFFIXES = frozenset({".txt", ".tsv", ".md"})
VERSION = 1


def accepts(content: Content) -> bool:
    """Return whether the content is text, and neither a web page nor XML."""
    return content.text is not None and content.markup is None


def read(content: Content) -> Document:
    """Return the tables and lines of a text. A line's number counts the lines outside the tables that are not blank."""
    from extractors.readers.plain_text import reading  # noqa: PLC0415 - not imported where a file is no text

    return reading.document(content, f"{FORMAT}/{VERSION}")
