"""Checks of family X that one record allows: what its sentences say is what its cells say."""

from collections.abc import Iterator

from schema.checks.amounts_in_text import Itemised, Stated, in_unit, itemised, may_state, stated
from schema.checks.cells import Cell
from schema.checks.check import check
from schema.checks.table import Table
from schema.checks.verdict import Verdict, fault, holds
from schema.checks.verdict.intervals import rounded_or_cut
from schema.checks.verdict.printed import worded
from schema.reading import Measure, Text

SCALES = (10**4, 10**3, 10**8)
"""How far the units of money are apart."""


@check(
    "X01",
    severity="warning",
    formula="amounts in the text ≐ amounts in the form",
    title=("{field} the same in text and form", "正文与表内{field}一致"),
    message=("text and form disagree on {field}: {a} / {b}", "正文{field}{a}与表内{b}不一致"),
    needs=("amount in the text under the name of a field", "以栏目名称出现的正文金额"),
)
def text_and_form_agree(table: Table) -> Iterator[Verdict]:
    """An amount or rate that a sentence gives under the name of a field of the total row is the printed one."""
    for path, reading in table.readings_of(Text, Measure):
        if reading.value and may_state(reading.value) and not path.startswith(("title", "contacts")):
            for one in stated(reading.value):
                cell = table.cell(one.field)
                if cell.lack is None:
                    yield _compared(one, cell, table.cell(path))
            for one_of in itemised(reading.value):
                yield _itemised(one_of, table.cell(path))


def _itemised(one: Itemised, text: Cell) -> Verdict:
    """State that an amount is not its parts in another unit; parts that do not make it up prove nothing."""
    for factor in SCALES:
        for value in (one.value * factor, one.value / factor):
            if abs(value - one.parts) <= one.step / 2:
                meant = in_unit(value, one.text)
                return fault([text], because="D03", suggested=meant, field=text.name, a=one.text, b=meant or "")
    return holds(text)


def _compared(one: Stated, cell: Cell, text: Cell) -> Verdict:
    claimed, printed = rounded_or_cut(one.value, one.step), rounded_or_cut(cell.value, cell.column_step)
    if claimed.meets(printed) != "apart":
        return holds(cell, text)
    scaled = (value for factor in SCALES for value in (one.value * factor, one.value / factor))
    slip = next((value for value in scaled if value in rounded_or_cut(cell.value, cell.column_step)), None)
    meant = None if slip is None or one.field.endswith("rate") else in_unit(slip, one.text)
    because = None if meant is None else "D03"
    return fault([text, cell], because=because, suggested=meant, field=cell.name, a=one.text, b=worded(cell))
