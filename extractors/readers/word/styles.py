"""`styles.xml` → whether a style hides its text, and how it numbers its paragraphs.

A part of 350 kB is usual, nearly all of it the looks of tables that nobody uses: it is parsed as far as to the styles
that are asked for.
"""

from typing import TYPE_CHECKING

from extractors.readers.word import oxml

if TYPE_CHECKING:
    from lxml.etree import _Element

W = oxml.W
VANISH, NUMBERING = f"{oxml.RUN_LOOK}/{W}vanish", f"{oxml.PARAGRAPH_LOOK}/{W}numPr"


class Styles:
    """The styles of a document by their ids; without a part that hides or numbers there are none."""

    def __init__(self, blob: bytes = b"") -> None:
        # with NULs it is UTF-16, in which the names look otherwise
        matters = any(name in blob for name in (b"numPr", b"vanish", b"\0"))
        self._rest = oxml.elements(blob, f"{W}style") if matters else iter(())
        self._parsed: dict[str, _Element] = {}
        self._matter: dict[str, bool] = {}
        self._decided: dict[tuple[str, str], _Element | None] = {}

    def hides(self, style: str) -> bool:
        """Return whether a style hides its text."""
        return oxml.on(self._inherited(style, VANISH))

    def numbering(self, style: str) -> "_Element | None":
        """Return the `w:numPr` of a style, where it has one."""
        return self._inherited(style, NUMBERING)

    def matter(self, style: str) -> bool:
        """Return whether a style does either."""
        found = self._matter.get(style)
        if found is None:
            found = self._matter[style] = self.hides(style) or self.numbering(style) is not None
        return found

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
        """Return the first style of a name, parsing on until it is there."""
        while name not in self._parsed and (style := next(self._rest, None)) is not None:
            self._parsed.setdefault(style.get(f"{W}styleId", ""), style)
        return self._parsed.get(name)
