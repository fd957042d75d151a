"""Words that say which way an amount changed are its sign, where they say so once and for certain."""

import pytest

from extractors import values

LESS = [
    *("调减353.99", "追减353.99", "核减353.99万元", "减少353.99", "净减少 353.99", "调减：353.99", "调減353.99"),
    *("353.99（调减）", "353.99万元（减少）", "（调减）353.99", "调减¥353.99", "核减了353.99", "压减353.99"),
]
MORE = [
    *("追加353.99", "增加353.99", "调增353.99", "核增 353.99", "353.99（追加）", "新增353.99万元", "（调增）353.99"),
    *("增353.99", "追加¥353.99", "调增：353.99", "净增加353.99"),
]
IN_NUMERALS = {"调减三十万元": "-300000", "追加三十万元": "300000", "减少叁拾万元整": "-300000"}
TWO_SIGNS = [
    *("调减-353.99", "-353.99（调减）", "调减（353.99）", "追加353.99（调减）", "调增-353.99", "调减减少353.99"),
    *("追加（353.99）", "追加-353.99", "调减▲353.99"),
]
NO_SIGN = [
    *("增减353.99", "调整353.99", "调减为353.99", "减至353.99", "增加到353.99", "减免353.99", "（调减353.99）"),
    *("追加一般公共预算353.99", "353.99追加", "353.99（调减5.00）", "追加"),
]


@pytest.mark.parametrize("text", LESS)
def test_words_of_decrease_are_a_minus(text: str) -> None:
    """Words that say an amount shrank make it negative, before it or in brackets behind it."""
    assert str(values.amount(text, "万元").value) == "-3539900.00"


@pytest.mark.parametrize("text", MORE)
def test_words_of_increase_are_a_plus(text: str) -> None:
    """Words that say an amount grew leave it positive."""
    assert str(values.amount(text, "万元").value) == "3539900.00"


@pytest.mark.parametrize(("text", "yuan"), IN_NUMERALS.items())
def test_words_before_chinese_numerals(text: str, yuan: str) -> None:
    """An amount that is spelled has its sign from the same words."""
    assert str(values.amount(text, None).value) == yuan


@pytest.mark.parametrize("text", [*TWO_SIGNS, *NO_SIGN])
def test_what_has_two_signs_or_other_words_is_refused(text: str) -> None:
    """A word beside a sign may repeat or turn it, and what an amount was changed to is no change."""
    assert (values.amount(text, "万元").value, values.amount(text, "万元").problem is None) == (None, False)


def test_zero_has_no_sign_from_words() -> None:
    """A decrease by nothing is zero."""
    assert str(values.amount("调减0.00", "元").value) == "0.00"
