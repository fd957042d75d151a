"""A number → how an automatic list prints it, by the name of the form in WordprocessingML."""

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LARGEST_ROMAN = 3999
LARGEST_LETTERS = 780


def _row(characters: str) -> Callable[[int], str]:
    """Count along a row of characters, and in plain figures beyond its end."""
    return lambda number: characters[number - 1] if 1 <= number <= len(characters) else str(number)


def _digits(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(figure)] for figure in str(number))


def _letters(number: int) -> str:
    if not 1 <= number <= LARGEST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 1 <= number <= LARGEST_ROMAN:
        return str(number)
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _chinese(digits: str, units: tuple[str, ...]) -> Callable[[int], str]:
    """Count in Chinese words up to 9999: 十一, 二十, 一百零一."""

    def words(number: int) -> str:
        if not 1 <= number <= 9999:  # noqa: PLR2004 - the last number below 万
            return str(number)
        text = ""
        for unit, figure in zip(reversed(range(len(str(number)))), str(number), strict=True):
            if figure != "0":
                text += digits[int(figure)] + units[unit]
            elif not text.endswith("零"):
                text += "零"
        text = text.rstrip("零")
        return text.removeprefix("一") if text.startswith("一十") else text

    return words


_COUNTING = _chinese(DIGITS, ("", "十", "百", "千"))
FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("decimal", "decimalHalfWidth"), str),
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _digits("０１２３４５６７８９")),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digits(DIGITS)),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand"), _COUNTING
    ),
    "japaneseCounting": _COUNTING,
    "chineseLegalSimplified": _chinese(LEGAL_DIGITS, ("", "拾", "佰", "仟")),
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _row("子丑寅卯辰巳午未申酉戌亥"),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")),
    "decimalEnclosedFullstop": _row("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _row("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographEnclosedCircle": _row("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    **dict.fromkeys(("bullet", "none"), lambda _: ""),
}
"""The forms of automatic numbers. A bullet says nothing and is left out."""
