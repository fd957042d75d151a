"""Word document (.docx, .docm, .dotx, .dotm, ISO-strict ones too) → Document, as the printed page shows it.

Revisions are accepted; hidden and deleted text, rows and cells are left out. Text boxes and WordArt are lines where
they are anchored; footnotes and endnotes that the text refers to are lines behind the body; automatic numbers stand
before their paragraphs, bullets do not. Headers and footers are no lines of the body, but where nothing stands outside
the tables the first section's header is read as lines before them: the title stands there.
"""

from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.errors import DAMAGED, LIMIT, NO_TEXT, Unreadable
from extractors.readers.word import oxml
from extractors.readers.word.aside import marked, set_aside
from extractors.readers.word.numbering import Numbers
from extractors.readers.word.package import Parts, is_word, parts_with_text
from extractors.readers.word.story import Walk
from extractors.readers.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import XMLSyntaxError, _Element

    from extractors.readers.content import Content

FORMAT = "docx"
SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})
VERSION = 1
NOTES = ("footnote", "endnote")
RESOURCE_LIMIT = 114
"""libxml2's code for text or nesting beyond what it reads safely."""


def accepts(content: "Content") -> bool:
    """Return whether the content is a Word document of the XML kind, whatever its name."""
    return is_word(content)


def read(content: "Content") -> Document:
    """Return the tables and lines of a Word document; raise `Unreadable` where it is damaged, locked or too large."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    try:
        walk = _walked(parts_with_text(content.data))
    except etree.XMLSyntaxError as error:
        raise _unreadable(error) from error
    if walk.pictures and not (walk.grids or walk.lines):
        raise Unreadable(NO_TEXT, ": nothing but pictures", "：仅有图片")
    read_by = f"{FORMAT}/{VERSION} (lxml {etree.__version__})"
    return Document(FORMAT, read_by, tuple(walk.grids), tuple(walk.lines), walk.problems())


def _walked(parts: "Parts") -> Walk:
    styles = Styles(parts.single.get("styles", b""))
    roots = {kind: oxml.root_of(blob) for kind, blob in parts.single.items() if kind != "styles"}
    headers = {key: oxml.root_of(blob) for key, blob in parts.headers.items()}
    blob, plain_cells = set_aside(parts.body, styles)
    body = oxml.root_of(blob).find(f"{oxml.W}body")
    if body is None:
        raise Unreadable(DAMAGED, "the main part has no body", "正文部件缺少内容")
    walk = Walk(Numbers(roots.get("numbering"), styles), styles, marked(body, plain_cells))
    walk.story(body)
    header = None if walk.lines else _first_header(headers, body)
    if header is not None:
        top = Walk(Numbers(roots.get("numbering"), styles), styles)
        top.plain(header)
        walk.lines = top.lines
    notes = {(kind, note.get(f"{oxml.W}id", "")): note for kind in NOTES for note in roots.get(f"{kind}s", ())}
    for mark in dict.fromkeys(walk.notes):
        if mark in notes:
            walk.story(notes[mark])
    return walk


def _first_header(headers: "dict[str, _Element]", body: "_Element") -> "_Element | None":
    section = next(body.iter(f"{oxml.W}sectPr"), None)
    if section is None:
        return None
    kind = "first" if oxml.on(section.find(f"{oxml.W}titlePg")) else "default"
    keys = [
        reference.get(f"{oxml.R}id", "")
        for reference in section.iterchildren(f"{oxml.W}headerReference")
        if reference.get(f"{oxml.W}type", "default") == kind
    ]
    return headers.get(keys[0]) if keys else None


def _unreadable(error: "XMLSyntaxError") -> Unreadable:
    reason = LIMIT if error.code == RESOURCE_LIMIT else DAMAGED  # type: ignore[attr-defined]  # the stubs lack it
    return Unreadable(reason, str(error))
