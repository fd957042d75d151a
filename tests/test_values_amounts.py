"""Printed amounts become yuan exactly, keep their precision, and are refused where two readings are possible."""

from decimal import Decimal

import pytest

from extractors import values
from schema.reading import Problem

AS_TABLES_PRINT_THEM = {
    "1,859.01": "18590100.00",
    "1505.02": "15050200.00",
    "353.99": "3539900.00",
    "880": "8800000",
    "89.974": "899740.000",
    "0": "0",
    "0.00": "0.00",
    "0.1": "1000.0",
    "3.3": "33000.0",
    "1157.9": "11579000.0",
    "387664.62": "3876646200.00",
    " 1472.46\n": "14724600.00",
    "<p>66.45</p>": "664500.00",
    "66.45&nbsp;": "664500.00",
    "\ufeff27.52": "275200.00",
    "1,85\u200b9.01": "18590100.00",
    ".5": "5000.0",
    "+353.99": "3539900.00",
    "353.98999999": "3539899.99990000",
}
IN_GROUPS = {
    "1，859.01": "1859.01",
    "１，８５９．０１": "1859.01",
    "1'859.01": "1859.01",
    "1’859.01": "1859.01",
    "1 859.01": "1859.01",
    "1\u00a0859.01": "1859.01",
    "1\u2009859.01": "1859.01",
    "1\u202f859.01": "1859.01",
    "12 345 678.90": "12345678.90",
    "12\u2009345": "12345",
    "215,457.6": "215457.6",
    "1,234,567,890.12": "1234567890.12",
    "1,0000,0000": "100000000",
    "1’0000’0000.5": "100000000.5",
}
WITH_THEIR_UNIT = {
    "4753.66万元": ("47536600.00", "万元"),
    "3824.26 万元": ("38242600.00", "万元"),
    "2.38\n万元": ("23800.00", "万元"),
    "471.23元": ("471.23", "元"),
    "471.23圆": ("471.23", "元"),
    "471元整": ("471", "元"),
    "2.6亿元": ("260000000.0", "亿元"),
    "1.2亿": ("120000000.0", "亿元"),
    "320万": ("3200000", "万元"),
    "3百万": ("3000000", "百万元"),
    "3百万元": ("3000000", "百万元"),
    "2千万": ("20000000", "千万元"),
    "5千元": ("5000", "千元"),
    "5百元": ("500", "百元"),
    "1859.01(万元)": ("18590100.00", "万元"),
    "1859.01（万元）": ("18590100.00", "万元"),
    "12萬元": ("120000", "万元"),
    "¥353.99元": ("353.99", "元"),
    "￥ 353.99万元": ("3539900.00", "万元"),
    "人民币353.99万元": ("3539900.00", "万元"),
    "RMB 353.99元": ("353.99", "元"),
    "CNY353.99元": ("353.99", "元"),
}
NEGATIVE = [
    *("-353.99", "－353.99", "−353.99", "—353.99", "–353.99", "﹣353.99", "‐353.99", "(353.99)", "（353.99）"),
    *(
        "△353.99",
        "▲353.99",
        "▼353.99",
        "▽353.99",
        "△ 353.99",
        "减353.99",
        "负353.99",
        "負353.99",
        "-353.99万元",
        "(353.99)万元",
    ),
    *("-¥353.99", "¥-353.99", "(¥353.99)", "－３５３．９９", "&minus;353.99"),
]
SPELLED = {
    "叁拾万元整": ("300000", "1"),
    "人民币叁拾万元整": ("300000", "1"),
    "叁拾万圆正": ("300000", "1"),
    "三百二十万元": ("3200000", "100000"),
    "三百二十万": ("3200000", "100000"),
    "三百二十五万元": ("3250000", "10000"),
    "十五万元": ("150000", "10000"),
    "拾伍万元": ("150000", "10000"),
    "两万元": ("20000", "10000"),
    "一亿二千万元": ("120000000", "10000000"),
    "一亿零五万元": ("100050000", "10000"),
    "一万零五百元": ("10500", "100"),
    "一万五百元": ("10500", "100"),
    "三万零五元": ("30005", "1"),
    "一千零二十元": ("1020", "10"),
    "一百零五元": ("105", "1"),
    "壹仟贰佰叁拾肆万伍仟陆佰元柒角捌分": ("12345600.78", "0.01"),
    "壹拾万柒仟元零伍角叁分": ("107000.53", "0.01"),
    "壹拾万零柒仟元零叁分": ("107000.03", "0.01"),
    "壹仟元伍角整": ("1000.5", "0.1"),
    "三点五万元": ("35000.0", "1000.0"),
    "一点二五亿元": ("125000000.00", "1000000.00"),
    "2万5千元": ("25000", "1000"),
    "2万5000元": ("25000", "1"),
    "2万0500元": ("20500", "1"),
    "15万5千": ("155000", "1000"),
    "3亿5000万元": ("350000000", "10000"),
    "3亿2千万": ("320000000", "10000000"),
    "1万2千3百元": ("12300", "100"),
    "负三十万元": ("-300000", "100000"),
    "參拾萬圓整": ("300000", "1"),
}
SLIPS = [
    *("1,8590", "1,85,9.01", "1,85", "1.859,01", "97,8", "35,3.99", "1,8590.01", "1..5", "1.859.01", "12,34"),
    *("1505,02", "18 59.01", "1,234 567", "1,234'567", "1 234,567", "1,234，567", "0,859.01", "1,,859", "1,859,01"),
    *("12345,678", "1,859.012,3", "202010100.00.10", "1.561.56120", "10\n2", "12\t345", "12  345", "12\u3000345"),
    *(
        "880 880",
        "880 880 880",
        "310 154",
        "1234 5678 9012",
        "10 100",
        "90 100",
        "12 345",
        "2021 2022 2023",
        "１，８５",
        ".32.06.5",
        "1,0000",
        "12, 345",
    ),
    *("1， 859.01", "97,8元", "10<br>200", "12<b>345</b>"),
]
DAMAGED = [
    *("5.", "1,859.", "0353.99", "00", "1.5E+07", "1.5e7", "-2E3", "\ufffd353.99", "3(cid:12)3.99", "\ue0013.99"),
    *("18\ufffd9.01", "&#0;5"),
]
SEVERAL = [
    "12.5、13",
    "3、2.512.5",
    "1859.01(注1)",
    "238.93/251.89",
    "12.5;13",
    "100-200",
    "5~6",
    "2万5",
    "10万3",
    "2万15千元",
    "2万5万元",
    "2千5百万",
    "100.00%10",
]
NO_NUMBER = [
    *("1,859.01*", "353.99-", "-(5)", "(-5)", "--5", "-△5", "±5", "- 353.99", "—— 353.99", "——353.99", "(353.99"),
    *(
        "353.99)",
        "(20万元)",
        "约300",
        "300余万元",
        "300多万元",
        "5万美元",
        "97.8%",
        "主管部门",
        "待填",
        "XX",
        "**",
        "★",
    ),
    *(
        "一",
        "〇",
        *("三万五", "三十元左右", "(353.99)(万元)", "(5)()", "三点五万三", "三点五万三元", "1一元", "三k", "三十k"),
        "一百五",
        "一千零五百",
        "三十零",
        "十十",
        "百万",
        "二〇二一",
        "1人",
        "$5",
        "5港元",
        "10²",
        ".",
    ),
    *(
        "萬元三",
        "参拾萬圓整",
        "٣",
        "½",
        "①",
        "Infinity",
        "NaN",
        "5分",
        "三万\n五千",
        "五千万亿",
        "1" * 201,
    ),
]


