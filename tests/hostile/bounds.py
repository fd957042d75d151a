"""What every file must come to, however it was made: a line with a reason, in time, in little memory."""

from pathlib import Path

from benchmarks.trial import Trial, tried
from tests import records

SECONDS, MEMORY = 20, 1024
"""At most so many seconds of the processor and MiB of memory."""


def read(data: bytes, folder: Path, name: str = "file") -> Trial:
    """Return what a file comes to in a process of its own, having looked at all that holds for every file."""
    path = folder / "file"
    path.write_bytes(data)
    trial = tried(path, name)
    assert trial.ended == ""
    assert trial.seconds < SECONDS
    assert trial.memory < MEMORY
    assert trial.lines
    assert "N10" not in trial.codes, trial.lines[0]["findings"]
    for line in trial.lines:
        records.VALIDATOR.validate(line)
        assert line["evaluation"] is not None or any(finding["code"].startswith("N") for finding in line["findings"])
    return trial


def codes(data: bytes, folder: Path) -> str:
    """Return the codes of what is wrong with a file as a whole, one after the other."""
    return " ".join(read(data, folder).codes)
