"""Damaged, encrypted, scanned and hostile PDFs: a reason in plain words, and never anything but `Unreadable`."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pdfplumber.utils.exceptions import PdfminerException
from PIL import Image

from extractors.document import Document
from extractors.errors import DAMAGED, ENCRYPTED, LIMIT, NO_TEXT, Unreadable
from extractors.readers import pdf
from extractors.readers.content import Content
from extractors.readers.pdf import damage
from tests import producers
from tests.readers.pdf_tables import FONTS, SAMPLE, differences, html_page, html_table


def read(data: bytes) -> Document:
    """Return what the reader gives of the bytes of a PDF."""
    content = Content(data)
    assert pdf.accepts(content)
    return pdf.read(content)


def reason(data: bytes) -> str:
    """Return the code of the reason why bytes give no document."""
    with pytest.raises(Unreadable) as error:
        read(data)
    assert not any(sign in error.value.problem.message for sign in ("Traceback", "0x", "Error", "object at"))
    return error.value.problem.reason.code


def file_of(*objects: str, trailer: str = "/Root 1 0 R") -> bytes:
    """Return a PDF of some objects, numbered from 1, with a right index."""
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    index = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{index}".encode()
    return data + f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
FONT = f"/Font << /F1 {HELVETICA} >>"


def stream(content: str, entries: str = "") -> str:
    """Return a stream object."""
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def page_of(content: str, *more: str, extra: str = "", resources: str = FONT) -> bytes:
    """Return a PDF of one page that draws some operators, in Helvetica as F1; further objects are numbered from 5."""
    page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << {resources} >> {extra}"
    catalogue = ("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    return file_of(*catalogue, f"<< {page} >>", stream(content), *more)


HELLO = "BT /F1 12 Tf 50 100 Td (Budget 1505.02) Tj ET"


def lines(data: bytes) -> list[str]:
    """Return the lines of text of a PDF."""
    return [line.text for line in read(data).lines]


def test_a_small_page_is_read() -> None:
    """The pages that these tests make are whole, and the reader says by what it read them."""
    document = read(page_of(HELLO))
    assert [line.text for line in document.lines] == ["Budget 1505.02"]
    assert document.problems == ()
    assert document.read_by.startswith("pdf/2 (pdfium ")


def test_bytes_before_the_signature_do_no_harm() -> None:
    """A PDF behind other bytes is read, whether its index counts from its own beginning or from theirs."""
    assert lines(b"HTTP/1.1 200 OK\r\n\r\n" + page_of(HELLO)) == ["Budget 1505.02"]


def test_what_is_not_seen_is_not_read() -> None:
    """Text that is invisible or off the page is left out."""
    hidden = "BT /F1 12 Tf 3 Tr 50 100 Td (9.99) Tj ET BT /F1 12 Tf 0 Tr 50 900 Td (8.88) Tj ET "
    assert lines(page_of(hidden + HELLO)) == ["Budget 1505.02"]
    assert reason(page_of("BT /F1 12 Tf 3 Tr 50 100 Td (9.99) Tj ET")) == NO_TEXT.code


def test_text_printed_twice_is_read_once() -> None:
    """Fake bold does not double figures, and a figure of equal digits stays as it is."""
    twice = "BT /F1 12 Tf 50 100 Td (11.11) Tj ET BT /F1 12 Tf 50.4 100 Td (11.11) Tj ET"
    assert lines(page_of(twice)) == ["11.11"]


def test_a_figure_has_its_own_coordinates_only() -> None:
    """What a form drawn on the page does to the coordinates ends with it."""
    form = stream("0.1 0 0 0.1 0 0 cm", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    document = read(page_of(f"/X Do {HELLO}", form, resources=f"{FONT} /XObject << /X 5 0 R >>"))
    assert [line.place.box for line in document.lines] == [read(page_of(HELLO)).lines[0].place.box]


def test_the_text_of_filled_fields_is_read() -> None:
    """What a form field shows is part of the page; a value that nothing shows is said to be missing."""
    resources = f"/Resources << {FONT} >>"
    form = stream("BT /F1 10 Tf 2 3 Td (353.99) Tj ET", f"/Type /XObject /Subtype /Form /BBox [0 0 100 20] {resources}")
    shown = "<< /Type /Annot /Subtype /Widget /FT /Tx /V (353.99) /Rect [50 50 150 70] /AP << /N 6 0 R >> >>"
    bare = "<< /Type /Annot /Subtype /Widget /FT /Tx /V (1.00) /Rect [50 20 150 40] >>"
    document = read(page_of(HELLO, shown, form, bare, extra="/Annots [5 0 R 7 0 R]"))
    assert [(line.text, line.place.box and round(line.place.box[0])) for line in document.lines] == [
        ("Budget 1505.02", 50), ("353.99", 52),
    ]  # fmt: skip
    assert [problem.detail for problem in document.problems] == ["1 filled fields of page 1 are not drawn"]


def test_the_spoken_text_of_a_glyph_counts() -> None:
    """Where a producer says what a glyph stands for, that is its text."""
    spoken = "BT /F1 12 Tf 50 100 Td /Span << /ActualText <FEFF95E8> >> BDC (x) Tj EMC (1) Tj ET"
    assert lines(page_of(spoken)) == ["门1"]


def test_characters_without_meaning_are_kept_and_said() -> None:
    """What a font has no text for stays as the library gives it, and the page is named, since it could be a figure."""
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] >>"
    inner = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >> >>"
    )
    content = "BT /F1 12 Tf 50 100 Td <00410042> Tj ET"
    document = read(page_of(content, inner, resources=f"/Font << /F1 {font} >>"))
    assert [line.text for line in document.lines] == ["(cid:65)(cid:66)"]
    assert [problem.detail for problem in document.problems] == [
        "page 1 has 2 characters that its text layer gives no meaning"
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.4\n", DAMAGED.code),
        (b"%PDF-1.7\n%%EOF\n", DAMAGED.code),
        (file_of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"), DAMAGED.code),
        (file_of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), DAMAGED.code),
        (page_of(HELLO)[:200], DAMAGED.code),
        (page_of(""), NO_TEXT.code),
        (page_of("[" * 100000), NO_TEXT.code),
    ],
)
def test_a_file_without_text_says_why(data: bytes, code: str) -> None:
    """Cut short, empty of pages, without text: each has its reason, in words that say nothing of the program."""
    assert reason(data) == code


def test_pages_that_are_missing_are_said() -> None:
    """A file with fewer pages than it declares is read, and says so."""
    data = page_of(HELLO).replace(b"/Count 1", b"/Count 3")
    assert [problem.detail for problem in read(data).problems] == ["2 of 3 pages are missing"]


def test_a_broken_index_is_said() -> None:
    """A file whose parts had to be searched for is read with a warning."""
    data = page_of(HELLO)
    start = data.index(b"startxref")
    document = read(data[:start] + b"startxref\n7\n%%EOF\n")
    assert [line.text for line in document.lines] == ["Budget 1505.02"]
    assert [problem.detail for problem in document.problems] == ["its index is broken, its parts were searched for"]


def test_what_a_library_says_is_put_into_plain_words() -> None:
    """The first cause of an exception counts, and nothing of the program shows."""
    wrapped = ValueError("<PDFParser object at 0x7f0012345678>")
    wrapped.__cause__ = RecursionError("maximum recursion depth exceeded")
    assert damage.cause(wrapped) == ("its parts are nested too deeply", "内部结构嵌套过深")
    assert damage.cause(TypeError("'int' object is not iterable")) == ("its structure is broken", "内部结构错误")
    lack = PdfminerException()
    lack.__context__ = MemoryError()
    for error in (MemoryError(), lack):
        with pytest.raises(MemoryError):
            damage.unreadable(error)


def scan(folder: Path) -> Path:
    """Return a PDF that is a picture of a page."""
    file = folder / "scan.pdf"
    Image.new("RGB", (600, 800), "white").save(file)
    return file


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    """A file of pictures is told from a damaged one."""
    assert reason(scan(tmp_path).read_bytes()) == NO_TEXT.code


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample form as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("sample")
    source = folder / "sample.html"
    source.write_text(html_page([html_table(SAMPLE)], FONTS[2]), encoding="utf-8")
    return producers.libreoffice(source, "pdf:writer_pdf_Export", folder)


@producers.needs_producers
def test_a_scanned_page_among_others_is_named(sample: Path, tmp_path: Path) -> None:
    """The pages with text are read, and the one without is a problem."""
    mixed = pypdfium2.PdfDocument.new()
    for file in (sample, scan(tmp_path)):
        part = pypdfium2.PdfDocument(file)
        mixed.import_pages(part)
        part.close()
    mixed.save(tmp_path / "mixed.pdf")
    mixed.close()
    document = read((tmp_path / "mixed.pdf").read_bytes())
    assert differences(SAMPLE, document.grids[0]) == []
    assert [problem.detail for problem in document.problems] == ["page 2 has no text layer (a scan)"]


@producers.needs_producers
@pytest.mark.parametrize("asks", [True, False])
def test_encrypted_files(*, asks: bool, sample: Path, tmp_path: Path) -> None:
    """A file that asks for a password is refused for that; one that opens without is read."""
    options = {
        "EncryptFile": {"type": "boolean", "value": asks},
        "RestrictPermissions": {"type": "boolean", "value": not asks},
        f"{'DocumentOpen' if asks else 'Permission'}Password": {"type": "string", "value": "geheim"},
    }
    source = sample.with_suffix(".html")
    data = producers.libreoffice(source, f"pdf:writer_pdf_Export:{json.dumps(options)}", tmp_path).read_bytes()
    assert b"/Encrypt" in data
    if asks:
        assert reason(data) == ENCRYPTED.code
    else:
        assert differences(SAMPLE, read(data).grids[0]) == []


@producers.needs_producers
def test_no_damage_raises_anything_else(sample: Path) -> None:
    """Whatever bytes are changed or missing: a document, or a reason."""
    data = sample.read_bytes()
    outcomes = {_outcome(mutant) for mutant in _mutants(data, random.Random(7))}  # noqa: S311 - repeatable
    assert "read" in outcomes
    assert outcomes <= {"read", "read in part", DAMAGED.code, NO_TEXT.code, ENCRYPTED.code, LIMIT.code}


@producers.needs_producers
def test_a_cut_file_is_not_read_as_a_whole_one(sample: Path) -> None:
    """A file that lacks its end is damaged, or read with a problem, but never without a word."""
    data = sample.read_bytes()
    assert {_outcome(data[: len(data) * part // 10]) for part in range(1, 10)} <= {"read in part", DAMAGED.code}


def _outcome(data: bytes) -> str:
    try:
        return "read in part" if read(data).problems else "read"
    except Unreadable as error:
        return error.problem.reason.code


def _mutants(data: bytes, chance: random.Random) -> Iterator[bytes]:
    for changes in [1] * 12 + [20] * 12:
        changed = bytearray(data)
        for _ in range(changes):
            changed[chance.randrange(9, len(data))] = chance.randrange(256)
        yield bytes(changed)
    for _ in range(8):
        start = chance.randrange(9, len(data))
        yield data[:start] + data[start + chance.randrange(1, 2000) :]
