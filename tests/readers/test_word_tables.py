"""The tables of a Word document become grids: merged cells once, at their places, whatever wraps rows and cells."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Grid
from extractors.errors import LIMIT
from tests.readers.test_word_documents import cell, members, paragraph, read, reason, table, zipped

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int) -> str:
    """Return the property of a cell over several grid columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def wide(width: int) -> str:
    """Return the property of a cell of an exact width."""
    return f'<w:tcW w:w="{width}" w:type="dxa"/>'


def shape(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    """Return the cells of a grid: text, row, column and the two spans."""
    return [(found.text, found.row, found.column, found.row_span, found.column_span) for found in grid.cells]


def read_grid(*rows: str) -> Grid:
    """Return the one grid of these rows."""
    (grid,) = read(table(*rows)).grids
    return grid


def test_merged_cells_stand_once() -> None:
    """A cell over rows and columns covers them; what a continued cell holds is not printed."""
    grid = read_grid(
        cell("甲", span(2) + RESTART) + cell("乙"),
        cell("丢", span(2) + CONTINUE) + cell("丙"),
        cell("丁") + cell("戊") + cell("己"),
    )
    assert shape(grid) == [
        ("甲", 0, 0, 2, 2),
        ("乙", 0, 2, 1, 1),
        ("丙", 1, 2, 1, 1),
        ("丁", 2, 0, 1, 1),
        ("戊", 2, 1, 1, 1),
        ("己", 2, 2, 1, 1),
    ]
    assert [found.at for found in grid.cells][:3] == ["t1 r1 c1", "t1 r1 c3", "t1 r2 c3"]
    assert grid.at(1, 1) is grid.cells[0]


def test_a_cell_that_continues_nothing_begins_by_itself() -> None:
    """Without a cell above in the same column and as wide, nothing is joined and no text is lost."""
    assert shape(read_grid(cell("无", CONTINUE), cell("续", CONTINUE), cell("新", RESTART), cell("止"))) == [
        ("无", 0, 0, 2, 1),
        ("新", 2, 0, 1, 1),
        ("止", 3, 0, 1, 1),
    ]
    ragged = read_grid(cell("宽", span(2) + RESTART), cell("左", CONTINUE) + cell("右", CONTINUE))
    assert shape(ragged) == [("宽", 0, 0, 1, 2), ("左", 1, 0, 1, 1), ("右", 1, 1, 1, 1)]


def test_old_horizontal_merges_are_spans() -> None:
    """Word 97 wrote merged cells as a row of cells that continue the first."""
    first, more = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    grid = read_grid(
        cell("甲", first + RESTART) + cell("", more + RESTART) + cell("乙"),
        cell("", first + CONTINUE) + cell("", more + CONTINUE) + cell("丙"),
        cell("丁", more) + cell("戊") + cell("己"),
    )
    assert shape(grid)[:3] == [("甲", 0, 0, 2, 2), ("乙", 0, 2, 1, 1), ("丙", 1, 2, 1, 1)]
    assert grid.height == 3
    assert grid.width == 3


def test_columns_left_empty_before_and_after_count() -> None:
    """A row may begin late and end early."""
    late = f'<w:trPr><w:gridBefore w:val="2"/><w:gridAfter w:val="1"/></w:trPr>{cell("迟")}'
    grid = read_grid(late, cell("一") + cell("二") + cell("三") + cell("四"))
    assert shape(grid)[0] == ("迟", 0, 2, 1, 1)
    assert grid.at(0, 0) is None
    assert grid.width == 4


def test_the_column_list_does_not_matter() -> None:
    """The rows make the grid, however many columns the table announces."""
    announced = "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    body = table(cell("一") + cell("二"), cell("三")).replace("<w:tbl>", f"<w:tbl>{announced}")
    assert shape(read(body).grids[0]) == [("一", 0, 0, 1, 1), ("二", 0, 1, 1, 1), ("三", 1, 0, 1, 1)]


def test_widths_decide_where_the_spans_disagree() -> None:
    """A program that leaves out the spans gives the widths; every row must end alike, or the spans count."""
    rows = (
        cell("题", wide(3000) + RESTART),
        cell("左", wide(1000)) + cell("右", wide(2000)),
        cell("一", wide(1001)) + cell("二", wide(999)) + cell("三", wide(1005)),
    )
    assert shape(read_grid(*rows)) == [
        ("题", 0, 0, 1, 3),
        ("左", 1, 0, 1, 1),
        ("右", 1, 1, 1, 2),
        ("一", 2, 0, 1, 1),
        ("二", 2, 1, 1, 1),
        ("三", 2, 2, 1, 1),
    ]
    short = read_grid(cell("左", wide(500)), *rows[1:])
    assert shape(short)[:3] == [("左", 0, 0, 1, 1), ("左", 1, 0, 1, 1), ("右", 1, 1, 1, 1)]
    unknown = read_grid(cell("题"), *rows[1:])
    assert shape(unknown)[0] == ("题", 0, 0, 1, 1)
    unclear = read_grid(*rows[:2], cell("一", wide(1080)) + cell("二", wide(920)) + cell("三", wide(1000)))
    assert shape(unclear)[0] == ("题", 0, 0, 1, 1)


def test_rows_and_cells_in_content_controls_are_there() -> None:
    """python-docx leaves them out without a word."""
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = f"<w:tr>{cell('行') + control.format(cell('格'))}</w:tr>"
    body = control.format(table(cell("一") + cell("二")).replace("</w:tbl>", control.format(row) + "</w:tbl>"))
    assert [found.text for found in read(body).grids[0].cells] == ["一", "二", "行", "格"]


@pytest.mark.parametrize("look", ["<w:hidden/>", "<w:del/>"])
def test_rows_that_are_not_printed_are_left_out(look: str) -> None:
    """A hidden or deleted row leaves no gap; a table of such rows is none."""
    hidden = f"<w:trPr>{look}</w:trPr>{cell('隐', RESTART)}"
    assert shape(read_grid(cell("一"), hidden, cell("二", CONTINUE))) == [("一", 0, 0, 1, 1), ("二", 1, 0, 1, 1)]
    assert read(table(hidden)).grids == ()
    shown = '<w:trPr><w:hidden w:val="0"/><w:ins/></w:trPr>'
    assert shape(read_grid(shown + cell("显"))) == [("显", 0, 0, 1, 1)]


def test_deleted_cells_are_left_out() -> None:
    """The cells behind a deleted one move up, as they do when the revision is accepted."""
    assert shape(read_grid(cell("一") + cell("删", "<w:cellDel/>") + cell("二"))) == [
        ("一", 0, 0, 1, 1),
        ("二", 0, 1, 1, 1),
    ]


def test_a_table_in_a_cell_is_a_grid_of_its_own() -> None:
    """It knows which grid it stands in; its text is not the outer cell's; tables are numbered as they begin."""
    inner = table(cell("内") + f"<w:tc>{table(cell('最内'))}<w:p/></w:tc>")
    body = (
        table(f"<w:tc>{paragraph('前')}{inner}{paragraph('后')}</w:tc>" + cell("旁"))
        + paragraph("间")
        + table(cell("末"))
    )
    document = read(body)
    assert [grid.inside for grid in document.grids] == [None, 0, 1, None]
    assert [[(found.text, found.at) for found in grid.cells] for grid in document.grids] == [
        [("前\n后", "t1 r1 c1"), ("旁", "t1 r1 c2")],
        [("内", "t2 r1 c1"), ("", "t2 r1 c2")],
        [("最内", "t3 r1 c1")],
        [("末", "t4 r1 c1")],
    ]
    assert document.lines[0].after == 3


def test_a_column_merged_over_many_rows_takes_linear_time() -> None:
    """1,200 rows take python-docx half a minute; here they are nothing."""
    rows = [cell("头", RESTART) + cell("0")] + [cell("", CONTINUE) + cell(str(row)) for row in range(1, 1_200)]
    started = time.process_time()
    grid = read_grid(*rows)
    assert time.process_time() - started < 3
    assert shape(grid)[0] == ("头", 0, 0, 1_200, 1)
    assert len(grid.cells) == 1_201


def test_tables_beyond_reason_are_refused() -> None:
    """Neither a span nor the number of cells may fill the memory."""
    assert reason(zipped(members(table(cell("", span(1_000_001)))))) is LIMIT
    assert reason(zipped(members(table(*[cell("", span(1_000))] * 1_001)))) is LIMIT
    late = f'<w:trPr><w:gridBefore w:val="99999999"/></w:trPr>{cell("")}'
    assert reason(zipped(members(table(late)))) is LIMIT


@pytest.mark.parametrize("value", ["-3", "0", "x", "", "1.5"])
def test_a_span_that_is_no_number_is_one(value: str) -> None:
    """A damaged span costs the merge, not the table."""
    assert shape(read_grid(cell("格", f'<w:gridSpan w:val="{value}"/>'))) == [("格", 0, 0, 1, 1)]


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Draw a grid's height and width and a cover of it by cells: row, column and spans."""
    height, width = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    free = {(row, column) for row in range(height) for column in range(width)}
    cells = []
    while free:
        row, column = min(free)
        columns = draw(st.integers(1, next(n for n in range(1, width + 2) if (row, column + n) not in free)))
        strip = [column + offset for offset in range(columns)]
        fits = (n for n in range(1, height + 2) if not all((row + n, place) in free for place in strip))
        rows = draw(st.integers(1, next(fits)))
        free -= {(row + down, place) for down in range(rows) for place in strip}
        cells.append((row, column, rows, columns))
    return height, width, cells


@settings(max_examples=80, deadline=None)
@given(tilings())
def test_any_table_comes_back_as_it_was(tiling: tuple[int, int, list[tuple[int, int, int, int]]]) -> None:
    """However cells are merged, the grid has the same cells at the same places."""
    height, _, cells = tiling
    rows = []
    for row in range(height):
        begun = [found for found in cells if found[0] <= row < found[0] + found[2]]
        looks = [
            (f"{at}", span(columns) + ("" if tall == 1 else RESTART if at == row else CONTINUE))
            for at, _, tall, columns in sorted(begun, key=lambda found: found[1])
        ]
        rows.append("".join(cell(text, look) for text, look in looks))
    expected = [(f"{row}", row, column, tall, columns) for row, column, tall, columns in sorted(cells)]
    assert shape(read_grid(*rows)) == expected
