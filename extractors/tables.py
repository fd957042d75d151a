"""Document → the self-evaluation tables in it, each with the text that belongs to it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extractors.document import Cell, Document, Grid, Line
from extractors.layouts import general, recognise
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout

NEAR = 8
"""How many lines above a table without a title are still asked for its year and unit."""

LONGEST_CAPTION = 80
"""Characters: a longer text above a table is prose of the report around it."""


BEFORE_TITLE = re.compile(r"附件|附表|报表编号|表\s*\d")
"""What a form prints in a row above its title."""

LONGEST_TITLE = 3
"""Lines over which a title runs at most."""

LONGEST_NUMBER = 3
"""Lines over which the number of a report above its title runs at most."""

TITLE_WORDS = re.compile(r"(?:部门|整体|支出|项目|资金|预算|财政|专项|绩效|经费|转移支付)[^:：。；]*$")
"""What stands in the first line of a title; a statement such as 单位：… does not."""

TITLE_ENDS = ("绩效", "自评", "支出", "整体", "目标", "项目支出", "部门整体", "表")
"""How the last line of a title begins, where the first has the name of the body or of the project."""

PATH_OF_A_PAGE = re.compile(r"[>＞»›]|位置[:：]")
"""What a page says of its own place in the site, in the line above a title."""

NUMBERED = re.compile(r"\s*(?:\d+[.、．]|[(（]\d+[)）]|[一二三四五六七八九]、)")

PAGE_MATTER = re.compile(r"[-—–]*\d+[-—–]*|第\d+页(?:[,，]?共\d+页)?|\(?续表\d*\)?|（续表）|\d+/\d+")
"""What a page break puts between two parts of a table: page numbers and 续表, white space aside."""

Lines = dict[int, list[Line]]
"""The lines of text by the number of grids that begin before them."""


@dataclass(frozen=True)
class Table:
    """A self-evaluation table: its grids (the recognised one, those nested in it, those that carry it on) and its text.

    `caption` begins with the title where there is one, or with the report number above it; without one it is just what
    stands nearby, and may be no part of the form. `notes` are the lines below that a form prints there.
    """

    layout: Layout
    grids: tuple[Grid, ...]
    caption: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()

    @property
    def titled(self) -> bool:
        """Whether the title stands above the grid, outside it."""
        return any(is_title(line.text) for line in self.caption)

    @property
    def pages(self) -> tuple[int, int] | None:
        """The first and the last page on which it is printed, where the format has pages."""
        spans = [grid.pages for grid in self.grids if grid.pages is not None]
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def find(document: Document) -> tuple[Table, ...]:
    """Return the self-evaluation tables of a document, in reading order."""
    lines: Lines = {}
    for line in document.lines:
        lines.setdefault(line.after, []).append(line)
    claims = {
        index: layout
        for index, grid in enumerate(document.grids)
        if (layout := recognise(grid, titled=_titled(document, lines, index))) is not None
    }
    return tuple(table for index in claims for table in _tables(document, lines, index, claims))


def _tables(document: Document, lines: Lines, index: int, claims: dict[int, Layout]) -> tuple[Table, ...]:
    """Return the form that a grid holds; several where one follows the other in the same grid."""
    layout = claims[index]
    members = _members(document, lines, index, claims)
    notes = _notes(lines.get(members[-1] + 1, [])[:NEAR], layout)
    *whole, last = [form for part in _beside(document.grids[index]) for form in _forms(part, layout)]
    rest = tuple(document.grids[member] for member in members[1:])
    tables = [Table(layout, (part,)) for part in whole] + [Table(layout, (last, *rest), notes=notes)]
    return replace(tables[0], caption=_caption(document, lines, index)), *tables[1:]


def _beside(grid: Grid) -> list[Grid]:
    """Divide a grid in which one form stands beside the other: where no cell crosses from title to title."""
    titles = [cell for cell in grid.cells if not cell.blank and is_title(cell.text)]
    first = min((cell.row for cell in titles), default=0)
    columns = sorted(cell.column for cell in titles if cell.row == first)
    crossed = any(cell.column < column <= cell.last_column for cell in grid.cells for column in columns[1:])
    if len(columns) < 2 or crossed:  # noqa: PLR2004 - one form is the rule
        return [grid]
    return [grid.between(start, end) for start, end in pairwise([0, *columns[1:], grid.width])]


def _forms(grid: Grid, layout: Layout) -> list[Grid]:
    """Divide a grid in which one form follows the other: at titles between them, else where its labels come again.

    Where nothing tells them apart the grid stays whole: fields printed twice are then a finding, and nothing is lost.
    """
    rows = [[cell for cell in grid.row(row) if cell.row == row and not cell.blank] for row in range(grid.height)]
    starts = _titles(rows, layout) or _repeats(rows, layout)
    if len(starts) == 1:
        return [grid]
    return [grid.part(start, end) for start, end in pairwise([*starts, grid.height])]


def _titles(rows: list[list[Cell]], layout: Layout) -> list[int]:
    """Return the rows at which forms begin: titles alone in their row with a form's labels above them."""
    starts = [0]
    for row, cells in enumerate(rows):
        above = [cell for part in rows[starts[-1] : row] for cell in part]
        if len(cells) == 1 and is_title(cells[0].text) and any(_is_of(cell, layout.vocabulary) for cell in above):
            before = rows[row - 1]
            starts.append(row - 1 if len(before) == 1 and BEFORE_TITLE.match(before[0].text) else row)
    return starts if len(starts) > 1 else []


