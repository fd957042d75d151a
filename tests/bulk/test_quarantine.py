"""The folder of files for a person to look at."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.program import ENVIRONMENT, SHEET, extract, sheet

CONSISTENT = SHEET.format(department="某市总工会").replace("353.99", "-353.99")

DENIED = """
import os
from commands import main

replace = os.replace

def denied(source, target, **folders):
    if str(target).startswith("e"):
        raise PermissionError(13, "Permission denied")
    replace(source, target, **folders)

os.replace = denied
main()
"""
"""The program on a system that lets no name begin with an e."""


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


def test_links_that_came_with_the_archive_lead_nowhere(archive: Path) -> None:
    """A quarantine shipped in the archive, with a list and with links out of it, costs nothing outside."""
    victim, folder = archive.parent / "victim", archive / "look"
    victim.mkdir()
    folder.mkdir()
    (victim / "v").write_text("mine\n")
    (victim / "reason").write_text("mine, too\n")
    (archive / "bad.pdf").write_text("junk")
    (folder / "d").symlink_to(victim)
    (folder / "bad.pdf.reason.txt").symlink_to(victim / "reason")
    (folder / ".quarantine").write_text('"d/v"\n"bad.pdf"\n"bad.pdf.reason.txt"\n')
    run(archive, quarantine=folder)
    assert [path.read_text() for path in sorted(victim.iterdir())] == ["mine, too\n", "mine\n"]
    assert (folder / "bad.pdf").read_text() == "junk"
    assert not (folder / "bad.pdf.reason.txt").is_symlink()


@pytest.mark.parametrize("place", ["in", ".", "in/a/", "elsewhere/link", "in/a/../../in"])
@pytest.mark.parametrize("argument", ["in/a/error.txt", "in/a", "in/a/*.txt"])
def test_a_quarantine_that_holds_an_input_is_refused(archive: Path, place: str, argument: str) -> None:
    """It would be passed over whole, or what stands in it be taken out."""
    (archive.parent / "elsewhere").mkdir()
    (archive.parent / "elsewhere/link").symlink_to(archive)
    done = extract(argument, "--out", "data.jsonl", "--quarantine", place, cwd=archive.parent)
    assert done.returncode == 2, done.stderr
    message = " ".join(done.stderr.replace("│", " ").split())
    assert f"--quarantine {place} holds an input ({argument}); name a folder of its own" in message
    assert not (archive.parent / "data.jsonl").exists()


def test_a_file_to_look_at_has_no_quarantine(archive: Path) -> None:
    """It is refused rather than passed over; with an output it is done."""
    arguments = (archive / "a/error.txt", "--quarantine", archive.parent / "q")
    done = extract(*arguments)
    assert done.returncode == 2
    assert "add --out FILE" in done.stderr
    assert extract(*arguments, "--out", "-").returncode == 0
    assert (archive.parent / "q/error.txt").exists()


def test_what_cannot_be_set_aside_costs_no_line(archive: Path) -> None:
    """The output is complete, and what could not be made is told, quiet or not."""
    (archive.parent / "q").mkdir()
    arguments = [archive, "--out", archive.parent / "data.jsonl", "--quarantine", archive.parent / "q", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-c", DENIED, *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "2 entries, the first of them a/empty.pdf (no permission to write there)" in done.stderr
    assert (archive.parent / "data.jsonl").read_bytes().count(b"\n") == 4
    assert names(archive.parent / "q") == [".quarantine", "nowhere.pdf.reason.txt"]


def test_a_place_that_is_no_folder_is_refused(archive: Path) -> None:
    """Before anything is read, and with what to do."""
    (archive.parent / "q").write_text("mine\n")
    done = extract(archive, "--out", archive.parent / "data.jsonl", "--quarantine", archive.parent / "q")
    assert done.returncode == 3
    assert "name another folder with --quarantine" in done.stderr


def test_an_output_in_the_quarantine_stays(archive: Path) -> None:
    """An input of its name stands beside it, and no later run takes the output out."""
    folder = archive.parent / "q"
    folder.mkdir()
    (archive / "o.jsonl").touch()
    for lines in (5, 4):
        done = extract(archive, "--out", folder / "o.jsonl", "--quarantine", folder)
        assert done.returncode == 0, done.stderr
        assert (folder / "o.jsonl").read_bytes().count(b"\n") == lines
        (archive / "o.jsonl").unlink(missing_ok=True)
    assert "o.jsonl (2)" not in names(folder)
