"""Which layout takes a grid, and what is missing for it to be one of those that do not."""

from collections.abc import Iterable

from extractors.document import Cell, Grid
from extractors.layouts import generic, layouts, printed_labels
from extractors.layouts.layout import Layout

NOTHING = "no layout's signature is printed even in part"

NEAREST = 3
"""So many layouts are named as near."""

NAMED = 4
"""So many labels are named, the rest is counted."""


def claimed(layout: Layout, grids: Iterable[Grid]) -> str:
    """Say which layout took a table, and by what."""
    if layout.id != generic().id:
        shown = layout.signature & printed_labels(cell for grid in grids for cell in grid.cells)
        return f"layout {layout.id}, {layout.name}: it prints {_few(shown)}"
    return f"the general rules ({near(cell for grid in grids for cell in grid.cells)})"


def unclaimed(grid: Grid) -> str:
    """Say why a grid is no self-evaluation table: what the nearest layouts miss, and which labels it shows at all."""
    known = printed_labels(grid.cells) & generic().vocabulary
    shown = f"of the general labels only {_few(known)}" if known else "none of the general labels"
    return f"{near(grid.cells)}; {shown}"


def near(cells: Iterable[Cell]) -> str:
    """Say what the layouts miss of which a part of the signature is printed, those that miss least first."""
    printed = printed_labels(cells)
    partly = [layout for layout in layouts() if layout.signature & printed]
    partly.sort(key=lambda layout: (layout.needed - len(layout.signature & printed), layout.id))
    return ", ".join(_lack(layout, printed) for layout in partly[:NEAREST]) or NOTHING


def _lack(layout: Layout, printed: set[str]) -> str:
    short = layout.needed - len(layout.signature & printed)
    if short <= 0:
        return f"layout {layout.id} has none of {_few(layout.absent & printed)}"
    some = "" if short == len(layout.signature - printed) else f"{short} of "
    return f"layout {layout.id} lacks {some}{_few(layout.signature - printed)}"


def _few(labels: Iterable[str]) -> str:
    names = sorted(labels)
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])
