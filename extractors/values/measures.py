"""Printed text → the quantity that a target or an achieved value states, where it states exactly one."""

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.values import chinese
from extractors.values.nothing import mark
from extractors.values.numerals import Number, number
from extractors.values.operators import BEFORE, QUALITATIVE, SIGNS, behind
from extractors.values.text import HAN, LONGEST_WITH_MARKUP, clean, damaged, plain
from schema.reading import Direction, Nil, Problem


class Measured(NamedTuple):
    """A target or an achieved value; `number` and `step` are in the printed `unit`.

    `text` is the cleaned text where it is more than sign, number and unit. `problem` is given where one numeral is
    printed that cannot be read; words, dates, ranges and lists are texts and no problem.
    """

    operator: Direction | None = None
    number: Decimal | None = None
    step: Decimal | None = None
    unit: str | None = None
    text: str | None = None
    nil: Nil | None = None
    problem: Problem | None = None


_LONGEST_LINE = 60
_LINE = re.compile(
    rf"(?P<year>(?:19|20)[0-9]{{2}}年度?)?(?P<before>[{HAN}]{{0,20}}?:?)\s?(?P<sign>{BEFORE})?\s?"
    rf"(?P<minus>[-−]?)(?P<digits>[0-9.](?:[0-9.,，'’]*[0-9.])?)\s?(?P<behind>[^0-9]*)"
)

_IN_FACT = re.compile("实际(?!情况|需|工作|问题|困难|应|上|出发|意义|操作)")
_ACHIEVED = re.compile(
    rf"实际(?P<before>[{HAN}]{{0,8}}?:?)\s?(?P<digits>[0-9]++(?:[.,，'’]++[0-9]++)*+)\s?"
    r"(?P<behind>[^0-9，。；,;]*)(?=[，。；,;][^0-9]*$|$)"
)

_FIGURE = re.compile("[0-9.]")
_UNIT = re.compile(rf"[{HAN}A-Za-z%‰℃°㎡㎥㎞²³/·•*×′″μ]*")
_SYMBOL = re.compile("[%‰℃]")
_LONGEST_UNIT = 6
_COUNTED = (
    "次|个|场|人|名|家|户|件|项|台|套|座|份|篇|天|年|例|处|辆|艘|间|所|栋|米|公里|平方米|亩|吨|公斤|小时|分钟"
    "|个月|个工作日|工作日|人次|场次|批次|户次|万元|元"
)
_COUNT = re.compile(f"({chinese.NUMERAL}?)({_COUNTED})")
_SPELLED = re.compile(rf"({BEFORE})?\s?(.+)")
_PROPORTIONS = {-2: "%", -3: "‰"}

_DENIED = re.compile("[不无未没]|避免|杜绝|防止|严禁|超额|超出|多出")
_DOUBTFUL_BEFORE = re.compile(r"(?:第|近|超|逾|差|缺|剩|(?<!减)少|(?<![提目])前|(?<![节签履违合预])约|^上):?$")
_DOUBTFUL_BEHIND = re.compile("[多余约几半不无未没]|^来|左右|上下|[以之][上下内]")
_LATIN = re.compile("[A-Za-z]")
_ORDINAL = re.compile("月|号|点|时|级|等|届|季度")
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:\.(?:0?[1-9]|1[0-2])(?:\.[0-9]{1,2})?|(?:0[1-9]|1[0-2])[0-3][0-9])")
_DATE_END = re.compile("$|[前后底止起之以]")
_LONGEST_SPAN = 3
"""Four digits before 年 are a date, however they are signed."""


def measure(text: str) -> Measured:
    """Return the sign, the one number and the unit of a text; the number only where nothing else can be meant.

    Dates are no quantities. Of several numbers none is taken, except one that 实际 introduces.
    """
    text = text.strip()
    if len(text) > LONGEST_WITH_MARKUP:
        return Measured(text=clean(text))
    printed = plain(text)
    folded = "".join(printed.split())
    nothing = mark(folded)
    if nothing is not None:
        return Measured(nil=nothing)
    if folded in SIGNS or folded in QUALITATIVE:
        return Measured(operator=SIGNS.get(folded, "qualitative"))
    if damaged(printed):
        return Measured(text=clean(text), problem="damaged_text")
    cleaned, figures = clean(text), _FIGURE.search(printed)
    found = _line(printed, cleaned) if figures else None
    found = found or (_spelled(printed) if chinese.stands_in(printed) else None)
    return found or (_achieved(printed, cleaned) if figures else None) or Measured(text=cleaned)


