"""The folder of files for a person to look at."""

import os
from pathlib import Path

import pytest

from tests.commands.program import SHEET, extract, sheet

CONSISTENT = SHEET.format(department="某市总工会").replace("353.99", "-353.99")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Make an archive with an error, a file without a record, a consistent table and a link to nowhere."""
    folder = tmp_path / "in"
    sheet(folder / "a/error.txt")
    (folder / "a/empty.pdf").touch()
    (folder / "good.txt").write_text(CONSISTENT)
    (folder / "nowhere.pdf").symlink_to(folder / "gone.pdf")
    return folder


def names(folder: Path) -> list[str]:
    """Return what stands in a folder, by paths in it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def run(archive: Path, *arguments: object, quarantine: Path | None = None) -> str:
    """Run over an archive with a quarantine and return what was told."""
    place = quarantine or archive.parent / "q"
    done = extract(archive, "--out", archive.parent / "data.jsonl", "--quarantine", place, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_errors_and_failures_are_collected(archive: Path) -> None:
    """Each has its own name, leads to the file, and has its reason beside it in both languages."""
    folder = archive.parent / "q"
    assert "quarantine" in run(archive)
    found = ["a/empty.pdf", "a/empty.pdf.reason.txt", "a/error.txt", "a/error.txt.reason.txt", "nowhere.pdf.reason.txt"]
    assert names(folder) == [".quarantine", *found]
    assert (folder / "a/error.txt").read_bytes() == (archive / "a/error.txt").read_bytes()
    reason = (folder / "a/error.txt.reason.txt").read_text("utf-8")
    assert reason.startswith("a/error.txt\nerror A01: ")
    assert "年度预算数" in reason
    assert "warning" not in reason
    assert "N02: the file is empty" in (folder / "a/empty.pdf.reason.txt").read_text("utf-8")


@pytest.mark.parametrize(("severity", "collected"), [("never", False), ("error", True), ("warning", True)])
def test_the_severity_decides(archive: Path, severity: str, collected: bool) -> None:  # noqa: FBT001 - a parameter
    """Files without a record are always collected, others by their findings."""
    run(archive, "--quarantine-on", severity)
    assert (archive.parent / "q/a/error.txt").exists() is collected
    assert (archive.parent / "q/a/empty.pdf").exists()


def test_what_is_mended_leaves(archive: Path) -> None:
    """A later run takes out what no longer belongs there, whether it was read again or not; the rest stays."""
    folder = archive.parent / "q"
    folder.mkdir()
    (folder / "mine.txt").write_text("a note of somebody's\n")
    run(archive)
    (archive / "a/error.txt").write_text(CONSISTENT)
    (archive / "a/empty.pdf").unlink()
    run(archive)
    assert names(folder) == [".quarantine", "mine.txt", "nowhere.pdf.reason.txt"]
    assert not (folder / "a").exists()


def test_it_is_no_input(archive: Path) -> None:
    """A quarantine below the folder that is read is passed over, and so are names that others have taken there."""
    folder = archive / "look-at-these"
    folder.mkdir()
    (folder / "nowhere.pdf.reason.txt").write_text("not ours\n")
    before = run(archive, quarantine=folder)
    lines = (archive.parent / "data.jsonl").read_bytes()
    assert "the quarantine" in before
    run(archive, quarantine=folder)
    assert (archive.parent / "data.jsonl").read_bytes() == lines
    assert lines.count(b"\n") == 4
    assert (folder / "nowhere.pdf.reason.txt").read_text() == "not ours\n"


def test_names_that_lead_astray_do_not(archive: Path) -> None:
    """A list that was tampered with makes no run remove anything outside the folder."""
    outside = archive.parent / "outside.txt"
    outside.write_text("mine\n")
    run(archive)
    with (archive.parent / "q/.quarantine").open("a") as listed:
        listed.write('"../outside.txt"\n"' + os.fspath(outside) + '"\n"cut sho')
    run(archive)
    assert outside.read_text() == "mine\n"
