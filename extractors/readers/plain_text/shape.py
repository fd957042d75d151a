"""What the shapes of tables in text have in common: records in, tables and lines out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Record = str | list[str]
"""A line of text, or the cells of one in which tabs separate them."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts, of any length. `is_markdown` when the text around it is Markdown too.

    `wide` says by row and column, from 0, over how many columns a text stands, where that is more than one: the others
    are blank. `as_seen` says that its rows are lines of text, and `unsure` that cells may be parted wrongly, as `Grid`
    does.
    """

    rows: Sequence[Sequence[str]]
    wide: Mapping[tuple[int, int], int] = field(default_factory=dict)
    is_markdown: bool = False
    as_seen: bool = False
    unsure: bool = False


Part = str | Table

Taken = tuple[Sequence[Part], int]
"""The parts that a stretch of records gives, and where the next one begins."""

Shape = Callable[[Sequence[Record], int], Taken | None]
"""Takes the stretch that begins at a position when it has this shape."""


def plain(records: Sequence[Record], position: int) -> str | None:
    """Return the record at a position if it is a line without tabs, and None behind the end."""
    record = records[position] if position < len(records) else None
    return record if isinstance(record, str) else None
