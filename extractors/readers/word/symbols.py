"""Characters of symbol fonts, and raised and lowered digits → the Unicode characters that look like them."""

from collections.abc import Mapping

GREEK_AND_SIGNS = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
"""The font Symbol from 0x20 to 0x7E."""

SIGNS = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
"""The font Symbol from 0xA0 to 0xE5."""

CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"

_SYMBOL = dict(enumerate(GREEK_AND_SIGNS, 0x20)) | dict(enumerate(SIGNS, 0xA0))
_WINGDINGS = dict(enumerate(CIRCLED, 0x80)) | dict(
    zip(
        b" lnoqrux\x9e\x9f\xa1\xa4\xa7\xa8\xab\xb6\xdf\xe0\xe1\xe2\xfb\xfc\xfd\xfe",
        " ●■☐❑❒◆☒·•○◉▪☐★☆←→↑↓✗✓☒☑",
        strict=True,
    )
)
_WINGDINGS_2 = dict(enumerate(CIRCLED, 0x69)) | dict(zip(b" OPQRST\x95\x96\xa0\xa3", " ✗✓☒☑☒☒•●■☐", strict=True))


def _both_ranges(font: Mapping[int, str]) -> dict[int, str]:
    # Word writes these characters from U+F000 on, other programs by their plain codes
    return dict(font) | {0xF000 + code: character for code, character in font.items()}


FONTS: dict[str, dict[int, str]] = {
    "symbol": _both_ranges(_SYMBOL),
    "wingdings": _both_ranges(_WINGDINGS),
    "wingdings 2": _both_ranges(_WINGDINGS_2),
}
"""Symbol fonts by their names in small letters, each as a table for `str.translate`."""

RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
"""A raised digit is no digit of the number before it: 10³ is not 103, and a note's mark is no part of an amount."""

LOST = "\N{REPLACEMENT CHARACTER}"


def character(font: str, code: str) -> str:
    """Return the character of a symbol font by its hexadecimal code; one that is not known here stays what it is."""
    try:
        plain = chr(int(code, 16))
        plain.encode()
    except (ValueError, OverflowError):
        return LOST
    return plain.translate(FONTS.get(font.strip().lower(), {}))
