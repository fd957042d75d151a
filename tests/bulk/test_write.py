"""The output stands under its name whole or not at all, and what is no file is written to directly."""

import os
import stat
import threading
from pathlib import Path

import pytest

from bulk.discover import discover
from bulk.write import OutputFailed, destination, output


def left(folder: Path) -> list[str]:
    """Return the names in a folder."""
    return sorted(path.name for path in folder.iterdir())


def permissions(path: Path) -> int:
    """Return the permission bits of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    """Until the end there is only the temporary file, which no walk takes for an input; then only the output."""
    target = tmp_path / "data.jsonl"
    with output(str(target)) as write:
        write(b"one\n")
        assert not target.exists()
        assert list(discover([str(tmp_path)])) == []
        write(b"two\n")
    assert target.read_bytes() == b"one\ntwo\n"
    assert left(tmp_path) == ["data.jsonl"]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_the_earlier_output(tmp_path: Path, failure: type[BaseException]) -> None:
    """Whatever ends the work early, the earlier output is as it was and nothing else is left."""
    target = tmp_path / "data.jsonl"
    target.write_bytes(b"earlier\n")

    def begin() -> None:
        with output(str(target)) as write:
            write(b"half")
            raise failure

    with pytest.raises(failure):
        begin()
    assert target.read_bytes() == b"earlier\n"
    assert left(tmp_path) == ["data.jsonl"]


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_an_earlier_output_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    """Replacing a file does not open it to others, nor close it."""
    target = tmp_path / "data.jsonl"
    target.touch()
    target.chmod(mode)
    with output(str(target)) as write:
        write(b"new\n")
    assert permissions(target) == mode


def test_a_new_output_has_the_usual_permissions(tmp_path: Path) -> None:
    """A new file is as open as any that the user makes."""
    plain = tmp_path / "plain"
    plain.touch()
    with output(str(tmp_path / "data.jsonl")) as write:
        write(b"new\n")
    assert permissions(tmp_path / "data.jsonl") == permissions(plain)


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_is_followed(tmp_path: Path, exists: bool) -> None:  # noqa: FBT001 - a parameter
    """The file that a link leads to is replaced or made, and the link stays."""
    (tmp_path / "elsewhere").mkdir()
    if exists:
        (tmp_path / "elsewhere/data.jsonl").write_bytes(b"earlier\n")
    link = tmp_path / "latest"
    link.symlink_to("elsewhere/data.jsonl")
    with output(str(link)) as write:
        write(b"new\n")
    assert link.is_symlink()
    assert (tmp_path / "elsewhere/data.jsonl").read_bytes() == b"new\n"
    assert left(tmp_path / "elsewhere") == ["data.jsonl"]
    assert destination(str(link)) == (tmp_path / "elsewhere/data.jsonl").resolve()


def test_a_fifo_is_written_to(tmp_path: Path) -> None:
    """A FIFO stays one, and whoever reads it gets the data, more than it holds at once."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(fifo.read_bytes()))
    reader.start()
    with output(str(fifo)) as write:
        write(b"x" * 200_000)
        write(b"\n")
    reader.join()
    assert received == [b"x" * 200_000 + b"\n"]
    assert stat.S_ISFIFO(fifo.stat().st_mode)
    assert destination(str(fifo)) is None


def test_a_stream_that_does_not_block_is_waited_for() -> None:
    """A pipe that another program has set not to block takes all of the data."""
    received: list[int] = []
    reading, writing = os.pipe()
    os.set_blocking(writing, False)

    def read() -> None:
        with os.fdopen(reading, "rb") as stream:
            received.append(len(stream.read()))

    reader = threading.Thread(target=read)
    reader.start()
    with output(f"/dev/fd/{writing}") as write:
        write(b"x" * 500_000)
    os.close(writing)
    reader.join()
    assert received == [500_000]


def cannot(target: object) -> str:
    """Return the message of a failure to write."""
    with pytest.raises(OutputFailed) as failure, output(str(target)) as write:
        write(b"new\n")
    return str(failure.value).removeprefix(f"cannot write {target}: ")


def test_failures_name_reason_and_remedy(tmp_path: Path) -> None:
    """Each failure says what is wrong with the target and what to do."""
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    assert cannot("/dev/full").startswith("the disk is full; free some space")
    assert cannot(tmp_path).startswith("it is a folder; name a file")
    assert cannot(f"{tmp_path}/").startswith("it is a folder; name a file")
    assert cannot(tmp_path / "gone/data.jsonl").startswith("its folder does not exist; create the folder")
    assert cannot(tmp_path / "file/data.jsonl").startswith("a part of its path is no folder")
    assert cannot(tmp_path / "loop").startswith("it is a link that leads back to itself")
    assert cannot(tmp_path / ("x" * 300)).startswith("its path is too long")
    assert cannot("/dev/fd/987").startswith("it is closed")
    assert left(tmp_path) == ["file", "loop"]


def test_other_failures_pass(tmp_path: Path) -> None:
    """An operating system's error that has nothing to do with the output is not taken for one."""
    with pytest.raises(FileNotFoundError), output(str(tmp_path / "data.jsonl")):
        (tmp_path / "gone").read_bytes()
    assert left(tmp_path) == []
