"""The account of a table's printed texts: each one is a value, a label, or left over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from extractors import values
from extractors.document import Cell, Line, Place
from extractors.fields.columns import Columns
from extractors.layouts import general
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout

Role = Literal["value", "label"]


class LabelledField(NamedTuple):
    """A printed text, the path of the field of the record that it belongs to, and the label that says so.

    Its type is that of the field in `schema`. `unit` is the money unit in force; `percent` says that the label does.
    """

    path: str
    label: str | None
    raw: str
    places: tuple[Place, ...]
    unit: str | None = None
    percent: bool = False

    @property
    def at(self) -> str:
        """Where it is printed, as in `p1 t1 r2 c5`."""
        return str(self.places[0])

    def measured_in(self, unit: str | None) -> "LabelledField":
        """Return it in a unit, unless one is in force already."""
        if unit is None or self.unit is not None:
            return self
        return LabelledField(self.path, self.label, self.raw, self.places, unit, self.percent)


@lru_cache(maxsize=1024)
def _stated(label: str) -> tuple[str | None, bool]:
    """Return the money unit that a label states, and whether it says that numbers are percentages."""
    folded = values.fold(label)
    return values.unit(label), "(%)" in folded or folded.endswith("率%")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a table says, in reading order; `labels` are the cells that gave meaning, `left` what nobody took."""

    found: tuple[LabelledField, ...]
    labels: tuple[Cell, ...]
    left: tuple[LabelledField, ...]
    headings: tuple[Cell, ...] = ()
    """Those of the labels that stand over or beside a block."""

    def roles(self) -> Mapping[tuple[Place, ...], tuple[str, ...]]:
        """Return what took each printed text, by its places: paths of fields, `heading` or `label`, `unmapped`.

        A text may be several things: the label of a source is a field of its row, too.
        """
        taken = [(booked.places, booked.path) for booked in (*self.found, *self.left)]
        taken += [(cell.places, "heading" if cell in self.headings else "label") for cell in self.labels]
        roles: dict[tuple[Place, ...], tuple[str, ...]] = {}
        for places, role in taken:
            roles[places] = (*roles.get(places, ()), role)
        return roles


