"""What the program says of itself, and how fast."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.commands.program import COMMAND, ENVIRONMENT, extract, sheet

SLOW = 0.3
"""Seconds in which help is there, on a machine that imports the bare library for it in `LIBRARY` of them."""

LIBRARY = 0.115
TRIES = 8
"""One that is quick enough will do: the machine may be busy with other things."""


def test_help_is_there_at_once() -> None:
    """Nobody waits for help; a slow or busy machine gets as much longer as it takes longer over the bare library."""
    assert any(
        seconds([*COMMAND, "--help"]) < SLOW * max(1, seconds([sys.executable, "-c", "import rich_click"]) / LIBRARY)
        for _ in range(TRIES)
    )


def seconds(command: list[str]) -> float:
    """Return how long a command takes."""
    started = time.perf_counter()
    subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["checks", "--help"], ["explain", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Neither models nor readers are imported to print help."""
    heavy = {"tomllib", "PIL", "pypdfium2", "pydantic", "pdfplumber", "bs4", "lxml", "docx", "pipeline"}
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *COMMAND[1:], *arguments], capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines()}
    assert "rich_click" in loaded
    assert not loaded & heavy


def test_help_tells_the_exit_codes() -> None:
    """The codes that a script relies on stand in the help, of the group and of the verb."""
    for arguments in (["-h"], ["run", "--help"]):
        text = extract(*arguments).stdout
        assert "Exit codes" in text
        for code in ("0 ", "1 ", "2 ", "3 ", "5 ", "130 ", "141 "):
            assert any(line.strip().startswith(code) for line in text.splitlines())


def test_nothing_said_is_help() -> None:
    """Without arguments the program prints its help, as a usage error."""
    run = extract()
    assert run.returncode == 2
    assert "Usage" in run.stdout + run.stderr


def test_version() -> None:
    """The version is one line."""
    run = extract("--version")
    assert run.returncode == 0
    assert run.stdout.startswith("extract ")
    assert len(run.stdout.splitlines()) == 1


def test_the_verb_is_left_out_anywhere(tmp_path: Path) -> None:
    """Options stand before and behind the paths, with the verb or without."""
    sheet(tmp_path / "in/a.txt")
    for arguments in (["in", "--out", "0"], ["run", "--quiet", "in", "-o1"], ["--out", "2", "in"]):
        assert extract(*arguments, cwd=tmp_path).returncode == 0
    assert len({(tmp_path / name).read_bytes() for name in "012"}) == 1


def test_a_folder_named_like_a_verb(tmp_path: Path) -> None:
    """A folder called `schema` is read when it is written as a path."""
    sheet(tmp_path / "schema/a.txt")
    run = extract("./schema", "-q", "-o", "-", cwd=tmp_path)
    assert json.loads(run.stdout)["source"]["path"] == "a.txt"
    assert json.loads(extract("schema", cwd=tmp_path).stdout)["title"] == "Extraction"


def test_schema_is_the_published_one(tmp_path: Path) -> None:
    """`extract schema` prints a JSON Schema, to a file as well, and the lines satisfy it."""
    printed = extract("schema").stdout
    assert extract("schema", "--out", tmp_path / "schema.json").returncode == 0
    assert (tmp_path / "schema.json").read_text() == printed
    Draft202012Validator.check_schema(json.loads(printed))
    line = json.loads(extract(sheet(tmp_path / "a.txt"), "-q", "--out", "-").stdout)
    Draft202012Validator(json.loads(printed)).validate(line)


@pytest.mark.parametrize("arguments", [["--wrong", "x"], ["x", "--fail-on", "[red]x"], [""], ["x", "--out", ""]])
def test_usage_errors(arguments: list[str]) -> None:
    """What cannot be meant is a usage error, shown as it was typed."""
    run = extract(*arguments)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    assert "[red]" not in "".join(arguments) or "[red]x" in run.stderr


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("", {"plain,run", "plain,explain", "plain,checks", "plain,schema", "file,"}),
        ("corp", {"file,corp"}),
        ("--o", {"plain,--out"}),
        ("in/ --fail-on e", {"plain,error"}),
        ("in/ mo", {"file,mo"}),
        ("in/ --out d", {"file,d"}),
    ],
)
def test_completion(words: str, offered: set[str]) -> None:
    """The shell is offered verbs and files, and the options of `run` though no verb is named."""
    env = {"_EXTRACT_COMPLETE": "bash_complete", "COMP_WORDS": f"extract {words}"}
    run = extract(env={**env, "COMP_CWORD": str(len(words.split(" ")))})
    assert set(run.stdout.split("\n")) - {""} == offered
