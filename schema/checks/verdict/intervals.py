"""Intervals of exact numbers, closed or open at each end: what a printed number may stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from schema.checks.verdict.exact import total

Meeting = Literal["overlap", "touch", "apart"]
"""Two intervals share more than a point, one point, or none."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends; each end belongs to it where it is closed."""

    low: Fraction
    high: Fraction
    low_closed: bool = True
    high_closed: bool = True

    @property
    def width(self) -> Fraction:
        """The distance of its ends."""
        return self.high - self.low

    def __contains__(self, number: Fraction) -> bool:
        """Return whether it holds a number."""
        above = self.low_closed if number == self.low else number > self.low
        return above and (self.high_closed if number == self.high else number < self.high)

    def __neg__(self) -> "Interval":
        """Return it mirrored at zero: its ends change places, and with them whether they belong to it."""
        return Interval(-self.high, -self.low, self.high_closed, self.low_closed)

    def __add__(self, other: "Interval") -> "Interval":
        """Return all sums; an end belongs to it where both ends do."""
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
        )

    def __truediv__(self, other: "Interval") -> "Interval":
        """Return all quotients; an interval with a zero in it, or at an end, has no end to its quotients."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        if 0 < self.low < self.high and 0 < other.low < other.high:
            low_closed, high_closed = self.low_closed and other.high_closed, self.high_closed and other.low_closed
            return Interval(self.low / other.high, self.high / other.low, low_closed, high_closed)
        corners = [
            (over / under, over_closed and under_closed)
            for over, over_closed in ((self.low, self.low_closed), (self.high, self.high_closed))
            for under, under_closed in ((other.low, other.low_closed), (other.high, other.high_closed))
        ]
        low, high = min(corner for corner, _ in corners), max(corner for corner, _ in corners)
        return Interval(low, high, (low, True) in corners, (high, True) in corners)

    def __mul__(self, other: "Interval") -> "Interval":
        """Return what holds all products, its ends taken for its own."""
        corners = [one * another for one in (self.low, self.high) for another in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def meets(self, other: "Interval") -> Meeting:
        """Return whether some number lies in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return "overlap" if low < high else "apart"
        return "touch" if low in self and low in other else "apart"


def added(intervals: Sequence[Interval]) -> Interval:
    """Return all sums of a number of each interval."""
    return Interval(
        total(each.low for each in intervals),
        total(each.high for each in intervals),
        all(each.low_closed for each in intervals),
        all(each.high_closed for each in intervals),
    )


def about(value: Fraction, distance: Fraction) -> Interval:
    """Return all that lies no further from a number than a distance."""
    return Interval(value - distance, value + distance)


def rounded(value: Fraction, step: Fraction) -> Interval:
    """Return what a rounded number may stand for; both ends belong to it, as halves are rounded up or to even."""
    half = step / 2
    return Interval(value - half, value + half)


def rounded_or_cut(value: Fraction, step: Fraction) -> Interval:
    """Return what a number may stand for that was rounded, or cut towards zero."""
    if value > 0:
        return Interval(value - step / 2, value + step, high_closed=False)
    if value < 0:
        return Interval(value - step, value + step / 2, low_closed=False)
    return Interval(-step, step, low_closed=False, high_closed=False)
