"""Radicals that stand in a text layer for the characters they look like → those characters."""

import unicodedata

KANGXI = range(0x2F00, 0x2FD6)

UNASSIGNED = 0x2E9A
SUPPLEMENT = tuple(code for code in range(0x2E81, 0x2EF4) if code != UNASSIGNED)
"""CJK Radicals Supplement, without the one that stands for no character and the one that is not assigned."""

SUPPLEMENT_LETTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王"
    "𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長"
    "镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""The characters of `SUPPLEMENT` in its order, by Unicode's property EquivalentUnifiedIdeograph."""

LETTERS = {
    **dict(zip(SUPPLEMENT, SUPPLEMENT_LETTERS, strict=True)),
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in KANGXI},
}


def letters(text: str) -> str:
    """Return the text with radicals replaced by the characters they stand for, and nothing else changed.

    Fonts draw 目 and the radical ⽬ with one glyph; a producer that turns glyphs back into text may take the radical.
    """
    return text.translate(LETTERS)
