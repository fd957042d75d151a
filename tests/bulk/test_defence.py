"""What holds though others interfere: files that lead elsewhere by now, a second run, a state cut short, odd limits."""

import shutil
from pathlib import Path

import pytest
import rich_click as click

from bulk import sorting
from bulk.state import HEADER, MAGIC, Fingerprints, State, StateFailed
from bulk.walk import Walk
from bulk.write import OutputFailed
from commands.maxima import LARGEST, LONGEST, Seconds, Size
from extractors import opening
from extractors.errors import Unreadable
from extractors.limits import Limits

PRINTS = Fingerprints("a", "b")


def test_a_file_that_leads_elsewhere_by_now_is_not_read(tmp_path: Path) -> None:
    """What was found below the folder, and has become a link out of it before it is opened, is refused."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    for place in ("in/one.txt", "in/deep/two.txt", "outside/one.txt", "outside/two.txt"):
        (tmp_path / place).write_text(place)
    found = list(Walk(tmp_path / "in"))
    assert [opening.contents(one.path, Limits(), one.root).data for one in found] == [b"in/deep/two.txt", b"in/one.txt"]
    (tmp_path / "in" / "one.txt").unlink()
    (tmp_path / "in" / "one.txt").symlink_to(tmp_path / "outside" / "one.txt")
    shutil.rmtree(tmp_path / "in" / "deep")
    (tmp_path / "in" / "deep").symlink_to(tmp_path / "outside")
    for one in found:
        assert opening.digest(one.path, Limits(), one.root) is None
        with pytest.raises(Unreadable) as refused:
            opening.contents(one.path, Limits(), one.root)
        assert "by now" in refused.value.problem.detail


def test_a_state_in_use_is_not_taken_away(tmp_path: Path) -> None:
    """A run that begins anew on the output of one at work is refused, and the state of the first stays."""
    path = tmp_path / "o.state"
    first = State(path, PRINTS)
    with pytest.raises(StateFailed, match="another run"):
        State(path, PRINTS, fresh=True)
    assert path.exists()
    first.close()
    State(path, PRINTS, fresh=True).close()


@pytest.mark.parametrize("length", [1, 16, 50, HEADER - 1])
def test_a_state_cut_short_is_begun_anew(tmp_path: Path, length: int) -> None:
    """What is left of it says nothing of what it held."""
    path = tmp_path / "o.state"
    path.write_bytes((MAGIC + bytes(HEADER))[:length])
    state = State(path, PRINTS)
    assert state.find("a", "a") is None
    state.close()


def test_a_full_place_for_sorting_is_no_fault_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the names of a large folder cannot wait on the disk, the run ends: no file of it was looked at."""
    for name in "abc":
        (tmp_path / name).touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(OutputFailed):
        sorting.entries(tmp_path, 1)


def test_limits_beyond_what_the_system_can_be_told_are_none() -> None:
    """A bound without end is the largest there is; what is no time or size is refused."""
    assert Seconds().convert("inf", None, None) == LONGEST
    assert Size().convert("999999999999G", None, None) == LARGEST
    for text in ("nan", "0", "-1", "soon"):
        with pytest.raises(click.BadParameter):
            Seconds().convert(text, None, None)
