"""Bad input: one clear line each with the reason and what to do; the run goes on and nothing is lost."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import records
from tests.forms import CORPUS

EXTRACT = [sys.executable, "-m", "commands"]
PDF = (CORPUS / "huangpu-union-2021.libreoffice.pdf").read_bytes()
DOCX = (CORPUS / "huangpu-union-2021.docx").read_bytes()
HTML = (CORPUS / "huangpu-union-2021.html").read_bytes()
TEXT = (CORPUS / "huangpu-union-2021.txt").read_bytes()


def _scan() -> bytes:
    """Return a PDF of one page with a picture and no text."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    picture = pypdfium2.PdfImage.new(document)
    bitmap = pypdfium2.PdfBitmap.new_native(8, 8, 4)
    bitmap.fill_rect((200, 0, 0, 255), 0, 0, 8, 8)
    picture.set_bitmap(bitmap)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(500, 700))
    page.insert_obj(picture)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _encrypted() -> bytes:
    """Return a PDF whose encryption dictionary asks for a password that nobody has."""
    dictionary = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"41" * 32, b"42" * 32)
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    trailer = b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<41><41>]/Size 4>>\n%%EOF"
    return body + b"3 0 obj" + dictionary + b"endobj\n" + trailer


def _xlsx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


BAD = {
    "empty.pdf": (b"", "N02"),
    "blank.txt": (b"  \n\n", "N02"),
    "cut.pdf": (PDF[:600], "N03"),
    "encrypted.pdf": (_encrypted(), "N04"),
    "scan.pdf": (_scan(), "N05"),
    "broken.docx": (DOCX[:4000], "N03"),
    "noise.txt": (bytes(range(128, 256)) * 40, "N06"),
    "book.xlsx": (_xlsx(), "N07"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "N07"),
    "photo.pdf": (b"\x89PNG\r\n\x1a\n" + b"\0" * 600, "N07"),
    "letter.txt": ("关于召开会议的通知\n请各单位准时参加。\n".encode(), "N01"),
    "other.html": ("<table><tr><td>人员编制表</td><td>12</td></tr></table>".encode(), "N01"),
}
"""Each bad file with the code of its reason."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make a folder of all bad files, with good ones, mislabelled ones and links among them."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    others = {"html.docx": HTML, "pdf.docx": PDF, "docx.pdf": DOCX, "text.html": TEXT, "good.txt": TEXT}
    for name, data in others.items():
        (folder / name).write_bytes(data)
    (folder / "link.pdf").symlink_to(folder / "nowhere.pdf")
    os.mkfifo(folder / "pipe.txt")
    return folder


def _run(folder: Path) -> tuple[dict[str, list[dict[str, Any]]], subprocess.CompletedProcess[str]]:
    out = folder.parent / "data.jsonl"
    command = [*EXTRACT, str(folder), "--out", str(out)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    found: dict[str, list[dict[str, Any]]] = {}
    for text in out.read_text("utf-8").splitlines():
        line = json.loads(text)
        records.VALIDATOR.validate(line)
        found.setdefault(line["source"]["path"], []).append(line)
    return found, run


def test_every_bad_file_has_its_line(archive: Path) -> None:
    """Each bad file gives one line with its reason in both languages; the good ones among them are read."""
    found, run = _run(archive)
    assert run.returncode == 0, run.stderr
    for name, (_, code) in BAD.items():
        (line,) = found[name]
        (finding,) = line["findings"]
        assert (line["evaluation"], finding["code"]) == (None, code), name
        assert finding["message"].isprintable()
        assert any("\u4e00" <= char <= "\u9fff" for char in finding["message_zh"])
        assert "Traceback" not in finding["message"]
    assert [found[name][0]["findings"][0]["code"] for name in ("link.pdf", "pipe.txt")] == ["N08", "N08"]
    assert sorted(found) == sorted(entry.name for entry in archive.iterdir())


def test_the_content_decides(archive: Path) -> None:
    """A file under the wrong name is read as what it is, and that is said."""
    found, _ = _run(archive)
    expected = {"html.docx": "html", "pdf.docx": "pdf", "docx.pdf": "docx", "text.html": "text"}
    assert {name: found[name][0]["source"]["format"] for name in expected} == expected
    assert all(found[name][0]["evaluation"] is not None for name in expected)
    assert all("N09" in {finding["code"] for finding in found[name][0]["findings"]} for name in expected)
    assert "N09" not in {finding["code"] for finding in found["good.txt"][0]["findings"]}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.sampled_from([PDF, DOCX, HTML, TEXT]), data=st.data())
def test_damaged_files_never_fail_the_program(source: bytes, data: st.DataObject, tmp_path: Path) -> None:
    """Cut, overwritten and mixed-up files give lines; none of them is a fault of the program's own."""
    damaged = bytearray(source)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(damaged) - 1))
        damaged[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    path = tmp_path / "damaged"
    path.write_bytes(bytes(damaged[: data.draw(st.integers(len(damaged) // 2, len(damaged)))]))
    for line in records.lines(path):
        assert "N10" not in {finding["code"] for finding in line["findings"]}, line["findings"]
