"""Word documents of every kind are told apart by content and read alike."""

import io
import zipfile
from collections.abc import Mapping

import docx
import pytest
from lxml import etree

from extractors.document import Document
from extractors.errors import NO_TEXT, Reason, Unreadable
from extractors.readers import word
from extractors.readers.content import Content

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (LINKS, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)


def part(root: str, inner: str) -> str:
    """Return the XML of a part, the usual prefixes declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'


def members(body: str, kind: str = f"{TYPES}.document.main+xml", **parts: str) -> dict[str, str]:
    """Return the members of a Word file: a body and, by kind, the parts that it links to as rIdA, rIdB and so on."""
    links = "".join(
        f'<Relationship Id="rId{chr(65 + index)}" Type="{LINKS}/{name}" Target="{name}.xml"/>'
        for index, name in enumerate(parts)
    )
    relationships = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'{relationships}<Relationship Id="rId1" Type="{LINKS}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": f"{relationships}{links}</Relationships>",
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of the members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def read(body: str, **parts: str) -> Document:
    """Read a Word document with this body."""
    return word.read(Content(zipped(members(body, **parts))))


def paragraph(*texts: str, look: str = "") -> str:
    """Return a paragraph of runs of text."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def cell(text: str = "", look: str = "") -> str:
    """Return a table cell of one paragraph."""
    return f"<w:tc>{f'<w:tcPr>{look}</w:tcPr>' if look else ''}{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    """Return a table of rows, each the XML of its cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in rows)}</w:tbl>"


def lines(document: Document) -> list[str]:
    """Return the texts of the lines."""
    return [line.text for line in document.lines]


def reason(data: bytes) -> Reason:
    """Return why the bytes give no document."""
    with pytest.raises(Unreadable) as caught:
        word.read(Content(data))
    return caught.value.problem.reason


FORM = paragraph("绩效自评表") + table(cell("年初预算数") + cell("1,859.01"))


