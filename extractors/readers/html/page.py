"""A parsed page → its tables and lines, in one walk that does not recurse: pages are nested as deep as they like.

Only `read` imports this module, and with it bs4, when there is a page to read.
"""

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import NavigableString, PageElement, RubyTextString

from extractors.document import Grid, Line, Place
from extractors.readers.html import controls, elements, spans
from extractors.readers.html.flow import Flow, Look
from extractors.readers.html.tables import Slot, Table

if TYPE_CHECKING:
    from extractors.readers.html.styles import Styles

TEXT = frozenset({NavigableString, RubyTextString})
"""Kinds of strings that are shown. The others are comments, declarations, scripts."""

Close = Callable[[], None]


class Page:
    """What a page shows, collected while it is walked."""

    def __init__(self, styles: "Styles") -> None:
        self.hidden_tables = 0
        self.struck_out = 0
        self._styles = styles
        self._tables: list[Table] = []
        self._lines: list[tuple[int, str]] = []
        self._outside = self._flow = Flow()
        self._table: Table | None = None
        self._owner: Table | None = None
        self._look = Look()
        self._openings: dict[str, Callable[[Tag], Close]] = {
            **dict.fromkeys(elements.BLOCKS, self._open_block),
            **dict.fromkeys(elements.GROUPS, self._open_section),
            **dict.fromkeys(elements.CELLS, self._open_cell),
            **dict.fromkeys(elements.LOOKS, self._open_look),
            "table": self._open_table,
            "caption": self._open_caption,
            "tr": self._open_row,
        }

    def take(self, root: Tag) -> None:
        """Take what an element shows, and all that is in it."""
        open_elements = [(iter(root.contents), _nothing)]
        while open_elements:
            children, close = open_elements[-1]
            opened = self._up_to_element(children)
            if opened is None:
                close()
                open_elements.pop()
            else:
                open_elements.append(opened)

    def grids(self) -> tuple[Grid, ...]:
        """Return the tables in the order in which they begin; those without a cell are none."""
        kept = [table for table in self._tables if not table.empty]
        index = {table.before: number for number, table in enumerate(kept)}
        found: list[Grid] = []
        left = spans.MOST_POSITIONS
        for number, table in enumerate(kept, 1):
            cells = spans.cells(table.shown(), number, left)
            left -= sum(cell.row_span * cell.column_span for cell in cells)
            found.append(Grid(tuple(cells), inside=None if table.parent is None else index[table.parent.before]))
        return tuple(found)

    def lines(self) -> tuple[Line, ...]:
        """Return the lines outside the tables, captions before their tables."""
        self._end_lines()
        kept = [0, *accumulate(int(not table.empty) for table in self._tables)]
        ordered = sorted(self._lines, key=lambda line: line[0])
        return tuple(Line(text, Place(line=number), kept[after]) for number, (after, text) in enumerate(ordered, 1))

    def _up_to_element(self, children: Iterator[PageElement]) -> tuple[Iterator[PageElement], Close] | None:
        """Take strings up to the next element that is shown, and open that; None behind the last one."""
        for node in children:
            if type(node) in TEXT:
                self._add(str(node))
            elif isinstance(node, Tag):
                display = self._styles.display(node) if node.attrs else None
                if not self._is_left_out(node, display):
                    return self._opened(node, display)
        return None

    def _is_left_out(self, tag: Tag, display: str | None) -> bool:
        if display == "none":
            self.hidden_tables += tag.name == "table" or tag.find("table") is not None
            return True
        return tag.name in elements.NEVER_SHOWN

    def _opened(self, tag: Tag, display: str | None) -> tuple[Iterator[PageElement], Close]:
        if tag.name in controls.CONTROLS:
            self._flow.add_apart(controls.shown(tag))
            return iter(()), _nothing
        opening = self._openings.get(tag.name)
        if opening is not None:
            return iter(tag.contents), opening(tag)
        begins_line = display is not None and not display.startswith(elements.INLINE_DISPLAY)
        return iter(tag.contents), self._open_block(tag) if begins_line else _nothing

    def _add(self, text: str) -> None:
        if self._look.struck_out:
            self.struck_out += not text.isspace()
        else:
            self._flow.add(text, self._look)

    def _end_lines(self) -> None:
        self._lines += [(len(self._tables), text) for text in self._outside.taken()]

    def _open_block(self, _: Tag) -> Close:
        self._flow.new_line()
        return self._flow.new_line

    def _open_table(self, tag: Tag) -> Close:
        end_line = self._open_block(tag)
        self._end_lines()
        before = self._table, self._look
        # a table is not struck out as a whole: the end of the passage was forgotten
        self._table, self._look = Table(len(self._tables), self._owner), Look()
        self._tables.append(self._table)

        def close() -> None:
            self._table, self._look = before
            end_line()

        return close

    def _open_caption(self, tag: Tag) -> Close:
        table = self._table
        if table is None:
            return self._open_block(tag)
        caption = Flow()
        leave = self._enter(caption, self._owner)

        def close() -> None:
            leave()
            self._lines += [(table.before, text) for text in caption.lines()]

        return close

    def _open_section(self, tag: Tag) -> Close:
        if self._table is None:
            return self._open_block(tag)
        self._table.begin_section(elements.GROUPS[tag.name])
        return self._table.end_section

    def _open_row(self, tag: Tag) -> Close:
        end_line = self._open_block(tag)
        table = self._table
        if table is None:
            return end_line
        table.begin_row()

        def close() -> None:
            table.end_row()
            end_line()

        return close

    def _open_cell(self, tag: Tag) -> Close:
        if self._table is None:
            return self._open_block(tag)
        rows, columns = (str(tag.attrs.get(name, "1")) for name in ("rowspan", "colspan"))
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

    def _open_look(self, tag: Tag) -> Close:
        before, self._look = self._look, self._look.within(tag.name)
        end_line = self._open_block(tag) if tag.name in elements.PREFORMATTED else _nothing

        def close() -> None:
            self._look = before
            end_line()

        return close


def _nothing() -> None:
    """Close an element that shows nothing at its end."""
