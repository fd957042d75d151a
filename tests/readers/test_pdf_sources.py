"""Two ways lead to what a PDF prints: they agree, and the fast one is left where it cannot vouch for itself."""

import subprocess
import sys
import zlib
from itertools import groupby
from pathlib import Path

import pytest

from extractors import layouts
from extractors.layouts.layout import Layout
from extractors.limits import Limits
from extractors.readers import pdf
from extractors.readers.content import Content
from extractors.readers.pdf import damage, soundness
from extractors.readers.pdf.choice import Choice
from extractors.readers.pdf.pdfium.pages import Pages
from extractors.readers.pdf.plumber.pages import Pages as CarefulPages
from extractors.readers.pdf.record import PageRecord
from extractors.readers.pdf.sheet import sheet_of
from extractors.readers.pdf.sources import Sources
from tests.forms import CORPUS
from tests.readers.test_pdf_damage import FONT, HELLO, file_of, lines, page_of, read, stream

FORM_ENTRIES = f"/Type /XObject /Subtype /Form /BBox [0 0 150 90] /Matrix [1 0 0 1 5 6] /Resources << {FONT} >>"
IN_FORM = "BT /F1 12 Tf 20 60 Td (Budget 1505.02) Tj ET 20 50 m 100 50 l S 0 0 80 2 re f BT 20 300 Td (off) Tj ET"
TWICE = "BT /F1 12 Tf 50 100 Td (11.11) Tj ET BT /F1 12 Tf 50.4 100 Td (11.11) Tj ET"
SHAPES = (
    "10 10 100 50 re S 10 80 100 2 re f 3 w 10 120 m 200 120 l S 150 10 m 150 60 l 190 60 l h S 200 10 50 50 re B "
    "210 20 m 220 30 230 40 240 20 c S 5 5 200 180 re 8 8 194 174 re f*"
)

SET = {
    "plain": page_of(HELLO),
    "scaled": page_of("q .5 0 0 .5 0 0 cm BT /F1 24 Tf 100 200 Td (Budget 1505.02) Tj ET Q"),
    "narrow": page_of("BT 50 Tz /F1 12 Tf 50 100 Td (Budget 1505.02) Tj ET"),
    "mirrored size": page_of("BT /F1 -12 Tf -1 0 0 -1 50 100 Tm (Budget 1505.02) Tj ET"),
    "spaced": page_of("BT /F1 12 Tf 3 Tc 50 100 Td (1505.02) Tj ET"),
    "kerned": page_of("BT /F1 12 Tf 50 100 Td [(15) -20 (05.) 30 (02) -2000 (9.9)] TJ ET"),
    "raised": page_of("BT /F1 12 Tf 50 100 Td (m) Tj 5 Ts /F1 7 Tf (2) Tj ET"),
    "upwards": page_of("BT /F1 12 Tf 0 1 -1 0 100 50 Tm (Budget 1505.02) Tj ET"),
    "downwards": page_of("BT /F1 12 Tf 0 -1 1 0 100 150 Tm (Budget 1505.02) Tj ET"),
    "upside down": page_of("BT /F1 12 Tf -1 0 0 -1 250 100 Tm (Budget 1505.02) Tj ET"),
    "aslant": page_of(f"{HELLO} BT /F1 12 Tf .7 .7 -.7 .7 50 50 Tm (Budget) Tj ET"),
    "turned by 90": page_of(f"{HELLO} {SHAPES}", extra="/Rotate 90"),
    "turned by 180": page_of(f"{HELLO} {SHAPES}", extra="/Rotate 180"),
    "turned by 270": page_of(f"{HELLO} {SHAPES}", extra="/Rotate 270 /CropBox [20 30 250 150]"),
    "cropped": page_of(f"{HELLO} 40 90 m 200 90 l S", extra="/CropBox [20 30 250 150]"),
    "invisible": page_of(f"BT 3 Tr /F1 12 Tf 50 60 Td (9.99) Tj ET BT 0 Tr ET {HELLO}"),
    "cut off": page_of(f"q 0 0 103 90 re W n 90 20 m 200 20 l S Q q 0 0 103 200 re W n {HELLO} Q"),
    "printed twice": page_of(TWICE),
    "in a form": page_of(
        f"q 1 0 0 1 30 40 cm /X Do Q {HELLO}",
        stream(IN_FORM, FORM_ENTRIES),
        resources=f"{FONT} /XObject << /X 5 0 R >>",
    ),
    "shapes": page_of(f"{HELLO} {SHAPES}"),
}
"""Pages that set text and draw lines in every way that the two libraries might see differently."""


