"""The parts of a table as a page marks them up: row groups, rows, cells, also where their tags are missing."""

from dataclasses import dataclass, field

from extractors.readers.html.elements import Group
from extractors.readers.html.flow import Flow


@dataclass(slots=True)
class Slot:
    """A cell with the spans that it asks for; a row span of 0 asks for the rest of its row group."""

    flow: Flow
    row_span: int
    column_span: int


@dataclass(slots=True, eq=False)
class Section:
    """A group of rows. Spans end with it."""

    group: Group
    rows: list[list[Slot]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Table:
    """A table while it is read.

    `before` is the number of tables that begin before it, `parent` the one in a cell of which it is nested.
    """

    before: int
    parent: "Table | None" = None
    sections: list[Section] = field(default_factory=list)
    _in_section: bool = False
    _in_row: bool = False

    def begin_section(self, group: Group) -> None:
        """Begin a row group."""
        self.sections.append(Section(group))
        self._in_section, self._in_row = True, False

    def end_section(self) -> None:
        """End the row group."""
        self._in_section = self._in_row = False

    def begin_row(self) -> None:
        """Begin a row, in a row group of its own where none is open."""
        if not self._in_section:
            self.begin_section("body")
        self.sections[-1].rows.append([])
        self._in_row = True

    def end_row(self) -> None:
        """End the row."""
        self._in_row = False

    def add(self, slot: Slot) -> None:
        """Add a cell to the row, to a new one where none is open."""
        if not self._in_row:
            self.begin_row()
        self.sections[-1].rows[-1].append(slot)

    @property
    def empty(self) -> bool:
        """Whether it has no cell."""
        return not any(row for section in self.sections for row in section.rows)

    def shown(self) -> list[Section]:
        """Return the row groups in the order in which they are shown: the first head on top, the first foot below."""
        first = {section.group: section for section in reversed(self.sections)}
        head, foot = first.get("head"), first.get("foot")
        rest = [section for section in self.sections if section is not head and section is not foot]
        return [*([head] if head else []), *rest, *([foot] if foot else [])]
