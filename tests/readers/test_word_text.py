"""What a paragraph of a Word document prints, and nothing else, is its text."""

import pytest

from tests.readers.test_word_documents import cell, lines, paragraph, part, read, table


def text(inner: str, look: str = "", **parts: str) -> str:
    """Return the text of a cell that holds one paragraph of this XML."""
    body = table(f"<w:tc><w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inner}</w:p></w:tc>")
    return read(body, **parts).grids[0].cells[0].text


def run(inner: str, look: str = "") -> str:
    """Return a run."""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inner}</w:r>"


def plain(words: str, look: str = "") -> str:
    """Return a run of words."""
    return run(f'<w:t xml:space="preserve">{words}</w:t>', look)


def mark(kind: str, inner: str = "") -> str:
    """Return a run with the mark of a field."""
    return run(f'<w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar>')


CODE = run('<w:instrText xml:space="preserve"> = SUM(ABOVE) </w:instrText>')
BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        (plain("1,8") + plain("59.01"), "1,859.01"),
        (plain("a  b"), "a  b"),
        (run("<w:t>12<!-- note -->34</w:t>"), "1234"),
        (run("<w:t>line\nbreak</w:t>"), "line break"),
        (run("<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t>"), "甲\t乙\n丙\n丁"),
        (run("<w:noBreakHyphen/><w:t>19.0%</w:t>"), "-19.0%"),
        (run("<w:t>年度</w:t><w:softHyphen/><w:t>预算</w:t><w:lastRenderedPageBreak/>"), "年度预算"),
        (f"<w:hyperlink>{plain('链接')}</w:hyperlink>", "链接"),
        (f"<w:smartTag><w:smartTagPr/>{plain('广州')}</w:smartTag>", "广州"),
        (f"<w:customXml>{plain('市')}</w:customXml>", "市"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{plain('1505.02')}</w:sdtContent></w:sdt>", "1505.02"),
        (f"<w:bookmarkStart/>{plain('区')}<w:bookmarkEnd/><w:proofErr/>", "区"),
        (run(f"<w:ruby><w:rt>{plain('jì')}</w:rt><w:rubyBase>{plain('绩')}</w:rubyBase></w:ruby>"), "绩(jì)"),
    ],
)
def test_runs_are_put_together(inner: str, printed: str) -> None:
    """Wherever runs stand, their text comes out in order, tabs and breaks included."""
    assert text(inner) == printed


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        (f"<w:ins>{plain('2')}</w:ins><w:del><w:r><w:delText>1</w:delText></w:r></w:del>", "2"),
        (f"<w:moveTo>{plain('后')}</w:moveTo><w:moveFrom>{plain('前')}</w:moveFrom>", "后"),
        (f"<w:del>{run('<w:tab/><w:br/>')}</w:del>{plain('0')}", "0"),
        (plain("显") + plain("隐", "<w:vanish/>") + plain("示", '<w:vanish w:val="0"/>'), "显示"),
        (plain("网", "<w:webHidden/>"), "网"),
    ],
)
def test_revisions_are_accepted_and_hidden_text_is_left_out(inner: str, printed: str) -> None:
    """What the final document does not print is no text."""
    assert text(inner) == printed


def test_styles_hide_text_too() -> None:
    """A style may hide its text, by itself or by the style that it is based on; a run may show it all the same."""
    styles = part(
        "styles",
        '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:basedOn w:val="D"/></w:style>'
        '<w:style w:styleId="D"><w:basedOn w:val="C"/></w:style>',
    )
    hidden = plain("隐", '<w:rStyle w:val="B"/>')
    shown = plain("显", '<w:rStyle w:val="A"/><w:vanish w:val="false"/>') + plain("示", '<w:rStyle w:val="C"/>')
    assert text(hidden + shown, styles=styles) == "显示"
    assert text(plain("隐"), '<w:pStyle w:val="A"/>', styles=styles) == ""


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        (f'<w:fldSimple w:instr="DATE">{plain("2021")}</w:fldSimple>', "2021"),
        (mark("begin") + CODE + mark("separate") + plain("98.66") + mark("end") + plain("万元"), "98.66万元"),
        (mark("begin") + CODE + mark("end") + plain("后"), "后"),
        # the code of the outer field holds the result of the inner one, which is not printed
        (mark("begin") + mark("begin") + CODE + mark("separate") + plain("内") + mark("end") + mark("separate")
         + plain("外") + mark("end"), "外"),
        (plain("前") + mark("separate") + mark("end") + mark("begin") + plain("不丢"), "前不丢"),
        (run('<w:fldChar w:fldCharType="begin"/>', "<w:vanish/>") + plain("码")
         + run('<w:fldChar w:fldCharType="separate"/>', "<w:vanish/>") + plain("果") + mark("end"), "果"),
        (mark("begin", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>") + CODE + mark("end"), "☑"),
        (mark("begin", '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>') + mark("end"), "☐"),
        (mark("begin", '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/>'
         "</w:ddList></w:ffData>") + mark("end"), "良"),
    ],
)  # fmt: skip
def test_fields_print_their_results(inner: str, printed: str) -> None:
    """The code of a field is not printed; a form field prints its state; an unclosed field loses nothing."""
    assert text(inner) == printed


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        ('<w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Wingdings 2" w:char="00A3"/>', "☑☐"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0A8"/>', "☑☐"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/><w:t>90%</w:t>', "≥90%"),
        ('<w:sym w:font="Webdings" w:char="F061"/>', "\uf061"),
        ('<w:sym w:font="Wingdings" w:char="D800"/><w:sym/>', "��"),
    ],
)
def test_symbols_look_like_what_is_printed(inner: str, printed: str) -> None:
    """A known symbol becomes the character that it looks like; an unknown one stays, and nothing vanishes."""
    assert text(run(inner)) == printed


