"""Automatic numbers, which stand in no text, are printed before their paragraphs."""

import pytest

from extractors.readers.word.numerals import FORMS
from tests.readers.test_word_documents import cell, lines, paragraph, part, read, table


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """Return a level of a list that counts from one."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def numbering(*levels: str, overrides: str = "") -> str:
    """Return a numbering part with a list 1, and a list 2 that shares its counters but for the overrides."""
    return part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>',
    )


def item(text: str, depth: int = 0, number: int = 1) -> str:
    """Return a paragraph of a list."""
    return paragraph(text, look=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_levels_count_and_start_anew() -> None:
    """A deeper level starts anew under each number above it, and shows the numbers above where it says so."""
    levels = (
        level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        level(3, "decimal", "(%4)", '<w:lvlRestart w:val="0"/>'),
    )
    body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁", 3) + item("戊") + item("己", 1) + item("庚", 2)
    body += item("辛", 3) + paragraph("壬")
    expected = ["一、甲", "一.1 乙", "一.2 丙", "(1) 丁", "二、戊", "二.1 己", "2.1.1 庚", "(2) 辛", "壬"]
    assert lines(read(body, numbering=numbering(*levels))) == expected


def test_lists_that_share_counters_go_on_unless_they_start_anew() -> None:
    """Two lists of one kind count on; one that starts anew does so once, from where it says."""
    decimal = level(0, "decimal", "%1.")
    body = item("甲") + item("乙", number=2) + item("丙") + item("丁", number=2)
    assert lines(read(body, numbering=numbering(decimal))) == ["1. 甲", "2. 乙", "3. 丙", "4. 丁"]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert lines(read(body, numbering=numbering(decimal, overrides=anew))) == ["1. 甲", "5. 乙", "6. 丙", "7. 丁"]


def test_a_numbered_column_of_empty_cells_is_printed() -> None:
    """The number is all that such a cell prints; a cell that continues another counts unseen."""
    restart, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [f"<w:tc><w:tcPr>{merge}</w:tcPr>{item('')}</w:tc>{cell('值')}" for merge in ("", restart, more, "")]
    (grid,) = read(table(*rows), numbering=numbering(level(0, "decimal", "%1"))).grids
    assert [found.text for found in grid.cells if found.column == 0] == ["1", "2", "4"]


def test_styles_number_their_paragraphs() -> None:
    """The list may stand in a style, the level in the list, and a paragraph may take itself out."""
    styles = part(
        "styles",
        '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    levels = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", '<w:pStyle w:val="B"/>'))
    body = paragraph("甲", look='<w:pStyle w:val="A"/>') + paragraph("乙", look='<w:pStyle w:val="B"/>')
    body += paragraph("丙", look='<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(read(body, styles=styles, numbering=levels)) == ["1. 甲", "a) 乙", "丙"]


def test_deleted_paragraphs_do_not_count() -> None:
    """A paragraph that a revision took out has no number."""
    gone = paragraph(look='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>')
    assert lines(read(item("甲") + gone + item("乙"), numbering=numbering(level(0, "decimal", "%1.")))) == [
        "1. 甲",
        "2. 乙",
    ]


def test_bullets_are_left_out_and_unknown_numbers_are_told() -> None:
    """A bullet says nothing; a number that cannot be written is not dropped in silence."""
    assert lines(read(item("甲"), numbering=numbering(level(0, "bullet", "•")))) == ["甲"]
    document = read(item("甲"), numbering=numbering(level(0, "hebrew1", "%1.")))
    assert lines(document) == [". 甲"]
    assert [problem.detail for problem in document.problems] == ["automatic numbers written as hebrew1"]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("decimalZero", 3, "03"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 105, "一百零五"),
        ("chineseCounting", 1010, "一千零一十"),
        ("chineseLegalSimplified", 21, "贰拾壹"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalFullWidth", 12, "１２"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperRoman", 0, "0"),
        ("chineseCounting", 123456, "123456"),
    ],
)
def test_numbers_are_written_in_their_form(form: str, number: int, printed: str) -> None:
    """Each form writes what Word prints, and beyond its range plain figures."""
    assert FORMS[form](number) == printed
