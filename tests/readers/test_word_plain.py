"""Rows that are read in one go read as those that are walked through and as python-docx reads them; what they cost."""

import gc
import io
import time
from collections.abc import Callable, Iterator

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document, Grid
from extractors.errors import DAMAGED, Unreadable
from extractors.readers import word
from extractors.readers.content import Content
from extractors.readers.word import oxml, reading
from extractors.readers.word.ordinary import ordinary_rows
from extractors.readers.word.styles import Styles
from tests import producers
from tests.readers.test_word_documents import cell, members, paragraph, part, read, reason, table, zipped
from tests.readers.test_word_tables import CONTINUE, RESTART, span, tilings

LOOKS = ("", "<w:b/>", "<w:vanish/>", '<w:vanish w:val="0"/>', '<w:vertAlign w:val="superscript"/>',
         '<w:rFonts w:ascii="Wingdings"/>', '<w:rStyle w:val="Hidden"/>', '<w:lang w:val="en-US"/>')  # fmt: skip
PARAGRAPH_LOOKS = ("", '<w:jc w:val="center"/>', '<w:pStyle w:val="Hidden"/>', '<w:pStyle w:val="Listed"/>',
                   '<w:numPr><w:numId w:val="1"/></w:numPr>', "<w:rPr><w:vanish/></w:rPr>",
                   "<w:rPr><w:del/></w:rPr>", '<w:pStyle w:val="Heir"/>')  # fmt: skip
TEXTS = (
    "1,859.01",
    "预算数",
    "",
    " ",
    "\n ",
    "a>b",
    "&lt;95%",
    "&amp;lt;",
    "R&amp;D",
    "&#65;",
    "]]&gt;",
    "\u3000",
    "\ue000",
)
INSIDE = ("<w:tab/>", "<w:br/>", "<w:t/>", "<w:noBreakHyphen/>", "<w:drawing/>", '<w:sym w:font="Symbol" w:char="61"/>',
          '<w:footnoteReference w:id="1"/>', '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>',
          "<w:instrText>PAGE</w:instrText>", "<w:delText>9</w:delText>")  # fmt: skip
STYLES = part("styles", '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
              '<w:style w:styleId="Heir"><w:basedOn w:val="Listed"/></w:style><w:style w:styleId="Other"/>'
              '<w:style w:type="paragraph" w:styleId="Listed"><w:name w:val="x"/><w:pPr><w:numPr><w:numId w:val="1"/>'
              "</w:numPr></w:pPr></w:style>")  # fmt: skip
NUMBERING = part("numbering", '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                 '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
                 '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')  # fmt: skip
NOTES = part("footnotes", f'<w:footnote w:id="1">{paragraph("注")}</w:footnote>')


def tagged(name: str, look: str, inside: str) -> str:
    """Return a paragraph or a run with its look, its author's marks and what is in it."""
    return f'<w:{name} w:rsidR="00A1"><w:{name}Pr>{look}</w:{name}Pr>{inside}</w:{name}>'


