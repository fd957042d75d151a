"""The work behind `extract checks`: the catalogue as a table to look at, or as JSON."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from bulk.write import output
from commands.catalogue import Entry, Kind, catalogue
from commands.codes import chosen
from commands.style import STYLES
from commands.text import encoded
from schema.finding import SEVERITIES

HEADINGS: dict[Kind, str] = {
    "check": "checks of a table",
    "file": "what is wrong with a file",
    "diagnosis": "slips that would explain a failure",
}


def listing(codes: Sequence[str], *, as_json: bool) -> None:
    """Print the entries whose codes begin as one of those given, all where none is."""
    prefixes = chosen(codes, [entry.code for entry in catalogue()])
    entries = [entry for entry in catalogue() if not prefixes or entry.code.startswith(prefixes)]
    with output("-") as write:
        write(_json(entries) if as_json else encoded(*_tables(entries)))


def _json(entries: Sequence[Entry]) -> bytes:
    text = json.dumps([entry.data() for entry in entries], ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _tables(entries: Sequence[Entry]) -> Iterator[Table]:
    for kind, several in groupby(entries, key=lambda entry: entry.kind):
        yield _table(HEADINGS[kind], list(several))


def _table(heading: str, entries: Sequence[Entry]) -> Table:
    made = Table(title=heading, title_justify="left", title_style="bold", expand=True, show_lines=True)
    made.add_column("code", min_width=4)
    graded = any(entry.severity for entry in entries)
    if graded:
        made.add_column("severity", min_width=8)
    if any(entry.rule for entry in entries):
        made.add_column("what it states", ratio=2, overflow="fold")
    made.add_column("message", ratio=3, overflow="fold")
    for entry in entries:
        made.add_row(*_cells(entry, graded=graded))
    return made


def _cells(entry: Entry, *, graded: bool) -> Iterator[Text]:
    style = next((STYLES[severity] for severity in SEVERITIES if severity == entry.severity), "green")
    yield Text(entry.code, style)
    if graded:
        yield Text(entry.severity or "", style)
    if entry.rule:
        yield Text("\n".join(part for part in (entry.formula, entry.rule) if part))
    yield Text(f"{entry.message.en}\n{entry.message.zh}")
