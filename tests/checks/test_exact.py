"""Exact numbers are the fractions of the standard library, only not kept in their lowest terms."""

import operator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks.exact import Exact, power_of_ten, total

TERMS = st.tuples(st.integers(-(10**30), 10**30), st.integers(-60, 60).filter(bool))
OTHERS = TERMS | st.integers(-50, 50)

Other = tuple[int, int] | int

ARITHMETIC = (operator.add, operator.sub, operator.mul)
COMPARISONS = (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge)


def twins(terms: Other) -> tuple[Exact | int, Fraction]:
    """Return a number in both ways; a whole one may be an integer."""
    return (terms, Fraction(terms)) if isinstance(terms, int) else (Exact(*terms), Fraction(*terms))


def same(exact: Exact, fraction: Fraction) -> bool:
    """Return whether two numbers are the same, the denominator of the one positive as well."""
    return (exact.numerator, exact.denominator) == fraction.as_integer_ratio() and exact.under > 0


@given(one=TERMS, other=OTHERS)
def test_they_reckon_as_fractions_do(one: tuple[int, int], other: Other) -> None:
    """Sums, differences, products and quotients are those of fractions, from either side."""
    (a, x), (b, y) = twins(one), twins(other)
    for operation in ARITHMETIC:
        assert same(operation(a, b), operation(x, y))
        assert same(operation(b, a), operation(y, x))
    if y:
        assert same(operator.truediv(a, b), x / y)
    if x:
        assert same(operator.truediv(b, a), y / x)


@given(one=TERMS, other=OTHERS, factor=st.integers(1, 9))
def test_they_compare_as_fractions_do(one: tuple[int, int], other: Other, factor: int) -> None:
    """Every comparison comes out as that of fractions, and equal numbers have one hash, whatever their terms."""
    (a, x), (b, y) = twins(one), twins(other)
    for comparison in COMPARISONS:
        assert comparison(a, b) == comparison(x, y)
        assert comparison(b, a) == comparison(y, x)
    again = Exact(one[0] * factor, one[1] * factor)
    assert a == again
    assert hash(a) == hash(again)
    assert a != "1"
    assert bool(a) == bool(x)


@given(terms=TERMS, places=st.integers(0, 6))
def test_they_round_as_fractions_do(terms: tuple[int, int], places: int) -> None:
    """Halves go to the even number, floors down and ceilings up, below zero too."""
    exact, fraction = Exact(*terms), Fraction(*terms)
    assert (round(exact), floor(exact), ceil(exact)) == (round(fraction), floor(fraction), ceil(fraction))
    assert same(exact.to_places(places), round(fraction, places))
    assert same(-exact, -fraction)
    assert same(abs(exact), abs(fraction))
    assert exact.whole == (fraction.denominator == 1)
    assert str(exact) == str(fraction)


@given(number=st.decimals(allow_nan=False, allow_infinity=False), numbers=st.lists(TERMS))
def test_decimals_and_sums_are_exact(number: Decimal, numbers: list[tuple[int, int]]) -> None:
    """No digit of a decimal is lost, and none of a sum."""
    assert same(Exact.of(number), Fraction(number))
    assert same(Exact.written(str(number)), Fraction(number))
    assert same(total(Exact(*terms) for terms in numbers), sum((Fraction(*terms) for terms in numbers), Fraction(0)))


@pytest.mark.parametrize("exponent", [-3, 0, 2])
def test_powers_of_ten(exponent: int) -> None:
    """A power of ten may be a fraction."""
    assert same(power_of_ten(exponent), Fraction(10) ** exponent)


def test_nothing_is_divided_by_zero() -> None:
    """There is no quotient of a number and zero."""
    for zero in (0, Exact(0, 5)):
        with pytest.raises(ZeroDivisionError):
            Exact(1) / zero
