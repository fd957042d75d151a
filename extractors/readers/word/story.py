"""The walk over a Word document: its tables as grids, the text around them as lines, and what holds no text."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from extractors.document import Cell, Grid, Line, Place
from extractors.errors import PARTLY_READ, Problem
from extractors.readers.word import oxml, runs, tables

if TYPE_CHECKING:
    from lxml.etree import _Element

    from extractors.limits import Positions
    from extractors.readers.word.numbering import Numbers
    from extractors.readers.word.styles import Styles

IMPORTED = f"{oxml.W}altChunk"
BLOCKS = frozenset({oxml.PARAGRAPH, oxml.TABLE, IMPORTED})
DRAWN = frozenset({oxml.BOX, oxml.WORD_ART, oxml.EMBEDDED})


class Walk:
    """What has been read so far, in reading order. It stands around every paragraph (see `runs.Surroundings`).

    `ordinary` are rows of which it is known that they are (see `ordinary`).
    """

    def __init__(
        self,
        numbers: "Numbers",
        styles: "Styles",
        positions: "Positions",
        ordinary: "AbstractSet[_Element]" = frozenset(),
    ) -> None:
        self.styles = styles
        self.grids: list[Grid] = []
        self.lines: list[Line] = []
        self.notes: list[tuple[str, str]] = []
        self.pictures = 0
        self._numbers = numbers
        self._ordinary = ordinary
        self._labels: dict[_Element, str] = {}
        self._inside: int | None = None
        self._positions = positions
        self._blank_pictures = 0
        self._embedded = 0

    def story(self, container: "_Element") -> None:
        """Read a text of its own: the body, a text box, a note, a header."""
        self._labels |= self._numbers.before(container)
        self._flow(container, self._line)

    def plain(self, container: "_Element") -> None:
        """Read every paragraph as lines, those in tables too: a header lays itself out with them."""
        self._labels |= self._numbers.before(container)
        for paragraph in oxml.unwrapped(container, frozenset({oxml.PARAGRAPH})):
            self._line(self._labels.get(paragraph, "") + runs.printed(paragraph, self)[0])

    def drawn(self, drawing: "_Element") -> None:
        """Read the text boxes of a drawing, and count what is a picture or an embedded object."""
        parts = list(oxml.unwrapped(drawing, DRAWN))
        self.pictures += not parts
        for part in parts:
            if part.tag == oxml.BOX:
                self.story(part)
            elif part.tag == oxml.WORD_ART:
                self._line(part.get("string", ""))
            else:
                self._embedded += 1

    def noted(self, reference: "_Element") -> None:
        """Remember a footnote or endnote that the text refers to."""
        kind = reference.tag.rsplit("}", 1)[1].removesuffix("Reference")
        self.notes.append((kind, reference.get(f"{oxml.W}id", "")))

    def problems(self) -> tuple[Problem, ...]:
        """Return what the document shows and no text says."""
        pictures = self._blank_pictures if self.grids else self.pictures
        unknown = ", ".join(sorted(self._numbers.unknown))
        found = (
            (self._embedded, f"embedded objects ({self._embedded})", f"嵌入对象（{self._embedded} 个）"),
            (pictures, f"pictures that may hold text ({pictures})", f"可能含文字的图片（{pictures} 幅）"),
            (unknown, f"automatic numbers written as {unknown}", f"自动编号（{unknown}）"),
        )
        return tuple(Problem(PARTLY_READ, detail, detail_zh) for there, detail, detail_zh in found if there)

    def _flow(self, container: "_Element", emit: Callable[[str], None]) -> None:
        held = ""
        for block in oxml.unwrapped(container, BLOCKS):
            if block.tag == oxml.PARAGRAPH:
                text, goes_on = runs.printed(block, self)
                held += self._labels.get(block, "") + text
                if not goes_on:
                    emit(held)
                    held = ""
            elif block.tag == oxml.TABLE:
                self._table(block)
            else:
                self._embedded += 1
        if held:
            emit(held)

    def _line(self, text: str) -> None:
        for part in text.split("\n"):
            if part.strip():
                place = Place(line=len(self.lines) + 1)
                self.lines.append(Line(part.strip(), place, after=len(self.grids)))

    def _table(self, table: "_Element") -> None:
        rows: list[tables.Row] = []
        widest = 0
        for row in tables.rows(table, self._ordinary):
            rows.append(row)
            widest = max(widest, row.span)
            self._positions.check(len(rows), widest)
        if not rows:
            return
        self._positions.take(len(rows), widest)
        outer, index = self._inside, len(self.grids)
        # the place is taken before the cells are read: the tables in them come after
        self.grids.append(Grid((), inside=outer))
        self._inside = index
        cells = tuple([self._cell(slot, index + 1) for slot in tables.slots(rows)])
        self.grids[index] = Grid(cells, inside=outer)
        self._inside = outer

    def _cell(self, slot: tables.Slot, table: int) -> Cell:
        (content, row, column, column_span), row_span = slot
        text = content if isinstance(content, str) else self._text(content)
        return Cell(text, row, column, row_span, column_span, (Place(None, table, row + 1, column + 1),))

    def _text(self, cell: "_Element") -> str:
        texts: list[str] = []
        pictures = self.pictures
        self._flow(cell, texts.append)
        text = "\n".join(texts).strip()
        self._blank_pictures += 0 if text else self.pictures - pictures
        return text
