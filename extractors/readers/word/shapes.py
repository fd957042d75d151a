"""The shape of a cell: all that it says besides its texts. Each shape is parsed once, however many cells have it."""

from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from extractors.errors import Unreadable
from extractors.readers.word import oxml, runs, tables

if TYPE_CHECKING:
    from lxml.etree import _Element

    from extractors.readers.word.styles import Styles
    from extractors.readers.word.tables import Measure

W = oxml.W
Tags = tuple[bytes, ...]
"""What stands in a cell before its first text, between one and the next, and behind the last."""

STAND_IN = "\ue000"
"""What stands in the place of a text while the shape is read."""

FILLED = f">{STAND_IN}</w:t>".encode()
OF_A_CELL = frozenset(f"{W}{name}" for name in ("tcPr", "bookmarkStart", "bookmarkEnd"))
OF_A_PARAGRAPH = frozenset(f"{W}{name}" for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr"))
"""What stands beside paragraphs and runs, and prints nothing."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A plain shape: how its cells are merged, how many texts they have, and what is printed between these."""

    measure: "Measure"
    texts: int
    between: tuple[str, ...]
    one_text: bool

    def filled(self, texts: list[str]) -> str:
        """Return what a cell of this shape prints."""
        return "".join(chain.from_iterable(zip_longest(self.between, texts, fillvalue=""))).strip()


class Shapes(dict[Tags, "Shape | None"]):
    """The shapes of the cells of a document, by the tags in them."""

    def __init__(self, root: bytes, styles: "Styles") -> None:
        super().__init__()
        self.styles = styles
        self._root = root

    def __missing__(self, tags: Tags) -> Shape | None:
        """Return the shape of a cell with these tags; None where it is not plain, or damaged."""
        self[tags] = found = self._judged(tags)
        return found

    def drawn(self, drawing: "_Element") -> None:
        """Never called: there are no drawings in plain cells."""

    def noted(self, reference: "_Element") -> None:
        """Never called: there are no marks of notes in plain cells."""

    def _judged(self, tags: Tags) -> Shape | None:
        from lxml import etree  # noqa: PLC0415 - slow to import

        whole = b"%s<w:tc>%s</w:tc></w:document>" % (self._root, FILLED.join(tags))
        try:
            cell = oxml.parsed(whole)[0]
            measure = tables.measured(cell)
        except (etree.XMLSyntaxError, Unreadable):
            return None
        paragraphs = [node for node in cell if node.tag not in OF_A_CELL]
        if measure.joins_left or measure.deleted or not all(self._is_plain(node) for node in paragraphs):
            return None
        printed = "\n".join(runs.printed(paragraph, self)[0] for paragraph in paragraphs)
        between = tuple(printed.split(STAND_IN))
        return Shape(measure, len(tags) - 1, between, between == ("", "")) if len(between) == len(tags) else None

    def _is_plain(self, paragraph: "_Element") -> bool:
        """Whether a node is a paragraph that prints its runs' texts, whatever stands around it."""
        look = oxml.properties(paragraph, oxml.PARAGRAPH_LOOK)
        style = oxml.value(look.get(f"{W}pStyle"))
        numbered = f"{W}numPr" in look or self.styles.numbering(style) is not None
        if paragraph.tag != oxml.PARAGRAPH or numbered or self.styles.hides(style) or runs.end_removed(look):
            return False
        inside = [node for node in paragraph if node.tag not in OF_A_PARAGRAPH]
        return all(node.tag == oxml.RUN and runs.is_plain(node, self.styles) for node in inside)
