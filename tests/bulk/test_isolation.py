"""A worker that is lost costs its own file only, and the line of that file says how."""

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests import records
from tests.bulk import faults
from tests.commands.program import COMMAND

PATIENCE = 120

Outcome = tuple[Path, dict[str, dict[str, Any]], str]


def run(folder: Path, out: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the program among whose workers faults come about."""
    place = out.parent / "site"
    place.mkdir(exist_ok=True)
    command = [*COMMAND, str(folder), "--out", str(out), *faults.LIMITS, *arguments]
    env = faults.environment(place)
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=PATIENCE)


def lines(out: Path) -> dict[str, dict[str, Any]]:
    """Return the lines by their paths, each valid."""
    read = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    for line in read:
        records.VALIDATOR.validate(line)
    by_path = {line["source"]["path"]: line for line in read}
    assert len(by_path) == len(read)
    return by_path


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Run over every kind of fault among sound documents, on one slot, so that each fault meets a used worker."""
    folder = tmp_path_factory.mktemp("poison")
    faults.documents(folder / "in", 40)
    for number, kind in enumerate([*faults.CAUSES, "chatty"]):
        faults.poison(folder / f"in/{number * 3:04}-{kind}.txt", kind)
    (folder / "in/0017-flood.txt").write_text("flood\n")
    done = run(folder / "in", folder / "data.jsonl", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder, lines(folder / "data.jsonl"), done.stderr


def test_every_loss_is_called_what_it_is(outcome: Outcome) -> None:
    """Crash with its signal, time, memory, output: each file's line has the cause, the hash and the size."""
    folder, found, _ = outcome
    for kind, (code, words) in faults.CAUSES.items():
        (name,) = [path for path in found if path.endswith(f"-{kind}.txt")]
        (finding,) = found[name]["findings"]
        assert (finding["code"], found[name]["evaluation"]) == (code, None), kind
        assert words in finding["message"], kind
        assert found[name]["source"]["bytes"] == (folder / "in" / name).stat().st_size
        assert found[name]["id"].startswith(found[name]["source"]["sha256"][:16])
    assert [one["code"] for one in found["0017-flood.txt"]["findings"]] == ["N12"]


def test_nobody_else_pays(outcome: Outcome) -> None:
    """Every sound document is read, also by a worker into whose streams a library has printed."""
    _, found, told = outcome
    sound = [line for path, line in found.items() if "-" not in path]
    assert len(sound) == 40
    assert all(line["evaluation"]["department"]["value"].startswith("某市第") for line in sound)
    assert [one["code"] for path, line in found.items() if "chatty" in path for one in line["findings"]] == ["N01"]
    assert "noise" not in told


def test_a_worker_writes_nothing(outcome: Outcome) -> None:
    """The system itself keeps a worker from writing a file."""
    folder, _, _ = outcome
    written = folder / "site/written"
    assert not written.exists() or written.read_bytes() == b""


def test_the_run_tells_its_losses(outcome: Outcome) -> None:
    """The summary and the manifest count the workers lost, by cause."""
    folder, _, told = outcome
    manifest = json.loads((folder / "data.jsonl.run.json").read_text("utf-8"))
    assert manifest["losses"] == {"crash": 6, "memory": 1, "output": 1, "time": 4}
    assert manifest["workers_lost"] >= 12
    assert "workers lost" in told
    assert manifest["files"]["all"] == manifest["files"]["read"] == 53


@pytest.mark.parametrize("jobs", ["2", "8"])
def test_five_in_a_hundred(tmp_path: Path, jobs: str) -> None:
    """Where 5 % of the files kill, hang or exhaust their worker, all others are read, at full width."""
    faults.documents(tmp_path / "in", 190)
    kinds = ["segfault", "sleep", "hungry", "kill", "regex", "abort", "deaf", "exit", "hungry", "orphan"]
    for number, kind in enumerate(kinds):
        faults.poison(tmp_path / f"in/{number * 19:04}-{kind}.txt", kind)
    began = time.monotonic()
    done = run(tmp_path / "in", tmp_path / "data.jsonl", "--jobs", jobs)
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < PATIENCE / 2
    found = lines(tmp_path / "data.jsonl")
    assert len(found) == 200
    for path, line in found.items():
        kind = path.removesuffix(".txt").partition("-")[2]
        codes = {finding["code"] for finding in line["findings"]}
        assert codes == {faults.CAUSES[kind][0]} if kind else line["evaluation"] is not None, path


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    """A worker or supervisor that somebody kills is replaced, its file read again, and the bytes are the same."""
    faults.documents(tmp_path / "in", 200)
    calm = run(tmp_path / "in", tmp_path / "calm.jsonl", "--jobs", "2")
    assert calm.returncode == 0, calm.stderr
    out, env = tmp_path / "data.jsonl", faults.environment(tmp_path / "site")
    chance = random.Random(1)  # noqa: S311 - no secret
    with faults.started(tmp_path / "in", "--out", out, "--jobs", "2", env=env) as process:
        killed = 0
        while process.poll() is None:
            time.sleep(0.4)
            # Those that lead a session are nurseries; the others watch or read.
            others = [each for each in faults.family(process.pid) if not faults.leads(each)]
            if others and process.poll() is None:
                _kill(chance.choice(others))
                killed += 1
        told = process.communicate()[1]
    assert process.returncode == 0, told
    assert killed
    assert out.read_bytes() == (tmp_path / "calm.jsonl").read_bytes()


def test_nothing_outlives_the_run(tmp_path: Path) -> None:
    """When the program is killed outright, every process that it started ends with it, whatever it is at."""
    for number in range(4):
        faults.poison(tmp_path / f"in/{number}.txt", ("deaf", "sleep", "regex", "orphan")[number])
    (tmp_path / "site").mkdir()
    env = faults.environment(tmp_path / "site")
    with faults.started(tmp_path / "in", "--out", tmp_path / "data.jsonl", "--jobs", "4", env=env) as process:
        started: list[int] = []
        for _ in range(PATIENCE * 10):
            started = faults.family(process.pid)
            # The nursery, four that watch, four workers, and what one of these has left behind in place of itself.
            if len(started) >= 9:
                break
            time.sleep(0.1)
        time.sleep(0.5)
        process.kill()
        process.communicate()
        for _ in range(50):
            if not faults.alive(started):
                break
            time.sleep(0.1)
        left = faults.alive(started)
    assert len(started) >= 9
    assert left == []


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