def both(data: bytes) -> tuple[PageRecord, PageRecord]:
    """Return the first page of a PDF as pdfium gives it and as the careful way does."""
    with Pages(data, Limits()) as pages:
        record, sound = pages.read(0)
    assert sound
    return record, next(CarefulPages(data, Limits()).from_page(1))


def printed(record: PageRecord) -> list[tuple[str, int, tuple[float, ...]]]:
    """Return the lines of a page, where each stands to half a point."""
    found = sheet_of(record)
    lines = found.all_lines
    return sorted((line.text, round(line.size), tuple(round(side * 2) / 2 for side in line.box)) for line in lines)


def drawn(record: PageRecord) -> list[tuple[float, ...]]:
    """Return the rulings of a page that are long enough to be some, to a tenth of a point."""
    rounded = sorted(
        (line.horizontal, *(round(n, 1) for n in line[1:])) for line in record.rulings if line.end - line.start > 1
    )
    return [line for line, _ in groupby(rounded)]


@pytest.mark.parametrize("name", [name for name in SET if name != "aslant"])
def test_both_ways_see_the_same(name: str) -> None:
    """Texts, their places and sizes, rulings and what is cut off are the same, however a page is set."""
    fast, careful = both(SET[name])
    assert printed(fast) == printed(careful) != []
    assert drawn(fast) == drawn(careful)
    assert (fast.width, fast.height, fast.hidden, fast.outlines) == (
        careful.width, careful.height, careful.hidden, careful.outlines,
    )  # fmt: skip


def test_aslant_text_is_the_same_word() -> None:
    """What is printed aslant is one word in both, its box only about the same: there is no square to go by."""
    assert [[line[0] for line in printed(record)] for record in both(SET["aslant"])] == [
        ["Budget", "Budget 1505.02"]
    ] * 2


@pytest.mark.parametrize("document", sorted(CORPUS.glob("*.pdf")), ids=lambda path: path.name)
def test_both_ways_see_the_same_in_the_corpus(document: Path) -> None:
    """Each page of the corpus gives the same lines and the same cells with the same texts."""
    data = document.read_bytes()
    with Pages(data, Limits()) as pages:
        fast = [pages.read(index)[0] for index in range(len(pages))]
    for one, other in zip(fast, CarefulPages(data, Limits()).from_page(1), strict=True):
        sheets = sheet_of(one), sheet_of(other)
        texts = [
            [[line.text for passage in table.passages for line in passage.lines] for table in sheet.tables]
            for sheet in sheets
        ]
        cells = [[slot[:4] for table in sheet.tables for slot in table.slots] for sheet in sheets]
        assert texts[0] == texts[1]
        assert cells[0] == cells[1]
        assert [line.text for line in sheets[0].lines] == [line.text for line in sheets[1].lines]


SONG = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
    "/Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 "
    "/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>"
)


@pytest.mark.parametrize(
    ("table", "encoding"), [("UniGB-UCS2-H", "utf-16-be"), ("GBK-EUC-H", "gbk"), ("UniGB-UTF16-H", "utf-16-be")]
)
def test_a_font_that_is_not_in_the_file_is_read(table: str, encoding: str) -> None:
    """Chinese fonts that the file only names, as older office suites export them, say the same both ways."""
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{table} /DescendantFonts [5 0 R] >>"
    show = f"BT /F1 12 Tf 50 100 Td <{'预算1,505.02万元'.encode(encoding).hex()}> Tj ET"
    fast, careful = both(page_of(show, SONG, resources=f"/Font << /F1 {font} >>"))
    assert printed(fast) == printed(careful)
    assert [line[0] for line in printed(fast)] == ["预算1,505.02万元"]


def read_by(data: bytes) -> set[str]:
    """Return the libraries that read a PDF."""
    sources = Sources(data, Limits())
    assert list(sources)
    return {name.split()[0] for name in sources.read_by.split(", ")}


