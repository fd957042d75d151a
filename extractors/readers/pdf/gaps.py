"""What a page shows that no text layer gives: scans, text drawn as outlines, characters without a meaning."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from extractors.errors import PARTLY_READ, Problem
from extractors.readers.pdf.boxes import area, common
from extractors.readers.pdf.record import PageRecord
from extractors.readers.pdf.rulings import MOST
from extractors.readers.pdf.sheet import Sheet

LARGE = 0.5
"""The part of a page from which on a picture on it is taken for a scan. A logo or a seal covers a tenth."""

FEW = 100
"""Characters. A scanned page may bear a printed page number or heading; a table in text has more than this."""

MANY_OUTLINES = 50
"""Curved shapes. A page without characters but with this many has its text drawn as outlines; an ornament has fewer."""

SHOWN = 30
"""Characters of a text that a problem quotes."""

UNMAPPED = re.compile(r"\(cid:\d+\)")

SYMBOLS = range(0xF000, 0xF100)
"""Where symbol fonts have their bullets and boxes to tick: private use too, but not of figures."""


def has_text(record: PageRecord) -> bool:
    """Return whether anything is printed on a page as text."""
    return any(not run.blank for run in record.runs)


@lru_cache(maxsize=16384)
def without_meaning(text: str) -> bool:
    """Return whether a character of a text layer says nothing about what is printed: its font has no table for it."""
    if UNMAPPED.fullmatch(text):
        return True
    return any(
        char == "\ufffd" or (unicodedata.category(char) in {"Cc", "Co", "Cn"} and ord(char) not in SYMBOLS)
        for char in text
        if not char.isspace()
    )


def is_doubtful(record: PageRecord) -> bool:
    """Return whether the text of a page may not be all that it shows, so that it is no measure of what stands there."""
    return not has_text(record) or _is_pictured(record) or record.hidden > 0 or _without_meaning(record) > 0


def problems(record: PageRecord, sheet: Sheet) -> Iterator[Problem]:
    """Yield what of a page could not be read."""
    for english, chinese in _gaps(record, sheet):
        yield Problem(PARTLY_READ, f"page {record.number} {english}", f"第 {record.number} 页{chinese}")


def _gaps(record: PageRecord, sheet: Sheet) -> Iterator[tuple[str, str]]:
    if not has_text(record) and (record.pictures or record.outlines >= MANY_OUTLINES):
        yield "has no text layer (a scan)", "无文字层（疑为扫描件）"
    elif _is_scan(record, sheet):
        yield "is mostly a picture, and what it shows is not read", "主要为图片，图中内容未读取"
    unknown = _without_meaning(record)
    if unknown:
        yield f"has {unknown} characters that its text layer gives no meaning", f"有 {unknown} 个字符无对应文字"
    upon = next((line.text[:SHOWN] for line in sheet.all_lines if line.overprinted), None)
    if upon is not None:
        yield f"has text printed over text, its order is not certain: {upon}", f"有文字重叠，次序不确定：{upon}"
    unsure = [text for table in sheet.tables for text in table.unsure]
    if unsure:
        yield (
            f"has a table without lines and labels whose rows it does not show: {', '.join(unsure)[:SHOWN]}",
            f"有无框线表格，其中标签所属行不明：{'、'.join(unsure)[:SHOWN]}",
        )
    if record.hidden:
        yield (
            f"has {record.hidden} characters that are cut off and do not show",
            f"有 {record.hidden} 个字符被裁切而不显示",
        )
    if sheet.overdrawn:
        yield f"has more than {MOST} lines, it was not searched for tables", f"线条超过 {MOST} 条，未识别其中表格"


def _is_scan(record: PageRecord, sheet: Sheet) -> bool:
    if sheet.tables or not _is_pictured(record):
        return False
    return 0 < sum(len(run.texts) for run in record.runs if not run.blank) < FEW


def _is_pictured(record: PageRecord) -> bool:
    """Return whether a picture covers most of a page."""
    page = (0.0, 0.0, record.width, record.height)
    return any(area(common(picture, page)) >= LARGE * area(page) for picture in record.pictures)


def _without_meaning(record: PageRecord) -> int:
    """Return how many characters of a page say nothing of what is printed."""
    unknown = {text for text in set().union(*[run.texts for run in record.runs]) if without_meaning(text)}
    return sum(text in unknown for run in record.runs for text in run.texts) if unknown else 0
