"""Things that belong together: numbers joined two by two, and things that lie close to each other."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def near(positions: Iterable[float], reach: float) -> list[list[float]]:
    """Return positions in their order, those together that lie within `reach` of the first of them."""
    found: list[list[float]] = []
    furthest = float("-inf")
    for here in sorted(positions):
        if here <= furthest:
            found[-1].append(here)
        else:
            found.append([here])
            furthest = here + reach
    return found


def clusters(items: Iterable[Item], position: Callable[[Item], float], reach: float) -> list[list[Item]]:
    """Return the items in the order of their positions, those together that lie within `reach` of the first of them."""
    ordered = sorted(items, key=position)
    groups = near(map(position, ordered), reach)
    rest = iter(ordered)
    return [list(islice(rest, len(group))) for group in groups]


class Groups:
    """The numbers 0, 1, 2 … in groups, at first each in its own."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def of(self, number: int) -> int:
        """Return the number that stands for its group."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of the groups of two numbers."""
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first

    def members(self) -> list[list[int]]:
        """Return the groups, each in ascending order, in the order of their first members."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self.of(number), []).append(number)
        return list(found.values())
