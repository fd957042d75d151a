"""Published tables: the cells of each as a form, and what a correct reading of it gives."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from tests.forms import Form, Slot

TABLES = Path(__file__).parent / "tables"
Set = Literal["published", "further", "held_out"]
"""The tables that the rules were made with, further ones, and those that nobody looked at while the rules were made."""

HEADING = "信息公开"
"""What stands above a table that has its title inside: the heading of some page."""

Fact = dict[str, str]
"""Fields of a row by name, as printed; one that is not printed, or printed as nothing, has no key."""


@dataclass(frozen=True)
class Fault:
    """A contradiction in a table as it was published, and what the catalogue of checks says of it.

    `severity` is `none` where the rules let it pass, or where no rule can prove it.
    """

    kind: str
    checks: tuple[str, ...]
    severity: Literal["error", "warning", "info", "none"]
    note: str
    diagnosis: str | None = None


@dataclass(frozen=True)
class Published:
    """A published table.

    Amounts are in `unit`, rates as printed, without the sign of percent; where a fraction is printed, the row also has
    `execution_rate_normalised` in percent. `head` has a blank text for a field that is asked for and not printed;
    `breakdown` are amounts inside their labels; `elsewhere` texts that the record must hold in whatever field.
    """

    id: str
    layout: str
    title: str
    fiscal_year: int
    unit: str
    partial: bool
    form: Form
    head: Fact
    funding: tuple[Fact, ...]
    indicators: tuple[Fact, ...]
    breakdown: tuple[Fact, ...]
    elsewhere: tuple[str, ...]
    derived: Fact
    faults: tuple[Fault, ...]
    goals: tuple[Fact, ...] | None = None
    tasks: tuple[Fact, ...] | None = None
    """Null: not asked for."""


@cache
def published(of: Set = "published") -> tuple[Published, ...]:
    """Return every table of a set, by id."""
    folder = TABLES if of == "published" else TABLES / of
    return tuple(_read(path) for path in sorted(folder.glob("*.toml")))


def _read(path: Path) -> Published:
    facts = tomllib.loads(path.read_text("utf-8"))
    rows = tuple(tuple(slot(cell) for cell in row) for row in facts["grid"])
    return Published(
        id=path.stem,
        layout=facts["layout"],
        title=facts["title"],
        fiscal_year=facts["fiscal_year"],
        unit=facts["unit"],
        partial=facts["partial"],
        form=Form(tuple(facts.get("above", [HEADING])), rows),
        head=facts["head"],
        funding=tuple(facts.get("funding", ())),
        indicators=tuple(facts.get("indicators", ())),
        breakdown=tuple(facts.get("breakdown", ())),
        elsewhere=tuple(facts.get("elsewhere", ())),
        derived=facts.get("derived", {}),
        faults=tuple(Fault(**{**fault, "checks": tuple(fault["checks"])}) for fault in facts.get("faults", ())),
        goals=_listed(facts, "goals"),
        tasks=_listed(facts, "tasks"),
    )


def _listed(facts: dict[str, Any], name: str) -> tuple[Fact, ...] | None:
    return tuple(facts[name]) if name in facts else None


def slot(cell: Any) -> Slot:
    """Return a cell as a TOML has it: its text, or a table with its spans."""
    return Slot(cell) if isinstance(cell, str) else Slot(cell["text"], cell.get("rows", 1), cell.get("columns", 1))
