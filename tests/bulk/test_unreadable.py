"""What is said of inputs that cannot be read, and of links."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bulk.discover import Input, discover, if_any_exists
from tests.bulk.files import found, put

NOBODY = 65534
ROOT = os.geteuid() == 0


def problems(*arguments: object) -> dict[str, str]:
    """Return the detail of the problem of each input that has one."""
    inputs = discover([str(argument) for argument in arguments])
    return {each.name: each.problem.detail for each in inputs if each.problem is not None}


def test_links_stay_in_the_folder(tmp_path: Path) -> None:
    """Links to files in the folder are read; others are inputs with the reason why not."""
    put(tmp_path, "in/sub/a.txt", "outside.txt")
    links = {"ok": "sub/a.txt", "folder": "sub", "up": "..", "out": "../outside.txt", "nowhere": "gone", "self": "self"}
    for name, target in links.items():
        (tmp_path / "in" / name).symlink_to(target)
    assert found(tmp_path / "in") == ["folder", "nowhere", "ok", "out", "self", "sub/a.txt", "up"]
    assert problems(tmp_path / "in") == {
        "folder": "a link to a folder; not followed",
        "nowhere": "a link that points nowhere",
        "out": "a link that leads out of the folder given; not followed",
        "self": "a link that leads back to itself",
        "up": "a link to a folder; not followed",
    }


def test_patterns_name_links_that_they_would_follow(tmp_path: Path) -> None:
    """A link to a folder in which a pattern might match is an input with a problem; another is none."""
    put(tmp_path, "sub/a.txt")
    (tmp_path / "link").symlink_to("sub")
    assert found(tmp_path / "*/*.txt") == ["link", "sub/a.txt"]
    assert found(tmp_path / "s*/*.txt") == ["sub/a.txt"]


def test_named_links_are_followed(tmp_path: Path) -> None:
    """A link that the command line names is followed, to a file or a folder, wherever it leads."""
    put(tmp_path, "in/a.txt", "outside.txt")
    (tmp_path / "link").symlink_to("in")
    (tmp_path / "in/out").symlink_to("../outside.txt")
    assert found(tmp_path / "link") == ["a.txt", "out"]
    assert problems(tmp_path / "in/out") == {}
    (tmp_path / "broken").symlink_to("gone")
    assert problems(tmp_path / "broken") == {"broken": "a link that points nowhere"}


def test_special_files_are_inputs_with_a_problem(tmp_path: Path) -> None:
    """FIFOs, sockets and devices are named and not opened."""
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "socket"))
    expected = {"fifo": "a FIFO (named pipe), no file", "socket": "a socket, no file"}
    assert problems(tmp_path) == expected
    assert problems("/dev/null") == {"null": "a device, no file"}


def test_a_missing_name_is_an_input_beside_others(tmp_path: Path) -> None:
    """A name without a file, and a pattern without matches, each give an input when there is anything else to read."""
    put(tmp_path, "a.txt")
    assert problems(tmp_path / "a.txt", tmp_path / "gone/", tmp_path / "*.pdf") == {
        "gone": "no such file or folder",
        "*.pdf": "no file matches this pattern",
    }


def test_nothing_at_all_is_told_apart(tmp_path: Path) -> None:
    """Missing names, empty folders and patterns without matches come to no input; one broken link does not."""
    (tmp_path / "empty/deeper").mkdir(parents=True)
    put(tmp_path, "hidden/.x")
    nothing = [str(tmp_path / name) for name in ("gone", "empty", "*.pdf", "hidden")]
    assert if_any_exists(discover(nothing)) is None
    (tmp_path / "broken").symlink_to("gone")
    inputs = if_any_exists(discover([*nothing, str(tmp_path / "broken")]))
    assert inputs is not None
    assert [each.name for each in inputs] == ["*.pdf", "broken", "gone"]


@pytest.mark.parametrize(("name", "depth", "refused"), [("d", 1050, False), ("d" * 100, 50, True)])
def test_deep_trees(tmp_path: Path, name: str, depth: int, refused: bool) -> None:  # noqa: FBT001 - a parameter
    """A tree is walked to its end, deeper than Python recurses, or to the folder that the system refuses, named."""
    root = tmp_path / "deep"
    root.mkdir()
    here = os.open(root, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("x.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    try:
        (only,) = discover([str(root)])
    finally:
        subprocess.run(["rm", "-r", root], check=True)
    assert (only.problem is not None) == refused
    assert only.name == (f"{name}/" * only.name.count("/") if refused else f"{name}/" * depth + "x.txt")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Work without the powers of root, which may read everything."""
    if ROOT:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if ROOT:
            os.seteuid(0)


@pytest.fixture
def public() -> Iterator[Path]:
    """Yield a folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


def test_what_may_not_be_read_is_an_input_with_a_problem(public: Path) -> None:
    """Files without permission and folders that cannot be listed or entered are named, in their place."""
    put(public, "a.txt", "locked/x", "locked.txt", "unsearchable/y")
    (public / "locked.txt").chmod(0)
    (public / "locked").chmod(0)
    (public / "unsearchable").chmod(0o444)
    with as_nobody():
        inputs = list(discover([str(public)]))
        whole = problems(public / "locked")
    (public / "locked").chmod(0o755)
    (public / "unsearchable").chmod(0o755)
    assert [each.name for each in inputs] == ["a.txt", "locked.txt", "locked/", "unsearchable/y"]
    assert {each.problem and each.problem.detail for each in inputs[1:]} == {"no permission to read it"}
    assert whole == {"locked/": "no permission to read it"}


def test_problems_speak_chinese_too(tmp_path: Path) -> None:
    """Each problem has its words in both languages, and no path of the machine in them."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").symlink_to("/")
    inputs: list[Input] = list(discover([str(tmp_path), str(tmp_path / "gone")]))
    assert len(inputs) == 3
    for each in inputs:
        assert each.problem is not None
        assert not each.problem.detail_zh.isascii()
        assert str(tmp_path) not in each.problem.message + each.problem.message_zh
