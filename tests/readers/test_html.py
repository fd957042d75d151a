"""Web pages → grids and lines, as a browser shows them."""

import random
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Cell, Document, Grid
from extractors.errors import LIMIT, PARTLY_READ, Unreadable
from extractors.readers import html, read
from extractors.readers.content import Content
from tests.forms import sample
from tests.producers import libreoffice, needs_producers
from tests.rendering import expanded, to_html

Placed = tuple[str, int, int, int, int]
"""Text, row, column, row span, column span."""


def page(markup: str) -> Document:
    """Read markup as a page."""
    return html.read(Content(markup.encode()))


def placed(grid: Grid) -> list[Placed]:
    """Return the cells of a grid with their places."""
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


def texts(markup: str) -> list[str]:
    """Return the texts of the cells of the only table."""
    (grid,) = page(markup).grids
    return [cell.text for cell in grid.cells]


def cell(inside: str) -> str:
    """Return the text of a cell with this markup in it."""
    (text,) = texts(f"<table><tr><td>{inside}</td></tr></table>")
    return text


def lines(document: Document) -> list[tuple[str, int]]:
    """Return the lines with the number of grids before each."""
    return [(line.text, line.after) for line in document.lines]


# --- spans


def test_merged_cells() -> None:
    """Row and column spans put every cell where the page shows it; its place counts from 1."""
    (grid,) = page(
        "<table><tr><td rowspan=2>资金<td colspan='2'>预算<tr><td>1,859.01<td>353.99<tr><td colspan=3>合计</table>"
    ).grids
    assert placed(grid) == [
        ("资金", 0, 0, 2, 1),
        ("预算", 0, 1, 1, 2),
        ("1,859.01", 1, 1, 1, 1),
        ("353.99", 1, 2, 1, 1),
        ("合计", 2, 0, 1, 3),
    ]
    assert [cell.at for cell in grid.cells] == ["t1 r1 c1", "t1 r1 c2", "t1 r2 c2", "t1 r2 c3", "t1 r3 c1"]
    assert grid.spans_known
    assert (grid.height, grid.width) == (3, 3)


def test_row_span_zero_reaches_to_the_end_of_its_section() -> None:
    """`rowspan=0` and spans that are too high end with the row group."""
    markup = (
        "<table><tbody><tr><td rowspan=0>a<td>1<tr><td>2</tbody>"
        "<tbody><tr><td rowspan=99>b<td>3<tr><td>4</tbody><tbody><tr><td>c<td>5</tbody></table>"
    )
    (grid,) = page(markup).grids
    spans = {cell.text: (cell.row, cell.row_span) for cell in grid.cells}
    assert spans == {
        "a": (0, 2),
        "1": (0, 1),
        "2": (1, 1),
        "b": (2, 2),
        "3": (2, 1),
        "4": (3, 1),
        "c": (4, 1),
        "5": (4, 1),
    }


@pytest.mark.parametrize(
    ("attribute", "width"),
    [
        *[("2", 2), (" 2", 2), ("+2", 2), ("2.9", 2), ("2px", 2), ("0", 1), ("-2", 1), ("", 1), ("x", 1), ("٢", 1)],
        *[("1001", 1000), ("99999999999999999999", 1000), ("0000000000002", 2)],
    ],
)
def test_column_spans_as_the_standard_reads_them(attribute: str, width: int) -> None:
    """Spans are read leniently and limited to 1000 columns, as the HTML standard has it."""
    (grid,) = page(f'<table><tr><td colspan="{attribute}">a</table>').grids
    assert grid.cells[0].column_span == width


def test_overlapping_spans() -> None:
    """Where spans overlap every position still has one cell, and what follows stands where the standard puts it."""
    (grid,) = page("<table><tr><td>1<td rowspan=2>2<tr><td colspan=3>3<td>4</table>").grids
    assert placed(grid) == [("1", 0, 0, 1, 1), ("2", 0, 1, 2, 1), ("3", 1, 0, 1, 1), ("4", 1, 3, 1, 1)]


def test_too_many_positions() -> None:
    """A few bytes that ask for a million cells are refused, in one table or in many."""
    one = "<table>" + "<tr><td rowspan=65534 colspan=1000>x" * 1500
    many = ("<table>" + "<tr><td colspan=1000>x" * 100 + "</table>") * 11
    for markup in (one, many):
        with pytest.raises(Unreadable) as caught:
            page(markup)
        assert caught.value.problem.reason is LIMIT


# --- structure


