"""Word files that are made to harm: bombs in the zip file and in its XML, deep and wide tables, macros, lies."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile import bounds
from tests.readers.test_word_documents import cell, members, part, table, zipped
from tests.readers.test_word_tables import span

ROW = "<w:tc><w:p><w:r><w:t>项目</w:t></w:r></w:p></w:tc>"
MERGED = '<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p/></w:tc>'
BEGUN = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc>'


def word(body: str) -> bytes:
    """Return a Word file with a body."""
    return zipped(members(body))


def declaring(entities: str, used: str) -> bytes:
    """Return a Word file whose body declares entities of its own and uses one."""
    body = part("document", f"<w:body><w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body>")
    whole = body.replace("<w:document", f"<!DOCTYPE w:document [{entities}]><w:document", 1)
    return zipped({**members("<w:p/>"), "word/document.xml": whole})


def laughs() -> bytes:
    """Return ten entities, each ten of the one before: ten thousand millions."""
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))
    return declaring(f'<!ENTITY a0 "ha">{names}', "&a10;")


def nested_zip() -> bytes:
    """Return a Word file with a bomb among its pictures, and a zip file within a zip file within it."""
    inner = zipped({"0.zip": " " * 200_000_000})
    return zipped({**members("<w:p><w:r><w:t>一</w:t></w:r></w:p>"), "word/media/1.zip": inner})


def overlapping() -> bytes:
    """Return a zip file whose directory names the same packed member a thousand times."""
    data = zipped({**members("<w:p/>"), "word/x.xml": " " * 60_000_000})
    start, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entries = data[start:end]
    tail = bytearray(data[end:])
    tail[8:12] = (60_000).to_bytes(2, "little") * 2
    return data[:start] + entries * 1_000 + bytes(tail[:12]) + (len(entries) * 1_000).to_bytes(4, "little") + tail[16:]


def lying(size: int) -> bytes:
    """Return a Word file whose directory states another size of the body than it has."""
    data = word("<w:p/>" * 10_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = archive.getinfo("word/document.xml").file_size
    return data.replace(true.to_bytes(4, "little"), size.to_bytes(4, "little"))


FILES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "bomb": (lambda: zipped({**members("<w:p/>"), "word/document.xml": " " * 300_000_000}), {"N12"}),
    "bomb in a picture": (nested_zip, {"N01"}),
    "overlapping members": (overlapping, {"N01", "N03", "N12"}),
    "size stated too small": (lambda: lying(10), {"N03"}),
    "size stated too large": (lambda: lying(4_000_000_000), {"N12"}),
    "billion laughs": (laughs, {"N03"}),
    "quadratic entities": (lambda: declaring(f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 50_000), {"N03"}),
    "a million tags": (lambda: word("<w:p/>" * 1_000_000), {"N01"}),
    "too many tags": (lambda: word("<w:p/>" * 2_100_000), {"N12"}),
    "a long text": (lambda: word(f"<w:p><w:r><w:t>{'a' * 11_000_000}</w:t></w:r></w:p>"), {"N01", "N12"}),
    "nested tags": (lambda: word("<w:ins>" * 100_000 + "</w:ins>" * 100_000), {"N12"}),
    "nested tables": (lambda: word("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80), {"N01"}),
    "nested boxes": (
        lambda: word(
            "<w:p><w:r><w:pict><w:txbxContent>" * 60 + "<w:p/>" + "</w:txbxContent></w:pict></w:r></w:p>" * 60
        ),
        {"N01"},
    ),
    "a wide cell": (lambda: word(table(cell("", span(10**9)))), {"N12"}),
    "a cell as wide as a number can be": (lambda: word(table(cell("", span(int("9" * 4_000))))), {"N12"}),
    "50,000 merged cells": (lambda: word(f"<w:tbl>{f'<w:tr>{MERGED}{BEGUN}</w:tr>' * 25_000}</w:tbl>"), {"N01"}),
    "200,000 rows": (lambda: word(f"<w:tbl>{f'<w:tr>{ROW * 2}</w:tr>' * 130_000}</w:tbl>"), {"N12"}),
    "namespaces": (lambda: word("".join(f'<w:p xmlns:a{n}="u{n}"/>' for n in range(30_000))), {"N01"}),
}


@pytest.mark.parametrize("name", FILES)
def test_word_files(name: str, tmp_path: Path) -> None:
    """Each has its reason, and none takes long."""
    make, expected = FILES[name]
    assert set(bounds.read(make(), tmp_path).codes) <= expected


def test_macros_stay_where_they_are(tmp_path: Path) -> None:
    """A file with macros is read for its text; nothing looks at its program."""
    body = "<w:p><w:r><w:t>绩效</w:t></w:r></w:p>"
    program = {"word/vbaProject.bin": "Sub AutoOpen()", "word/vbaData.xml": "<x/>"}
    plain, macro = word(body), zipped({**members(body), **program})
    assert bounds.codes(plain, tmp_path) == bounds.codes(macro, tmp_path) == "N01"
