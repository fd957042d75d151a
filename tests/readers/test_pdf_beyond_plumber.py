"""Where pdfplumber is wrong and the reader is not: each case says both, and fails when pdfplumber is mended."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from extractors.document import Document
from extractors.readers import pdf
from extractors.readers.content import Content
from tests import producers
from tests.readers.pdf_tables import FONTS, Made, form, html_page, html_table, one, unbroken
from tests.readers.plumbed import bare
from tests.readers.test_pdf_damage import FONT, page_of, stream

GRID = (
    "50 50 m 250 50 l 50 100 m 250 100 l 50 150 m 250 150 l 50 50 m 50 150 l 150 50 m 150 150 l 250 50 m 250 150 l S "
)
"""Lines of a table of two rows and two columns."""

REST = "BT /F1 12 Tf 160 120 Td (1.5) Tj ET BT /F1 12 Tf 60 70 Td (Total) Tj ET BT /F1 12 Tf 160 70 Td (98.5) Tj ET "
"""The text of three cells; that of the first is what a test is about."""


def plumbed(data: bytes) -> list[list[str]]:
    """Return the texts that pdfplumber finds in tables, without white space, page by page."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return [
            [bare(text) for table in page.extract_tables() for row in table for text in row if text is not None]
            for page in opened.pages
        ]


def read(data: bytes) -> Document:
    """Return what the reader gives."""
    return pdf.read(Content(data))


def texts(data: bytes) -> list[str]:
    """Return the text of every cell that the reader finds."""
    return [cell.text for grid in read(data).grids for cell in grid.cells]


def test_a_plain_table_is_read_alike() -> None:
    """What these tests start from has no difference."""
    data = page_of(GRID + REST + "BT /F1 12 Tf 60 120 Td (Budget) Tj ET")
    assert plumbed(data) == [["Budget", "1.5", "Total", "98.5"]]
    assert texts(data) == ["Budget", "1.5", "Total", "98.5"]


def test_fake_bold_is_read_once() -> None:
    """A figure printed twice, a little apart, is one figure."""
    data = page_of(GRID + REST + "BT /F1 12 Tf 60 120 Td (11.11) Tj ET BT /F1 12 Tf 60.4 120 Td (11.11) Tj ET")
    assert plumbed(data) == [["1111..1111", "1.5", "Total", "98.5"]]
    assert texts(data) == ["11.11", "1.5", "Total", "98.5"]


def test_invisible_text_is_not_read() -> None:
    """What is printed in no colour at all is not there."""
    data = page_of(GRID + REST + "BT /F1 12 Tf 3 Tr 60 120 Td (9.99) Tj ET")
    assert plumbed(data) == [["9.99", "1.5", "Total", "98.5"]]
    assert texts(data) == ["", "1.5", "Total", "98.5"]


