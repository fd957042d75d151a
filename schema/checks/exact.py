"""Exact numbers: fractions of whole numbers that are reduced only where their terms are asked for.

All figures of a form are decimals, so most numbers have one denominator or few, and comparing them across is several
times faster than keeping each in its lowest terms, as `fractions.Fraction` does. Nothing is ever rounded unasked.
"""

from collections.abc import Iterable
from decimal import Context, Decimal
from math import gcd

UNROUNDED = Context(prec=10_000)
"""The default of 28 digits would round numbers that have more."""


class Exact:
    """A number that is never changed, as one whole number divided by another, which is positive."""

    __slots__ = ("over", "under")

    def __init__(self, over: int, under: int = 1) -> None:
        self.over = over if under > 0 else -over
        self.under = under if under > 0 else -under

    @staticmethod
    def of(number: Decimal) -> "Exact":
        """Return a decimal, its denominator the power of ten that its digits have."""
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int) or exponent >= 0:
            return Exact(int(number))
        return Exact(int(number.scaleb(-exponent, UNROUNDED)), 10**-exponent)

    @staticmethod
    def written(digits: str) -> "Exact":
        """Return what digits say."""
        return Exact.of(Decimal(digits))

    @property
    def ratio(self) -> tuple[int, int]:
        """The two whole numbers, not reduced."""
        return self.over, self.under

    @property
    def numerator(self) -> int:
        """The numerator in lowest terms."""
        return self.over // gcd(self.over, self.under)

    @property
    def denominator(self) -> int:
        """The denominator in lowest terms."""
        return self.under // gcd(self.over, self.under)

    @property
    def whole(self) -> bool:
        """Whether it is a whole number."""
        return self.over % self.under == 0

    def to_places(self, places: int) -> "Exact":
        """Return it rounded to so many decimals, halves to even."""
        return Exact(round(self * 10**places), 10**places)

    def __repr__(self) -> str:
        """Write it in lowest terms."""
        return str(self.numerator) if self.whole else f"{self.numerator}/{self.denominator}"

    def __hash__(self) -> int:
        """Hash equal numbers alike, whole ones as what they are equal to."""
        return hash(self.over // self.under) if self.whole else hash((self.numerator, self.denominator))

    def __bool__(self) -> bool:
        """Whether it is not zero."""
        return self.over != 0

    def __eq__(self, other: object) -> bool:
        """Whether it is the same number."""
        if isinstance(other, Exact):
            return self.over * other.under == other.over * self.under
        return self.over == other * self.under if isinstance(other, int) else NotImplemented

    def __lt__(self, other: "Exact | int") -> bool:
        """Whether it is less."""
        if isinstance(other, Exact):
            return self.over * other.under < other.over * self.under
        return self.over < other * self.under

    def __le__(self, other: "Exact | int") -> bool:
        """Whether it is no more."""
        if isinstance(other, Exact):
            return self.over * other.under <= other.over * self.under
        return self.over <= other * self.under

    def __gt__(self, other: "Exact | int") -> bool:
        """Whether it is more."""
        if isinstance(other, Exact):
            return self.over * other.under > other.over * self.under
        return self.over > other * self.under

    def __ge__(self, other: "Exact | int") -> bool:
        """Whether it is no less."""
        if isinstance(other, Exact):
            return self.over * other.under >= other.over * self.under
        return self.over >= other * self.under

    def __add__(self, other: "Exact | int") -> "Exact":
        """Return the sum."""
        if isinstance(other, int):
            return Exact(self.over + other * self.under, self.under)
        if self.under == other.under:
            return Exact(self.over + other.over, self.under)
        return Exact(self.over * other.under + other.over * self.under, self.under * other.under)

    __radd__ = __add__

    def __sub__(self, other: "Exact | int") -> "Exact":
        """Return the difference."""
        if isinstance(other, int):
            return Exact(self.over - other * self.under, self.under)
        if self.under == other.under:
            return Exact(self.over - other.over, self.under)
        return Exact(self.over * other.under - other.over * self.under, self.under * other.under)

    def __rsub__(self, other: int) -> "Exact":
        """Return how much less it is than a whole number."""
        return Exact(other * self.under - self.over, self.under)

    def __mul__(self, other: "Exact | int") -> "Exact":
        """Return the product."""
        if isinstance(other, Exact):
            return Exact(self.over * other.over, self.under * other.under)
        return Exact(self.over * other, self.under)

    __rmul__ = __mul__

    def __truediv__(self, other: "Exact | int") -> "Exact":
        """Return the quotient."""
        if not other:
            raise ZeroDivisionError
        if isinstance(other, int):
            return Exact(self.over, self.under * other)
        return Exact(self.over * other.under, self.under * other.over)

    def __rtruediv__(self, other: int) -> "Exact":
        """Return a whole number divided by it."""
        return Exact(other) / self

    def __neg__(self) -> "Exact":
        """Return it with the other sign."""
        return Exact(-self.over, self.under)

    def __abs__(self) -> "Exact":
        """Return its size."""
        return Exact(abs(self.over), self.under)

    def __floor__(self) -> int:
        """Return the whole number that is no more."""
        return self.over // self.under

    def __ceil__(self) -> int:
        """Return the whole number that is no less."""
        return -(-self.over // self.under)

    def __round__(self) -> int:
        """Return the nearest whole number, the even one of two."""
        whole, rest = divmod(self.over, self.under)
        return whole + (2 * rest > self.under or (2 * rest == self.under and whole % 2 == 1))


ZERO, ONE = Exact(0), Exact(1)


def power_of_ten(exponent: int) -> Exact:
    """Return ten to a power, which may be negative."""
    return Exact(10**exponent) if exponent >= 0 else Exact(1, 10**-exponent)


def total(numbers: Iterable[Exact]) -> Exact:
    """Return the sum of numbers; most have the denominator of the first."""
    over, under = 0, 1
    for number in numbers:
        if number.under == under:
            over += number.over
        else:
            over, under = over * number.under + number.over * under, under * number.under
    return Exact(over, under)
