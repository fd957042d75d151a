"""The documents of the benchmark: PDFs of ruled forms, Word tables, web pages, and PDFs of many pages."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pypdfium2

from benchmarks.documents import SMALL, documents, place
from tests.forms import CORPUS, Form, Slot, sample
from tests.producers import missing
from tests.published import published
from tests.readers.pdf_tables import FONTS, made_up
from tests.rendering import expanded, to_html

PUBLISHED = ("r001", "r003", "r010", "r022", "r029", "r034", "r042")
"""Published tables that are printed: of several layouts, small ones and large ones."""

ROWS = (24, 90)
RANDOM = {"random-1": (24, 6), "random-2": (70, 7)}
"""Tables that are no forms, by rows and columns; the name is the seed as well."""

PAGES_OF_A_PART = 10
WEB_PAGE = 120_000
"""Bytes of a page with much markup around the table."""


@dataclass(frozen=True)
class Group:
    """Documents that are compared as one: what they are called in a report, where they stand, how many pages they have.

    What has no pages counts as one.
    """

    name: str
    paths: tuple[Path, ...]

    @property
    def pages(self) -> int:
        """The number of pages of all of them."""
        return sum(_pages(path) for path in self.paths)


def pdfs() -> tuple[Group, ...]:
    """Return the PDFs of forms by producer, each in one of four fonts, and random tables by both.

    Where producers are missing, those of the corpus stand in.
    """
    if missing():
        corpus = sorted(CORPUS.glob("*.pdf"))
        made = [(name, tuple(path for path in corpus if _by(path, name))) for name in PRODUCERS]
    else:
        made = [(name, _printed(name)) for name in PRODUCERS]
    groups = [Group(PRODUCERS[name], tuple(path for path in paths if path.stem not in RANDOM)) for name, paths in made]
    groups.append(Group(FORMS, tuple(path for group in groups for path in group.paths)))
    tables = tuple(path for _, paths in made for path in paths if path.stem in RANDOM)
    return (*groups, *([Group("random tables", tables)] if tables else []))


FORMS = "all forms"
PRODUCERS = {"libreoffice": "LibreOffice", "chromium": "Chromium"}


@cache
def _pages(path: Path) -> int:
    if path.suffix != ".pdf":
        return 1
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _by(path: Path, producer: str) -> bool:
    """Whether a PDF of the corpus is by a producer, which it names in its own words."""
    with pypdfium2.PdfDocument(path) as document:
        says = document.get_metadata_dict()
    return ("LibreOffice" in says.get("Producer", "")) == (producer == "libreoffice")


@cache
def forms() -> dict[str, Form]:
    """Return the forms that are printed, by name: one to five pages each."""
    some = {table.id: table.form for table in published() if table.id.startswith(PUBLISHED)}
    long = {f"sample-{rows}": stretched(sample(), rows) for rows in (60, 120)}
    return {"sample": sample(), **some, **long, **{name: _random(name) for name in RANDOM}}


def stretched(form: Form, rows: int) -> Form:
    """Return the sample form with so many rows: those of its indicators are repeated."""
    side = next(index for index, row in enumerate(form.rows) if row[0].text == "年度关键指标")
    one_row = form.rows[side + 1]
    more = tuple(
        (replace(one_row[0], text=f"{one_row[0].text}（{number}）"), *one_row[1:])
        for number in range(rows - len(form.rows))
    )
    end = side + form.rows[side][0].rows
    head = (replace(form.rows[side][0], rows=form.rows[side][0].rows + len(more)), *form.rows[side][1:])
    return replace(form, rows=(*form.rows[:side], head, *form.rows[side + 1 : end], *more, *form.rows[end:]))


def unmerged(form: Form) -> Form:
    """Return the form without merged cells; the places that they covered are blank."""
    return replace(form, rows=tuple(tuple(Slot(text) for text in row) for row in expanded(form)))


def _random(name: str) -> Form:
    rows, columns = RANDOM[name]
    cells = made_up(random.Random(name), rows, columns)  # noqa: S311 - repeatable
    slots: list[list[Slot]] = [[] for _ in range(rows)]
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        slots[cell.row].append(Slot(cell.text, cell.row_span, cell.column_span))
    return Form((name,), tuple(map(tuple, slots)))


def _printed(producer: str) -> tuple[Path, ...]:
    made: dict[str, Path] = {}
    for number, font in enumerate(FONTS):
        some = dict(list(forms().items())[number :: len(FONTS)])
        made |= documents(producer, some, _in_font(font))
    return tuple(made[name] for name in forms())


def _in_font(font: str) -> str:
    return SMALL.replace("Noto Sans CJK SC", font)


def words() -> tuple[Group, ...]:
    """Return Word documents by rows, with many merged cells and with none; those of the corpus without a producer."""
    if missing():
        return (Group("24 rows", (CORPUS / "huangpu-union-2021.docx",)),)
    made: dict[str, Form] = {}
    for rows in ROWS:
        merged = stretched(sample(), rows)
        made |= {f"{rows}-rows-merged": merged, f"{rows}-rows": unmerged(merged)}
    found = documents("word", made)
    return tuple(Group(f"{rows} rows", (found[f"{rows}-rows-merged"], found[f"{rows}-rows"])) for rows in ROWS)


def web_pages() -> tuple[Group, ...]:
    """Return a published form as a page of its own, and inside the much larger page of a site."""
    table = next(table for table in published() if table.id.startswith("r022"))
    path = documents("html", {table.id: table.form})[table.id]
    content = site_page(table.form).encode()
    page = place("page of a site", table.id, ".html", content)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(content)
    return Group("form alone", (path,)), Group("120 kB page", (page,))


def site_page(form: Form) -> str:
    """Return a form inside the menus, links, styles and scripts of a site, 120 kB in all."""
    link = '<li class="item i{0}"><a href="/zwgk/czxx/{0}.html" title="公开 {0}" target="_blank">第 {0} 条</a></li>\n'
    style = "".join(f".i{number} a {{ color: #0{number % 10}c; margin: 0 {number}px }}\n" for number in range(300))
    script = f"<script>var items = [{', '.join(map(str, range(2000)))}];</script>\n"
    bare = to_html(form, around=(f"<style>{style}</style>{script}", ""))
    count = (WEB_PAGE - len(bare.encode())) // len(link.format(100).encode())
    links = [link.format(number) for number in range(count)]
    menus = [f"<div><ul>\n{''.join(links[start : start + 20])}</ul></div>\n" for start in range(0, count, 20)]
    half = len(menus) // 2
    before = f"<style>{style}</style>{script}{''.join(menus[:half])}"
    return to_html(form, around=(before, "".join(menus[half:])))


def report_of(pages: int) -> Path:
    """Return a PDF of so many pages of forms, the same ten pages again and again."""
    parts = pdfs()[0].paths
    path = place(f"report of {pages} pages", f"{pages}-pages", ".pdf", "\n".join(map(str, parts)).encode())
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        repeat(parts, pages, half)
        half.replace(path)
    return path


def repeat(parts: Sequence[Path], pages: int, target: Path) -> None:
    """Write a PDF of so many pages: the first ten of some documents, again and again."""
    with pypdfium2.PdfDocument.new() as whole:
        while len(whole) < pages:
            room = min(PAGES_OF_A_PART, pages - len(whole))
            for path in parts:
                with pypdfium2.PdfDocument(path) as part:
                    taken = range(min(len(part), room))
                    if taken:
                        whole.import_pages(part, list(taken))
                room -= len(taken)
        whole.save(target)