FAST, CAREFUL = {"pdfium"}, {"pdfminer.six"}

MAP = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange {} endcmap end"


def mapped(*pairs: str, content: str = "(AB)") -> bytes:
    """Return a page whose font says what its characters mean by a table of its own."""
    table = MAP.format(f"{len(pairs)} beginbfchar {' '.join(pairs)} endbfchar")
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>"
    show = f"BT /F1 12 Tf 50 100 Td {content} Tj ET"
    return page_of(show, stream(table), resources=f"/Font << /F1 {font} >>")


def test_a_sound_file_is_read_the_fast_way() -> None:
    """What is whole and plain needs one library only, and not the slow import of the other."""
    assert read_by(page_of(HELLO)) == FAST
    assert read_by(mapped("<41> <9884>", "<42> <7B97>")) == FAST
    assert lines(mapped("<41> <9884>", "<42> <7B97>")) == ["预算"]


def test_a_glyph_may_say_several_characters() -> None:
    """Two dashes drawn as one glyph are two dashes, and a character beyond the first plane is one."""
    assert lines(mapped("<41> <20142014>", "<42> <4E00>")) == ["——一"]
    assert lines(mapped("<41> <D842DFB7>", "<42> <91CE>")) == ["𠮷野"]
    assert lines(mapped("<41> <2F6C>", "<42> <2ED4>")) == ["目门"]


@pytest.mark.parametrize("said", ["(11)", "<FEFF00310031>", "<EFBBBF3131>", "(1505.02)"])
def test_a_piece_that_stands_for_several_characters_is_read_with_care(said: str) -> None:
    """Pdfium leaves out equal characters of such a piece: 11 would be 1."""
    content = f"BT /F1 12 Tf 50 100 Td /Span << /ActualText {said} >> BDC (xy) Tj EMC ET"
    assert read_by(page_of(content)) == CAREFUL
    single = content.replace(said, "<FEFF95E8>").replace("(xy)", "(x)")
    assert read_by(page_of(single)) == FAST
    assert lines(page_of(single)) == ["门"]


STAMP = (
    "<< /Type /Annot /Subtype /Stamp /Rect [50 50 150 70] /AP << /N 6 0 R >> >>",
    stream(
        "BT /F1 10 Tf 2 3 Td (353.99) Tj ET",
        f"/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << {FONT} >>",
    ),
)
LINK = "<< /Type /Annot /Subtype /Link /Rect [50 50 150 70] >>"


def test_a_doubtful_page_is_read_the_careful_way() -> None:
    """Characters without a meaning, writing from right to left and stamps are what pdfium does not give as printed."""
    assert read_by(mapped("<41> <FFFD>", "<42> <7B97>")) == CAREFUL
    assert read_by(mapped("<41> <0627>", "<42> <7B97>")) == CAREFUL
    stamped = page_of(HELLO, *STAMP, extra="/Annots [5 0 R]")
    assert read_by(stamped) == CAREFUL
    assert lines(stamped) == ["Budget 1505.02", "353.99"]
    assert read_by(page_of(HELLO, LINK, extra="/Annots [5 0 R]")) == FAST


def packed_page(packed: bytes) -> bytes:
    """Return a PDF of one page whose content is deflated."""
    body = page_of("X" * len(packed)).replace(b"/Length", b"/Filter /FlateDecode /Length", 1)
    start = body.index(b"stream\n") + 7
    data = body[:start] + packed + body[start + len(packed) :]
    places = [data.index(f"\n{number} 0 obj".encode()) + 1 for number in range(1, 5)]
    index = data.index(b"xref\n")
    entries = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    data = data[: index + 9] + b"0000000000 65535 f \n" + entries + data[data.index(b"trailer") :]
    return data[: data.rindex(b"startxref")] + f"startxref\n{index}\n%%EOF\n".encode()


