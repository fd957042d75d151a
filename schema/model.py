"""The base of every model, and the one way in which a decimal is written."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

DECIMAL_PATTERN = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"


def decimal_text(value: Decimal) -> str:
    """Write a decimal without exponent and without a negative zero, all of its printed digits kept."""
    return format(abs(value) if value.is_zero() else value, "f")


DecimalText = Annotated[
    Decimal,
    PlainSerializer(decimal_text, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": DECIMAL_PATTERN}),
]
"""An exact decimal; in JSON a string such as `"18590100.00"`, never a number that a float could spoil."""


class Frozen(BaseModel):
    """A model that cannot change, takes no unknown key and writes every key that it has."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)
