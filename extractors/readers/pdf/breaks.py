"""Two tables above and below a page break → which cells go on across it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from extractors.readers.pdf.line import is_han
from extractors.readers.pdf.whole import Joint, Piece, Whole
from extractors.readers.pdf.wraps import between

SNUG = 1.75
"""How far the text of a cut cell keeps from the cut, in its size: less than a line and the usual padding."""

EVEN = 0.3
"""By how much the gaps above and below a text in the middle of its cell may differ, in its size: a character's square
is not quite in the middle of its line."""

SENTENCE_ENDS = frozenset("。；！？;!?")
CLAUSE_ENDS = SENTENCE_ENDS | {"，"}

Pair = tuple[Joint, Joint]


@dataclass(frozen=True, slots=True)
class Break:
    """The pairs of cells that are one, and whether the break goes through a row, so that all of the row's cells are."""

    pairs: tuple[Pair, ...] = ()
    cuts_row: bool = False


class Sign(Enum):
    """What a pair of cells says of the row between them."""

    SENTENCE_GOES_ON = auto()
    WORDS_GO_ON = auto()
    MAY_GO_ON = auto()
    NOTHING = auto()
    STARTS_ANEW = auto()


CERTAIN = 2
"""How many cells must seem to go on, where their texts are no sentences, for the row to: one label or figure that
just fills its cell looks as if it went on, two in one row seldom do."""


def across(upper: Whole, lower: Whole, header: int, *, left_open: bool) -> Break:
    """Return what goes on from one table to the next, whose first `header` rows only repeat those of the table.

    Where the producer of the document leaves cut cells open (`left_open`), lines tell which are cut. Where it closes
    them all, their texts tell; in doubt nothing goes on.
    """
    above, below = upper.bottom_row, lower.row(header)
    pairs = [(one, other) for one in above for other in below if one.as_wide_as(other)]
    paired = len(pairs) == len(above) == len(below)
    if left_open:
        between_rows = not all(one.last.slot.cut_below for one in above)
        joined = tuple(pair for pair in pairs if _is_open(pair, header, between_rows=between_rows))
        return Break(joined, cuts_row=paired and len(joined) == len(pairs))
    if paired and _cuts(pairs):
        return Break(tuple(pairs), cuts_row=True)
    return Break(tuple(_sides(pairs, below)))


def _is_open(pair: Pair, header: int, *, between_rows: bool) -> bool:
    """Return whether lines tell that a cell goes on: none is drawn below it, nor above its rest.

    Where the break falls between two rows, Chromium draws the line above the rest of a merged cell beside them, and not
    above the cells that begin there.
    """
    one, other = pair
    return one.last.slot.cut_below and (header > 0 or between_rows or other.last.slot.cut_above)


def _cuts(pairs: Sequence[Pair]) -> bool:
    """Return whether a break goes through a row: texts run on, and no cell speaks against it.

    A sentence is certain to run on, and so are several short texts, or one when a cell beside it ended above. Where it
    only may be so (a figure, a sentence that ends at the break), the row must have no label of its own below.
    """
    signs = [_sign(pair) for pair in pairs]
    if Sign.STARTS_ANEW in signs:
        return False
    words = signs.count(Sign.WORDS_GO_ON)
    if Sign.SENTENCE_GOES_ON in signs or words >= CERTAIN:
        return True
    single = [(one, other) for one, other in pairs if one.row_span == other.row_span == 1]
    ended = [not one.blank and other.blank for one, other in single]
    return any(ended) if words else any(ended[:1]) and Sign.MAY_GO_ON in signs


def _sign(pair: Pair) -> Sign:
    above, below = pair[0].last, pair[1].pieces[0]
    merged = pair[0].row_span > 1 or pair[1].row_span > 1
    if below.passage.blank:
        return Sign.NOTHING
    if above.passage.blank or not (_fills(above) and (merged or _may_follow(below))):
        return Sign.STARTS_ANEW
    last, first = above.passage.lines[-1].text[-1], below.passage.lines[0].text[0]
    if last in SENTENCE_ENDS:
        several = len(above.passage.lines) + len(below.passage.lines) > len(pair)
        return Sign.MAY_GO_ON if several else Sign.STARTS_ANEW
    gap = between(above.passage, below.passage.lines[0])
    words = last.isalpha() or first.isalpha()
    if gap == "\n" or (gap == " " and not words):
        return Sign.STARTS_ANEW
    if _is_prose(*pair):
        return Sign.SENTENCE_GOES_ON
    return Sign.WORDS_GO_ON if words else Sign.MAY_GO_ON


def _fills(piece: Piece) -> bool:
    """Return whether text fills a cell from its upper to its lower side, as it does where a page ends in the middle."""
    last = piece.passage.lines[-1]
    return _begins_at_top(piece) and piece.slot.box[3] - last.box[3] <= SNUG * last.size


def _may_follow(piece: Piece) -> bool:
    """Return whether text stands where the rest of a cut cell does: at the top, or in the middle as above."""
    below = piece.slot.box[3] - piece.passage.lines[-1].box[3]
    above = piece.passage.lines[0].box[1] - piece.slot.box[1]
    return _begins_at_top(piece) or abs(above - below) <= EVEN * piece.passage.lines[0].size


def _begins_at_top(piece: Piece) -> bool:
    first = piece.passage.lines[0]
    return first.box[1] - piece.slot.box[1] <= SNUG * first.size


def _sides(pairs: Sequence[Pair], below: Sequence[Joint]) -> list[Pair]:
    """Return the merged cells that go on beside a row that begins below the break.

    Such a cell is blank below, and covers several rows there or is a label before the first text of its row; or the
    break goes through a sentence of it.
    """
    texts = [index for index, joint in enumerate(below) if not joint.blank]
    leading = below[: texts[0]] if texts else []
    unbroken: list[Pair] = []
    for one, other in pairs:
        before = other in leading and len(unbroken) == leading.index(other) and _is_label(one)
        ended = not one.blank and other.blank and (before or other.row_span > 1)
        if ended or (_sign((one, other)) is Sign.SENTENCE_GOES_ON and _is_prose(one)):
            unbroken.append((one, other))
    return unbroken


def _is_label(joint: Joint) -> bool:
    """Return whether a text is words and no figure: a figure does not count for the rows below it."""
    return any(is_han(character) for character in joint.text)


def _is_prose(*joints: Joint) -> bool:
    """Return whether a text is sentences: a label that fills its cell only looks as if it went on."""
    return any(mark in joint.text for joint in joints for mark in CLAUSE_ENDS)
