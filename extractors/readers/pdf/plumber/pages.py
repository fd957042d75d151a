"""The bytes of a PDF → the records of its pages, one after the other, by pdfminer.six, the parser inside pdfplumber.

pdfplumber's own characters are not used, since they know nothing of /ActualText (部⻔ for 部门), of pages that are
turned and of what is invisible: the page is interpreted once, by a device that takes all of that down.
"""

import logging
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

import pdfminer
from pdfminer.pdfdocument import PDFDocument, PDFXRefFallback
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, int_value

from extractors.document import Box
from extractors.errors import DAMAGED, PARTLY_READ, Problem, Unreadable
from extractors.limits import Limits
from extractors.readers.pdf import damage
from extractors.readers.pdf.boxes import common
from extractors.readers.pdf.plumber import annotations, streams
from extractors.readers.pdf.plumber.device import Recorder
from extractors.readers.pdf.plumber.fonts import Fonts
from extractors.readers.pdf.plumber.interpreter import Interpreter
from extractors.readers.pdf.plumber.unpacking import Document, Parser
from extractors.readers.pdf.record import QUARTER, PageRecord

VERSION = f"pdfminer.six {pdfminer.__version__}"

SIGNATURE = b"%PDF-"


class Pages:
    """The pages of a PDF, read one by one as they are asked for; `problems` tells what could not be read so far."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        self.problems: list[Problem] = []
        self.left_out: list[Unreadable] = []
        self._limits = limits
        self._document = _opened(data, limits)
        self._cut_short = damage.is_cut_short(data)
        self._manager = Fonts()

    def from_page(self, first: int) -> Iterator[PageRecord]:
        """Yield a record for each page from a number on; raise `Unreadable` when there is none in the file."""
        for number, page in enumerate(self._pages[first - 1 :], start=first):
            yield self._read(page, number)
        self._compare_with_catalogue(len(self._pages))
        if not self._pages:
            raise Unreadable(DAMAGED, *(self.first_damage or ("it has no pages", "没有页面")))

    def page(self, number: int) -> PageRecord | None:
        """Return the record of one page, or None where this library finds no such page."""
        return self._read(self._pages[number - 1], number) if number <= len(self._pages) else None

    @cached_property
    def _pages(self) -> list[PDFPage]:
        found = list(islice(self._found(), self._limits.pages + 1))
        if len(found) > self._limits.pages:
            raise self._limits.beyond("pages")
        return found

    @property
    def first_damage(self) -> tuple[str, str] | None:
        """What is wrong with the file in the first place, in English and Chinese, as far as it was read."""
        return next(((problem.detail, problem.detail_zh) for problem in self.problems), None)

    def _found(self) -> Iterator[PDFPage]:
        pages = PDFPage.create_pages(self._document)
        while True:
            try:
                page = next(pages, None)
            except Unreadable:
                raise
            except MemoryError as error:
                raise damage.unreadable(error) from error
            except Exception as error:  # noqa: BLE001 - the library raises anything on damaged bytes
                english, chinese = damage.cause(error)
                self._note(f"further pages cannot be found ({english})", f"找不到后续页面（{chinese}）")
                return
            if page is None:
                return
            yield page

    def _read(self, page: PDFPage, number: int) -> PageRecord:
        """Return what could be taken down of a page, and note what stopped it."""
        wide, high = _crop(page)
        recorder = Recorder(self._manager, wide, high, self._limits)
        try:
            self._check_streams(page, number)
            interpreter = Interpreter(self._manager, recorder)
            interpreter.process_page(page)
            self._draw_annotations(page, interpreter, number)
        except Unreadable as error:
            self.left_out.append(error)
            self.problems.append(error.problem.of_page(number))
            return Recorder(self._manager, wide, high, self._limits).record(number)
        except MemoryError as error:
            raise damage.unreadable(error) from error
        except Exception as error:  # noqa: BLE001 - the library raises anything on damaged bytes
            english, chinese = damage.cause(error)
            self._note(f"page {number} breaks off ({english})", f"第 {number} 页读取中断（{chinese}）")
        return recorder.record(number)

    def _check_streams(self, page: PDFPage, number: int) -> None:
        if self._document.encryption:
            return
        states = streams.states(page, self._limits.drawing)
        if "huge" in states or streams.drawn(page) > self._limits.drawing:
            raise self._limits.beyond("drawing")
        if "broken" in states:
            self._note(f"the content of page {number} is damaged", f"第 {number} 页内容已损坏")

    def _draw_annotations(self, page: PDFPage, interpreter: Interpreter, number: int) -> None:
        undrawn = annotations.draw(page, interpreter, interpreter.recorder.page_matrix)
        if undrawn:
            self._note(
                f"{undrawn} filled fields of page {number} are not drawn",
                f"第 {number} 页有 {undrawn} 个已填表单域未显示",
            )

    def _compare_with_catalogue(self, found: int) -> None:
        """Note when the file is cut short, its index is broken, or it has fewer pages than it says."""
        if self._cut_short:
            self._note("the file has no end mark, it may be cut short", "文件缺少结束标记，可能不完整")
        elif any(isinstance(xref, PDFXRefFallback) for xref in self._document.xrefs):
            self._note("its index is broken, its parts were searched for", "文件索引损坏，内容系逐段搜索所得")
        declared = _declared_pages(self._document)
        if declared > found > 0:
            missing = declared - found
            self._note(f"{missing} of {declared} pages are missing", f"共 {declared} 页，缺 {missing} 页")

    def _note(self, detail: str, detail_zh: str) -> None:
        self.problems.append(Problem(PARTLY_READ, detail, detail_zh))


def _opened(data: bytes, limits: Limits) -> PDFDocument:
    """Open a PDF; where other bytes stand before it, its index counts from its own beginning or from theirs."""
    start = data.find(SIGNATURE)
    try:
        document: PDFDocument = Document(Parser(data[start:], limits))
        if start > 0 and any(isinstance(xref, PDFXRefFallback) for xref in document.xrefs):
            document = Document(Parser(data, limits))
    except Unreadable:
        raise
    except Exception as error:
        raise damage.unreadable(error) from error
    return document


def _crop(page: PDFPage) -> tuple[float, float]:
    """Make the page what is shown of it, its crop box as far as it lies on the sheet; return its width and height."""
    sheet, crop = _in_order(page.mediabox), _in_order(page.cropbox)
    x0, y0, x1, y1 = visible = common(sheet, crop)
    page.mediabox = visible if x0 < x1 and y0 < y1 else sheet
    x0, y0, x1, y1 = page.mediabox
    return (y1 - y0, x1 - x0) if page.rotate in {QUARTER, 3 * QUARTER} else (x1 - x0, y1 - y0)


def _in_order(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _declared_pages(document: PDFDocument) -> int:
    """Return how many pages the catalogue says there are; 0 when it does not say."""
    try:
        return int_value(dict_value(document.catalog["Pages"])["Count"])
    except Exception:  # noqa: BLE001 - the catalogue of a damaged file may hold anything: it then says nothing
        return 0
