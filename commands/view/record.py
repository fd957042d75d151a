"""The table of a record: every printed value that it holds, in the order of the model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.table import Table
from rich.text import Text

from commands.text import printable
from commands.view.values import grouped, meaning, print_of
from schema.evaluation import BudgetSource, Contact, Derived, Repeat, SelfEvaluation, SourceLabel, Unmapped
from schema.model import Frozen
from schema.reading import Reading

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
IN_HEAD = {"form", "kind"}
"""Fields that stand above the table."""

IN_HEADING = set(SourceLabel.model_fields)
"""Fields that stand in the heading of their row of money."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; a heading has nothing but a field."""

    field: str
    printed: str = ""
    value: str = ""
    at: str = ""
    style: str = ""


def table(record: SelfEvaluation) -> Table:
    """Return the table of a record. Whatever the model holds has its row, fields of later versions as well."""
    made = Table(expand=True)
    for heading, ratio in (("field", 7), ("as printed", 9), ("value (yuan)", 5), ("where", None)):
        made.add_column(heading, ratio=ratio, overflow="fold")
    for block in _blocks(record):
        made.add_section()
        for row in block:
            texts = (row.field, row.printed, row.value, row.at)
            made.add_row(*(Text(printable(text, keep="\n")) for text in texts), style=row.style)
    return made


def _blocks(record: SelfEvaluation) -> Iterator[list[Row]]:
    """Yield the rows of each block; single fields that follow one another are one block."""
    single: list[Row] = []
    for name in type(record).model_fields:
        node = getattr(record, name)
        if isinstance(node, tuple) or (isinstance(node, Frozen) and not isinstance(node, Reading)):
            yield single
            yield list(_block(name, node))
            single = []
        elif node is not None and name not in IN_HEAD:
            single.append(_row(record, name, node))
    yield single


def _block(name: str, node: "Frozen | tuple[Frozen, ...]") -> Iterator[Row]:
    if isinstance(node, Frozen):
        yield from _item(name, node)
        return
    one_each = [_one_row(item) for item in node if isinstance(item, Contact | Repeat | Unmapped)]
    if one_each:
        yield Row(name, style="bold")
        yield from (replace(row, field=f"  {row.field}") for row in one_each)
    for index, item in enumerate(node):
        if not isinstance(item, Contact | Repeat | Unmapped):
            yield from _item(f"{name}.{index}", item)


def _one_row(item: Contact | Repeat | Unmapped) -> Row:
    if isinstance(item, Contact):
        return Row(item.label, item.raw or "(withheld)", at=item.at)
    if isinstance(item, Unmapped):
        return Row(item.label or "", item.raw, at=item.at)
    return Row(f"{item.field}, once more", f"{item.raw} {item.unit or ''}".strip(), item.value or "", item.at)


def _item(path: str, item: Frozen) -> Iterator[Row]:
    fields = ((name, getattr(item, name)) for name in type(item).model_fields)
    source = isinstance(item, BudgetSource)
    rows = [_row(item, name, node) for name, node in fields if node is not None and not (source and name in IN_HEADING)]
    if rows or source:
        yield Row(_heading(path, item), style="bold")
        yield from (replace(row, field=f"  {row.field}") for row in rows)


def _heading(path: str, item: Frozen) -> str:
    if not isinstance(item, BudgetSource):
        return path
    part = "" if item.parent is None else f", part of {item.parent}"
    return f"{path} {item.label} ({item.source}{part})"


def _row(owner: Frozen, name: str, node: object) -> Row:
    label = CHINESE.match(type(owner).model_fields[name].description or "")
    field = f"{name} {label[0]}" if label else name
    if isinstance(node, Reading):
        return Row(field, print_of(node), meaning(node), node.at, "red" if node.problem else "")
    if isinstance(node, Derived):
        return Row(field, f"(computed: {node.formula})", grouped(node.value))
    return Row(field, value=str(node))
