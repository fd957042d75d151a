"""The tables of all pages → whole tables, those joined that go on from one page to the next."""

import re
from collections.abc import Sequence

from extractors.readers.pdf import breaks, whole
from extractors.readers.pdf.line import PrintedLine
from extractors.readers.pdf.matter import is_page_matter
from extractors.readers.pdf.rulings import SNAP
from extractors.readers.pdf.sheet import Sheet
from extractors.readers.pdf.whole import Joint, Whole

MARGIN = 0.08
"""The part of a page's height, above and below, in which running heads and feet stand: 67 of 842 points; the usual
margins are 72 and more."""

WIDEST_MARGIN = 110.0
"""Points. The lower margin of Chinese official documents is 99 (GB/T 9704), others are smaller."""


def joined(sheets: Sequence[Sheet]) -> list[Whole]:
    """Return the tables of a document in reading order, each with all pages on which it goes on."""
    found: list[Whole] = []
    floor = _floor(sheets)
    slots = [slot for sheet in sheets for table in sheet.tables for slot in table.slots]
    left_open = any(slot.cut_above or slot.cut_below for slot in slots)
    lowest: int | None = None
    for index, sheet in enumerate(sheets):
        open_ended, lowest = lowest, None
        if index and sheet.page.number != sheets[index - 1].page.number + 1:
            open_ended = None
        outermost = [number for number, table in enumerate(sheet.tables) if table.inside is None]
        last = max(outermost, key=lambda number: sheet.tables[number].box[3], default=None)
        for number, table in enumerate(sheet.tables):
            position = len(found)
            lower = whole.of_table(table, index, number)
            if open_ended is not None and number == outermost[0]:
                upper = found[open_ended]
                apart = not _nothing_between(sheets[index - 1], sheet)
                if _goes_on(upper, lower, floor - _bottom(upper), apart=apart):
                    _join(upper, lower, left_open=left_open)
                    position = open_ended
            if position == len(found):
                found.append(lower)
            lowest = position if number == last else lowest
    return found


def _floor(sheets: Sequence[Sheet]) -> float:
    """Return how far down tables may reach: as far as one does, or as any usual margin lets them."""
    heights = [sheet.page.height - WIDEST_MARGIN for sheet in sheets]
    bottoms = [table.box[3] for sheet in sheets for table in sheet.tables]
    return max([*heights, *bottoms], default=0.0)


def _bottom(table: Whole) -> float:
    return max(joint.last.slot.box[3] for joint in table.bottom_row)


def _nothing_between(before: Sheet, after: Sheet) -> bool:
    """Return whether no text but page numbers, running heads and feet stands between two tables on two pages."""
    upper = max(table.box[3] for table in before.tables if table.inside is None)
    lower = min(table.box[1] for table in after.tables if table.inside is None)
    below = [line for line in before.lines if line.box[1] >= upper - SNAP]
    above = [line for line in after.lines if line.box[3] <= lower + SNAP]
    return all(_is_between(line, before, after) for line in below) and all(
        _is_between(line, after, before) for line in above
    )


def _is_between(line: PrintedLine, own: Sheet, other: Sheet) -> bool:
    height = own.page.height
    in_margin = line.box[3] <= MARGIN * height or line.box[1] >= (1 - MARGIN) * height
    return is_page_matter(line.text) or (in_margin and any(_says_the_same(line, each) for each in other.lines))


def _says_the_same(one: PrintedLine, other: PrintedLine) -> bool:
    """Return whether two lines on two pages stand at one height and differ in figures only."""
    figures = re.compile(r"\d+")
    return abs(one.box[1] - other.box[1]) <= SNAP and figures.sub("#", one.text) == figures.sub("#", other.text)


def _goes_on(upper: Whole, lower: Whole, space: float, *, apart: bool) -> bool:
    """Return whether the table at the top of a page goes on from the one that ends `space` above the floor before it.

    It has the same sides. Cells are cut in the open on both pages; or no text stands between (else they are `apart`),
    and the next row had no room above, or the inner lines agree. But a table that begins with the label that the other
    begins with is a form once more.
    """
    if any(abs(one - other) > SNAP for one, other in zip(upper.sides, lower.sides, strict=True)):
        return False
    cut_above = any(joint.last.slot.cut_above for joint in lower.row(0))
    cut_below = any(joint.last.slot.cut_below for joint in upper.bottom_row)
    if apart or (cut_above and cut_below):
        return cut_above and cut_below
    header = whole.repeated_rows(upper, lower)
    if header == lower.height or _begins_again(upper.row(header), lower.row(header)):
        return False
    heights = [joint.last.slot.box[3] - joint.last.slot.box[1] for joint in lower.row(header)]
    had_room = min(heights, default=0.0) < space - SNAP
    return not had_room or (header == 0 and _lines_agree(upper, lower))


def _begins_again(above: Sequence[Joint], below: Sequence[Joint]) -> bool:
    return bool(above and below) and above[0].text == below[0].text != ""


def _lines_agree(upper: Whole, lower: Whole) -> bool:
    """Return whether at least half of the inner lines of the lower table are lines of the upper one too."""
    left, right = lower.sides
    inner = [line for line in lower.lefts if left + SNAP < line < right - SNAP]
    shared = [line for line in inner if any(abs(line - other) <= SNAP for other in upper.lefts)]
    return bool(inner) and len(shared) * 2 >= len(inner)


def _join(upper: Whole, lower: Whole, *, left_open: bool) -> None:
    """Make the two tables one; header rows that the page only repeats are further places of the first ones."""
    header = whole.repeated_rows(upper, lower)
    gap = breaks.across(upper, lower, header, left_open=left_open)
    upper.go_on(lower, header, gap.pairs, cuts_row=gap.cuts_row)
