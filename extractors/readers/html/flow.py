"""Pieces of text → the lines that a browser shows of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from extractors.readers.html.elements import PREFORMATTED, STRUCK_OUT

LINE_END = "\0"
"""Where a line ends as it is shown, until the lines are made. No parsed page contains this character."""

COLLAPSING = "\t\n\f\r"
"""White space that a browser shows as a blank. The ideographic space is none of it."""

KEPT_BLANK = "\xa0"
"""A blank that does not collapse with its neighbours, until the lines are made."""

KEEPING = str.maketrans({" ": KEPT_BLANK, "\t": KEPT_BLANK, "\r": None, "\n": LINE_END})

RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
"""Raised and lowered digits have letters of their own: a footnote's number behind an amount is no digit of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks where that changes what it says."""

    preformatted: bool = False
    struck_out: bool = False
    letters: Mapping[int, int] | None = None

    def within(self, element: str) -> "Look":
        """Return how text in an element looks that stands in text of this look."""
        if element in PREFORMATTED:
            return replace(self, preformatted=True)
        if element in STRUCK_OUT:
            return replace(self, struck_out=True)
        return replace(self, letters=RAISED if element == "sup" else LOWERED)


class Flow:
    """Running text: of the page, of a cell, of a caption."""

    __slots__ = ("_pieces",)

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, text: str, look: Look) -> None:
        """Add text: white space collapses unless it is preformatted."""
        if look.letters is not None:
            text = text.translate(look.letters)
        self._pieces.append(text.translate(KEEPING) if look.preformatted else text)

    def add_apart(self, text: str) -> None:
        """Add what has a frame around it, a field or a picture: it never runs into its neighbours."""
        self._pieces += (" ", text.translate(KEEPING), " ")

    def new_line(self) -> None:
        """End the line, if one has begun."""
        self._pieces.append(LINE_END)

    def taken(self) -> list[str]:
        """Return the lines that there are, and begin anew."""
        lines, self._pieces = self.lines(), []
        return lines

    def lines(self) -> list[str]:
        """Return the lines in which something is printed, without blanks at their ends."""
        text = "".join(self._pieces)
        for blank in COLLAPSING:
            text = text.replace(blank, " ")
        return [line for raw in text.split(LINE_END) if raw and (line := _collapsed(raw))]


def _collapsed(line: str) -> str:
    if "  " in line:
        line = " ".join(word for word in line.split(" ") if word)
    return line.replace(KEPT_BLANK, " ").strip()