@pytest.mark.parametrize(("text", "yuan"), AS_TABLES_PRINT_THEM.items())
def test_amounts_as_tables_print_them(text: str, yuan: str) -> None:
    """What real tables print under 万元 is exact to the last digit, closing zeros included."""
    found = values.amount(text, "万元")
    assert (str(found.value), found.unit, found.nil, found.problem) == (yuan, "万元", None, None)


@pytest.mark.parametrize(("text", "number"), IN_GROUPS.items())
def test_groups_of_digits(text: str, number: str) -> None:
    """Groups behind one and the same separator are one number."""
    assert str(values.amount(text, "元").value) == number


@pytest.mark.parametrize("given", ["元", "万元", None])
@pytest.mark.parametrize(("text", "expected"), WITH_THEIR_UNIT.items())
def test_the_unit_in_the_cell_wins(text: str, expected: tuple[str, str], given: str | None) -> None:
    """A unit printed with the digits beats the header's, and needs none."""
    found = values.amount(text, given)
    assert (str(found.value), found.unit) == expected


@pytest.mark.parametrize("text", NEGATIVE)
def test_every_way_to_print_a_minus(text: str) -> None:
    """A minus, a triangle, brackets, 负 and 减 make an amount negative."""
    assert str(values.amount(text, "万元").value) == "-3539900.00"


