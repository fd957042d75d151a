"""Printed text → its words as they are meant, and its folded forms for comparing and for reading numbers."""

import re
import unicodedata
from collections.abc import Mapping
from html import unescape
from html.entities import html5
from typing import Any

LONGEST = 200
"""A text with more characters is no number and no mark."""

LONGEST_WITH_MARKUP = 10_000
"""As above, with the markup that may stand around it."""

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, written to stand inside brackets of a pattern."""

_WIDE = HAN + "\u3001-\u3004\u3008-\u3020\u302a-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6"

_WHITE = r"[\s\x00-\x1f\x7f-\x9f]"
_GAP = re.compile(_WHITE + "+")
_BESIDE_WIDE = re.compile(f"(?<=[{_WIDE}]) | (?=[{_WIDE}])")
_BROAD_GAP = re.compile(f"{_WHITE}{{2,}}|(?![ \u2009]){_WHITE}")

_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|br|center|col|colgroup|div|em|font|h[1-6]|hr|i|img|li|o:p|ol|p|pre|s|small|span|strike"
    r"|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# A page that was escaped more than once says `&amp;nbsp;`.
_ENTITY = re.compile(r"&(?:amp;)*+(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});|&(?:amp;)++")

_DAMAGE = re.compile(r"\ufffd|\(cid:[0-9]+\)|[\ue000-\uf8ff\U000f0000-\U0010ffff]")

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_THIN = "\u2009"
_THIN_SPACES = dict.fromkeys([*range(0x2004, 0x200B), 0x202F, 0x205F], _THIN) | {0x00A0: " "}

_LOOK_ALIKES = str.maketrans("≧≦⩾⩽═﹦﹥﹤﹪﹣﹢﹙﹚﹕∶﹔￥﹩", "≥≤≥≤==><%-+()::;¥$")

# Fonts in which characters were mapped to radicals of the same shape give these in place of the characters.
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻥⻦⻨⻩⻬⻮⻰⻳", "母民虎西见角贝车长门青页风飞食马骨鱼鸟麦黄齐齿龙龟"
) | {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))}
_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) != "，"}
_PLAIN = _INVISIBLE | _THIN_SPACES | _HALF_WIDTH | _LOOK_ALIKES | _RADICALS
_FOLDED = _INVISIBLE | _HALF_WIDTH | _LOOK_ALIKES | _RADICALS | str.maketrans("，﹐", ",,")


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&"
    if name.startswith("#"):
        return unescape(f"&{name};")
    return html5.get(f"{name};", match[0])


def _unwrapped(text: str, characters: Mapping[Any, int | str | None]) -> str:
    """Return a text without markup, and with other characters for some.

    Where a tag stood there is a gap, lest two numbers become one.
    """
    if "<" in text:
        text = _TAG.sub("\n", text)
    if "&" in text:
        text = _TAG.sub("\n", _ENTITY.sub(_character, text))
    return text if text.isascii() else text.translate(characters)


def clean(text: str) -> str:
    """Return the words as printed, without markup, invisible characters and white space that means nothing.

    White space goes beside Chinese characters and full-width punctuation; elsewhere it becomes one space, so that
    two numbers on two lines stay two.
    """
    return _BESIDE_WIDE.sub("", _GAP.sub(" ", _unwrapped(text, _INVISIBLE)).strip())


def fold(text: str) -> str:
    """Return a text for comparing: cleaned, half width, look-alikes made one, without any white space."""
    return _GAP.sub("", _unwrapped(text, _FOLDED))


def plain(text: str) -> str:
    """Return a text for reading numbers: half width, but for `，`, which may divide two of them.

    A single space, which may group digits, is left as it is, ordinary or thin; any other gap becomes a line break.
    """
    return _BROAD_GAP.sub("\n", _unwrapped(text, _PLAIN)).strip()


def damaged(text: str) -> bool:
    """Return whether characters of a text were lost on the way: replaced, or without a known meaning."""
    return _DAMAGE.search(text) is not None
