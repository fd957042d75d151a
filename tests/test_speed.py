"""The benchmark of speed measures what it says, and its coarsest bounds hold; nothing here is sharp enough to flake."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks.timing import chart, documents, growth, programs, rounds
from benchmarks.timing.documents import FORMS, Group
from benchmarks.timing.figures import Comparison, Figures
from benchmarks.timing.stages import REST, STAGES
from benchmarks.timing.tables import tables
from benchmarks.timing.targets import READING, Target, targets
from benchmarks.timing.worker import IN_STAGES
from tests.forms import CORPUS, placed, sample

RATIO = 0.8
"""`extract` as a whole takes no more than this of the time of pdfplumber's tables; a fifth, measured with patience."""

PER_PAGE = 1.6
"""A page of 24 costs no more than this of a page of 4; the work of a page is the same."""

PATHS = tuple(CORPUS / f"huangpu-union-2021.{producer}.pdf" for producer in ("libreoffice", "chromium"))


@cache
def comparison() -> Comparison:
    """Return what one round over two PDFs of the corpus took."""
    times = rounds.measure(["extract", READING, "pdfplumber", IN_STAGES], PATHS, 1)
    return Comparison("PDF", "pdfplumber", (Group(FORMS, PATHS),), times)


@cache
def starts() -> dict[str, float]:
    """Return what it costs to start."""
    return {name: programs.run(programs.STARTS[name]) for name in ("python -c pass", "extract --help")}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Return a run in small."""
    folder = tmp_path_factory.mktemp("reports")
    reports = [(pages, folder / f"{pages}.pdf") for pages in (4, 24)]
    for pages, path in reports:
        documents.repeat(PATHS[:1], pages, path)
    return Figures(1, (comparison(),), starts(), {}, tuple(growth.measure(reports, PATHS[0], 1)))


def test_everything_reads_everything() -> None:
    """Each thing has a time for each document, and found something in it."""
    times = comparison().times
    assert times.things == ["extract", READING, "pdfplumber"]
    assert times.documents == list(PATHS)
    assert all(len(spent) == 1 and spent[0] > 0 for spent in times.seconds.values())
    assert all(times.found.values())
    assert times.left_out == []


def test_the_whole_is_no_slower_than_this() -> None:
    """The whole of `extract` stays within its coarsest bound, and reading is a part of it."""
    assert comparison().ratio("extract", FORMS) < RATIO
    assert comparison().times.cost(READING, PATHS) < 1.5 * comparison().times.cost("extract", PATHS)


def test_stages_add_up() -> None:
    """The stages are the functions that do the work: little is left beside them."""
    times = comparison().times
    spent = {stage: times.stage(stage, PATHS) for stage in (*STAGES, REST)}
    assert all(seconds >= 0 for seconds in spent.values())
    assert spent[REST] < 0.3 * sum(spent.values())
    assert all(spent[stage] > 0 for stage in ("recognise", "fields", "assemble", "checks", "write"))


def test_cost_grows_with_the_pages(figures: Figures) -> None:
    """Six times the pages cost about six times as much, give as many lines, and hold little more memory."""
    few, many = figures.reports
    assert many.per_page < PER_PAGE * few.per_page
    assert (few.lines, many.lines) == (2, 12)
    assert few.peak <= many.peak + 8 * 1024
    assert many.peak < 300 * 1024


def test_a_start_costs_something() -> None:
    """The command costs more than Python alone, and not much more than it ever did."""
    assert 0 < starts()["python -c pass"] < starts()["extract --help"] < 2


def test_what_is_shown(figures: Figures) -> None:
    """Each table is a rectangle, and the chart is SVG with every ratio in it."""
    shown = tables(figures)
    assert list(shown) == [
        "Targets", "PDF (pdfplumber = 1.00)", "Where the time of a file goes", "The command", "By pages",
    ]  # fmt: skip
    assert all(len(row) == len(names) for names, rows in shown.values() for row in rows)
    root = ET.fromstring(chart.draw(figures))  # noqa: S314 - our own text
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"extract", READING, "pdfplumber", "1.00"} <= set(words)


def test_a_missed_target_is_named(figures: Figures) -> None:
    """What the run can judge is judged, and says what was measured."""
    assert [target.name for target in targets(figures)] == [
        "PDF, all forms: extract / pdfplumber",
        "PDF, all forms: extract, reading alone / pdfplumber",
        "extract --help",
    ]
    missed = Target("memory of 600 pages", 301.25, 300, " MiB")
    assert not missed.held
    assert missed.sentence == "memory of 600 pages: 301.25 MiB, at most 300 MiB"


def test_what_is_not_installed_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A library that cannot be imported is named, and the others are measured."""
    (tmp_path / "camelot.py").write_text("raise ImportError('no camelot here')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    times = rounds.measure(["pdfplumber", "camelot"], PATHS[:1], 1)
    assert times.left_out == ["camelot is left out: no camelot here"]
    assert times.things == ["pdfplumber"]


@pytest.mark.parametrize("rows", [24, 60, 90])
def test_stretched_forms_are_whole(rows: int) -> None:
    """A form that is made longer has its rows, and its cells fill every place."""
    form = documents.stretched(sample(), rows)
    cells = placed(form)
    assert len(form.rows) == rows
    assert {cell.end for cell in cells} <= set(range(1, 7))
    assert sum(cell.slot.rows * cell.slot.columns for cell in cells) == 6 * rows
    assert {slot.rows * slot.columns for row in documents.unmerged(form).rows for slot in row} == {1}


def test_the_page_of_a_site_is_as_large_as_it_says() -> None:
    """The page with much markup is of 120 kB."""
    assert abs(len(documents.site_page(sample()).encode()) - documents.WEB_PAGE) < 1000


def test_the_corpus_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without producers there are still PDFs by both of them, and a Word document."""
    monkeypatch.setattr(documents, "missing", lambda: ["soffice"])
    libreoffice, chromium, every = documents.pdfs()
    assert (PATHS[0] in libreoffice.paths, PATHS[1] in chromium.paths) == (True, True)
    assert every.pages == libreoffice.pages + chromium.pages
    assert [group.name for group in documents.words()] == ["24 rows"]
