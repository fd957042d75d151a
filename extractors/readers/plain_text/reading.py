"""The stretches of a text → its tables and lines, in their order."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.document import Document, Grid, Line, Place, grid_of, widened
from extractors.limits import Positions
from extractors.readers.plain_text import aligned, boxed, markdown, tabbed
from extractors.readers.plain_text.shape import Part, Shape, Table

if TYPE_CHECKING:
    from extractors.readers.content import Content

SHAPES: tuple[Shape, ...] = (tabbed.take, markdown.take, boxed.take, aligned.take)


def document(content: "Content", reader: str) -> Document:
    """Return the tables and lines of a text; `reader` names the format and the version of its reader."""
    decoded = content.decoded
    if decoded is None:
        raise AssertionError("a text is only read when it is accepted")
    parts = list(_parts(decoded.text))
    is_markdown = any(isinstance(part, Table) and part.is_markdown for part in parts)
    grids: list[Grid] = []
    lines: list[Line] = []
    positions = Positions(content.limits)
    for part in parts:
        if isinstance(part, Table):
            width = max(len(row) for row in part.rows)
            positions.take(len(part.rows), width)
            grids.append(_grid(part, len(grids) + 1, width))
        elif text := (markdown.prose(part) if is_markdown else part.strip()):
            lines.append(Line(text, Place(line=len(lines) + 1), after=len(grids)))
    return Document(reader.partition("/")[0], reader, tuple(grids), tuple(lines), decoded.problems)


def _parts(text: str) -> Iterator[Part]:
    """Yield tables and lines in their order; each stretch of the text is looked at once."""
    for sign in ("\r\n", "\r", "\f"):
        text = text.replace(sign, "\n")
    found = list(tabbed.records(text.rstrip("\x1a")))
    position = 0
    while position < len(found):
        taken = next((taken for shape in SHAPES if (taken := shape(found, position))), None)
        if taken is None:
            yield str(found[position])
            position += 1
        else:
            parts, position = taken
            yield from parts


def _grid(table: Table, number: int, width: int) -> Grid:
    """Return a table as a rectangle, short rows filled up with blank cells."""
    rows = ([cell.strip() for cell in row] + [""] * (width - len(row)) for row in table.rows)
    return replace(widened(grid_of(rows, table=number), table.wide), as_seen=table.as_seen, unsure=table.unsure)
