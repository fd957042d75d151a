"""Printed rates become fractions of the same precision, scores stay as printed, years are found where one is named."""

from decimal import Decimal

import pytest

from extractors import values
from schema.reading import Problem

RATES = {
    "97.8%": ("0.978", "0.001"),
    "97.8％": ("0.978", "0.001"),
    "97.8 %": ("0.978", "0.001"),
    "９７．８％": ("0.978", "0.001"),
    "<p>97.8%</p>": ("0.978", "0.001"),
    "100%": ("1.00", "0.01"),
    "100.00%": ("1.0000", "0.0001"),
    "0.00%": ("0.0000", "0.0001"),
    "102.59%": ("1.0259", "0.0001"),
    "57.89%": ("0.5789", "0.0001"),
    "86%": ("0.86", "0.01"),
    "-19.0%": ("-0.190", "0.001"),
    "－19.0%": ("-0.190", "0.001"),
    "(19.0%)": ("-0.190", "0.001"),
    "（19.0）%": ("-0.190", "0.001"),
    "△19.0%": ("-0.190", "0.001"),
    "▼19.0%": ("-0.190", "0.001"),
    "调减19.0%": ("-0.190", "0.001"),
    "19.0%（减少）": ("-0.190", "0.001"),
    "增加19.0%": ("0.190", "0.001"),
    "降低百分之五": ("-0.05", "0.01"),
    "1,234.5%": ("12.345", "0.001"),
    ".5%": ("0.005", "0.001"),
    "3‰": ("0.003", "0.001"),
    "2.5‰": ("0.0025", "0.0001"),
    "百分之九十五": ("0.95", "0.01"),
    "百分之九十": ("0.90", "0.01"),
    "百分之九十七点八": ("0.978", "0.001"),
    "百分之95": ("0.95", "0.01"),
    "百分之百": ("1.00", "0.01"),
    "百分之一百": ("1.00", "0.01"),
    "负百分之五": ("-0.05", "0.01"),
    "千分之三": ("0.003", "0.001"),
    "万分之五": ("0.0005", "0.0001"),
}
NOT_RATES: dict[str, Problem] = {
    "97,8%": "ambiguous_separator",
    "1 234%": "ambiguous_separator",
    "97..8%": "ambiguous_separator",
    "97.%": "damaged_text",
    "097%": "damaged_text",
    "9\ufffd%": "damaged_text",
    "80%-90%": "several_numbers",
    "100.00%10": "several_numbers",
    "≥90%": "not_a_number",
    "97.8%%": "not_a_number",
    "-(5%)": "not_a_number",
    "降低-5%": "not_a_number",
    "降低到5%": "not_a_number",
    "95分": "not_a_number",
    "百分之": "not_a_number",
    "百分之几": "not_a_number",
    "九十五": "not_a_number",
    "较高": "not_a_number",
}
SCORES = {
    "10": ("10", "1"),
    "10分": ("10", "1"),
    "10 分": ("10", "1"),
    "１０分": ("10", "1"),
    "8.62": ("8.62", "0.01"),
    "12.5": ("12.5", "0.1"),
    "97.93": ("97.93", "0.01"),
    "10.00分": ("10.00", "0.01"),
    "0": ("0", "1"),
    "-2": ("-2", "1"),
}
NOT_SCORES: dict[str, Problem] = {
    "12,5": "ambiguous_separator",
    "10 100": "ambiguous_separator",
    "100 100": "ambiguous_separator",
    "10\n10": "ambiguous_separator",
    "5.": "damaged_text",
    "05": "damaged_text",
    "20/20": "several_numbers",
    "10分(满分10分)": "several_numbers",
    "(10)": "not_a_number",
    "（10分）": "not_a_number",
    "十分": "not_a_number",
    "满分": "not_a_number",
    "增加5": "not_a_number",
    "10%": "not_a_number",
    "≥10": "not_a_number",
    "优": "not_a_number",
}
YEARS = {
    "(2021年度)": 2021,
    "（２０２１年度）": 2021,
    "(2022 年度)": 2022,
    "2019年度)": 2019,
    "2023年度部门整体支出绩效自评表": 2023,
    "重庆市某区林业局2023年度部门整体绩效自评表": 2023,
    "2019年新型农业经营主体扶持项目": 2019,
    "2021": 2021,
    "(2021)": 2021,
    "２０２１": 2021,
    "2021年12月31日": 2021,
    "2021年度（2021年1月1日至12月31日）": 2021,
    "2021\n年度": 2021,
    "2 0 2 1 年 度": 2021,
    "附件1 2021年度": 2021,
    "二〇二一年": 2021,
    "二○二一年度": 2021,
    "二零二一年": 2021,
    "二0二一年": 2021,
    "二O二一年": 2021,
    "一九九八年": 1998,
    "1990年度": 1990,
    "2100年度": 2100,
    "辛亥1911年纪念馆2021年项目": 2021,
    "<p>2021年度</p>": 2021,
}
NO_YEAR = [
    *(
        "",
        "-",
        "年度",
        "2021-2022年",
        "2021—2022年度",
        "2021年至2022年",
        "2021、2022年度",
        "2021-22年",
        "2021年和2022年",
    ),
    *(
        "1989年",
        "2101年",
        "2201年度",
        "20210年",
        "12021",
        "2021.5",
        "21年",
        "昌州财行(2022)10号",
        "2022-07-05",
        "2020年代",
    ),
    *("二〇二一", "51000021R000000019951-工资性支出", "2,021年", "2021年" * 5000),
]


