"""Tables are found by their rulings alone, whatever drew them: from records made by hand."""

import pytest

from extractors.document import Document
from extractors.readers.pdf import joins, lattice, rulings, shapes
from extractors.readers.pdf.grid import slots
from extractors.readers.pdf.record import Char, PageRecord, Ruling, Run, in_direction, on_page, runs, upright
from extractors.readers.pdf.result import grids_and_lines
from extractors.readers.pdf.sheet import Sheet, sheet_of

SIZE = 10.0


def level(at: float, start: float = 0, end: float = 200) -> Ruling:
    """Return a horizontal ruling."""
    return Ruling(horizontal=True, at=at, start=start, end=end)


def steep(at: float, start: float = 0, end: float = 60) -> Ruling:
    """Return a vertical ruling."""
    return Ruling(horizontal=False, at=at, start=start, end=end)


def printed(text: str, x: float, baseline: float, size: float = SIZE) -> list[Char]:
    """Return a text set from a point on, Han characters a square wide and others half of one."""
    chars: list[Char] = []
    for character in text:
        width = size if character > "\u2e80" else size / 2
        chars.append(Char(character, x, x + width, baseline, size))
        x += width
    return chars


def spans(drawn: list[Ruling]) -> list[tuple[int, int, int, int]]:
    """Return row, column, rows and columns covered of the cells that rulings enclose."""
    return [(slot.row, slot.column, slot.row_span, slot.column_span) for slot in slots(drawn)]


def read(*pages: PageRecord) -> Document:
    """Return the document of pages made by hand."""
    sheets = [sheet_of(page) for page in pages]
    grids, lines = grids_and_lines(sheets, joins.joined(sheets))
    return Document("pdf", "test", grids, lines)


def texts(document: Document) -> list[list[tuple[str, int, int]]]:
    """Return the text and spans of every cell of every grid."""
    return [[(cell.text, cell.row_span, cell.column_span) for cell in grid.cells] for grid in document.grids]


def test_lines_enclose_cells() -> None:
    """Three by two lines make two by one cells."""
    assert spans([level(0), level(30), level(60), steep(0), steep(200)]) == [(0, 0, 1, 1), (1, 0, 1, 1)]


def test_a_missing_line_merges_two_cells() -> None:
    """Where a line between two cells is not drawn, they are one."""
    drawn = [level(0), level(30, 100), level(60), steep(0), steep(100), steep(200)]
    assert spans(drawn) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_what_is_no_rectangle_is_divided() -> None:
    """Base cells open to each other in the shape of an L are two cells, so that none swallows the other's text."""
    drawn = [level(0), level(30, 100), level(60), steep(0), steep(100, 0, 30), steep(200)]
    assert spans(drawn) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_a_line_that_bounds_no_cell_does_not_count() -> None:
    """A line under the text of a cell makes no row, though it nearly reaches the cell's sides."""
    drawn = [level(0), level(20, 2.4, 197.6), level(60), steep(0), steep(200)]
    assert spans(drawn) == [(0, 0, 1, 1)]


@pytest.mark.parametrize("gap", [1.0, 2.25, 3.7])
def test_the_lines_of_a_double_border_are_one(gap: float) -> None:
    """Double borders, and borders of cells that stand a little apart, make no rows or columns of their own."""
    drawn = [level(0), level(30), level(30 + gap), level(60), steep(0), steep(100), steep(100 + gap), steep(200)]
    assert spans(drawn) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_table_without_outer_sides_is_closed_where_its_lines_end() -> None:
    """A table drawn without its left and right line has its outer columns nevertheless."""
    drawn = [level(0), level(30), level(60), steep(70), steep(140)]
    assert spans(drawn) == [(row, column, 1, 1) for row in range(2) for column in range(3)]


def test_cells_that_a_page_break_leaves_open_are_closed_and_known() -> None:
    """Where upright lines end in the open at the top and bottom, the cells end there, and are known to be cut."""
    drawn = [level(30), steep(0), steep(100), steep(200)]
    found = slots(drawn)
    assert [(slot.row, slot.cut_above, slot.cut_below) for slot in found] == [
        (0, True, False), (0, True, False), (1, False, True), (1, False, True),
    ]  # fmt: skip


