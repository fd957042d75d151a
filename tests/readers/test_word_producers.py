"""What LibreOffice writes as Word documents comes back as the tables that it was given."""

import random
import zipfile
from html import escape
from pathlib import Path

import docx
import pytest

from extractors.document import Document, Grid
from extractors.readers import word
from extractors.readers.content import Content
from tests import producers
from tests.readers.test_word_documents import lines, members, paragraph, zipped

pytestmark = producers.needs_producers

Spans = list[list[tuple[str, int, int]]]
"""Rows of cells: text, rows and columns covered; a position covered from above or from the left is left out."""

FORM: Spans = [
    [("部门名称", 1, 2), ("广州市黄埔区总工会（广州开发区总工会）", 1, 4)],
    [
        ("部门资金情况", 4, 1),
        ("整体支出年度预算数", 1, 1),
        ("1505.02", 1, 1),
        ("整体支出年初预算数", 1, 1),
        ("1,859.01", 1, 2),
    ],
    [("实际支出数", 1, 1), ("1472.46", 1, 1), ("年度调整额", 1, 1), ("353.99", 1, 2)],
    [("其中：一般公共预算", 1, 1), ("1,472.46", 1, 1), ("", 1, 1), (" ", 1, 2)],
    [("预算完成率", 1, 1), ("97.8%", 1, 1), ("预算调整率", 1, 1), ("-19.0%", 1, 2)],
    [("年度整体目标", 2, 1), ("目标", 1, 2), ("整体目标完成情况", 1, 3)],
    [("认真履行职能。\n营造新格局。", 1, 2), ("完成各项工作。", 1, 3)],
    [("年度关键指标", 3, 1), ("关键指标", 1, 1), ("预期实现值", 1, 1), ("指标完成情况", 1, 3)],
    [("各类活动次数", 1, 1), ("161场次", 1, 1), ("159场次", 1, 3)],
    [("服务群体满意度", 1, 1), ("90%", 1, 1), ("98%", 1, 3)],
    [
        (text, 1, 1)
        for text in ("主要任务", "预期目标", "目标完成情况", "关键指标（任务）", "指标完成情况（任务）", "任务涉及资金")
    ],
    [(text, 1, 1) for text in ("组织活动", "文体宣教", "举办了四类活动", "活动数量", "瑜伽班144次课", "66.45")],
    [("存在问题", 1, 1), ("活动次数未达到预期", 1, 5)],
    [("改进措施", 1, 1), ("预算要进一步细化准确", 1, 5)],
]


def random_table(seed: int) -> Spans:
    """Return a table of random spans in which every row has a cell of its own and every cell a text of its own."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    height, width = chance.randint(3, 9), chance.randint(3, 7)
    taken: set[tuple[int, int]] = set()
    rows: Spans = []
    for row in range(height):
        rows.append([])
        for column in range(width):
            if (row, column) in taken:
                continue
            free = next(n for n in range(1, width + 1) if column + n == width or (row, column + n) in taken)
            columns = chance.randint(1, min(free, 3))
            # the last column is never merged over rows, so that no row is empty
            tall = chance.randint(1, min(height - row, 3)) if column + columns < width else 1
            taken |= {(row + down, column + right) for down in range(tall) for right in range(columns)}
            rows[-1].append((f"{seed}.{row}.{column}", tall, columns))
    return rows


def html(rows: Spans) -> str:
    """Return the table as HTML."""
    cells = [
        "".join(
            f'<td rowspan="{tall}" colspan="{wide}">{escape(text).replace(chr(10), "<br>")}</td>'
            for text, tall, wide in row
        )
        for row in rows
    ]
    return f'<table border="1">{"".join(f"<tr>{row}</tr>" for row in cells)}</table>'


def texts_by_row(rows: Spans) -> list[list[str]]:
    """Return for each row the texts of the cells that cover it, from left to right."""
    covered: dict[tuple[int, int], tuple[int, str]] = {}
    for row, cells in enumerate(rows):
        column = 0
        for number, (text, tall, wide) in enumerate(cells):
            while (row, column) in covered:
                column += 1
            places = [(row + down, column + right) for down in range(tall) for right in range(wide)]
            covered |= dict.fromkeys(places, (100 * row + number, text.strip()))
    width = 1 + max(column for _, column in covered)
    by_row = [dict.fromkeys(covered[row, column] for column in range(width)) for row in range(len(rows))]
    return [[text for _, text in cells] for cells in by_row]


def read_by_row(grid: Grid) -> list[list[str]]:
    """Return the same of a grid that was read."""
    return [[cell.text for cell in grid.row(row)] for row in range(grid.height)]


TABLES = [FORM, *(random_table(seed) for seed in range(8))]
NESTED = html([[("外{}尾", 1, 1), ("旁", 1, 1)]]).format(html([[("内一", 1, 1), ("内二", 1, 1)]]))
LIST = "<ol><li>完成预算</li><li>开展活动<ol type='a'><li>培训</li></ol></li><li>总结</li></ol>"


@pytest.fixture(scope="module")
def from_html(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Read the tables from one page that LibreOffice saved as a Word document."""
    folder = tmp_path_factory.mktemp("word")
    page = folder / "form.html"
    body = "<p>单位：万元</p>".join(html(table) for table in TABLES)
    page.write_text(f"<meta charset=utf-8><h1>绩效自评表</h1>{body}<p>续</p>{NESTED}{LIST}", encoding="utf-8")
    made = producers.libreoffice(page, "docx:MS Word 2007 XML", folder)
    return word.read(Content(made.read_bytes()))


