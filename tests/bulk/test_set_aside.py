"""What a quarantine does with names, links and folders that are in its way, or that somebody put there on purpose."""

import errno
import itertools
import os
import stat
from pathlib import Path

import pytest

from bulk import one
from bulk.claims import LIST
from bulk.discover import discover
from bulk.quarantine import Quarantine
from bulk.work import Task
from pipeline import Options

REASON = ".reason.txt"


def broken(path: Path, content: str = "junk") -> Path:
    """Write a file that gives no record, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def set_aside(place: Path, *arguments: object, killed_after: int | None = None, reserved: tuple[str, ...] = ()) -> str:
    """Consider each input as a run does, to its end or until it is killed, and return what went wrong."""
    quarantine = Quarantine(place, ("error",), reserved)
    inputs = discover([str(argument) for argument in arguments], aside=place)
    for found in itertools.islice(inputs, killed_after):
        quarantine.consider(found, one.result(Task(found.address, found.name, found.problem), Options()))
    if killed_after is None:
        quarantine.finish()
    return quarantine.trouble or ""


def standing(folder: Path) -> dict[str, str]:
    """Return what stands in a folder: of a link where it leads, of a file what it says."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Name a folder for what is set aside."""
    return tmp_path / "q"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Name a folder for inputs."""
    return tmp_path / "in"


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """Make a folder that is nobody's business."""
    broken(tmp_path / "victim/v", "precious\n")
    broken(tmp_path / "victim/w.reason.txt", "precious, too\n")
    return tmp_path / "victim"


@pytest.mark.parametrize("lead", ["d", "bad.pdf", "bad.pdf.reason.txt", "sub", ".quarantine", ".quarantine.tmp"])
@pytest.mark.parametrize("listed", [True, False])
def test_no_link_is_followed(archive: Path, victim: Path, lead: str, listed: bool) -> None:  # noqa: FBT001 - a parameter
    """Links that came with the archive lead nowhere, neither removing nor writing nor making folders."""
    place = archive / "look"
    broken(archive / "bad.pdf")
    broken(archive / "sub/deeper/v")
    place.mkdir()
    for target in (victim, victim / "v"):
        if listed and lead != LIST:
            (place / LIST).write_text('"d/v"\n"d/"\n"bad.pdf"\n"bad.pdf.reason.txt"\n"sub/"\n"d/w.reason.txt"\n')
        (place / lead).unlink(missing_ok=True)
        (place / lead).symlink_to(target)
        before = standing(victim)
        set_aside(place, archive)
        set_aside(place, archive)
        assert standing(victim) == before
        assert len([name for name in standing(place) if name.endswith(REASON) and "bad" in name]) >= 1


def test_the_list_is_reserved(archive: Path, place: Path) -> None:
    """Inputs of the names that we need ourselves get others."""
    names = (LIST, ".quarantine.tmp", ".quarantine/x", ".Quarantine/y")
    for number, name in enumerate(names):
        broken(archive / str(number) / name)
    arguments = [archive / "0" / LIST, archive / "1/.quarantine.tmp", f"{archive}/2/.q*/*", f"{archive}/3/.Q*/*"]
    for _ in range(2):
        assert set_aside(place, *arguments) == ""
        found = [name for name, leads in standing(place).items() if leads.startswith(str(archive))]
        assert sorted(found) == [".Quarantine (2)/y", ".quarantine (2)", ".quarantine (3)/x", ".quarantine.tmp (2)"]
    assert all((archive / str(number) / name).read_text() == "junk" for number, name in enumerate(names))


def test_the_output_is_reserved(archive: Path, place: Path) -> None:
    """An output in the folder is not ours to replace or to remove, whatever the list says."""
    broken(archive / "o.jsonl")
    broken(place / "o.jsonl", "lines")
    (place / LIST).write_text('"o.jsonl"\n')
    for _ in range(2):
        set_aside(place, archive, reserved=("o.jsonl",))
        assert (place / "o.jsonl").read_text() == "lines"
        assert "o.jsonl (2)" in standing(place)