def test_a_damaged_file_is_read_the_careful_way() -> None:
    """A digit that changed inside a packed page, and pages that the catalogue does not count, are not passed over."""
    packed = zlib.compress(HELLO.encode())
    assert read_by(packed_page(packed)) == FAST
    assert lines(packed_page(packed)) == ["Budget 1505.02"]
    wrong = zlib.compress(HELLO.replace("1505", "1605").encode())[:-4] + packed[-4:]
    assert read_by(packed_page(wrong)) == CAREFUL
    assert [problem.detail for problem in read(packed_page(wrong)).problems] == ["the content of page 1 is damaged"]
    for entry in (b"/Filter /Fl ", b"/Filter /Fl#61teDecode ", b"/Filter /FlateDecode %\n", b"/EncryptMetadata false "):
        odd = packed_page(wrong).replace(
            b"/Filter /FlateDecode ", entry.ljust(21) + b"/Filter /FlateDecode " * (b"En" in entry)
        )
        assert soundness.pages(odd, Limits()) is None
    hidden = page_of(HELLO).replace(b"/Count 1", b"/Count 0")
    assert lines(hidden) == ["Budget 1505.02"]


def packed_objects(count: int) -> bytes:
    """Return a PDF of two pages in a packed part of objects, of which its catalogue counts some."""
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << {FONT} >> /Contents"
    pages = f"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count {count} >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", pages, f"{page} 5 0 R >>", f"{page} 6 0 R >>"]
    head = " ".join(f"{number} {sum(map(len, objects[: number - 1])) + number - 1}" for number in range(1, 5)) + " "
    inside = zlib.compress((head + " ".join(objects)).encode())
    entry = f"/Type /ObjStm /N 4 /First {len(head)} /Filter /FlateDecode"
    bodies = [stream(text).encode() for text in (HELLO, HELLO.replace("1505", "2606"))]
    bodies.append(f"<< {entry} /Length {len(inside)} >>\nstream\n".encode() + inside + b"\nendstream")
    data, rows = b"%PDF-1.5\n", [bytes(5), *(bytes((2, 0, 0, 7, index)) for index in range(4))]
    for number, body in enumerate(bodies, start=5):
        rows.append(b"\1" + len(data).to_bytes(3, "big") + b"\0")
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    rows.append(b"\1" + len(data).to_bytes(3, "big") + b"\0")
    index = f"8 0 obj\n<< /Type /XRef /Size 9 /W [1 3 1] /Root 1 0 R /Length {5 * len(rows)} >>\nstream\n".encode()
    return data + index + b"".join(rows) + f"\nendstream\nendobj\nstartxref\n{len(data)}\n%%EOF\n".encode()


def test_packed_pages_that_the_catalogue_does_not_count_are_read() -> None:
    """A page in a packed part is counted too: a catalogue that counts one of two hides none."""
    for count, way in ((2, FAST), (1, CAREFUL)):
        assert lines(packed_objects(count)) == ["Budget 1505.02", "Budget 2606.02"]
        assert read_by(packed_objects(count)) == way


def test_an_earlier_revision_is_no_whole_file() -> None:
    """Where an update is cut short the end mark before it is none of the file."""
    data = page_of(HELLO)
    assert not damage.is_cut_short(data)
    assert damage.is_cut_short(data + b"4 0 obj\n<< /Length 3 >>\nstream\nBT \nendstream\nendobj\nstartxref\n99\n")


def test_figures_of_any_length_are_no_place_in_a_file() -> None:
    """An index or a length beyond any file is a damage like others, and a form that is not packed is none."""
    data = page_of(HELLO)
    start = data.rindex(b"startxref\n")
    for digits in (b"9" * 30, b"9" * 5000):
        assert soundness.pages(data[:start] + b"startxref\n" + digits + b"\n%%EOF\n", Limits()) is None
        soundness.pages(data.replace(b"/Length ", b"/Length " + digits, 1), Limits())
    assert read_by(SET["in a form"]) == FAST


def test_what_is_cut_off_is_said() -> None:
    """Text of which a clipping leaves nothing is not read, since nobody sees it, and the page says how much it is."""
    document = read(page_of(f"q 0 0 10 10 re W n {HELLO} Q BT /F1 12 Tf 50 50 Td (seen) Tj ET"))
    assert [line.text for line in document.lines] == ["seen"]
    assert [problem.detail for problem in document.problems] == [
        "page 1 has 13 characters that are cut off and do not show"
    ]


