"""The things that are timed: each reads one document as its library's manual shows it, and counts what it found.

A thing is a function without arguments that imports its library and returns the function that does the work, so that
whoever starts it learns at once whether the library is there.
"""

import importlib
from collections.abc import Callable
from pathlib import Path

Work = Callable[[Path], int]
"""A document → how much was found in it: lines of data, or cells, or characters; never nought."""


def extract() -> Work:
    """Let `extract` do the whole: file → checked lines of JSON."""
    import pipeline  # noqa: PLC0415 - what a process does not time it does not load

    return lambda path: sum(bool(line.line()) for line in pipeline.extract(path, path.name))


def reading() -> Work:
    """Let the reader of `extract` work alone: file → grids of cells and lines of text."""
    from extractors import readers  # noqa: PLC0415 - as above
    from extractors.readers.content import Content  # noqa: PLC0415 - as above

    return lambda path: sum(len(grid.cells) for grid in readers.read(Content(path.read_bytes())).grids)


def pdfplumber() -> Work:
    """`extract_tables()` of every page."""
    library = importlib.import_module("pdfplumber")

    def work(path: Path) -> int:
        cells = 0
        with library.open(path) as document:
            for page in document.pages:
                cells += _cells(page.extract_tables())
                page.close()
        return cells

    return work


def pymupdf() -> Work:
    """`find_tables()` of every page, and `extract()` of every table."""
    library = importlib.import_module("pymupdf")

    def work(path: Path) -> int:
        with library.open(path) as document:
            return sum(_cells([table.extract() for table in page.find_tables().tables]) for page in document)

    return work


def camelot() -> Work:
    """`read_pdf(flavor="lattice")` of all pages, with its defaults."""
    return _camelot("combined")


def camelot_vector() -> Work:
    """Take the lines that the PDF draws, without a picture of the page: its fastest way."""
    return _camelot("vector")


def _camelot(engine: str) -> Work:
    library = importlib.import_module("camelot")

    def work(path: Path) -> int:
        found = library.read_pdf(str(path), pages="all", flavor="lattice", engine=engine, suppress_stdout=True)
        return _cells([table.data for table in found])

    return work


def pdfium() -> Work:
    """Let pdfium load every page and its text, at which nobody looks: no reader built on it can be faster."""
    raw = importlib.import_module("pypdfium2.raw")

    def work(path: Path) -> int:
        data = path.read_bytes()
        document = raw.FPDF_LoadMemDocument(data, len(data), None)
        characters = 0
        for number in range(raw.FPDF_GetPageCount(document)):
            page = raw.FPDF_LoadPage(document, number)
            text = raw.FPDFText_LoadPage(page)
            characters += raw.FPDFText_CountChars(text)
            raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)
        raw.FPDF_CloseDocument(document)
        return characters

    raw.FPDF_InitLibrary()
    return work


def python_docx() -> Work:
    """`rows`, `cells`, `text` of every table."""
    library = importlib.import_module("docx")

    def work(path: Path) -> int:
        tables = library.Document(str(path)).tables
        return _cells([[cell.text for cell in row.cells] for row in table.rows] for table in tables)

    return work


def bs4_lxml() -> Work:
    """`BeautifulSoup(…, "lxml")`, and the text of every cell."""
    return _bs4("lxml")


def bs4_html_parser() -> Work:
    """`BeautifulSoup(…, "html.parser")`, and the text of every cell."""
    return _bs4("html.parser")


def _bs4(parser: str) -> Work:
    library = importlib.import_module("bs4")

    def work(path: Path) -> int:
        rows = library.BeautifulSoup(path.read_bytes(), parser).find_all("tr")
        return _cells([[[cell.get_text() for cell in row.find_all(["td", "th"])] for row in rows]])

    return work


def _cells(tables: object) -> int:
    return sum(cell is not None for table in tables for row in table for cell in row)  # type: ignore[attr-defined]


THINGS: dict[str, Callable[[], Work]] = {
    "extract": extract,
    "extract, reading alone": reading,
    "pdfplumber": pdfplumber,
    "PyMuPDF": pymupdf,
    "camelot": camelot,
    "camelot, vector engine": camelot_vector,
    "pdfium, pages loaded": pdfium,
    "python-docx": python_docx,
    "bs4 with lxml": bs4_lxml,
    "bs4 with html.parser": bs4_html_parser,
}
