"""Real documents by LibreOffice and Chromium are read as they were made: every text, every merged cell."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from extractors.document import Document
from extractors.readers import pdf
from extractors.readers.content import Content
from tests import producers
from tests.readers.pdf_tables import (
    FONTS,
    HEADING,
    SAMPLE,
    Made,
    Table,
    differences,
    form,
    html_page,
    html_table,
    made_up,
    one,
    unbroken,
)

pytestmark = producers.needs_producers

PRODUCERS = ("chromium", "libreoffice")


def read(file: Path) -> Document:
    """Return what the reader gives of a file."""
    return pdf.read(Content(file.read_bytes()))


def made_pdf(page: str, producer: str, folder: Path) -> Path:
    """Return the PDF that a producer makes of an HTML page."""
    source = folder / "page.html"
    source.write_text(page, encoding="utf-8")
    if producer == "chromium":
        return producers.chromium_pdf(source, folder / "page.pdf")
    return producers.libreoffice(source, "pdf:writer_pdf_Export", folder)


def numbered(tables: list[list[Made]]) -> list[str]:
    """Return tables as HTML, each below a heading of its own."""
    return [f"<p>表{number}：</p>{html_table(table)}" for number, table in enumerate(tables, start=1)]


def wrong_cells(tables: list[list[Made]], found: Document) -> list[str]:
    """Return every cell of several tables that was not read as it was made."""
    assert len(found.grids) == len(tables)
    return [wrong for table, grid in zip(tables, found.grids, strict=True) for wrong in differences(table, grid)]


@pytest.mark.parametrize("producer", PRODUCERS)
@pytest.mark.parametrize(("font", "page"), [(FONTS[0], "A4"), (FONTS[1], "A5 landscape"), (FONTS[3], "300pt 260pt")])
def test_the_sample_form_is_read_as_it_is(producer: str, font: str, page: str, tmp_path: Path) -> None:
    """The sample comes out cell by cell, whatever the font and wherever its pages break."""
    found = read(made_pdf(html_page([HEADING, html_table(SAMPLE, "width: 100%")], font, page=page), producer, tmp_path))
    assert wrong_cells([SAMPLE], found) == []
    assert [(line.text, line.after) for line in found.lines] == [
        ("黄埔区广州开发区部门整体支出绩效自评表", 0), ("(2021年度)", 0), ("单位：万元", 0),
    ]  # fmt: skip
    assert found.problems == ()


@pytest.mark.parametrize("producer", PRODUCERS)
@pytest.mark.parametrize("seed", [0, 1, 3])
def test_tables_made_at_random_are_read_as_they_were_made(producer: str, seed: int, tmp_path: Path) -> None:
    """Merged cells, wrapped figures and lists of random tables come out, in four fonts and several sizes."""
    chance = random.Random(seed)  # noqa: S311 - the same tables in every run, nothing to protect
    tables = [made_up(chance, chance.randrange(3, 8), chance.randrange(2, 7)) for _ in range(6)]
    align = ("left", "center")[seed % 2]
    page = html_page(
        numbered(tables), FONTS[seed], size=(7, 9, 10.5, 12)[seed], css=f"td {{ text-align: {align}; width: 70px }}"
    )
    assert wrong_cells(tables, read(made_pdf(page, producer, tmp_path))) == []


@pytest.mark.parametrize("seed", [21, 22, 28])
def test_tables_broken_by_small_pages_are_whole(seed: int, tmp_path: Path) -> None:
    """Rows cut by page breaks, and merged cells over several pages, are whole again."""
    chance = random.Random(seed)  # noqa: S311 - the same tables in every run, nothing to protect
    tables = [made_up(chance, chance.randrange(3, 8), chance.randrange(2, 5)) for _ in range(4)]
    found = read(made_pdf(html_page(numbered(tables), FONTS[seed % 4], page="300pt 240pt"), "chromium", tmp_path))
    assert any(grid.pages[0] != grid.pages[1] for grid in found.grids if grid.pages)
    assert wrong_cells(tables, found) == []


NARROW = form(
    [
        [("部门资金情况", 3, 1), one("年初预算"), one("1,859.01"), one("12,345,678.90")],
        [one("执行率"), one("97.84%"), one("353.99")],
        [one("调整率"), one("-19.04%"), one("0")],
    ],
    columns=4,
)

STYLES = (
    "T td { border: 1px dashed black }",
    "T td { border: 1px dotted black }",
    "T td { border-left: 2px solid red; border-top: 1px solid green; border-bottom: 3px solid blue }",
    "T td { background: #ddd } T tr:first-child td { background: #225; color: white }",
    "T td, T table { border: 3px double black } T table { border-collapse: separate !important }",
    "T td { word-break: break-all; width: 30px }",
    "T table { border: none } T td { border: solid black; border-width: 1px 0 } T td + td { border-left-width: 1px }",
    "T table { border-collapse: separate !important; border-spacing: 2px }",
)
"""Looks of a table, T standing for it: dashed, dotted, coloured and thick, shaded, double, wrapped anywhere, open at
the sides, cells apart."""


def test_borders_of_all_kinds_make_the_same_cells(tmp_path: Path) -> None:
    """However a table is drawn, and in however narrow columns its figures wrap, its cells come out alike."""
    parts = [f'<p>表</p><div class="s{index}">{html_table(NARROW)}</div>' for index in range(len(STYLES))]
    css = " ".join(style.replace("T ", f".s{index} ") for index, style in enumerate(STYLES))
    found = read(made_pdf(html_page(parts, FONTS[0], css=css), "chromium", tmp_path))
    assert wrong_cells([NARROW] * len(STYLES), found) == []


SHADED = (
    "T td { background: #eee }",
    "T td { background: #eee } T td:nth-child(odd) { background: #cce }",
    "T table { border-collapse: separate !important; border-spacing: 2px } T td { background: #eee }",
)
"""Tables without a line: every cell has a background, one colour or two, touching or a little apart."""


def test_the_backgrounds_of_cells_make_a_table(tmp_path: Path) -> None:
    """A table drawn by the backgrounds of its cells alone is a table; where some have none its texts tell."""
    parts = [f'<p>表</p><div class="s{index}">{html_table(NARROW)}</div>' for index in range(len(SHADED))]
    css = " ".join(style.replace("T ", f".s{index} ") for index, style in enumerate(SHADED))
    bare = " td, table { border: none !important }"
    found = read(made_pdf(html_page(parts, FONTS[0], css=css + bare), "chromium", tmp_path))
    assert wrong_cells([NARROW] * len(SHADED), found) == []
    striped = html_page(parts[:1], FONTS[0], css="tr:nth-child(odd) td { background: #eee }" + bare)
    (grid,) = read(made_pdf(striped, "chromium", tmp_path)).grids
    assert not grid.spans_known


def test_the_backgrounds_of_a_word_table_make_a_table(tmp_path: Path) -> None:
    """So is one that a word processor draws without borders."""
    word = Word()
    grid = word.add_table(3, 3)
    for index, cell in enumerate(cell for row in grid.rows for cell in row.cells):
        cell.text = f"{index}.5"
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:fill"), "DDDDDD")
        cell._tc.get_or_add_tcPr().append(shading)
    source = tmp_path / "shaded.docx"
    word.save(str(source))
    found = read(producers.libreoffice(source, "pdf:writer_pdf_Export", tmp_path))
    assert [[cell.text for cell in table.cells] for table in found.grids] == [[f"{index}.5" for index in range(9)]]


def test_vertical_labels_are_read_in_their_order(tmp_path: Path) -> None:
    """Labels written downwards, figures among them on their side, and labels in two columns, read as they are meant."""
    rows = [
        [("绩效指标（90分）完成情况", 2, 1), one("数量指标"), one("161场次")],
        [one("质量"), one("98%")],
    ]
    made = form(rows, columns=3)
    vertical = [replace(cell, vertical=cell.column == 0) for cell in made]
    page = html_page([html_table(vertical)], FONTS[0], css="td { height: 50px }")
    assert wrong_cells([made], read(made_pdf(page, "chromium", tmp_path))) == []


def test_a_page_turned_in_the_viewer_is_read_all_the_same(tmp_path: Path) -> None:
    """/Rotate turns what is shown: the text is the same, and the boxes lie where the page is shown."""
    straight = made_pdf(html_page([html_table(SAMPLE, "width: 100%")], FONTS[2]), "libreoffice", tmp_path)
    left, top, right, bottom = read(straight).grids[0].cells[0].places[0].box or (0, 0, 0, 0)
    width, height = 595.3, 841.9
    shown = {
        1: (height - bottom, left, height - top, right),
        2: (width - right, height - bottom, width - left, height - top),
        3: (top, width - right, bottom, width - left),
    }
    for quarters, box in shown.items():
        document = pypdfium2.PdfDocument(straight)
        for page in document:
            page.set_rotation(90 * quarters)
        document.save(tmp_path / "turned.pdf")
        document.close()
        found = read(tmp_path / "turned.pdf")
        assert wrong_cells([SAMPLE], found) == []
        assert found.grids[0].cells[0].places[0].box == pytest.approx(box, abs=0.1)


LONG = "深入推进劳动技能竞赛和职工文体活动，满足职工精神文化需求；大力推进工资集体协商工作，构建和谐劳动关系。"
BROKEN = form(
    [
        [one("一级指标"), one("二级指标"), one("分值"), ("完成情况", 1, 2)],
        [("产出指标", 8, 1), ("数量指标", 4, 1), one("10"), one("161场次"), one(LONG)],
        *([one(f"{row}.5"), one(f"{row}个"), one(LONG[: 15 * row + 8])] for row in range(3)),
        [("质量指标", 4, 1), one("1,859.01"), one("—"), one(LONG * 2)],
        *([one(f"9{row}.5"), one(f"{row}家"), one(LONG[: 15 * row + 10] + "\n第二段")] for row in range(3)),
        [one("效益指标"), one("社会效益"), one("66.45"), one(""), one(LONG * 3)],
        [one("总分"), ("98.5", 1, 4)],
    ],
    columns=5,
)


def word_pdf(table: Table, folder: Path, *, headers: int = 0, direction: str = "", alignment: str = "top") -> Path:
    """Return the PDF of a Word document on small pages, over whose breaks rows may run."""
    word = Word()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(120)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    word.styles["Normal"].font.size = Pt(9)
    height, width = (max(getattr(c, at) + getattr(c, f"{at}_span") for c in table) for at in ("row", "column"))
    grid = word.add_table(height, width, style="Table Grid")
    for made in table:
        last = grid.cell(made.row + made.row_span - 1, made.column + made.column_span - 1)
        cell = grid.cell(made.row, made.column).merge(last)
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        run = cell.paragraphs[0].add_run(made.text)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONTS[1])
        properties = cell._tc.get_or_add_tcPr()
        if direction and made.row_span > 1:
            properties.append(element("w:textDirection", direction))
        properties.append(element("w:vAlign", alignment))
    for row in grid.rows[:headers]:
        row._tr.get_or_add_trPr().append(element("w:tblHeader", "true"))
    source = folder / "table.docx"
    word.save(str(source))
    return producers.libreoffice(source, "pdf:writer_pdf_Export", folder)


def element(name: str, value: str) -> Any:
    """Return a Word property with its value."""
    made = OxmlElement(name)
    made.set(qn("w:val"), value)
    return made


@pytest.mark.parametrize(
    ("headers", "direction", "alignment"),
    [(0, "", "top"), (1, "", "center"), (0, "btLr", "top"), (0, "tbRl", "bottom")],
)
def test_rows_of_a_word_table_cut_by_pages_are_whole(
    headers: int, direction: str, alignment: str, tmp_path: Path
) -> None:
    """Rows and merged cells that a page closes and the next opens again are one, also below a repeated header."""
    found = read(word_pdf(BROKEN, tmp_path, headers=headers, direction=direction, alignment=alignment))
    assert len(found.grids) == 1
    assert found.grids[0].pages is not None
    assert found.grids[0].pages[1] > 4
    made = {(c.row, c.column): (c.row_span, c.column_span, unbroken(c.text)) for c in BROKEN}
    assert {(c.row, c.column): (c.row_span, c.column_span, unbroken(c.text)) for c in found.grids[0].cells} == made
    assert len(found.grids[0].cells[0].places) == (found.grids[0].pages[1] if headers else 1)


def test_forms_that_follow_each_other_are_not_one(tmp_path: Path) -> None:
    """Filled forms of one layout, each on a page of its own, are a table each, whether or not they fill the page."""
    parts = []
    made = []
    for number in range(1, 4):
        rows = [[one("项目名称"), one(f"项目{number}")], [one("年初预算数"), one(f"{number}5.30")]]
        rows += [[one(f"指标{row}"), one(f"{row}.{number}")] for row in range(12)]
        made.append(form(rows, columns=2))
        parts.append(f'<div style="break-after: page">{html_table(made[-1], "width: 100%")}</div>')
    for page in ("A4", "A6"):
        assert wrong_cells(made, read(made_pdf(html_page(parts, FONTS[2], page=page), "chromium", tmp_path))) == []


def test_a_table_in_a_cell_stands_inside(tmp_path: Path) -> None:
    """A nested table is a grid of its own, and the lines after it know how many begin before them."""
    inner = html_table(NARROW)
    outer = f'<table border="1" cellspacing="0" cellpadding="9"><tr><td>外</td><td>前{inner}后</td></tr></table>'
    found = read(made_pdf(html_page([outer, "<p>结束</p>"], FONTS[0]), "chromium", tmp_path))
    assert [grid.inside for grid in found.grids] == [None, 0]
    assert differences(NARROW, found.grids[1]) == []
    assert [cell.text for cell in found.grids[0].cells] == ["外", "前\n后"]
    assert [(line.text, line.after) for line in found.lines] == [("结束", 2)]
