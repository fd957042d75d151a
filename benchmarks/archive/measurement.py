"""`extract` over an archive as a process of its own: its time, its memory, and what came of every file."""

import hashlib
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulk.tally import NoRecord

COMMAND = [sys.executable, "-c", "from commands import main; main()"]
EVERY = 0.05
"""Seconds between two looks at the memory of the parent."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds on the clock, CPU seconds of all its processes, MiB at the parent's peak, files and lines."""

    jobs: int
    seconds: float
    cpu: float
    parent: float
    files: int
    lines: int
    lost: int
    digest: str


def run(folder: Path, out: Path, jobs: int, *more: str) -> Measured:
    """Run the program once and return what it took; `out` is read afterwards."""
    before, began = _cpu(), time.monotonic()
    command = [*COMMAND, str(folder), "--out", str(out), "--jobs", str(jobs), "--quiet", *more]
    with subprocess.Popen(command) as process:  # noqa: S603 - our own words
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _peak(process.pid))
            time.sleep(EVERY)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    seconds, cpu = time.monotonic() - began, _cpu() - before
    manifest = json.loads(out.with_name(f"{out.name}.run.json").read_text("utf-8"))
    lines, digest = _lines(out)
    return Measured(jobs, seconds, cpu, peak, manifest["files"]["all"], lines, manifest["workers_lost"], digest)


def unaccounted(folder: Path, out: Path, hostile: Mapping[str, str]) -> list[str]:
    """Return the files that have no line, sound ones without a record, and hostile ones without a reason."""
    found: dict[str, list[NoRecord | None]] = {}
    for line in _parsed(out):
        reason = (
            None if line["evaluation"] else NoRecord("", *(line["findings"][0][key] for key in ("code", "message")))
        )
        found.setdefault(line["source"]["path"], []).append(reason)
    present = {path.relative_to(folder).as_posix() for path in folder.glob("*/*")}
    wrong = [name for name, reasons in found.items() if name not in hostile and any(reasons)]
    return sorted([*(present ^ set(found)), *wrong])


def causes(out: Path, hostile: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Return what hostile files gave, by their kind: the codes, or a record."""
    given: dict[str, Counter[str]] = {}
    for line in _parsed(out):
        kind = hostile.get(line["source"]["path"])
        if kind:
            code = "a record" if line["evaluation"] else line["findings"][0]["code"]
            given.setdefault(kind, Counter())[code] += 1
    return given


def _parsed(out: Path) -> Iterator[dict[str, Any]]:
    with out.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _peak(process: int) -> float:
    """Return the most memory that a process itself has had so far, in MiB; 0 when it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0]) / 1024 if found else 0.0


def _lines(out: Path) -> tuple[int, str]:
    made, count = hashlib.sha256(), 0
    with out.open("rb") as file:
        for line in file:
            made.update(line)
            count += 1
    return count, made.hexdigest()
