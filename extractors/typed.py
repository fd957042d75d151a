"""A labelled field → a Reading of its field's type."""

from collections.abc import Callable
from typing import Any

from extractors import values
from extractors.fields import LabelledField
from schema.reading import Amount, Measure, Rate, Reading, Score, Text, Year


def _number(
    read: Callable[[LabelledField], values.Parsed], model: type[Reading[Any]]
) -> Callable[[LabelledField], Reading[Any]]:
    def reading(field: LabelledField) -> Reading[Any]:
        parsed = read(field)
        return model(
            raw=field.raw,
            value=parsed.value,
            step=parsed.step,
            unit=parsed.unit,
            nil=parsed.nil,
            problem=parsed.problem,
            at=field.at,
        )

    return reading


def _text(field: LabelledField) -> Text:
    # A lone mark in a text cell is nil; a unit alone is a text there.
    nil = values.nil(field.raw)
    return Text(
        raw=field.raw,
        value=values.clean(field.raw) if nil in {None, "unit_only"} else None,
        nil=None if nil == "unit_only" else nil,
        at=field.at,
    )


def _year(field: LabelledField) -> Year:
    nil, year = values.nil(field.raw), values.year(field.raw)
    return Year(
        raw=field.raw, value=year, nil=nil, problem="not_a_year" if year is None and nil is None else None, at=field.at
    )


def _measure(field: LabelledField) -> Measure:
    parsed = values.measure(field.raw)
    value = None if parsed.nil is not None or parsed.problem is not None else values.clean(field.raw)
    return Measure(
        raw=field.raw,
        value=value,
        step=parsed.step,
        unit=parsed.unit,
        nil=parsed.nil,
        problem=parsed.problem,
        at=field.at,
        operator=parsed.operator,
        number=parsed.number,
        text=parsed.text,
    )


READ: dict[object, Callable[[LabelledField], Reading[Any]]] = {
    Amount: _number(lambda field: values.amount(field.raw, field.unit), Amount),
    Rate: _number(lambda field: values.rate(field.raw, percent=True if field.percent else None), Rate),
    Score: _number(lambda field: values.score(field.raw), Score),
    Text: _text,
    Year: _year,
    Measure: _measure,
}
"""How the text of a field of each type is read."""