def test_text_clipped_away_is_not_read_and_said() -> None:
    """What a clipping leaves nothing of is not there, and the page is named for it."""
    data = page_of(GRID + REST + "q 150 50 100 50 re W n BT /F1 12 Tf 60 120 Td (9.99) Tj ET Q")
    assert plumbed(data) == [["9.99", "1.5", "Total", "98.5"]]
    assert texts(data) == ["", "1.5", "Total", "98.5"]
    assert [problem.detail for problem in read(data).problems] == [
        "page 1 has 4 characters that are cut off and do not show"
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_meant(turn: int) -> None:
    """/Rotate changes what is shown, and nothing of what is read."""
    data = page_of(GRID + REST + "BT /F1 12 Tf 60 120 Td (Budget) Tj ET", extra=f"/Rotate {turn}")
    assert plumbed(data) != [["Budget", "1.5", "Total", "98.5"]]
    assert texts(data) == ["Budget", "1.5", "Total", "98.5"]


@pytest.mark.parametrize(("matrix", "wrong"), [("0 1 -1 0 90 105", "tegduB"), ("0 -1 1 0 90 145", "Budget")])
def test_text_on_its_side_is_read_as_it_runs(matrix: str, wrong: str) -> None:
    """A label that runs upwards is read upwards; pdfplumber reads down either way."""
    data = page_of(GRID + REST + f"BT /F1 11 Tf {matrix} Tm (Budget) Tj ET")
    assert plumbed(data) == [[wrong, "1.5", "Total", "98.5"]]
    assert texts(data) == ["Budget", "1.5", "Total", "98.5"]


def test_the_spoken_text_of_a_glyph_is_read() -> None:
    """Where a producer says what a glyph stands for, that is its text."""
    data = page_of(GRID + REST + "BT /F1 12 Tf 60 120 Td /Span << /ActualText <FEFF95E8> >> BDC (x) Tj EMC (1) Tj ET")
    assert plumbed(data) == [["x1", "1.5", "Total", "98.5"]]
    assert texts(data) == ["门1", "1.5", "Total", "98.5"]


def test_a_background_is_no_cell() -> None:
    """A highlight behind a text has sides, but no cell ends there."""
    data = page_of(
        "0.9 g 50 120 100 30 re f 0 g " + GRID + REST + "BT /F1 12 Tf 60 125 Td (Bud) Tj 0 -16 Td (get) Tj ET"
    )
    assert plumbed(data) == [["Bud", "1.5", "get", "Total", "98.5"]]
    assert [unbroken(text) for text in texts(data)] == ["Budget", "1.5", "Total", "98.5"]


def test_a_table_in_a_cell_is_not_text_of_the_cell() -> None:
    """What stands in an inner table is not said twice."""
    inner = "60 105 m 140 105 l 60 125 m 140 125 l 60 105 m 60 125 l 100 105 m 100 125 l 140 105 m 140 125 l S "
    words = "BT /F1 12 Tf 60 135 Td (Outer) Tj ET BT /F1 12 Tf 65 110 Td (a) Tj 40 0 Td (b) Tj ET"
    data = page_of(GRID + REST + inner + words)
    assert plumbed(data) == [["Outerab", "1.5", "Total", "98.5", "a", "b"]]
    assert [(grid.inside, [cell.text for cell in grid.cells]) for grid in read(data).grids] == [
        (None, ["Outer", "1.5", "Total", "98.5"]),
        (0, ["a", "b"]),
    ]


@pytest.mark.xfail(strict=True, reason="lines closer than 3 points are taken for those of one table")
def test_a_table_that_fills_a_cell_stands_inside() -> None:
    """A table 2 points from the sides of its cell is one of its own: pdfplumber has the outer cell as well."""
    inner = "52 102 m 148 102 l 52 125 m 148 125 l 52 102 m 52 125 l 100 102 m 100 125 l 148 102 m 148 125 l S "
    words = "BT /F1 12 Tf 60 135 Td (Outer) Tj ET BT /F1 12 Tf 65 110 Td (a) Tj 40 0 Td (b) Tj ET"
    data = page_of(GRID + REST + inner + words)
    assert [[cell.text for cell in grid.cells] for grid in read(data).grids] == [
        ["Outer", "1.5", "Total", "98.5"],
        ["a", "b"],
    ]


def test_a_dashed_border_is_a_line() -> None:
    """Dashes further apart than three points are a line all the same."""
    dashes = "".join(f"{x} 99 4.5 1.5 re f " for x in (*range(50, 246, 8), 245.5))
    data = page_of(GRID.replace("50 100 m 250 100 l ", "") + dashes + REST + "BT /F1 12 Tf 60 120 Td (Budget) Tj ET")
    assert plumbed(data) == [["BudgetTotal", "1.598.5"]]
    assert texts(data) == ["Budget", "1.5", "Total", "98.5"]


CMAP = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <D842DFB7> endbfchar endcmap"


def test_a_character_beyond_the_first_plane_is_one() -> None:
    """𠮷 is one character: not two halves, and on the page once. Here pdfplumber is right too."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>"
    data = page_of(
        GRID + REST + "BT /F2 12 Tf 60 120 Td (A) Tj ET",
        stream(CMAP),
        resources=FONT.replace(">> >>", f">> /F2 {font} >>"),
    )
    assert plumbed(data) == [["𠮷", "1.5", "Total", "98.5"]]
    assert texts(data) == ["𠮷", "1.5", "Total", "98.5"]


LABELS = form(
    [[one("部门名称"), one("黄埔区"), one("门金行目工页")], [one("年初预算数"), one("—"), one("1,859.01")]], columns=3
)
VERTICAL = [
    replace(cell, vertical=cell.column == 0)
    for cell in form([[("绩效指标（90分）完成情况", 2, 1), one("数量指标")], [one("98%")]], columns=2)
]
LONG = "深入推进劳动技能竞赛和职工文体活动，满足职工精神文化需求；大力推进工资集体协商工作，构建和谐劳动关系。"
CUT = form(
    [[one("一级指标"), one("完成情况")], [one("产出指标"), one(LONG * 4)], [one("总分"), one("98.5")]], columns=2
)


def chromium(table: Sequence[Made], font: str, folder: Path, css: str = "") -> bytes:
    """Return the PDF that Chromium makes of a table on small pages."""
    source = folder / "page.html"
    source.write_text(html_page([html_table(table)], font, page="300pt 200pt", css=css), encoding="utf-8")
    return producers.chromium_pdf(source, folder / "page.pdf").read_bytes()


@producers.needs_producers
@pytest.mark.parametrize("font", FONTS[:2])
def test_glyphs_of_type_3_fonts_are_letters(font: str, tmp_path: Path) -> None:
    """Chromium draws Noto as Type 3 fonts whose glyphs are named after radicals; labels of them match no word."""
    data = chromium(LABELS, font, tmp_path)
    assert b"/Type3" in data
    assert {"部⻔名称", "⻩埔区", "⻔⾦⾏⽬⼯⻚"} <= set(plumbed(data)[0])
    assert texts(data) == [cell.text for cell in LABELS]


@producers.needs_producers
@pytest.mark.parametrize("font", [FONTS[0], FONTS[3]])
def test_vertical_labels_are_read_in_their_order(font: str, tmp_path: Path) -> None:
    """A label in two columns, with figures on their side, is read column by column."""
    data = chromium(VERTICAL, font, tmp_path, css="td { height: 50px }")
    assert VERTICAL[0].text not in plumbed(data)[0]
    assert texts(data) == [cell.text for cell in VERTICAL]


@producers.needs_producers
def test_a_row_cut_by_a_page_break_is_whole(tmp_path: Path) -> None:
    """Chromium draws no line where a page break cuts a row: pdfplumber has no cell there, and drops its text."""
    data = chromium(CUT, FONTS[2], tmp_path)
    said = plumbed(data)
    assert len(said) > 1
    assert "产出指标" not in {text for page in said for text in page}
    assert sum(text.count("劳动技能竞赛") for page in said for text in page) < 4
    assert [unbroken(text) for text in texts(data)] == [cell.text for cell in CUT]


@producers.needs_producers
@pytest.mark.xfail(strict=True, reason="tables inside cells are not joined over page breaks")
def test_a_table_in_a_cell_cut_by_a_page_break_is_whole(tmp_path: Path) -> None:
    """A table inside a cell that the page break cuts is one table inside one."""
    inner = html_table(form([[one(f"指标{row}"), one(f"{row}.5")] for row in range(12)], columns=2))
    outer = html_table(form([[one("完成情况"), one("内")]], columns=2), "border-spacing: 0").replace("内", inner)
    source = tmp_path / "page.html"
    page = html_page([outer], FONTS[2], page="300pt 200pt", css="td { padding: 6pt }")
    source.write_text(page, encoding="utf-8")
    document = read(producers.chromium_pdf(source, tmp_path / "page.pdf").read_bytes())
    assert [len(grid.cells) for grid in document.grids] == [2, 24]
