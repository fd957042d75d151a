"""Texts → grids and lines: tabs, pipes, frames, and columns aligned with blanks."""

import re
import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document
from extractors.errors import LIMIT, PARTLY_READ, Unreadable
from extractors.readers import plain_text, read
from extractors.readers.content import Content
from extractors.readers.plain_text.widths import WIDE, width
from tests.forms import CORPUS, sample
from tests.rendering import expanded, to_markdown, to_tabs

Rows = list[list[str]]

SECONDS = 30
"""Far more than reading in linear time takes; reading in quadratic time takes hours."""


def text(written: str) -> Document:
    """Read a text."""
    return plain_text.read(Content(written.encode()))


def tables(document: Document) -> list[Rows]:
    """Return the grids as rows of texts."""
    for grid in document.grids:
        assert not grid.spans_known
        assert len(grid.cells) == grid.height * grid.width
    rows = [[list(grid.row(number)) for number in range(grid.height)] for grid in document.grids]
    return [[[cell.text for cell in row] for row in grid] for grid in rows]


def spread(written: str) -> Rows:
    """Return the one table of a text with the text of a cell in each of its positions."""
    (grid,) = text(written).grids
    cells = ([grid.at(row, column) for column in range(grid.width)] for row in range(grid.height))
    return [["" if cell is None else cell.text for cell in row] for row in cells]


def table(written: str) -> Rows:
    """Return the only table of a text as rows of texts."""
    (rows,) = tables(text(written))
    return rows


def lines(document: Document) -> list[tuple[str, int]]:
    """Return the lines with the number of grids before each."""
    return [(line.text, line.after) for line in document.lines]


# --- the sample


def test_sample_as_it_was_published() -> None:
    """The sample gives one grid of 24 rows and 6 columns, its three lines, and every text of it in its place."""
    document = read(Content((CORPUS / "huangpu-union-2021.txt").read_bytes()))
    (grid,) = document.grids
    assert (grid.height, grid.width) == (24, 6)
    assert lines(document) == [("黄埔区广州开发区部门整体支出绩效自评表", 0), ("(2021年度)", 0), ("单位：万元", 0)]
    printed = (CORPUS / "huangpu-union-2021.txt").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in printed if "\t" in line]
    assert tables(document) == [[[cell.strip() for cell in row] for row in rows]]
    assert "<p>" in grid.cells[6 * 6 + 1].text
    assert document.read_by == "text/1"


def test_places_count_rows_and_columns_from_one() -> None:
    """A cell's place counts rows of the table, without blank lines, and columns of tabs; a line's the lines outside."""
    document = text("\n题\n\n名称\t总工会\n\n\n年度\t\t2021\n\n注\n\n甲\t乙\n")
    assert [cell.at for grid in document.grids for cell in grid.cells if not cell.blank] == [
        "t1 r1 c1",
        "t1 r1 c2",
        "t1 r2 c1",
        "t1 r2 c3",
        "t2 r1 c1",
        "t2 r1 c2",
    ]
    assert [(line.at, line.after) for line in document.lines] == [("l1", 0), ("l2", 1)]


@pytest.mark.parametrize("rendered", [to_tabs(sample()), to_markdown(sample())], ids=["tabs", "markdown"])
def test_sample_in_other_shapes(rendered: str) -> None:
    """The sample comes back cell by cell."""
    document = text(rendered)
    assert tables(document) == [expanded(sample())]
    assert lines(document) == [(line, 0) for line in sample().above]


# --- tabs


def test_short_rows_are_filled_up() -> None:
    """Rows that lack tabs at their ends are as wide as the others."""
    assert table("a\tb\tc\nd\te\nf\t\n") == [["a", "b", "c"], ["d", "e", ""], ["f", "", ""]]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends(line_end: str) -> None:
    """Every system's line ends end lines; the end of the file ends the last one."""
    document = text(line_end.join(("题", "a\tb", "", "c\td\x1a")))
    assert tables(document) == [[["a", "b"], ["c", "d"]]]
    assert lines(document) == [("题", 0)]


def test_line_of_tabs_only_is_a_blank_row() -> None:
    """A spare row of a form is a row."""
    assert table("a\tb\n\t\nc\td\n") == [["a", "b"], ["", ""], ["c", "d"]]


def test_text_between_tables_parts_them() -> None:
    """Titles and units between tables are lines, and the tables are two."""
    document = text("甲表\na\tb\n1\t2\n\n乙表\n单位：元\na\tb\tc\n注1\n注2\n")
    assert tables(document) == [[["a", "b"], ["1", "2"]], [["a", "b", "c"]]]
    assert lines(document) == [("甲表", 0), ("乙表", 1), ("单位：元", 1), ("注1", 2), ("注2", 2)]


