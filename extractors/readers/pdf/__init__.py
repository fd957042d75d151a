"""PDF → Document: tables by their rulings, joined over page breaks, and the lines of text around them."""

from extractors.document import Document
from extractors.errors import DAMAGED, NO_TEXT, Problem, Unreadable
from extractors.readers.content import Content
from extractors.readers.pdf import gaps
from extractors.readers.pdf.choice import Choice
from extractors.readers.pdf.joins import joined
from extractors.readers.pdf.result import grids_and_lines

FORMAT = "pdf"
SUFFIXES = frozenset({".pdf"})

VERSION = 2
"""Counts the changes of this reader that change its output."""


def accepts(content: Content) -> bool:
    """Return whether the content is a PDF."""
    return content.is_pdf


def read(content: Content) -> Document:
    """Return the document of a PDF; raise `Unreadable` when it is encrypted, damaged or without any text.

    What can be read of a damaged file is, and `problems` says what is missing.
    """
    from extractors.readers.pdf.sources import Sources  # noqa: PLC0415 - the library behind it is slow to import

    pages = Sources(content.data)
    chosen = Choice(pages, content.asked)
    sheets = []
    problems: list[Problem] = []
    any_text = False
    for record, sheet in chosen:
        sheets.append(sheet)
        problems += gaps.problems(record, sheet)
        any_text = any_text or gaps.has_text(record)
    if not any_text and not chosen.passed_over:
        damage = next(iter(pages.problems), None)
        raise Unreadable(DAMAGED, damage.detail, damage.detail_zh) if damage else Unreadable(NO_TEXT)
    grids, lines = grids_and_lines(sheets, joined(sheets))
    return Document(FORMAT, f"{FORMAT}/{VERSION} ({pages.read_by})", grids, lines, (*pages.problems, *problems))
