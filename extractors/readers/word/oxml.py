"""The names of the elements that a Word document is made of, and the questions that can be asked of any of them."""

import io
from typing import TYPE_CHECKING

from docx.oxml.parser import parse_xml
from lxml import etree

from extractors.errors import DAMAGED, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

VAL = f"{W}val"
ALTERNATE = f"{MC}AlternateContent"
PARAGRAPH, TABLE, ROW, CELL, RUN = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r"))
RUN_LOOK, PARAGRAPH_LOOK = f"{W}rPr", f"{W}pPr"
TEXT, MATH_TEXT, SYMBOL = f"{W}t", f"{M}t", f"{W}sym"
BOX, WORD_ART, EMBEDDED = f"{W}txbxContent", f"{VML}textpath", f"{OFFICE}OLEObject"

DELETED = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
PROPERTIES = frozenset(
    f"{W}{name}"
    for name in (
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"),
        *("customXmlPr", "smartTagPr", "fldData", "ffData", "rubyPr"),
    )
)
OWN_ENTITIES = ("a part declares entities of its own", "部件含自定义实体")

WITHOUT_TEXT = DELETED | PROPERTIES
"""Elements in which nothing stands that the final document prints."""


def root_of(blob: bytes) -> "_Element":
    """Return the root of a part as python-docx parses it; raise `XMLSyntaxError` where it is no XML, or too much of it.

    One that declares entities of its own is `Unreadable`.
    """
    # it resolves no entities, which may be bombs and name files, and reads neither huge texts nor endless nesting
    root: _Element = parse_xml(blob)
    refuse_entities(root)
    return root


def elements(blob: bytes, tag: str) -> "Iterator[_Element]":
    """Yield the elements of a kind as they are parsed; what stands behind the last that is asked for is not parsed."""
    for _, node in etree.iterparse(io.BytesIO(blob), tag=tag, remove_blank_text=True, resolve_entities=False):
        refuse_entities(node)
        yield node


def refuse_entities(node: "_Element") -> None:
    """Raise `Unreadable` where the part of an element declares entities of its own: they could stand for text."""
    if node.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(DAMAGED, *OWN_ENTITIES)


def on(node: "_Element | None") -> bool:
    """Return whether a switch such as `w:vanish` is there and not turned off."""
    return node is not None and node.get(VAL, "1").lower() not in {"0", "false", "off"}


def number(node: "_Element | None", default: int, attribute: str = VAL) -> int:
    """Return the whole number in an attribute, or the default where there is none."""
    if node is None:
        return default
    try:
        return int(node.get(attribute, ""))
    except ValueError:
        return default


def properties(parent: "_Element", kind: str) -> "dict[str, _Element]":
    """Return the properties that an element has under `w:rPr`, `w:tcPr` and the like, by their names."""
    # it is the first child nearly always, and looking there is many times quicker than searching
    first = parent[0] if len(parent) else None
    look = first if first is not None and first.tag == kind else parent.find(kind)
    return {} if look is None else {node.tag: node for node in look}


def value(node: "_Element | None", default: str = "") -> str:
    """Return the value of a property, or the default where it is not there."""
    return default if node is None else node.get(VAL, default)


def text(node: "_Element") -> str:
    """Return the text of a `w:t` or `m:t` as it is printed."""
    return on_one_line(raw_text(node))


def raw_text(node: "_Element") -> str:
    """Return the text of a `w:t` or `m:t` as it stands in the XML."""
    # a comment or a processing instruction may cut the text in two
    return (node.text or "") if not len(node) else str(node.xpath("string()"))


def on_one_line(text: str) -> str:
    """Return a text as it is printed: a line break in the XML is a blank on the page."""
    return text.replace("\r", " ").replace("\n", " ")


def unwrapped(parent: "_Element", wanted: frozenset[str]) -> "Iterator[_Element]":
    """Yield the nearest descendants of the wanted kinds in order, through content controls and other wrappers."""
    for node in parent:
        if node.tag in wanted:
            yield node
        elif node.tag == ALTERNATE:
            branch = chosen(node)
            yield from () if branch is None else unwrapped(branch, wanted)
        elif node.tag not in WITHOUT_TEXT:
            yield from unwrapped(node, wanted)


def chosen(alternatives: "_Element") -> "_Element | None":
    """Return the one branch of `mc:AlternateContent` that counts: the first with text, or else the first.

    The branches show the same thing for newer and older programs, so that reading two would double it; but a newer
    kind of content may hold its text where only its own program finds it.
    """
    branches = [node for node in alternatives if node.tag in {f"{MC}Choice", f"{MC}Fallback"}]
    with_text = (branch for branch in branches if any(True for _ in branch.iter(TEXT, MATH_TEXT, SYMBOL, WORD_ART)))
    return next(with_text, branches[0] if branches else None)
