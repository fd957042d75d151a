"""PDF → Document: tables by their rulings, joined over page breaks, and the lines of text around them."""

from extractors.document import Document
from extractors.readers.content import Content

FORMAT = "pdf"
SUFFIXES = frozenset({".pdf"})

VERSION = 2
"""Counts the changes of this reader that change its output."""


def accepts(content: Content) -> bool:
    """Return whether the content is a PDF."""
    return content.is_pdf


def read(content: Content) -> Document:
    """Return the document of a PDF; raise `Unreadable` when it is encrypted, damaged or without any text.

    What can be read of a damaged file is, and `problems` says what is missing. Pages on which no form may stand
    (`Content.asked`) are not part of the document.
    """
    from extractors.readers.pdf import reading  # noqa: PLC0415 - the libraries behind it are slow to import

    return reading.document(content, f"{FORMAT}/{VERSION}")
