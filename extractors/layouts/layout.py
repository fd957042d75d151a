"""The shape of a layout's TOML, and how it completes the general rules."""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from extractors.layouts.wording import wordings
from schema.evaluation import CategoryOfSpending, Kind, SourceOfFunds


def _each(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for one in written for label in wordings(one)))


Labels = Annotated[tuple[str, ...], BeforeValidator(_each)]
"""Labels as they are compared (see `label.py`): without white space, half width, without a closing colon; choices of
words between braces, as in `年初{预算|批复}数`, stand for each of them."""

LabelSet = Annotated[frozenset[str], BeforeValidator(_each)]

Meanings = dict[str, Labels]
"""Field → the labels that mean it."""


POINTS = {"weight", "score", "scored"}
"""Columns of the points of an indicator."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class General(_Part):
    """What all layouts share: sources of money, the people named on a form, the words of titles and notes."""

    sources: dict[SourceOfFunds, Labels]
    categories: dict[CategoryOfSpending, Labels] = Field(description="kinds of spending")
    contacts: str = Field(description="pattern of the end of a label of a person or telephone number")
    remarks: Labels = Field(description="how a note under a table begins")
    title: str = Field(description="pattern of a title of a self-evaluation table, anywhere in a line")
    second_levels: dict[str, Labels] = Field(
        description="words of a first level of indicators → how the second levels below it begin"
    )
    marks: Labels = Field(description="words of which one stands on every page on which a form may begin")
    lists: str = Field(description="pattern in the title of a list of many self-evaluations")
    part_year: str = Field(description="pattern in the title of a table of a part of the year")
    part_year_label: str = Field(description="pattern of a whole label of such a table")
    foreign: frozenset[str] = Field(description="labels that head other tables of a report")

    @cached_property
    def source_by_label(self) -> dict[str, SourceOfFunds]:
        """Each label of a source with what it means."""
        return {label: source for source, labels in self.sources.items() for label in labels}

    @cached_property
    def category_by_label(self) -> dict[str, CategoryOfSpending]:
        """Each label of a kind of spending with what it means."""
        return {label: category for category, labels in self.categories.items() for label in labels}

    @cached_property
    def title_pattern(self) -> re.Pattern[str]:
        """The pattern of a title, compiled."""
        return re.compile(self.title)

    @cached_property
    def list_pattern(self) -> re.Pattern[str]:
        """The pattern in the title of a list, compiled."""
        return re.compile(self.lists)

    @cached_property
    def part_year_pattern(self) -> re.Pattern[str]:
        """The pattern in the title of a table of a part of the year, compiled."""
        return re.compile(self.part_year)

    @cached_property
    def part_year_label_pattern(self) -> re.Pattern[str]:
        """The pattern of a label of such a table, compiled."""
        return re.compile(f"(?:{self.part_year_label})$")

    @cached_property
    def contact_pattern(self) -> re.Pattern[str]:
        """The pattern of the end of a contact's label, compiled."""
        return re.compile(rf"(?:{self.contacts})\)?$")


class Money(_Part):
    """The money block: a total row and its parts under column headers, or labels with their values to the right."""

    total: LabelSet = Field(default=frozenset(), description="labels of the total row")
    headings: LabelSet = Field(default=frozenset(), description="labels at the side of the block, or above it")
    columns: Meanings = Field(default={}, description="money column → its labels")
    short: Meanings = Field(
        default={}, description="labels of anything: columns only in a row that has a budget and what was spent of it"
    )
    sources_column: Literal["initial_budget", "final_budget", "actual"] | None = Field(
        default=None, description="what the one figure of a 其中 row is, where label and value stand side by side"
    )
    by_income: Labels = Field(default=(), description="labels of the total by sources")
    by_expenditure: Labels = Field(default=(), description="labels of the total by kinds of spending")
    exhaustive: bool | None = Field(
        default=None, description="whether the sources add up to the total; null: where there is a row for all others"
    )


class Records(_Part):
    """A header row over records: goals, indicators or tasks."""

    path: Literal["goals", "indicators", "tasks", "management"]
    columns: Meanings = Field(description="field of the record → its column labels, in any order on the page")
    required: Labels = Field(description="fields whose columns must be there for a row to be this header")
    besides: Labels = Field(default=(), description="fields of which one at least must be there, too")
    instead: dict[str, str] = Field(
        default={}, description="column → the field in whose place it stands wherever it has a text"
    )
    short: Meanings = Field(
        default={}, description="labels that are common words: columns only where their row sets results against plans"
    )

    @cached_property
    def field_by_label(self) -> dict[str, str]:
        """Each column label with its field."""
        return by_label(self.columns)

    @cached_property
    def short_labels(self) -> Mapping[str, str]:
        """Each label that is a common word with its field."""
        return by_label(self.short)

    @cached_property
    def _with_short(self) -> dict[str, str]:
        return {**self.short_labels, **self.field_by_label}

    def in_row(self, labels: AbstractSet[str]) -> dict[str, str]:
        """Return the labels of columns with their fields as they are in a row that has some labels.

        Common words are among them where the row names indicators and has plans and results, of which other labels
        say the points, or that they are plan and result.
        """
        if labels.isdisjoint(self.short_labels):
            return self.field_by_label
        own = {self.field_by_label[label] for label in labels if label in self.field_by_label}
        fields = own | {self.short_labels[label] for label in labels if label in self.short_labels}
        sure = {"target", "actual"} <= own or not own.isdisjoint(POINTS)
        whole = {"name", "target"} <= fields and not fields.isdisjoint({"actual", *POINTS})
        return self._with_short if sure and whole else self.field_by_label


