"""Which files the arguments name, under which names, and in which order."""

import glob
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bulk.discover import OutputAmongInputs, discover
from bulk.pattern import magic
from tests.bulk.files import found, put


def test_names_are_relative_to_the_folder_named(tmp_path: Path) -> None:
    """A folder's files are named from that folder on, a file argument by its file name."""
    put(tmp_path, "in/a/x.txt", "in/y.txt")
    assert found(tmp_path / "in") == ["a/x.txt", "y.txt"]
    assert found(tmp_path / "in/a/x.txt") == ["x.txt"]


def test_order_is_that_of_whole_paths(tmp_path: Path) -> None:
    """A folder stands where its slash puts it: behind `a.txt` and `a-b`, before `a0`."""
    put(tmp_path, "a/x", "a.txt", "a-b", "a0", "a/b/z", "a/b.txt", "B", "é", "中/文")
    expected = sorted(["a/x", "a.txt", "a-b", "a0", "a/b/z", "a/b.txt", "B", "é", "中/文"], key=str.encode)
    assert found(tmp_path) == expected


NAMES = st.text(alphabet="ab-.0~é中[*", min_size=1, max_size=3).filter(lambda name: name not in {".", ".."})
TREES = st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), min_size=1, max_size=8)


@contextmanager
def tree(paths: Sequence[str]) -> Iterator[Path]:
    """Make a folder with files at these paths, but for those that collide with folders."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for path in paths:
            try:
                put(folder, path)
            except (FileExistsError, IsADirectoryError, NotADirectoryError):
                assert (folder / path.partition("/")[0]).exists()
        yield folder


@given(TREES)
@settings(max_examples=60, deadline=None)
def test_every_visible_file_once_in_byte_order(paths: Sequence[str]) -> None:
    """Whatever the tree, a walk gives the sorted paths of all files that are not passed over, and counts the rest."""
    with tree(paths) as folder:
        every = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
        visible = [path.as_posix() for path in every if not any(part.startswith(".") for part in path.parts)]
        assert found(folder) == sorted(visible, key=str.encode)


PATTERNS = (
    st.lists(st.sampled_from(["*", "**", "a*", "?", "[ab]*", "*.*", "b"]), min_size=1, max_size=3)
    .map("/".join)
    .filter(magic)
)


@given(TREES, PATTERNS)
@settings(max_examples=120, deadline=None)
def test_patterns_find_what_the_shell_would(paths: Sequence[str], pattern: str) -> None:
    """A quoted pattern selects the same files and folders as Python's glob; a selected folder is read whole."""
    with tree(paths) as folder:
        assume(not os.path.lexists(folder / pattern))
        matches = glob.glob(f"{glob.escape(str(folder))}/{pattern}", recursive=True)  # noqa: PTH207 - the reference
        expected = {name for match in matches for name in _below(Path(match), folder)}
        names = [each.name for each in discover([f"{folder}/{pattern}"]) if each.exists]
        assert names == sorted(expected, key=str.encode)


def _below(match: Path, folder: Path) -> Iterator[str]:
    for path in [match, *match.rglob("*")] if match.is_dir() else [match]:
        inner = path.relative_to(match).parts
        if path.is_file() and not any(part.startswith(".") for part in inner):
            yield path.relative_to(folder).as_posix()


def test_several_arguments_are_one_stream(tmp_path: Path) -> None:
    """The inputs of several arguments are merged by name, whatever the order of the arguments; equal names keep it."""
    put(tmp_path, "one/a", "one/c", "two/b", "two/c", "z")
    names = ["a", "b", "c", "c", "z"]
    assert found(tmp_path / "one", tmp_path / "two", tmp_path / "z") == names
    assert found(tmp_path / "z", tmp_path / "two", tmp_path / "one") == names
    paths = [each.path for each in discover([str(tmp_path / "two"), str(tmp_path / "one")]) if each.name == "c"]
    assert paths == [tmp_path / "two/c", tmp_path / "one/c"]


