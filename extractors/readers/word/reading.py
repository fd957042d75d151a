"""The parts of a Word document → its tables and lines, parsed by python-docx and walked through once.

Revisions are accepted; hidden and deleted text, rows and cells are left out. Text boxes and WordArt are lines where
they are anchored; footnotes and endnotes that the text refers to are lines behind the body; automatic numbers stand
before their paragraphs, bullets do not. Headers and footers are no lines of the body, but where nothing stands outside
the tables the first section's header is read as lines before them: the title stands there.
"""

from typing import TYPE_CHECKING

import docx
from lxml import etree

from extractors.document import Document
from extractors.errors import DAMAGED, LIMIT, NO_TEXT, Unreadable
from extractors.limits import Limits, Positions
from extractors.readers.word import oxml
from extractors.readers.word.numbering import Numbers
from extractors.readers.word.ordinary import ordinary_rows
from extractors.readers.word.package import Parts, parts_with_text
from extractors.readers.word.story import Walk
from extractors.readers.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

    from extractors.readers.content import Content

NOTES = ("footnote", "endnote")
NO_MEMORY = {2, None}
"""libxml2's code where memory was refused; and none, where not even the error could be made."""

RESOURCE_LIMIT = 114
"""libxml2's code for text, nesting or entities beyond what it reads safely."""

TOO_DEEP = ("its parts are nested over 256 deep; save it once more with Word", "嵌套超过 256 层；请用 Word 另存后重试")
TOO_LONG = ("one text is over 10,000,000 characters long; split the file", "单段文本超过 10,000,000 字符；请拆分文件")


def document(content: "Content", reader: str) -> Document:
    """Return what a Word document prints; `reader` names the format and the version of its reader."""
    try:
        walk = _walked(parts_with_text(content.data, content.limits), content.limits)
    except etree.XMLSyntaxError as error:
        if error.code in NO_MEMORY or (error.lineno or 0) == 0:  # type: ignore[attr-defined]  # the stubs lack it
            raise MemoryError from error
        raise _unreadable(error) from error
    if walk.pictures and not (walk.grids or walk.lines):
        raise Unreadable(NO_TEXT, ": nothing but pictures", "：仅有图片")
    read_by = f"{reader} (python-docx {docx.__version__}, lxml {etree.__version__})"
    return Document(reader.partition("/")[0], read_by, tuple(walk.grids), tuple(walk.lines), walk.problems())


def _walked(parts: Parts, limits: Limits) -> Walk:
    styles = Styles(parts.single.get("styles", b""))
    numbering = parts.single.get("numbering")
    body = oxml.root_of(parts.body).find(f"{oxml.W}body")
    if body is None:
        raise Unreadable(DAMAGED, "the main part has no body", "正文部件缺少内容")
    walk = Walk(Numbers(numbering, styles), styles, Positions(limits), ordinary_rows(body, styles))
    walk.story(body)
    header = None if walk.lines else _first_header(parts.headers, body)
    if header is not None:
        top = Walk(Numbers(numbering, styles), styles, Positions(limits))
        top.plain(header)
        walk.lines = top.lines
    notes = _notes(parts) if walk.notes else {}
    for mark in dict.fromkeys(walk.notes):
        if mark in notes:
            walk.story(notes[mark])
    return walk


def _notes(parts: Parts) -> "dict[tuple[str, str], _Element]":
    found = {}
    for kind in NOTES:
        blob = parts.single.get(f"{kind}s")
        for note in () if blob is None else oxml.root_of(blob):
            found[kind, note.get(f"{oxml.W}id", "")] = note
    return found


def _first_header(headers: "dict[str, bytes]", body: "_Element") -> "_Element | None":
    section = next(body.iter(f"{oxml.W}sectPr"), None)
    if section is None:
        return None
    kind = "first" if oxml.on(section.find(f"{oxml.W}titlePg")) else "default"
    keys = [
        reference.get(f"{oxml.R}id", "")
        for reference in section.iterchildren(f"{oxml.W}headerReference")
        if reference.get(f"{oxml.W}type", "default") == kind
    ]
    blob = headers.get(keys[0]) if keys else None
    return None if blob is None else oxml.root_of(blob)


def _unreadable(error: etree.XMLSyntaxError) -> Unreadable:
    if error.code != RESOURCE_LIMIT:  # type: ignore[attr-defined]  # the stubs lack it
        return Unreadable(DAMAGED, str(error))
    said = str(error).lower()
    if "entity" in said:
        return Unreadable(DAMAGED, *oxml.OWN_ENTITIES)
    return Unreadable(LIMIT, *(TOO_DEEP if "depth" in said else TOO_LONG))