def test_a_merged_cell_is_cut_beside_rows_that_are_not() -> None:
    """Only the columns in which no line is drawn at the page's end are open there."""
    drawn = [level(0), level(30, 100), level(60, 100), steep(0), steep(100), steep(200)]
    assert [(slot.row_span, slot.cut_below) for slot in slots(drawn)] == [(2, True), (1, False), (1, False)]


def test_a_row_cut_above_and_below_is_one_table() -> None:
    """Upright lines that nothing crosses hang together when they run alike."""
    assert len(rulings.tables([steep(0), steep(100), steep(200)])) == 1


def test_tables_apart_are_several() -> None:
    """Lines that do not meet are of different tables."""
    one = [level(0, 0, 100), level(30, 0, 100), steep(0, 0, 30), steep(100, 0, 30)]
    other = [level(60, 0, 100), level(90, 0, 100), steep(0, 60, 90), steep(100, 60, 90)]
    assert len(rulings.tables([*one, *other])) == 2


def test_dashes_and_dots_are_lines() -> None:
    """Pieces with gaps as dashes have are one line; a piece alone is none."""
    dashes = [level(0, start, start + 2.0) for start in range(0, 100, 4)]
    dots = [ruling for x in range(0, 100, 2) for ruling in shapes.of_fill([box(x, 50, x + 1, 51)])]
    assert rulings.whole([*dashes, *dots, level(80, 0, 3)]) == [level(0, 0, 98.0), level(50.5, 0, 99)]
    corner, rest = level(0, 0, 1.5), [level(0, start, start + 4.5) for start in (5.0, 14.75, 22.5)]
    assert rulings.whole([corner, *rest]) == [level(0, 0, 27.0)]


def box(x0: float, top: float, x1: float, bottom: float) -> shapes.Subpath:
    """Return the path of a rectangle."""
    return shapes.Subpath(((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)))


def test_thin_fills_are_lines_and_wide_ones_shading() -> None:
    """A filled rectangle is a ruling up to four points of thickness."""
    assert [*shapes.of_fill([box(0, 0, 100, 3.9)])] == [level(1.95, 0, 100)]
    assert [*shapes.of_fill([box(0, 0, 100, 14)])] == []


def test_a_stroked_rectangle_is_four_lines() -> None:
    """So is a frame drawn as one filled rectangle in another."""
    stroked = [*shapes.of_stroke([box(0, 0, 100, 40)], 1.0)]
    framed = [*shapes.of_fill([box(0, 0, 100, 40), box(1, 1, 99, 39)])]
    assert sum(ruling.horizontal for ruling in stroked) == sum(ruling.horizontal for ruling in framed) == 2
    assert len(stroked) == len(framed) == 4


def test_a_thick_short_stroke_is_a_line_across() -> None:
    """A line drawn by a short stroke of a great width runs the way it looks."""
    stroke = shapes.Subpath(((50, 10), (50, 11)))
    assert [*shapes.of_stroke([stroke], 100.0)] == [level(10.5, 0, 100)]


def test_lines_are_shown_only_where_the_page_shows_them() -> None:
    """What a clipping cuts off a line is not there."""
    assert shapes.clipped(steep(5, -50, 500), (0, 20, 100, 200)) == steep(5, 20, 200)
    assert shapes.clipped(steep(5, -50, 10), (0, 20, 100, 200)) is None


def frame(top: float, bottom: float) -> tuple[Ruling, ...]:
    """Return a row of two cells."""
    lines = (level(top, 10, 210), level(bottom, 10, 210))
    return (*lines, *(steep(x, top, bottom) for x in (10, 110, 210)))


def test_text_goes_to_its_cell_and_the_rest_around() -> None:
    """Characters in a cell are its text, others are lines, which know how many tables begin before them."""
    chars = (*printed("标题", 90, 20), *printed("预算", 15, 55), *printed("1.5", 150, 55), *printed("注", 15, 100))
    found = read(PageRecord(1, 220, 300, runs(chars), frame(40, 60)))
    assert texts(found) == [[("预算", 1, 1), ("1.5", 1, 1)]]
    assert [(line.text, line.after, line.at) for line in found.lines] == [("标题", 0, "p1 l1"), ("注", 1, "p1 l2")]
    assert found.grids[0].cells[0].places[0].box == (10, 40, 110, 60)


