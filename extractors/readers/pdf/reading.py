"""The bytes of a PDF → its document: the sheets of its pages, their tables joined, and what could not be read."""

from extractors.document import Document
from extractors.errors import DAMAGED, NO_TEXT, Problem, Unreadable
from extractors.limits import Positions
from extractors.readers.content import Content
from extractors.readers.pdf import gaps
from extractors.readers.pdf.choice import Choice
from extractors.readers.pdf.joins import joined
from extractors.readers.pdf.result import grids_and_lines
from extractors.readers.pdf.sources import Sources


def document(content: Content, name: str) -> Document:
    """Return the document of a PDF; `name` is the reader with its version. Raise `Unreadable` where there is none."""
    pages = Sources(content.data, content.limits)
    chosen = Choice(pages, content.asked)
    sheets = []
    problems: list[Problem] = []
    positions = Positions(content.limits)
    any_text = False
    for record, sheet in chosen:
        sheets.append(sheet)
        for table in sheet.tables:
            positions.take(table.height, table.width)
        problems += gaps.problems(record, sheet)
        any_text = any_text or gaps.has_text(record)
    if not any_text and not chosen.passed_over:
        for reason in pages.left_out:
            raise reason
        damage = next(iter(pages.problems), None)
        raise Unreadable(DAMAGED, damage.detail, damage.detail_zh) if damage else Unreadable(NO_TEXT)
    grids, lines = grids_and_lines(sheets, joined(sheets))
    return Document("pdf", f"{name} ({pages.read_by})", grids, lines, (*pages.problems, *problems))
