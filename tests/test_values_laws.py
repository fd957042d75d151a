"""Laws of reading: exactness, indifference to width and space, and refusal of everything that is not one number."""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors import values
from schema.model import decimal_text

UNITS = {
    "元": 0,
    "百元": 2,
    "千元": 3,
    "万元": 4,
    "百万元": 6,
    "千万元": 7,
    "亿元": 8,
}
FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
MINUS = ["-", "－", "−", "–", "—", "△", "▲", "负"]
SMALL_TALK = "0159.,，'’ \n%-－()（）万亿元分年月≥≤=<>以上不低于实际第约三十零百千点之&;#ampltnbs/p\u200b\u3000\ufffd"

digits = st.from_regex(r"\A(0|[1-9][0-9]{0,39})\Z")
fractions = st.from_regex(r"\A(\.[0-9]{1,12})?\Z")


def grouped(whole: str, separator: str, size: int = 3) -> str:
    """Write a whole number in groups of digits."""
    first = len(whole) % size or size
    return separator.join([whole[:first], *(whole[at : at + size] for at in range(first, len(whole), size))])


def spellings(text: str) -> set[str]:
    """Return every accepted way to print the digits that stand in a text, with its last point as decimal point."""
    match = re.fullmatch(r"(0|[1-9][0-9]*|)(\.[0-9]+)?", re.sub("[,，'’ \u2009]", "", text))
    if match is None:
        return set()
    whole, tail = match[1], match[2] or ""
    groups = (
        {grouped(whole, separator) for separator in f",，'’\u2009{' ' if tail else ''}"} if len(whole) > 3 else set()
    )
    groups |= {grouped(whole, separator, 4) for separator in ",，'’"} if len(whole) > 8 else set()
    return {whole + tail} | {group + tail for group in groups}


@given(digits, fractions, st.sampled_from(sorted(UNITS)), st.sampled_from(["", *MINUS]))
def test_every_amount_is_exact(whole: str, fraction: str, unit: str, minus: str) -> None:
    """However many digits: the point moves by the unit's power of ten, and nothing is rounded."""
    found = values.amount(minus + whole + fraction, unit)
    scaled = int(whole + fraction[1:]) * 10 ** UNITS[unit]
    assert found.value is not None
    assert found.value.as_tuple().exponent == -max(len(fraction) - 1, 0)
    assert decimal_text(found.value).replace(".", "").lstrip("-0") == str(scaled).lstrip("0")
    assert (found.value < 0) is (bool(minus) and scaled > 0)
    assert found.step is not None
    assert found.step.as_tuple().exponent == found.value.as_tuple().exponent
    assert decimal_text(found.step).replace(".", "").lstrip("0") == str(10 ** UNITS[unit])


@given(
    digits,
    fractions,
    st.sampled_from(sorted(UNITS)),
    st.sampled_from([" ", "\n", "\u3000", "&nbsp;", "\u200b", "<br>"]),
)
def test_width_separators_and_spaces_change_nothing(whole: str, fraction: str, unit: str, space: str) -> None:
    """An amount is the same in full width, in groups, between spaces, and with its unit in the cell."""
    found = values.amount(whole + fraction, unit)
    printed = {whole + fraction, *(grouped(whole, separator) + fraction for separator in ",，'’\u2009\u202f")}
    for text in printed:
        assert values.amount(space + text + space, unit) == found
        assert values.amount(text.translate(FULL_WIDTH), unit) == found
        assert values.amount(f"{text}{space}{unit}", "元") == found
        assert values.amount(f"￥{text}", unit) == found


@given(st.text("0159,，.'’ \u2009", min_size=1, max_size=14))
@settings(max_examples=1000)
def test_only_accepted_spellings_are_numbers(text: str) -> None:
    """Digits and separators give a value exactly where they are one of the accepted spellings of a number."""
    found = values.amount(text, "元")
    printed = re.sub("[ \u2009]{2,}", "\n", text).strip()
    accepted = any(digit in text for digit in "0159") and printed in spellings(printed)
    assert (found.value is not None) is accepted
    if found.value is not None:
        assert found.value == Decimal(re.sub("[,，'’ \u2009]", "", text))


@given(st.from_regex(r"\A[1-9][0-9]{3,14}\Z"), fractions, st.sampled_from(",，'’ "), st.data())
def test_a_slipped_separator_is_never_read(whole: str, fraction: str, separator: str, data: st.DataObject) -> None:
    """A grouped number with one separator moved, doubled or dropped is refused, unless no separator is left."""
    text = grouped(whole, separator)
    at = data.draw(st.sampled_from([place for place, character in enumerate(text) if character == separator]))
    without = text[:at] + text[at + 1 :]
    moved = data.draw(st.integers(1, len(without) - 1).filter(lambda place: place != at))
    for slip in (without, without[:moved] + separator + without[moved:], text[:at] + separator + text[at:]):
        if separator in slip:
            assert values.amount(slip + fraction, "万元").value is None


CHINESE = "零一二三四五六七八九"
FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def section(number: int) -> str:
    """Write a number below 10,000 in Chinese numerals."""
    written = "".join(
        f"{CHINESE[int(digit)]}{place if digit != '0' else ''}"
        for digit, place in zip(f"{number:04}", "千百十 ", strict=True)
    )
    return re.sub("零+", "零", written.replace(" ", "")).strip("零")