def test_a_file_becomes_a_folder_and_again_a_file(archive: Path, place: Path) -> None:
    """Earlier entries give way, and nothing is written where they led."""
    for kind in ("x", "x/y.pdf", "x.reason.txt/z", "x", "x/y.pdf/z", "x/y.pdf"):
        for path in sorted(archive.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        broken(archive / kind)
        assert set_aside(place, archive) == ""
        assert sorted(standing(place)) == [LIST, kind, kind + REASON]
        assert [path.name for path in archive.rglob("*") if path.is_file()] == [kind.rsplit("/", 1)[-1]]


def test_a_fifo_becomes_a_folder(archive: Path, place: Path) -> None:
    """What cannot be linked has its reason only."""
    archive.mkdir()
    os.mkfifo(archive / "x")
    set_aside(place, archive)
    assert sorted(standing(place)) == [LIST, "x.reason.txt"]
    (archive / "x").unlink()
    broken(archive / "x/y")
    assert set_aside(place, archive) == ""
    assert sorted(standing(place)) == [LIST, "x/y", "x/y.reason.txt"]


def test_clashes_get_other_names(tmp_path: Path, place: Path) -> None:
    """Equal names, a file and a folder of one name, and a file or folder named as a reason stand side by side."""
    for path in ("A/x", "B/x/y.pdf", "B/x/z.pdf", "C/x", "A/x.reason.txt", "B/x.reason.txt/y"):
        broken(tmp_path / path)
    for _ in range(2):
        assert set_aside(place, *(tmp_path / name for name in "ABC")) == ""
        found = standing(place)
        links = {name: leads.removeprefix(f"{tmp_path}/") for name, leads in found.items() if leads[0] == "/"}
        assert links == {
            "x": "A/x",
            "x (2)": "C/x",
            "x.reason.txt (2)": "A/x.reason.txt",
            "x.reason.txt (3)/y": "B/x.reason.txt/y",
            "x (3)/y.pdf": "B/x/y.pdf",
            "x (3)/z.pdf": "B/x/z.pdf",
        }
        assert found.keys() == {LIST, *links, *(name + REASON for name in links)}


@pytest.mark.parametrize(
    "name", [b"n" * 246, b"n" * 255, "年".encode() * 80 + b".docx", b"\xff" * 70 + b".pdf", b"d" * 255 + b"/x.pdf"]
)
def test_names_that_are_too_long_are_shortened(archive: Path, place: Path, name: bytes) -> None:
    """They keep their beginning and their ending, are told apart by a mark, and are the same in every run."""
    for other in (name, b"e" + name[len(name) >= 250 :]):
        broken(archive / os.fsdecode(other))
    for _ in range(2):
        assert set_aside(place, archive) == ""
        links = [path for path in place.rglob("*") if path.is_symlink()]
        assert len(links) == 2
        assert all(path.read_text() == "junk" for path in links)
        assert all(path.suffix in {".docx", ".pdf", ""} for path in links)
        assert all((path.parent / (path.name + REASON)).exists() for path in links)


def test_paths_that_are_too_long_are_shortened(archive: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies deeper than the system can name stands at the top, as a copy where no link is long enough."""
    archive.mkdir()
    monkeypatch.chdir(archive)
    deep = "/".join(["d" * 200] * 20)
    Path(deep).mkdir(parents=True)
    broken(Path(deep) / "x.pdf")
    for _ in range(2):
        assert set_aside(place, ".") == ""
        (name,) = (name for name in standing(place) if name.endswith(".pdf"))
        assert name.startswith("x~")
        assert (place / name).read_text() == "junk"
        assert deep in (place / (name + REASON)).read_text()


def test_what_cannot_be_made_is_said(archive: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is counted, with the first of them and why; everything else is made, and the rest when that can be."""
    for name in ("a", "b/1", "b/2", "c"):
        broken(archive / name)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    place.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", refuse)
        said = set_aside(place, archive)
    assert said == f"not set aside in {place}: 2 entries, the first of them b/1 (no permission to write there)"
    assert sorted(standing(place)) == [LIST, "a", f"a{REASON}", "c", f"c{REASON}"]
    assert set_aside(place, archive) == ""
    assert {"a", "b/1", "b/2", "c"} <= standing(place).keys()


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\n",
        b"junk\n",
        b"[1]\n",
        b'"mine.txt"\n7\n',
        b"\0" * 30,
        b"[" * 100_000 + b"\n",
        b'"mine.txt"\n"\\ud800"\n',
    ],
)
def test_what_is_no_list_removes_nothing(archive: Path, place: Path, content: bytes) -> None:
    """It is put aside, for it is somebody else's."""
    broken(archive / "x")
    broken(place / "mine.txt", "a note\n")
    (place / LIST).write_bytes(content)
    for _ in range(2):
        assert set_aside(place, archive) == ""
    assert (place / f"{LIST} (2)").read_bytes() == content
    assert (place / "mine.txt").read_text() == "a note\n"
    assert (place / "x").read_text() == "junk"


