"""Two amounts that stand in one cell beside a blank one → each in its own field, where the table proves which is which.

A reader cannot always tell the cells of a row apart. A split is taken only if it is the one split by which the printed
rate, or the sums of the parts, come out; else the cell stays as it is, and a finding says that it is not one number.
"""

from collections.abc import Iterator
from decimal import Decimal

from extractors import values
from extractors.fields import LabelledField

AMOUNTS = ("initial_budget", "adjustment", "final_budget", "received", "actual", "balance")
GLUED = ("several_numbers", "ambiguous_separator")
LISTS = ("budget_sources.", "budget_categories.")

Row = dict[str, LabelledField]
Rows = dict[str, Row]
"""Fields by the path of their row, and by their name in it."""


def parted(found: tuple[LabelledField, ...]) -> tuple[LabelledField, ...]:
    """Return the fields with those that came as one text apart."""
    if not any(_parts(field) for field in found):
        return found
    rows: Rows = {}
    for field in found:
        row, _, name = field.path.rpartition(".")
        rows.setdefault(row, {}).setdefault(name, field)
    changed = {field.path: field for path in rows for field in _split(rows, path).values()}
    return tuple(changed.pop(field.path, field) for field in found)


def _split(rows: Rows, path: str) -> Row:
    """Return the fields of a row that the one split that holds changes; none where none does, or several do."""
    holding = [option for option in _options(rows[path]) if _holds(rows, path, option)]
    return holding[0] if len(holding) == 1 else {}


def _options(row: Row) -> Iterator[Row]:
    """Yield each way to share the two amounts of a cell with a blank neighbour on its left or its right."""
    ordered = sorted((name for name in AMOUNTS if name in row), key=lambda name: row[name].places[0].column or 0)
    for index, name in enumerate(ordered):
        parts = _parts(row[name])
        for first, second in ((index, index + 1), (index - 1, index)) if parts else ():
            if first < 0 or second >= len(ordered):
                continue
            left, right = ordered[first], ordered[second]
            if values.nil(row[right if left == name else left].raw) != "blank":
                continue
            places, unit = row[name].places, row[name].unit
            yield {
                side: row[side]._replace(raw=raw, places=places, unit=row[side].unit or unit)
                for side, raw in zip((left, right), parts, strict=True)
            }


def _parts(field: LabelledField) -> tuple[str, ...]:
    """Return the two amounts that an amount's text holds, or nothing."""
    if not field.path.startswith("budget") or not field.path.endswith(AMOUNTS):
        return ()
    parts = tuple(field.raw.split())
    if len(parts) != 2 or values.amount(field.raw, "元").problem not in GLUED:  # noqa: PLR2004 - one blank neighbour
        return ()
    return parts if all(values.amount(part, "元").value is not None for part in parts) else ()


def _holds(rows: Rows, path: str, option: Row) -> bool:
    """Whether the row's printed rate follows from the split, or the parts of the total add up to it."""
    row = {**rows[path], **option}
    budget, actual = _amount(row.get("final_budget") or row.get("initial_budget")), _amount(row.get("actual"))
    rate = row.get("execution_rate")
    if rate is not None and {"final_budget", "actual"} & option.keys() and budget and actual is not None:
        readings = values.rate_readings(rate.raw)
        if readings:
            return any(abs(actual / budget - one.value) <= (one.step or 0) for one in readings if one.value is not None)
    return path == "budget" and all(_amount(option[name]) == _sum(rows, name) for name in option)


def _sum(rows: Rows, name: str) -> Decimal | None:
    amounts = [_amount(row.get(name)) for path, row in rows.items() if path.startswith(LISTS)]
    printed = [amount for amount in amounts if amount is not None]
    return sum(printed, Decimal(0)) if printed else None


def _amount(field: LabelledField | None) -> Decimal | None:
    return None if field is None else values.amount(field.raw, field.unit or "元").value
