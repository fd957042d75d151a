"""Tables whose columns are aligned with blanks, each Chinese character two columns wide."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.plain_text.gutters import Segment, column_of, gutters, segments
from extractors.readers.plain_text.shape import Record, Table, Taken, plain
from extractors.readers.plain_text.widths import NARROW, WIDE, width

LEAST_COLUMNS = LEAST_ROWS = 2
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
    """The texts of a row by column, and the pieces of its last line by column."""

    texts: dict[int, str]
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
    columns, rows = max(layouts, key=lambda layout: layout[0])
    height = max((number for number, row in enumerate(rows, 1) if len(row.texts) > 1), default=0)
    table = [Table([[row.texts.get(n, "") for n in range(columns)] for row in rows[:height]])] if height else []
    return [*table, *(text for row in rows[height:] for text in row.texts.values())], end


def _has_gap(line: str | None) -> bool:
    if line is None or len(line) > LONGEST_LINE:
        return False
    return INNER_GAP.search(line.rstrip(" \u3000\xa0")) is not None


def _end(found: Sequence[Record], start: int) -> int:
    """Return where the stretch ends: behind its last line with gaps and the indented lines directly below that.

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
            end += end == position
        else:
            plain_lines += bool(line.strip())
        if plain_lines > MOST_SINGLE_TEXTS:
            break
        position += 1
    return end


def _layout(lines: Sequence[str], wide: frozenset[str]) -> tuple[int, list[Row]] | None:
    """Return the number of columns and the rows, when the lines share gaps."""
    pieces = [segments(line, wide) for line in lines]
    starts = _between_columns(pieces, gutters([row for row in pieces if len(row) >= LEAST_COLUMNS]))
    if not starts:
        return None
    edges = _wrapping_edges(pieces, starts)
    rows: list[Row] = []
    for number, (line, row) in enumerate(zip(lines, pieces, strict=True)):
        if not row:
            continue
        cells = _cells(line, row, starts)
        if rows and pieces[number - 1] and _continues(cells, rows[-1], edges):
            texts = {column: f"{rows[-1].texts[column]}\n{text}" for column, text in cells.texts.items()}
            rows[-1] = Row(rows[-1].texts | texts, cells.last)
        else:
            rows.append(cells)
    return len(starts) + 1, rows


def _between_columns(pieces: Sequence[Sequence[Segment]], starts: Sequence[int]) -> list[int]:
    """Return the gaps that have text on both sides in some row; others part a heading from the figures below it."""
    filled: list[set[int]] = [set() for _ in range(len(starts) + 1)]
    for number, row in enumerate(pieces):
        for piece in row:
            filled[column_of(piece, starts)].add(number)
    kept: list[int] = []
    column = filled[0]
    for start, following in zip(starts, filled[1:], strict=True):
        if column & following:
            kept.append(start)
            column = following
        else:
            column |= following
    return kept


def _cells(line: str, row: Sequence[Segment], starts: Sequence[int]) -> Row:
    last: dict[int, Segment] = {}
    for piece in row:
        column = column_of(piece, starts)
        before = last.get(column, piece)
        text = line[before.first : piece.first] + piece.text
        last[column] = Segment(text, before.first, before.start, piece.end)
    return Row({column: piece.text for column, piece in last.items()}, last)


def _wrapping_edges(pieces: Sequence[Sequence[Segment]], starts: Sequence[int]) -> dict[int, int]:
    """Return the right edges of columns in which texts are wrapped: wide ones that two texts fill or more."""
    columns: dict[int, list[Segment]] = {}
    for piece in (piece for row in pieces for piece in row):
        column = column_of(piece, starts)
        if column == len(starts) or piece.end <= starts[column]:
            columns.setdefault(column, []).append(piece)
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
