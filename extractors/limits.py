"""How large a file may be that is read: one place for every limit that a reader itself keeps to.

Nothing is cut to fit in silence. A file that passes a limit is refused as a whole; of a PDF a page that does is left
out. Either way a finding names the limit and the option that raises it.
"""

from dataclasses import dataclass
from typing import Literal

from extractors.errors import LIMIT, Unreadable

Name = Literal["size", "pages", "cells", "tags", "text", "expansion", "drawing", "characters"]

WORDS: dict[Name, tuple[str, str]] = {
    "size": ("{:,} bytes", "{:,} 字节"),
    "pages": ("{:,} pages", "{:,} 页"),
    "cells": ("{:,} cells", "{:,} 个单元格"),
    "tags": ("{:,} tags", "{:,} 个标记"),
    "text": ("{:,} bytes of text", "{:,} 字节文本"),
    "expansion": ("{:,} bytes when it is unpacked", "解压后 {:,} 字节"),
    "drawing": ("{:,} bytes of drawing on a page", "单页绘图内容 {:,} 字节"),
    "characters": ("{:,} characters on a page", "单页 {:,} 个字符"),
}
"""What each limit counts, in English and Chinese."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold. The option that raises a limit is called after it: `--max-cells` raises `cells`."""

    size: int = 256 << 20
    """Bytes of the file."""

    pages: int = 2_000
    """Pages of a PDF."""

    cells: int = 250_000
    """Positions of all tables of a file together, rows times columns: more than any form has."""

    tags: int = 2_000_000
    """Tags of a web page, or of the parts of a Word file that hold text; each takes some 200 bytes as it is read."""

    text: int = 32 << 20
    """Bytes of a text or a web page."""

    expansion: int = 64 << 20
    """Bytes that what is packed may unpack to: the parts of a Word file with text together, each stream of a PDF."""

    drawing: int = 2 << 20
    """Bytes of operators that draw one page of a PDF, unpacked: a dense page has half of that."""

    characters: int = 100_000
    """Characters of one page of a PDF: ten times as many as a dense one has."""

    def beyond(self, name: Name) -> Unreadable:
        """Return the reason why a file that passes a limit is not read."""
        english, chinese = (words.format(getattr(self, name)) for words in WORDS[name])
        option = f"--max-{name}"
        return Unreadable(
            LIMIT,
            f"more than {english}; split the file, or raise {option}",
            f"超过 {chinese}；请拆分文件或调高 {option}",
        )


class Positions:
    """Counts the positions that the tables of a file take up, and refuses the file when there are too many."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.cells

    def check(self, rows: int, columns: int) -> None:
        """Raise `Unreadable` where a table of this size has no room any more."""
        if rows * columns > self._left:
            raise self._limits.beyond("cells")

    def take(self, rows: int, columns: int) -> None:
        """Take room for a table; raise `Unreadable` where there is none."""
        self.check(rows, columns)
        self._left -= rows * columns