def test_a_frame_around_text_is_no_table() -> None:
    """A box with one text is a frame: its text is a line, and a table within it is a table."""
    border = (level(5, 2, 218), level(290, 2, 218), steep(2, 5, 290), steep(218, 5, 290))
    chars = (*printed("表", 15, 55), *printed("格", 150, 55), *printed("注", 15, 100))
    found = read(PageRecord(1, 220, 300, runs(chars), (*border, *frame(40, 60))))
    assert texts(found) == [[("表", 1, 1), ("格", 1, 1)]]
    assert [grid.inside for grid in found.grids] == [None]
    assert [line.text for line in found.lines] == ["注"]


def test_a_table_in_a_cell_is_a_grid_inside() -> None:
    """A nested table has its own grid, which says in which it stands, and the cell keeps only its own text."""
    inner = [level(20, 20, 90), level(40, 20, 90), *(steep(x, 20, 40) for x in (20, 50, 90))]
    outer = [level(0), level(60), steep(0), steep(100), steep(200)]
    chars = (*printed("甲", 25, 35), *printed("乙", 60, 35), *printed("丙", 5, 12), *printed("丁", 110, 35))
    found = read(PageRecord(1, 220, 300, runs(chars), (*outer, *inner)))
    assert texts(found) == [[("丙", 1, 1), ("丁", 1, 1)], [("甲", 1, 1), ("乙", 1, 1)]]
    assert [grid.inside for grid in found.grids] == [None, 0]


def test_a_word_wider_than_its_cell_stays_whole() -> None:
    """A figure that runs over a wall is not divided between two cells."""
    chars = tuple(printed("12,345,678.90", 95 - 50, 55))
    found = read(PageRecord(1, 220, 300, runs(chars), (*frame(40, 60), steep(47 - 6, 40, 60), steep(80, 40, 60))))
    assert [cell.text for cell in found.grids[0].cells if not cell.blank] == ["12,345,678.90"]