def _line(printed: str, cleaned: str) -> Measured | None:
    """Return the measure of a short text in which one number stands."""
    match = _LINE.fullmatch(printed) if len(printed) <= _LONGEST_LINE else None
    if match is None:
        return None
    alone = not (match["year"] or match["before"])
    if not alone and (match["minus"] or _DENIED.search(match["before"]) or _DOUBTFUL_BEFORE.search(match["before"])):
        return None
    found = _quantity(match["sign"], match["digits"], match["behind"], cleaned, alone=alone)
    if found and found.number and match["minus"]:
        return found._replace(number=found.number.copy_negate())
    return found


def _achieved(printed: str, cleaned: str) -> Measured | None:
    """Return the measure of a text in which 实际 introduces exactly one number."""
    matches = list(_ACHIEVED.finditer(printed))
    if len(matches) != 1 or len(_IN_FACT.findall(printed)) != 1:
        return None
    match = matches[0]
    if _DENIED.search(match["before"]) or _DOUBTFUL_BEFORE.search(match["before"]):
        return None
    return _quantity(None, match["digits"], match["behind"], cleaned, alone=False)


def _quantity(sign: str | None, digits: str, words: str, cleaned: str, *, alone: bool) -> Measured | None:
    """Return the measure of a number with its sign and the words behind it; None where it may be no quantity.

    `alone` says that no words stand before it.
    """
    words, after = behind("".join(words.split()).rstrip("。；;"))
    stated = SIGNS[sign] if sign else after
    words = words[1:-1] if words.startswith("(") and words.endswith(")") else words
    if (after and stated != after) or not _UNIT.fullmatch(words) or _DOUBTFUL_BEHIND.search(words):
        return None
    if _is_place_in_order(digits, words, sure=stated is not None, alone=alone) or (after and words.endswith("级")):
        return None
    found = number(digits)
    if isinstance(found, str):
        listed = digits.endswith(".") and words
        return Measured(text=cleaned, problem=found) if alone and not listed and len(words) <= _LONGEST_UNIT else None
    if not alone and ("，" in digits or _LATIN.match(words)):
        return None
    symbol = _SYMBOL.match(words)
    unit = symbol[0] if symbol else words if len(words) <= _LONGEST_UNIT else ""
    return Measured(stated, found.value, found.step, unit or None, None if alone and words == unit else cleaned)


def _is_place_in_order(digits: str, words: str, *, sure: bool, alone: bool) -> bool:
    """Return whether a number may be a date or a rank; `sure` says that a sign makes it a quantity."""
    if _ORDINAL.match(words) or (words.startswith("日") and not sure):
        return True
    if words.startswith("年"):
        return len(digits) > _LONGEST_SPAN or not (sure or alone or len(digits) == 1)
    return not sure and _DATE.fullmatch(digits) is not None and _DATE_END.match(words) is not None


def _spelled(printed: str) -> Measured | None:
    """Return the measure of a count or a percentage in Chinese numerals, where it is the whole text."""
    match = _SPELLED.fullmatch(printed) if len(printed) <= _LONGEST_LINE else None
    if match is None:
        return None
    words, after = behind(match[2].rstrip("。；;"))
    stated = SIGNS[match[1]] if match[1] else after
    found, unit = _count(words)
    if found is None or (after and stated != after):
        return None
    return Measured(stated, found.value, found.step, unit)


def _count(words: str) -> tuple[Number | None, str | None]:
    """Return the number and the unit of words such as 三次 and 百分之九十五."""
    proportion = chinese.proportion(words)
    if proportion:
        return proportion[0], _PROPORTIONS.get(proportion[1])
    match = _COUNT.fullmatch(words)
    return (chinese.numeral(match[1]), match[2]) if match else (None, None)
