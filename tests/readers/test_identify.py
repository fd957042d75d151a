"""One reader for each file, by its content alone; a reason where there is none."""

import io
import subprocess
import sys
import zipfile

import pytest

from extractors.errors import DAMAGED, EMPTY, UNKNOWN_ENCODING, UNSUPPORTED, Reason, Unreadable
from extractors.readers import identify, readers
from extractors.readers.content import Content
from tests.forms import CORPUS

TABLE = "<table><tr><td>部门名称</td><td>总工会</td></tr></table>"
ROWS = "部门名称\t总工会\n年度目标\t<p>认真履行<br>职能</p>\n"


def claimants(data: bytes) -> list[str]:
    """Return the formats of all readers that accept the bytes."""
    content = Content(data)
    return [reader.FORMAT for reader in readers() if reader.accepts(content)]


def refusal(data: bytes) -> tuple[Reason, str]:
    """Return why no reader accepts the bytes."""
    with pytest.raises(Unreadable) as caught:
        identify(Content(data))
    return caught.value.problem.reason, caught.value.problem.detail


@pytest.mark.parametrize(
    "page",
    [
        f"<!DOCTYPE html>\n<html><body>{TABLE}</body></html>",
        "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><p>没有表格",
        f"<html><body>{TABLE}",
        f"\n\n  <HTML lang=zh>{TABLE}</HTML>",
        f"<!-- saved from url=(0014)about:internet -->\n<html>{TABLE}</html>",
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml">{TABLE}</html>',
        f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">{TABLE}</html>',
        TABLE,
        f"<div>\n\t<div>\n\t\t{TABLE}\n\t</div>\n</div>",
        f"<p>绩效自评表</p>{TABLE}",
        f"绩效自评表 {TABLE}",
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>{TABLE}</html>",
        "<meta charset=utf-8><title>绩效自评表</title><p>正文",
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_pages(page: str, codec: str) -> None:
    """Pages, whole or in pieces, are HTML and nothing else, in every encoding."""
    assert claimants(page.encode(codec)) == ["html"]


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        "<p>认真履行职能</p>\t<p>完成</p>\n",
        f"部门名称\t总工会\n年度目标\t{TABLE}\n",
        "指标值 <90% 且 >80%\n",
        "页面代码含有 <table> 标签\n",
        "BM类项目绩效自评表\n",
        "GIF8 与 II* 开头的说明\n",
        "MM项目\n",
        "%PDF 文件说明：以 %PDF- 开头\n",
        "Rar! 压缩说明\n",
        "From: 财政局\n关于绩效自评的通知\n",
        "{\\r} 不是富文本\n",
        '{"部门": "总工会"}\n',
        "| 部门 | 总工会 |\n|---|---|\n| 年度 | 2021 |\n",
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_texts(text: str, codec: str) -> None:
    """Texts are text: with tags in their cells, and with a beginning that looks like another format's."""
    assert claimants(text.encode(codec)) == ["text"]


def _zip(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


MHT = (
    "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E7=BB=A9?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="x"\r\n\r\n--x\r\n'
    f"Content-Type: text/html\r\n\r\n<html>{TABLE}</html>\r\n--x--\r\n"
).encode()

WORD_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>绩效</w:body></w:wordDocument>'
).encode()


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (MHT, "a saved web page (.mht)"),
        (MHT[MHT.index(b"MIME") :], "a saved web page (.mht)"),
        (b"Received: from a\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", "an e-mail (.eml)"),
        (WORD_XML, "an XML file"),
        ('<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="x"><text>绩效</text></svg>'.encode(), "an XML file"),
        ('<office:document xmlns:office="urn:x"><text:p>绩效</text:p></office:document>'.encode(), "an XML file"),
        ('<?xml version="1.0" encoding="gb2312"?><数据>绩效自评表</数据>'.encode("gb18030"), "an XML file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image (JPEG)"),
        (b"BM\x36\x84\x03\0\0\0\0\0\x36\0\0\0", "an image (BMP)"),
        (b"GIF89a\x01\0\x01\0", "an image (GIF)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "an old Office file (.doc, .xls)"),
        (b"{\\rtf1\\ansi x}", "a rich text file (.rtf)"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "an archive (gzip)"),
        (_zip(**{"a.txt": "绩效"}), "an archive (zip)"),
        (_zip(**{"xl/workbook.xml": "<x/>"}), "a spreadsheet (.xlsx)"),
    ],
)
def test_known_files_that_are_not_read(data: bytes, detail: str) -> None:
    """A file of a kind that is known and not read is refused by its name."""
    assert refusal(data) == (UNSUPPORTED, detail)


def test_files_that_say_nothing() -> None:
    """Empty files, broken archives and bytes in no known encoding each have their reason."""
    assert refusal(b"")[0] is EMPTY
    assert refusal(b"\0\0 \n")[0] is EMPTY
    assert refusal(_zip(**{"a.txt": "绩效"})[:40])[0] is DAMAGED
    assert refusal("Grüße aus Köln: schöne Füße".encode("latin-1"))[0] is UNKNOWN_ENCODING


def test_pdf_is_claimed_by_no_reader_of_text() -> None:
    """A PDF is not text and not HTML, also behind other bytes, and with tags in it."""
    for data in (b"%PDF-1.7\n1 0 obj\n<html><table><tr>\n", b"\xef\xbb\xbf\n%PDF-1.4\n1 0 obj <<>> endobj\n"):
        assert Content(data).is_pdf
        assert {"html", "text"}.isdisjoint(claimants(data))


def test_formats_are_distinct() -> None:
    """No two readers read one format."""
    formats = [reader.FORMAT for reader in readers()]
    assert len(set(formats)) == len(formats)
    assert {"html", "text"} <= set(formats)


SLOW = {"bs4", "docx", "lxml", "pdfplumber", "pypdfium2", "pypdfium2_raw"}


@pytest.mark.parametrize("name", ["html", "docx", "chromium.pdf", "txt"])
def test_identifying_imports_no_format(name: str) -> None:
    """Whichever format a file has, to tell it no more of any reader is imported than its name and its `accepts`."""
    path = CORPUS / f"huangpu-union-2021.{name}"
    code = (
        "import sys; from pathlib import Path; from extractors.readers import identify; "
        "from extractors.readers.content import Content; identify(Content(Path(sys.argv[1]).read_bytes())); "
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    modules = [module.split(".") for module in run.stdout.split()]
    assert {parts[0] for parts in modules} & SLOW == set()
    assert [parts for parts in modules if parts[:2] == ["extractors", "readers"] and len(parts) > 3] == []
