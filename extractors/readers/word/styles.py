"""`styles.xml` → whether a style hides its text, and how it numbers its paragraphs.

A part of 350 kB is usual, nearly all of it the looks of tables that nobody uses: a style is parsed when it is asked
for, and damage within the others is not noticed.
"""

from typing import TYPE_CHECKING

from extractors.readers.word import letters, oxml

if TYPE_CHECKING:
    from lxml.etree import _Element

W = oxml.W
BEGIN, END = b"<w:style ", b"</w:style>"
VANISH, NUMBERING = f"{oxml.RUN_LOOK}/{W}vanish", f"{oxml.PARAGRAPH_LOOK}/{W}numPr"
ESCAPED = frozenset("&<>\"'")
MOST_LOOKED_FOR = 30
"""So many styles are looked for one by one before the whole part is parsed."""


class Styles:
    """The styles of a document by their ids; without a part that hides or numbers there are none."""

    def __init__(self, blob: bytes = b"") -> None:
        matters = b"numPr" in blob or b"vanish" in blob
        self._blob = blob
        self._ends = (blob.find(BEGIN), blob.rfind(END) + len(END))
        self._looked_for = 0
        self._whole: dict[str, _Element] | None = None if matters else {}
        self._decided: dict[tuple[str, str], _Element | None] = {}
        around = self._with(b"") if matters and 0 <= self._ends[0] < self._ends[1] else b""
        if letters.name_tags(around) and letters.are_tags(blob):
            # this tells whether the part is damaged
            oxml.root_of(around)
        elif matters:
            self._parsed()

    def hides(self, style: str) -> bool:
        """Return whether a style hides its text."""
        return oxml.on(self._inherited(style, VANISH))

    def numbering(self, style: str) -> "_Element | None":
        """Return the `w:numPr` of a style, where it has one."""
        return self._inherited(style, NUMBERING)

    def _inherited(self, name: str, path: str) -> "_Element | None":
        """Return a property that a style has by itself, or by the nearest style that it is based on."""
        heirs: list[str] = []
        own = None
        while name and own is None and (name, path) not in self._decided:
            # noted before it is known, so that styles based on each other in a circle come to an end
            self._decided[name, path] = None
            heirs.append(name)
            style = self._style(name)
            own = None if style is None else style.find(path)
            name = name if own is not None or style is None else oxml.value(style.find(f"{W}basedOn"))
        value = own if own is not None else self._decided.get((name, path))
        self._decided.update({(heir, path): value for heir in heirs})
        return value

    def _style(self, name: str) -> "_Element | None":
        self._looked_for += 1
        if self._whole is None and self._looked_for <= MOST_LOOKED_FOR and ESCAPED.isdisjoint(name):
            found = self._found(name.encode())
            if found is not None:
                return found
        return self._parsed().get(name)

    def _found(self, name: bytes) -> "_Element | None":
        """Return the style whose id is written as usual, and written once."""
        blob, written = self._blob, b'w:styleId="%s"' % name
        at = blob.find(written)
        start, end = blob.rfind(BEGIN, 0, max(at, 0)), blob.find(END, at) + len(END)
        if start < 0 or blob.find(b">", start) < at or blob.find(written, at + 1) >= 0:
            return None
        return next(oxml.root_of(self._with(blob[start:end])).iterchildren(f"{W}style"), None)

    def _with(self, styles: bytes) -> bytes:
        return self._blob[: self._ends[0]] + styles + self._blob[self._ends[1] :]

    def _parsed(self) -> "dict[str, _Element]":
        if self._whole is None:
            styles = oxml.root_of(self._blob).iterchildren(f"{W}style")
            self._whole = {style.get(f"{W}styleId", ""): style for style in styles}
        return self._whole
