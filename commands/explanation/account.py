"""A document → its self-evaluation tables as they were read, and the grids and lines that belong to none."""

from dataclasses import dataclass

from extractors import fields, tables
from extractors.document import Document, Grid, Line, Place
from extractors.fields import Fields
from extractors.tables import Table


@dataclass(frozen=True)
class Read:
    """A self-evaluation table with its number in the file, and what was read of it."""

    ordinal: int
    table: Table
    fields: Fields


@dataclass(frozen=True)
class Account:
    """A document, what was read of it, and what was not asked for any value."""

    document: Document
    read: tuple[Read, ...]
    grids: tuple[Grid, ...]
    lines: tuple[Line, ...]


def account(document: Document) -> Account:
    """Return how a document was read. A part of a grid keeps the places of its cells, and by them it is known."""
    found = tuple(Read(number, table, fields.read(table)) for number, table in enumerate(tables.find(document), 1))
    cells = {cell.places for read in found for grid in read.table.grids for cell in grid.cells}
    lines = {line.place for read in found for line in (*read.table.caption, *read.table.notes)}
    other = tuple(grid for grid in document.grids if not any(cell.places in cells for cell in grid.cells))
    return Account(document, found, other, tuple(line for line in document.lines if line.place not in lines))


def place_of(grid: Grid) -> Place:
    """Return where a grid begins: page and number of the table."""
    first = grid.cells[0].places[0] if grid.cells else Place()
    return Place(page=first.page, table=first.table)
