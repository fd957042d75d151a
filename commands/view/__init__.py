"""What one file gave, as tables to look at: each printed value with its meaning, and what the checks say."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.panel import Panel
from rich.text import Text

from commands.text import printable
from commands.view.findings import findings
from commands.view.record import table
from schema import reading
from schema.evaluation import SelfEvaluation
from schema.extraction import Extraction
from schema.finding import SEVERITIES, Severity


def view(extractions: Sequence[Extraction]) -> Iterator[RenderableType]:
    """Yield the tables of each line in turn, for a rich console."""
    for line in extractions:
        yield _head(line)
        if line.evaluation is not None:
            yield table(line.evaluation)
        yield from findings(line.findings)


def _head(line: Extraction) -> Panel:
    rows = list(_about_file(line)) if line.evaluation is None else [*_about_table(line.evaluation), *_about_file(line)]
    text = Text("\n").join(Text.assemble((f"{label:<12}", "bold"), printable(value)) for label, value in rows)
    title = _shown(line.evaluation.title) if line.evaluation else "no record"
    return Panel(text, title=Text(printable(title)), title_align="left", expand=False)


def _about_table(record: SelfEvaluation) -> Iterator[tuple[str, str]]:
    alias = f" ({_shown(record.department_alias)})" if record.department_alias else ""
    project = [("project", _shown(record.project))] if record.project else []
    yield from (("department", _shown(record.department) + alias), *project, ("year", _shown(record.fiscal_year)))
    yield "form", f"{record.form}, {record.kind}"


def _about_file(line: Extraction) -> Iterator[tuple[str, str]]:
    source = line.source
    first, last = source.pages or (0, 0)
    pages = f"pages {first} to {last}" if last > first else f"page {first}" if first else ""
    size = f"{source.bytes:,} bytes" if source.bytes is not None else ""
    yield "source", ", ".join(part for part in (source.path, source.format, pages, size) if part)
    yield "id", line.id
    counts = Counter(finding.severity for finding in line.findings)
    yield (
        "findings",
        ", ".join(_counted(severity, counts[severity]) for severity in SEVERITIES if counts[severity]) or "none",
    )


def _counted(severity: Severity, count: int) -> str:
    plural = "s" if severity in {"error", "warning"} and count > 1 else ""
    return f"{count:,} {severity.replace('_', ' ')}{plural}"


def _shown(printed: reading.Text | reading.Year | None) -> str:
    """Return a value in one line: what it means, else what is printed, else that the form does not have it."""
    if printed is None:
        return "not on the form"
    text = printed.raw if printed.value is None else str(printed.value)
    return " ".join(text.split()) or "left blank"
