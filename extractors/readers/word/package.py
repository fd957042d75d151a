"""The bytes of a Word file → a small package of its parts with text, which python-docx opens whatever the original is.

The file itself is not handed on: a zip bomb in any of its pictures would be unpacked, a link to a part that is missing
would end the reading, and templates, files with macros and ISO-strict files would be refused for their types' names.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from extractors.errors import DAMAGED, ENCRYPTED, LIMIT, Unreadable

if TYPE_CHECKING:
    from extractors.readers.content import Content

LARGEST_TEXT = 50_000_000
MOST_TAGS = 5_000_000
"""What the parts with text may unpack to, in bytes and in tags: a quarter of a million cells, a gigabyte in memory."""

CONTENT_TYPES = "[content_types].xml"
MAIN_TYPE = re.compile(
    rb"application/vnd\.(openxmlformats-officedocument\.wordprocessingml\.(document|template)"
    rb"|ms-word\.(document|template)\.macroEnabled(Template)?)\.main\+xml"
)
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What reading a damaged zip file raises."""

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_NAMES = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
    )
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
KINDS = ("numbering", "styles", "header", "footnotes", "endnotes")
STYLES_THAT_MATTER = re.compile(rb"vanish|numPr")


@dataclass(frozen=True, slots=True)
class _Relationship:
    """A link from one part to another; `kind` is the last word of its type."""

    key: str
    kind: str
    target: str


class _Parts:
    """The members of a zip file by name, in whatever letters and with whatever slashes, read under a common limit."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {info.filename.replace("\\", "/").lower(): info for info in archive.infolist()}
        self._left = LARGEST_TEXT
        self._tags_left = MOST_TAGS

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def read(self, name: str) -> bytes:
        info = self._members[name.lower()]
        if info.flag_bits & 1:
            raise Unreadable(ENCRYPTED)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Unreadable(
                DAMAGED, f"{info.filename} is compressed in an unknown way", f"{info.filename} 压缩方式未知"
            )
        blob = b""
        if info.file_size <= self._left:
            with _damage_told(), self._archive.open(info) as stream:
                # the size that the directory states may be wrong
                blob = stream.read(self._left + 1)
        if max(len(blob), info.file_size) > self._left:
            raise Unreadable(LIMIT, f"more than {LARGEST_TEXT:,} bytes of text", f"文本超过 {LARGEST_TEXT:,} 字节")
        self._left -= len(blob)
        self._tags_left -= blob.count(b"<")
        if self._tags_left < 0:
            raise Unreadable(LIMIT, f"more than {MOST_TAGS:,} tags", f"标记超过 {MOST_TAGS:,} 个")
        for strict, usual in STRICT_NAMES:
            blob = blob.replace(strict, usual)
        return blob

    def relationships(self, name: str) -> list[_Relationship]:
        from docx.oxml import parse_xml  # noqa: PLC0415 - slow to import

        folder, base = posixpath.split(name)
        links = posixpath.join(folder, "_rels", f"{base}.rels")
        if links not in self:
            return []
        found = []
        for node in parse_xml(self.read(links)).iterchildren("{*}Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, unquote(node.get("Target", ""))))[1:]
            if node.get("TargetMode") != "External" and target in self:
                found.append(_Relationship(node.get("Id", ""), node.get("Type", "").rsplit("/", 1)[-1], target))
        return found


def is_word(content: "Content") -> bool:
    """Return whether a zip file is a Word document of any kind, by its members or by the types that they declare."""
    names = {name.replace("\\", "/").lower() for name in content.members}
    if "word/document.xml" in names or CONTENT_TYPES not in names:
        return "word/document.xml" in names
    try:
        with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
            return MAIN_TYPE.search(_Parts(archive).read(CONTENT_TYPES)) is not None
    except Unreadable:
        return False


def with_text_only(data: bytes) -> io.BytesIO:
    """Return the package of the parts with text; raise `Unreadable` where the file is damaged, locked or too large."""
    with _damage_told():
        archive = zipfile.ZipFile(io.BytesIO(data))
    with archive:
        parts = _Parts(archive)
        main = next((link.target for link in parts.relationships("") if link.kind == "officeDocument"), None)
        if main is None:
            raise Unreadable(DAMAGED, "the main part is missing", "缺少正文部件")
        body = parts.read(main)
        related = [(link, parts.read(link.target)) for link in parts.relationships(main) if link.kind in KINDS]
    matter = [(link, blob) for link, blob in related if link.kind != "styles" or STYLES_THAT_MATTER.search(blob)]
    return _written(body, matter)


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except BROKEN_ZIP as error:
        raise Unreadable(DAMAGED, str(error) or type(error).__name__) from error


def _written(body: bytes, related: list[tuple[_Relationship, bytes]]) -> io.BytesIO:
    links = [_Relationship("main", "officeDocument", "document.xml")]
    links += [_Relationship(link.key, link.kind, f"part{number}.xml") for number, (link, _) in enumerate(related)]
    types = "".join(f'<Override PartName="/{link.target}" ContentType="{TYPE}{link.kind}+xml"/>' for link in links[1:])
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/document.xml" ContentType="{TYPE}document.main+xml"/>{types}</Types>',
        "_rels/.rels": _links(links[:1]),
        "_rels/document.xml.rels": _links(links[1:]),
        "document.xml": body,
    }
    members |= {link.target: blob for link, (_, blob) in zip(links[1:], related, strict=True)}
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, blob in members.items():
            archive.writestr(name, blob)
    return package


def _links(links: list[_Relationship]) -> str:
    nodes = "".join(
        f'<Relationship Id="{escape(link.key)}" Type="{TRANSITIONAL}/{link.kind}" Target="{link.target}"/>'
        for link in links
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{nodes}</Relationships>'
