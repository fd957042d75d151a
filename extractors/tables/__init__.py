"""Document → the self-evaluation tables in it, each with the text that belongs to it."""

from dataclasses import dataclass, replace
from itertools import pairwise

from extractors import values
from extractors.document import Cell, Document, Grid, Line
from extractors.errors import PARTLY_READ, Problem
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout
from extractors.tables.around import Lines, by_grid, caption, notes, sections
from extractors.tables.parts import DIGIT, repeats
from extractors.tables.pieces import Form, forms
from extractors.tables.titles import is_title
from extractors.tables.wrapped import are_lines, glues_labels

WRAPPED = (
    "a table without lines whose cells cannot be told apart: lines of a text look like rows, or columns are not parted",
    "一张无框线的表格，其单元格无法区分：行与单元格内的换行无法区分，或列与列之间未隔开",
)


SEVERAL = 3
"""Headers without a place: with fewer, most columns have theirs, and what stands in the others is left over."""


@dataclass(frozen=True)
class Table:
    """A self-evaluation table: its grids (the recognised one, those nested in it, those that carry it on) and its text.

    `caption` begins with the title where there is one, or with the report number above it; without one it is just what
    stands nearby, and may be no part of the form. `notes` are the lines below that a form prints there; `sections` are
    for each grid but the first the names of sections above it.
    """

    layout: Layout
    grids: tuple[Grid, ...]
    caption: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    sections: tuple[tuple[Line, ...], ...] = ()

    @property
    def titled(self) -> bool:
        """Whether the title stands above the grid, outside it."""
        return any(is_title(line.text) for line in self.caption)

    @property
    def pages(self) -> tuple[int, int] | None:
        """The first and the last page on which it is printed, where the format has pages."""
        spans = [grid.pages for grid in self.grids if grid.pages is not None]
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def find(document: Document) -> tuple[Table, ...]:
    """Return the self-evaluation tables of a document, in reading order."""
    return search(document)[0]


def search(document: Document) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Return the self-evaluation tables of a document, and what is to be said of forms whose cells are not known."""
    lines = by_grid(document)
    found = forms(document, lines)
    known = [form for form in found if not _is_wrapped(form)]
    tables = tuple(table for form in known for table in _tables(document, lines, form))
    return tables, (Problem(PARTLY_READ, *WRAPPED),) if len(known) < len(found) else ()


def _is_wrapped(form: Form) -> bool:
    """Whether the cells of a form cannot be told apart, or nobody knows over which columns a header stands."""
    grids = [piece.grid for piece in form.pieces]
    return any(
        (not grid.spans_known and glues_labels(grid, form.layout))
        or _has_lost_headers(grid, form.layout)
        or (grid.as_seen and (grid.unsure or are_lines(grid, form.layout)))
        for grid in grids
    )


def _has_lost_headers(grid: Grid, layout: Layout) -> bool:
    """Whether headers of columns are among the texts without a place, which a table without lines has at its end.

    One of money is enough, or one that stands in another row of headers too: figures would come below another.
    """
    if grid.spans_known or grid.as_seen:
        return False
    lost = [cell for cell in grid.cells if cell.column_span == grid.width and not cell.blank]
    columns = layout.record_headers - layout.headings
    if sum(not columns.isdisjoint(Label.of(cell.text).keys) for cell in lost) >= SEVERAL:
        return True
    words = [row for row in grid.printed_rows if len(row) > 1 and not any(DIGIT.search(cell.text) for cell in row)]
    headers = {values.fold(cell.text) for row in words for cell in row}
    return any(_means_money(cell, layout) or values.fold(cell.text) in headers for cell in lost)


def _means_money(cell: Cell, layout: Layout) -> bool:
    """Whether a text is the header of a column of money, or such a label with its figure behind it."""
    inline = Label.with_value(cell.text)
    labels = (Label.of(cell.text), *(() if inline is None else (inline,)))
    return any(key in layout.column_by_label for label in labels for key in label.keys)


def _tables(document: Document, lines: Lines, form: Form) -> tuple[Table, ...]:
    """Return the form that some pieces hold; several where one follows the other without a title between them."""
    first, *rest = form.pieces
    *whole, last = _repeated(first.grid, form.layout)
    end = form.pieces[-1]
    below = lines.get(end.index + 1, []) if end.ends_grid else []
    tables = [Table(form.layout, (part,)) for part in whole]
    named = tuple(sections(lines.get(piece.index, [])) if piece.begins_grid else () for piece in rest)
    printed = notes(below, form.layout, last=end.index + 1 == len(document.grids))
    tables.append(Table(form.layout, (last, *(piece.grid for piece in rest)), notes=printed, sections=named))
    if first.begins_grid:
        above = caption(document, lines, first.index)
        tables = [replace(table, caption=above) for table in tables]
    return tuple(tables)


def _repeated(grid: Grid, layout: Layout) -> list[Grid]:
    """Divide a grid in which one form follows the other without a title between them, where its labels come again.

    Where nothing tells them apart the grid stays whole: fields printed twice are then a finding, and nothing is lost.
    """
    starts = repeats(grid.printed_rows, frozenset(sorted(layout.signature)[:1]))
    return [grid.part(start, end) for start, end in pairwise([*starts, grid.height])] if len(starts) > 1 else [grid]
