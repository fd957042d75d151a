"""The bytes of a Word file → its parts with text, and nothing else of it.

What opens whole packages would unpack a zip bomb in any of their pictures, end at a link to a part that is missing,
refuse templates, files with macros and ISO-strict files for their types' names, and take longer to open a file than we
do to read it.
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
from urllib.parse import unquote

from extractors.errors import DAMAGED, ENCRYPTED, Unreadable
from extractors.limits import Limits
from extractors.readers.word import CONTENT_TYPES, oxml

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

BEGINNING = 20_000
"""Where a part is strict, its first tag declares so within so many bytes."""

STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_NAMES = tuple(
    (STRICT + strict.encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
    )
)
HEADER = "header"
KINDS = ("numbering", "styles", HEADER, "footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Parts:
    """The bytes of the main part, of the parts that there is one of, by kind, and of the headers, by their keys."""

    body: bytes
    single: dict[str, bytes]
    headers: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class _Relationship:
    """A link from one part to another; `kind` is the last word of its type."""

    key: str
    kind: str
    target: str


class _Members:
    """The members of a zip file by name, in whatever letters and with whatever slashes, read under a common limit."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive, self._limits = archive, limits
        self._members = {info.filename.replace("\\", "/").lower(): info for info in archive.infolist()}
        self._left, self._tags_left = limits.expansion, limits.tags

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
            raise self._limits.beyond("expansion")
        self._left -= len(blob)
        self._tags_left -= blob.count(b"<")
        if self._tags_left < 0:
            raise self._limits.beyond("tags")
        for strict, usual in STRICT_NAMES if STRICT in blob[:BEGINNING] else ():
            blob = blob.replace(strict, usual)
        return blob

    def relationships(self, name: str) -> list[_Relationship]:
        folder, base = posixpath.split(name)
        links = posixpath.join(folder, "_rels", f"{base}.rels")
        if links not in self:
            return []
        found = []
        for node in oxml.root_of(self.read(links)).iterchildren("{*}Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, unquote(node.get("Target", ""))))[1:]
            if node.get("TargetMode") != "External" and target in self:
                found.append(_Relationship(node.get("Id", ""), node.get("Type", "").rsplit("/", 1)[-1], target))
        return found


def declares_word(data: bytes, limits: Limits) -> bool:
    """Return whether a zip file declares that one of its members is the main part of a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return MAIN_TYPE.search(_Members(archive, limits).read(CONTENT_TYPES)) is not None
    except Unreadable:
        return False


def parts_with_text(data: bytes, limits: Limits) -> Parts:
    """Return the parts with text; raise `Unreadable` where the file is damaged, locked or too large."""
    with _damage_told():
        archive = zipfile.ZipFile(io.BytesIO(data))
    with archive:
        members = _Members(archive, limits)
        main = next((link.target for link in members.relationships("") if link.kind == "officeDocument"), None)
        if main is None:
            raise Unreadable(DAMAGED, "the main part is missing", "缺少正文部件")
        body = members.read(main)
        related = [(link, members.read(link.target)) for link in members.relationships(main) if link.kind in KINDS]
    single = {link.kind: blob for link, blob in related if link.kind != HEADER}
    return Parts(body, single, {link.key: blob for link, blob in related if link.kind == HEADER})


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except BROKEN_ZIP as error:
        raise Unreadable(DAMAGED, str(error) or type(error).__name__) from error
