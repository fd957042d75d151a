"""What went wrong inside a PDF, as an exception or as bytes → a short cause in plain words."""

import zlib
from typing import Literal

from extractors.errors import DAMAGED, ENCRYPTED, Unreadable

TAIL = 1024
"""How far from the end of a file its end mark may stand; PDF readers look as far."""

IN_WORDS = (
    ("RecursionError", "", "its parts are nested too deeply", "内部结构嵌套过深"),
    ("PDFNoValidXRef", "", "its index is broken", "文件索引损坏"),
    ("", "Unexpected EOF", "unexpected end of the file", "文件意外结束"),
    ("", "No /Root", "no catalogue of its parts", "缺少文件目录"),
    ("", "Unsupported filter", "a part is packed in an unknown way", "含有无法识别的压缩方式"),
    ("PSSyntaxError", "", "its syntax is broken", "文件语法错误"),
    ("PDFSyntaxError", "", "its syntax is broken", "文件语法错误"),
    ("PDFObjectNotFound", "", "a part is missing", "缺少部分内容"),
    ("KeyError", "", "an entry is missing", "缺少必要条目"),
    ("PSEOF", "", "unexpected end of the file", "文件意外结束"),
    ("error", "", "a packed part is broken", "压缩数据损坏"),
)
"""By the name of an exception and what it says: the cause in English and Chinese."""

OTHERWISE = ("its structure is broken", "内部结构错误")


def cause(error: BaseException) -> tuple[str, str]:
    """Return the first cause of an exception in English and Chinese, in words that say nothing of the program."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    kind, said = type(error).__name__, str(error)
    known = ((english, chinese) for name, sign, english, chinese in IN_WORDS if name in {"", kind} and sign in said)
    return next(known, OTHERWISE)


def unreadable(error: BaseException) -> Unreadable:
    """Return the reason why an exception of the library leaves no document; the want of memory is none."""
    # pdfplumber wraps whatever its parser raises, a lack of memory too, in one class without a word of its own.
    if type(error).__name__ == "PdfminerException":
        error = error.__context__ or error
    name = type(error).__name__
    if name == "PDFPasswordIncorrect" or "Encryption" in name:
        return Unreadable(ENCRYPTED)
    if isinstance(error, MemoryError):
        raise error
    return Unreadable(DAMAGED, *cause(error))


def is_cut_short(data: bytes) -> bool:
    """Return whether the end mark of a PDF is missing; that of an earlier revision may stand before what was added."""
    last = data.rfind(b"%%EOF")
    behind = data[last:]
    return last < len(data) - TAIL or b"startxref" in behind or b" obj" in behind


def inflated(packed: bytes, most: int) -> bytes | Literal["broken", "huge"]:
    """Return what is deflated; that it is broken, or more than so many bytes, without unpacking more than these."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, most)
    except zlib.error:
        return "broken"
    if unpacker.unconsumed_tail:
        return "huge"
    return content if unpacker.eof else "broken"
