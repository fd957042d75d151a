"""What is shown on a terminal, and what where there is none."""

import io
import os
import pty
import re
import select
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import pipeline
from bulk.run import Standing
from bulk.tally import Effort, Totals
from commands.progress import Expected, Plain, duration, status
from commands.text import console, printable
from commands.view import view
from commands.view.findings import findings
from schema.finding import Diagnosis, Finding
from tests.commands.program import COMMAND, ENVIRONMENT, extract, sheet

ANSI = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
COLUMNS = 120


def on_terminal(*arguments: object, streams: tuple[str, ...]) -> str:
    """Run the program with these streams on a terminal, and return what the terminal was sent."""
    ours, theirs = pty.openpty()
    command = [*COMMAND, *(str(argument) for argument in arguments)]
    env = {**ENVIRONMENT, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS)}
    out, err = (theirs if stream in streams else subprocess.DEVNULL for stream in ("stdout", "stderr"))
    with subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err) as process:
        os.close(theirs)
        sent = b""
        while select.select([ours], [], [], 30)[0] and (more := _read(ours)):
            sent += more
        process.wait(timeout=30)
    os.close(ours)
    assert process.returncode == 0
    return sent.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """Read what a terminal was sent; Linux reports its end as an error."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


def words(text: str) -> str:
    """Return a text without the lines of its tables and the breaks that fold it."""
    return re.sub(r"[\s│┃]+", "", text)


def test_one_file_is_shown_in_colours(tmp_path: Path) -> None:
    """On a terminal a file's record is tables as wide as the terminal, findings coloured by severity."""
    sent = on_terminal(sheet(tmp_path / "a.txt"), streams=("stdout", "stderr"))
    error = re.search(r"\x1b\[1;31mA01", sent)
    assert error is not None
    plain = ANSI.sub("", sent)
    assert max(len(line) for line in plain.splitlines()) <= COLUMNS
    for text in ("某市总工会", "2021", "1,859.01(万元)", "18,590,100.00", "budget.adjustment", "353.99→-353.99"):
        assert text in words(plain)


def test_one_file_is_shown_plainly_in_a_pipe(tmp_path: Path) -> None:
    """Where standard output is no terminal the same tables come without colours, at least 100 columns wide."""
    run = extract(sheet(tmp_path / "a.txt"))
    assert "\x1b" not in run.stdout
    assert run.stderr == ""
    assert "1,859.01(万元)" in words(run.stdout)
    assert max(len(line) for line in run.stdout.splitlines()) >= 90


def test_every_printed_value_is_shown(tmp_path: Path) -> None:
    """Nothing that a line holds is missing from its tables: raw texts, places, cells left over, findings."""
    document = sheet(tmp_path / "a.txt")
    document.write_text(f"{document.read_text()}填报人\t张三\t\t\t\n验收编号\t第七号\t\t\t\n")
    (line,) = pipeline.extract(document, "a.txt")
    wide = console(io.StringIO())
    wide.width = 10_000
    with wide.capture() as capture:
        wide.print(*view([line]))
    shown = words(capture.get())
    assert line.evaluation is not None
    printed = [text for _, reading in line.evaluation.readings() for text in (reading.raw, reading.at)]
    printed += [text for left in line.evaluation.unmapped for text in (left.raw, left.label or "", left.at)]
    printed += [contact.label for contact in line.evaluation.contacts]
    printed += [text for found in line.findings for text in (found.code, found.message, found.message_zh)]
    assert len(printed) > 50
    assert [text for text in printed if words(text) not in shown] == []
    assert "张三" not in shown


