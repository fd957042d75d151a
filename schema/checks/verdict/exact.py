"""Sums of many exact numbers. Adding fractions one by one reduces each result; here only the last one is."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def total(numbers: Iterable[Fraction]) -> Fraction:
    """Return the sum of numbers."""
    over, under = 0, 1
    for number in numbers:
        part, of = number.as_integer_ratio()
        if under % of:
            common = lcm(under, of)
            over, under = over * (common // under), common
        over += part * (under // of)
    return Fraction(over, under)