@dataclass
class Ledger:
    """Takes note of every text of a table while it is read."""

    layout: Layout
    found: list[LabelledField] = field(default_factory=list)
    left: list[LabelledField] = field(default_factory=list)
    cells: dict[Cell, Role] = field(default_factory=dict)
    points: Columns = field(default_factory=Columns)
    """The headers of the columns of weight and score in the indicators."""
    unheaded_scores: Cell | None = None
    """What stands at the head of a column of scores that has no header."""
    headings: set[Cell] = field(default_factory=set)
    """The labels that were met as headings of blocks."""
    heading_unit: str | None = None
    """The unit that the heading of the block being read states."""
    section_unit: str | None = None
    """The unit that the name of the section states in which a table stands."""
    in_sections: bool = False
    """Whether names of sections stand between the tables of the form."""
    money_closed: bool = False
    """Whether the money block is over: it stands before the records, and a further table has money of its own."""
    ended: bool = False
    """Whether the form is over: another table follows its totals in the same grid."""
    begun: set[str] = field(default_factory=set)
    """The parts of the record, such as `budget`, of which a field is booked."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many records of each list are booked."""
    parts: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    """The rows of each printed part of the money, with the columns in which each has a figure."""

    def take(self, path: str, cell: Cell, label: Cell | None, raw: str | None = None, unit: str | None = None) -> None:
        """Book a cell, or the part `raw` of it, as the value of a field.

        Its unit is the one that stands beside it, else that which its label or its block states.
        """
        self.cells[cell] = "value"
        printed = None if label is None else label.text
        stated, percent = (None, False) if printed is None else _stated(printed)
        text = cell.text if raw is None else raw
        in_force = unit or stated or self.heading_unit or self.section_unit
        self._book(LabelledField(path, printed, text, cell.places, in_force, percent))

    def add(self, path: str, label: str | None, raw: str, places: tuple[Place, ...]) -> None:
        """Book a text that stands in no cell as the value of a field."""
        self._book(LabelledField(path, label, raw, places))

    def _book(self, field: LabelledField) -> None:
        self.found.append(field)
        part, dot, rest = field.path.partition(".")
        if not dot:
            return
        self.begun.add(part)
        if rest[0].isdigit():
            self.counts[part] = max(self.counts.get(part, 0), int(rest.partition(".")[0]) + 1)

    def label(self, cell: Cell) -> None:
        """Book a cell as a label."""
        self.cells.setdefault(cell, "label")

    def leave(self, label: str | None, raw: str, places: tuple[Place, ...]) -> None:
        """Book a text as left over."""
        self.left.append(LabelledField("unmapped", label, raw, places))

    def count(self, path: str) -> int:
        """Return how many records of a list are booked."""
        return self.counts.get(path, 0)

    @property
    def is_closed(self) -> bool:
        """Whether the totals of the form are booked behind its indicators; some forms print them at their head."""
        parts = (booked.path.partition(".")[0] for booked in reversed(self.found))
        last = next((part for part in parts if part in {"indicators", "total_weight", "total_score"}), None)
        return self.has("indicators") and last != "indicators"

    def has(self, part: str) -> bool:
        """Whether any field of a part of the record, such as `budget`, is booked."""
        return part in self.begun

    def heading(self, cell: Cell) -> None:
        """Book a cell as the heading of a block; the money unit that it states is in force until the next block."""
        self.label(cell)
        self.headings.add(cell)
        unit = values.unit(cell.text)
        if unit is not None or cell.column == 0:
            self.heading_unit = unit

    def section(self, named: Sequence[Line]) -> None:
        """Begin a section by its name and what stands below it: the unit that they state holds up to the next."""
        units = {values.unit(line.text) for line in named} - {None}
        self.section_unit = units.pop() if len(units) == 1 else None
        self.heading_unit = None
        self.in_sections = bool(named)

    def new_part(self, listed: str, label: str, places: tuple[Place, ...]) -> str:
        """Book a further source of money, or kind of spending, by its printed label and return the path of its row."""
        path = f"{listed}.{self.count(listed)}"
        self.add(f"{path}.label", None, label, places)
        return path

    def part(self, listed: str, label: Cell, column: str) -> str:
        """Return the path of the part that has this label and no figure in the column yet, else of a new one."""
        rows = self.parts.setdefault(f"{listed}:{values.fold(label.text)}", {})
        row = next((row for row, columns in rows.items() if column not in columns), None)
        if row is None:
            row = self.new_part(listed, label.text, label.places)
        rows.setdefault(row, set()).add(column)
        return row

    def list_of(self, label: Label) -> str | None:
        """Return which list a label of a part belongs to: a kind of spending, or a source of money."""
        if any(key in general().category_by_label for key in label.keys):
            return "budget_categories"
        is_source = label.of_which or any(key in general().source_by_label for key in label.keys)
        return "budget_sources" if is_source else None

    def is_contact(self, label: Label) -> bool:
        """Whether a label names a person or a telephone number."""
        return any(general().contact_pattern.search(key) for key in label.keys)

    def _stated_unit(self) -> str | None:
        """Return the unit of the caption; where there is none, the only one that amounts of the money block carry.

        A caption that states two different units states none.
        """
        stated = {values.unit(booked.raw) for booked in self.found if booked.path == "unit"}
        if stated:
            return stated.pop() if len(stated) == 1 else None
        money = [booked for booked in self.found if booked.path.startswith("budget")]
        # A unit is written in Chinese: most amounts are nothing but figures.
        carried = {values.amount(booked.raw, None).unit for booked in money if not booked.raw.isascii()} - {None}
        return carried.pop() if len(carried) == 1 else None

    def close(self) -> Fields:
        """Return the account; amounts whose own label states no unit are in the unit of the caption."""
        unit = self._stated_unit()
        found = tuple([booked.measured_in(unit) for booked in self.found])
        labels = tuple(cell for cell, role in self.cells.items() if role == "label")
        headings = tuple(cell for cell in labels if cell in self.headings or self._is_heading(cell))
        return Fields(found, labels, tuple(self.left), headings)

    def _is_heading(self, cell: Cell) -> bool:
        return any(key in self.layout.headings for key in Label.of(cell.text).keys)