class Layout(_Part):
    """One published layout: how it is recognised, and what its labels mean beyond the general rules."""

    id: str
    kind: Kind = "other"
    name: str = Field(description="what people call the form, and where it is used")
    signature: frozenset[str] = Field(
        default=frozenset(), description="labels that all stand on this form and no other"
    )
    enough: int | None = Field(default=None, description="how many labels of the signature suffice; null: all")
    absent: frozenset[str] = Field(default=frozenset(), description="labels of a similar form that this one lacks")
    evaluates: bool = Field(default=True, description="whether it sets results against what was planned")
    title: str | None = Field(default=None, description="pattern of the title; its group `region` names the region")
    headings: LabelSet = Field(default=frozenset(), description="labels at the side of a block, or above it")
    values: Meanings = Field(default={}, description="path of a field → labels with the value to the right of them")
    money: Money = Money()
    records: tuple[Records, ...] = ()
    totals: LabelSet = Field(default=frozenset(), description="labels of the row that closes the indicators")
    subtotals: LabelSet = Field(default=frozenset(), description="labels of a row that adds up a part of them")
    levels: LabelSet = Field(default=frozenset(), description="names of the second level on the central form")

    @cached_property
    def path_by_label(self) -> dict[str, str]:
        """Each label that has its value to the right, with the path of the field."""
        return by_label(self.values)

    @cached_property
    def column_by_label(self) -> dict[str, str]:
        """Each label of a money column with its field."""
        return by_label(self.money.columns)

    def claims(self, printed: AbstractSet[str]) -> bool:
        """Whether the labels printed in a table are those of this layout."""
        return len(self.signature & printed) >= self.needed and not self.absent & printed

    @property
    def needed(self) -> int:
        """How many labels of the signature must be printed."""
        return len(self.signature) if self.enough is None else self.enough

    @cached_property
    def headers(self) -> frozenset[str]:
        """Every label of a column."""
        return self.record_headers | self.column_by_label.keys()

    @cached_property
    def record_headers(self) -> frozenset[str]:
        """Every label of a column of records."""
        return frozenset().union(*(records.field_by_label for records in self.records))

    @cached_property
    def short_labels(self) -> frozenset[str]:
        """Every label of a column that is a common word: where one stands alone it means nothing."""
        return frozenset().union(*(records.short_labels for records in self.records))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every label of the layout."""
        return self.headers | self.path_by_label.keys() | self.headings

    @cached_property
    def title_pattern(self) -> re.Pattern[str] | None:
        """The pattern of the title, compiled."""
        return re.compile(self.title) if self.title is not None else None

    def upon(self, base: "Layout") -> "Layout":
        """Return the layout with the general rules beneath it: what it says of a label goes before what they say."""
        records = {records.path: records for records in base.records}
        for own in self.records:
            below = records.get(own.path, own)
            update: dict[str, object] = {
                "columns": upon(own.columns, below.columns),
                "besides": own.besides or below.besides,
            }
            update |= {"instead": own.instead or below.instead, "short": own.short or below.short}
            records[own.path] = own.model_copy(update=update)
        money = self.money.model_copy(
            update={
                "total": self.money.total | base.money.total,
                "headings": self.money.headings | base.money.headings,
                "by_income": self.money.by_income or base.money.by_income,
                "by_expenditure": self.money.by_expenditure or base.money.by_expenditure,
                "columns": upon(self.money.columns, base.money.columns),
                "short": self.money.short or base.money.short,
            }
        )
        return self.model_copy(
            update={
                "headings": self.headings | base.headings | money.headings,
                "values": upon(self.values, base.values),
                "money": money,
                "records": tuple(records.values()),
                "totals": self.totals | base.totals,
                "subtotals": self.subtotals | base.subtotals,
                "levels": self.levels | base.levels,
            }
        )

    def with_money(self, columns: Meanings) -> "Layout":
        """Return the layout with further labels of the columns of money."""
        own = {name: getattr(self, name) for name in type(self).model_fields}
        own["money"] = self.money.model_copy(update={"columns": upon(self.money.columns, columns)})
        return type(self).model_construct(**own)

    def check(self) -> None:
        """Raise ValueError where a label has two meanings in one role."""
        roles: dict[str, Meanings] = {part.path: part.columns for part in self.records}
        roles |= {"values": self.values, "money": self.money.columns}
        for role, meanings in roles.items():
            listed = [label for labels in meanings.values() for label in labels]
            if len(listed) != len(set(listed)):
                twice = sorted({label for label in listed if listed.count(label) > 1})
                message = f"layout {self.id}: two meanings in {role} for {twice}"
                raise ValueError(message)


def by_label(meanings: Meanings) -> dict[str, str]:
    """Return each label with its field."""
    return {label: field for field, labels in meanings.items() for label in labels}


def upon(own: Meanings, base: Meanings) -> Meanings:
    """Return both together; a label that `own` names means only what `own` says."""
    named = by_label(own)
    fields = dict.fromkeys((*own, *base))
    return {
        field: (*own.get(field, ()), *(label for label in base.get(field, ()) if label not in named))
        for field in fields
    }