def test_row_with_one_cell_directly_between_rows() -> None:
    """A line without tabs between two rows is a row; before a row that begins as the table began it is a title."""
    assert table("a\tb\n绩效目标\nc\td\n") == [["a", "b"], ["绩效目标", ""], ["c", "d"]]
    document = text("名称\t一\n乙表\n名称\t二\n")
    assert tables(document) == [[["名称", "一"]], [["名称", "二"]]]
    assert lines(document) == [("乙表", 1)]


def test_indented_lines_are_no_table() -> None:
    """Lines with a single text each are lines, whatever tabs stand before it."""
    document = text("\t\t绩效自评表\n\t一、概况\n")
    assert document.grids == ()
    assert lines(document) == [("绩效自评表", 0), ("一、概况", 0)]


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ('a\t"1,859.01"\n', [["a", "1,859.01"]]),
        ('a\t"一\n二"\tb\n', [["a", "一\n二", "b"]]),
        ('"一\n\n二"\tb\n', [["一\n\n二", "b"]]),
        ('a\t"一\t二"\n', [["a", "一\t二"]]),
        ('a\t"""三自""管理"\n', [["a", '"三自"管理']]),
        ('a\t""\tb\n', [["a", "", "b"]]),
        ('a\t"一\n二"', [["a", "一\n二"]]),
        ('"三自管理"品牌\t"金雁"、"文化"\n', [['"三自管理"品牌', '"金雁"、"文化"']]),
        ('a\t"没有结尾\nb\tc\n', [["a", '"没有结尾'], ["b", "c"]]),
        ('a\tb"c"\n', [["a", 'b"c"']]),
    ],
)
def test_quoted_cells(written: str, rows: Rows) -> None:
    """Cells in quotes may hold line breaks, tabs and quotes; quotes that only stand in the text stay there."""
    assert table(written) == rows


def test_commas_do_not_separate() -> None:
    """Commas stand in amounts: they part no cells."""
    document = text("项目,预算数\n甲,1,859.01\n")
    assert document.grids == ()
    assert lines(document) == [("项目,预算数", 0), ("甲,1,859.01", 0)]


# --- Markdown


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ("| a | b |\n|---|:--:|\n| 1 | 2 |\n", [["a", "b"], ["1", "2"]]),
        ("a | b\n--- | ---\n1 | 2\n | 3\n", [["a", "b"], ["1", "2"], ["", "3"]]),
        ("|a|b\n|-|-\n|1|2|3\n", [["a", "b", ""], ["1", "2", "3"]]),
        ("| a | b |\n| 1 | 2 |\n", [["a", "b"], ["1", "2"]]),
        ("|a|b|\n|---+---|\n|1|2|\n|---+---|\n|3|4|\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
        ("|a|b|\n|---|---|\n| - | -- |\n", [["a", "b"], ["-", "--"]]),
        ("a|b\n-|-\n|1|2|\n|3|\n|4\n", [["a", "b"], ["1", "2"], ["", "3"], ["", "4"]]),
        ("|a|b|\n|-|-|\n|x\\|y|一<br>二<BR/>三|\n", [["a", "b"], ["x|y", "一\n二\n三"]]),
        ("|**a**|**b** c|\n|-|-|\n|**|***|\n", [["a", "**b** c"], ["**", "***"]]),
        ("|a|b|\n|-|-|\n|\\-19.0%|&ge;90&nbsp;%|\n", [["a", "b"], ["-19.0%", "≥90\xa0%"]]),
        ("|a|\tb|\n|-|-|\n|1|\t2|\n", [["a", "b"], ["1", "2"]]),
        ("|  |  |\n|---|---|\n| a |  |\n", [["", ""], ["a", ""]]),
    ],
)
def test_markdown_tables(written: str, rows: Rows) -> None:
    """Pipe tables with and without outer pipes come without their rules and marks; dashes as nil marks stay."""
    assert table(written) == rows


def test_markdown_around_a_table() -> None:
    """Headings and bold lines around a Markdown table come without their marks; in other texts signs are signs."""
    document = text("# 绩效自评表\n\n**单位：万元**\n\n|a|b|\n|-|-|\n|1|2|\n\n注：**重要** 说明\n")
    assert lines(document) == [("绩效自评表", 0), ("单位：万元", 0), ("注：**重要** 说明", 1)]
    assert lines(text("# 1\na | b\n")) == [("# 1", 0), ("a | b", 0)]