def test_missing_tags() -> None:
    """Rows and cells without closing tags, without rows, without a table's end are read as browsers read them."""
    assert texts("<table><tr><td>1<td>2<tr><td>3<td>4") == ["1", "2", "3", "4"]
    (grid,) = page("<table><td>1<td>2</tr><tr><td>3<tr><td>4</table>").grids
    assert [(cell.text, cell.row) for cell in grid.cells] == [("1", 0), ("2", 0), ("3", 1), ("4", 2)]
    (grid,) = page("<table><tr><td>1</tr><td>2</td><tr><td>3</table>").grids
    assert [(cell.text, cell.row) for cell in grid.cells] == [("1", 0), ("2", 1), ("3", 2)]


def test_sections_in_the_order_in_which_they_are_shown() -> None:
    """The head is on top and the foot at the bottom, wherever they are marked up."""
    markup = "<table><tfoot><tr><td>foot<tbody><tr><td>1<thead><tr><th>head<tbody><tr><td>2</table>"
    (grid,) = page(markup).grids
    assert [(cell.text, cell.row, cell.at) for cell in grid.cells] == [
        ("head", 0, "t1 r1 c1"),
        ("1", 1, "t1 r2 c1"),
        ("2", 2, "t1 r3 c1"),
        ("foot", 3, "t1 r4 c1"),
    ]


def test_nested_tables() -> None:
    """A nested table is a grid of its own that knows where it is nested; the outer cell keeps its own text only."""
    nested = "<table><tr><td>甲<td><table><tr><td>深</table></table>"
    grids = page(f"<table><tr><td>前{nested}后<td>乙</table><table><tr><td>丙</table>").grids
    assert [[cell.text for cell in grid.cells] for grid in grids] == [["前\n后", "乙"], ["甲", ""], ["深"], ["丙"]]
    assert [grid.inside for grid in grids] == [None, 0, 1, None]
    assert [grid.cells[0].at for grid in grids] == ["t1 r1 c1", "t2 r1 c1", "t3 r1 c1", "t4 r1 c1"]


def test_tables_without_cells_are_none() -> None:
    """Empty tables do not count, neither for the grids nor for the lines behind them."""
    document = page("<table></table><table><tr></tr></table>甲<table><tr><td><table></table>x</table>乙")
    assert [placed(grid) for grid in document.grids] == [[("x", 0, 0, 1, 1)]]
    assert lines(document) == [("甲", 0), ("乙", 1)]


def test_page_with_menus_and_layout_tables() -> None:
    """All tables of a page come, and its lines in their order with the number of grids before each."""
    document = page(
        "<body><ul><li>首页</li><li>政务<b>公开</b></li></ul><table><tr><td>栏目</table>"
        "<h1>绩效自评表</h1><p>(2021年度)<br>单位：万元<table><tr><td>部门名称<td>总工会</table>注：<span>无</span></body>"
    )
    assert [[cell.text for cell in grid.cells] for grid in document.grids] == [["栏目"], ["部门名称", "总工会"]]
    assert lines(document) == [
        ("首页", 0),
        ("政务公开", 0),
        ("绩效自评表", 1),
        ("(2021年度)", 1),
        ("单位：万元", 1),
        ("注：无", 2),
    ]
    assert [line.at for line in document.lines] == ["l1", "l2", "l3", "l4", "l5", "l6"]


def test_caption_is_a_line_before_its_table() -> None:
    """A caption stands before its table, wherever it is marked up."""
    document = page("前<table><tr><td>1</td></tr><caption>表<br>二</caption></table>后")
    assert lines(document) == [("前", 0), ("表", 0), ("二", 0), ("后", 1)]
    document = page("<table><tr><td>外<table><caption>内表</caption><tr><td>内</table></table>")
    assert lines(document) == [("内表", 1)]
    assert document.grids[0].cells[0].text == "外"


def test_text_between_cells_is_kept_apart() -> None:
    """Text in a table but in none of its cells is a line, and cells without a table are lines: nothing is glued."""
    document = page("<table>甲<tr>12<td>a</td>34</tr>乙</table>")
    assert [line.text for line in document.lines] == ["甲", "12", "34", "乙"]
    assert [line.text for line in page("<body><td>1505.02</td><td>1,859.01</td>").lines] == ["1505.02", "1,859.01"]


