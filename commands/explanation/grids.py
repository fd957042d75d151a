"""A grid → a table for the terminal: each cell once, with what took it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from commands.explanation.taken import PERSON, Taken, broken, taken
from commands.text import printable
from extractors.document import Cell, Grid, Place

LONGEST = 48
"""Characters of a text that are shown."""

NARROWEST = 9
"""Columns of the terminal that a column of the grid needs; with less for each, the cells are listed."""

ROW_NAME, BETWEEN = 6, 3
"""Columns of the terminal for the name of a row, and between two columns of the grid."""

COVERED_BEFORE, COVERED_ABOVE = "←", "↑"
WITHHELD = "(withheld)"

Roles = Mapping[tuple[Place, ...], tuple[str, ...]]
"""What took each printed text, by its places."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How texts are shown: what took them, how wide the terminal is, and whether persons are named."""

    roles: Roles
    width: int
    personal: bool

    def taken(self, cell: Cell) -> Taken:
        """Return what took a cell."""
        return taken(self.roles.get(cell.places), blank=cell.blank)

    def printed(self, text: str, found: Taken) -> str:
        """Return a text in one line and not too long, withheld where it may name a person."""
        if found.kind is PERSON and not self.personal:
            return WITHHELD
        flat = " ".join(text.split())
        return printable(flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}…")


def table(grid: Grid, manner: Manner) -> Table:
    """Return the table of a grid; columns in which no text begins are left out."""
    columns = sorted({cell.column for cell in grid.cells if not cell.blank})
    if manner.width < NARROWEST * (len(columns) + 1):
        return _list(grid, manner)
    made = Table(show_lines=True, pad_edge=False, title=_heading(grid), title_justify="left")
    made.add_column("", style="dim", no_wrap=True)
    for column in columns:
        made.add_column(f"c{column + 1}", overflow="fold")
    home, room = _home(grid, 0), (manner.width - ROW_NAME) // max(len(columns), 1) - BETWEEN
    for row in range(grid.height):
        place = _home(grid, row)
        same = (place.page, place.table) == (home.page, home.table)
        name = str(Place(row=place.row) if same else place._replace(column=None, box=None))
        made.add_row(name, *(_shown(grid, row, column, manner, room) for column in columns))
    return made


def _home(grid: Grid, row: int) -> Place:
    """Return the place of a row: that of the first cell that begins in it, or else covers it."""
    covering = list(grid.row(row))
    first = next((cell for cell in covering if cell.row == row), covering[0] if covering else None)
    return Place(row=row + 1) if first is None else first.places[0]


def _heading(grid: Grid) -> Text:
    home = _home(grid, 0)._replace(row=None, column=None, box=None)
    return Text(f"{home}  {grid.height} rows, {grid.width} columns".strip(), "bold")


def _shown(grid: Grid, row: int, column: int, manner: Manner, room: int) -> Text:
    cell = grid.at(row, column)
    if cell is None:
        return Text("")
    if cell.column < column:
        return Text(COVERED_BEFORE, "dim")
    return Text(COVERED_ABOVE, "dim") if cell.row < row else _cell(cell, manner, room)


def _cell(cell: Cell, manner: Manner, room: int) -> Text:
    found = manner.taken(cell)
    printed = manner.printed(cell.text, found)
    parts = (printed, broken(found.words, room)) if found.paths else (f"{found.words} {printed}".strip(),)
    return Text("\n".join(part for part in parts if part), found.kind.style)


def _list(grid: Grid, manner: Manner) -> Table:
    made = Table(pad_edge=False, title=_heading(grid), title_justify="left")
    made.add_column("where", style="dim", no_wrap=True)
    made.add_column("printed", overflow="fold")
    made.add_column("taken by", overflow="fold")
    for cell in grid.cells:
        if not cell.blank:
            made.add_row(*listed(cell.at, cell.text, manner.taken(cell), manner))
    return made


def listed(at: str, text: str, found: Taken, manner: Manner) -> Sequence[Text]:
    """Return a text in a row of its own: where it stands, what is printed, what took it."""
    style = found.kind.style
    return Text(at), Text(manner.printed(text, found), style), Text(found.words, style)