def chinese(number: int) -> str:
    """Write a whole number in Chinese numerals, each section behind its 零 where a place is skipped."""
    parts: list[str] = []
    for value, name in ((number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")):
        if value:
            parts.append(("零" if parts and value < 1000 else "") + section(value) + name)
    return "".join(parts)


@given(st.integers(1, 10**12 - 1))
def test_chinese_numerals_are_exact(number: int) -> None:
    """Every whole number comes back from its Chinese numeral, common or formal."""
    for spelling in (chinese(number), chinese(number).translate(FORMAL)):
        found = values.amount(f"{spelling}元整", "万元")
        assert (found.value, found.step, found.unit) == (Decimal(number), Decimal(1), "元")


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from("百千万亿"))
def test_a_bare_digit_behind_a_skipped_place_is_refused(first: int, last: int, place: str) -> None:
    """三万五 is said for 35,000 and written for 30,005: it is taken for neither."""
    assert values.amount(f"{CHINESE[first]}{place}{CHINESE[last]}元", "元").value is None


@given(digits, fractions)
def test_a_percentage_moves_its_point_by_two(whole: str, fraction: str) -> None:
    """The fraction has the digits of the print, no more and no fewer."""
    found = values.rate(f"{whole}{fraction}%")
    assert found.value is not None
    assert found.value.as_tuple().exponent == -2 - max(len(fraction) - 1, 0)
    assert found.value.as_tuple().digits == Decimal(whole + fraction).as_tuple().digits
    assert values.rate_readings(whole + fraction)[1].value == found.value


@given(
    st.sampled_from(["≥", "≤", "=", ">", "<", ""]), digits, fractions, st.sampled_from(["%", "个", "万元", "元/户", ""])
)
def test_a_measure_comes_back_as_written(sign: str, whole: str, fraction: str, unit: str) -> None:
    """Sign, number and unit are found as they were put together, however wide and spaced they are."""
    assume(sign or unit or not re.match("(19|20)[0-9]{2}(\\.|[01][0-9]{3}$)", whole + fraction))  # may be a date
    for text in (f"{sign}{whole}{fraction}{unit}", f"{sign} {whole}{fraction} {unit}".translate(FULL_WIDTH)):
        found = values.measure(text)
        assert (found.operator or "", found.number, found.unit or "") == (sign, Decimal(whole + fraction), unit)


def invariants(text: str) -> None:
    """Check what holds for every outcome, whatever the text."""
    parsed = (values.amount(text, "万元"), values.amount(text, None), values.rate(text), values.score(text))
    for found in (*parsed, *values.rate_readings(text)):
        assert [found.value, found.nil, found.problem].count(None) == 2
        assert (found.step is None) is (found.value is None)
        assert found.unit is None or found.value is not None
        assert found.value is None or found.value.is_finite()
        assert (
            any(character.isdigit() or character in "零一二两三四五六七八九十百千〇" for character in text)
            or found.value is None
        )
    found_measure = values.measure(text)
    assert (found_measure.number is None) is (found_measure.step is None)
    assert found_measure.nil is None or found_measure == values.Measured(nil=found_measure.nil)
    assert found_measure.problem is None or found_measure.number is None
    year = values.year(text)
    assert year is None or 1990 <= year <= 2100
    assert set(values.units(text)) <= set(UNITS)
    assert not re.search(r"\s", values.fold(text))
    assert values.nil(text) == parsed[0].nil


@given(st.text() | st.text(SMALL_TALK))
@settings(max_examples=600)
def test_no_text_breaks_a_parser(text: str) -> None:
    """Whatever is printed, every function answers, and says exactly one thing."""
    invariants(text)


def test_every_short_text_of_awkward_characters() -> None:
    """All texts of up to three awkward characters keep the same promises."""
    awkward = "09.,'-(万元一%≥ 年&<\ufffd"
    for size in (1, 2, 3):
        for characters in product(awkward, repeat=size):
            invariants("".join(characters))


@given(st.text(SMALL_TALK))
def test_cleaning_keeps_every_number_apart(text: str) -> None:
    """Cleaning never makes two runs of digits into one, and leaves nothing to clean in its result."""
    plain_text = re.sub("[&<;#\u200b]", "", text)
    cleaned = values.clean(plain_text)
    assert re.findall("[0-9]+", cleaned) == re.findall("[0-9]+", plain_text)
    assert values.clean(cleaned) == cleaned


HOSTILE = [
    "1" * 10**6,
    "1 " * 10**6,
    " " * 10**6,
    "<p " * 10**6,
    "&amp;" * 10**5,
    "一" * 10**6,
    "实际1" * 10**5,
    "1," * 4999,
]
FUNCTIONS: list[Callable[[str], object]] = [
    *(values.clean, values.fold, values.nil, values.units, values.rate, values.score, values.year, values.measure),
    lambda text: values.amount(text, "万元"),
]


@settings(deadline=3000, max_examples=len(HOSTILE) * len(FUNCTIONS))
@given(st.sampled_from(FUNCTIONS), st.sampled_from(HOSTILE))
def test_long_texts_take_time_in_proportion(function: Callable[[str], object], text: str) -> None:
    """A million characters of any kind are answered within seconds."""
    function(text)