# --- text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("年初<br>预算数", "年初\n预算数"),
        ("<p>一</p><p>二</p>", "一\n二"),
        ("一<div>二</div>三", "一\n二\n三"),
        ("<ul><li>一<li>二</ul>", "一\n二"),
        ("一<br><br>二<p>&nbsp;</p><p></p>", "一\n二"),
        ("  a \n\t b\r\n c ", "a b c"),
        ("<b>1</b>,<i>859</i>.01", "1,859.01"),
        ("<span>12</span> <span>34</span>", "12 34"),
        ("a&nbsp;&nbsp;b", "a  b"),
        ("金\u3000\u3000额", "金\u3000\u3000额"),
        ("\u3000\u3000认真履行", "认真履行"),
        ("<pre> a  b\n\tc</pre>", "a  b\nc"),
        ("&ge;90&#37; &#8805; &lt;p&gt;文&lt;/p&gt; &amp;lt;", "≥90% ≥ <p>文</p> &lt;"),
        ("10<sup>4</sup>m<sup>2</sup> H<sub>2</sub>O", "10⁴m² H₂O"),
        ("1,859.01<sup>[1]</sup>", "1,859.01[¹]"),
        ("<ruby>黄<rp>(</rp><rt>huáng</rt><rp>)</rp></ruby>", "黄huáng"),
        ("15<img src=x>05", "15 05"),
        ("<o:p>一</o:p><font>二</font><unknown>三</unknown>", "一二三"),
        ("𠮷䶮", "𠮷䶮"),
        ("<button>打印</button>", "打印"),
    ],
)
def test_text_as_it_is_shown(inside: str, text: str) -> None:
    """White space, line breaks, entities and raised digits of a cell come as a browser shows them."""
    assert cell(inside) == text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<input value='1505.02'>", "1505.02"),
        ("<input type=text value='15'><input value='05'>", "15 05"),
        ("<input type=hidden value=9><input type=password value=8>", ""),
        ("<input type=checkbox checked>是<input type=CHECKBOX>否", "☑ 是 ☐ 否"),
        ("<input type=radio checked=checked>优<input type=radio>良", "☑ 优 ☐ 良"),
        ("<select><option>优<option selected>良</select>", "良"),
        ("<select><option>优</option><option>良</option></select>", "优"),
        ("<select multiple><option selected>优<option>良<option selected>中</select>", "优\n中"),
        ("<textarea>\n第一行\n第 <二> 行</textarea>", "第一行\n第 <二> 行"),
    ],
)
def test_fields_of_forms(inside: str, text: str) -> None:
    """What is filled in, selected or ticked is what is printed."""
    assert cell(inside) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- x -->",
        "<script>x</script>",
        "<style>x{y:z}</style>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<iframe>x</iframe>",
        "<span hidden>x</span>",
        "<span style='display:none'>x</span>",
        "<span style='color:red;DISPLAY : None !important;'>x</span>",
        "<span style='visibility:hidden'>x</span>",
        "<div class=gone>x</div>",
        "<div class='a gone b'><p>x<b>y</b></p></div>",
        "<b id=ident>x</b>",
        "<p class=listed>x</p>",
        "<![if !supportEmptyParas]><![endif]>",
        "<!--[if gte mso 9]><xml><w:x>x</w:x></xml><![endif]-->",
    ],
)
def test_what_is_not_shown_is_left_out(hidden: str) -> None:
    """Hidden elements, comments, scripts and styles are not printed."""
    rules = "/* .b{display:none} */ @import 'x'; .gone { color:red; display: none } #ident,\n.listed{display:none}"
    assert texts(f"<style>{rules}</style><table><tr><td>a{hidden}b</td></tr></table>") in (["ab"], ["a\nb"])


def test_hidden_rows_and_cells() -> None:
    """A hidden row or cell is not there: its neighbours move up, as in a browser."""
    markup = (
        "<style>tr.off{display:none}</style><table><tr style='display:none'><td>x<tr><td>1<td hidden>x<td>2"
        "<tr class=off><td>x<tr style='visibility:collapse'><td>x<tr><td>3<tbody style='display:none'><tr><td>x</table>"
    )
    (grid,) = page(markup).grids
    assert placed(grid) == [("1", 0, 0, 1, 1), ("2", 0, 1, 1, 1), ("3", 1, 0, 1, 1)]


