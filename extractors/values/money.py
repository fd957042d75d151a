"""Labels and captions → the units of money that they state."""

import re
from decimal import Decimal

from extractors.values.text import LONGEST_WITH_MARKUP, plain

FACTORS = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
}
"""The units in which amounts are printed, and what they are in yuan."""

_SIMPLIFIED = str.maketrans("萬億圓圆", "万亿元元")

_STATED = re.compile(
    r"""(?: ^ | [:：,，、;；.。()\[\]【】〔〕|] | 单\s*位 | (?<![0-9一二两三四五六七八九十百千数几余多/]) \s )
        \s* (?: (?:人\s*民\s*币|RMB|¥) \s* )?
        ( (?: [百千]?\s*[万萬] | [百千亿億] )? \s* [元圆圓] )
        (?= \s* (?: $ | [:：,，、;；.。()\[\]【】〔〕|] ) | \s (?!/) )""",
    re.VERBOSE,
)


def simplified(unit: str) -> str:
    """Return a unit in the characters of the table of factors."""
    return unit.translate(_SIMPLIFIED)


def name(unit: str | None) -> str | None:
    """Return the name under which a unit of money has its factor; None when it is no such unit."""
    if unit is None:
        return None
    bare = simplified("".join(unit.split())).removeprefix("人民币")
    return bare if bare in FACTORS else None


def units(text: str) -> tuple[str, ...]:
    """Return the units of money that a label or caption states, each once, in their order.

    A unit stands for itself, between brackets or punctuation, or behind 单位: 元/人 is none, and 20万元 is an amount.
    """
    text = text.strip()
    if len(text) > LONGEST_WITH_MARKUP:
        return ()
    stated = (name(match[1]) for match in _STATED.finditer(plain(text)))
    return tuple(dict.fromkeys(unit for unit in stated if unit is not None))


def unit(text: str) -> str | None:
    """Return the one unit of money that a label or caption states; None when it states none, or two that differ."""
    stated = units(text)
    return stated[0] if len(stated) == 1 else None