def test_abstentions_are_told_by_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """Checks that could not judge for the same reason share one line; an edit is explained once."""
    edit = Diagnosis(
        code="D01",
        field="f",
        printed="1",
        suggested="-1",
        repairs=("A01",),
        chance=Decimal(0),
        message="why",
        message_zh="因",
    )
    told = [
        Finding(code=code, severity="error", message="m", message_zh="误", diagnosis=edit) for code in ("A01", "R02")
    ]
    reason = {"severity": "not_checked", "message": "not checked: no weights", "message_zh": "未核对"}
    aside = [Finding.model_validate({"code": code, **reason}) for code in ("S01", "S02")]
    for part in findings([*aside, *told]):
        console(sys.stdout).print(part)
    shown = capsys.readouterr().out
    assert "S01, S02: not checked: no weights / 未核对" in shown
    assert shown.count("f: 1 → -1") == 2
    assert shown.count("why") == 1


def test_no_record_is_shown_with_its_reason(tmp_path: Path) -> None:
    """A file that gives no record is shown with the reason, in English and Chinese, its name as it is."""
    document = tmp_path / "[red]x\x1b[31m.txt"
    document.touch()
    run = extract(document)
    assert run.returncode == 0
    assert r"[red]x\x1b[31m.txt" in run.stdout
    assert "the file is empty" in run.stdout
    assert "文件为空" in run.stdout


def test_progress_lives_on_a_terminal(tmp_path: Path) -> None:
    """While standard error is a terminal a line there counts the files, and is gone in the end; the summary stays."""
    for number in range(5):
        sheet(tmp_path / f"in/{number}.txt")
    sent = on_terminal(tmp_path / "in", "--out", tmp_path / "data.jsonl", streams=("stderr",))
    assert "5 of 5 files" in ANSI.sub("", sent)
    assert sent.rindex("so far") < sent.rindex("\x1b[2K") < sent.rindex("tables")


def test_data_on_a_terminal_is_data(tmp_path: Path) -> None:
    """Lines of data that go to a terminal are not mixed with a live line."""
    sent = on_terminal(sheet(tmp_path / "in/a.txt").parent, "-q", streams=("stdout", "stderr"))
    assert sent == extract(tmp_path / "in", "-q").stdout


def test_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal the figures are a plain line when the last is long enough ago, and none before."""
    standing = Standing(Totals(files=1100, tables=1100), Effort(read=1000, unchanged=200), workers=2)
    expected = Expected(lambda: 5000)
    Plain(expected, every=60).show(standing)
    assert capsys.readouterr().err == ""
    patient = Plain(expected, every=0)
    patient.show(standing)
    patient.show(standing)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert all(line.startswith("extract: 1,200 of 5,000 files, ") and line.endswith(" so far") for line in told)


def test_status_tells_rate_and_time_left() -> None:
    """Files, rate, time left and findings; no time left where nobody knows how many files there are."""
    totals = Totals(files=40)
    totals.findings.update({("error", "A01"): 3, ("warning", "S01"): 1})
    found = "3 errors and 1 warnings so far"
    calm = Standing(totals, Effort(read=50), workers=2)
    assert status(calm, 200, 10.0) == f"50 of 200 files, 5.0/s, 30 s left, 2 workers, {found}"
    assert status(calm, None, 10.0) == f"50 files, 5.0/s, 2 workers, {found}"
    losses = Standing(totals, Effort(read=50, kills=3, losses=Counter(time=2)), workers=2)
    assert status(losses, None, 10.0) == f"50 files, 5.0/s, 2 workers, 3 lost, 1 files tried again, {found}"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.04, "0.0 s"), (12.4, "12 s"), (59.99, "1:00 min"), (185, "3:05 min"), (7200, "2:00 h")]
)
def test_durations(seconds: float, text: str) -> None:
    """A duration is written in the unit that suits it."""
    assert duration(seconds) == text


def test_nothing_that_a_terminal_obeys_is_printed() -> None:
    """Control and format characters come out as escapes, words of any language as they are."""
    assert printable("a\tb\x1b[2J\u202e\u2028") == r"a\tb\x1b[2J\u202e\u2028"
    assert printable("中文　é\ue000") == "中文　é\ue000"
    assert printable("two\nlines\r", keep="\n") == "two\nlines\\r"
    assert printable("\udcff") == r"\udcff"