# --- frames


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        (
            "+------+--------+\n| 项目 | 金额   |\n+======+========+\n| 甲   | 1.5    |\n+------+--------+\n",
            [["项目", "金额"], ["甲", "1.5"]],
        ),
        (
            "┌────┬────┐\n│项目│金额│\n├────┼────┤\n│甲  │1.5 │\n├────┴────┤\n│合计    │\n└─────────┘\n",
            [["项目", "金额"], ["甲", "1.5"], ["合计", ""]],
        ),
        (
            "+----+----+\n| a  | b  |\n+----+----+\n| 一 | 长 |\n|    | 文 |\n+----+----+\n| 二 | 短 |\n+----+----+\n",
            [["a", "b"], ["一", "长\n文"], ["二", "短"]],
        ),
        ("+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n| 3 | 4 |\n+---+---+\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
        (
            "+---+---+\n| a | b |\n+---+---+\n| c | 2 |\n| d | 4 |\n+---+---+\n| e | 6 |\n+---+---+\n",
            [["a", "b"], ["c", "2"], ["d", "4"], ["e", "6"]],
        ),
        ("┏━━┳━━┓\n┃ 一二三 ┃ b ┃\n┣━━╋━━┫\n┃ c ┃ ┃\n┗━━┻━━┛\n", [["一二三", "b"], ["c", ""]]),
    ],
    ids=["ascii", "box", "wrapped", "no rules in the body", "total ruled off", "bars out of line"],
)
def test_drawn_tables(written: str, rows: Rows) -> None:
    """Tables with drawn frames come without the frames; wrapped lines are joined where rules part the rows."""
    document = text(f"题\n{written}注\n")
    assert tables(document) == [rows]
    assert lines(document) == [("题", 0), ("注", 1)]


# --- columns aligned with blanks


def test_aligned_columns() -> None:
    """Columns that blanks part are columns, Chinese characters counting double; figures may be aligned to the right."""
    document = text(
        "部门资金情况表\n\n"
        "项目              年初预算数      执行数  执行率\n"
        "一般公共预算        1,859.01    1,472.46   97.8%\n"
        "政府性基金              3.30        1.00    30%\n"
        "其中：上级补助                      0.50\n"
        "合计            1,234,567.89    1,473.46   97.6%\n"
        "\n注：本表单位为万元\n"
    )
    assert tables(document) == [
        [
            ["项目", "年初预算数", "执行数", "执行率"],
            ["一般公共预算", "1,859.01", "1,472.46", "97.8%"],
            ["政府性基金", "3.30", "1.00", "30%"],
            ["其中：上级补助", "", "0.50", ""],
            ["合计", "1,234,567.89", "1,473.46", "97.6%"],
        ]
    ]
    assert lines(document) == [("部门资金情况表", 0), ("注：本表单位为万元", 1)]


def test_heading_and_figures_that_do_not_stand_below_each_other() -> None:
    """A heading at the left and figures at the right of a column are one column."""
    rows = table(
        "项目  预算数                执行数\n"
        "甲                  1.50              2.50\n"
        "乙                 11.50             12.50\n"
    )
    assert rows == [["项目", "预算数", "执行数"], ["甲", "1.50", "2.50"], ["乙", "11.50", "12.50"]]


def test_ideographic_spaces_count_double() -> None:
    """Columns may be aligned with ideographic spaces."""
    assert table("部门名称　　总工会\n年度　　　　二〇二一\n") == [["部门名称", "总工会"], ["年度", "二〇二一"]]


def test_text_over_several_columns() -> None:
    """A long text across a gap that other rows share is a cell over both columns."""
    rows = spread(
        "部门      预算数    执行数\n甲        1.50      2.50\n说明      经费由上级统一安排\n"
        "乙        3.50      4.50\n丙        5.50      6.50\n"
    )
    assert rows[2] == ["说明", "经费由上级统一安排", "经费由上级统一安排"]
    assert [row[2] for row in rows if row[0] != "说明"] == ["执行数", "2.50", "4.50", "6.50"]


def test_figures_are_never_put_into_a_neighbouring_column() -> None:
    """Where a figure lies across the gap of the other rows, it is in neither of their columns: nothing is guessed."""
    rows = spread("甲    1.50  2.50\n乙    3.50  4.50\n丙    5.50  6.50\n丁      123,456\n戊    7.50  8.50\n")
    assert [row[1:] for row in rows] == [
        ["1.50", "2.50"],
        ["3.50", "4.50"],
        ["5.50", "6.50"],
        ["123,456", "123,456"],
        ["7.50", "8.50"],
    ]


