"""One input as the work of an engine: what a worker is told, what it answers, and the settings of all.

A task goes to a worker by pickle. Its answer comes back as JSON and lines: whoever has read a hostile file is believed
in nothing that Python would run.
"""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from bulk.isolation.bounds import Bounds
from bulk.tally import NoRecord, Tally
from extractors.errors import Problem
from pipeline import Options


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every file of a run."""

    options: Options = field(default_factory=Options)
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True, slots=True)
class Task:
    """One input; `known` is the digest of a content whose lines are at hand, so that it need not be read again.

    `path` may be a URL, and `mark` what was known of the file there when it was found. `root` is the folder that a
    file must not lead out of, wherever that stands on the machine that reads.
    """

    path: str
    name: str
    problem: Problem | None = None
    known: str | None = None
    mark: str | None = None
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What an input gave. `cause` says why a worker was lost over it: time, memory, crash or output; else it is empty.

    `unchanged` means that the content is the known one, and that there are no lines for that reason.
    """

    lines: bytes
    tally: Tally
    sha256: str | None = None
    mark: str | None = None
    cause: str = ""
    unchanged: bool = False
    seconds: float = 0.0
    kills: int = 0

    def header(self) -> bytes:
        """Return everything but the lines as JSON on one line."""
        about = asdict(self) | {"lines": None, "tally": _of_tally(self.tally)}
        return json.dumps(about, ensure_ascii=True, separators=(",", ":")).encode()

    def encoded(self) -> bytes:
        """Return it as bytes."""
        return self.header() + b"\n" + self.lines


def decoded(message: bytes, kills: int = 0) -> Result:
    """Return the result that was encoded; `kills` are those before it."""
    header, _, lines = message.partition(b"\n")
    return from_header(header, lines, kills)


def from_header(header: bytes, lines: bytes, kills: int = 0) -> Result:
    """Return a result from its two parts."""
    about: dict[str, Any] = json.loads(header)
    about |= {"lines": lines, "tally": tally_of(about["tally"]), "kills": about["kills"] + kills}
    return Result(**about)


def _of_tally(tally: Tally) -> list[Any]:
    no_record = tally.no_record
    reason = None if no_record is None else [no_record.name, no_record.code, no_record.message]
    return [tally.tables, [[*key, count] for key, count in tally.findings.items()], reason]


def tally_of(parts: list[Any]) -> Tally:
    """Return the figures of one file from their parts in JSON."""
    tables, findings, reason = parts
    counted = Counter({(severity, code): count for severity, code, count in findings})
    return Tally(tables, counted, None if reason is None else NoRecord(*reason))
