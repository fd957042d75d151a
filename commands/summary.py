"""The summary at the end of a run: what was read, what was found, what gave no record and why."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from bulk.manifest import Conditions
from bulk.tally import Effort, Totals
from commands.progress import duration
from commands.style import STYLES
from commands.text import printable, rendered
from commands.titles import title
from schema.finding import SEVERITIES

if TYPE_CHECKING:
    from collections import Counter

    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class About:
    """A run beside what it found: how it was asked for, what it took, what was no input, what was set aside."""

    done: Conditions
    effort: Effort
    passed_over: "Counter[str]"
    quarantine: str | None


def text(totals: Totals, about: About) -> str:
    """Return the summary for standard error."""
    parts: list[RenderableType] = [_overview(totals, about)]
    if totals.findings:
        parts += ["", _findings(totals)]
    if totals.without_record:
        parts += ["", _no_record(totals)]
    parts += ["", Text(_next_step(about.done.output))]
    return "\n".join(line.rstrip() for line in rendered(sys.stderr, *parts).splitlines())


def passed_over_text(passed_over: "Counter[str]") -> str:
    """Say how many names were no inputs, and of what kinds: `5 (4 hidden, 1 the output itself)`."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(passed_over.items()))
    return f"{passed_over.total():,} ({kinds})"


def _overview(totals: Totals, about: About) -> Table:
    table = Table.grid(padding=(0, 2))
    seconds, effort, target = about.done.seconds, about.effort, about.done.output
    rate = f" ({totals.files / seconds:,.1f}/s)" if seconds else ""
    rows = [("files", f"{totals.files:,} in {duration(seconds)}{rate}"), ("tables", f"{totals.tables:,}")]
    rows += [("without a record", f"{totals.without_record:,} files")] if totals.without_record else []
    rows += [("as before", _as_before(effort))] if effort.unchanged or effort.removed else []
    rows += [("workers lost", _lost(effort))] if effort.kills else []
    rows += [("read by", f"{about.done.engine}, {about.done.jobs:,} at a time")] if about.done.engine != "local" else []
    rows += [("passed over", passed_over_text(about.passed_over))] if about.passed_over else []
    said = about.done.options.get("configuration") or ()
    rows += [("configuration", printable("; ".join(said)))] if said else []
    rows += [("quarantine", printable(about.quarantine))] if about.quarantine else []
    rows += [("output", "standard output" if target == "-" else printable(target))]
    for label, value in rows:
        table.add_row(Text(label, style="bold"), Text(value))
    return table


def _as_before(effort: Effort) -> str:
    gone = f", {effort.removed:,} are gone since" if effort.removed else ""
    return f"{effort.unchanged:,} files, not read again; {effort.read:,} read{gone}"


def _lost(effort: Effort) -> str:
    causes = ", ".join(f"{count:,} {cause}" for cause, count in sorted(effort.losses.items()))
    again = effort.kills - effort.losses.total()
    return f"{effort.kills:,} ({', '.join(filter(None, [causes, f'{again:,} tried again' if again else '']))})"


def _findings(totals: Totals) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("finding")
    table.add_column("code")
    table.add_column("count", justify="right")
    table.add_column("about")
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    for (severity, code), count in sorted(totals.findings.items(), key=lambda item: (order[item[0][0]], item[0][1])):
        style = STYLES[severity]
        table.add_row(Text(severity.replace("_", " "), style), Text(code, style), f"{count:,}", Text(title(code)))
    return table


def _no_record(totals: Totals) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("without a record", overflow="fold")
    table.add_column("because", overflow="fold")
    for example in totals.examples:
        table.add_row(Text(printable(example.name)), Text(f"{example.code} {printable(example.message)}".strip()))
    more = totals.without_record - len(totals.examples)
    if more:
        table.add_row(Text(f"and {more:,} more"), Text(""))
    return table


def _next_step(target: str) -> str:
    if target == "-":
        return "next: --out FILE keeps the lines; extract FILE shows what one file gave"
    return f"next: extract FILE shows what one file gave; {printable(target)} has one line of JSON per table"
