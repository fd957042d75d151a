"""The runs of a page and the tables drawn on it → where tables without lines are looked for, and those found."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.readers.pdf.lineless.tables import Lineless, table
from extractors.readers.pdf.owners import Locator
from extractors.readers.pdf.record import Run

Cells = Mapping[int, list[Run]]


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked of a page: whether a text may be that of a form, and the sides of the columns of a table before."""

    asked: Callable[[str], bool]
    before: tuple[float, ...] = ()

    def table(self, runs: Sequence[Run], *, first: bool) -> Lineless | None:
        """Return the table that runs make up, if any; the `first` on a page may go on from the one before."""
        said = "".join("".join(run.text.split()) for run in runs)
        before = self.before if first else ()
        return table(runs, before) if said and (before or self.asked(said)) else None


def look(
    drawn: Sequence[Locator], cells: Sequence[Cells], loose: Sequence[Run], page: Look
) -> tuple[list[int], list[Lineless], list[Run]]:
    """Return which of the drawn tables are tables, the tables without lines, and the runs that are in none.

    They are looked for above, between and below the drawn tables, and in frames: drawn tables of one column.
    """
    found: list[Lineless] = []
    left: list[Run] = []
    kept: list[int] = []
    for index, (locator, owned) in enumerate(zip(drawn, cells, strict=True)):
        inside = [run for runs in owned.values() for run in runs]
        one = page.table(inside, first=False) if all(slot.column == 0 for slot in locator.slots) else None
        if one is None:
            kept.append(index)
        else:
            found.append(one)
            left += _rest(inside, one)
    for number, part in enumerate(_parts(loose, [drawn[index] for index in kept])):
        one = page.table(part, first=number == 0)
        if one is not None:
            found.append(one)
        left += part if one is None else _rest(part, one)
    return kept, found, left


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