@pytest.mark.parametrize(("text", "expected"), RATES.items())
@pytest.mark.parametrize("percent", [None, True, False])
def test_rates_with_their_sign(text: str, expected: tuple[str, str], percent: bool | None) -> None:  # noqa: FBT001 - as in rate()
    """A printed % decides, whatever the header says; the point moves and no digit is added or lost."""
    found = values.rate(text, percent)
    assert (str(found.value), str(found.step), found.unit, found.problem) == (*expected, None, None)


@pytest.mark.parametrize(("text", "problem"), NOT_RATES.items())
def test_what_is_no_rate(text: str, problem: Problem) -> None:
    """A text that is not one rate gives its reason and no reading."""
    assert values.rate(text) == values.Parsed(problem=problem)
    assert values.rate_readings(text) == ()


@pytest.mark.parametrize(
    ("text", "fraction", "percentage"),
    [("1", "1", "0.01"), ("0.958", "0.958", "0.00958"), ("79.27", "79.27", "0.7927"), ("-0.5", "-0.5", "-0.005")],
)
def test_a_bare_number_has_two_readings(text: str, fraction: str, percentage: str) -> None:
    """Without % the scale is not told by the text: both readings are offered, and none is taken."""
    assert values.rate(text) == values.Parsed(problem="unit_unknown")
    assert [str(reading.value) for reading in values.rate_readings(text)] == [fraction, percentage]
    assert str(values.rate(text, percent=True).value) == percentage
    assert str(values.rate(text, percent=False).value) == fraction


def test_a_rate_with_its_sign_has_one_reading() -> None:
    """A % leaves nothing open."""
    assert values.rate_readings("97.8%") == (values.Parsed(Decimal("0.978"), Decimal("0.001")),)
    assert values.rate_readings("—") == ()


@pytest.mark.parametrize(("text", "expected"), SCORES.items())
def test_scores(text: str, expected: tuple[str, str]) -> None:
    """Points are read with or without 分."""
    found = values.score(text)
    assert (str(found.value), str(found.step), found.unit) == (*expected, None)


@pytest.mark.parametrize(("text", "problem"), NOT_SCORES.items())
def test_what_is_no_score(text: str, problem: Problem) -> None:
    """Two numbers, brackets and words are no points."""
    assert values.score(text) == values.Parsed(problem=problem)


@pytest.mark.parametrize(("text", "year"), YEARS.items())
def test_years(text: str, year: int) -> None:
    """A year is found where exactly one is named."""
    assert values.year(text) == year


@pytest.mark.parametrize("text", NO_YEAR)
def test_no_year(text: str) -> None:
    """Two years that differ are none, and so are numbers that no year is meant by."""
    assert values.year(text) is None
