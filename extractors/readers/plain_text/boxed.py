"""Tables drawn in text: cells between bars, rows between rules (`+---+`, `├───┤`)."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise

from extractors.readers.plain_text.segments import NUMBER
from extractors.readers.plain_text.shape import Record, Table, Taken, plain
from extractors.readers.plain_text.widths import NARROW, WIDE, width

BAR = re.compile(r"[|│┃║]")
CORNERS = frozenset("+┌├└╔╠╚┏┣┗╭╰╞╟┠┝")
STROKES = frozenset("-=─━═┄┅┈┉")
RULE = CORNERS | STROKES | frozenset("|│┃║┬┐┼┤┴┘╦╗╬╣╩╝┳┓╋┫┻┛╮╯╪╡╤╧╫╢╥╨┿╂┥┨┯┷┰┸ ")

HEAD_AND_BODY = 2
"""Bands between rules: with no more than a head and a body there are no rules between the rows."""


def take(found: Sequence[Record], start: int) -> Taken | None:
    """Take a table that begins with a rule."""
    first, second = plain(found, start), plain(found, start + 1)
    if first is None or second is None or not _is_rule(first) or BAR.match(second.strip()) is None:
        return None
    end = start
    bands: list[list[str]] = []
    while (line := plain(found, end)) is not None and (_is_rule(line) or BAR.match(line.strip())):
        if _is_rule(line):
            bands.append([])
        else:
            bands[-1].append(line)
        end += 1
    return [Table(list(_rows([band for band in bands if band])))], end


def _is_rule(line: str) -> bool:
    stripped = line.strip()
    return stripped[:1] in CORNERS and not STROKES.isdisjoint(stripped) and RULE.issuperset(stripped)


def _rows(bands: list[list[str]]) -> Iterator[list[str]]:
    """Yield the rows. With a rule between any two rows the lines of a band are one row; otherwise each is its own."""
    lines = iter(_in_columns([line for band in bands for line in band]))
    for band in bands:
        rows = list(islice(lines, len(band)))
        columns = list(zip(*rows, strict=True))
        if len(bands) <= HEAD_AND_BODY or any(_has_two_numbers(column) for column in columns):
            yield from rows
        else:
            yield ["\n".join(text for text in column if text) for column in columns]


def _has_two_numbers(column: Sequence[str]) -> bool:
    """Whether a column holds figures below each other: no cell is wrapped like that."""
    return sum(NUMBER.fullmatch(text) is not None for text in column) > 1


def _in_columns(lines: list[str]) -> list[list[str]]:
    """Return the texts of each line by column: where the bars stand, or in their order where the bars do not align."""
    for wide in (WIDE, NARROW):
        split = [_split(line, wide) for line in lines]
        bars = dict.fromkeys((column for column, _ in max(split, key=len)), "")
        if all(column in bars for cells in split for column, _ in cells):
            return [list((bars | dict(cells)).values()) for cells in split]
    texts = [[text for _, text in cells] for cells in split]
    most = max(len(row) for row in texts)
    return [row + [""] * (most - len(row)) for row in texts]


def _split(line: str, wide: frozenset[str]) -> list[tuple[int, str]]:
    """Return the texts of a line, each with the display column of the bar before it."""
    bars = list(BAR.finditer(line))
    ends = [bar.start() for bar in bars[1:]] + [len(line)]
    columns = accumulate((width(line[start:end], wide) for start, end in pairwise([0, *(bar.start() for bar in bars)])))
    cells = [(column, line[bar.end() : end].strip()) for bar, end, column in zip(bars, ends, columns, strict=True)]
    return cells if len(cells) > 1 and cells[-1][1] else cells[: max(len(cells) - 1, 1)]
