"""The catalogue that the program prints is the one that it goes by."""

import json
from typing import Any

import pytest

from extractors import errors
from schema import checks
from schema.checks.diagnosis import edits
from tests.commands.program import extract
from tests.commands.test_terminal import ANSI, COLUMNS, on_terminal, words


def listed(*codes: str) -> list[dict[str, Any]]:
    """Return the entries that `--json` gives."""
    run = extract("checks", "--json", *codes)
    assert (run.returncode, run.stderr) == (0, "")
    entries: list[dict[str, Any]] = json.loads(run.stdout)
    return entries


def test_every_code_is_listed() -> None:
    """Checks in their order, then the reasons N01 to N12, then the diagnoses: all of them, each once."""
    entries = listed()
    reasons = {reason.code for reason in vars(errors).values() if isinstance(reason, errors.Reason)}
    expected = [check.code for check in checks.catalogue()] + sorted(reasons) + [edit.code for edit in edits()]
    assert [entry["code"] for entry in entries] == expected
    assert {f"N{number:02}" for number in range(1, 13)} <= reasons
    assert len({tuple(entry) for entry in entries}) == 1


def test_an_entry_has_what_its_check_says() -> None:
    """Severity, formula, rule and both messages are those of the check, of the reason and of the edit."""
    (rate,) = listed("r01")
    assert rate["severity"] == "error"
    assert rate["formula"] == "[r] ≐ [X] / [B] × 100"
    assert rate["message"] == "{name} should be {detail}"
    assert rate["message_zh"] == "{name}应为{detail}"
    assert rate["rule"].startswith("The execution rate is the actual amount")
    (missing,) = listed("N01")
    assert (missing["kind"], missing["severity"]) == ("file", "warning")
    assert missing["message_zh"] == errors.NO_TABLE.message_zh
    (sign,) = listed("D01")
    assert (sign["kind"], sign["severity"], sign["rule"]) == (
        "diagnosis",
        None,
        "A minus sign was lost, or is too many.",
    )


def test_the_catalogue_is_shown_as_tables() -> None:
    """On a terminal the severities are coloured; each code stands with its formula and both its messages."""
    sent = on_terminal("checks", "R,N02", "D01", streams=("stdout", "stderr"))
    assert "\x1b[1;31mR01" in sent
    assert max(len(line) for line in ANSI.sub("", sent).splitlines()) <= COLUMNS
    shown = words(extract("checks", "R,N02", "D01", env={"COLUMNS": "4000"}).stdout)
    for entry in listed("R", "N02", "D01"):
        for key in ("code", "severity", "formula", "message", "message_zh"):
            assert words(entry[key] or "") in shown
    assert "A01" not in shown


@pytest.mark.parametrize(("code", "near"), [("R00", "R01"), ("a00", "A01"), ("R01,N99", "N09")])
def test_a_code_that_is_not_there(code: str, near: str) -> None:
    """An unknown code is a usage error that names the nearest one."""
    run = extract("checks", code)
    assert run.returncode == 2
    assert f"did you mean {near}?" in run.stderr