def _repeats(rows: list[list[Cell]], layout: Layout) -> list[int]:
    """Return the rows at which forms without titles begin: a label of the signature again, each headed as the first."""
    mark = min(layout.signature, default=None)
    marked = [row for row, cells in enumerate(rows) if any(mark in Label.of(cell.text).keys for cell in cells)]
    starts = [row - marked[0] for row in marked]
    heads = [Label.of(rows[start][0].text).keys[:1] if rows[start] else () for start in starts]
    return starts if starts and all(head == heads[0] for head in heads) else [0]


def _members(document: Document, lines: Lines, index: int, claims: dict[int, Layout]) -> list[int]:
    """Return the recognised grid, the unclaimed ones nested in it, and the unclaimed ones that carry it on.

    A grid carries a form on when nothing but page numbers stands between the two, and it is as wide or begins with a
    label of the layout. Other tables of a report follow a caption of their own.
    """
    members, grids = [index], document.grids
    for other in range(index + 1, len(grids)):
        grid = grids[other]
        if grid.inside in members:
            members.append(other)
            continue
        between = [line for line in lines.get(other, []) if not PAGE_MATTER.fullmatch("".join(line.text.split()))]
        apart = other in claims or grid.inside != grids[index].inside or between
        if apart or not _carries_on(grid, grids[members[0]], claims[index]):
            break
        members.append(other)
    return members


def _carries_on(grid: Grid, form: Grid, layout: Layout) -> bool:
    first = next((cell for cell in grid.cells if not cell.blank), None)
    return first is not None and (grid.width == form.width or _is_of(first, layout.vocabulary | layout.totals))


def _is_of(cell: Cell, labels: frozenset[str]) -> bool:
    return any(key in labels for key in Label.of(cell.text).keys)


def _caption(document: Document, lines: Lines, index: int) -> tuple[Line, ...]:
    around = _with_whole_titles([*_around(document, lines, index), *lines.get(index, [])])
    short = [line for line in around if len(line.text) <= LONGEST_CAPTION]
    titles = [position for position, line in enumerate(short) if is_title(line.text)]
    if not titles:
        return tuple(short[-NEAR:])
    start = titles[-1]
    return (*_report_number(short[max(start - LONGEST_NUMBER, 0) : start]), *short[start:])


def _report_number(above: list[Line]) -> list[Line]:
    """Return the line above a title that states something of the form, as 报表编号：… does; it may run over several."""
    for first in reversed(range(len(above))):
        text = "".join(line.text for line in above[first:])
        stated = Label.with_value(text)
        if BEFORE_TITLE.match(text) is not None and stated is not None and stated.value is not None:
            return [replace(above[first], text=text)]
    return []


def _with_whole_titles(lines: list[Line]) -> list[Line]:
    """Return the lines with a title that runs over two or three of them as one line, its breaks kept."""
    whole: list[Line] = []
    for line in lines:
        text, start = line.text, len(whole)
        while start > 0 and len(whole) - start < LONGEST_TITLE and _goes_on(whole[start - 1].text, text):
            start -= 1
            text = f"{whole[start].text}\n{text}"
        whole[start:] = [replace(line, text=text, place=whole[start].place if start < len(whole) else line.place)]
    return whole


def _goes_on(before: str, title: str) -> bool:
    """Whether a line is the beginning of a title whose end stands below it."""
    if PATH_OF_A_PAGE.search(before):
        return False
    begun = is_title(before + title) and not is_title(before) and TITLE_WORDS.search(before) is not None
    return begun and (not is_title(title) or "".join(title.split()).startswith(TITLE_ENDS))


def _around(document: Document, lines: Lines, index: int) -> list[Line]:
    """Return the short texts of the layout tables in which a grid is nested: pages put titles there."""
    parent = document.grids[index].inside
    if parent is None:
        return []
    cells = [cell for cell in document.grids[parent].cells if not cell.blank and len(cell.text) <= LONGEST_CAPTION]
    own = [Line(text, cell.places[0], index) for cell in cells for text in cell.text.splitlines() if text.strip()]
    return [*_around(document, lines, parent), *lines.get(parent, []), *own]


def _titled(document: Document, lines: Lines, index: int) -> bool:
    """Whether the title of a self-evaluation table stands above a grid, or in its first rows."""
    head = [cell.text for cell in document.grids[index].cells if cell.row < NEAR]
    return any(is_title(text) for text in (*(line.text for line in _caption(document, lines, index)), *head))


def is_title(text: str) -> bool:
    """Whether a text is the title of a self-evaluation table."""
    return len(text) <= LONGEST_CAPTION and _is_title(text)


@lru_cache(maxsize=4096)
def _is_title(text: str) -> bool:
    return general().title_pattern.search("".join(text.split())) is not None


def _notes(below: list[Line], layout: Layout) -> tuple[Line, ...]:
    """Return the lines below a form that belong to it: notes, numbered ones after the first, people, statements."""
    notes: list[Line] = []
    for line in below:
        if _is_note(line.text, layout) or (notes and NUMBERED.match(line.text)):
            notes.append(line)
    return tuple(notes)


def _is_note(text: str, layout: Layout) -> bool:
    found = Label.with_value(text)
    label = Label.of(text) if found is None else found
    known = {*general().remarks, *layout.path_by_label}
    return any(key in known or general().contact_pattern.search(key) for key in label.keys)
