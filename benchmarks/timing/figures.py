"""Everything that one run measures."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from statistics import median

from benchmarks.timing import documents, growth, programs, rounds
from benchmarks.timing.documents import Group
from benchmarks.timing.growth import Long
from benchmarks.timing.rounds import Times
from benchmarks.timing.worker import IN_STAGES

PAGES = (1, 10, 50, 200, 600)
FILES = (1, 50, 150)
FEW = 2
"""Rounds of what takes long and is steady: reports of many pages, folders of many files."""

COMPARED = {
    "PDF": ("pdfplumber", "PyMuPDF", "camelot", "camelot, vector engine", "pdfium, pages loaded"),
    "Word": ("python-docx",),
    "HTML": ("bs4 with html.parser", "bs4 with lxml"),
}
"""What `extract` is compared with; the first is 1.00."""

MADE: dict[str, Callable[[], tuple[Group, ...]]] = {
    "PDF": documents.pdfs,
    "Word": documents.words,
    "HTML": documents.web_pages,
}


COMMAND, LONG = "command", "pages"
PARTS = (*COMPARED, COMMAND, LONG)
"""What a run consists of."""


@dataclass(frozen=True)
class Comparison:
    """Things that read the same documents of a format, and what each took; `base` is the one that is 1.00."""

    format: str
    base: str
    groups: tuple[Group, ...]
    times: Times

    def ratio(self, thing: str, group: str, base: str | None = None) -> float:
        """Return how long a thing takes for the documents of a group, of the time of the base."""
        return self.times.ratio(thing, base or self.base, self.group(group).paths)

    def group(self, name: str) -> Group:
        """Return the group of that name; raise `StopIteration` when it was not measured."""
        return next(group for group in self.groups if group.name == name)


@dataclass(frozen=True)
class Figures:
    """What a run measured; seconds are CPU seconds."""

    rounds: int
    comparisons: tuple[Comparison, ...]
    starts: dict[str, float]
    files: dict[int, float]
    reports: tuple[Long, ...]


def measure(number: int, say: Callable[[str], None], parts: Collection[str] = PARTS) -> Figures:
    """Measure everything, or some parts of it, in so many rounds, and say what is next."""
    comparisons = []
    for format_ in (format_ for format_ in COMPARED if format_ in parts):
        say(f"{format_}: documents that are not there yet are made, then {number} rounds")
        comparisons.append(compare(format_, MADE[format_](), number))
        for line in comparisons[-1].times.left_out:
            say(line)
    few = min(number, FEW)
    starts, files, reports = {}, {}, []
    if COMMAND in parts:
        say("the installed command")
        starts = {name: median(spent) for name, spent in programs.starts(number).items()}
        files = {count: median(spent) for count, spent in programs.files(FILES, few).items()}
    if LONG in parts:
        say("reports of many pages")
        some = [(pages, documents.report_of(pages)) for pages in PAGES]
        reports = growth.measure(some, some[0][1], few)
    return Figures(number, tuple(comparisons), starts, files, tuple(reports))


def compare(format_: str, groups: tuple[Group, ...], number: int) -> Comparison:
    """Time `extract` and what it is compared with on some documents."""
    base, *others = COMPARED[format_]
    paths = tuple(dict.fromkeys(path for group in groups for path in group.paths))
    times = rounds.measure(["extract", "extract, reading alone", base, *others, IN_STAGES], paths, number)
    return Comparison(format_, base, groups, times)
