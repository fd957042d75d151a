"""How far two sides agree over all that the printed digits may stand for: pass if it can be true."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from schema.checks.cells import Cell
from schema.checks.verdict.intervals import Interval, Meeting, rounded, rounded_or_cut
from schema.checks.verdict.judgement import Judgement, Outcome

WEAK = Fraction(5, 100)
"""Where the half-widths of all terms come to more than this share of the largest, agreement proves nothing."""

Stands = Callable[[Cell], Interval]
"""What the number in a cell may stand for."""


def strict(cell: Cell) -> Interval:
    """Take a number as rounded at the precision of its column."""
    return rounded(cell.value, cell.column_step)


def loose(cell: Cell) -> Interval:
    """Take a number as rounded at the precision of its own digits."""
    return rounded(cell.value, cell.step)


def cut(cell: Cell) -> Interval:
    """Take a number as rounded or cut at the precision of its column."""
    return rounded_or_cut(cell.value, cell.column_step)


def roughly_cut(cell: Cell) -> Interval:
    """Take a number as rounded or cut at the precision of its own digits."""
    return rounded_or_cut(cell.value, cell.step)


POINT_WAYS: tuple[tuple[str | None, Stands], ...] = ((None, strict), ("D14", loose), ("D15", cut), ("D15", roughly_cut))
"""The ways of taking the digits of a score, each with what it calls an agreement that needs it."""


def graded(cells: Sequence[Cell], meeting: Callable[[Stands], Meeting]) -> tuple[Outcome, Stands]:
    """Return the outcome, and the way of taking the digits by which it was reached.

    Closed intervals that share one end are consistent, yet every number would be off by all that it can be.
    """
    if meeting(strict) == "overlap":
        return "pass", strict
    same = all(cell.step == cell.column_step for cell in cells)
    ways = (strict, cut) if same else (strict, loose, cut, roughly_cut)
    # The last way allows all that the others do.
    if meeting(ways[-1]) == "apart":
        return "fail", strict
    return next((("round", way) for way in ways if meeting(way) != "apart"), ("fail", strict))


def because(outcome: Outcome, way: Stands) -> str | None:
    """Return the diagnosis of an agreement that holds only within rounding: by rounding, or by cutting."""
    return None if outcome != "round" else "D15" if way in {cut, roughly_cut} else "D14"


def too_rough(cells: Sequence[Cell], half_widths: Fraction, largest: Fraction) -> Judgement | None:
    """Return that an agreement proves nothing where the digits are that rough; zeros agree in any case."""
    if half_widths <= WEAK * largest or largest == 0:
        return None
    return Judgement("skip", reason="imprecise", lacking=tuple(cells))
