"""Bodies that a form names side by side → which of them is the department, and which the unit that does the work."""

import re
from collections.abc import Sequence

from extractors import values
from extractors.fields.ledger import LabelledField

BUDGET_UNIT = re.compile(r"(?:二级|基层)?预算单位(?:名称|全称)?(?:\(.*)?")
"""The label of a body with a budget of its own: the department itself, or a body below it."""

IN_CHARGE = re.compile("(?!地方|市县).*主管")
"""The label of the department in charge, that of the other side of a transfer aside."""


def told_apart(found: Sequence[LabelledField]) -> tuple[LabelledField, ...]:
    """Return the fields with the budget unit as the implementing unit where a department is in charge of it.

    Alone it is the department; where another body implements the project, it is the one that reports.
    """
    named = [field for field in found if field.path == "department"]
    unit = next((field for field in named if BUDGET_UNIT.fullmatch(_label(field))), None)
    bodies = [field for field in found if field.path in {"department", "local_department"}]
    charge = next((field for field in bodies if IN_CHARGE.match(_label(field))), None)
    if unit is None or charge is None:
        return tuple(found)
    # Behind a unit the department of a county is taken for a local one below it.
    paths = {id(charge): "department", id(unit): _path(found, unit, charge)}
    return tuple(field._replace(path=paths.get(id(field), field.path)) for field in found)


def _label(field: LabelledField) -> str:
    return values.fold(field.label or "").rstrip(":")


def _path(found: Sequence[LabelledField], unit: LabelledField, charge: LabelledField) -> str:
    """Return the field of the budget unit: that of the body that it is printed as, or the first which nobody has."""
    names = {field.path: values.fold(field.raw) for field in found if field is not unit}
    names["department"] = values.fold(charge.raw)
    printed = values.fold(unit.raw)
    same = next((path for path in ("department", "implementing_unit") if names.get(path) == printed), None)
    return same or next((path for path in ("implementing_unit", "publisher") if path not in names), "department")
