"""What the checks say of a record: findings from the gravest on, each with its repair; abstentions by reason."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from commands.style import STYLES
from commands.text import printable
from schema.finding import SEVERITIES, Diagnosis, Finding


def findings(found: Sequence[Finding]) -> Iterator[RenderableType]:
    """Yield the tables of findings."""
    told = [finding for severity in SEVERITIES[:-1] for finding in found if finding.severity == severity]
    if told:
        yield _told(told)
    elif not found:
        yield Text("no findings", style="green")
    aside = [finding for finding in found if finding.severity == SEVERITIES[-1]]
    if aside:
        yield _not_checked(aside)


def _told(told: Sequence[Finding]) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column("finding", min_width=7)
    table.add_column("what is wrong", ratio=1, overflow="fold")
    explained: set[Diagnosis] = set()
    for finding in told:
        style = STYLES[finding.severity]
        lines = [*_lines(finding, style), *_repairs(finding, explained)]
        table.add_row(Text(f"{finding.severity}\n{finding.code}", style), Text("\n").join(lines))
    return table


def _lines(finding: Finding, style: str) -> Iterator[Text]:
    yield Text(printable(finding.message), style)
    yield Text(printable(finding.message_zh))
    places = [", ".join(finding.fields), ", ".join(finding.at)]
    if any(places):
        yield Text(printable(" at ".join(place for place in places if place)), "dim")
    figures = (("expected", finding.expected), ("found", finding.found), ("gap", finding.gap))
    known = [f"{label} {figure}" for label, figure in figures if figure is not None]
    if known:
        yield Text(printable(", ".join(known)), "dim")


def _repairs(finding: Finding, explained: set[Diagnosis]) -> Iterator[Text]:
    """Yield the edits that would repair a finding; what an edit would mend is said once for all findings."""
    edits = [("one possible repair", candidate) for candidate in finding.candidates]
    edits += [("suggested repair", finding.diagnosis)] if finding.diagnosis is not None else []
    for label, edit in edits:
        places = f" (changes places with {edit.swapped_with})" if edit.swapped_with else ""
        change = f"{edit.field}: {edit.printed} → {edit.suggested}{places}"
        yield Text(printable(f"{label} ({edit.code}): {change}"), "green")
        if edit not in explained:
            yield Text(printable(f"{edit.message}\n{edit.message_zh}", keep="\n"), "green")
        explained.add(edit)


def _not_checked(aside: Sequence[Finding]) -> Table:
    """Return one dim line per reason, with the codes of the checks that it kept from judging."""
    reasons: dict[tuple[str, str], dict[str, None]] = {}
    for finding in aside:
        reasons.setdefault((finding.message, finding.message_zh), {})[finding.code] = None
    table = Table.grid(padding=(0, 1))
    for (english, chinese), codes in reasons.items():
        words = f"{english} / {chinese}"
        table.add_row(Text(f"{', '.join(codes)}:", "dim"), Text(printable(words), "dim", overflow="fold"))
    return table
