"""The bytes of a file and what they say of themselves, each question asked of them once."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from extractors.limits import Limits
from extractors.readers import encoding
from extractors.readers.encoding import Decoded

HEAD = 1024
"""How far into a file a signature may stand; PDF readers look as far."""

SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls)", "旧版 Office 文件（.doc、.xls）"),
    (b"{\\rtf", "a rich text file (.rtf)", "RTF 文件"),
    (b"\xff\xd8\xff", "an image (JPEG)", "图片（JPEG）"),
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)", "图片（PNG）"),
    (b"GIF87a", "an image (GIF)", "图片（GIF）"),
    (b"GIF89a", "an image (GIF)", "图片（GIF）"),
    (b"II*\0", "an image (TIFF)", "图片（TIFF）"),
    (b"MM\0*", "an image (TIFF)", "图片（TIFF）"),
    (b"Rar!\x1a\x07", "an archive (RAR)", "压缩包（RAR）"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", "压缩包（7z）"),
    (b"\x1f\x8b\x08", "an archive (gzip)", "压缩包（gzip）"),
)
"""How files begin that are no text. None of these beginnings is the beginning of a word."""

BITMAP = ("an image (BMP)", "图片（BMP）")
RESERVED = slice(6, 10)
"""Bytes that are zero in every bitmap and in no text: `BM` alone begins texts too."""

ARCHIVES: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.xml", "a spreadsheet (.xlsx)", "电子表格（.xlsx）"),
    ("ppt/presentation.xml", "a presentation (.pptx)", "演示文稿（.pptx）"),
    ("OFD.xml", "an OFD file", "OFD 文件"),
    ("content.xml", "an OpenDocument file", "OpenDocument 文件"),
)
"""Members by which a zip file is known to be something else than an archive."""

SAVED_PAGE = ("a saved web page (.mht)", "网页存档（.mht）")
MAIL = ("an e-mail (.eml)", "电子邮件（.eml）")
XML = ("an XML file", "XML 文件")

MIME_HEADER = re.compile(rb"(?i)\A\s*(?:[a-z-]{1,40}:[^\n]*\n(?:[^\n]+\n)*?)?mime-version:")
BLANK = re.compile(r"[\ufeff \t\r\n\f]*")
PROLOG = re.compile(r"<!--|<\?|<!doctype\b", re.IGNORECASE)
FIRST_TAG = re.compile(r"<([A-Za-z][\w:.-]*)([^>]*)")
DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
STRUCTURE = re.compile(r"<(html|body|table)[\s>]", re.IGNORECASE)
ROW = re.compile(r"<(?:tr|td|th)[\s>]", re.IGNORECASE)
SEPARATOR = re.compile(r"[^\s>]\t+[^\s<]")
"""A tab between words, as it separates cells; the tabs of a page stand between tags."""

PAGE_TAGS = {"html", "head", "body", "meta", "title", "link", "style", "table"}
"""Tags that begin a page or a piece of one; a paragraph or a line break also stands in the cells of a text."""

Markup = Literal["html", "xml"]


def anything(text: str) -> bool:  # noqa: ARG001 - whatever a page says
    """Ask for every page."""
    return True


@dataclass(frozen=True)
class Content:
    """A file's bytes. All answers are by content; its name plays no part.

    `asked` tells by the text of a page, its white space left out, whether a form may stand on it: a reader need not
    look for tables on a page where none may. `limits` says how much of a file a reader takes.
    """

    data: bytes
    asked: Callable[[str], bool] = anything
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def is_zip(self) -> bool:
        """Whether it begins as a zip file does."""
        return self.data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}

    @cached_property
    def _directory(self) -> tuple[frozenset[str], str | None]:
        if not self.is_zip:
            return frozenset(), None
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                return frozenset(archive.namelist()), None
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, UnicodeError) as error:
            return frozenset(), str(error) or type(error).__name__

    @property
    def members(self) -> frozenset[str]:
        """The names in a zip file; none in any other, or in a broken one."""
        return self._directory[0]

    @property
    def broken_archive(self) -> str | None:
        """What is wrong with a zip file that cannot be opened."""
        return self._directory[1]

    @cached_property
    def is_pdf(self) -> bool:
        """Whether it is a PDF: the signature may stand after some other bytes, with objects behind it."""
        return self.data.startswith(b"%PDF-") or (b"%PDF-" in self.data[:HEAD] and b" 0 obj" in self.data)

    @cached_property
    def signature(self) -> tuple[str, str] | None:
        """What it is, in English and Chinese, where it is a known kind of file that is no text."""
        for member, name, name_zh in ARCHIVES:
            if member in self.members:
                return name, name_zh
        if self.is_zip:
            return "an archive (zip)", "压缩包（zip）"
        if self.data.startswith(b"BM") and self.data[RESERVED] == b"\0\0\0\0":
            return BITMAP
        if MIME_HEADER.match(self.data[:HEAD]):
            return SAVED_PAGE if b"multipart/related" in self.data[:HEAD].lower() else MAIL
        known = next(((name, name_zh) for start, name, name_zh in SIGNATURES if self.data.startswith(start)), None)
        return XML if known is None and self.markup == "xml" else known

    @cached_property
    def _decoded(self) -> Decoded | None:
        return None if self.is_pdf or self.is_zip else encoding.decode(self.data)

    @property
    def decoded(self) -> Decoded | None:
        """The text with its encoding and what was lost in decoding it; None when it is none that could be told."""
        return None if self.signature is not None else self._decoded

    @property
    def text(self) -> str | None:
        """The text that it is, in whatever encoding; None when it is none that could be told."""
        return None if self.decoded is None else self.decoded.text

    @cached_property
    def markup(self) -> Markup | None:
        """The language that the text is marked up in, if it is: tags within a text do not make it a page."""
        return None if self._decoded is None else _markup(self._decoded.text)


def _markup(text: str) -> Markup | None:
    if "<" not in text:
        return None
    start = _behind_prolog(text)
    first = FIRST_TAG.match(text, start)
    if DOCTYPE.search(text, 0, start) or (first is not None and first[1].lower() in PAGE_TAGS):
        return "html"
    if "<?xml" in text[:start] or (first is not None and "xmlns" in first[2]):
        return "xml"
    found = STRUCTURE.search(text, start)
    if found is None or SEPARATOR.search(text, start, found.start()):
        return None
    return "html" if found[1].lower() != "table" or ROW.search(text, found.end()) else None


def _behind_prolog(text: str) -> int:
    """Return where a text begins behind white space, comments, processing instructions and the type of document."""
    position, end = 0, 0
    while end >= 0:
        blank = BLANK.match(text, end)
        position = blank.end() if blank else end
        opened = PROLOG.match(text, position)
        if opened is None:
            return position
        mark = "-->" if opened[0] == "<!--" else ">"
        end = text.find(mark, position)
        end += len(mark) if end >= 0 else 0
    return position
