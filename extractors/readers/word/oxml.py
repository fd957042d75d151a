"""The names of the elements that a Word document is made of, and the questions that can be asked of any of them."""

from functools import cache
from typing import TYPE_CHECKING

from extractors.errors import DAMAGED, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import XMLParser, _Element

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
WITHOUT_TEXT = DELETED | PROPERTIES
"""Elements in which nothing stands that the final document prints."""


def parsed(blob: bytes) -> "_Element":
    """Return the root of a part; raise `XMLSyntaxError` where it is no XML, or goes beyond what is read safely."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    return etree.fromstring(blob, _parser())


def root_of(blob: bytes) -> "_Element":
    """Return the root of a part with text; raise `Unreadable` where it declares entities of its own."""
    root = parsed(blob)
    if root.getroottree().docinfo.internalDTD is not None:
        # entities could stand for text that the parser leaves out
        raise Unreadable(DAMAGED, "a part declares entities of its own", "部件含自定义实体")
    return root


@cache
def _parser() -> "XMLParser":
    from lxml import etree  # noqa: PLC0415 - slow to import

    # entities may be bombs, and may name files
    return etree.XMLParser(remove_blank_text=True, resolve_entities=False)


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
    # a comment or a processing instruction may cut the text in two
    whole = (node.text or "") if not len(node) else str(node.xpath("string()"))
    return on_one_line(whole)


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
