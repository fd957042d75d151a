"""How a statement about cells came out: it holds, holds only within rounding, fails, or could not be judged."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from schema.checks.cells import Cell, Lack
from schema.checks.exact import Exact
from schema.checks.names import Said
from schema.checks.verdict.intervals import Interval

Outcome = Literal["pass", "round", "fail", "skip"]

Reason = Lack | Literal["imprecise", "zero", "told"]
"""Why a statement could not be judged; `told` brings its own words."""


class Facts(NamedTuple):
    """What a finding says: words for the {braces} of its message, and figures in the value's unit."""

    words: Mapping[str, str | Said]
    expected: str | None = None
    found: str | None = None
    gap: str | None = None


class Judgement(NamedTuple):
    """The outcome, and what is behind it.

    `window` is the room that an agreement leaves to a number of the given `size`, or to any cell's where size is None;
    where window is None, agreement does not pin a number down. `told` brings words: why nothing was judged, or under
    which unusual reading the figures agree. `because` is a diagnosis that is plain from the judgement, `suggested` its
    suggestion.
    """

    outcome: Outcome
    facts: Callable[[], Facts] = lambda: Facts({})
    reason: Reason | None = None
    lacking: tuple[Cell, ...] = ()
    told: Said | None = None
    window: Exact | None = None
    size: Exact | None = None
    because: str | None = None
    suggested: str | None = None

    @property
    def good(self) -> bool:
        """Whether the figures can be true together."""
        return self.outcome in {"pass", "round"}


Reach = Sequence[Interval] | None
"""Where a number must lie, give or take one step of it, for a statement to hold; None: that is not known."""


def _anywhere(_cells: Sequence[Cell], _at: int) -> Reach:
    return None


class Verdict(NamedTuple):
    """A statement about cells. It is judged when asked, so that it can be asked again with a cell edited.

    `adds` are the paths of those cells that it adds up. `reach` says of the cell at an index, the others as they are,
    where its number must lie: a search asks it once and need not judge what lies elsewhere.
    """

    cells: tuple[Cell, ...]
    judge: Callable[[Sequence[Cell]], Judgement]
    adds: frozenset[str] = frozenset()
    reach: Callable[[Sequence[Cell], int], Reach] = _anywhere


HOLDS = Judgement("pass")


LACKS: tuple[Lack, ...] = ("unread", "blank", "absent")


def lacking(cells: Sequence[Cell]) -> Judgement | None:
    """Return that nothing can be judged where a cell gives no value; None where every cell gives one."""
    lacks = [cell.lack for cell in cells]
    if not any(lacks):
        return None
    for reason in LACKS:
        missing = tuple(cell for cell in cells if cell.lack == reason)
        if missing:
            return Judgement("skip", reason=reason, lacking=missing)
    return None


def holds(*cells: Cell) -> Verdict:
    """State what was found to be well."""
    return Verdict(cells, lambda _: HOLDS)


def fault(
    cells: Sequence[Cell], because: str | None = None, suggested: str | None = None, **words: str | Said
) -> Verdict:
    """State what was found to be wrong without any arithmetic."""
    judgement = Judgement("fail", lambda: Facts(words), because=because, suggested=suggested)
    return Verdict(tuple(cells), lambda _: judgement)


def matches(cells: Sequence[Cell], same: bool, **words: str | Said) -> Verdict:  # noqa: FBT001 - what is stated
    """State that two texts are the same, as was found; nothing can be said where one of them is lacking."""
    judgement = lacking(cells) or (HOLDS if same else Judgement("fail", lambda: Facts(words)))
    return Verdict(tuple(cells), lambda _: judgement)


def abstains(told: Said, *cells: Cell) -> Verdict:
    """State that something cannot be judged. The reason is a clause, to stand behind `not checked:`."""
    judgement = Judgement("skip", reason="told", lacking=cells, told=told)
    return Verdict(cells, lambda _: judgement)


def unread(told: Said, *cells: Cell) -> Verdict:
    """State that something cannot be judged because of what was not understood: worth a word beside any other."""
    judgement = Judgement("skip", reason="unread", lacking=cells, told=told)
    return Verdict(cells, lambda _: judgement)


def noted(told: Said, *cells: Cell, **words: str | Said) -> Verdict:
    """State what agrees, but not in the usual way: worth a word, and no fault. `words` are for the title."""
    judgement = Judgement("round", lambda: Facts(words), told=told)
    return Verdict(cells, lambda _: judgement)