def test_wrapped_lines_are_joined_only_when_clear() -> None:
    """A line is joined to the row above when that fills its column and the rest of the line is blank."""
    rows = table(
        "指标    说明                                值\n"
        "数量    完成全部培训任务并且通过了上级验收  3\n"
        "        合格后归档\n"
        "质量    按照规定的时间和要求完成了各项工作  4\n"
        "        无投诉                              5\n"
        "时效    及时                                6\n"
        "        当年\n"
    )
    assert rows == [
        ["指标", "说明", "值"],
        ["数量", "完成全部培训任务并且通过了上级验收\n合格后归档", "3"],
        ["质量", "按照规定的时间和要求完成了各项工作", "4"],
        ["", "无投诉", "5"],
        ["时效", "及时", "6"],
        ["", "当年", ""],
    ]


def test_columns_that_one_blank_parts_are_doubted() -> None:
    """Where figures and signs behind single blanks are columns, or texts stand anywhere, the cells are unsure."""
    glued = "名称        单位 性质   指标值   得分\n培训人数 人 ≥    100      10\n培训次数 次 ≥    12       10\n"
    loose = (
        "一级指标(权重)    二级指标(权重)    三级指标          指标说明      评分标准     得分/满分\n"
        "部门决策(15分)   预算编制(5分)    预算编制合理性       编制符合要求    不合要求扣分   5/5\n"
        "            目标设置(10分)   绩效目标完整性       目标填报齐全    缺一项扣一分   8/10\n"
        "部门绩效(85分)   经济性(35分)    公用经费控制率       实际与预算之比   超过不得分    35/35\n"
        "            公平性(50分)    公众满意度         问卷结果      按比例计分    48/50\n"
        "合计                                                       96/100\n"
    )
    sound = "名称       单位  性质  指标值\n培训 人数  人    ≥     100\n培训次数   次    ≥     12\n"
    assert [text(written).grids[0].unsure for written in (glued, loose, sound)] == [True, True, False]


def test_rows_of_one_text_at_the_end_are_rows_where_they_begin_as_a_column_does() -> None:
    """A note below the table stays a line."""
    written = "目标    预期      完成\n1       一场      一场\n                  已结\n注：以上均为预期。\n"
    document = text(written)
    assert [[cell.text for cell in document.grids[0].row(row)][2] for row in range(3)] == ["完成", "一场", "已结"]
    assert [line.text for line in document.lines] == ["注：以上均为预期。"]


@pytest.mark.parametrize(
    "written",
    [
        "This is  prose with\ntwo  gaps in different\nplaces of  it.\n",
        "单位：总工会      单位：万元\n",
        "　　第一段文字。\n　　第二段文字。\n",
        "一、部门概况\n二、绩效目标\n",
        "",
        "\n \n\t\n",
    ],
)
def test_texts_without_tables(written: str) -> None:
    """Prose is lines, as it is printed."""
    document = text(written)
    assert document.grids == ()
    assert [line.text for line in document.lines] == [line.strip() for line in written.splitlines() if line.strip()]


# --- laws

CHARACTERS = "预算绩效单位0123456789.,%：（）—/“”ab"
WORDS = st.text(CHARACTERS, max_size=8)
PRINTED = st.text(CHARACTERS, min_size=1, max_size=8)
SHAPES = st.tuples(st.integers(2, 6), st.integers(2, 5))


@st.composite
def filled_grids(draw: st.DrawFn, cells: st.SearchStrategy[str] = WORDS) -> Rows:
    """Draw a table with a head in which every cell is printed, and rows below with or without text."""
    height, columns = draw(SHAPES)
    head = [draw(PRINTED) for _ in range(columns)]
    return [head, *([draw(cells) for _ in range(columns)] for _ in range(height - 1))]


@settings(max_examples=60, deadline=None)
@given(filled_grids())
def test_any_grid_comes_back_from_tabs(rows: Rows) -> None:
    """Rows of texts with tabs between them come back cell by cell."""
    assert table("\n".join("\t".join(row) for row in rows)) == rows


@settings(max_examples=60, deadline=None)
@given(filled_grids(st.text('一\t\n"1', max_size=5)))
def test_any_grid_comes_back_from_quoted_cells(rows: Rows) -> None:
    """Texts with tabs, line breaks and quotes come back from quoted cells."""
    quoted = (("\t".join('"' + cell.replace('"', '""') + '"' for cell in row)) for row in rows)
    assert table("\n".join(quoted)) == [[cell.strip() for cell in row] for row in rows]


