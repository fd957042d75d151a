"""Which published layout a table has, and what its labels mean. One TOML per layout, found by looking.

A layout is data, and says only what is particular to it: `generic.toml` holds the general rules that are beneath every
layout and read the tables that no layout claims; `shared.toml` the words that all share. `layout.py` names every key.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from extractors.document import Cell, Grid
from extractors.layouts.label import Label
from extractors.layouts.layout import General, Layout

SHARED, GENERIC = "shared", "generic"

ENOUGH = 3
"""So many columns of money, with a total row, make a titled table one of ours; other reports share one or two."""


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


def recognise(grid: Grid, *, titled: bool) -> Layout | None:
    """Return the one layout all of whose signature labels are printed in the grid, the general rules, or None.

    Where two layouts claim a table, neither has it: it is never a matter of priority. The general rules take a table
    that has the title of a self-evaluation table, or its indicators beside a goal or money.
    """
    printed = printed_labels(grid.cells)
    claimants = [layout for layout in layouts() if layout.claims(printed)]
    return claimants[0] if len(claimants) == 1 else _by_general_rules(printed, titled=titled)


def printed_labels(cells: Iterable[Cell]) -> set[str]:
    """Return what the printed texts may be looked up by, whole and up to their colon."""
    return {key for cell in cells if not cell.blank for label in _labels(cell.text) for key in label.keys}


def _labels(text: str) -> list[Label]:
    inline = Label.with_value(text)
    return [Label.of(text)] if inline is None else [Label.of(text), inline]


def _by_general_rules(printed: set[str], *, titled: bool) -> Layout | None:
    """Take a table by what it shows. A table of targets alone, as departments file before the year, is none of ours."""
    rules = generic()
    shown = {records.path: _fields(records.field_by_label, printed) for records in rules.records}
    results = {"actual", "score", "scored"} & shown["indicators"]
    indicators = "name" in shown["indicators"] and bool(results) and "target" in shown["indicators"]
    scored = {"level1", "name"} <= shown["indicators"] and bool({"score", "scored"} & results)
    goals = {"expected", "achieved"} <= shown["goals"]
    money = len(_fields(rules.column_by_label, printed)) >= ENOUGH and bool(printed & rules.money.total)
    enough = indicators or scored or money or goals if titled else indicators and (money or goals)
    return rules if enough else None


def _fields(by_label: Mapping[str, str], printed: set[str]) -> set[str]:
    return {by_label[label] for label in printed & by_label.keys()}
