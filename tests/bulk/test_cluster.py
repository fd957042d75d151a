"""The cluster reads as this machine does: the same bytes, the same verdicts, one state, and nobody blamed in haste."""

import json
import signal
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from distributed import KilledWorker

from bulk.engines import EngineFailed, dask
from bulk.isolation.shared import Order, Unfit, read, release
from bulk.work import Settings, Task, decoded
from tests.bulk import faults
from tests.bulk.test_isolation import lines, run
from tests.commands.program import COMMAND, ENVIRONMENT, extract, sheet

DASK = ("--engine", "dask")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder of documents, and what this machine makes of them."""
    folder = tmp_path_factory.mktemp("archive")
    faults.documents(folder / "in", 100)
    sheet(folder / "in/sub/folder/x.txt")
    (folder / "in/broken.pdf").write_bytes(b"%PDF-1.7 cut short")
    done = extract(folder / "in", "--out", folder / "calm.jsonl", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_bytes_are_the_same(archive: Path, tmp_path: Path, jobs: str) -> None:
    """A cluster of one thread or two gives what this machine gives; whoever looks is told who reads."""
    done = extract("in", "--out", tmp_path / "data.jsonl", *DASK, "--jobs", jobs, cwd=archive)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data.jsonl").read_bytes() == (archive / "calm.jsonl").read_bytes()
    manifest = json.loads((tmp_path / "data.jsonl.run.json").read_text("utf-8"))
    assert (manifest["engine"], manifest["jobs"]) == ("dask", int(jobs))
    assert f"dask, {jobs} at a time" in done.stderr


def test_one_engine_goes_on_where_another_stopped(archive: Path, tmp_path: Path) -> None:
    """A run that was killed here is finished on a cluster, and what is read is not read again."""
    out = tmp_path / "data.jsonl"
    with faults.started(archive / "in", "--out", out, "--jobs", "1", env=ENVIRONMENT) as process:
        while not (temporary := list(tmp_path.glob(".extract-*"))) or not temporary[0].stat().st_size:
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(0.8)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    done = extract(archive / "in", "--out", out, *DASK, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == (archive / "calm.jsonl").read_bytes()
    files = json.loads((tmp_path / "data.jsonl.run.json").read_text("utf-8"))["files"]
    assert files["unchanged"]
    assert files["unchanged"] + files["read"] == files["all"] == 102


def test_poison_has_the_same_verdicts(tmp_path: Path) -> None:
    """What kills, hangs or exhausts its worker costs its own file only, on a cluster as here."""
    faults.documents(tmp_path / "in", 40)
    kinds = ["segfault", "sleep", "hungry", "exit", "kill"]
    for number, kind in enumerate(kinds):
        faults.poison(tmp_path / f"in/{number * 8:04}-{kind}.txt", kind)
    (tmp_path / "in/0017-flood.txt").write_text("flood\n")
    done = run(tmp_path / "in", tmp_path / "data.jsonl", *DASK, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    found = lines(tmp_path / "data.jsonl")
    assert len(found) == 46
    for path, line in found.items():
        kind = path.removesuffix(".txt").partition("-")[2]
        if kind:
            codes = [(finding["code"], line["evaluation"]) for finding in line["findings"]]
            assert codes == [(faults.CAUSES[kind][0] if kind != "flood" else "N12", None)], path
        else:
            assert line["evaluation"] is not None, path


def test_another_program_is_refused(tmp_path: Path) -> None:
    """A worker with another version, or one that does not see the files, does not read a single one."""
    order = Order.of(Settings(), [str(tmp_path)])
    order.check()
    older = replace(order, fingerprint="0" * 64, versions={**order.versions, "lxml": "1.0"})
    with pytest.raises(Unfit, match=r"another program: lxml \S+, not 1\.0"):
        read(older, [Task("x", "x")], 1)
    with pytest.raises(Unfit, match="not the same code"):
        replace(order, fingerprint="0" * 64).check()
    with pytest.raises(Unfit, match="does not see /nowhere/at/all"):
        replace(order, places=("/nowhere/at/all",)).check()


def test_a_process_of_a_cluster_keeps_one_pool(tmp_path: Path) -> None:
    """Batches of one run share a pool, which ends when it is told to; the answer of a long batch comes in parts."""
    order = Order.of(Settings())
    tasks = [Task(str(sheet(tmp_path / f"{number}.txt")), f"{number}.txt") for number in range(3)]
    first, second = read(order, tasks[:1], 1), read(order, tasks[1:], 1)
    assert [decoded(answer).tally.tables for answer in first + second] == [1, 1, 1]
    release(order)


class Client:
    """A cluster whose hosts are lost over some tasks."""

    def __init__(self, deadly: Callable[[Sequence[Task]], bool]) -> None:
        self.asked: list[int] = []
        self._deadly = deadly

    def submit(self, _: object, order: Order, tasks: Sequence[Task], **__: Any) -> "Future[list[bytes]]":
        """Answer at once, but for the last of many."""
        self.asked.append(len(tasks))
        future: Future[list[bytes]] = Future()
        if self._deadly(tasks):
            future.set_exception(KilledWorker("read", None, 3))  # type: ignore[arg-type]
        else:
            future.set_result(read(order, tasks[:3], 1))
        return future


def engine(client: Client) -> dask.Dask:
    """Return the engine of a cluster that is none."""
    made = object.__new__(dask.Dask)
    made._client = client  # type: ignore[assignment]
    made._order, made._options = Order.of(Settings()), Settings().options
    made._closed, made._threads = False, ThreadPoolExecutor(1)
    return made


def test_a_batch_is_split_before_a_file_is_blamed(tmp_path: Path) -> None:
    """Where hosts are lost over a batch, each of its files is tried alone; only one that fells them alone is named."""
    tasks = [Task(str(sheet(tmp_path / f"{number}.txt")), f"{number}.txt") for number in range(5)]
    client = Client(lambda tasks: len(tasks) > 1 or tasks[0].name == "3.txt")
    results = engine(client).submit(tasks).result(30)
    assert client.asked == [5, 1, 1, 1, 1, 1]
    assert [(each.cause, each.tally.tables) for each in results] == [("", 1)] * 3 + [("crash", 0)] + [("", 1)]
    assert b"N16" in results[3].lines
    release()


def test_a_part_of_a_batch_is_gone_on_with(tmp_path: Path) -> None:
    """A worker may answer for the first of a batch only: the others are handed over again."""
    tasks = [Task(str(sheet(tmp_path / f"{number}.txt")), f"{number}.txt") for number in range(7)]
    client = Client(lambda _: False)
    results = engine(client).submit(tasks).result(30)
    assert client.asked == [7, 4, 1]
    assert [each.tally.tables for each in results] == [1] * 7
    release()


def test_a_host_without_the_disk_ends_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A worker that finds nothing where there is a file is no reader; a file that is gone everywhere has its line."""
    there, gone = Task(str(sheet(tmp_path / "a.txt")), "a.txt"), Task(str(tmp_path / "b.txt"), "b.txt")
    monkeypatch.setattr(dask, "_absolute", lambda task: replace(task, path=f"/nowhere{task.path}"))
    with pytest.raises(EngineFailed, match=r"a host does not see \S+a\.txt"):
        engine(Client(lambda _: False)).submit([gone, there]).result(30)
    (result,) = engine(Client(lambda _: False)).submit([gone]).result(30)
    assert b"N08" in result.lines
    release()