@pytest.mark.parametrize("text", ["-0.00", "(0.00)", "△0.00"])
def test_zero_has_no_sign(text: str) -> None:
    """A negative zero is zero."""
    assert str(values.amount(text, "元").value) == "0.00"


@pytest.mark.parametrize(("text", "expected"), SPELLED.items())
def test_chinese_numerals(text: str, expected: tuple[str, str]) -> None:
    """Numerals that name yuan are meant in yuan under any header, exact to the smallest place that they name."""
    found = values.amount(text, "万元")
    assert (str(found.value), str(found.step), found.unit) == (*expected, "元")


def test_a_chinese_numeral_without_yuan_takes_the_given_unit() -> None:
    """三百二十 under (万元) is 320万元, as 320 would be."""
    found = values.amount("三百二十", "万元")
    assert (found.value, found.step, found.unit) == (Decimal(3_200_000), Decimal(100_000), "万元")


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (SLIPS, "ambiguous_separator"),
        (DAMAGED, "damaged_text"),
        (SEVERAL, "several_numbers"),
        (NO_NUMBER, "not_a_number"),
    ],
)
def test_what_is_not_one_number_is_refused_with_its_reason(texts: list[str], problem: Problem) -> None:
    """No figure is taken from a slip, from damage, from several numbers or from words."""
    for text in texts:
        found = values.amount(text, "万元")
        assert (text, found.value, found.step, found.problem) == (text, None, None, problem)


@pytest.mark.parametrize("unit", [None, "", "人", "元/人", "%", "美元"])
def test_an_amount_without_a_unit_is_not_understood(unit: str | None) -> None:
    """The scale is known or the amount is not."""
    found = values.amount("1,859.01", unit)
    assert (found.value, found.step, found.unit, found.problem) == (None, None, None, "unit_unknown")


@pytest.mark.parametrize(
    ("unit", "factor", "name"),
    [
        ("元", 1, "元"),
        ("百元", 100, "百元"),
        ("千元", 1000, "千元"),
        ("万元", 10**4, "万元"),
        ("百万元", 10**6, "百万元"),
        ("千万元", 10**7, "千万元"),
        ("亿元", 10**8, "亿元"),
        ("人民币万元", 10**4, "万元"),
        ("人民币元", 1, "元"),
        ("萬元", 10**4, "万元"),
    ],
)
def test_every_unit_that_a_header_may_state(unit: str, factor: int, name: str) -> None:
    """The factor of each unit, with the step in proportion."""
    found = values.amount("1.50", unit)
    assert found == values.Parsed(Decimal("1.50") * factor, Decimal("0.01") * factor, name)
