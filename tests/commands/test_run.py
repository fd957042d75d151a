"""What a run gives: lines of data in order, a summary beside them, and a code that says what came of it."""

import json
import os
import resource
from pathlib import Path
from typing import Any

import pytest

from bulk.tally import EXAMPLES
from tests.commands.program import extract, sheet


def lines(text: str) -> list[dict[str, Any]]:
    """Parse lines of JSON; anything else among them is an error."""
    return [json.loads(line) for line in text.split("\n")[:-1]]


def paths(text: str) -> list[str]:
    """Return the paths of the lines."""
    return [line["source"]["path"] for line in lines(text)]


def codes(line: dict[str, Any]) -> list[str]:
    """Return the codes of the findings of a line."""
    return [finding["code"] for finding in line["findings"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with tables, a text without one, and things that are no files."""
    made = tmp_path / "in"
    for name in ("b/z.txt", "b.txt", "a.txt"):
        sheet(made / name)
    (made / "letter.txt").write_text("关于公开部门预算的说明。\n没有表格。\n")
    (made / "empty.txt").touch()
    (made / ".hidden").touch()
    os.mkfifo(made / "fifo")
    (made / "broken").symlink_to("gone")
    return made


ORDER = ["a.txt", "b.txt", "b/z.txt", "broken", "empty.txt", "fifo", "letter.txt"]


def test_every_input_has_its_line(folder: Path) -> None:
    """A folder gives a line per table and one for whatever gave none, in the order of the paths, on standard output."""
    run = extract(folder)
    assert run.returncode == 0
    assert paths(run.stdout) == ORDER
    by_path = {line["source"]["path"]: line for line in lines(run.stdout)}
    assert by_path["a.txt"]["evaluation"]["department"]["raw"] == "某市总工会"
    assert codes(by_path["broken"]) == codes(by_path["fifo"]) == ["N08"]
    assert codes(by_path["letter.txt"]) == ["N01"]
    assert codes(by_path["empty.txt"]) == ["N02"]


def test_the_summary_counts_and_names(folder: Path) -> None:
    """Standard error tells files, tables, findings by code, what gave no record and why, and what was passed over."""
    told = extract(folder, "-o", folder / "data.jsonl").stderr
    for text in (
        "3",
        "1 hidden",
        "4 files",
        "data.jsonl",
        "budget = initial + adjustment",
        "N08",
        "a link that points nowhere",
        "letter.txt",
    ):
        assert text in told
    assert "Traceback" not in told


def test_quiet_says_nothing(folder: Path) -> None:
    """With --quiet there is the data, and nothing else."""
    run = extract(folder, "--quiet")
    assert run.stderr == ""
    assert paths(run.stdout) == ORDER


def test_a_long_list_of_failures_is_cut(tmp_path: Path) -> None:
    """The summary names the first files without a record and counts the rest."""
    for number in range(EXAMPLES + 5):
        (tmp_path / f"{number:03}.txt").touch()
    told = extract(tmp_path, "-o", "-").stderr
    assert f"{EXAMPLES - 1:03}.txt" in told
    assert f"{EXAMPLES:03}.txt" not in told
    assert "and 5 more" in told


@pytest.mark.parametrize(
    ("name", "asked", "code"),
    [
        ("letter.txt", [], 0),
        ("letter.txt", ["--fail-on", "error"], 0),
        ("letter.txt", ["--fail-on", "warning"], 1),
        ("empty.txt", ["--fail-on", "error", "--out", "data.jsonl"], 1),
        ("empty.txt", ["--fail-on", "warning", "--out", "data.jsonl"], 1),
    ],
)
def test_fail_on(folder: Path, name: str, asked: list[str], code: int) -> None:
    """Findings make the code 1 only when they are asked for; a warning asks for errors as well; the output is there."""
    run = extract(folder / name, *asked, cwd=folder)
    assert run.returncode == code
    assert (folder / "data.jsonl").exists() if "--out" in asked else run.stdout


def test_no_input(tmp_path: Path) -> None:
    """Where there is nothing to read, the code is 5, one line says what was looked for, and no output is touched."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "data.jsonl").write_text("{}\n")
    run = extract("gone.txt", "empty", "*.pdf", "[red]x", "--out", "data.jsonl", cwd=tmp_path)
    assert run.returncode == 5
    assert run.stderr.count("\n") == 1
    for text in ("gone.txt (does not exist)", "empty (nothing to read in it)", "*.pdf (no file matches)", "[red]x"):
        assert text in run.stderr
    assert (tmp_path / "data.jsonl").read_text() == "{}\n"


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    """A second run gives the same bytes, also when the output lies in the folder that is read."""
    target = folder / "data.jsonl"
    outputs = []
    for _ in range(2):
        assert extract(folder, "--out", target).returncode == 0
        outputs.append(target.read_bytes())
    assert outputs[0] == outputs[1]
    target.unlink()
    assert extract(folder, "-q").stdout.encode() == outputs[0]
    with (folder / "redirected.jsonl").open("wb") as stream:
        extract(folder, "-q", stdout=stream)
    assert (folder / "redirected.jsonl").read_bytes() == outputs[0]


def test_names_do_no_harm(tmp_path: Path) -> None:
    """Names with markup, line breaks, terminal commands or foreign bytes are shown as what they are."""
    names = [b"[red]x[bold].txt", b"two\nlines.txt", b"\x1b[31mred.txt", b"\xb1\xed.txt", "\u202etxt.exe".encode()]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).touch()
    run = extract(tmp_path, "-o", "-")
    assert set(paths(run.stdout)) == {
        "[red]x[bold].txt",
        "two\nlines.txt",
        "\x1b[31mred.txt",
        r"\xb1\xed.txt",
        "\u202etxt.exe",
    }
    assert "\x1b" not in run.stderr
    assert "\u202e" not in run.stderr
    for shown in ("[red]x[bold].txt", r"two\nlines.txt", r"\x1b[31mred.txt", r"\xb1\xed.txt", r"\u202etxt.exe"):
        assert shown in run.stderr


def test_a_document_is_not_overwritten(tmp_path: Path) -> None:
    """An output that is itself an input is a usage error, and the document stays."""
    document = sheet(tmp_path / "in/[red]a.txt")
    before = document.read_bytes()
    for argument in (document, tmp_path / "in"):
        run = extract(argument, "--out", document)
        assert run.returncode == 2
        assert "name another --out" in " ".join(run.stderr.replace("│", " ").split())
    assert document.read_bytes() == before
    assert [path.name for path in (tmp_path / "in").iterdir()] == [document.name]


def test_personal_data_only_on_request(tmp_path: Path) -> None:
    """Names of persons and telephone numbers are withheld unless they are asked for."""
    document = sheet(tmp_path / "a.txt")
    document.write_text(document.read_text() + "填报人\t张三丰\t联系电话\t020-12345678\t\n")
    shown, written = extract(document).stdout, extract(document, "-q", "-o", "-").stdout
    kept = extract(document, "-q", "-o", "-", "--keep-personal-data").stdout
    for secret in ("张三丰", "020-12345678"):
        assert secret not in shown
        assert secret not in written
        assert secret in kept


def test_short_runs_have_no_progress(folder: Path) -> None:
    """Where standard error is no terminal, a short run prints its summary alone."""
    assert "so far" not in extract(folder).stderr


def test_more_workers_than_the_system_allows(tmp_path: Path) -> None:
    """What is refused is named, and what to do; standard output has nothing to do with it."""
    for number in range(80):
        sheet(tmp_path / "in" / f"{number}.txt")

    def few_files() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))

    done = extract("in", "--out", "o.jsonl", "--jobs", 64, cwd=tmp_path, preexec_fn=few_files)
    assert done.returncode != 0
    assert "fewer --jobs" in done.stderr
    assert not (tmp_path / "o.jsonl").exists()
