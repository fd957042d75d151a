"""The installed command: the CPU time of a whole process, from its start to its end."""

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.forms import CORPUS

PROGRAM = Path(sys.executable).with_name("extract")

STARTS: dict[str, tuple[str, ...]] = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "extract --help": (str(PROGRAM), "--help"),
    "extract one.pdf": (str(PROGRAM), str(CORPUS / "huangpu-union-2021.libreoffice.pdf")),
    "extract one.docx": (str(PROGRAM), str(CORPUS / "huangpu-union-2021.docx")),
    "extract one.html": (str(PROGRAM), str(CORPUS / "huangpu-union-2021.html")),
}
"""Commands by what they are called in a report."""


def run(command: Sequence[str]) -> float:
    """Run a command, its output thrown away, and return its CPU seconds; raise `RuntimeError` when it fails."""
    with tempfile.TemporaryFile() as nowhere:
        sent = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), stream) for stream in (1, 2)]
        started = os.posix_spawn(command[0], list(command), os.environ, file_actions=sent)
        _, status, usage = os.wait4(started, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime


def starts(rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of each command, one for each round."""
    return interleaved(STARTS, rounds)


def files(numbers: Sequence[int], rounds: int) -> dict[int, list[float]]:
    """Return the CPU seconds of runs over folders with so many PDFs, the output written."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {}
        for number in numbers:
            inputs = Path(folder, str(number))
            _fill(inputs, number)
            commands[str(number)] = (str(PROGRAM), str(inputs), "--out", str(inputs.with_suffix(".jsonl")))
        return {int(number): seconds for number, seconds in interleaved(commands, rounds).items()}


def interleaved(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """Return the CPU seconds of each command, round after round; the first of them runs once before, for nothing."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    run(next(iter(commands.values())))
    for _ in range(rounds):
        for name, command in commands.items():
            seconds[name].append(run(command))
    return seconds


def _fill(folder: Path, number: int) -> None:
    """Put the sample as so many PDFs into a folder, each with bytes of its own."""
    data = (CORPUS / "huangpu-union-2021.libreoffice.pdf").read_bytes()
    folder.mkdir()
    for index in range(number):
        Path(folder, f"{index:04}.pdf").write_bytes(data + b"\n%% %d\n" % index)
