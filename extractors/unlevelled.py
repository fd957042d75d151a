"""A record of a table without lines → the indicators whose levels nobody can tell: the form has them, these do not."""

from extractors.errors import NO_LEVEL, Problem
from extractors.fields.levels import LEVELS
from extractors.tables import Table
from schema.evaluation import Indicator, SelfEvaluation

SHOWN = 5
"""Names of indicators in the message."""


def unlevelled(table: Table, record: SelfEvaluation) -> list[Problem]:
    """Return what is to be said of indicators without a level that others of the same form have.

    Where lines are drawn, merged cells say what each level covers, and a blank one is blank.
    """
    if all(grid.spans_known for grid in table.grids):
        return []
    paths = [
        (number, f"indicators.{number}.{level}")
        for level in LEVELS
        if any(_has(one, level) for one in record.indicators)
        for number, one in enumerate(record.indicators)
        if not _has(one, level)
    ]
    if not paths:
        return []
    names = [_name(record.indicators[number], number) for number in dict(paths)]
    detail = "{}" + (f" (+{len(names) - SHOWN})" if len(names) > SHOWN else "")
    shown = names[:SHOWN]
    fields = tuple(path for _, path in paths)
    return [Problem(NO_LEVEL, detail.format(", ".join(shown)), detail.format("、".join(shown)), fields)]


def _has(indicator: Indicator, level: str) -> bool:
    text = getattr(indicator, level)
    return text is not None and bool(text.raw)


def _name(indicator: Indicator, number: int) -> str:
    return indicator.name.raw if indicator.name is not None and indicator.name.raw else f"#{number + 1}"
