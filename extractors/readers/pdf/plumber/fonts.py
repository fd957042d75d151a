"""Fonts, none of which describes more characters than there are: the library would write each of them down."""

import re
from collections.abc import Iterator
from typing import Any

from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.pdftypes import PDFStream, resolve1

MOST_CODES = 1 << 18
"""Four times as many as the codes of two bytes that there are."""

SECTION = re.compile(rb"begin(?:bf|cid|notdef)range(.*?)(?:end(?:bf|cid|notdef)range|\Z)", re.DOTALL)
LISTED = re.compile(rb"\[[^\[\]]*")
RANGE = re.compile(rb"<([0-9A-Fa-f\s]{1,64})>\s*<([0-9A-Fa-f\s]{1,64})>\s*[<\]\d]")


class Fonts(PDFResourceManager):
    """The fonts of a file, kept for all of its pages."""

    def __init__(self) -> None:
        super().__init__(caching=True)
        self._judged: set[object] = set()

    def get_font(self, objid: object, spec: Any) -> PDFFont:  # noqa: ANN401 - as the library has it
        """Return a font; raise `PDFSyntaxError` where it describes too many characters."""
        if objid is None or objid not in self._judged:
            if sum(_codes(spec)) > MOST_CODES:
                raise PDFSyntaxError("more codes than there are")
            self._judged.add(objid)
        return super().get_font(objid, spec)


def _codes(spec: dict[str, Any]) -> Iterator[int]:
    """Yield how many characters each part of a font describes."""
    for key, step in (("W", 3), ("W2", 5)):
        yield from _widths(resolve1(spec.get(key)), step)
    for key in ("ToUnicode", "Encoding"):
        table = resolve1(spec.get(key))
        for section in SECTION.findall(table.get_data()) if isinstance(table, PDFStream) else ():
            yield from (
                max(0, _number(last) - _number(first)) for first, last in RANGE.findall(LISTED.sub(b"", section))
            )


def _widths(table: object, step: int) -> Iterator[int]:
    numbers: list[float] = []
    for value in map(resolve1, table) if isinstance(table, list) else ():
        if isinstance(value, list):
            yield len(value)
            numbers = []
        elif isinstance(value, (int, float)):
            numbers.append(value)
            if len(numbers) == step:
                yield max(0, int(numbers[1] - numbers[0]))
                numbers = []


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)
