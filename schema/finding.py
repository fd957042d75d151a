"""What is wrong with a table or a file, in which fields, and which single slip would explain it."""

from typing import Literal

from pydantic import Field

from schema.model import DecimalText, Frozen

Severity = Literal["error", "warning", "info", "not_checked"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info", "not_checked")
"""From the gravest to the mildest."""


class Diagnosis(Frozen):
    """One edit that would repair every failed check of its block and break none: a suggestion, never a correction."""

    code: str
    field: str
    printed: str
    suggested: str = Field(description="in the printed unit and manner")
    swapped_with: str | None = Field(default=None, description="path of the field that it changes places with")
    repairs: tuple[str, ...]
    chance: DecimalText = Field(description="how likely a random number would do as well: room ÷ size of the value")
    message: str
    message_zh: str


class Finding(Frozen):
    """The outcome of a check that did not simply hold, or why a file gave no record."""

    code: str
    severity: Severity
    fields: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    message: str
    message_zh: str
    expected: str | None = None
    found: str | None = None
    gap: str | None = None
    diagnosis: Diagnosis | None = None
    candidates: tuple[Diagnosis, ...] = Field(
        default=(), description="several edits that would do equally well: listed, none chosen"
    )