def test_a_watermark_is_in_no_cell() -> None:
    """What is printed aslant, or much larger than the cell, is a line of its own and does not mix with figures."""
    figure = printed("1505.02", 20, 55)
    aslant = [Char("密", 30, 50, 55, 20, angle=315)]
    found = read(PageRecord(1, 220, 300, runs([*figure, *aslant, *printed("样", 40, 70, size=60)]), frame(40, 60)))
    assert [cell.text for cell in found.grids[0].cells] == ["1505.02", ""]
    assert sorted(line.text for line in found.lines) == ["密", "样"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_as_its_text_is_turned(angle: int) -> None:
    """A page whose text reads another way is read that way, and its boxes lie where the page shows them."""
    chars = (*printed("预算", 15, 55), *printed("1.5", 150, 55))
    straight = PageRecord(1, 220, 300, runs(chars), frame(40, 60))
    turned = turned_page(straight, angle)
    found = read(turned)
    assert texts(found) == texts(read(straight))
    assert upright(turned).shown((10, 40, 110, 60)) == found.grids[0].cells[0].places[0].box
    assert {run.angle for run in turned.runs} == {angle}


def turned_page(page: PageRecord, angle: int) -> PageRecord:
    """Return a page turned clockwise, as a viewer does."""
    for _ in range(angle // 90):
        height = page.height
        lines = tuple(
            steep(height - r.at, r.start, r.end) if r.horizontal else level(r.at, height - r.end, height - r.start)
            for r in page.rulings
        )
        turned = tuple(turned_run(run, height) for run in page.runs)
        page = PageRecord(page.number, height, page.width, turned, lines)
    return page


def turned_run(run: Run, height: float) -> Run:
    """Return a run on a page turned clockwise by a quarter."""
    angle = (run.angle + 90) % 360

    def moved(along: float) -> tuple[float, float]:
        x, y = on_page(run.angle, along, run.down)
        return in_direction(angle, height - y, x)

    starts, ends = [moved(x)[0] for x in run.starts], [moved(x)[0] for x in run.ends]
    return Run(run.texts, starts, ends, moved(0)[1], run.size, angle)


def test_characters_printed_twice_count_once() -> None:
    """Fake bold prints each character again beside itself; the two ones of 11 are further apart."""
    once = printed("11.5预算", 10, 20)
    again = [char._replace(start=char.start + 0.3, end=char.end + 0.3) for char in once]
    both = [char for pair in zip(once, again, strict=True) for char in pair]
    for chars in (both, [*once, *again]):
        found = read(PageRecord(1, 220, 300, runs(chars)))
        assert [line.text for line in found.lines] == ["11.5预算"]
        assert found.problems == ()


def table_page(number: int, rows: list[tuple[str, str]], top: float = 40, width: float = 200) -> PageRecord:
    """Return a page with a table of two columns, closed on all sides, its rows 20 points high."""
    edges = [top + 20 * index for index in range(len(rows) + 1)]
    lines = [level(y, 10, 10 + width) for y in edges] + [steep(10 + x, top, edges[-1]) for x in (0, width / 2, width)]
    chars = [
        char
        for y, row in zip(edges, rows, strict=False)
        for x, text in zip((13, 13 + width / 2), row, strict=True)
        for char in printed(text, x, y + 14)
    ]
    return PageRecord(number, 220, 300, runs(chars), tuple(lines))


FULL = [(f"指标{row}", f"{row}.5") for row in range(11)]
"""Rows that fill a page down to its lower margin."""


def test_a_table_goes_on_over_the_page_break() -> None:
    """The next page's rows are rows of the same grid, and each cell says on which page it is printed."""
    found = read(table_page(1, FULL), table_page(2, [("合计", "9")]))
    assert [grid.pages for grid in found.grids] == [(1, 2)]
    assert [cell.at for cell in found.grids[0].row(11)] == ["p2 t1 r1 c1", "p2 t1 r1 c2"]


def test_text_between_parts_tables() -> None:
    """A heading between two tables parts them, a page number does not."""
    with_heading = table_page(2, [("合计", "9")])
    heading = PageRecord(2, 220, 300, (*runs(printed("附表二", 50, 30)), *with_heading.runs), with_heading.rulings)
    numbered = PageRecord(2, 220, 300, (*runs(printed("第2页", 50, 20)), *with_heading.runs), with_heading.rulings)
    assert len(read(table_page(1, FULL), heading).grids) == 2
    assert len(read(table_page(1, FULL), numbered).grids) == 1


def test_a_merged_cell_goes_on_though_a_line_is_drawn_above_its_rest() -> None:
    """Where a page breaks between rows beside a merged cell, only the line that is missing below it is a sign."""
    sides = tuple(steep(x, 20, 80) for x in (10, 110, 210))
    above = (level(20, 10, 210), level(50, 110, 210), level(80, 110, 210), *sides)
    below = (level(20, 10, 110), level(50, 10, 210), level(80, 10, 210), *sides)
    chars = (*printed("质量", 15, 50), *printed("1.5", 115, 40), *printed("2.5", 115, 70))
    rest = (*printed("3.5", 115, 40), *printed("总分", 15, 70), *printed("9", 115, 70))
    found = read(PageRecord(1, 220, 100, runs(chars), above), PageRecord(2, 220, 100, runs(rest), below))
    assert texts(found) == [
        [("质量", 3, 1), ("1.5", 1, 1), ("2.5", 1, 1), ("3.5", 1, 1), ("总分", 1, 1), ("9", 1, 1)],
    ]


def test_text_set_below_a_cut_cell_is_its_text() -> None:
    """The middle of a merged cell may lie below the last line of its table: a producer prints its text there."""
    drawn = (level(20, 10, 210), level(50, 110, 210), level(80, 110, 210))
    sides = tuple(steep(x, 20, 80) for x in (10, 110, 210))
    chars = (*printed("1.5", 115, 40), *printed("2.5", 115, 70), *printed("质量", 15, 92), *printed("注", 115, 92))
    found = read(PageRecord(1, 220, 120, runs(chars), (*drawn, *sides)))
    assert texts(found) == [[("质量", 2, 1), ("1.5", 1, 1), ("2.5", 1, 1)]]
    assert [line.text for line in found.lines] == ["注"]


def test_the_same_form_once_more_is_another_table() -> None:
    """A page that begins with the label with which the table begins holds the next form, also where it had no room."""
    first = [("项目名称", "甲"), *FULL[1:]]
    assert len(read(table_page(1, first), table_page(2, [("项目名称", "乙"), *FULL[1:4]])).grids) == 2


def test_other_sides_are_another_table() -> None:
    """A table of another width does not go on."""
    assert len(read(table_page(1, FULL), table_page(2, [("合计", "9")], width=180)).grids) == 2


def test_a_repeated_header_is_printed_in_two_places() -> None:
    """A header row that the next page repeats is the same row, printed twice."""
    rows = [("指标", "得分"), *FULL[1:]]
    found = read(table_page(1, rows), table_page(2, [("指标", "得分"), ("合计", "9")]))
    assert found.grids[0].height == 12
    assert [str(place) for place in found.grids[0].cells[0].places] == ["p1 t1 r1 c1", "p2 t1 r1 c1"]


def test_equal_rows_of_data_are_no_header() -> None:
    """Rows that say the same on two pages by chance are rows of their own, and none of them is taken for the header."""
    rows = [("指标", "得分"), *[("甲", "0.0")] * 10]
    found = read(table_page(1, rows), table_page(2, [("指标", "得分"), *[("甲", "0.0")] * 3, ("乙", "1.0")]))
    assert sum(cell.text == "0.0" for grid in found.grids for cell in grid.cells) == 13


def test_highlights_are_no_table() -> None:
    """Coloured areas that begin and end with the text on them part no figure into cells."""
    areas = tuple((x, y, x + 25, y + 12) for x in (10, 35) for y in (20, 32))
    chars = [*printed("12345", 10, 30), *printed("67.89", 35, 30), *printed("12345", 10, 42), *printed("00.00", 35, 42)]
    found = read(PageRecord(1, 220, 300, runs(chars), areas=areas))
    assert [line.text for line in found.lines] == ["1234567.89", "1234500.00"]


def test_a_blank_label_below_the_break_is_the_label_above() -> None:
    """A cell at the left that is blank below a break goes on there; a blank cell behind a label is blank."""
    found = read(table_page(1, FULL), table_page(2, [("", "1.0"), ("合计", "")]))
    assert [(cell.text, cell.row, cell.row_span) for cell in found.grids[0].cells[-5:]] == [
        ("指标10", 10, 2), ("10.5", 10, 1), ("1.0", 11, 1), ("合计", 12, 1), ("", 12, 1),
    ]  # fmt: skip


def test_a_row_cut_by_the_break_is_whole() -> None:
    """Where a text has no room for its next character, and no cell begins anew, the break goes through the row."""
    long = [*FULL[:-1], ("说明", "按时发放工资并缴纳")]
    found = read(table_page(1, long), table_page(2, [("", "社保费用"), ("合计", "9")]))
    assert [cell.text for cell in found.grids[0].row(10)] == ["说明", "按时发放工资并缴纳社保费用"]
    assert [str(place) for place in found.grids[0].cells[-3].places] == ["p1 t1 r11 c2", "p2 t1 r1 c2"]


def test_rows_are_not_joined_in_doubt() -> None:
    """Two figures above each other are two rows, though the page breaks between them."""
    found = read(table_page(1, FULL), table_page(2, [("指标11", "11.5")]))
    assert found.grids[0].height == 12


def test_a_drawing_is_not_searched_for_tables() -> None:
    """A page with more lines than any table has is said to have them, and its text is kept."""
    drawing = tuple(level(y / 5, 0, 200) for y in range(0, 20000, 5))
    found = sheet_of(PageRecord(1, 220, 5000, runs(printed("图", 10, 20)), drawing))
    assert isinstance(found, Sheet)
    assert found.overdrawn
    assert [line.text for line in found.lines] == ["图"]


def test_nothing_enclosed_is_no_lattice() -> None:
    """Two lines that cross enclose nothing."""
    assert lattice.of_rulings([level(10), steep(10)]) is None
