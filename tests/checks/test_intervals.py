"""The arithmetic of what a printed number may stand for."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks.exact import Exact
from schema.checks.verdict.intervals import Interval, rounded, rounded_or_cut

EXACT = st.decimals(-(10**9), 10**9, places=6)
DECIMALS = st.integers(0, 4)
NUMBERS = st.builds(Exact, st.integers(), st.integers(1))


def printed(exact: Decimal, decimals: int, mode: str) -> tuple[Exact, Exact]:
    """Return a number as printed with so many decimals, and its step."""
    step = Decimal(1).scaleb(-decimals)
    return Exact.of(exact.quantize(step, rounding=mode)), Exact.of(step)


@given(exact=EXACT, decimals=DECIMALS, mode=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_rounded_number_stands_for_its_origin(exact: Decimal, decimals: int, mode: str) -> None:
    """Whatever was rounded half up or half to even lies in the interval of the result."""
    assert Exact.of(exact) in rounded(*printed(exact, decimals, mode))
    assert Exact.of(exact) in rounded_or_cut(*printed(exact, decimals, mode))


@given(exact=EXACT, decimals=DECIMALS)
def test_a_cut_number_stands_for_its_origin(exact: Decimal, decimals: int) -> None:
    """Whatever was cut towards zero lies in the wider interval of the result, on the side away from zero."""
    assert Exact.of(exact) in rounded_or_cut(*printed(exact, decimals, ROUND_DOWN))


@given(one=EXACT, other=EXACT, decimals=DECIMALS, mode=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_true_sums_and_ratios_are_never_refuted(one: Decimal, other: Decimal, decimals: int, mode: str) -> None:
    """The exact sum, difference and quotient lie in the sum, difference and quotient of what is printed."""
    first, second = (rounded(*printed(number, decimals, mode)) for number in (one, other))
    assert Exact.of(one) + Exact.of(other) in first + second
    assert Exact.of(one) - Exact.of(other) in first + -second
    if not second.low <= 0 <= second.high:
        assert Exact.of(one) / Exact.of(other) in first / second


@given(low=NUMBERS, width=NUMBERS.map(abs), flags=st.tuples(st.booleans(), st.booleans()))
def test_mirroring_twice_changes_nothing(low: Exact, width: Exact, flags: tuple[bool, bool]) -> None:
    """The ends of a mirrored interval are swapped, and whether they belong to it with them."""
    interval = Interval(low, low + width, *flags)
    mirrored = -interval
    assert -mirrored == interval
    assert (low in interval) == (-low in mirrored)


@pytest.mark.parametrize(
    ("one", "other", "meeting"),
    [
        (Interval(Exact(0), Exact(2)), Interval(Exact(1), Exact(3)), "overlap"),
        (Interval(Exact(0), Exact(1)), Interval(Exact(1), Exact(3)), "touch"),
        (Interval(Exact(0), Exact(1), high_closed=False), Interval(Exact(1), Exact(3)), "apart"),
        (Interval(Exact(0), Exact(1)), Interval(Exact(2), Exact(3)), "apart"),
    ],
)
def test_intervals_meet_in_more_than_a_point_in_one_or_not_at_all(one: Interval, other: Interval, meeting: str) -> None:
    """An end that does not belong to an interval is no point to meet in."""
    assert one.meets(other) == other.meets(one) == meeting


def test_a_number_cut_to_zero_has_either_sign() -> None:
    """A printed zero stands for anything nearer to it than a step, a step itself excluded."""
    zero = rounded_or_cut(Exact(0), Exact(1))
    assert Exact(-9, 10) in zero
    assert Exact(1) not in zero


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    """An interval that reaches zero, from inside or at its end, is no divisor."""
    for low, high in ((-1, 1), (0, 1), (-1, 0)):
        with pytest.raises(ZeroDivisionError):
            Interval(Exact(1), Exact(2)) / Interval(Exact(low), Exact(high), low_closed=False)
