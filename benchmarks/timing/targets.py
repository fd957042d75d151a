"""What the program promises about its speed, and whether a run bears it out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.timing.documents import FORMS
from benchmarks.timing.figures import Comparison, Figures

BIG_PAGE = "120 kB page"
READING = "extract, reading alone"

RATIOS = (
    ("PDF", "extract", FORMS, "pdfplumber", 0.15),
    ("PDF", READING, FORMS, "pdfplumber", 0.10),
    ("Word", READING, "90 rows", "python-docx", 0.1),
    ("Word", READING, "24 rows", "python-docx", 0.5),
    ("HTML", READING, BIG_PAGE, "bs4 with lxml", 1.0),
    ("HTML", READING, BIG_PAGE, "bs4 with html.parser", 0.5),
)
"""Format, thing, documents, what it is compared with, and the most that it may take of the time of that."""

STARTS = {"extract one.pdf": 0.6, "extract --help": 0.3}
"""CPU seconds."""

GROWTH = 1.25
"""A page of a long report, and a file more in a full folder, may cost this much of one in a short one."""

LENGTHS = ((200, 10), (200, 50))
"""Pages of reports that are compared."""

LONGEST, MEMORY = 600, 300
"""A report of so many pages holds less than so many MiB."""


@dataclass(frozen=True)
class Target:
    """A promise: what is measured, what it came to, and the most that it may be."""

    name: str
    measured: float
    most: float
    unit: str = ""

    @property
    def held(self) -> bool:
        """Whether the measured figure keeps it."""
        return self.measured <= self.most

    @property
    def sentence(self) -> str:
        """The target in words, for whoever has missed it."""
        return f"{self.name}: {self.measured:.2f}{self.unit}, at most {self.most:g}{self.unit}"


def targets(figures: Figures) -> list[Target]:
    """Return every target that the run can judge by what it measured."""
    return [*_ratios(figures), *_starts(figures), *_growth(figures)]


def _ratios(figures: Figures) -> Iterator[Target]:
    compared = {comparison.format: comparison for comparison in figures.comparisons}
    for format_, thing, group, base, most in RATIOS:
        comparison = compared.get(format_)
        if comparison is not None and _measured(comparison, group, base):
            name = f"{format_}, {group}: {thing} / {base}"
            yield Target(name, comparison.ratio(thing, group, base), most)


def _measured(comparison: Comparison, group: str, base: str) -> bool:
    return base in comparison.times.things and any(one.name == group for one in comparison.groups)


def _starts(figures: Figures) -> Iterator[Target]:
    for name, most in STARTS.items():
        if name in figures.starts:
            yield Target(name, figures.starts[name], most, " s")


def _growth(figures: Figures) -> Iterator[Target]:
    pages = {report.pages: report for report in figures.reports}
    for many, few in LENGTHS:
        if {many, few} <= pages.keys():
            yield Target(f"a page of {many} / a page of {few}", pages[many].per_page / pages[few].per_page, GROWTH)
    if LONGEST in pages:
        yield Target(f"memory of {LONGEST} pages", pages[LONGEST].peak / 1024, MEMORY, " MiB")
    steps = [
        (few, many, (figures.files[many] - figures.files[few]) / (many - few)) for few, many in pairwise(figures.files)
    ]
    for (_, some, first), (_, _, later) in pairwise(steps):
        yield Target(f"a file more beyond {some} / up to {some}", later / first, GROWTH)