BELOW = "10 100 100 1 re f 10 80 100 1 re f 10 80 1 20 re f 110 80 1 20 re f"
AROUND = "10 190 280 1 re f 10 5 280 1 re f 10 5 1 185 re f 150 5 1 185 re f 290 5 1 185 re f"
"""A small box below the text of a page; a table of two cells around it that fills the page."""


def report(texts: list[str], box: str = BELOW, shift: int = 9) -> bytes:
    """Return a PDF with a page for each text, in a font that knows a few words only; each other box is shifted."""
    words = sorted(set("".join(texts)))
    pairs = [f"<{code:02X}> <{ord(word):04X}>" for code, word in enumerate(words, start=33)]
    table = MAP.format(f"{len(pairs)} beginbfchar {' '.join(pairs)} endbfchar")
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>"
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(texts)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>",
        font,
        stream(table),
    ]
    for index, text in enumerate(texts):
        codes = "".join(f"{33 + words.index(word):02X}" for word in text)
        show = f"BT /F1 9 Tf 20 150 Td <{codes}> Tj ET q 1 0 0 1 {shift * (index % 2)} 0 cm {box} Q"
        page = f"/MediaBox [0 0 300 200] /Contents {6 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> >>"
        objects += [f"<< /Type /Page /Parent 2 0 R {page} >>", stream(show)]
    return file_of(*objects)


def test_pages_without_a_form_are_let_go() -> None:
    """A page that says nothing of a form, and is not beside one that does, is not looked at for tables."""
    texts = ["收支总表"] * 8
    texts[4] = "绩效自评"
    chosen = Choice(Sources(report(texts), Limits()), layouts.may_stand_in)
    assert [record.number for record, _ in chosen] == [3, 4, 5, 6]
    assert chosen.passed_over == 4
    assert len(pdf.read(Content(report(texts))).lines) == 8
    assert [line.at for line in pdf.read(Content(report(texts), layouts.may_stand_in)).lines] == [
        "p3 l1", "p4 l1", "p5 l1", "p6 l1",
    ]  # fmt: skip
    none = pdf.read(Content(report(["收支总表"] * 3), layouts.may_stand_in))
    assert (none.grids, none.lines, none.problems) == ((), (), ())


def test_a_table_that_goes_on_is_read_to_its_end() -> None:
    """Pages into which a table goes on are looked at, though they say nothing of a form: it may be one."""
    texts = ["收支总表", "绩效自评", *["数量"] * 4]
    data = report(texts, AROUND, 0)
    assert [record.number for record, _ in Choice(Sources(data, Limits()), layouts.may_stand_in)] == [1, 2, 3, 4, 5, 6]
    some, every = pdf.read(Content(data, layouts.may_stand_in)), pdf.read(Content(data))
    assert [grid.pages for grid in some.grids] == [grid.pages for grid in every.grids] != []


@pytest.mark.parametrize("layout", layouts.layouts(), ids=lambda layout: layout.id)
def test_every_form_is_looked_at(layout: Layout) -> None:
    """What makes a layout, or the general rules, take a table makes its page one to look at."""
    assert layouts.may_stand_in("".join(sorted(layout.signature)[: layout.needed]))
    names = next(records for records in layouts.generic().records if records.path == "indicators").columns["name"]
    # 三级 alone is a header only among columns of targets and results, and those say 指标, or the title 绩效.
    assert [name for name in names if not layouts.may_stand_in(name)] == ["三级"]
    assert not layouts.may_stand_in("财政拨款收入支出决算总表单位万元")


PEAK = """
import sys
from extractors import layouts
from extractors.readers import pdf
from extractors.readers.pdf import damage, soundness
from extractors.readers.content import Content
pdf.read(Content(open(sys.argv[1], "rb").read(), layouts.may_stand_in))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_is_flat_in_the_number_of_pages(tmp_path: Path) -> None:
    """A report ten times as long takes no more than a few bytes for each further page."""
    peaks = []
    for count in (60, 600):
        texts = ["收支总表" * 10] * count
        texts[count // 2] = "绩效自评"
        (tmp_path / "report.pdf").write_bytes(report(texts))
        command = [sys.executable, "-c", PEAK, str(tmp_path / "report.pdf")]
        run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=CORPUS.parent)
        peaks.append(int(run.stdout) / 1024)
    assert peaks[1] < peaks[0] + 20
    assert peaks[1] < 300
