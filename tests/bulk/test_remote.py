"""Files elsewhere are found, read and written as files of this machine are."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import fsspec
import pytest
from hypothesis import given, settings

from bulk.discover import discover
from bulk.extra import Lacking
from bulk.remote import fetch, places, walk
from bulk.remote.places import Place
from bulk.work import Settings, Task
from extractors.limits import Limits
from pipeline import Options
from tests.bulk.files import found
from tests.bulk.storage import Storage, storage
from tests.bulk.test_discover import PATTERNS, TREES, tree
from tests.commands.program import SHEET, extract, sheet


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """Give a server of S3."""
    with storage(tmp_path_factory.mktemp("s3")) as made:
        yield made


def filled(server: Storage, bucket: str, folder: Path) -> Path:
    """Put documents into a bucket and, the same, into a folder."""
    server.put(bucket)
    names = ["b.txt", "a/x.txt", "a/.hidden/y.txt", "a.txt", "中/文 件.txt", "a/~$x.txt", "z+%/q.txt"]
    for number, name in enumerate(names):
        content = sheet(folder / name, f"某市第{number}局").read_bytes()
        server.put(f"{bucket}/in/{name}", content)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7 cut short")
    server.put(f"{bucket}/in/scan.pdf", b"%PDF-1.7 cut short")
    return folder


def test_there_and_back(server: Storage, tmp_path: Path) -> None:
    """From a bucket into a bucket: the same bytes as from the same files here; only what changed is fetched again."""
    here = filled(server, "round", tmp_path / "in")
    assert extract(here, "--out", tmp_path / "here.jsonl").returncode == 0
    asked = ("s3://round/in", "--out", "s3://round/out/data.jsonl")
    work = tmp_path / "work"
    work.mkdir()
    done = extract(*asked, cwd=work, env=server.environment)
    assert done.returncode == 0, done.stderr
    assert read_back(server, "round/out/data.jsonl") == (tmp_path / "here.jsonl").read_bytes()
    assert [path.name for path in work.iterdir()] == ["data.jsonl.state"]
    manifest = json.loads(read_back(server, "round/out/data.jsonl.run.json"))
    assert manifest["files"]["passed_over"] == {"hidden": 1, "lock file of Office": 1}
    before = server.fetched("round")
    sheet(here / "b.txt", "某市新局")
    server.put("round/in/b.txt", (here / "b.txt").read_bytes())
    server.remove("round/in/a.txt")
    (here / "a.txt").unlink()
    assert extract(here, "--out", tmp_path / "here.jsonl").returncode == 0
    again = extract(*asked, cwd=work, env=server.environment)
    assert again.returncode == 0, again.stderr
    assert "4 files, not read again; 1 read, 1 are gone since" in again.stderr
    assert server.fetched("round")[len(before) :] == ["in/b.txt"]
    assert read_back(server, "round/out/data.jsonl") == (tmp_path / "here.jsonl").read_bytes()


def read_back(server: Storage, key: str) -> bytes:
    """Return an object that the program has written, which belongs to its account."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        return bytes(fsspec.filesystem("s3", skip_instance_cache=True).cat_file(key))


def test_a_cluster_reads_from_a_bucket(server: Storage, tmp_path: Path) -> None:
    """The workers of a cluster fetch what they read; the state serves whichever engine."""
    here = filled(server, "many", tmp_path / "in")
    assert extract(here, "--out", tmp_path / "here.jsonl").returncode == 0
    asked = ("s3://many/in", "--out", tmp_path / "data.jsonl")
    done = extract(*asked, "--engine", "dask", "--jobs", "2", env=server.environment)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()
    again = extract(*asked, env=server.environment)
    assert "6 files, not read again; 0 read" in again.stderr


