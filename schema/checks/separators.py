"""Figures whose separators can be read in several ways → the one reading with which the other figures agree."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from schema.checks.cells import Cell
from schema.checks.check import READING, Judged
from schema.checks.edit import Meant
from schema.checks.exact import ONE, Exact
from schema.checks.names import Said
from schema.checks.table import Table
from schema.checks.verdict import Judgement
from schema.checks.verdict.printed import manner, quoted
from schema.checks.verdict.suggestions import diagnosis
from schema.finding import Diagnosis
from schema.reading import Amount

CODE = "D09"
MESSAGE = Said(
    "separators of the {field} mixed up: {suggested} satisfies {repairs}",
    "{field}“{printed}”疑似千分位与小数点混淆，取 {suggested} 则 {repairs} {hold}",
)

DIGITS = re.compile(r"-?[0-9]+(?:[.,'][0-9]+)+")

PROBLEM = "ambiguous_separator"
"""Why a figure was not understood where its separators are to blame; those of any other text stand as they are."""

LONGEST = 200
"""Characters: a longer text is no amount, however its separators are meant."""

Explanation = tuple[Diagnosis | None, tuple[Diagnosis, ...]]


def explain(table: Table, judged: Sequence[Judged], by_chance: Exact) -> Mapping[Judged, Explanation]:
    """Return for figures that were not understood the reading that fits, or several, none of them chosen."""
    explained: dict[Judged, Explanation] = {}
    for one in judged:
        cell = one.verdict.cells[0] if one.verdict.cells else None
        if one.check.code[0] == READING and cell is not None and cell.lack == "unread":
            found = tuple(_fitting(table, cell, judged, by_chance))
            if found:
                explained[one] = (found[0], ()) if len(found) == 1 else (None, found)
    return explained


def _fitting(table: Table, cell: Cell, judged: Sequence[Judged], by_chance: Exact) -> Iterator[Diagnosis]:
    waiting = [one for one in judged if cell.path in one.paths and one.judgement.reason == "unread"]
    for tried in _readings(table, cell):
        again = [(one, one.verdict.judge([_of(tried, each) for each in one.verdict.cells])) for one in waiting]
        proved = [(one, each) for one, each in again if one.check.identity and each.outcome == "pass" and each.window]
        chance = min((_chance(each, tried) for _, each in proved), default=ONE)
        if all(each.outcome != "fail" for _, each in again) and chance <= by_chance:
            codes = tuple(dict.fromkeys(one.check.code for one, _ in proved))
            raw = cell.reading.raw if cell.reading is not None else ""
            message = Said(MESSAGE.en, MESSAGE.zh.replace("{printed}", quoted(raw)))
            said = diagnosis((CODE, message), [tried], Meant(tried.value, tried.step), codes, chance)
            yield said.model_copy(update={"printed": raw})


def _of(tried: Cell, cell: Cell) -> Cell:
    return tried if cell.path == tried.path else cell


def _chance(judgement: Judgement, cell: Cell) -> Exact:
    size = judgement.size or abs(cell.value)
    return judgement.window / size if judgement.window is not None and size else ONE


def _readings(table: Table, cell: Cell) -> Iterator[Cell]:
    """Yield what an amount may say, in the one unit of the table: any separator may be the decimal point, or none."""
    one = _one(table, cell)
    reading = cell.reading
    if one is None or reading is None or reading.problem != PROBLEM or len(reading.raw) > LONGEST:
        return
    match = DIGITS.search(unicodedata.normalize("NFKC", reading.raw))
    if match is None:
        return
    text = match[0]
    marks = [at for at, character in enumerate(text) if character in ".,'"]
    written = dict.fromkeys([re.sub("[.,']", "", text), *(_pointed(text, at) for at in marks)])
    for digits in written:
        step = one / 10 ** len(digits.partition(".")[2])
        exact = Decimal(step.numerator) / Decimal(step.denominator)
        meant = reading.model_copy(update={"raw": digits, "step": exact})
        yield cell._replace(reading=meant, lack=None, value=Exact.written(digits) * one, step=step, column_step=step)


def _pointed(text: str, at: int) -> str:
    return re.sub("[.,']", "", text[:at]) + "." + re.sub("[.,']", "", text[at + 1 :])


def _one(table: Table, cell: Cell) -> Exact | None:
    """Return what a printed one stands for in the amounts of the table; None where they have several units."""
    known = [each for each in table.cells.values() if isinstance(each.reading, Amount) and each.lack is None]
    ones = {manner(each).one for each in known}
    return ones.pop() if isinstance(cell.reading, Amount) and len(ones) == 1 else None