def test_tables_come_back_as_they_were(from_html: Document) -> None:
    """The form and random tables have the same cells beside each other in every row, each merged cell once."""
    for table, grid in zip(TABLES, from_html.grids, strict=False):
        assert read_by_row(grid) == texts_by_row(table)
        assert len(grid.cells) == sum(len(row) for row in table)


def test_columns_are_kept(from_html: Document) -> None:
    """What stands below what in the form is the same, however the columns were divided anew."""
    grid = from_html.grids[0]
    below = {cell.text: found.text for cell in grid.cells if (found := grid.below(cell)) is not None}
    assert below["整体支出年度预算数"] == "实际支出数"
    assert below["1,859.01"] == "353.99"
    assert below["任务涉及资金"] == "66.45"
    assert below["整体目标完成情况"] == "完成各项工作。"


def test_text_around_the_tables_is_in_place(from_html: Document) -> None:
    """Title, units and numbered paragraphs are lines, each behind the tables that begin before it."""
    found = [(line.text, line.after) for line in from_html.lines]
    count = len(TABLES)
    assert found[0] == ("绩效自评表", 0)
    assert found[1:count] == [("单位：万元", number) for number in range(1, count)]
    assert [text for text, _ in found[-4:]] == ["1. 完成预算", "2. 开展活动", "a. 培训", "3. 总结"]


def test_nested_tables_come_back_nested(from_html: Document) -> None:
    """The inner table stands in the outer one and not in its text."""
    outer, inner = from_html.grids[len(TABLES) :]
    assert (outer.inside, inner.inside) == (None, len(TABLES))
    assert [cell.text for cell in outer.cells] == ["外\n尾", "旁"]
    assert [cell.text for cell in inner.cells] == ["内一", "内二"]


def test_numbers_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    """The text that LibreOffice makes of numbered paragraphs, in cells too, has the numbers that are read."""
    made = docx.Document()
    for style in ("List Number", "List Number", "List Number 2", "List Number 2", "List Number", "List Bullet"):
        made.add_paragraph("绩效", style=style)
    for grid_cell in made.add_table(rows=3, cols=1).columns[0].cells:
        grid_cell.paragraphs[0].style = "List Number"
    source = tmp_path / "list.docx"
    made.save(str(source))
    printed = producers.libreoffice(source, "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig")
    document = word.read(Content(source.read_bytes()))
    found = [*lines(document), *(cell.text for cell in document.grids[0].cells)]
    assert found == [line.replace("• ", "").strip() for line in printed.splitlines() if line.strip()]
    assert found[-1] == "6."


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    """LibreOffice writes a box for newer programs and an empty one for older: the title in it is one line."""
    box = f"<v:textbox><w:txbxContent>{paragraph('绩效自评表')}</w:txbxContent></v:textbox>"
    box = f'<v:shape type="#_x0000_t202">{box}</v:shape>'
    source = tmp_path / "box.docx"
    source.write_bytes(zipped(members(f"<w:p><w:r><w:pict>{box}</w:pict></w:r><w:r><w:t>单位：万元</w:t></w:r></w:p>")))
    (tmp_path / "made").mkdir()
    made = producers.libreoffice(source, "docx:MS Word 2007 XML", tmp_path / "made")
    assert b"mc:AlternateContent" in zipfile.ZipFile(made).read("word/document.xml")
    assert lines(word.read(Content(made.read_bytes()))) == ["绩效自评表", "单位：万元"]
