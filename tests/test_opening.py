"""A file is read whole and at rest, or there is a reason why not; and it is known again by its mark."""

import itertools
import os
from pathlib import Path

import pytest

from extractors import opening
from extractors.errors import LIMIT, NOT_READABLE, Unreadable
from extractors.limits import Limits
from tests.forms import CORPUS

LIMITS = Limits()
OLD = 1_600_000_000


def test_a_file_that_is_being_written_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read of it would be no state that it ever had."""
    path, read, calls = tmp_path / "a.txt", os.read, itertools.count()

    def meanwhile(file: int, size: int) -> bytes:
        if next(calls) % 2 == 0:
            with path.open("ab") as writer:
                writer.write(b"more" * writing)
        return read(file, size)

    path.write_bytes(b"some")
    writing = True
    monkeypatch.setattr(os, "read", meanwhile)
    with pytest.raises(Unreadable) as caught:
        opening.contents(path, LIMITS)
    assert caught.value.problem.reason is NOT_READABLE
    assert "it changes while it is read" in caught.value.problem.message
    writing = False
    assert opening.contents(path, LIMITS).data.endswith(b"more")


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe or a folder that has taken the place of a file since it was found is refused at once."""
    os.mkfifo(tmp_path / "pipe")
    for place, word in (
        (tmp_path / "pipe", "no regular file"),
        (tmp_path, "no regular file"),
        (tmp_path / "x", "no such"),
    ):
        with pytest.raises(Unreadable, match=word):
            opening.contents(place, LIMITS)
        assert opening.digest(place, LIMITS) is None


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Its size alone decides, were it a terabyte."""
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(Unreadable) as caught:
        opening.contents(tmp_path / "a.pdf", LIMITS)
    assert caught.value.problem.reason is LIMIT


def test_the_mark_tells_every_change(tmp_path: Path) -> None:
    """Content, size, time and the file itself are in it; a file that was only just written has none yet."""
    path = tmp_path / "a.txt"
    path.write_text("one")
    assert opening.contents(path, LIMITS).mark is None
    document = CORPUS / "huangpu-union-2021.txt"
    found = opening.contents(document, LIMITS)
    assert found.mark == opening.mark(document) is not None
    known = opening.digest(document, LIMITS)
    assert known is not None
    assert (known.sha256, known.bytes, known.mark) == (found.sha256, len(found.data), found.mark)
    marks = {opening.mark(path)}
    path.write_text("two")
    os.utime(path, (OLD, OLD))
    marks.add(opening.mark(path))
    path.write_text("six")
    os.utime(path, (OLD, OLD))
    marks.add(opening.mark(path))
    assert len(marks) == 3
    assert opening.mark(tmp_path / "gone") is None
