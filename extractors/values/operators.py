"""Signs and words around a number → the direction that they state."""

import re

from extractors.values.text import fold
from schema.reading import Direction

_BEFORE: dict[Direction, tuple[str, ...]] = {
    "≥": (
        *("≥", ">=", "=>", "不低于", "不少于", "不小于", "不得低于", "不得少于", "不得小于"),
        *("大于等于", "大于或等于", "至少"),
    ),
    "≤": (
        *("≤", "<=", "=<", "不高于", "不超过", "不大于", "不多于", "不得高于", "不得超过", "不得大于", "不得多于"),
        *("未超过", "小于等于", "小于或等于", "至多", "最多"),
    ),
    ">": (">", "大于", "高于", "多于", "超过"),
    "<": ("<", "小于", "低于", "少于"),
    "=": ("=", "等于"),
}
# 以上, 以下 and 以内 include the number itself and 超过 does not: Civil Code, article 1259.
_BEHIND: dict[Direction, tuple[str, ...]] = {"≥": ("及以上", "以上"), "≤": ("及以下", "以下", "以内", "之内")}
_WITHIN = tuple(f"{unit}内" for unit in ("天", "日", "月", "年", "周", "小时", "分钟"))

SIGNS = {word: direction for direction, words in _BEFORE.items() for word in words}
"""What may stand before a number."""

QUALITATIVE = ("定性", "定性指标")
"""What stands in the place of a sign where no number is aimed at."""

BEFORE = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
"""A pattern of what may stand before a number."""


def direction(text: str) -> Direction | None:
    """Return the direction that a cell of its own states, as in 指标性质."""
    folded = fold(text)
    return "qualitative" if folded in QUALITATIVE else SIGNS.get(folded)


def behind(words: str) -> tuple[str, Direction | None]:
    """Return the words behind a number without those that state a direction, and the direction."""
    words = words.removesuffix("(含)")
    for direction, suffixes in _BEHIND.items():
        for suffix in suffixes:
            if words.endswith(suffix):
                return words.removesuffix(suffix).removesuffix("(含)"), direction
    return (words.removesuffix("内"), "≤") if words.endswith(_WITHIN) else (words, None)
