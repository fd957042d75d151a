"""Tables that a report prints around its self-evaluations and that are none."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.forms import Form
from tests.published import slot


@dataclass(frozen=True)
class Other:
    """A table that is no self-evaluation; its first line above is its title."""

    name: str
    form: Form


@cache
def others() -> tuple[Other, ...]:
    """Return every such table, in the order of the files."""
    folder = Path(__file__).parent
    listed = [
        table for path in sorted(folder.glob("*.toml")) for table in tomllib.loads(path.read_text("utf-8"))["table"]
    ]
    return tuple(Other(table["name"], _form(table)) for table in listed)


def _form(table: dict[str, list[object]]) -> Form:
    rows = tuple(tuple(slot(cell) for cell in row) for row in table["grid"])  # type: ignore[attr-defined]
    return Form(tuple(map(str, table["above"])), rows, tuple(map(str, table.get("below", ()))))
