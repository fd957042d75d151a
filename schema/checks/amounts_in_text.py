"""Sentences → the amounts and rates that they state under the name of a field, exact to their printed digits."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from schema.checks.exact import ZERO, Exact

UNITS = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}

NUMBER = r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,12}(?:\.[0-9]{1,40})?|[0-9]{1,40}(?:\.[0-9]{1,40})?)"
"""No amount has as many digits; without an end, each digit of an endless row of them would be the beginning of one."""

UNIT = r"(?P<unit>千万元|百万元|亿元|万元|千元|元|%)"
BETWEEN = r"(?:数|总额|金额|资金|总数)?(?:合计|共计|总计|共|约为|约|为|是|达到|达|:|：)?(?P<about>约|近|超过|超|不足)?"

FIELDS: dict[str, str] = {
    "budget.initial_budget": "年初(?:部门)?预算(?:安排|批复|下达)?",
    "budget.final_budget": "(?:全年|年度|调整后|调整)(?:部门|项目)?预算(?:安排|批复|下达)?",
    "budget.actual": "(?:全年|年度|实际|累计|资金|预算)(?:预算|资金)?(?:执行|支出|使用)(?!率)|全年(?:共)?支出",
    "budget.execution_rate": "(?:预算|资金|总体|整体)?(?:执行|完成)率",
}
"""What names a field in a sentence; every other name leaves open which amount is meant."""

OTHER_SUBJECT = re.compile("其中|项目一|分别|上年|去年|[0-9]{4}年.*[0-9]{4}年|三公|基本支出|人员|公用|专项|子项")
"""Words after which the amount of a part or of another year is told."""

CLAUSE = re.compile(r"[，。；,;！!？?\n](?![0-9]{3}(?:[^0-9]|$))")

STATEMENTS = {field: re.compile(rf"(?:{label}){BETWEEN}{NUMBER}{UNIT}") for field, label in FIELDS.items()}


SIGN = re.compile("[元%％﹪]")
"""Every unit has one of these characters, of whatever width."""


def may_state(text: str) -> bool:
    """Return whether a text may state an amount or a rate; most have no unit, and need not be taken apart."""
    return SIGN.search(text) is not None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence says of a field, in yuan or as a fraction."""

    field: str
    text: str
    value: Exact
    step: Exact


def stated(text: str) -> Iterator[Stated]:
    """Yield what a text states of the fields of the total row, clause by clause."""
    for clause in CLAUSE.split(_plain(text)):
        if ("元" not in clause and "%" not in clause) or OTHER_SUBJECT.search(clause):
            continue
        for field, pattern in STATEMENTS.items():
            for match in pattern.finditer(clause):
                found = _stated(field, match)
                if found is not None:
                    yield found


@lru_cache(maxsize=1)
def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _stated(field: str, match: re.Match[str]) -> Stated | None:
    rate, percent = field.endswith("rate"), match["unit"] == "%"
    if match["about"] or rate != percent:
        return None
    digits = match["number"].replace(",", "")
    factor = Exact(1, 100) if percent else Exact(UNITS[match["unit"]])
    step = factor / 10 ** len(digits.partition(".")[2])
    words = match["number"] + match["unit"]
    return Stated(field, words, Exact.written(digits) * factor, step)


@dataclass(frozen=True, slots=True)
class Itemised:
    """An amount with its parts in brackets behind it, as printed and in yuan."""

    text: str
    value: Exact
    parts: Exact
    step: Exact


ITEMISED = re.compile(rf"{NUMBER}(?P<unit>千万元|百万元|亿元|万元|千元|元)\((?P<parts>[^()]*)\)")
PART = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)(千万元|百万元|亿元|万元|千元|元)?(?![0-9.%])")


def itemised(text: str) -> Iterator[Itemised]:
    """Yield the amounts of a text that two or more parts in brackets follow; a part without a unit is in theirs."""
    for match in ITEMISED.finditer(_plain(text)):
        parts = [(digits, UNITS[unit or match["unit"]]) for digits, unit in PART.findall(match["parts"])]
        if len(parts) > 1 and len(parts) == len(re.findall("[0-9.]+", match["parts"])):
            digits, factor = match["number"].replace(",", ""), UNITS[match["unit"]]
            total = sum((Exact.written(number) * unit for number, unit in parts), ZERO)
            step = max(Exact(unit, 10 ** len(number.partition(".")[2])) for number, unit in parts)
            yield Itemised(match["number"] + match["unit"], Exact.written(digits) * factor, total, step * len(parts))


def in_unit(value: Exact, digits: str) -> str | None:
    """Return an amount of given digits with the unit in which it has a value; None where no unit gives it."""
    bare = digits.rstrip("千百亿万元")
    number = Exact.written(bare.replace(",", ""))
    return next((f"{bare}{unit}" for unit, factor in UNITS.items() if number * factor == value), None)
