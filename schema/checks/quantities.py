"""Targets and results as quantities: exact numbers in a basic unit, comparable where they are of one kind."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from schema.checks.cells import Cell
from schema.reading import Measure

FACTORS = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}

SCALED = re.compile(r"(百万|千万|[十百千万亿])?(.*)")

KINDS = {
    "proportion": r"%|百分比|百分点|个百分点|‰",
    "money": r"元|元人民币|人民币元",
    "time": r"年|个?月|日|天|个?工作日|小时|分钟|周|季度",
    "area": r"亩|公顷|平方米|平方公里|m2|km2",
    "length": r"米|公里|千米|厘米|m|km|cm",
    "mass": r"吨|公斤|千克|kg|t",
}
"""Units that cannot be compared across kinds; counters such as 个, 家 and 次 are not told apart."""

BASES = {
    "‰": Fraction(1, 10),
    "公里": Fraction(1000),
    "千米": Fraction(1000),
    "km": Fraction(1000),
    "厘米": Fraction(1, 100),
    "cm": Fraction(1, 100),
    "吨": Fraction(1000),
    "t": Fraction(1000),
}
"""How many of the usual unit of their kind some units are."""

TIMES = {"天": "日", "个月": "月", "个工作日": "工作日"}
AREAS = {"平方米": "m2"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the basic unit of its kind; `exact` says that it was counted, not measured or rounded."""

    value: Fraction
    step: Fraction
    kind: str
    exact: bool


def quantity(cell: Cell, unit: str | None) -> Quantity | None:
    """Return the quantity of a target or result; `unit` is the one that its row or name states for a bare number."""
    if cell.lack is not None or cell.reading is None:
        return None
    worded = isinstance(cell.reading, Measure) and cell.reading.text is not None
    kind, factor = _kind(cell.reading.unit or ("" if worded else unit) or "")
    exact = kind != "proportion" and cell.value.denominator == 1
    return Quantity(cell.value * factor, cell.step * factor, kind, exact)


@lru_cache(maxsize=1024)
def _kind(unit: str) -> tuple[str, Fraction]:
    folded = "".join(unicodedata.normalize("NFKC", unit).split())
    if re.fullmatch(KINDS["proportion"], folded):
        return "proportion", BASES.get(folded, Fraction(1))
    scale, word = _scaled(folded)
    for kind, pattern in KINDS.items():
        if re.fullmatch(pattern, word):
            # Days and years, or mu and square metres, are not turned into one another: each is a kind of its own.
            alike = TIMES.get(word, word) if kind == "time" else AREAS.get(word, word)
            return (f"{kind} {alike}" if kind in {"time", "area"} else kind), scale * BASES.get(word, Fraction(1))
    return ("rate" if "/" in word else "count"), scale


def _scaled(unit: str) -> tuple[Fraction, str]:
    match = SCALED.fullmatch(unit)
    if match is None or not match[1] or not match[2]:
        return Fraction(FACTORS.get(unit, 1)), "" if unit in FACTORS else unit
    if match[0] == "千米":
        return Fraction(1), "千米"
    return Fraction(FACTORS[match[1]]), match[2]
