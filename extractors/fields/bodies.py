"""Bodies that a form names twice → which of them is the department, and which the unit that does the work."""

import re
from collections.abc import Sequence

from extractors import values
from extractors.fields.ledger import LabelledField

BUDGET_UNIT = re.compile(r"(?:二级|基层)?预算单位(?:名称|全称)?(?:\(.*)?")
"""The label of a body with a budget of its own: the department itself, or a body below it."""

IN_CHARGE = re.compile("主管")


def told_apart(found: Sequence[LabelledField]) -> tuple[LabelledField, ...]:
    """Return the fields with the budget unit as the implementing unit where a department is in charge of it.

    Alone it is the department; where another body implements the project, it is the one that reports.
    """
    named = [field for field in found if field.path == "department"]
    unit = next((field for field in named if BUDGET_UNIT.fullmatch(_label(field))), None)
    if unit is None or not any(IN_CHARGE.search(_label(field)) for field in named):
        return tuple(found)
    path = _path(found, unit)
    return tuple(field._replace(path=path) if field is unit else field for field in found)


def _label(field: LabelledField) -> str:
    return values.fold(field.label or "").rstrip(":")


def _path(found: Sequence[LabelledField], unit: LabelledField) -> str:
    """Return the field of the budget unit: that of the body that it is printed as, or the first which nobody has."""
    others = [field for field in found if field is not unit]
    names = {field.path: values.fold(field.raw) for field in others}
    printed = values.fold(unit.raw)
    same = next((path for path in ("department", "implementing_unit") if names.get(path) == printed), None)
    return same or next((path for path in ("implementing_unit", "publisher") if path not in names), "department")
