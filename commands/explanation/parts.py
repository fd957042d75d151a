"""An account of a file → what is shown of it in the terminal, part by part."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from commands.explanation.account import Account, Read, place_of
from commands.explanation.claims import claimed, unclaimed
from commands.explanation.grids import Manner, listed, table
from commands.explanation.question import Question
from commands.explanation.taken import LEGEND, UNASKED, Taken, taken
from commands.text import printable
from extractors.document import Grid, Line

BEGINNING = 20
"""Characters of the first text of a grid that is told in one line."""


def parts(account: Account, chosen: Sequence[Read], question: Question, width: int) -> Iterator[RenderableType]:
    """Yield the legend, what is wrong with the file, each table as it was read, and what belongs to none."""
    yield _legend()
    for problem in account.document.problems:
        yield Text(printable(f"{problem.reason.code} {problem.message}"), "bold red")
    for read in chosen:
        yield from _read(read, len(account.read), Manner(read.fields.roles(), width, question.personal))
    if not account.read:
        yield Text("\nno self-evaluation table found", "bold red")
    if question.table is None:
        yield from _other(account, Manner({}, width, question.personal), everything=question.everything)


def _legend() -> Table:
    made = Table.grid(padding=(0, 1))
    for kind in LEGEND:
        made.add_row(Text(kind.letter, kind.style), Text(kind.meaning, kind.style))
    made.add_row(Text("← ↑", "dim"), Text("covered by the merged cell to the left, or above", "dim"))
    return made


def _read(read: Read, count: int, manner: Manner) -> Iterator[RenderableType]:
    yield Text(f"\nself-evaluation table {read.ordinal} of {count}", "bold")
    yield Text(printable(f"read by {claimed(read.table.layout, read.table.grids)}"))
    if read.table.caption:
        yield _lines("lines above", read.table.caption, manner)
    for grid in read.table.grids:
        yield table(grid, manner)
    if read.table.notes:
        yield _lines("lines below", read.table.notes, manner)
    yield _left_over(read)


def _lines(heading: str, lines: Iterable[Line], manner: Manner) -> Table:
    made = _three("where", heading, "taken by")
    for line in lines:
        made.add_row(*listed(line.at, line.text, taken(manner.roles.get((line.place,))), manner))
    return made


def _left_over(read: Read) -> RenderableType:
    if not read.fields.left:
        return Text("nothing is left over", "green")
    made = _three("where", "left over", "beside the label")
    for left in read.fields.left:
        made.add_row(*(Text(printable(" ".join(text.split()))) for text in (left.at, left.raw, left.label or "")))
    return made


def _other(account: Account, manner: Manner, *, everything: bool) -> Iterator[RenderableType]:
    """Yield what belongs to no self-evaluation table, in full or in short."""
    if account.grids and not everything:
        yield _in_short(account.grids, manner)
    for grid in account.grids if everything else ():
        yield Text(printable(f"\nno self-evaluation table: {unclaimed(grid)}"), "bold")
        yield table(grid, manner)
    if account.lines and not everything:
        yield Text(f"\nlines of text that belong to no such table: {len(account.lines):,} (--all shows them)", "dim")
    elif account.lines:
        yield _lines("lines that belong to no such table", account.lines, manner)


def _in_short(grids: Iterable[Grid], manner: Manner) -> Table:
    made = Table(box=None, pad_edge=False, title="\ngrids of no such table (--all shows them)", title_justify="left")
    for heading in ("where", "size", "begins", "why not"):
        made.add_column(heading, overflow="fold", no_wrap=heading in {"where", "size"})
    for grid in grids:
        first = next((cell.text for cell in grid.cells if not cell.blank), "")
        begins = manner.printed(first[:BEGINNING], Taken(UNASKED))
        row = (str(place_of(grid)), f"{grid.height} × {grid.width}", begins, printable(unclaimed(grid)))
        made.add_row(*(Text(text, "dim") for text in row))
    return made


def _three(*headings: str) -> Table:
    made = Table(box=None, pad_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold", no_wrap=heading == "where")
    return made
