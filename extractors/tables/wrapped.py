"""Lines of text that were taken for the rows of a form → whether some are only further lines of the texts above.

A page shows the texts of a row in the middle of it, each wrapped on lines of its own; in aligned text nothing parts the
lines of a text from rows. What belongs together is then not known, and such a form is not read.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from extractors import values
from extractors.document import Cell, Grid
from extractors.layouts import general
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout

SENTENCE_ENDS = ("。", "；", ";", "！", "？", "!", "?")
SPARE = re.compile(r"(?:指标\d*[:、.]?)?[…./—\-×*]*")
"""What is left in a row of the template that nobody filled in."""

POINTS = re.compile(r"[(（]?[\d.]+(?:分|%)?[)）]?")
"""What may stand behind a level, with a blank between."""

LONGEST_LABEL = 24
"""Characters: so long is a label that may be wrapped."""

POINT_HEADERS = ("分值", "得分", "权重")

MOST_LINES, FURTHEST = 6, 2
"""Over how many lines a label is wrapped at most, and how many rows one is from the next: another may stand between."""


def are_lines(grid: Grid, layout: Layout) -> bool:
    """Return whether rows of a form are lines of wrapped texts: a label is parted, or a row has only ends of texts."""
    known = _known(layout)
    rows = [[cell for cell in grid.row(row) if not cell.blank] for row in range(grid.height)]
    if any(_parts_label(one, other, known) for above, row in pairwise(rows) for one in above for other in row):
        return True
    if any(_has_two(cell.text, _levels(layout), known) for row in rows for cell in row) or _stacks_label(rows, known):
        return True
    if any(_holds_value(cell.text, known) for row in rows if len(row) > 1 for cell in row):
        return True
    return any(_has_ends_only(rows, number, known) or _is_within(rows, number, known) for number in range(1, len(rows)))


def glues_labels(grid: Grid, layout: Layout) -> bool:
    """Whether a text is several levels, or headers up to one of points, and nothing else: cells nobody has parted."""
    levels = (word for word in _levels(layout) if word.endswith("指标"))
    headers = layout.column_by_label.keys() | (layout.record_headers - layout.headings)
    glued = re.compile(f"(?:{_any_of(levels)}){{2,}}|(?:{_any_of(headers)})+(?:{_any_of(POINT_HEADERS)})")
    known = _known(layout)
    return any(
        glued.fullmatch("".join(cell.text.split())) is not None and not _is_known(cell.text, known)
        for cell in grid.cells
        if not cell.blank
    )


def _any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _known(layout: Layout) -> AbstractSet[str]:
    """Return every word that may stand in a cell by itself."""
    words = general()
    return {
        *(layout.vocabulary | layout.totals | layout.money.total | _levels(layout)),
        *words.source_by_label,
        *words.category_by_label,
    }


def _levels(layout: Layout) -> AbstractSet[str]:
    """Return the names of the first and the second level on the central form."""
    below = general().second_levels
    return {
        *layout.levels,
        *below,
        *(f"{first}指标" for first in below),
        *(word for own in below.values() for word in own),
    }


def _is_known(text: str, known: AbstractSet[str]) -> bool:
    return not known.isdisjoint(Label.of(text).keys)


def _parts_label(one: Cell, other: Cell, known: AbstractSet[str]) -> bool:
    """Whether two texts are a label together, and neither is one."""
    whole = one.text + other.text
    return (
        _is_above(one, other)
        and len(whole) <= LONGEST_LABEL
        and _is_known(whole, known)
        and not _is_known(one.text, known)
        and not _is_known(other.text, known)
    )


def _has_two(text: str, levels: AbstractSet[str], known: AbstractSet[str]) -> bool:
    """Whether a text is a level and another word with a blank between: columns that no gap parts."""
    words = text.split()
    return (
        len(words) > 1
        and not _is_known(text, known)
        and all(_is_known(word, known) for word in words)
        and any(_is_known(word, levels) for word in words)
    )


def _holds_value(text: str, known: AbstractSet[str]) -> bool:
    """Whether a text is a label and what stands beside it, with a blank between."""
    label, _, value = text.partition(" ")
    return bool(value) and POINTS.fullmatch(value) is None and _is_known(label, known) and not _is_known(text, known)


def _is_within(rows: list[list[Cell]], number: int, known: AbstractSet[str]) -> bool:
    """Whether the row above and the one below are the two lines of texts that stand in the middle of a row.

    They have nothing but texts where the row has none, and fewer than it.
    """
    row = rows[number]
    above, below = rows[number - 1], rows[number + 1] if number + 1 < len(rows) else []
    beside = [cell for cell in (*above, *below) if not any(_is_above(one, cell) for one in row)]
    if len(row) <= max(len(above), len(below)) or len(beside) < len(above) + len(below):
        return False
    pairs = [(one, other) for one in above for other in below if one.column == other.column]
    return any(not _is_known(one.text, known) and not _is_known(other.text, known) for one, other in pairs)


def _stacks_label(rows: list[list[Cell]], known: AbstractSet[str]) -> bool:
    """Whether texts of a column, one below the other, are a label together, as a narrow cell has it."""
    by_column: dict[int, list[Cell]] = {}
    for cell in (cell for row in rows for cell in row):
        by_column.setdefault(cell.column, []).append(cell)
    return any(
        _is_stacked(cells[first : first + MOST_LINES], known)
        for cells in by_column.values()
        for first in range(len(cells))
    )


def _is_stacked(cells: list[Cell], known: AbstractSet[str]) -> bool:
    text = cells[0].text
    for above, cell in pairwise(cells):
        if cell.row - above.row > FURTHEST or _is_known(above.text, known) or _is_known(cell.text, known):
            return False
        text += cell.text
        if len(text) <= LONGEST_LABEL and _is_known(text, known):
            return True
    return False


def _has_ends_only(rows: list[list[Cell]], number: int, known: AbstractSet[str]) -> bool:
    """Whether each text of a row, which has fewer than one beside it, may be the end of one above."""
    row = rows[number]
    near = rows[number - 1 : number] + rows[number + 1 : number + 2]
    fuller = any(len(other) > len(row) for other in near)
    return (
        bool(row)
        and row[0].column > 0
        and fuller
        and all(any(_ends(one, cell, known) for one in _over(rows, number, cell)) for cell in row)
    )


def _over(rows: list[list[Cell]], number: int, cell: Cell) -> Iterator[Cell]:
    """Yield the texts above one: in the row above, or, where nothing is there, in the next above that."""
    for above in (number - 1, number - 2):
        found = [one for one in rows[above] if _is_above(one, cell)] if above >= 0 else []
        yield from found
        if found:
            return


def _ends(one: Cell, cell: Cell, known: AbstractSet[str]) -> bool:
    """Whether a text may be the end of another one: it is no longer, no figure, and no whole word of a form."""
    end, whole = values.fold(cell.text), values.fold(one.text)
    return (
        len(end) <= len(whole)
        and not any(character.isdigit() for character in end)
        and not whole.endswith(SENTENCE_ENDS)
        and not end.endswith(SENTENCE_ENDS)
        and SPARE.fullmatch(end) is None
        and values.nil(cell.text) is None
        and not any(_is_known(text, known) for text in (cell.text, one.text))
        and re.search(r"[^\d.,%]", whole) is not None
    )


def _is_above(one: Cell, other: Cell) -> bool:
    return one.column <= other.last_column and other.column <= one.last_column