@pytest.mark.parametrize(
    "shown",
    [
        "<style>@media print{.c{display:none}}</style><td class=c>",
        "<style>.c .d{display:none} div>.c{display:none} .c:hover{display:none}</style><td class='c d'>",
        "<style>.c{display:none} .c{display:table-cell}</style><td class=c>",
        "<style>.c{display:none} td.c{display:table-cell}</style><td class=c>",
        "<style>.c{display:none} #i{display:table-cell}</style><td class=c id=i>",
        "<style>.c{display:none}</style><td class=c style='display:table-cell'>",
        "<style>.c{display:none}</style><td class=C>",
        "<style>.c{display:none</style><td class=c>",
        "<style>}}.d{{{display:none}</style><td class=c>",
        "<td style='mso-display:none;color:none'>",
        "<td style='visibility:visible'>",
    ],
)
def test_what_is_shown_after_all(shown: str) -> None:
    """A rule that does not apply, is overruled or is too intricate to follow hides nothing."""
    style, _, opening = shown.rpartition("<td")
    assert texts(f"{style}<table><tr><td{opening}x</td></tr></table>") == ["x"]


def test_display_of_a_block_separates() -> None:
    """Elements that styles make blocks are lines of their own: figures below each other are not one figure."""
    style = "<style>.row{display:block}</style>"
    assert texts(f"{style}<table><tr><td><b class=row>1505.02</b><b class=row>1472.46</b></table>") == [
        "1505.02\n1472.46"
    ]
    assert cell("<i style='display:flex'>12</i><i style='display:inline-block'>34</i>") == "12\n34"


def test_struck_out_text_is_left_out_and_reported() -> None:
    """Deleted text is no part of a figure, and is not dropped in silence; a table is never struck out as a whole."""
    document = page("<table><tr><td>1,859.01<del>9</del><td><s>旧</s>新</table>")
    assert [cell.text for cell in document.grids[0].cells] == ["1,859.01", "新"]
    assert [problem.reason for problem in document.problems] == [PARTLY_READ]
    assert "2" in document.problems[0].message
    assert [cell.text for cell in page("<strike>旧<table><tr><td>新</table>").grids[0].cells] == ["新"]


def test_hidden_tables_are_reported() -> None:
    """A hidden part is reported when there is a table in it."""
    document = page("<div style='display:none'><p><table><tr><td>2020</table></div><table><tr><td>2021</table>")
    assert [placed(grid) for grid in document.grids] == [[("2021", 0, 0, 1, 1)]]
    assert [problem.reason for problem in document.problems] == [PARTLY_READ]
    assert page("<div hidden>分享</div><table><tr><td>2021</table>").problems == ()


@pytest.mark.parametrize(
    ("codec", "declared"), [("gb18030", "gb2312"), ("gb18030", ""), ("big5", "big5"), ("utf-16", "utf-8")]
)
def test_encodings(codec: str, declared: str) -> None:
    """Pages are read in the encoding that they are in, declared or not."""
    head = f"<html><meta charset='{declared}'><title>部門預算績效自評表</title>"
    markup = f"{head}<table><tr><td>單位：萬元<td>1,859.01</table>"
    document = read(Content(markup.encode(codec)))
    assert [cell.text for cell in document.grids[0].cells] == ["單位：萬元", "1,859.01"]
    assert document.problems == ()


def test_lost_characters_are_reported() -> None:
    """A page with a byte that cannot be decoded is read, and says so."""
    markup = f"<html><table><tr><td>{'部门整体支出绩效自评表' * 10}<td>1,859.01</table>".encode()
    document = read(Content(markup.replace(b"859", b"8\xff9")))
    assert document.grids[0].cells[1].text == "1,8\ufffd9.01"
    assert [problem.reason for problem in document.problems] == [PARTLY_READ]


def test_reader_and_versions() -> None:
    """The document names the reader and the library that decides its output."""
    document = page("<?xml version='1.0'?><html><table><tr><td>1</table>")
    assert document.format == "html"
    assert document.read_by.startswith("html/1 (lxml 6.")


# --- laws

WORDS = st.text("预算绩效0123456789.,%≥<>&;\"'/-（）", min_size=0, max_size=8)