TEXT = st.builds("<w:t{}>{}</w:t>".format, st.sampled_from(("", ' xml:space="preserve"')), st.sampled_from(TEXTS))
RUN = st.builds(
    tagged,
    st.just("r"),
    st.sampled_from(LOOKS),
    st.lists(TEXT | TEXT | st.sampled_from(INSIDE), max_size=3).map("".join),
)
WRAPPED = st.builds(
    "<w:{0}>{1}</w:{0}>".format, st.sampled_from(("ins", "del", "smartTag", "hyperlink", "moveFrom")), RUN
)
PARAGRAPH = st.builds(
    tagged,
    st.just("p"),
    st.sampled_from(PARAGRAPH_LOOKS) | st.just(""),
    st.lists(RUN | RUN | WRAPPED | st.just('<w:bookmarkStart w:id="0"/>'), max_size=3).map("".join),
)
MERGED = st.sampled_from(
    ("", "", RESTART, CONTINUE, span(2), "<w:cellDel/>", "<w:hMerge/>", '<w:tcW w:w="900" w:type="dxa"/>')
)
INNER = st.builds(lambda inside: table(f"<w:tc>{inside}</w:tc>"), PARAGRAPH)
CELL = st.builds(
    "<w:tc{}>{}{}</w:tc>".format,
    st.sampled_from(("", "", "", ' w:id="1"')),
    MERGED.map(lambda look: f"<w:tcPr>{look}</w:tcPr>" if look else ""),
    st.lists(PARAGRAPH | PARAGRAPH | PARAGRAPH | INNER, max_size=2).map("".join),
)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4).map("".join), min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(ROWS, PARAGRAPH)
def test_ordinary_rows_read_as_others(rows: list[str], behind: str) -> None:
    """Whatever stands in its cells, a table reads the same whether or not its ordinary rows are read in one go."""
    parts = {"styles": STYLES, "numbering": NUMBERING, "footnotes": NOTES}
    at_once = outcome(table(*rows) + behind, parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "ordinary_rows", lambda *_: frozenset())
        assert outcome(table(*rows) + behind, parts) == at_once


def outcome(body: str, parts: dict[str, str]) -> Document | str:
    """Return the document that a body gives, or why it gives none."""
    try:
        return read(body, **parts)
    except Unreadable as error:
        return error.problem.reason.code


ORDINARY = (
    cell("1,859.01") + cell("预算数", RESTART + span(2)),
    "<w:tc><w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p><w:p/></w:tc>",
    '<w:tc><w:p><w:r><w:rPr><w:vanish w:val="0"/><w:rFonts w:ascii="SimSun"/></w:rPr><w:t>宋</w:t></w:r></w:p></w:tc>',
    '<w:tc><w:p><w:pPr><w:pStyle w:val="Other"/><w:tabs><w:tabStop/></w:tabs></w:pPr><w:ins/></w:p></w:tc>',
)
OTHERS = (
    cell("删", "<w:cellDel/>"),
    cell("续", "<w:hMerge/>"),
    cell("改", '<w:tcPrChange><w:tcPr><w:gridSpan w:val="9"/></w:tcPr></w:tcPrChange>'),
    *(f"<w:tc><w:p><w:r>{inside}<w:t>1</w:t></w:r></w:p></w:tc>" for inside in (
        "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:rStyle w:val="Hidden"/></w:rPr>', "<w:tab/>", "<w:drawing/>",
        '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>', '<w:rPr><w:vertAlign w:val="subscript"/></w:rPr>',
    )),
    *(f"<w:tc><w:p><w:pPr>{look}</w:pPr></w:p></w:tc>" for look in ('<w:pStyle w:val="Heir"/>', "<w:numPr/>")),
    f"<w:tc>{table(cell('内'))}<w:p/></w:tc>",
)  # fmt: skip


def test_which_rows_are_ordinary() -> None:
    """A row with anything that hides, changes or adds text is none; one that only looks in some way is."""
    rows = [*ORDINARY, *OTHERS]
    body = oxml.root_of(part("document", f"<w:body>{table(*rows)}</w:body>").encode())[0]
    ordinary = ordinary_rows(body, Styles(STYLES.encode()))
    assert [row in ordinary for row in body[0]] == [True] * len(ORDINARY) + [False] * len(OTHERS)


@pytest.mark.parametrize("text", ["\x01", "\ufffe", "]]>", "&nbsp;", "&#0;", "<", b"\xff"])
def test_text_that_is_none_of_xml_is_damage(text: str | bytes) -> None:
    """No such text is guessed at."""
    files: dict[str, str | bytes] = dict(members(table(cell("一") + cell("@"))))
    body = str(files["word/document.xml"]).encode()
    files["word/document.xml"] = body.replace(b"@", text if isinstance(text, bytes) else text.encode())
    assert reason(zipped(files)) is DAMAGED


