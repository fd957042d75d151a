"""One file → read → recognise → assemble → check → lines of output: the whole story on one screen."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from extractors import assemble, fields, layouts, opening, readers, tables
from extractors.document import Document
from extractors.errors import INTERNAL, MISNAMED, NO_TABLE, OUT_OF_MEMORY, YEAR_OF_NAME, Problem, Unreadable
from extractors.limits import Limits
from extractors.readers.content import Content
from extractors.tables import Table
from extractors.tables.titles import heads_form
from extractors.unlevelled import unlevelled
from schema import checks
from schema.checks.policy import Policy
from schema.evaluation import Repeat, SelfEvaluation
from schema.extraction import Box, Extraction
from schema.finding import Finding
from schema.reading import Year
from schema.source import Source

__all__ = ["Options", "extract", "extract_from", "unreadable"]


@dataclass(frozen=True, slots=True)
class Options(assemble.Options):
    """What the user decides: about the content of a record, which findings are wanted, how large a file may be."""

    policy: Policy = field(default_factory=Policy)
    limits: Limits = field(default_factory=Limits)


YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def extract(path: Path, name: str, options: Options = Options()) -> tuple[Extraction, ...]:
    """Return the lines of one file: one per self-evaluation table, or one that says why there is none.

    `name` is the path that the lines show. Whatever is wrong with the file becomes a finding; nothing is raised.
    """
    try:
        return extract_from(opening.contents(path, options.limits).data, name, options)
    except Unreadable as error:
        return (unreadable(name, error.problem, options),)
    except MemoryError:
        return (unreadable(name, Problem(OUT_OF_MEMORY, "there is", "可用内存"), options),)


def extract_from(data: bytes, name: str, options: Options = Options()) -> tuple[Extraction, ...]:
    """Return the lines of a file whose bytes are at hand. Only the want of memory is raised: it is no file's fault."""
    source = Source(path=name, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    return tuple(_as_wanted(line, options.policy) for line in _lines(data, source, options))


def unreadable(name: str, problem: Problem, options: Options = Options(), source: Source | None = None) -> Extraction:
    """Return the line of an input that gave nothing; where its content is not known its name gives the id."""
    return _as_wanted(_no_record(source or Source(path=name), [problem]), options.policy)


def _lines(data: bytes, source: Source, options: Options) -> tuple[Extraction, ...]:
    try:
        document = readers.read(Content(data, layouts.may_stand_in, options.limits))
        source = source.model_copy(update={"format": document.format, "read_by": document.read_by})
        forms, unread = tables.search(document)
        about = _problems(source, document, unread)
        found = [_line(source, about, table, ordinal, options) for ordinal, table in enumerate(forms, 1)]
    except Unreadable as error:
        return (_no_record(source, [error.problem]),)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one file's failure is its own finding, and the run goes on
        return (_no_record(source, [Problem(INTERNAL, f"{type(error).__name__}: {error}")]),)
    return tuple(found) or (_no_record(source, [_no_table(document), *about]),)


def _no_table(document: Document) -> Problem:
    """Say that there is no table; where the text has the title of one, say that too: it may be drawn without lines."""
    if not any(heads_form(line.text) for line in document.lines):
        return Problem(NO_TABLE)
    return Problem(
        NO_TABLE,
        ", though a title stands in the text: its table may be drawn without lines",
        "（但有标题，表格可能无框线）",
    )


def _line(source: Source, about: list[Problem], table: Table, ordinal: int, options: Options) -> Extraction:
    record, named = _with_year(assemble.assemble(table.layout, fields.read(table), options), Path(source.path).stem)
    said = [*about, *named, *unlevelled(table, record)]
    findings = (*(_finding(problem) for problem in said), *checks.run(record))
    return Extraction(
        id=f"{(source.sha256 or '')[:16]}-{ordinal}",
        source=source.model_copy(update={"pages": table.pages}),
        evaluation=record,
        findings=findings,
        boxes=_boxes(table, record),
    )


def _as_wanted(line: Extraction, policy: Policy) -> Extraction:
    """Return a line with the findings that are wanted, each as grave as it is taken."""
    if policy == Policy():
        return line
    wanted = [finding for finding in line.findings if policy.applies(finding.code)]
    return line.model_copy(update={"findings": tuple(_graded(finding, policy) for finding in wanted)})


def _graded(finding: Finding, policy: Policy) -> Finding:
    """Return a finding as grave as it is taken; what holds within rounding is no failure, and stays what it is."""
    declared = {check.code: check.severity for check in checks.catalogue()}
    if finding.severity != declared.get(finding.code, finding.severity):
        return finding
    return finding.model_copy(update={"severity": policy.severity(finding.code, finding.severity)})


def _with_year(record: SelfEvaluation, name: str) -> tuple[SelfEvaluation, list[Problem]]:
    """Return the record with the year of the file's name where the form prints none, and say so.

    Where the form prints another year, that of the name is kept beside it, for the checks to say so.
    """
    years = set(YEAR.findall(name))
    if len(years) != 1:
        return record, []
    year = years.pop()
    if record.fiscal_year is not None:
        return _with_other_year(record, name, year), []
    taken = Year(raw=name, value=int(year), at="name")
    return record.model_copy(update={"fiscal_year": taken}), [Problem(YEAR_OF_NAME, year)]


def _with_other_year(record: SelfEvaluation, name: str, year: str) -> SelfEvaluation:
    printed = record.fiscal_year
    if printed is None or printed.value is None or str(printed.value) == year:
        return record
    named = Repeat(field="fiscal_year", raw=name, value=year, step=None, unit=None, at="name")
    return record.model_copy(update={"repeats": (*record.repeats, named)})


def _no_record(source: Source, problems: list[Problem]) -> Extraction:
    digest = source.sha256 or hashlib.sha256(source.path.encode()).hexdigest()
    return Extraction(id=f"{digest[:16]}-1", source=source, findings=tuple(_finding(problem) for problem in problems))


def _problems(source: Source, document: Document, unread: tuple[Problem, ...]) -> list[Problem]:
    """Return what is wrong with the file as a whole."""
    suffix = Path(source.path).suffix.lower()
    misnamed = f"{suffix} but the content is {document.format}", f"后缀为 {suffix}，内容为 {document.format}"
    broken = readers.promised(suffix) not in {document.format, None}
    return [*document.problems, *unread, *([Problem(MISNAMED, *misnamed)] if broken else [])]


def _finding(problem: Problem) -> Finding:
    reason = problem.reason
    return Finding(
        code=reason.code,
        severity=reason.severity,
        fields=problem.fields,
        message=problem.message,
        message_zh=problem.message_zh,
    )


def _boxes(table: Table, record: SelfEvaluation) -> dict[str, Box] | None:
    """Return the box of each location that the record names, all pieces of a cell that a page break cut."""
    printed = [cell.places for grid in table.grids for cell in grid.cells]
    printed += [(line.place,) for line in (*table.caption, *table.notes)]
    boxed = [places for places in printed if any(place.box for place in places)]
    if not boxed:
        return None
    used = {reading.at for _, reading in record.readings()} | {left.at for left in record.unmapped}
    used |= {contact.at for contact in record.contacts} | {repeat.at for repeat in record.repeats}
    boxes = {str(place): place.box for places in boxed if str(places[0]) in used for place in places if place.box}
    return boxes or None
