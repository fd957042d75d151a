"""Labelled fields → SelfEvaluation: each text read as the type of its field, each in its place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from extractors.complete import completed
from extractors.fields import Fields, LabelledField
from extractors.glued import parted
from extractors.layouts import general
from extractors.layouts.label import Label
from extractors.layouts.layout import Layout
from extractors.privacy import withheld
from extractors.typed import READ
from schema.evaluation import BudgetCategory, BudgetSource, Contact, Repeat, SelfEvaluation, Unmapped

Tree = dict[str, Any]
"""Fields by the steps of their paths; records of a list by their index."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user decides about the content of a record."""

    keep_personal_data: bool = False


def assemble(layout: Layout, fields: Fields, options: Options) -> SelfEvaluation:
    """Return the record of a table: what was not understood is null with its problem, the rest is unmapped."""
    tree: Tree = {}
    further = [field for field in parted(fields.found) if not _put(tree, field)]
    people = tree.pop("contacts", {}).values()
    record = SelfEvaluation(
        form=layout.id,
        kind=layout.kind,
        sources_exhaustive=layout.money.exhaustive,
        contacts=tuple(_contact(person["raw"], options) for person in people),
        repeats=tuple(_repeat(field) for field in further),
        unmapped=tuple(Unmapped(label=left.label, raw=left.raw, at=left.at) for left in fields.left),
        **_members(SelfEvaluation, tree),
    )
    labels = (key for cell in fields.labels for key in Label.of(cell.text).keys)
    whole = completed(record, asks_department=any(layout.path_by_label.get(key) == "department" for key in labels))
    return whole if options.keep_personal_data else withheld(whole, [person["raw"].raw for person in people])


def _put(tree: Tree, field: LabelledField) -> bool:
    """Put a field into its place; return whether the place was free."""
    *steps, name = field.path.split(".")
    for step in steps:
        tree = tree.setdefault(step, {})
    return tree.setdefault(name, field) is field


def _members(model: type[BaseModel], tree: Tree) -> dict[str, Any]:
    """Return the arguments of a model: every branch of the tree as the type of its field wants it."""
    if model is BudgetSource:
        tree = {"source": _known(tree["label"].raw, general().source_by_label), **tree}
    elif model is BudgetCategory:
        tree = {"category": _known(tree["label"].raw, general().category_by_label), **tree}
    return {name: _value(model, name, branch) for name, branch in tree.items()}


def _value(model: type[BaseModel], name: str, branch: object) -> object:
    if isinstance(branch, LabelledField):
        wanted, _ = _wanted(model, name)
        return READ[wanted](branch) if wanted in READ else branch.raw
    if not isinstance(branch, dict):
        return branch
    wanted, listed = _wanted(model, name)
    if listed:
        return tuple(wanted(**_members(wanted, record)) for record in branch.values())
    return wanted(**_members(wanted, branch))


@cache
def _wanted(model: type[BaseModel], name: str) -> tuple[Any, bool]:
    """Return the class in a field's type, `X` of `X`, `X | None` and `tuple[X, ...]`, and whether it lists them."""
    annotation: object = model.model_fields[name].annotation
    parts = (annotation, *get_args(annotation))
    found = next(part for part in parts if isinstance(part, type) and not get_args(part))
    return found, get_origin(annotation) is tuple


def _known(label: str, by_label: Mapping[str, str]) -> str:
    """Return what a printed label of a part of the money means; one that is not known is some other part."""
    return next((by_label[key] for key in Label.of(label).keys if key in by_label), "other")


def _contact(field: LabelledField, options: Options) -> Contact:
    return Contact(label=field.label or "", raw=field.raw if options.keep_personal_data else None, at=field.at)


def _repeat(field: LabelledField) -> Repeat:
    model: Any = SelfEvaluation
    for step in field.path.split("."):
        model = model if step.isdigit() else _wanted(model, step)[0]
    again = json.loads(READ[model](field).model_dump_json())
    value = None if again["value"] is None else str(again["value"])
    return Repeat(
        field=field.path,
        raw=field.raw,
        value=value,
        step=again["step"],
        unit=again["unit"],
        nil=again["nil"],
        at=field.at,
    )
