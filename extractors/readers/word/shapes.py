"""The shape of a cell: all that it says besides its texts. Each shape is parsed once, however many cells have it."""

import contextlib
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

LOOK_END = b"</w:tcPr>"
FILLED = f">{STAND_IN}</w:t>".encode()
MOST_SHAPES = 1_000
"""Where every cell has a shape of its own, judging them costs more than parsing them."""

SILENT = frozenset(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr"))
"""What may stand beside paragraphs and runs, and prints nothing."""


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
        self._measures: dict[bytes, Measure | None] = {}
        self._between: dict[Tags, tuple[str, ...] | None] = {}

    def __missing__(self, tags: Tags) -> Shape | None:
        """Return the shape of a cell with these tags; None where it is not plain, or damaged."""
        if len(self) >= MOST_SHAPES:
            return None
        self[tags] = found = self._judged(tags)
        return found

    def drawn(self, drawing: "_Element") -> None:
        """Never called: there are no drawings in plain cells."""

    def noted(self, reference: "_Element") -> None:
        """Never called: there are no marks of notes in plain cells."""

    def _judged(self, tags: Tags) -> Shape | None:
        # columns differ in their widths and hardly in anything else
        merging, end, first = tags[0].rpartition(LOOK_END)
        measure = self._measured(merging + end)
        between = self._printed((first, *tags[1:]))
        if measure is None or between is None or measure.joins_left or measure.deleted:
            return None
        return Shape(measure, len(tags) - 1, between, between == ("", ""))

    def _parsed(self, inner: bytes) -> "_Element | None":
        from lxml import etree  # noqa: PLC0415 - slow to import

        try:
            cells = oxml.parsed(b"%s<w:tc>%s</w:tc></w:document>" % (self._root, inner))
        except etree.XMLSyntaxError:
            return None
        return cells[0] if len(cells) == 1 else None

    def _measured(self, look: bytes) -> "Measure | None":
        """Return the measure of a cell by its `w:tcPr`, which may be missing; None where it is something else."""
        if look not in self._measures:
            cell = self._parsed(look)
            alone = cell is not None and [node.tag for node in cell] == [f"{W}tcPr"] * bool(look)
            # a span beyond reason is for those who read the table
            with contextlib.suppress(Unreadable):
                self._measures[look] = tables.measured(cell) if cell is not None and alone else None
            self._measures.setdefault(look, None)
        return self._measures[look]

    def _printed(self, tags: Tags) -> tuple[str, ...] | None:
        """Return what a cell prints between its texts; None where that is not all, or depends on more than the cell."""
        if tags not in self._between:
            cell = self._parsed(FILLED.join(tags))
            nodes = () if cell is None else [node for node in cell if not _is_silent(node)]
            plain = cell is not None and all(self._is_plain(node) for node in nodes)
            between = tuple("\n".join(runs.printed(node, self)[0] for node in nodes).split(STAND_IN)) if plain else ()
            self._between[tags] = between if len(between) == len(tags) else None
        return self._between[tags]

    def _is_plain(self, paragraph: "_Element") -> bool:
        """Whether a node is a paragraph that prints its runs' texts, whatever stands around it."""
        look = oxml.properties(paragraph, oxml.PARAGRAPH_LOOK)
        style = oxml.value(look.get(f"{W}pStyle"))
        numbered = f"{W}numPr" in look or self.styles.numbering(style) is not None
        if paragraph.tag != oxml.PARAGRAPH or numbered or self.styles.hides(style) or runs.end_removed(look):
            return False
        inside = [node for node in paragraph if node.tag != oxml.PARAGRAPH_LOOK and not _is_silent(node)]
        return all(node.tag == oxml.RUN and runs.is_plain(node, self.styles) for node in inside)


def _is_silent(node: "_Element") -> bool:
    return node.tag in SILENT and not len(node)