def test_failures_of_the_cluster_have_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """No scheduler, a lost one, a worker without the program: each is told with what to do."""
    monkeypatch.setattr(dask, "ANSWER", 0.5)
    with pytest.raises(EngineFailed, match=r"no scheduler answers at tcp://127\.0\.0\.1:9; start one"):
        dask._client("tcp://127.0.0.1:9")
    assert "lost" in str(dask._failure(CancelledError()))
    assert "lacks a part of the program" in str(dask._failure(ModuleNotFoundError("bulk")))
    assert "cannot use the cluster: host a" in str(dask._failure(Unfit("host a")))


WITHOUT = "import sys; sys.modules.update(distributed=None, fsspec=None); from commands import main; main()"
LOADED = """
import atexit, sys
atexit.register(lambda: print([name for name in ("dask", "distributed", "fsspec", "s3fs") if name in sys.modules]))
from commands import main
main()
"""


def test_the_extra_is_named_where_it_lacks(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    """Without its libraries the engine and places elsewhere are refused with what to install."""
    monkeypatch.setattr("tests.commands.program.COMMAND", [sys.executable, "-c", WITHOUT])
    for asked in ((archive / "in", *DASK), ("s3://bucket/x",), (archive / "in", "--out", "s3://bucket/x")):
        done = extract(*asked, env={"COLUMNS": "200"})
        assert done.returncode == 2, done.stderr
        assert "pip install 'jixiao-extract[cluster]'" in done.stderr


def test_local_runs_load_nothing_of_it(monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path) -> None:
    """Who reads files of this machine with its own processes loads no library of the extra."""
    monkeypatch.setattr("tests.commands.program.COMMAND", [COMMAND[0], "-c", LOADED])
    done = extract(archive / "in/0001.txt", "--out", tmp_path / "data.jsonl")
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--scheduler", "tcp://a:1"), "--scheduler needs --engine dask"),
        (("--scheduler", "tcp://a:1", *DASK, "--jobs", "2"), "--jobs is for this machine"),
        (("--quarantine", "s3://bucket/x"), "a folder of this machine"),
    ],
)
def test_what_does_not_go_together_is_refused(options: tuple[str, ...], words: str) -> None:
    """Options that contradict each other are told before anything is read."""
    done = extract("x.txt", *options, env={"COLUMNS": "200"})
    assert done.returncode == 2
    assert words in done.stderr
