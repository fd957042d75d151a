"""Chinese numerals, alone or with digits between them → an exact number, where they can be read in one way only."""

import re
from decimal import Decimal

from extractors.values.numerals import EXACT, Number, number

_ONE_TO_NINE = "一壹二贰貳弍两兩三叁參叄四肆五伍六陆陸七柒八捌九玖"
_CHARACTERS = f"零〇{_ONE_TO_NINE}十拾百佰千仟万萬亿億点點"
_ASCII = str.maketrans(_CHARACTERS, "0011222222333344556667788" + "99tthhkkwwyy..")
NUMERAL = f"[{_CHARACTERS}]+"
"""A pattern of what may be a Chinese numeral."""

_NUMERAL = re.compile(NUMERAL)

_TENS = "[1-9]t[1-9]?"
_HUNDREDS = f"[1-9]h(?:{_TENS}|0[1-9])?"
_THOUSANDS = f"[1-9]k(?:{_HUNDREDS}|0{_TENS}|0[1-9])?"
_FIRST = f"(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS}|t[1-9]?|[1-9])"
# 三万五 is 35,000 in speech and 30,005 in writing: behind a larger section a bare digit needs its 零.
_NEXT = f"(?:0?(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS})|0[1-9])"
_WHOLE = re.compile(
    f"(?P<y>{_FIRST})y(?:(?P<yw>{_NEXT})w)?(?P<yr>{_NEXT})?|(?P<w>{_FIRST})w(?P<wr>{_NEXT})?|(?P<r>{_FIRST}|0)"
)
_SECTION_POWERS = {"y": 8, "yw": 4, "yr": 0, "w": 4, "wr": 0, "r": 0}
_DECIMAL = re.compile(rf"({_FIRST}|0)(\.[0-9]+)([wy]?)")
_POWERS = {"": 0, "t": 1, "h": 2, "k": 3, "w": 4, "y": 8}

_YUAN = re.compile(rf"({NUMERAL})[元圆圓](?:零?([{_ONE_TO_NINE}])角)?(?:零?([{_ONE_TO_NINE}])分)?([整正]?)")

_PROPORTION = re.compile("([百千万])分之(.+)")
_SCALES = {"百": -2, "千": -3, "万": -4}
_ONE, _HUNDRED = Decimal(1), Decimal(100)

_PLACE = "亿|[千百十]?万|[千百十]"
_PART = re.compile(f"([0-9]+)({_PLACE})")
_MIXED = re.compile(f"((?:[1-9][0-9]*(?:{_PLACE}))+)([0-9]*)(元?)[整正]?")
_PART_POWERS = {"亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "百": 2, "十": 1}


def _section(text: str) -> tuple[int, int]:
    """Return the value of a section below 10,000, and the power of ten of the smallest place that it names."""
    digits = re.findall(r"([1-9])([thk]?)", re.sub("^t", "1t", text))
    places = [_POWERS[place] for _, place in digits] or [0]
    return sum(int(digit) * 10 ** _POWERS[place] for digit, place in digits), min(places)


def stands_in(text: str) -> bool:
    """Return whether a text has a character of a Chinese numeral."""
    return _NUMERAL.search(text) is not None


def numeral(text: str) -> Number | None:
    """Return the number that a Chinese numeral stands for; None when it is not written in full.

    Its step is the smallest place that it names: 三百二十万 is exact to 100,000, and 三百二十五 to 1.
    """
    if not _NUMERAL.fullmatch(text):
        return None
    ascii_text = text.translate(_ASCII)
    if match := _WHOLE.fullmatch(ascii_text):
        sections = [
            (*_section(section), _SECTION_POWERS[name]) for name, section in match.groupdict().items() if section
        ]
        value = sum(value * 10**power for value, _, power in sections)
        return Number(Decimal(value), Decimal(10 ** min(lowest + power for _, lowest, power in sections)))
    if match := _DECIMAL.fullmatch(ascii_text):
        value, _ = _section(match[1])
        found = Number(Decimal(f"{value}{match[2]}"), Decimal((0, (1,), 1 - len(match[2]))))
        return found.times(Decimal(10 ** _POWERS[match[3]]))
    return None


def yuan(text: str) -> Number | None:
    """Return the yuan that Chinese numerals with 元, 角 and 分 spell out; 整 behind 元 makes them exact to one."""
    match = _YUAN.fullmatch(text)
    found = numeral(match[1]) if match else None
    if match is None or found is None:
        return None
    for coins, power in ((match[2], -1), (match[3], -2)):
        if coins:
            part = Number(Decimal(coins.translate(_ASCII)), _ONE).shifted(power)
            found = Number(EXACT.add(found.value, part.value), part.step)
    whole = match[4] and not match[2] and not match[3]
    return Number(found.value, _ONE) if whole else found


def proportion(text: str) -> tuple[Number, int] | None:
    """Return the number behind 百分之, 千分之 or 万分之, exact to one at least, and the power of ten of its scale."""
    match = _PROPORTION.fullmatch(text)
    if match is None:
        return None
    found = Number(_HUNDRED, _ONE) if match[2] == "百" else numeral(match[2]) or number(match[2])
    if isinstance(found, str):
        return None
    return Number(found.value, min(found.step, _ONE)), _SCALES[match[1]]


def is_absolute(text: str) -> bool:
    """Return whether a numeral counts in 万 or 亿, and so is meant in yuan whatever unit the header states."""
    return any(place in text for place in "万萬亿億")


def mixed(text: str) -> Number | None:
    """Return the yuan of digits with Chinese places between them, as in 2万5千元.

    Each part fits below the place of the one before; digits without a place fill all places that are left.
    """
    match = _MIXED.fullmatch(text)
    if match is None or not (match[2] or is_absolute(text)):
        return None
    total, power = 0, len(text) + max(_PART_POWERS.values())
    for digits, place in _PART.findall(match[1]):
        if len(digits) + _PART_POWERS[place] > power:
            return None
        power = _PART_POWERS[place]
        total += int(digits) * 10**power
    ones = match[2]
    if ones and len(ones) != power:
        return None
    return Number(Decimal(total + int(ones or 0)), Decimal(1 if ones else 10**power))
