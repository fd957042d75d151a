"""`styles.xml` → which styles hide their text and which number their paragraphs."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.readers.word import oxml

if TYPE_CHECKING:
    from lxml.etree import _Element

W = oxml.W


@dataclass(frozen=True, slots=True)
class Styles:
    """What styles decide about the printed text, each style by its id, inherited properties included."""

    hidden: frozenset[str] = frozenset()
    numbered: "dict[str, _Element]" = field(default_factory=dict)

    def numbering(self, style: str) -> "_Element | None":
        """Return the `w:numPr` of a style, where it has one."""
        return self.numbered.get(style)


def styles_of(root: "_Element | None") -> Styles:
    """Return what the styles part decides; no part decides nothing."""
    if root is None:
        return Styles()
    by_id = {style.get(f"{W}styleId", ""): style for style in root.iterchildren(f"{W}style")}
    hidden = _inherited(by_id, f"{oxml.RUN_LOOK}/{W}vanish")
    numbered = _inherited(by_id, f"{oxml.PARAGRAPH_LOOK}/{W}numPr")
    return Styles(frozenset(name for name, switch in hidden.items() if oxml.on(switch)), numbered)


def _inherited(by_id: "dict[str, _Element]", path: str) -> "dict[str, _Element]":
    """Return a property of each style that has it, by itself or by the nearest style that it is based on."""
    found: dict[str, _Element | None] = {}
    for style in by_id:
        name, heirs, own = style, [], None
        while name in by_id and name not in found and own is None:
            # noted before it is known, so that styles based on each other in a circle come to an end
            found[name] = None
            heirs.append(name)
            own = by_id[name].find(path)
            base = by_id[name].find(f"{W}basedOn")
            name = "" if base is None else base.get(oxml.VAL, "")
        value = own if own is not None else found.get(name)
        found.update(dict.fromkeys(heirs, value))
    return {name: node for name, node in found.items() if node is not None}
