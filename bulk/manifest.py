"""What a run did, beside its output: what differs from run to run, and therefore stands in no line."""

import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bulk.fingerprint import versions
from bulk.tally import Effort, Totals


@dataclass(frozen=True, slots=True)
class Conditions:
    """How a run was asked for, and when it began."""

    started: datetime
    arguments: tuple[str, ...]
    output: str
    engine: str
    jobs: int
    options: Mapping[str, Any]

    @property
    def seconds(self) -> float:
        """How long it is since."""
        return (datetime.now(UTC) - self.started).total_seconds()


def manifest(conditions: Conditions, totals: Totals, effort: Effort, passed_over: Mapping[str, int]) -> bytes:
    """Return the record of a run that came to its end, as JSON to be read by people as well."""
    about = {
        "started": _time(conditions.started),
        "finished": _time(datetime.now(UTC)),
        "seconds": round(conditions.seconds, 3),
        "versions": versions(),
        "platform": platform.platform(),
        "arguments": conditions.arguments,
        "output": conditions.output,
        "engine": conditions.engine,
        "jobs": conditions.jobs,
        "options": conditions.options,
        "files": _files(totals, effort, passed_over),
        "tables": totals.tables,
        "findings": _findings(totals),
        "workers_lost": effort.kills,
        "losses": dict(sorted(effort.losses.items())),
        "slowest": [{"path": name, "seconds": round(each, 3)} for each, name in sorted(effort.slowest, reverse=True)],
        "without_record": [{"path": one.name, "code": one.code, "message": one.message} for one in totals.examples],
    }
    return json.dumps(about, ensure_ascii=False, indent=2).encode() + b"\n"


def _files(totals: Totals, effort: Effort, passed_over: Mapping[str, int]) -> dict[str, Any]:
    return {
        "all": totals.files,
        "read": effort.read,
        "unchanged": effort.unchanged,
        "removed": effort.removed,
        "without_record": totals.without_record,
        "passed_over": dict(sorted(passed_over.items())),
    }


def _findings(totals: Totals) -> dict[str, dict[str, int]]:
    by_severity: dict[str, dict[str, int]] = {}
    for (severity, code), count in sorted(totals.findings.items()):
        by_severity.setdefault(severity, {})[code] = count
    return by_severity


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
