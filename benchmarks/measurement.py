"""A document of a published table → what was right, what is accounted for, and which of its faults were found."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.asked import Json
from benchmarks.comparison import Outcome, compare
from extractors import fields, layouts, readers, tables
from extractors.document import Document
from extractors.readers.content import Content
from extractors.values import fold
from tests import records
from tests.forms import Form
from tests.published import Fault, Published

Layouts = Literal["all", "others", "none"]
"""Which layouts are there: all of them, all but the table's own, or the general rules alone."""

LOUD = ("error", "warning")


@dataclass(frozen=True)
class Cells:
    """Printed cells: of the tables that were found, those accounted for; of the form, those that came as one text."""

    found: int
    accounted: int
    printed: int
    whole: int


@dataclass(frozen=True)
class Heard:
    """A fault of a table, and whether the findings say of it what the rules ask for."""

    fault: Fault
    as_ruled: bool


@dataclass(frozen=True)
class Result:
    """What one document gave."""

    table: str
    layout: str
    format: str
    form: str | None
    outcomes: tuple[Outcome, ...]
    cells: Cells
    faults: tuple[Heard, ...]
    errors: tuple[str, ...]

    def count(self, verdict: str) -> int:
        """Return how many fields are `right`, `missing` or `wrong`."""
        return sum(outcome.verdict == verdict for outcome in self.outcomes)

    @property
    def silent(self) -> int:
        """How many fields are silently wrong."""
        return sum(outcome.silent for outcome in self.outcomes)


def measure(table: Published, format_: str, path: Path, present: Layouts = "all") -> Result:
    """Return what the document of a table gives, with the layouts that are to be there."""
    own = {form for line in records.lines(path) if (form := _form(line)) is not None} if present == "others" else set()
    with _only(present, own):
        lines = records.lines(path)
        document = readers.read(Content(path.read_bytes()))
        cells = _cells(table.form, document, lines)
    findings = [finding for line in lines for finding in line["findings"]]
    return Result(
        table=table.id,
        layout=table.layout,
        format=format_,
        form=next((form for line in lines if (form := _form(line)) is not None), None),
        outcomes=tuple(compare(table, lines)),
        cells=cells,
        faults=tuple(Heard(fault, _as_ruled(fault, findings)) for fault in table.faults),
        errors=tuple(sorted({finding["code"] for finding in findings if finding["severity"] == "error"})),
    )


def _form(line: Json) -> str | None:
    return None if line["evaluation"] is None else str(line["evaluation"]["form"])


@contextmanager
def _only(present: Layouts, own: set[str]) -> Iterator[None]:
    """Leave layouts out, as if their files were not there."""
    every = layouts.layouts
    if present != "all":
        kept = tuple(layout for layout in every() if present == "others" and layout.id not in own)
        layouts.layouts = lambda: kept  # type: ignore[assignment]
    try:
        yield
    finally:
        layouts.layouts = every


def _cells(form: Form, document: Document, lines: list[Json]) -> Cells:
    """Count as `records.unaccounted` does: by the places in the record and the cells that served as labels."""
    found = accounted = 0
    for table, line in zip(tables.find(document), lines, strict=False):
        used = records.places(line["evaluation"])
        labels = {cell.places for cell in fields.read(table).labels}
        printed = [cell for grid in table.grids for cell in grid.cells if not cell.blank]
        found += len(printed)
        accounted += sum(cell.at in used or cell.places in labels for cell in printed)
    wanted = Counter(text for row in form.rows for slot in row if (text := fold(slot.text)))
    came = Counter([*records.texts(document), *(fold(line.text) for line in document.lines)])
    return Cells(found, accounted, wanted.total(), (wanted & came).total())


def _as_ruled(fault: Fault, findings: list[Json]) -> bool:
    """Whether the findings say what the rules ask: a fault is named as gravely as that, or nothing loud is said."""
    said = [finding for finding in findings if finding["code"] in fault.checks]
    if fault.severity == "none":
        return not any(finding["severity"] in LOUD for finding in said)
    wanted = LOUD if fault.severity in LOUD else ("info",)
    named = [finding for finding in said if finding["severity"] in wanted]
    told = [one for finding in findings for one in (finding["diagnosis"], *finding["candidates"]) if one is not None]
    explained = fault.diagnosis is None or any(diagnosis["code"] == fault.diagnosis for diagnosis in told)
    return bool(named) and explained
