"""Cells of plain text, read before the rest is parsed: a table is a few shapes of cells, hundreds of times over.

Of the cells whose shape is plain (see `shapes`) only their texts are looked at, and nothing but a mark remains in what
is parsed. Most of a document is the formatting of such cells: parsing it takes longer than reading what it prints.
"""

import re
from typing import TYPE_CHECKING

from extractors.readers.word import letters, oxml
from extractors.readers.word.shapes import Shape, Shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from extractors.readers.word.styles import Styles
    from extractors.readers.word.tables import RowCell

MARK = b"plain-cells"
"""The attribute of a mark, on an empty cell: which of the plain cells stand there."""

ROOT = re.compile(rb"(?:<\?xml[^>]*>\s*)?<w:document\b[^<>]*>")
BEGIN, END, TEXT_END = b"<w:tc>", b"</w:tc>", b"</w:t>"

REVISIONS = {
    b"<w:" + name: re.compile(b"<w:" + name + rb' (?:w(?:14)?:\w+="[^"<&]*" ?)+(?=/?>)') for name in (b"p", b"r", b"tr")
}
"""Who wrote something, and when: numbers that make each cell different, and print nothing."""

BEGINNING = 20_000
"""Where there are such numbers, some stand within so many bytes, and the tag of the root does so anywhere."""

ENTITIES = {b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&apos;": b"'", b"&amp;": b"&"}
NO_LETTERS = bytes({*range(1, 32)} - {*b"\t\n"})
NO_TEXT = (b"<", b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
LONGEST = 9_000_000
"""Bytes of text; of more the parser shall say whether it is too much."""


def set_aside(blob: bytes, styles: "Styles") -> "tuple[bytes, list[RowCell]]":
    """Return the main part with marks in place of its plain cells, and these cells in their order.

    What was taken out is sound, for its tags were parsed and its texts are looked through. Whether it stood where it
    counts is seen from what is left: no comment may be there that could have held it, and no other use of its names.
    """
    root = ROOT.match(blob)
    if root is None or len(root[0]) > BEGINNING:
        return blob, []
    cutter = _Cutter(Shapes(root[0], styles))
    rest = cutter.cut(blob)
    texts = _printed(cutter.raw)
    if texts is None or rest.count(MARK) > cutter.marks or not (letters.name_tags(rest) and letters.are_tags(rest)):
        return blob, []
    return rest, _filled(cutter.found, texts)


def marked(root: "_Element", cells: "Sequence[RowCell]") -> "dict[_Element, Sequence[RowCell]]":
    """Return the plain cells that stand where each mark is."""
    found = {}
    for node in root.iter(oxml.CELL) if cells else ():
        mark = node.get(MARK.decode())
        if mark is not None:
            first, _, end = mark.partition(":")
            found[node] = cells[int(first) : int(end)]
    return found


def _filled(shapes: "list[Shape]", texts: list[str]) -> "list[RowCell]":
    cells: list[RowCell] = []
    at = 0
    for shape in shapes:
        until = at + shape.texts
        cells.append((texts[at].strip() if shape.one_text else shape.filled(texts[at:until]), shape.measure))
        at = until
    return cells


def _printed(raw: list[bytes]) -> list[str] | None:
    """Return the texts as they are printed; None where the parser must say what they are, and whether they are any."""
    whole = b"\0".join(raw)
    if (
        len(whole) > LONGEST
        or len(whole.translate(None, NO_LETTERS)) < len(whole)
        or any(no in whole for no in NO_TEXT)
    ):
        return None
    if whole.count(b"&") > sum(whole.count(entity) for entity in ENTITIES):
        return None
    for entity, letter in ENTITIES.items():
        whole = whole.replace(entity, letter)
    try:
        texts = oxml.on_one_line(whole.decode()).split("\0")
    except UnicodeDecodeError:
        return None
    return texts if len(texts) == max(len(raw), 1) else None


class _Cutter:
    """Takes the plain cells out of a main part, leaving marks: `found` are their shapes, `raw` their texts."""

    def __init__(self, shapes: Shapes) -> None:
        self.found: list[Shape] = []
        self.raw: list[bytes] = []
        self._shapes = shapes
        self._kept: list[bytes] = []
        self.marks = self._marked = self._marked_texts = 0

    def cut(self, blob: bytes) -> bytes:
        """Return the part without them. A cell in which another begins ends behind that one, and stays."""
        if b" w:rsid" in blob[:BEGINNING] or b" w14:paraId" in blob[:BEGINNING]:
            for tag, with_revisions in REVISIONS.items():
                blob = with_revisions.sub(tag, blob)
        first, *pieces = blob.split(BEGIN)
        self._keep(first)
        shapes, found, raw = self._shapes, self.found, self.raw
        for piece in pieces:
            # nearly always nothing stands between one cell and the next
            inner, end, rest = (piece[: -len(END)], END, b"") if piece.endswith(END) else piece.partition(END)
            before, has_text, behind = inner.rpartition(TEXT_END)
            tags, _, text = before.rpartition(b">")
            if (shape := shapes.get((tags, behind) if has_text else (behind,))) is not None:
                found.append(shape)
                if has_text:
                    raw.append(text)
            elif not end or not self._is_taken(inner):
                self._keep(BEGIN + piece)
                continue
            if rest:
                self._keep(rest)
        self._keep(b"")
        return b"".join(self._kept)

    def _is_taken(self, inner: bytes) -> bool:
        """Take a cell with any number of texts if it is plain, and return whether it was."""
        *pieces, last = inner.split(TEXT_END)
        parts = [piece.rpartition(b">") for piece in pieces]
        shape = self._shapes[(*[tags for tags, _, _ in parts], last)]
        if shape is not None:
            self.found.append(shape)
            self.raw += [text for _, _, text in parts]
        return shape is not None

    def _keep(self, markup: bytes) -> None:
        if self._marked < len(self.found):
            # text in it tells that there is some, where that decides whether a part of the document counts
            text = b"<w:t/>" if self._marked_texts < len(self.raw) else b""
            self.marks += 1
            self._kept.append(b'<w:tc %s="%d:%d">%s</w:tc>' % (MARK, self._marked, len(self.found), text))
        self._kept.append(markup)
        self._marked, self._marked_texts = len(self.found), len(self.raw)