def test_text_in_a_symbol_font_is_symbols() -> None:
    """Some programs write the plain codes and leave it to the font."""
    assert text(plain("³90%", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')) == "≥90%"
    assert text(plain("R优", '<w:rFonts w:ascii="Wingdings 2"/>')) == "☑优"
    assert text(plain("m³", '<w:rFonts w:ascii="Symbol" w:hint="eastAsia"/>')) == "m³"


def test_raised_digits_are_no_digits_of_the_number_before() -> None:
    """A note's mark or an exponent must not make another amount."""
    assert text(plain("1,859.01") + plain("1", '<w:vertAlign w:val="superscript"/>')) == "1,859.01¹"
    assert text(plain("H") + plain("2", '<w:vertAlign w:val="subscript"/>') + plain("O")) == "H₂O"
    assert text(plain("1859", '<w:vertAlign w:val="baseline"/>')) == "1859"


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        ("<m:r><m:t>97.8%</m:t></m:r>", "97.8%"),
        ("<m:f><m:num><m:r><m:t>B</m:t></m:r></m:num><m:den><m:r><m:t>A+1</m:t></m:r></m:den></m:f>", "B/(A+1)"),
        ("<m:d><m:e><m:r><m:t>B</m:t></m:r></m:e></m:d>", "(B)"),
        ('<m:d><m:dPr><m:begChr m:val="["/></m:dPr><m:e><m:r><m:t>B</m:t></m:r></m:e></m:d>', "[B)"),
        ("<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup>", "10³"),
        ("<m:sSub><m:e><m:r><m:t>B</m:t></m:r></m:e><m:sub><m:r><m:t>0</m:t></m:r></m:sub></m:sSub>", "B₀"),
        ("<m:rad><m:e><m:r><m:t>16</m:t></m:r></m:e></m:rad>", "√16"),
        ('<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary>', "∑x"),
    ],
)
def test_formulas_keep_their_meaning_on_one_line(inner: str, printed: str) -> None:
    """The stroke of a fraction, brackets and raised digits are printed, though they stand in no text."""
    assert text(plain("=") + f"<m:oMathPara><m:oMath>{inner}</m:oMath></m:oMathPara>") == f"={printed}"


def test_one_branch_of_alternatives_is_read() -> None:
    """The branches show one thing twice: the first with text counts, wherever the alternatives stand."""
    both = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    assert text(run(both.format("<w:t>新</w:t>", "<w:t>旧</w:t>"))) == "新"
    assert text(run(both.format("<w:newer/>", "<w:t>☐</w:t>"))) == "☐"
    assert text("<mc:AlternateContent/>" + plain("空")) == "空"
    assert lines(read(both.format(paragraph("新"), paragraph("旧")))) == ["新"]
    drawing = run(both.format(f"<w:drawing>{BOX}</w:drawing>", "<w:pict><w:txbxContent>{}</w:txbxContent></w:pict>"))
    assert lines(read(f"<w:p>{drawing.replace('{}', paragraph('题目'))}</w:p>")) == ["题目"]


def test_text_boxes_are_lines_where_they_are_anchored() -> None:
    """A title in a box stands among the lines, and no cell swallows it; a table in a box is a table."""
    box = run(f"<w:drawing>{BOX.format(paragraph('绩效自评表') + table(cell('表')))}</w:drawing>")
    document = read(paragraph("前") + f"<w:p>{box}{plain('锚')}</w:p>" + table(f"<w:tc><w:p>{box}</w:p></w:tc>"))
    assert [(line.text, line.at, line.after) for line in document.lines] == [
        ("前", "l1", 0),
        ("绩效自评表", "l2", 0),
        ("锚", "l3", 1),
        ("绩效自评表", "l4", 2),
    ]
    assert [[found.text for found in grid.cells] for grid in document.grids] == [["表"], [""], ["表"]]
    assert document.problems == ()


def test_word_art_is_a_line() -> None:
    """The text of WordArt stands in an attribute."""
    art = run('<w:pict><v:shape><v:textpath string="绩效自评表"/></v:shape></w:pict>')
    assert lines(read(f"<w:p>{art}</w:p>")) == ["绩效自评表"]


def test_lines_are_counted_without_blank_ones() -> None:
    """A line is a printed line: a break within a paragraph begins another, and blank ones are none."""
    document = read(paragraph(" ") + f"<w:p>{run('<w:t>上</w:t><w:br/><w:br/><w:t>下</w:t>')}</w:p>" + table(cell("表"))
                    + f"<w:sdt><w:sdtContent>{paragraph('注')}</w:sdtContent></w:sdt>")  # fmt: skip
    assert [(line.text, line.at, line.after) for line in document.lines] == [
        ("上", "l1", 0),
        ("下", "l2", 0),
        ("注", "l3", 1),
    ]


def test_paragraphs_of_a_cell_stand_on_lines_of_their_own() -> None:
    """A paragraph whose end was deleted or is hidden goes on in the next one."""
    gone = "<w:rPr><w:del/></w:rPr>"
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    inner = paragraph("一") + paragraph("二", look=gone) + paragraph("三") + paragraph("四", look=hidden)
    assert read(table(f"<w:tc>{inner}</w:tc>")).grids[0].cells[0].text == "一\n二三\n四"
    assert lines(read(paragraph("12", look=gone) + paragraph("34"))) == ["1234"]
