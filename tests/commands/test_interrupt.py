"""A run that is stopped ends at once and leaves everything as it was."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands.program import COMMAND, ENVIRONMENT, sheet

FILES = 1000
PATIENCE = 30


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder that takes longer to read than a test waits."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(FILES):
        sheet(folder / f"{number:05}.txt")
    return folder


@contextmanager
def started(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Start the program, and end it if the test does not."""
    command = [*COMMAND, *(str(argument) for argument in arguments)]
    with subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_data(folder: Path) -> None:
    """Wait until some lines stand in the temporary file."""
    for _ in range(PATIENCE * 50):
        if any(path.stat().st_size for path in folder.glob(".extract-*.tmp")):
            return
        time.sleep(0.02)
    pytest.fail("no data within the time")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_changes_nothing(tmp_path: Path, many: Path, number: signal.Signals, code: int) -> None:
    """The earlier output is untouched, the temporary file is gone, and one line says what happened."""
    target = tmp_path / "data.jsonl"
    target.write_text("{}\n")
    with started(many, "--out", target) as process:
        wait_for_data(tmp_path)
        process.send_signal(number)
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    assert told.splitlines()[-1].startswith("extract: interrupted")
    assert "Traceback" not in told
    assert target.read_text() == "{}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.jsonl", "data.jsonl.state"]


def test_impatience_does_no_harm(tmp_path: Path, many: Path) -> None:
    """Ctrl-C again and again does not keep the program from cleaning up."""
    with started(many, "-q", "--out", tmp_path / "data.jsonl") as process:
        wait_for_data(tmp_path)
        while process.poll() is None:
            process.send_signal(signal.SIGINT)
            time.sleep(0.001)
        told = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 130, told
    assert not list(tmp_path.glob(".extract-*"))
    assert not (tmp_path / "data.jsonl").exists()


def test_lines_are_there_as_they_come(many: Path) -> None:
    """Standard output has each line as soon as its file is read, and ends with a whole line when it is stopped."""
    with started(many, "-q") as process:
        assert process.stdout is not None
        assert process.stdout.readline().endswith("}\n")
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        rest, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert rest == "" or rest.endswith("}\n")
    assert told.count("\n") == 1