@pytest.mark.parametrize(
    "kind",
    [
        f"{TYPES}.document.main+xml",
        f"{TYPES}.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_documents_templates_and_those_with_macros_read_alike(kind: str) -> None:
    """The type's name decides that it is Word, and nothing else."""
    content = Content(zipped(members(FORM, kind)))
    assert word.accepts(content)
    document = word.read(content)
    assert (lines(document), [found.text for found in document.grids[0].cells]) == (
        ["绩效自评表"],
        ["年初预算数", "1,859.01"],
    )


def test_a_strict_document_reads_as_an_ordinary_one() -> None:
    """ISO-strict files differ in the names of their namespaces, not in what they print."""
    files = members(FORM)
    for usual, strict in STRICT:
        files = {name: xml.replace(usual, strict) for name, xml in files.items()}
    assert "schemas.openxmlformats.org/wordprocessingml" not in files["word/document.xml"]
    assert word.read(Content(zipped(files))) == read(FORM)


def test_the_main_part_may_have_any_name() -> None:
    """Where the text stands is what the relationships say; case and slashes of the names do not count."""
    files = members(FORM)
    renamed = {name.replace("word/document", "Office\\Body2"): xml for name, xml in files.items()}
    renamed = {name: xml.replace("word/document.xml", "/office/body2.xml") for name, xml in renamed.items()}
    renamed["Office\\_rels\\body2.xml.rels"] = files["word/_rels/document.xml.rels"]
    content = Content(zipped(renamed))
    assert word.accepts(content)
    assert word.read(content) == read(FORM)


@pytest.mark.parametrize("name", ["xl/workbook.xml", "notes/word.txt"])
def test_other_archives_are_not_accepted(name: str) -> None:
    """A zip file is a Word document only where it says so."""
    assert not word.accepts(Content(zipped({name: "word"})))
    assert not word.accepts(Content(zipped({"[Content_Types].xml": "<Types/>", name: "word"})))
    assert not word.accepts(Content(b"word/document.xml"))


def test_python_docx_documents_are_read_with_their_versions() -> None:
    """What python-docx writes is read, and the library that decides the reading is named."""
    made = docx.Document()
    made.add_paragraph("单位：万元")
    grid = made.add_table(rows=2, cols=3)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "预算"
    grid.cell(1, 2).text = "97.8%"
    target = io.BytesIO()
    made.save(target)
    document = word.read(Content(target.getvalue()))
    assert (document.format, document.read_by.split(" ")[0]) == ("docx", "docx/1")
    assert f"lxml {etree.__version__}" in document.read_by
    found = [(cell.at, cell.row_span, cell.column_span, cell.text) for cell in document.grids[0].cells]
    assert found == [("t1 r1 c1", 2, 2, "预算"), ("t1 r1 c3", 1, 1, ""), ("t1 r2 c3", 1, 1, "97.8%")]
    assert document.grids[0].spans_known


def test_a_link_to_a_missing_part_does_not_matter() -> None:
    """Word opens such files, and nothing that they print is missing."""
    files = members(FORM, numbering=part("numbering", ""))
    del files["word/numbering.xml"]
    assert word.read(Content(zipped(files))) == read(FORM)


def test_a_header_is_read_where_the_body_has_no_lines() -> None:
    """The title stands in the header then; otherwise the header is no part of the text."""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rIdA"/></w:sectPr>'
    header = part("hdr", table(cell("绩效自评表")) + paragraph("2021年度"))
    document = read(table(cell("预算")) + "<w:p/>" + section, header=header)
    assert [(line.text, line.at, line.after) for line in document.lines] == [
        ("绩效自评表", "l1", 0),
        ("2021年度", "l2", 0),
    ]
    assert len(document.grids) == 1
    assert lines(read(paragraph("题目") + section, header=header)) == ["题目"]
    noted = table('<w:tc><w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:tc>')
    notes = part("footnotes", f'<w:footnote w:id="2">{paragraph("注")}</w:footnote>')
    assert lines(read(noted + section, header=header, footnotes=notes)) == ["绩效自评表", "2021年度", "注"]


def test_the_first_page_has_a_header_of_its_own_where_it_is_said_so() -> None:
    """The header of the first page is the one that is printed there."""
    references = '<w:headerReference w:type="default" r:id="rIdA"/><w:headerReference w:type="first" r:id="rIdB"/>'
    files = members(f"<w:sectPr>{references}<w:titlePg/></w:sectPr>", header=part("hdr", paragraph("后页")), first="")
    files["word/first.xml"] = part("hdr", paragraph("首页"))
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace('/first"', '/header"')
    assert lines(word.read(Content(zipped(files)))) == ["首页"]


def test_notes_that_the_text_refers_to_are_lines_behind_the_body() -> None:
    """A note is printed; its mark is no part of the text that it stands in."""
    mark = '<w:p><w:r><w:t>1,859.01</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = part("footnotes", f'<w:footnote w:id="1">{paragraph("无")}</w:footnote>'
                 f'<w:footnote w:id="2">{paragraph("注：含结转")}</w:footnote>')  # fmt: skip
    assert lines(read(mark, footnotes=notes)) == ["1,859.01", "注：含结转"]


def test_a_document_of_pictures_has_no_text() -> None:
    """A scan pasted into a document is no empty form."""
    assert reason(zipped(members("<w:p><w:r><w:drawing/></w:r></w:p>"))) is NO_TEXT


def test_pictures_and_objects_that_may_hold_text_are_told() -> None:
    """A table that is a picture, a cell that is one and an embedded object are not dropped in silence."""
    picture = "<w:p><w:r><w:drawing/></w:r></w:p>"
    embedded = "<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>"
    assert [problem.detail for problem in read(paragraph("附件") + picture).problems] == [
        "pictures that may hold text (1)"
    ]
    assert [problem.detail for problem in read(embedded + '<w:altChunk r:id="rIdA"/>').problems] == [
        "embedded objects (2)"
    ]
    beside = read(table(f"<w:tc>{picture}</w:tc>", f"<w:tc>{paragraph('公章')}{picture}</w:tc>") + picture)
    assert [problem.detail for problem in beside.problems] == ["pictures that may hold text (1)"]
    assert read(FORM).problems == ()
