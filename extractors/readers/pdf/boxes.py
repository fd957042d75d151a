"""Boxes on a page, and what can be said of two or more of them."""

from collections.abc import Iterable

from extractors.document import Box


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of some."""
    x0, top, x1, bottom = zip(*boxes)  # noqa: B905 - boxes have four sides
    return (min(x0), min(top), max(x1), max(bottom))


def common(one: Box, other: Box) -> Box:
    """Return what two boxes have in common; where that is nothing, a box whose sides have changed places."""
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))


def has(box: Box, point: tuple[float, float]) -> bool:
    """Return whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def meets(one: Box, other: Box) -> bool:
    """Return whether two boxes have any part in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def holds(outer: Box, inner: Box) -> bool:
    """Return whether one box lies in another."""
    return common(outer, inner) == inner


def area(box: Box) -> float:
    """Return how large a box is, in square points."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def corner(box: Box) -> tuple[float, float]:
    """Return where a box begins, for the order in which a page is read: from top to bottom, then from left to right."""
    return box[1], box[0]
