"""Which layout takes a grid, and what is missing for it to be one of those that do not."""

from collections.abc import Iterable

from extractors.document import Cell, Grid
from extractors.layouts import generic, layouts
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout

NEAREST = 3
"""So many layouts are named as near."""

NAMED = 4
"""So many labels are named, the rest is counted."""


def claimed(layout: Layout, grids: Iterable[Grid]) -> str:
    """Say which layout took a table, and by what."""
    if layout.id != generic().id:
        return f"layout {layout.id}, {layout.name}: it prints {_few(layout.signature)}"
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
    partly.sort(key=lambda layout: (len(layout.signature - printed), layout.id))
    said = [f"layout {layout.id} lacks {_few(layout.signature - printed)}" for layout in partly[:NEAREST]]
    return ", ".join(said) or "no layout's signature is printed even in part"


def printed_labels(cells: Iterable[Cell]) -> set[str]:
    """Return what the printed texts may be looked up by."""
    return {key for cell in cells if not cell.blank for key in Label.of(cell.text).keys}


def _few(labels: Iterable[str]) -> str:
    names = sorted(labels)
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])