def test_what_cannot_be_had_has_its_line(server: Storage, tmp_path: Path) -> None:
    """No bucket, no key, no match: each is told in its line; a single argument behind which nothing is, is no input."""
    filled(server, "lack", tmp_path / "in")
    asked = ("s3://nobody/x", "s3://lack/in/none.txt", "s3://lack/in/*.docx", "s3://lack/in/a/*.txt", "--out", "-")
    done = extract(*asked, "--quiet", env=server.environment)
    read = [json.loads(line) for line in done.stdout.splitlines()]
    messages = {line["source"]["path"]: line["findings"][0]["message"] for line in read if not line["evaluation"]}
    gone = "cannot be opened: no such file or folder"
    assert messages == {"x": gone, "none.txt": gone, "*.docx": "cannot be opened: no file matches this pattern"}
    assert [line["source"]["path"] for line in read if line["evaluation"]] == ["x.txt"]
    assert extract("s3://nobody/x", env=server.environment).returncode == 5
    unreachable = {**server.environment, "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
    failed = extract(tmp_path / "in", "--out", "s3://lack/x.jsonl", cwd=tmp_path, env=unreachable)
    assert (failed.returncode, "the storage cannot be reached" in failed.stderr) == (3, True), failed.stderr


def test_a_document_in_a_bucket_is_not_replaced(server: Storage, tmp_path: Path) -> None:
    """An output that is a document among the inputs is refused; an earlier output is passed over."""
    filled(server, "own", tmp_path / "in")
    refused = extract("s3://own/in", "--out", "s3://own/in/b.txt", cwd=tmp_path, env=server.environment)
    assert (refused.returncode, "is an input" in refused.stderr) == (2, True), refused.stderr
    for _ in range(2):
        done = extract("s3://own/in", "--out", "s3://own/in/data.jsonl", cwd=tmp_path, env=server.environment)
        assert done.returncode == 0, done.stderr
    assert "1 companion of an output" in done.stderr
    assert "1 the output itself" in done.stderr


class Pages:
    """S3 that lists two names a page."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = sorted(keys, key=str.encode)

    def info(self, path: str) -> dict[str, Any]:
        """Say that everything is a folder."""
        return {"name": path, "type": "directory"}

    def call_s3(self, _: str, Prefix: str, ContinuationToken: str = "", **__: str) -> dict[str, Any]:  # noqa: N803
        """Answer as S3 does: keys and common prefixes in one order, and where the next page begins."""
        below = [key.removeprefix(Prefix) for key in self._keys if key.startswith(Prefix)]
        names = list(dict.fromkeys(name.partition("/")[0] + ("/" if "/" in name else "") for name in below))
        place = int(ContinuationToken or 0)
        page = names[place : place + 2]
        contents = [{"Key": Prefix + name, "ETag": "1", "Size": 1} for name in page if not name.endswith("/")]
        prefixes = [{"Prefix": Prefix + name} for name in page if name.endswith("/")]
        more = place + 2 < len(names)
        answer = {"Contents": contents, "CommonPrefixes": prefixes, "IsTruncated": more}
        return answer | ({"NextContinuationToken": str(place + 2)} if more else {})


@given(TREES)
@settings(max_examples=60, deadline=None)
def test_pages_come_in_the_order_of_local_files(paths: Sequence[str]) -> None:
    """What S3 lists page by page is what a folder with the same files gives, and in the same order."""
    with tree(paths) as folder:
        keys = [f"in/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()]
        place = Place("s3://bucket/in", Pages([*keys, "in/"]), "bucket/in")
        names = [each.name for each in walk.RemoteWalk(place, walk.Output(), Counter())]
        assert names == found(folder)


@given(TREES, PATTERNS)
@settings(max_examples=60, deadline=None)
def test_any_file_system_gives_what_folders_give(paths: Sequence[str], pattern: str) -> None:
    """Folders and patterns select the same files of any file system as of this machine's, in the same order."""
    memory = fsspec.filesystem("memory")
    with tree(paths) as folder:
        memory.store.clear()
        memory.pseudo_dirs[:] = [""]
        for path in folder.rglob("*"):
            if path.is_file():
                memory.pipe_file(f"/store/in/{path.relative_to(folder).as_posix()}", b"x")
        memory.makedirs("/store/in", exist_ok=True)
        assert found("memory://store/in") == found(folder)
        if not (folder / pattern).exists():
            there = [each.name for each in discover([f"memory://store/in/{pattern}"]) if each.exists]
            assert there == [each.name for each in discover([f"{folder}/{pattern}"]) if each.exists]


class Fickle:
    """A file system of one file, which is what a test wants it to be."""

    def __init__(self, marks: Sequence[str | Exception]) -> None:
        self.marks = list(marks)

    def info(self, _: str) -> dict[str, Any]:
        """Return the next mark."""
        mark = self.marks.pop(0) if len(self.marks) > 1 else self.marks[0]
        if isinstance(mark, Exception):
            raise mark
        return {"ETag": mark, "size": 1}

    def open(self, *_: object, **__: object) -> Any:
        """Return the file."""
        return fsspec.filesystem("memory").open("/fickle.txt", "rb")


def fetched(monkeypatch: pytest.MonkeyPatch, files: Fickle, **limits: int) -> str | None:
    """Fetch the file of a file system, and return its mark."""
    fsspec.filesystem("memory").pipe_file("/fickle.txt", SHEET.encode())
    monkeypatch.setattr(places, "at", lambda url: Place(url, files, "fickle.txt"))
    order = Settings(Options(limits=replace(Limits(), **limits)))
    with fetch.at_hand(Task("x://fickle.txt", "fickle.txt"), order) as (near, mark):
        if near.problem is not None:
            raise ValueError(near.problem.message)
        assert Path(near.path).read_bytes() == SHEET.encode()
    return mark


def test_what_changes_while_it_is_fetched_is_fetched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark kept is that of what was read; what changes again and again is not read."""
    assert fetched(monkeypatch, Fickle(["1", "1"])) == "1-1"
    assert fetched(monkeypatch, Fickle(["1", "2", "2"])) == "1-2"
    with pytest.raises(ValueError, match="changes while it is read"):
        fetched(monkeypatch, Fickle([str(number) for number in range(9)]))


def test_failures_of_a_storage_have_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vanished, denied, slow, out of reach, too large: each is told the same way every time."""

    class ReadTimeoutError(Exception):
        """As storages have it."""

    for error, words in (
        (FileNotFoundError("request 17"), "no such file or folder"),
        (PermissionError("request 17"), "no permission to read it"),
        (ReadTimeoutError("17 s"), "did not answer in time"),
        (TimeoutError(), "did not answer in time"),
        (ConnectionRefusedError(), "cannot be reached"),
        (RuntimeError("request 17"), r"the storage failed \(RuntimeError\)$"),
    ):
        with pytest.raises(ValueError, match=words):
            fetched(monkeypatch, Fickle([error]))
    with pytest.raises(ValueError, match="more than 10 bytes"):
        fetched(monkeypatch, Fickle(["1"]), size=10)


def test_a_mark_tells_what_a_listing_and_a_look_agree_on() -> None:
    """A digest counts whatever the time is printed like; without one, only a time that is long past."""
    assert places.known_by({"ETag": '"a"', "size": 1}) == places.known_by({"ETag": "a", "size": 1, "mtime": 5})
    assert places.known_by({"size": 1}) is None
    assert places.settled({"mtime": 100.0, "size": 1}, 130.0) is None
    assert places.settled({"mtime": 100.0, "size": 1}, 170.0) == "1-100.0"
    assert places.settled({"mtime": 100.0, "size": 1, "etag": "a"}, 130.0) == "1-a"


def test_urls_keep_their_host() -> None:
    """What is found below a URL has a URL of the same host; paths that only look like one are paths."""
    assert Place("sftp://host/dir/", None, "/dir").beyond("/dir/a") == "sftp://host/dir/a"
    assert Place("s3://bucket/in", None, "bucket/in").beyond("bucket/in/a") == "s3://bucket/in/a"
    assert [places.is_url(name) for name in ("s3://b/a", "file:///a", "a//b", "s3:/b", "://x")] == [True] + [False] * 4
    with pytest.raises(Lacking, match="no kind of place"):
        places.at("nonsense://a/b")
