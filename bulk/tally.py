"""What a run has found so far: small figures of each file, added up in memory that does not grow with the files."""

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from schema.extraction import Extraction
from schema.finding import Severity

EXAMPLES = 20
"""How many files without a record, and how many slow ones, are remembered by name."""


@dataclass(frozen=True, slots=True)
class NoRecord:
    """A file that gave no record, and why."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one file."""

    tables: int
    findings: "Counter[tuple[Severity, str]]"
    no_record: NoRecord | None = None


def of(extractions: Sequence[Extraction]) -> Tally:
    """Count the lines of one file."""
    findings = Counter((found.severity, found.code) for line in extractions for found in line.findings)
    tables = sum(line.evaluation is not None for line in extractions)
    return Tally(tables, findings, None if tables or not extractions else _no_record(extractions[0]))


def _no_record(line: Extraction) -> NoRecord:
    if not line.findings:
        return NoRecord(line.source.path, "", "no reason given")
    return NoRecord(line.source.path, line.findings[0].code, line.findings[0].message)


@dataclass
class Totals:
    """The figures of all files so far, in the order of their lines. `add` is the only thing that changes them."""

    files: int = 0
    tables: int = 0
    without_record: int = 0
    findings: "Counter[tuple[Severity, str]]" = field(default_factory=Counter)
    examples: list[NoRecord] = field(default_factory=list)

    def add(self, tally: Tally) -> None:
        """Add the figures of one more file."""
        self.files += 1
        self.tables += tally.tables
        self.findings.update(tally.findings)
        if tally.no_record is None:
            return
        self.without_record += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(tally.no_record)

    def of_severity(self, *severities: Severity) -> int:
        """Return how many findings are of these severities."""
        return sum(count for (severity, _), count in self.findings.items() if severity in severities)


@dataclass
class Effort:
    """What the reading took: files read now and before, workers lost over them, and the slowest."""

    read: int = 0
    unchanged: int = 0
    removed: int = 0
    kills: int = 0
    losses: "Counter[str]" = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def add(self, name: str, seconds: float, kills: int, cause: str) -> None:
        """Add what one more file took that was read now."""
        self.read += 1
        self.kills += kills
        if cause:
            self.losses[cause] += 1
        keep = heapq.heappush if len(self.slowest) < EXAMPLES else heapq.heappushpop
        keep(self.slowest, (seconds, name))

    @property
    def done(self) -> int:
        """Files of which it is known what they give."""
        return self.read + self.unchanged
