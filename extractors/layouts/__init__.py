"""Which published layout a table has, and what its labels mean. One TOML per layout, found by looking.

A layout is data, and says only what is particular to it: `generic.toml` holds the general rules that are beneath every
layout and read the tables that no layout claims; `shared.toml` the words that all share. `layout.py` names every key.
"""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from extractors.document import Cell, Grid
from extractors.layouts.evidence import Heading, evidence, labels_of
from extractors.layouts.layout import General, Layout

SHARED, GENERIC = "shared", "generic"


def _load(name: str) -> dict[str, object]:
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))


@cache
def general() -> General:
    """Return the words that all layouts share."""
    return General.model_validate(_load(SHARED))


@cache
def generic() -> Layout:
    """Return the general rules as a layout."""
    layout = Layout.model_validate({"id": GENERIC, **_load(GENERIC)})
    layout.check()
    return layout.upon(layout)


@cache
def layouts() -> tuple[Layout, ...]:
    """Return every layout, upon the general rules, in the order of their ids."""
    names = sorted(
        entry.name.removesuffix(".toml") for entry in files(__name__).iterdir() if entry.name.endswith(".toml")
    )
    own = [name for name in names if name not in {SHARED, GENERIC}]
    found = tuple(Layout.model_validate({"id": name, **_load(name)}).upon(generic()) for name in own)
    for layout in found:
        layout.check()
    return found


def may_stand_in(text: str) -> bool:
    """Return whether a form may stand on a page that says this, white space left out.

    A page may print a label line by line, with those of other cells between, so its characters need only be there.
    """
    said = set(text)
    if any(mark <= said for mark in _marks()):
        return True
    return any(sum(label <= said for label in labels) >= needed for labels, needed in _signatures())


@cache
def _marks() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(mark) for mark in general().marks)


@cache
def _signatures() -> tuple[tuple[tuple[frozenset[str], ...], int], ...]:
    """Return the characters of the labels of each signature, brackets (of two widths) aside, and how many it needs."""
    return tuple(
        (tuple(frozenset(filter(str.isalnum, label)) for label in layout.signature), layout.needed)
        for layout in layouts()
    )


def recognise(grids: Sequence[Grid], heading: Heading) -> Layout | None:
    """Return the layout of the form that some grids hold, the general rules, or None where they hold none.

    A layout says which form it is; that it is one must show. Where two layouts claim a table, neither has it: it is
    never a matter of priority.
    """
    shown = evidence(grids, generic(), general())
    claimants = [layout for layout in layouts() if layout.claims(shown.printed)]
    if len(claimants) == 1 and not (claimants[0].evaluates and shown.refuted(heading)):
        return claimants[0]
    return generic() if shown.makes_form(heading) else None


def printed_labels(cells: Iterable[Cell]) -> set[str]:
    """Return what the printed texts may be looked up by, whole and up to their colon."""
    return {key for cell in cells if not cell.blank for key in labels_of(cell.text)}