@settings(max_examples=60, deadline=None)
@given(filled_grids(st.text("一|\\1-:", max_size=5)), st.booleans())
def test_any_grid_comes_back_from_markdown(rows: Rows, outer: bool) -> None:  # noqa: FBT001 - drawn
    """Texts come back from Markdown, their pipes and backslashes escaped."""
    edge = "|" if outer else ""
    escaped = [[cell.replace("\\", "&#92;").replace("|", "\\|").replace("-", "\\-") for cell in row] for row in rows]
    written = [f"{edge} {' | '.join(row)} {edge}" for row in escaped]
    rule = edge + "|".join(["---"] * len(rows[0])) + edge
    found = table("\n".join([written[0], rule, *written[1:]]))
    width_found = len(found[0])
    assert [row + [""] * (len(rows[0]) - width_found) for row in found] == rows


@settings(max_examples=60, deadline=None)
@given(filled_grids(), st.integers(2, 5), st.lists(st.booleans(), min_size=5, max_size=5))
def test_any_grid_comes_back_from_aligned_columns(rows: Rows, gap: int, right: list[bool]) -> None:
    """Texts in columns aligned to the left or the right come back row by row; none is lost or moved to another row."""
    rows = [row for row in [*rows, ["末", *rows[0][1:]]] if any(row)]
    widths = [max(width(row[column], WIDE) for row in rows) for column in range(len(rows[0]))]
    written = "\n".join((" " * gap).join(_aligned(row, widths, right)).rstrip() for row in rows)
    found = table(written)
    assert [_printed(row) for row in found] == [_printed(row) for row in rows]
    if all(all(row) for row in rows):
        assert found == rows


def _printed(row: list[str]) -> list[str]:
    return [cell for cell in row if cell]


def _aligned(row: list[str], widths: list[int], right: list[bool]) -> Iterable[str]:
    for cell, columns, to_the_right in zip(row, widths, right, strict=False):
        blank = " " * (columns - width(cell, WIDE))
        yield blank + cell if to_the_right else cell + blank


MARKS = ("\t", "\n", "|", "-", "+", "  ", "\u3000", "┌", "│", "─", "\\", "**", "<br>", "<p>", "=", ":", "\r", "\n\n")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*MARKS, "预算", "12.5"]), max_size=60))
def test_no_word_is_lost_whatever_the_shape(pieces: list[str]) -> None:
    """Any mixture of tabs, pipes, rules and blanks gives every word once, in a cell or in a line, in its order."""
    document = text("".join(pieces))
    parts: list[tuple[float, str]] = [(after, line) for line, after in lines(document)]
    parts += [(number + 0.5, cell.text) for number, grid in enumerate(document.grids) for cell in grid.cells]
    found = "".join(part for _, part in sorted(parts, key=lambda part: part[0]))
    assert re.findall("预算|12.5", found) == [piece for piece in pieces if piece not in MARKS]


# --- large and damaged texts


@pytest.mark.parametrize(
    "written",
    [
        "预算" * 1_500_000,
        "预算 " * 1_000_000,
        "预 算  " * 300_000,
        "预算 1\n" * 200_000,
        "a  b1\n" * 20_000,
        '"x\t""y\t' * 30_000,
        '"a""' * 300_000 + "\t",
        "|" * 2_000_000,
        "|a\n" * 50_000,
        " " * 3_000_000 + "|\n-",
        "+-\n|\n" * 20_000,
        ("x" * 9_000 + "  y\n") * 200,
        "<br" * 500_000,
    ],
    ids=range(13),
)
def test_large_texts_are_read_in_linear_time(written: str) -> None:
    """Megabytes in one line, or in very many, are read while one waits."""
    start = time.perf_counter()
    document = text(written)
    assert time.perf_counter() - start < SECONDS
    assert document.grids or document.lines


@pytest.mark.parametrize("written", ["\ta" * 1_100_000, "a\n" + "b\tc\n" * 2_000 + "\t" * 1_000 + "d\n"])
def test_too_many_cells(written: str) -> None:
    """A text that makes more cells than fit into memory is refused."""
    with pytest.raises(Unreadable) as caught:
        text(written)
    assert caught.value.problem.reason is LIMIT


def test_lost_characters_are_reported() -> None:
    """A text with a byte that cannot be decoded is read, and says so."""
    written = f"{'部门整体支出绩效自评表' * 10}\n预算数\t1,859.01\n".encode()
    document = read(Content(written.replace(b"859", b"8\xff9")))
    assert document.grids[0].cells[1].text == "1,8\ufffd9.01"
    assert [problem.reason for problem in document.problems] == [PARTLY_READ]
