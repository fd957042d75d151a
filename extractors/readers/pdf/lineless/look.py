"""The runs of a page and the tables drawn on it → where tables without lines are looked for, and those found."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from extractors.readers.pdf.lineless.tables import Lineless, table
from extractors.readers.pdf.owners import Locator
from extractors.readers.pdf.record import Run

Cells = Mapping[int, list[Run]]


def look(
    drawn: Sequence[Locator], cells: Sequence[Cells], loose: Sequence[Run], asked: Callable[[str], bool]
) -> tuple[list[int], list[Lineless], list[Run]]:
    """Return which of the drawn tables are tables, the tables without lines, and the runs that are in none.

    They are looked for above, between and below the drawn tables, and in frames: drawn tables of one column.
    """
    found: list[Lineless] = []
    left: list[Run] = []
    kept: list[int] = []
    for index, (locator, owned) in enumerate(zip(drawn, cells, strict=True)):
        inside = [run for runs in owned.values() for run in runs]
        one = _table(inside, asked) if all(slot.column == 0 for slot in locator.slots) else None
        if one is None:
            kept.append(index)
        else:
            found.append(one)
            left += _rest(inside, one)
    for part in _parts(loose, [drawn[index] for index in kept]):
        one = _table(part, asked)
        if one is not None:
            found.append(one)
            part = _rest(part, one)
        left += part
    return kept, found, left


def _table(runs: Sequence[Run], asked: Callable[[str], bool]) -> Lineless | None:
    said = "".join("".join(run.text.split()) for run in runs)
    return table(runs) if said and asked(said) else None


def _rest(runs: Sequence[Run], found: Lineless) -> list[Run]:
    taken = {id(run) for owned in found.runs for run in owned}
    return [run for run in runs if id(run) not in taken]


def _parts(runs: Sequence[Run], drawn: Sequence[Locator]) -> Iterator[list[Run]]:
    """Yield the runs above, between and below drawn tables."""
    edges = sorted(edge for locator in drawn for edge in locator.box[1::2])
    parts: dict[int, list[Run]] = {}
    for run in runs:
        parts.setdefault(bisect_left(edges, run.down), []).append(run)
    yield from (parts[number] for number in sorted(parts))