@pytest.mark.parametrize("name", [LIST, ".quarantine.tmp"])
@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_other_things_under_our_names_are_in_nobodys_way(archive: Path, place: Path, name: str, kind: str) -> None:
    """They keep nobody waiting."""
    broken(archive / "x")
    place.mkdir()
    os.mkfifo(place / name) if kind == "fifo" else (place / name).mkdir()
    assert set_aside(place, archive) == ""
    assert stat.S_ISREG((place / LIST).lstat().st_mode)
    assert (place / "x").read_text() == "junk"


def test_folders_of_others_stay(archive: Path, place: Path) -> None:
    """A folder goes with its last entry if it is ours; one that was there before stays, empty or not."""
    for name in ("theirs/x", "ours/x", "shared/x"):
        broken(archive / name)
    (place / "theirs").mkdir(parents=True)
    set_aside(place, archive)
    broken(place / "shared/note", "a note\n")
    for name in ("theirs/x", "ours/x", "shared/x"):
        (archive / name).unlink()
    set_aside(place, archive)
    assert sorted(path.relative_to(place).as_posix() for path in place.rglob("*")) == [
        LIST,
        "shared",
        "shared/note",
        "theirs",
    ]


@pytest.mark.parametrize("killed_after", range(7))
def test_whenever_it_was_killed_the_folder_is_the_same(tmp_path: Path, place: Path, killed_after: int) -> None:
    """A run that is done after one that was killed leaves what one alone leaves."""
    for path in ("A/x", "A/y/1", "B/x/2", "B/y/1", "C/x", "C/z"):
        broken(tmp_path / path)
    arguments = [tmp_path / name for name in "ABC"]
    set_aside(tmp_path / "expected", *arguments)
    set_aside(place, *reversed(arguments))
    set_aside(place, *arguments, killed_after=killed_after)
    if killed_after % 2:
        with (place / LIST).open("a") as listed:
            listed.write('"cut sho')
    set_aside(place, *arguments)
    assert standing(place) == standing(tmp_path / "expected")


def test_reasons_hold_nothing_that_a_terminal_obeys(archive: Path, place: Path) -> None:
    """Control characters, line ends and marks that turn the text around come as escapes."""
    broken(archive / "a\n\x1b[31m\u202efdp.x")
    set_aside(place, archive)
    (text,) = (text for name, text in standing(place).items() if name.endswith(REASON))
    assert text.splitlines()[0] == r"a\n\x1b[31m\u202efdp.x"
    assert "\x1b" not in text


def test_a_copy_where_there_are_no_links(archive: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is replaced and removed as a link is."""
    path = broken(archive / "a/x")

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "symlink", no_links)
    for content in ("junk", "rubbish"):
        path.write_text(content)
        assert set_aside(place, archive) == ""
        assert standing(place)["a/x"] == content
    path.unlink()
    set_aside(place, archive)
    assert standing(place).keys() == {LIST}
