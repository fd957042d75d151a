"""Names in order, in memory or by way of the disk."""

import os
from pathlib import Path

import pytest

from bulk import sorting
from bulk.discover import discover
from tests.bulk.files import put

NAMES = ("b", "a.txt", "a/x", "a-b", "ä", "a", "Z", "z/y/x", "2", "10", "中文.pdf", "a\n", "~", "é")


@pytest.mark.parametrize("at_once", [1, 2, 3, 5, 100])
def test_the_disk_changes_nothing(tmp_path: Path, at_once: int) -> None:
    """However few names are sorted at a time, the order is that of all."""
    put(tmp_path, *(name for name in NAMES if name not in {"a", "z"}))
    (tmp_path / os.fsdecode(b"\xff\xfe.txt")).touch()
    found = list(sorting.entries(tmp_path, at_once))
    assert found == sorted(found)
    assert [entry.raw for entry in found] == [entry.raw for entry in sorting.entries(tmp_path)]
    assert len(found) == sum(1 for _ in tmp_path.iterdir())


def test_a_folder_of_very_many_names_is_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discovery gives the same where folders do not fit into what is sorted in memory."""
    put(tmp_path, *(f"{number % 7}/{number:03}.txt" for number in range(200)))
    whole = [found.name for found in discover([str(tmp_path)])]
    monkeypatch.setattr(sorting.entries, "__defaults__", (4,))
    assert [found.name for found in discover([str(tmp_path)])] == whole == sorted(whole)


def test_what_two_arguments_name_is_found_once(tmp_path: Path) -> None:
    """A file to which two arguments lead stands under the name that comes first."""
    put(tmp_path, "in/a/1.txt", "in/a/2.txt", "in/b/1.txt")
    twice = [found.name for found in discover([str(tmp_path / "in"), str(tmp_path / "in/a")])]
    assert twice == ["1.txt", "2.txt", "b/1.txt"]
