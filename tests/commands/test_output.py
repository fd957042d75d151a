"""What happens when the output cannot be written, or nobody reads it: one line, one code, nothing half done."""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.program import COMMAND, ENVIRONMENT, extract, sheet

ROOT = os.geteuid() == 0


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Make a folder with one table and return the table's path."""
    return sheet(tmp_path / "in/a.txt")


def failed(run: "subprocess.CompletedProcess[str]", *texts: object) -> bool:
    """Return whether a run ended with code 3 and one line that has these texts."""
    assert run.returncode == 3, run.stderr
    assert run.stderr.count("\n") == 1
    return all(str(text) in run.stderr for text in texts)


def test_targets_that_cannot_be(tmp_path: Path, document: Path) -> None:
    """A full device, a folder, and a name in no folder: the line has name, reason and remedy, and nothing is left."""
    assert failed(extract(document, "-q", "-o", "/dev/full"), "/dev/full", "the disk is full", "free some space")
    assert failed(extract(document, "-q", "-o", tmp_path), tmp_path, "it is a folder", "name a file")
    assert failed(extract(document, "-q", "-o", tmp_path / "gone/x"), tmp_path / "gone/x", "folder does not exist")
    assert failed(extract("schema", "-o", tmp_path), "it is a folder")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_standard_output_that_is_full_or_closed(document: Path) -> None:
    """Data, tables and the schema that standard output does not take are a failure, not a success."""
    for arguments in ([document, "-q", "-o", "-"], [document], ["--version"]):
        with Path("/dev/full").open("wb") as full:
            assert failed(extract(*arguments, stdout=full), "standard output", "the disk is full")
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND]
    for word in (str(document), "--version"):
        run = subprocess.run([*closed, word], env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert failed(run, "standard output", "it is closed")


def test_a_closed_standard_error_stops_nothing(tmp_path: Path, document: Path) -> None:
    """Where nobody can be told, the data is still written, and nothing else is written into it."""
    target = tmp_path / "data.jsonl"
    closed = ["sh", "-c", 'exec "$@" 2>&-', "sh", *COMMAND, str(document), "--out", str(target)]
    run = subprocess.run(closed, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "")
    assert target.read_text() == extract(document, "-q", "-o", "-").stdout
    broken = [
        "sh",
        "-c",
        '{ sleep 1; exec "$@"; } 2>&1 >/dev/null | true',
        "sh",
        *COMMAND,
        str(document),
        "-o",
        "again",
    ]
    subprocess.run(broken, env=ENVIRONMENT, cwd=tmp_path, check=True)
    assert (tmp_path / "again").read_text() == target.read_text()


def test_a_limit_on_file_sizes(tmp_path: Path, document: Path) -> None:
    """A file that grows beyond a limit is discarded; what stood under the name stays."""
    target = tmp_path / "data.jsonl"
    target.write_text("{}\n")
    limit = 300
    run = extract(
        document.parent,
        "-q",
        "-o",
        target,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert failed(run, target, "larger than files may be")
    assert target.read_text() == "{}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.jsonl", "data.jsonl.state", "in"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 16 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
    if not ROOT or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    """On a disk that fills up nothing is left of the output, and the earlier one stays."""
    for number in range(100):
        sheet(tmp_path / f"in/{number:02}.txt")
    (small_disk / "data.jsonl").write_text("{}\n")
    assert failed(extract(tmp_path / "in", "-q", "-o", small_disk / "data.jsonl"), "the disk is full")
    assert sorted(path.name for path in small_disk.iterdir() if path.suffix != ".state-wal") == [
        "data.jsonl",
        "data.jsonl.state",
    ]
    assert (small_disk / "data.jsonl").read_text() == "{}\n"


@pytest.fixture
def public() -> Iterator[Path]:
    """Make a folder that everybody may enter, with one table in it."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        sheet(Path(made) / "a.txt")
        yield Path(made)


WITHOUT_POWERS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *COMMAND]
"""The program as a user whom permissions bind, as they do not bind root."""


def as_nobody(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run the program as a user without special powers."""
    if ROOT and shutil.which("setpriv") is None:
        pytest.skip("needs setpriv, being root")
    command = [*(WITHOUT_POWERS if ROOT else COMMAND), *(str(argument) for argument in arguments)]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def test_places_without_permission(public: Path) -> None:
    """A folder that may not be written to, and an output that is write-protected, are left as they are."""
    (public / "open").mkdir()
    (public / "open/data.jsonl").write_text("{}\n")
    (public / "open").chmod(0o777)
    (public / "open/data.jsonl").chmod(0o444)
    public.chmod(0o555)
    for target in (public / "data.jsonl", public / "open/data.jsonl"):
        assert failed(as_nobody(public / "a.txt", "-q", "-o", target), target, "no permission to write there")
    assert (public / "open/data.jsonl").read_text() == "{}\n"
    assert sorted(path.name for path in public.iterdir()) == ["a.txt", "open"]


@pytest.mark.parametrize("arguments", [["in", "-q", "-o", "-"], ["in/00.txt"], ["schema"]])
def test_a_reader_that_leaves(tmp_path: Path, arguments: list[str]) -> None:
    """When whoever reads standard output goes away, the program ends quietly with a code of its own."""
    for number in range(20):
        sheet(tmp_path / f"in/{number:02}.txt")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        run = extract(*arguments, cwd=tmp_path, stdout=nobody)
    assert (run.returncode, run.stderr) == (141, "")
