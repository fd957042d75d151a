"""Documents over which a worker really comes to grief, and the program among whose workers they do.

The faults are put into the workers by a `sitecustomize` module of their own; the crash, the hang and the hunger that
follow are real ones.
"""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.commands.program import COMMAND, ENVIRONMENT, sheet

POISON = """
import ctypes, os, re, signal, sys, time
import pipeline

honest = pipeline.extract_from

def regex():
    re.match(r"(a|a)*$", "a" * 64 + "b")

def deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(600)

def hungry():
    kept = []
    while True:
        kept.append(bytearray(b"x" * (16 << 20)))

def chatty():
    for descriptor in (1, 2):
        os.write(descriptor, b"noise on a standard stream\\n" * 10000)
    for descriptor in range(3, 64):
        try:
            os.fstat(descriptor)
        except OSError:
            continue

def orphan():
    if not os.fork():
        time.sleep(600)
    os._exit(9)

def writes():
    with open(os.environ["FAULTS"], "wb") as file:
        file.write(b"a worker wrote a file")
        file.flush()

FAULTS = {
    b"segfault": lambda: ctypes.string_at(0),
    b"abort": os.abort,
    b"kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    b"exit": lambda: os._exit(0),
    b"regex": regex,
    b"sleep": lambda: time.sleep(600),
    b"deaf": deaf,
    b"hungry": hungry,
    b"orphan": orphan,
    b"chatty": chatty,
    b"writes": writes,
    b"raises": lambda: [][0],
}

def poisoned(data, name, *options):
    if data.startswith(b"poison "):
        FAULTS[data.split()[1]]()
    if data.startswith(b"flood"):
        return honest(data, name, *options) * 100000
    return honest(data, name, *options)

pipeline.extract_from = poisoned
"""

CAUSES = {
    "segfault": ("N16", "SIGSEGV"),
    "abort": ("N16", "SIGABRT"),
    "kill": ("N16", "SIGKILL"),
    "exit": ("N16", "exit code 0"),
    "regex": ("N14", "2.5 s"),
    "sleep": ("N14", "2.5 s"),
    "deaf": ("N14", "2.5 s"),
    "hungry": ("N15", "150 MiB"),
    "orphan": ("N14", "2.5 s"),
    "writes": ("N16", "exit code"),
    "raises": ("N16", "exit code"),
}
"""What each fault must be called: its code and a part of its message."""

LIMITS = ("--max-seconds", "2.5", "--max-memory", "150M", "--max-output", "4M")


def poison(path: Path, kind: str) -> Path:
    """Write a document that brings a fault about."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"poison {kind} {path.name}\n")
    return path


def documents(folder: Path, count: int) -> list[Path]:
    """Write sound documents."""
    return [sheet(folder / f"{number:04}.txt", f"某市第{number}局") for number in range(count)]


def environment(folder: Path) -> Mapping[str, str]:
    """Return the environment in which workers come to grief; `folder` is to hold the module that sees to it."""
    (folder / "sitecustomize.py").write_text(POISON)
    return {**ENVIRONMENT, "PYTHONPATH": str(folder), "FAULTS": str(folder / "written")}


def started(*arguments: object, env: Mapping[str, str]) -> "subprocess.Popen[str]":
    """Start the program."""
    command = [*COMMAND, *(str(argument) for argument in arguments)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def family(process: int) -> list[int]:
    """Return the processes that a run has started and that are alive, the nursery first: they share a session."""
    running = [status for entry in Path("/proc").iterdir() if entry.name.isdigit() and (status := _status(entry))]
    nurseries = {number for number, parent, session in running if parent == process and session == number}
    return sorted(number for number, _, session in running if session in nurseries)


def alive(processes: list[int]) -> list[int]:
    """Return those of some processes that are still there."""
    return [each for each in processes if _status(Path(f"/proc/{each}"))]


def leads(process: int) -> bool:
    """Return whether a process leads a session: a nursery does."""
    status = _status(Path(f"/proc/{process}"))
    return status is not None and status[0] == status[2]


def _status(entry: Path) -> tuple[int, int, int] | None:
    """Return the number, the parent and the session of a process, or None where it has ended."""
    try:
        state, parent, _, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
    except OSError:
        return None
    return None if state in {"Z", "X"} else (int(entry.name), int(parent), int(session))
