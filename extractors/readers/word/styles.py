"""`styles.xml` → which styles hide their text and which number their paragraphs."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.readers.word import letters, oxml

if TYPE_CHECKING:
    from lxml.etree import _Element

W = oxml.W
NAME = re.compile(rb'<w:style [^<>]*?w:styleId="([^"<&]*)"[^<>]*>')
BASE = re.compile(rb'basedOn w:val="([^"<&]*)" */>')
END = b"</w:style>"


@dataclass(frozen=True, slots=True)
class Styles:
    """What styles decide about the printed text, each style by its id, inherited properties included."""

    hidden: frozenset[str] = frozenset()
    numbered: "dict[str, _Element]" = field(default_factory=dict)

    def numbering(self, style: str) -> "_Element | None":
        """Return the `w:numPr` of a style, where it has one."""
        return self.numbered.get(style)


def that_matter(blob: bytes) -> bytes | None:
    """Return the part with no other styles than those that hide or number and their heirs, or None without any.

    Nearly all of the part are the looks of tables that nobody uses.
    """
    marks = [at for word in (b"vanish", b"numPr") for at in _all(word, blob)]
    if not marks:
        return None
    starts = _all(b"<w:style ", blob)
    relations = [_relation(blob, start, end) for start, end in pairwise([*starts, blob.rfind(END) + len(END)])]
    known = [relation for relation in relations if relation is not None]
    if not starts or len(known) < len(starts) or not letters.are_plain(blob):
        return blob
    matter = {known[bisect_right(starts, mark) - 1][0] for mark in marks if mark > starts[0]}
    matter |= _heirs(matter, known)
    ends = [*starts[1:], blob.rfind(END) + len(END)]
    kept = [blob[start:end] for (name, _), start, end in zip(known, starts, ends, strict=True) if name in matter]
    return blob[: starts[0]] + b"".join(kept) + blob[ends[-1] :]


def _all(word: bytes, blob: bytes) -> list[int]:
    found = []
    at = blob.find(word)
    while at >= 0:
        found.append(at)
        at = blob.find(word, at + 1)
    return found


def _relation(blob: bytes, start: int, end: int) -> tuple[bytes, bytes] | None:
    """Return the name of a style and that of the one it is based on; None where they are not written as usual."""
    name, based = NAME.match(blob, start, end), blob.find(b"basedOn", start, end)
    base = BASE.match(blob, based, end) if based >= 0 else None
    ended = blob.find(END, start, end) + len(END)
    if name is None or (based >= 0 and base is None) or blob[ended:end].strip():
        return None
    return name[1], b"" if base is None else base[1]


def _heirs(names: set[bytes], relations: list[tuple[bytes, bytes]]) -> set[bytes]:
    heirs = defaultdict(list)
    for name, base in relations:
        heirs[base].append(name)
    found, wanted = set[bytes](), list(names)
    while wanted:
        new = heirs.pop(wanted.pop(), [])
        found.update(new)
        wanted += new
    return found


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
