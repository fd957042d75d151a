"""Document → the self-evaluation tables in it, each with the text that belongs to it."""

from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.document import Document, Grid, Line
from extractors.layouts import general, recognise
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout

NEAR = 8
"""How many lines above a table without a title are still asked for its year and unit."""

LONGEST_CAPTION = 80
"""Characters: a longer text above a table is prose of the report around it."""


@dataclass(frozen=True)
class Table:
    """A self-evaluation table: its grids (the recognised one, those nested in it, those that carry it on) and its text.

    `caption` begins with the title where there is one; without one it is just what stands nearby, and may be no part
    of the form. `notes` are the lines below that a form prints there.
    """

    layout: Layout
    grids: tuple[Grid, ...]
    caption: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()

    @property
    def titled(self) -> bool:
        """Whether the title stands above the grid, outside it."""
        return bool(self.caption) and _is_title(self.caption[0].text)

    @property
    def pages(self) -> tuple[int, int] | None:
        """The first and the last page on which it is printed, where the format has pages."""
        spans = [grid.pages for grid in self.grids if grid.pages is not None]
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def find(document: Document) -> tuple[Table, ...]:
    """Return the self-evaluation tables of a document, in reading order."""
    claims = {
        index: layout
        for index, grid in enumerate(document.grids)
        if (layout := recognise(grid, titled=_titled(document, index))) is not None
    }
    return tuple(table for index in claims for table in _tables(document, index, claims))


def _tables(document: Document, index: int, claims: dict[int, Layout]) -> tuple[Table, ...]:
    """Return the form that a grid holds; several where one follows the other in the same grid."""
    layout = claims[index]
    members = _members(document, index, claims)
    following = [line for line in document.lines if line.after == members[-1] + 1][:NEAR]
    notes = tuple(line for line in following if _is_note(line.text))
    *whole, last = _forms(document.grids[index], layout)
    rest = tuple(document.grids[member] for member in members[1:])
    tables = [Table(layout, (part,)) for part in whole] + [Table(layout, (last, *rest), notes=notes)]
    return replace(tables[0], caption=_caption(document, index)), *tables[1:]


def _forms(grid: Grid, layout: Layout) -> list[Grid]:
    """Divide a grid in which the same form is printed more than once; each begins as the first one does.

    Where they begin differently the grid stays whole: fields printed twice are then a finding, and nothing is lost.
    """
    if not layout.signature:
        return [grid]
    mark = min(layout.signature)
    marked = sorted({cell.row for cell in grid.cells if mark in Label.of(cell.text).keys})
    starts = [row - marked[0] for row in marked]
    heads = {cell.row: Label.of(cell.text).keys[:1] for cell in reversed(grid.cells) if not cell.blank}
    if any(heads.get(start) != heads.get(0) for start in starts):
        return [grid]
    return [grid.part(start, end) for start, end in pairwise([*starts, grid.height])]


def _members(document: Document, index: int, claims: dict[int, Layout]) -> list[int]:
    """Return the recognised grid, the unclaimed ones nested in it, and the unclaimed ones that carry it on.

    A grid carries a form on when it follows without another form's title between and shows a label of the layout.
    """
    members = [index]
    for other in range(index + 1, len(document.grids)):
        grid = document.grids[other]
        if other in claims or any(line.after == other and _is_title(line.text) for line in document.lines):
            break
        if grid.inside in members or (grid.inside == document.grids[index].inside and _speaks(grid, claims[index])):
            members.append(other)
    return members


def _speaks(grid: Grid, layout: Layout) -> bool:
    return any(key in layout.vocabulary for cell in grid.cells for key in Label.of(cell.text).keys)


def _caption(document: Document, index: int) -> tuple[Line, ...]:
    lines = [*_around(document, index), *(line for line in document.lines if line.after == index)]
    short = [line for line in lines if len(line.text) <= LONGEST_CAPTION]
    titles = [position for position, line in enumerate(short) if _is_title(line.text)]
    return tuple(short[titles[-1] :] if titles else short[-NEAR:])


def _around(document: Document, index: int) -> list[Line]:
    """Return the short texts of the layout tables in which a grid is nested: pages put titles there."""
    parent = document.grids[index].inside
    if parent is None:
        return []
    cells = [cell for cell in document.grids[parent].cells if not cell.blank and len(cell.text) <= LONGEST_CAPTION]
    own = [Line(text, cell.places[0], index) for cell in cells for text in cell.text.splitlines() if text.strip()]
    lines = [line for line in document.lines if line.after == parent]
    return [*_around(document, parent), *lines, *own]


def _titled(document: Document, index: int) -> bool:
    """Whether the title of a self-evaluation table stands above a grid, or in its first rows."""
    head = [cell.text for cell in document.grids[index].cells if cell.row < NEAR]
    return any(_is_title(text) for text in (*(line.text for line in _caption(document, index)), *head))


def _is_title(text: str) -> bool:
    return len(text) <= LONGEST_CAPTION and general().title_pattern.search("".join(text.split())) is not None


def _is_note(text: str) -> bool:
    found = Label.with_value(text)
    label = Label.of(text) if found is None else found
    return any(key in general().remarks or key.endswith(general().contacts) for key in label.keys)
