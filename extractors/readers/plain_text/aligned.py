"""Tables whose columns are aligned with blanks, each Chinese character two columns wide."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractors.readers.columns import Span, columns
from extractors.readers.plain_text.narrow import is_narrow
from extractors.readers.plain_text.segments import Segment, segments
from extractors.readers.plain_text.shape import Record, Table, Taken, plain
from extractors.readers.plain_text.widths import NARROW, WIDE, width

LEAST_ROWS = 2
APART = 1
"""Columns of the page: the narrowest gap between columns of a table. Texts of one row are two apart."""

RAGGED = 0.08
"""The part of the texts that may be out of line with their column: where more are, texts are not where columns are."""

STAGGERED = 0.2
"""The part of the rows whose texts may reach over columns otherwise than those above, as where another table begins."""

CONFIRMED = 2
"""Lines that must have text on both sides of the same gap before it is taken for a gap between columns."""

LONGEST_LINE = 10_000
"""Characters: a longer line is no row of a table that anybody has aligned."""

MOST_SINGLE_TEXTS = 4
"""Lines in succession that may hold the text of one column only, within a table."""

INNER_GAP = re.compile(r"[^ \u3000\xa0](?:[ \xa0]{2}|[ \xa0]?\u3000)")
OTHER_SHAPES = ("|", "│", "┃", "║", "+-", "+=", "┌", "╔", "┏", "╭")

WRAPPING_WIDTH = 24
"""Columns of the page: a narrower cell is not wrapped, or not so that it could be told from the next row."""

ROOM_LEFT = 2
"""Columns of the page that a wrapped line may leave free at its end: no more than the next character needs."""

SENTENCE_ENDS = ("。", "；", ";", "！", "？")


@dataclass(slots=True)
class Row:
    """The texts of a row by their first column and over how many they stand, and the pieces of its last line."""

    texts: dict[int, str]
    spans: dict[int, int]
    last: dict[int, Segment]


def take(found: Sequence[Record], start: int) -> Taken | None:
    """Take lines with gaps in them: as a table when they share the gaps, as lines when they do not.

    Where a cell is wrapped, the next line is joined to it only when it can be nothing else.
    """
    if not _has_gap(plain(found, start)):
        return None
    end = _end(found, start)
    lines = [str(line) for line in found[start:end]]
    if len(lines) < LEAST_ROWS:
        return lines, end
    # only quotes, dashes and the like make a difference
    widths = (WIDE, NARROW) if any(width(line, WIDE) != width(line, NARROW) for line in lines) else (WIDE,)
    layouts = [layout for wide in widths if (layout := _layout(lines, wide))]
    if not layouts:
        return lines, end
    _, columns, unsure, rows = min(layouts, key=lambda layout: layout[:3])
    height = _height(rows)
    table = [_table(rows[:height], columns, unsure=unsure)] if height else []
    return [*table, *(text for row in rows[height:] for text in row.texts.values())], end


def _height(rows: Sequence[Row]) -> int:
    """Return how many rows are those of a table: to the last with several texts, or with one set in as a column is.

    Between the two nothing but texts stand that begin as columns do.
    """
    height = max((number for number, row in enumerate(rows, 1) if len(row.texts) > 1), default=0)
    starts = {start for row in rows[:height] for start in _starts(row)}
    below = takewhile(lambda row: starts.issuperset(_starts(row)), rows[height:])
    return max([height, *(number for number, row in enumerate(below, height + 1) if 0 not in row.texts)])


def _starts(row: Row) -> Iterator[tuple[int, int]]:
    return ((column, piece.start) for column, piece in row.last.items())


def _table(rows: Sequence[Row], columns: int, *, unsure: bool) -> Table:
    texts = [[row.texts.get(number, "") for number in range(columns)] for row in rows]
    wide = {(number, first): span for number, row in enumerate(rows) for first, span in row.spans.items() if span > 1}
    return Table(texts, wide, as_seen=True, unsure=unsure)


def _has_gap(line: str | None) -> bool:
    if line is None or len(line) > LONGEST_LINE:
        return False
    return INNER_GAP.search(line.rstrip(" \u3000\xa0")) is not None


def _end(found: Sequence[Record], start: int) -> int:
    """Return where the stretch ends: behind its last line with gaps and the indented lines below that.

    Between two lines with gaps there may be one blank line, or a few lines without gaps: rows with a single text.
    """
    position = end = start + 1
    plain_lines = 0
    while (line := plain(found, position)) is not None and not line.lstrip().startswith(OTHER_SHAPES):
        below_blank = not str(found[position - 1]).strip()
        if _has_gap(line):
            end, plain_lines = position + 1, 0
        elif below_blank:
            break
        elif line.startswith(("  ", "\u3000")):
            end = position + 1 if position - end <= 1 else end  # a label may stand in the middle, between the two
        else:
            plain_lines += bool(line.strip())
        if plain_lines > MOST_SINGLE_TEXTS:
            break
        position += 1
    return end


def _layout(lines: Sequence[str], wide: frozenset[str]) -> tuple[int, int, bool, list[Row]] | None:
    """Return the number of stretches and of columns, whether cells are unsure, and the rows, when rows share gaps."""
    pieces = [segments(line, wide) for line in lines]
    found = columns([[piece.extent for piece in row] for row in pieces], APART)
    if found.confirmed < CONFIRMED:
        return None
    edges = _wrapping_edges(pieces, found.spans)
    rows: list[Row] = []
    for number, row in enumerate(pieces):
        if not row:
            continue
        cells = _cells(row, found.spans[number])
        if rows and pieces[number - 1] and _continues(cells, rows[-1], edges):
            texts = {column: f"{rows[-1].texts[column]}\n{text}" for column, text in cells.texts.items()}
            rows[-1] = Row(rows[-1].texts | texts, rows[-1].spans, cells.last)
        else:
            rows.append(cells)
    unsure = found.ragged > RAGGED or found.staggered > STAGGERED or is_narrow(pieces, found.spans, wide)
    return found.stretches, found.count, unsure, rows


def _cells(row: Sequence[Segment], spans: Sequence[Span]) -> Row:
    placed = list(zip(row, spans, strict=True))
    return Row(
        {span.first: piece.text for piece, span in placed},
        {span.first: span.last - span.first + 1 for _, span in placed},
        {span.first: piece for piece, span in placed},
    )


def _wrapping_edges(pieces: Sequence[Sequence[Segment]], spans: Sequence[Sequence[Span]]) -> dict[int, int]:
    """Return the right edges of columns in which texts are wrapped: wide ones that two texts fill or more."""
    columns: dict[int, list[Segment]] = {}
    for row, places in zip(pieces, spans, strict=True):
        for piece, span in zip(row, places, strict=True):
            if span.first == span.last:
                columns.setdefault(span.first, []).append(piece)
    edges: dict[int, int] = {}
    for column, texts in columns.items():
        right = max(piece.end for piece in texts)
        is_wide = right - min(piece.start for piece in texts) >= WRAPPING_WIDTH
        if is_wide and sum(right - piece.end <= ROOM_LEFT for piece in texts) > 1:
            edges[column] = right
    return edges


def _continues(row: Row, before: Row, edges: dict[int, int]) -> bool:
    """Whether a line can only be the rest of the row above: its texts stand below texts that fill their columns."""
    return 0 not in row.texts and all(
        column in edges
        and column in before.last
        and edges[column] - before.last[column].end <= ROOM_LEFT
        and not before.texts[column].endswith(SENTENCE_ENDS)
        and not row.last[column].is_number
        and any(character.isalnum() for character in text)
        for column, text in row.texts.items()
    )
