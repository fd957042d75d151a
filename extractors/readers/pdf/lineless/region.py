"""The lines of a page → those of a table: from the first that has several texts to the last."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.readers.pdf.lineless.blocks import TIGHTEST
from extractors.readers.pdf.lineless.pieces import Piece
from extractors.readers.pdf.matter import is_page_matter

ROOMIER = 1.05
"""How much further than in the table itself its last lines may be from those above."""


def region(lines: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """Yield the lines from the first with several texts to the last, and those of one text that follow it closely."""
    several = [number for number, line in enumerate(lines) if len(line) > 1 or _is_beside(lines, number)]
    if not several:
        return
    first, last = several[0], several[-1]
    furthest = max((after[0].down - before[0].down for before, after in pairwise(lines[first : last + 1])), default=0.0)
    yield from lines[first : last + 1]
    for before, line in pairwise(lines[last:]):
        text = "".join(run.text for run in line[0].runs)
        if line[0].down - before[0].down > ROOMIER * furthest or is_page_matter(text):
            return
        yield line


def _is_beside(lines: Sequence[Sequence[Piece]], number: int) -> bool:
    """Whether the one text of a line stands beside that of the line above or below: closer than lines of one text."""
    line = lines[number][0]
    near = [lines[other][0] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    return any(abs(other.down - line.down) < TIGHTEST * line.size for other in near)
