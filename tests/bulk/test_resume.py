"""A run that was stopped goes on, one that is repeated reads only what is new, and the bytes are always the same."""

import json
import random
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from bulk import names
from tests.bulk import faults
from tests.commands.program import ENVIRONMENT, extract, sheet
from tests.forms import CORPUS

KILLS = 50


def archive(folder: Path, sheets: int = 0) -> Path:
    """Make a folder of documents of every format, in folders, with some that give no record, and some sheets."""
    for number, document in enumerate(sorted(CORPUS.iterdir())):
        if document.suffix in {".pdf", ".docx", ".html", ".txt"}:
            place = folder / f"{number % 3}" / document.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(document, place)
    (folder / "empty.pdf").touch()
    (folder / "cut.docx").write_bytes((CORPUS / "huangpu-union-2021.docx").read_bytes()[:3000])
    faults.documents(folder / "sheets", sheets)
    return folder


def settled(folder: Path) -> None:
    """Set the times of all files back, as those of an archive are: what has just been written may still change."""
    for path in folder.rglob("*"):
        shutil.copystat(CORPUS / "SOURCES.toml", path)
    time.sleep(2.1)


def run(folder: Path, out: Path, *arguments: object) -> dict[str, Any]:
    """Run the program to its end and return its manifest."""
    done = extract(folder, "--out", out, *arguments)
    assert done.returncode == 0, done.stderr
    manifest: dict[str, Any] = json.loads(out.with_name(f"{out.name}.run.json").read_text("utf-8"))
    return manifest


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive that has not been touched for a while."""
    made = archive(tmp_path_factory.mktemp("archive") / "in", 20)
    settled(made)
    return made


@pytest.fixture(scope="module")
def whole(folder: Path) -> bytes:
    """Return what one worker gives in one go."""
    run(folder, folder.parent / "whole.jsonl", "--jobs", "1")
    return (folder.parent / "whole.jsonl").read_bytes()


@pytest.mark.parametrize("jobs", [2, 8])
def test_workers_change_no_byte(tmp_path: Path, folder: Path, whole: bytes, jobs: int) -> None:
    """The output is the same for any number of workers, in a file and on standard output."""
    run(folder, tmp_path / "data.jsonl", "--jobs", jobs)
    assert (tmp_path / "data.jsonl").read_bytes() == whole
    assert extract(folder, "--out", "-", "-q", "--jobs", jobs).stdout.encode() == whole


def test_what_is_unchanged_is_not_read_again(tmp_path: Path, folder: Path, whole: bytes) -> None:
    """A second run reads nothing; `--rehash` looks at the contents, `--fresh` reads all; the bytes stay."""
    out = tmp_path / "data.jsonl"
    first = run(folder, out)["files"]
    assert (first["read"], first["unchanged"]) == (first["all"], 0)
    everything = first["all"]
    asked = (((), 0), (("--rehash",), 0), (("--fresh",), everything), (("--ignore", "I"), everything))
    for arguments, read in asked:
        again = run(folder, out, *arguments)["files"]
        assert (again["read"], again["unchanged"]) == (read, first["all"] - read), arguments
        if "--ignore" not in arguments:
            assert out.read_bytes() == whole


def test_changes_are_noticed(tmp_path: Path) -> None:
    """Changed, added, renamed and removed files are; a new time alone makes a file be looked at, not read."""
    made, out = archive(tmp_path / "in", 6), tmp_path / "data.jsonl"
    settled(made)
    total = run(made, out)["files"]["all"]
    sheet(made / "sheets/0001.txt", "另一单位")
    sheet(made / "sheets/new.txt")
    (made / "sheets/0002.txt").rename(made / "sheets/moved.txt")
    (made / "sheets/0003.txt").unlink()
    (made / "sheets/0004.txt").touch()
    files = run(made, out)["files"]
    assert files == {**files, "all": total, "read": 3, "unchanged": total - 3, "removed": 2}
    run(made, tmp_path / "anew.jsonl")
    assert out.read_bytes() == (tmp_path / "anew.jsonl").read_bytes()


def test_the_same_size_and_time_deceive_nobody(tmp_path: Path) -> None:
    """A file that is changed in the moment after it was read, to the same size, is read again."""
    document, out = sheet(tmp_path / "in/a.txt", "甲单位"), tmp_path / "data.jsonl"
    for name in ("甲单位", "乙单位", "丙单位"):
        sheet(document, name)
        run(document.parent, out)
        assert json.loads(out.read_text("utf-8"))["evaluation"]["department"]["value"] == name


def test_one_run_an_output(tmp_path: Path) -> None:
    """A second run on the same output says who is in the way, and does no harm."""
    out, made = tmp_path / "data.jsonl", faults.poison(tmp_path / "in/hang.txt", "sleep").parent
    sheet(made / "a.txt")
    (tmp_path / "site").mkdir()
    env = faults.environment(tmp_path / "site")
    with faults.started(made, "--out", out, "--max-seconds", "60", env=env) as first:
        while not list(tmp_path.glob(".extract-*")) or not out.with_name("data.jsonl.state").exists():
            time.sleep(0.02)
        time.sleep(1)
        second = extract(made, "--out", out)
        assert first.poll() is None
        first.kill()
        first.communicate()
    assert second.returncode == 3
    assert "another run is at work on the same output" in second.stderr


@pytest.mark.parametrize("content", [b"notes of mine\n", b"SQLite format 3\0" + bytes(100)])
def test_no_file_of_others_is_touched(tmp_path: Path, folder: Path, content: bytes) -> None:
    """What stands where the state would and is none stays as it is, with `--fresh` too."""
    state = tmp_path / "data.jsonl.state"
    state.write_bytes(content)
    for arguments in ((), ("--fresh",)):
        done = extract(folder, "--out", tmp_path / "data.jsonl", *arguments)
        assert done.returncode == 3
        assert "it is no state of this program; move it away" in done.stderr
    assert state.read_bytes() == content


def test_the_state_can_be_thrown_away(tmp_path: Path, folder: Path, whole: bytes) -> None:
    """Without it, with one of another version, and after `--fresh` over a damaged one, the output is the same."""
    out, state = tmp_path / "data.jsonl", tmp_path / "data.jsonl.state"
    run(folder, out)
    assert [path.name for path in tmp_path.glob("*.state*")] == ["data.jsonl.state"]
    state.unlink()
    run(folder, out)
    with sqlite3.connect(state) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert run(folder, out)["files"]["unchanged"] == 0
    damaged = bytearray(state.read_bytes())
    damaged[4096:] = bytes(len(damaged) - 4096)
    state.write_bytes(damaged)
    refused = extract(folder, "--out", out)
    assert (refused.returncode, "run again with --fresh" in refused.stderr) == (3, True)
    run(folder, out, "--fresh")
    assert out.read_bytes() == whole


def test_what_cost_a_worker_is_tried_again(tmp_path: Path) -> None:
    """In later runs too, a few times; with more time at once; the others are not read again."""
    made, out = tmp_path / "in", tmp_path / "data.jsonl"
    faults.documents(made, 5)
    faults.poison(made / "hang.txt", "sleep")
    settled(made)
    (tmp_path / "site").mkdir()
    env = faults.environment(tmp_path / "site")
    read = []
    for seconds in ("0.7", "0.7", "0.7", "0.7", "0.9"):
        done = extract(made, "--out", out, "--max-seconds", seconds, env=env)
        assert done.returncode == 0, done.stderr
        read.append(json.loads((tmp_path / "data.jsonl.run.json").read_text("utf-8"))["files"]["read"])
    assert read == [6, 1, 1, 0, 1]


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Killed outright at 50 random moments, the same command comes to the same bytes; nothing is lost or twice."""
    made, out = archive(tmp_path / "in", 100), tmp_path / "data.jsonl"
    settled(made)
    began = time.monotonic()
    run(made, tmp_path / "whole.jsonl", "--jobs", "2")
    took, chance = time.monotonic() - began, random.Random(2)  # noqa: S311 - no secret
    kills = finished = 0
    while kills < KILLS:
        with faults.started(made, "--out", out, "--jobs", "2", env=ENVIRONMENT) as process:
            try:
                process.wait(chance.uniform(0.05, took))
                finished += 1
                out.with_name("data.jsonl.state").unlink()
            except subprocess.TimeoutExpired:
                process.kill()
                kills += 1
            process.communicate()
        if out.exists():
            assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    files = run(made, out)["files"]
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert files["all"] == files["read"] + files["unchanged"]
    assert not list(tmp_path.glob(".extract-*"))


def test_what_a_killed_run_was_writing_goes(tmp_path: Path) -> None:
    """The next run on the same output removes it, be it the output or the account of the run, and nothing else."""
    made, out = archive(tmp_path / "in", 2), tmp_path / "data.jsonl"
    left = [tmp_path / names.temporary(name, 1) for name in ("data.jsonl", "data.jsonl.run.json", "other.jsonl")]
    for path in left:
        path.touch()
    run(made, out)
    assert [path.exists() for path in left] == [False, False, True]