def test_a_file_that_two_arguments_reach_is_one_input(tmp_path: Path) -> None:
    """Named twice is read once; two names that a folder itself has for one file are two inputs."""
    put(tmp_path, "in/sub/a.txt", "in/b.txt")
    passed_over: Counter[str] = Counter()
    inputs = discover([f"{tmp_path}/in", f"{tmp_path}/in/../in/sub/a.txt", f"{tmp_path}/in/*.txt"], None, passed_over)
    assert [each.name for each in inputs] == ["a.txt", "b.txt"]
    assert passed_over == {"named twice": 2}
    (tmp_path / "in/link.txt").symlink_to("b.txt")
    assert found(tmp_path / "in") == ["b.txt", "link.txt", "sub/a.txt"]


def test_names_with_magic_characters_are_names_first(tmp_path: Path) -> None:
    """A file that is really called `a[1].txt` is that file, and a folder `d*` that folder."""
    put(tmp_path, "a[1].txt", "a1.txt", "d*/x", "dd/y")
    assert found(tmp_path / "a[1].txt") == ["a[1].txt"]
    assert found(tmp_path / "a[1]*") == ["a1.txt"]
    assert found(tmp_path / "d*") == ["x"]


def test_names_that_are_no_utf8_are_printable(tmp_path: Path) -> None:
    """A name in another encoding is shown with escapes, sorted as shown, and still leads to its file."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xed.txt")).write_text("a")
    put(tmp_path, "a.txt", "~.txt")
    inputs = list(discover([str(tmp_path)]))
    assert [each.name for each in inputs] == [r"\xb1\xed.txt", "a.txt", "~.txt"]
    assert inputs[0].path.read_text() == "a"


def test_what_is_no_input_is_counted(tmp_path: Path) -> None:
    """Hidden names, lock files, the corpus's companions and the output are passed over, each counted by kind."""
    put(tmp_path, ".hidden/x", ".DS_Store", "~$a.docx", "a.docx", "a.expected.json", "SOURCES.toml", "out.jsonl")
    (tmp_path / "out.jsonl").write_text("{}\n")
    put(tmp_path, ".extract-0123456789abcdef.tmp")
    passed_over: Counter[str] = Counter()
    inputs = list(discover([str(tmp_path)], tmp_path / "out.jsonl", passed_over))
    assert [each.name for each in inputs] == ["a.docx"]
    kinds = {"hidden": 2, "lock file of Office": 1, "companion of the corpus": 2, "the output itself": 1}
    assert passed_over == kinds


def test_what_is_named_is_read(tmp_path: Path) -> None:
    """A name that a folder's walk would pass over is an input when the command line spells it out."""
    put(tmp_path, ".hidden/x", ".a.txt", "~$a.docx", "SOURCES.toml", "sub/SOURCES.toml")
    assert found(tmp_path / ".hidden") == ["x"]
    assert found(tmp_path / "~$a.docx", tmp_path / "SOURCES.toml") == ["SOURCES.toml", "~$a.docx"]
    assert found(tmp_path / ".*.txt") == [".a.txt"]
    assert found(tmp_path / "**/SOURCES.toml") == ["SOURCES.toml", "sub/SOURCES.toml"]


def test_the_output_is_known_by_any_name(tmp_path: Path) -> None:
    """A link to the output is the output, and not an input."""
    put(tmp_path, "a.txt")
    (tmp_path / "data.jsonl").write_text('{"a": 1}\n')
    (tmp_path / "latest").symlink_to("data.jsonl")
    assert found(tmp_path, exclude=tmp_path / "data.jsonl") == ["a.txt"]


def test_a_document_is_not_replaced_by_what_was_read_from_it(tmp_path: Path) -> None:
    """An output that is named as an input, or is a document among the inputs, is refused."""
    put(tmp_path, "a.txt", "b.txt")
    with pytest.raises(OutputAmongInputs):
        found(tmp_path / "a.txt", exclude=tmp_path / "a.txt")
    with pytest.raises(OutputAmongInputs):
        found(tmp_path, exclude=tmp_path / "b.txt")
    with pytest.raises(OutputAmongInputs):
        found(tmp_path / "*.txt", exclude=tmp_path / "b.txt")
    assert found(tmp_path / "a*", exclude=tmp_path / "b.txt") == ["a.txt"]
