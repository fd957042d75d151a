"""What took a printed text → the letter, the words and the colours that show it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RGB = tuple[int, int, int]

STEPS = re.compile(r"(?<=[._, ])")
"""Where words and paths may be broken."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the legend: its letter, what it stands for, its style in the terminal and its colour on a page."""

    letter: str
    meaning: str
    style: str
    colour: RGB


MONEY = Kind("M", "money: the budget, its sources, totals", "green", (0, 140, 60))
INDICATOR = Kind("I", "indicators", "cyan", (0, 130, 170))
WORK = Kind("T", "goals and tasks", "blue", (40, 80, 220))
ABOUT = Kind("A", "about the form: title, year, names, texts", "magenta", (160, 40, 160))
PERSON = Kind("P", "a person or telephone number, shown on request only", "bright_black", (110, 110, 110))
LABEL = Kind("L", "a label", "yellow", (190, 140, 0))
HEADING = Kind("H", "a heading", "bold yellow", (230, 100, 0))
LEFT = Kind("!", "left over: printed, and no field took it", "bold red", (220, 0, 0))
UNASKED = Kind("?", "not asked: it belongs to no self-evaluation table", "dim", (150, 150, 150))
BLANK = Kind(" ", "blank", "dim", (205, 205, 205))

LEGEND = (MONEY, INDICATOR, WORK, ABOUT, PERSON, LABEL, HEADING, LEFT, UNASKED)

ROLES = {"label": LABEL, "heading": HEADING, "unmapped": LEFT}
BLOCKS = {
    **dict.fromkeys(("budget", "budget_sources", "total_weight", "total_score", "unit"), MONEY),
    **dict.fromkeys(("goals", "tasks"), WORK),
    "indicators": INDICATOR,
    "contacts": PERSON,
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What took a text: its kind, and the paths of the fields that it is."""

    kind: Kind
    paths: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The letter, and the paths or nothing."""
        return " ".join((self.kind.letter, ", ".join(self.paths))).rstrip()


def taken(roles: Sequence[str] | None, *, blank: bool = False) -> Taken:
    """Return what took a text of these roles; without any it is blank, or nobody asked."""
    if not roles:
        return Taken(BLANK if blank else UNASKED)
    paths = tuple(role for role in roles if role not in ROLES)
    if paths:
        return Taken(BLOCKS.get(paths[0].partition(".")[0], ABOUT), paths)
    return Taken(HEADING if "heading" in roles else ROLES[roles[0]])


def broken(words: str, room: float, length: Callable[[str], float] = len) -> str:
    """Return words broken at dots, underscores and spaces into lines that fit the room; a longer step overhangs."""
    lines = [""]
    for step in STEPS.split(words):
        if lines[-1] and length(lines[-1] + step) > room:
            lines.append("")
        lines[-1] += step
    return "\n".join(lines)