def test_a_table_in_a_text_box_counts_by_its_text() -> None:
    """Of alternatives the first with text is read, also where its text is in the cells of a table."""
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    branches = "<mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>"
    for first, shown in (("甲", "甲"), ("", "乙")):
        empty = table("<w:tc><w:p/></w:tc>")
        choice = box.format(table(cell(first)) if first else empty)
        body = branches.format(choice, box.format(table(cell("乙"))))
        document = read(f"<w:p><mc:AlternateContent>{body}</mc:AlternateContent></w:p>")
        assert [found.text for found in document.grids[0].cells] == [shown]


def test_a_style_is_the_one_of_its_name() -> None:
    """Styles are found by their ids, the first as python-docx does, and through what they are based on."""
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styles = (
        f"<w:style w:styleId='Single'>{hidden}</w:style>"
        f'<w:style w:type="paragraph"\nw:styleId="Broken">{hidden}</w:style>'
        f'<w:style w:styleId="A&amp;B">{hidden}</w:style><w:style w:styleId="Twice">{hidden}</w:style>'
        '<w:style w:styleId="Twice"/>'
        '<w:style w:styleId="Heir"><w:basedOn w:val="Twice"/></w:style><w:style w:styleId="Circle">'
        '<w:basedOn w:val="Round"/></w:style><w:style w:styleId="Round"><w:basedOn w:val="Circle"/></w:style>'
    )
    for name, hides in (
        *((name, True) for name in ("Single", "Broken", "A&amp;B", "Twice", "Heir")),
        *((name, False) for name in ("Circle", "None", "")),
    ):
        body = paragraph("正文", look=f'<w:pStyle w:val="{name}"/>')
        document = read(body, styles=part("styles", styles))
        assert [line.text for line in document.lines] == ([] if hides else ["正文"]), name


# --- python-docx as the reference


def by_docx(document: WordDocument) -> list[list[list[str]]]:
    """Return the texts that python-docx's cells give, for each row of each table, a cell over columns once."""
    return [
        [[text.strip() for text, _ in dict.fromkeys((one.text, one._tc) for one in row.cells)] for row in grid.rows]
        for grid in document.tables
    ]


def by_row(grid: Grid) -> list[list[str]]:
    """Return the same of a grid that was read."""
    return [[one.text for one in grid.row(row)] for row in range(grid.height)]


@st.composite
def made_by_docx(draw: st.DrawFn) -> WordDocument:
    """Draw a document that python-docx makes: a table with merged cells, its texts in runs, and text behind it."""
    height, width, tiles = draw(tilings())
    made = docx.Document()
    grid = made.add_table(rows=height, cols=width)
    for row, column, tall, wide in tiles:
        one = grid.cell(row, column).merge(grid.cell(row + tall - 1, column + wide - 1))
        for text in draw(st.lists(st.text("预算12.<&>\t \n", max_size=5), max_size=2)):
            one.paragraphs[0].add_run(text).bold = draw(st.booleans())
    made.add_paragraph("单位：万元")
    return made


@settings(max_examples=60, deadline=None)
@given(made_by_docx())
def test_tables_of_python_docx_read_as_its_cells_give_them(made: WordDocument) -> None:
    """Every cell of what python-docx makes has the text that its own cells give."""
    document = word.read(Content(saved(made)))
    assert [by_row(grid) for grid in document.grids] == by_docx(made)