@st.composite
def merged_grids(draw: st.DrawFn) -> tuple[int, list[Placed]]:
    """Draw a rectangle divided into cells, some of them merged, in the order in which they are marked up."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(row, column) for row in range(height) for column in range(width)}
    cells: list[Placed] = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        rows, columns = draw(st.integers(1, height - row)), draw(st.integers(1, width - column))
        columns = next((n for n in range(1, columns) if (row, column + n) not in free), columns)
        covered = {(row + y, column + x) for y in range(rows) for x in range(columns)}
        if not covered <= free:
            rows, covered = 1, {(row, column + x) for x in range(columns)}
        free -= covered
        cells.append((draw(WORDS), row, column, rows, columns))
    return height, cells


@settings(max_examples=80, deadline=None)
@given(merged_grids())
def test_any_grid_comes_back_cell_by_cell(drawn: tuple[int, list[Placed]]) -> None:
    """A table with any merged cells comes back with the same cells in the same places."""
    height, cells = drawn
    rows = [[] for _ in range(height)]  # type: list[list[str]]
    for text, row, _, row_span, column_span in cells:
        rows[row].append(f"<td rowspan={row_span} colspan={column_span}>{escape(text)}</td>")
    markup = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    (grid,) = page(f"<table>{markup}</table>").grids
    assert placed(grid) == cells


def test_sample() -> None:
    """The sample form comes back from HTML cell by cell, with its title, year and unit as lines."""
    document = page(to_html(sample()))
    (grid,) = document.grids
    shown = {(cell.row, cell.column): cell.text for cell in grid.cells if not cell.blank}
    wanted = {(y, x): text for y, row in enumerate(expanded(sample())) for x, text in enumerate(row) if text}
    assert shown == wanted
    assert lines(document) == [(text, 0) for text in sample().above]


@needs_producers
def test_page_written_by_libreoffice(tmp_path: Path) -> None:
    """A page that LibreOffice has written has the cells of the form that it was made from."""
    rows = (
        "<tr><td rowspan=2>部门资金情况</td><td>年初预算数</td><td>1,859.01</td></tr>"
        "<tr><td>年度调整额</td><td>353.99</td></tr><tr><td>存在问题</td><td colspan=2>一<br>二</td></tr>"
    )
    source = tmp_path / "form.html"
    source.write_text(f"<meta charset=utf-8><p>绩效自评表</p><table border=1>{rows}</table>", "utf-8")
    (tmp_path / "out").mkdir()
    written = libreoffice(source, "html:HTML (StarWriter)", tmp_path / "out")
    document = read(Content(written.read_bytes()))
    (grid,) = document.grids
    assert placed(grid) == [
        ("部门资金情况", 0, 0, 2, 1),
        ("年初预算数", 0, 1, 1, 1),
        ("1,859.01", 0, 2, 1, 1),
        ("年度调整额", 1, 1, 1, 1),
        ("353.99", 1, 2, 1, 1),
        ("存在问题", 2, 0, 1, 1),
        ("一\n二", 2, 1, 1, 2),
    ]
    assert lines(document) == [("绩效自评表", 0)]


# --- hostile pages


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div>" * 100_000 + "<table><tr><td>深</table>", "深"),
        ("<table><tr><td>" * 5_000 + "深", "深"),
        ("<b><s>" * 20_000 + "<table><tr><td>深</table>", "深"),
        ("<ul><li>" * 20_000 + "</ul>" * 20_000 + "<table><tr><td>深</table>", "深"),
    ],
    ids=["div", "table", "inline", "lists"],
)
def test_deep_nesting(markup: str, text: str) -> None:
    """Pages nested a hundred thousand deep are read to their end."""
    assert page(markup).grids[-1].cells[-1].text == text


def _mutated(source: random.Random, data: bytes) -> bytes:
    mutated = bytearray(data)
    for _ in range(source.randint(1, 6)):
        start = source.randrange(len(mutated))
        end = min(start + source.randint(0, 40), len(mutated))
        piece = bytes(mutated[start:end])
        pieces = [
            b"",
            piece * 3,
            bytes([source.randrange(256)]),
            b"<table>",
            b"</td>",
            b"<!--",
            b"<tr",
            b"'",
            b'">',
            b"&#x0;",
        ]
        mutated[start:end] = source.choice(pieces)
    return bytes(mutated)


def _positions(cell: Cell) -> set[tuple[int, int]]:
    return {
        (row, column)
        for row in range(cell.row, cell.last_row + 1)
        for column in range(cell.column, cell.last_column + 1)
    }


def test_damaged_pages_give_a_document_or_a_reason() -> None:
    """Two hundred damaged pages: each gives sound grids, or says why it gives none."""
    source = random.Random(20210)  # noqa: S311 - the same pages in every run
    form = to_html(sample()).encode()
    outcomes = []
    for _ in range(200):
        try:
            document = read(Content(_mutated(source, form)))
        except Unreadable as error:
            outcomes.append(error.problem.reason.code)
            continue
        outcomes.append(document.format)
        for grid in document.grids:
            covered = [_positions(cell) for cell in grid.cells]
            assert sum(len(positions) for positions in covered) == len(set().union(*covered))
    assert outcomes.count("html") > 150
