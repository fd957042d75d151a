"""The tables of a document in order → those that hold a form, each with the tables that carry it on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.document import Cell, Document, Grid
from extractors.layouts import general, generic, recognise
from extractors.layouts.evidence import Evidence, Heading, evidence
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout
from extractors.tables.around import NEAR, Lines, caption, is_page_matter, sections
from extractors.tables.mended import mended
from extractors.tables.parts import DIGIT, WIDE, divided, is_label
from extractors.tables.titles import nearest

LONGEST_RUN = 8
"""Grids over which an export spreads one form at most."""


@dataclass(frozen=True)
class Piece:
    """A table of a document: a grid, or a part of one; `index` is that of the grid."""

    index: int
    grid: Grid
    begins_grid: bool
    ends_grid: bool
    above: tuple[str, ...]

    @cached_property
    def heading(self) -> Heading:
        """What the title above it, or in its first rows, says."""
        return nearest([*self.above, *_first_texts(self.grid)])

    @cached_property
    def shown(self) -> Evidence:
        """What it shows."""
        return evidence([self.grid], generic(), general())

    @property
    def is_other(self) -> bool:
        """Whether it is another table of a report by its title or its labels."""
        other = self.shown.foreign or self.shown.listing or self.shown.part_year
        return self.heading in {"other", "part_year"} or (other and not self.shown.indicators)


@dataclass(frozen=True)
class Form:
    """The pieces that hold one form, and the layout that claims it."""

    layout: Layout
    pieces: tuple[Piece, ...]


def forms(document: Document, lines: Lines) -> list[Form]:
    """Return the forms of a document, in reading order."""
    return list(_Search(_pieces(document, lines), lines).forms())


def _pieces(document: Document, lines: Lines) -> list[Piece]:
    found: list[Piece] = []
    for index, grid in enumerate(document.grids):
        parts = divided(mended(grid))
        for at, part in enumerate(parts):
            above = tuple(line.text for line in caption(document, lines, index)) if at == 0 else ()
            found.append(Piece(index, part, at == 0, at == len(parts) - 1, above))
    return found


def _first_texts(grid: Grid) -> list[str]:
    """Return what stands in the rows above the first label of a form or the first row of a table."""
    texts: list[str] = []
    for cells in grid.printed_rows[:NEAR]:
        if len(cells) >= WIDE or any(is_label(cell, generic()) for cell in cells):
            break
        texts += [cell.text for cell in cells]
    return texts


class _Search:
    """Looks for the forms among the pieces of a document."""

    def __init__(self, pieces: Sequence[Piece], lines: Lines) -> None:
        self._pieces, self._lines = pieces, lines
        self._claims: dict[int, Layout] = {}
        for at, piece in enumerate(pieces):
            layout = recognise([piece.grid], piece.heading) or self._inherited(at)
            if layout is not None:
                self._claims[at] = layout

    def forms(self) -> Iterator[Form]:
        """Yield the forms: a piece belongs to one at most."""
        taken = -1
        for at in range(len(self._pieces)):
            found = self._begun(at) if at > taken else None
            if found is not None:
                layout, members = found
                self._carry_on(layout, members)
                taken = members[-1]
                pieces = tuple(self._pieces[member] for member in members)
                yield Form(_of_all(layout, pieces), pieces)

    def _inherited(self, at: int) -> Layout | None:
        """Return the layout of the form above in the same grid for one that begins with a title, yet is cut off."""
        piece = self._pieces[at]
        same = not piece.begins_grid and piece.heading == "own" and piece.shown.head
        return self._claims.get(at - 1) if same else None

    def _begun(self, at: int) -> tuple[Layout, list[int]] | None:
        """Return the form that begins with a piece: by itself, or with the pieces over which it is spread."""
        first, members = self._pieces[at], [at]
        if at in self._claims:
            return self._claims[at], members
        if first.is_other or not (first.heading == "own" or first.shown.head):
            return None
        for other in range(at + 1, min(at + LONGEST_RUN, len(self._pieces))):
            piece = self._pieces[other]
            again = piece.heading != "none" or (piece.shown.head and first.shown.head)
            if again or piece.is_other or not self._follows(members[-1], other):
                return None
            members.append(other)
            layout = recognise([self._pieces[member].grid for member in members], first.heading)
            if layout is not None:
                return layout, members
        return None

    def _carry_on(self, layout: Layout, members: list[int]) -> None:
        """Add the pieces nested in those of a form, and those that carry it on."""
        grids = {self._pieces[member].index for member in members}
        for other in range(members[-1] + 1, len(self._pieces)):
            within = self._pieces[other].grid.inside in grids
            apart = not within and not (self._follows(members[-1], other) and self._completes(layout, members, other))
            if apart or (within and other in self._claims):
                return
            members.append(other)
            grids.add(self._pieces[other].index)

    def _completes(self, layout: Layout, members: Sequence[int], other: int) -> bool:
        """Whether a piece goes on with a form: what no form claims, or the indicators that the form lacks so far."""
        piece, first, last = self._pieces[other], self._pieces[members[0]], self._pieces[members[-1]]
        if piece.is_other or piece.heading != "none" or piece.shown.head:
            return False
        if other in self._claims:
            return not any(self._pieces[member].shown.indicators for member in members)
        begins = next((cell for cell in piece.grid.cells if not cell.blank), None)
        if begins is None or (_is_closed(last.grid, layout) and _opens_another(piece.grid, layout)):
            return False
        return piece.grid.width == first.grid.width or is_label(begins, layout) or _closes(begins, layout)

    def _follows(self, last: int, other: int) -> bool:
        """Whether nothing but a page break or the name of a section parts two pieces, neither nested."""
        before, piece = self._pieces[last], self._pieces[other]
        while before.grid.inside is not None and before.grid.inside != piece.grid.inside:
            last -= 1
            before = self._pieces[last]
        if not piece.begins_grid or not before.ends_grid or before.grid.inside != piece.grid.inside:
            return False
        between = self._lines.get(piece.index, [])
        return all(is_page_matter(line) for line in between) or bool(sections(between))


def _of_all(layout: Layout, pieces: Sequence[Piece]) -> Layout:
    """Return the layout that all pieces of a form together show, where the first of them did not tell."""
    if len(pieces) == 1:
        return layout
    whole = recognise([piece.grid for piece in pieces], pieces[0].heading)
    return layout if whole is None or whole is generic() else whole


def _closes(cell: Cell, layout: Layout) -> bool:
    return not layout.totals.isdisjoint(Label.of(cell.text).keys)


def _is_closed(grid: Grid, layout: Layout) -> bool:
    """Whether the last rows of a form have its totals: nothing more is to come but texts."""
    return any(_closes(cell, layout) for cell in grid.cells if cell.row >= grid.height - NEAR)


def _opens_another(grid: Grid, layout: Layout) -> bool:
    """Whether a grid begins with a header that is none of a form's: words in every cell, most of them unknown."""
    cells = [cell for cell in grid.row(0) if cell.row == 0]
    full = len(cells) >= WIDE and not any(cell.blank or DIGIT.search(cell.text) for cell in cells)
    return full and 2 * sum(is_label(cell, layout) for cell in cells) < len(cells)
