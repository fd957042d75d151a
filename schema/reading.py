"""One printed value: the text as it stands on the page, what it means, how exact it is, and where it stands."""

from typing import Generic, Literal, TypeVar

from pydantic import Field

from schema.model import DecimalText, Frozen

Nil = Literal["blank", "dash", "slash", "none", "ellipsis", "unit_only"]
"""Ways of printing nothing: an empty cell, `—`, `/`, `无`, `……`, and a unit without a number. `0` is none of them."""

Problem = Literal[
    "ambiguous_separator",
    "not_a_number",
    "several_numbers",
    "unit_unknown",
    "out_of_range",
    "not_a_year",
    "damaged_text",
    "no_single_choice",
]
"""Why a printed value was not understood."""

ValueT = TypeVar("ValueT")


class Reading(Frozen, Generic[ValueT]):
    """A printed value. `value` is null for a nil mark (see `nil`) and for text not understood (see `problem`)."""

    raw: str = Field(description="the text as printed, inner white space kept")
    value: ValueT | None = Field(default=None, description="its meaning; null: nothing printed, or not understood")
    step: DecimalText | None = Field(
        default=None, description="the smallest difference that the printed digits can show, in the value's unit"
    )
    unit: str | None = Field(
        default=None, description="for amounts and measures: the unit in force where it is printed"
    )
    nil: Nil | None = Field(default=None, description="how nothing was printed; null when something was")
    problem: Problem | None = Field(default=None, description="why the value is null although something is printed")
    at: str = Field(description="where: page, table, row, column, from 1, as in `p1 t1 r2 c5`; `l3` is a line of text")
    confidence: float | None = Field(default=None, ge=0, le=1, description="null for born-digital text")


class Amount(Reading[DecimalText]):
    """An amount of money; `value` and `step` are in yuan, `unit` is the printed one."""


class Rate(Reading[DecimalText]):
    """A ratio; `value` and `step` are fractions: `97.8%` is 0.978, exact to 0.001."""


class Score(Reading[DecimalText]):
    """Points: a weight (分值) or a score (得分)."""


class Text(Reading[str]):
    """Words; `value` is the text without markup and without white space that means nothing."""


class Year(Reading[int]):
    """A fiscal year."""


Direction = Literal["≥", "≤", "=", ">", "<", "qualitative"]


class Measure(Reading[str]):
    """A target or an achieved value of an indicator; `value` is the cleaned text, its parts stand beside it."""

    operator: Direction | None = Field(default=None, description="the sign or word before the number")
    number: DecimalText | None = Field(default=None, description="the one number of the text, in its printed unit")
    text: str | None = Field(default=None, description="the words, where the text is more than sign, number and unit")