@producers.needs_producers
def test_tables_of_libreoffice_read_as_the_cells_of_python_docx_give_them(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A form and random tables that LibreOffice has saved have the cells that python-docx gives."""
    from tests.readers.test_word_producers import TABLES, html  # noqa: PLC0415 - marks the whole module

    folder = tmp_path_factory.mktemp("libreoffice")
    page = folder / "form.html"
    page.write_text("<meta charset=utf-8>" + "<p>续</p>".join(map(html, TABLES)), encoding="utf-8")
    data = producers.libreoffice(page, "docx:MS Word 2007 XML", folder).read_bytes()
    assert [by_row(grid) for grid in word.read(Content(data)).grids] == by_docx(docx.Document(io.BytesIO(data)))


def test_where_python_docx_differs() -> None:
    """Each case in which python-docx leaves out what is printed, gives what is not, or joins what is not merged."""
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert differing(table(cell("一") + control.format(cell("在内容控件中")))) == ([["一"]], [["一", "在内容控件中"]])
    hidden = "<w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p></w:tc>"
    assert differing(table(hidden)) == ([["隐显"]], [["显"]])
    inserted = "<w:tc><w:p><w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p></w:tc>"
    assert differing(table(inserted)) == ([[""]], [["增"]])
    alone = table(cell("上"), cell("无所接续", CONTINUE))
    assert differing(alone) == ([["上"], ["上"]], [["上"], ["无所接续"]])


def test_a_late_row_under_a_merged_cell() -> None:
    """Where columns are left out before a row, python-docx finds no cell above; here the merge goes on."""
    late = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("", CONTINUE)}'
    (grid,) = read(table(cell("甲") + cell("乙", RESTART), late)).grids
    assert [(one.text, one.row, one.column, one.row_span) for one in grid.cells] == [("甲", 0, 0, 1), ("乙", 0, 1, 2)]


def test_a_column_merged_over_1200_rows_is_one_cell() -> None:
    """The cells of python-docx follow such a merge by recursion, for half a minute, and never come to its end."""
    (grid,) = word.read(Content(form(1_200, columns=2, merged=True))).grids
    assert (grid.cells[0].row_span, len(grid.cells)) == (1_200, 1_201)


def differing(body: str) -> tuple[list[list[str]], list[list[str]]]:
    """Return the first table as python-docx gives it, and as it is read."""
    data = zipped(members(body))
    return by_docx(docx.Document(io.BytesIO(data)))[0], by_row(word.read(Content(data)).grids[0])


def saved(made: WordDocument) -> bytes:
    """Return a document as a file."""
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


# --- cost


def seconds(task: Callable[[], object], times: int = 3) -> float:
    """Return the least processor time that a task takes."""
    taken = []
    # what the tests before have left in memory is not looked through again and again
    gc.collect()
    gc.freeze()
    for _ in range(times):
        started = time.process_time()
        task()
        taken.append(time.process_time() - started)
    gc.unfreeze()
    return min(taken)


def form(rows: int, columns: int = 8, *, merged: bool = False) -> bytes:
    """Return a form that python-docx makes: with a column merged over all rows, or with few merged cells."""
    made = docx.Document()
    grid = made.add_table(rows=rows, cols=columns)
    for number, one in enumerate(grid._cells):
        one.text = ("产出指标", "1,859.01", "", "≥95%")[number % 4]
    if merged:
        for row, line in enumerate(grid._tbl.tr_lst):
            line.tc_lst[0].get_or_add_tcPr().append(merge(restart=row == 0))
    return saved(made)


def merge(*, restart: bool) -> object:
    """Return the element that begins or continues a merge over rows."""
    element = OxmlElement("w:vMerge")
    if restart:
        element.set(qn("w:val"), "restart")
    return element


def cells(data: bytes) -> Iterator[str]:
    """Yield the texts that python-docx's cells give."""
    for grid in docx.Document(io.BytesIO(data)).tables:
        for row in grid.rows:
            for one in row.cells:
                yield one.text


def test_reading_costs_a_fraction_of_the_cells_of_python_docx() -> None:
    """A form of 90 rows with few merged cells is read in a tenth of their time; three tenths never happen by chance."""
    data = form(90)
    assert seconds(lambda: word.read(Content(data))) < 0.3 * seconds(lambda: list(cells(data)))


@pytest.mark.parametrize("merged", [False, True])
def test_reading_takes_linear_time(merged: bool) -> None:  # noqa: FBT001 - drawn
    """Ten times the rows take no more than some ten times as long, a column merged over 1,200 rows among them."""
    once, tenfold = (form(rows, merged=merged) for rows in (120, 1_200))
    assert seconds(lambda: word.read(Content(tenfold))) < 30 * seconds(lambda: word.read(Content(once)))
