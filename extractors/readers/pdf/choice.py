"""The pages of a PDF → those that are looked at for tables: where a form may stand, begin or go on.

Of a report of hundreds of pages a few hold a form. What a page says is known before its lines are put together, and a
page that says nothing of a form, and into which none goes on from the page before, is let go.
"""

from collections.abc import Callable, Iterable, Iterator

from extractors.document import Box
from extractors.readers.pdf import gaps
from extractors.readers.pdf.boxes import corner
from extractors.readers.pdf.lineless.look import Look
from extractors.readers.pdf.record import PageRecord
from extractors.readers.pdf.rulings import SNAP
from extractors.readers.pdf.sheet import Sheet, sheet_of

LOOK_BACK = 2
"""Pages before one that speaks of a form which may hold its title, or its beginning where that says nothing of it."""


class Choice:
    """The sheets of the pages that are looked at, in their order; `passed_over` counts the others so far."""

    def __init__(self, pages: Iterable[PageRecord], asked: Callable[[str], bool]) -> None:
        self.passed_over = 0
        self._pages, self._asked = pages, asked

    def __iter__(self) -> Iterator[tuple[PageRecord, Sheet]]:
        """Yield each page with what stands on it."""
        held: list[PageRecord] = []
        before: Sheet | None = None
        goes_on = False
        for record in self._pages:
            speaks = self._asked("".join(record.text.split())) or gaps.is_doubtful(record)
            if not (speaks or goes_on):
                before = None
                held.append(record)
                self.passed_over += len(held[:-LOOK_BACK])
                held = held[-LOOK_BACK:]
                continue
            for earlier in held:
                before = self._sheet(earlier, before)
                yield earlier, before
            held = []
            sheet = self._sheet(record, before)
            yield record, sheet
            goes_on = speaks or (before is not None and _carries_on(before, sheet))
            before = sheet
        self.passed_over += len(held)

    def _sheet(self, record: PageRecord, before: Sheet | None) -> Sheet:
        return sheet_of(record, Look(self._asked, _last_sides(before)))


def _last_sides(sheet: Sheet | None) -> tuple[float, ...]:
    """Return the sides of the columns of the lowest table on a page, if it is one without lines."""
    tables = [] if sheet is None else [table for table in sheet.tables if table.inside is None]
    return max(tables, key=lambda table: table.box[3]).sides if tables else ()


def _carries_on(before: Sheet, sheet: Sheet) -> bool:
    """Return whether a table may go on from one page to the next: only between the same sides can one.

    It is asked generously: a page too many costs its reading, and one too few the rest of a form.
    """
    above, below = _outermost(before), _outermost(sheet)
    if not (above and below):
        return False
    (left, _, right, _), (x0, _, x1, _) = max(above, key=lambda box: box[3]), below[0]
    return abs(left - x0) <= SNAP and abs(right - x1) <= SNAP


def _outermost(sheet: Sheet) -> list[Box]:
    """Return the boxes of the tables that stand in no other, from top to bottom."""
    return sorted((table.box for table in sheet.tables if table.inside is None), key=corner)
