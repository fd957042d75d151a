"""What the parser finds in a page → its tables and lines, without recursion: pages are nested as deep as they like."""

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from extractors.document import Grid, Line, Place
from extractors.limits import Limits, Positions
from extractors.readers.html import controls, elements, spans
from extractors.readers.html.events import NONE, Attributes, Event, within
from extractors.readers.html.flow import Flow, Look
from extractors.readers.html.tables import Slot, Table

if TYPE_CHECKING:
    from extractors.readers.html.styles import Styles

Close = Callable[[], None]
Open = Callable[[str, Attributes], Close]


class Page:
    """What a page shows, collected while it is walked."""

    def __init__(self, styles: "Styles", limits: Limits) -> None:
        self.hidden_tables = 0
        self.struck_out = 0
        self._styles, self._limits = styles, limits
        self._slots = 0
        self._tables: list[Table] = []
        self._lines: list[tuple[int, str]] = []
        self._outside = self._flow = Flow()
        self._table: Table | None = None
        self._owner: Table | None = None
        self._look = Look()
        self._openings: dict[str, Open] = {
            **dict.fromkeys(elements.BLOCKS, self._open_block),
            **dict.fromkeys(elements.GROUPS, self._open_section),
            **dict.fromkeys(elements.CELLS, self._open_cell),
            **dict.fromkeys(elements.LOOKS, self._open_look),
            "table": self._open_table,
            "caption": self._open_caption,
            "tr": self._open_row,
        }

    def take(self, events: Iterator[Event]) -> None:
        """Take what the events show."""
        closings: list[Close] = []
        for kind, name, attributes in events:
            if kind == "text":
                self._add(name)
            elif kind == "end":
                closings.pop()()
            elif kind == "start":
                display = self._styles.display(name, attributes) if attributes else None
                if display == "none" or name in elements.NEVER_SHOWN:
                    self._leave_out(name, events, hidden=display == "none")
                elif name in controls.CONTROLS:
                    self._flow.add_apart(controls.shown(name, attributes, within(events)))
                else:
                    closings.append(self._opened(name, attributes, display))

    def grids(self) -> tuple[Grid, ...]:
        """Return the tables in the order in which they begin; those without a cell are none.

        Raise `Unreadable` where they are larger than the limits.
        """
        kept = [table for table in self._tables if not table.empty]
        index = {table.before: number for number, table in enumerate(kept)}
        found: list[Grid] = []
        positions = Positions(self._limits)
        for number, table in enumerate(kept, 1):
            cells = spans.cells(table.shown(), number, positions)
            found.append(Grid(tuple(cells), inside=None if table.parent is None else index[table.parent.before]))
        return tuple(found)

    def lines(self) -> tuple[Line, ...]:
        """Return the lines outside the tables, captions before their tables."""
        self._end_lines()
        kept = [0, *accumulate(int(not table.empty) for table in self._tables)]
        ordered = sorted(self._lines, key=lambda line: line[0])
        return tuple(Line(text, Place(line=number), kept[after]) for number, (after, text) in enumerate(ordered, 1))

    def _leave_out(self, name: str, events: Iterator[Event], *, hidden: bool) -> None:
        tables = [kind for kind, inner, _ in within(events) if kind == "start" and inner == "table"]
        self.hidden_tables += hidden and (name == "table" or bool(tables))

    def _opened(self, name: str, attributes: Attributes, display: str | None) -> Close:
        opening = self._openings.get(name)
        if opening is not None:
            return opening(name, attributes)
        begins_line = display is not None and not display.startswith(elements.INLINE_DISPLAY)
        return self._open_block() if begins_line else _nothing

    def _add(self, text: str) -> None:
        if self._look.struck_out:
            self.struck_out += not text.isspace()
        else:
            self._flow.add(text, self._look)

    def _end_lines(self) -> None:
        self._lines += [(len(self._tables), text) for text in self._outside.taken()]

    def _open_block(self, _name: str = "", _attributes: Attributes = NONE) -> Close:
        self._flow.new_line()
        return self._flow.new_line

    def _open_table(self, _name: str, _attributes: Attributes) -> Close:
        end_line = self._open_block()
        self._end_lines()
        before = self._table, self._look
        # a table is not struck out as a whole: the end of the passage was forgotten
        self._table, self._look = Table(len(self._tables), self._owner), Look()
        self._tables.append(self._table)

        def close() -> None:
            self._table, self._look = before
            end_line()

        return close

    def _open_caption(self, _name: str, _attributes: Attributes) -> Close:
        table = self._table
        if table is None:
            return self._open_block()
        caption = Flow()
        leave = self._enter(caption, self._owner)

        def close() -> None:
            leave()
            self._lines += [(table.before, text) for text in caption.lines()]

        return close

    def _open_section(self, name: str, _attributes: Attributes) -> Close:
        if self._table is None:
            return self._open_block()
        self._table.begin_section(elements.GROUPS[name])
        return self._table.end_section

    def _open_row(self, _name: str, _attributes: Attributes) -> Close:
        end_line = self._open_block()
        table = self._table
        if table is None:
            return end_line
        table.begin_row()

        def close() -> None:
            table.end_row()
            end_line()

        return close

    def _open_cell(self, _name: str, attributes: Attributes) -> Close:
        if self._table is None:
            return self._open_block()
        rows, columns = attributes.get("rowspan", "1"), attributes.get("colspan", "1")
        self._slots += 1
        if self._slots > self._limits.cells:
            raise self._limits.beyond("cells")
        slot = Slot(Flow(), spans.row_span(rows), spans.column_span(columns))
        self._table.add(slot)
        return self._enter(slot.flow, self._table)

    def _enter(self, flow: Flow, owner: Table | None) -> Close:
        """Let text go into another flow, and the tables that begin there be nested in `owner`, until it is left."""
        self._flow.new_line()
        before = self._flow, self._owner
        self._flow, self._owner = flow, owner

        def leave() -> None:
            self._flow, self._owner = before

        return leave

    def _open_look(self, name: str, _attributes: Attributes) -> Close:
        before, self._look = self._look, self._look.within(name)
        end_line = self._open_block() if name in elements.PREFORMATTED else _nothing

        def close() -> None:
            self._look = before
            end_line()

        return close


def _nothing() -> None:
    """Close an element that shows nothing at its end."""
