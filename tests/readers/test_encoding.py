"""Bytes → text: every encoding in use, declared or not, and None for what cannot be told."""

import random

import pytest

from extractors.errors import PARTLY_READ
from extractors.readers.encoding import Decoded, decode

FORM = (
    "黄埔区广州开发区部门整体支出绩效自评表\n\n(2021年度)\n\n单位：万元\n\n"
    "部门名称\t\t广州市黄埔区总工会（广州开发区总工会）\n\t实际支出数\t1472.46\t年度调整额\t353.99\n\t预算完成率\t97.8%\n"
)
TRADITIONAL = (
    "部門整體支出績效自評表\n單位：萬元\n預算執行數\t1,472.46\n年度調整額\t353.99\n實際完成情況：各項任務順利完成。\n"
)
GERMAN = "Die größte Übung für Ärzte: schöne Grüße aus Köln, Füße, Straße, süß, weiß, Öl – natürlich später prüfen.\n"
LATIN = GERMAN.replace("–", "-")

TITLES = (
    "绩效自评表",
    "部门整体支出绩效自评表",
    "2022年度项目支出绩效自评表",
    "临泽县农业农村局",
    "佐证资料目录",
    "偏差原因分析及改进措施",
    "隰县文物保护专项资金",
)


def decoded(data: bytes) -> Decoded:
    """Return what the bytes say; they must say something."""
    found = decode(data)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_text_without_a_declaration(codec: str) -> None:
    """A Chinese text comes back from every encoding in use, with or without a byte order mark."""
    found = decoded(FORM.encode(codec))
    assert found.text == FORM
    assert found.problems == ()


@pytest.mark.parametrize("codec", ["big5", "cp950", "big5hkscs", "gb18030", "utf-8", "utf-16-le"])
def test_traditional_characters(codec: str) -> None:
    """Traditional characters come in Big5 and in everything else."""
    assert decoded(TRADITIONAL.encode(codec)).text == TRADITIONAL


def test_byte_order_mark_of_big_endian_utf_16_and_of_gb18030() -> None:
    """Marks that no codec of Python writes by itself are known too."""
    assert decoded(b"\xfe\xff" + FORM.encode("utf-16-be")).text == FORM
    assert decoded(b"\x84\x31\x95\x33" + FORM.encode("gb18030")).text == FORM


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_title_only(title: str, codec: str) -> None:
    """A file with nothing but a title is enough to tell the encoding."""
    assert decoded(title.encode(codec)).text == title


def test_four_byte_characters_of_gb18030() -> None:
    """Rare characters that only GB18030 has come back, and the figures behind them."""
    text = "项目负责人：䶮𠮷\n年度预算数\t1,859.01\n全年执行数\t1,472.46\n"
    assert decoded(text.encode("gb18030")).text == text


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "utf-8", "big5", "iso-8859-1", "no-such-code"])
@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_declaration_is_only_a_candidate(declared: str, codec: str) -> None:
    """Whatever a page declares, it is read as what it is: gb2312 means GB18030, and a wrong declaration loses."""
    page = f'<html><head><meta charset="{declared}"></head><body>{FORM}䶮</body></html>'
    assert decoded(page.encode(codec)).text == page


def test_declared_western_page() -> None:
    """A page in Latin letters is read by its declaration; without one nobody can tell."""
    page = f"<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'><p>{LATIN}"
    assert decoded(page.encode("cp1252")).text == page
    assert decode(LATIN.encode("latin-1")) is None


def test_western_text_is_not_made_chinese() -> None:
    """German in Latin-1 is refused, word by word too; in UTF-8 it is read."""
    assert decode(LATIN.encode("latin-1")) is None
    found = [decode(word.encode("latin-1")) for word in LATIN.split()]
    assert all(text is None or text.text.isascii() for text in found)
    assert decoded(GERMAN.encode()).text == GERMAN


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_cut_last_character(codec: str) -> None:
    """A file that is cut within its last character is read, and the lost character is reported."""
    found = decoded(FORM.rstrip().replace("97.8%", "完成").encode(codec)[:-1])
    assert found.text.endswith("完\ufffd")
    assert found.replaced == 1
    (problem,) = found.problems
    assert problem.reason is PARTLY_READ
    assert "1" in problem.message


@pytest.mark.parametrize(("codec", "lost"), [("utf-8", 3), ("gb18030", 2)])
def test_a_few_bad_bytes(codec: str, lost: int) -> None:
    """A bad byte in a sound text costs what stands beside it only, and is reported: it may have been a digit."""
    text = FORM * 3
    at = text.encode(codec).index("际".encode(codec))
    data = bytearray(text.encode(codec))
    data[at] = 0xFF
    found = decoded(bytes(data))
    assert found.text.count("\ufffd") == found.replaced <= lost
    assert found.text.endswith(FORM)
    assert [problem.reason for problem in found.problems] == [PARTLY_READ]


def test_replacement_characters_of_somebody_else_are_reported() -> None:
    """A text in which another program has already lost characters says so too."""
    assert decoded("年初预算数\t1,8\ufffd9.01\n".encode()).replaced == 1


def test_many_bad_bytes_are_no_text() -> None:
    """A text of which every tenth byte is spoilt is refused."""
    data = bytearray(FORM.encode())
    data[::10] = b"\xff" * len(data[::10])
    assert decode(bytes(data)) is None


def test_padding_is_no_text() -> None:
    """NULs behind a text, as copies from disk blocks have them, are left out; NULs within a text are refused."""
    assert decoded(FORM.encode() + b"\0" * 100).text == FORM
    assert decode(FORM.encode()[:60] + b"\0" * 10 + FORM.encode()[60:]) is None


def test_plain_ascii() -> None:
    """ASCII is UTF-8."""
    assert decoded(b"1,859.01\t353.99\r\n") == Decoded("1,859.01\t353.99\r\n", "utf-8")


@pytest.mark.parametrize("size", [24, 100, 1000, 20_000])
def test_random_bytes_are_no_text(size: int) -> None:
    """Random bytes are refused."""
    source = random.Random(size)  # noqa: S311 - bytes that are the same in every run
    assert [decode(source.randbytes(size)) for _ in range(20)] == [None] * 20


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0\xba\xb3K\xb3",
        b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2lZ\x01\0\0 \x05\0\0\x13\0\x08\x02[Content_Types].xml",
        b"\xff\xfe" + bytes(number * number % 251 for number in range(400)),
        b"\x01\x02\x03\x04\x05\x06\x07\x08" * 20,
    ],
    ids=["png", "zip", "random behind a mark", "control characters"],
)
def test_binary_files_are_no_text(data: bytes) -> None:
    """What is no text is not decoded, whatever it begins with."""
    assert decode(data) is None
