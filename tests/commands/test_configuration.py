"""Which findings are reported and how grave they are taken: by flags, environment and files, in this order."""

import json
from pathlib import Path

import pytest

from schema.checks.policy import Policy
from tests.commands.program import extract, sheet

GRAVE = {("A01", "error"), ("R02", "error"), ("R03", "error")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a table that contradicts itself."""
    sheet(tmp_path / "a.txt")
    return tmp_path


def found(folder: Path, *arguments: object, name: str = "a.txt", **env: str) -> set[tuple[str, str]]:
    """Return code and severity of each finding that compares figures, or is about a file."""
    run = extract(name, "-q", "-o", "-", *arguments, cwd=folder, env=env)
    assert run.returncode == 0, run.stderr
    findings = [finding for line in run.stdout.splitlines() for finding in json.loads(line)["findings"]]
    return {(one["code"], one["severity"]) for one in findings if one["severity"] != "not_checked"}


def refused(folder: Path, *arguments: object, **env: str) -> str:
    """Return what a usage error says, in one line."""
    run = extract("a.txt", *arguments, cwd=folder, env=env)
    assert (run.returncode, run.stdout) == (2, "")
    return " ".join(run.stderr.replace("│", " ").split())


def test_codes_and_prefixes_are_chosen(folder: Path) -> None:
    """Selected are codes and families, several with commas or flags; what is ignored goes; nothing else changes."""
    everything = found(folder)
    assert everything >= GRAVE
    assert found(folder, "--select", "A,R01") == {("A01", "error")}
    assert found(folder, "--select", "a", "--select", "R03") == {("A01", "error"), ("R03", "error")}
    assert found(folder, "--ignore", "R") == {one for one in everything if not one[0].startswith("R")}
    assert found(folder, "--select", "R", "--ignore", "R02") == {("R03", "error")}


def test_files_are_always_reported(folder: Path) -> None:
    """Whatever is selected, a file that gave nothing says why; to leave that out is refused."""
    (folder / "b.txt").touch()
    assert found(folder, "--select", "A", name="b.txt") == {("N02", "error")}
    assert "always reported" in refused(folder, "--ignore", "N02")
    assert found(folder, "--severity", "N=warning", name="b.txt") == {("N02", "warning")}


def test_severities_change(folder: Path) -> None:
    """The longest prefix decides; exit codes follow; what was not checked stays so."""
    told = found(folder, "--severity", "R=warning,R03=info")
    assert told >= {("A01", "error"), ("R02", "warning"), ("R03", "info")}
    lenient = ("-q", "--severity", "A=warning", "--severity", "F=info,R=info")
    assert extract("a.txt", *lenient, "--fail-on", "error", cwd=folder).returncode == 0
    assert extract("a.txt", *lenient, "--fail-on", "warning", cwd=folder).returncode == 1
    run = extract("a.txt", "-q", "-o", "-", "--severity", "A=error", cwd=folder)
    by_code = {finding["code"]: finding["severity"] for finding in json.loads(run.stdout)["findings"]}
    assert by_code["A07"] == "not_checked"


def test_rounding_is_no_failure(folder: Path) -> None:
    """What holds within rounding stays a note, however grave its failure is taken."""
    text = (folder / "a.txt").read_text().replace("353.99", "-353.99").replace("1505.02", "1505.00", 1)
    (folder / "a.txt").write_text(text)
    assert ("A01", "info") in found(folder)
    assert ("A01", "info") in found(folder, "--severity", "A01=warning")


def test_the_diagnosis_stays(folder: Path) -> None:
    """A repair is sought among all checks, whichever are reported."""
    run = extract("a.txt", "-q", "-o", "-", "--select", "A01", cwd=folder)
    (finding,) = json.loads(run.stdout)["findings"]
    assert finding["diagnosis"]["repairs"] == ["A01", "R02", "R03"]


def test_the_nearer_source_wins(folder: Path) -> None:
    """The command line goes before the environment, that before extract.toml, that before pyproject.toml."""
    (folder / "pyproject.toml").write_text('[tool.extract]\nselect = ["R03"]\nfail-on = "error"\n')
    assert found(folder, "--fail-on", "never") == {("R03", "error")}
    assert extract("a.txt", cwd=folder).returncode == 1
    (folder / "extract.toml").write_text('select = "A01"\nfail-on = "never"\n')
    assert found(folder) == {("A01", "error")}
    assert found(folder, EXTRACT_SELECT="R02, R03") == {("R02", "error"), ("R03", "error")}
    assert found(folder, "--select", "R02", EXTRACT_SELECT="R03") == {("R02", "error")}


def test_severities_of_all_sources_hold_together(folder: Path) -> None:
    """Each code has the severity of the nearest source that names it, or a family that it belongs to."""
    (folder / "extract.toml").write_text('select = ["A", "R"]\n[severities]\nA01 = "info"\nR02 = "info"\n')
    assert found(folder) == {("A01", "info"), ("R02", "info"), ("R03", "error")}
    mixed = found(folder, "--severity", "R=warning", EXTRACT_SEVERITIES="R03=info")
    assert mixed == {("A01", "info"), ("R02", "warning"), ("R03", "warning")}


def test_a_project_without_our_table_changes_nothing(folder: Path) -> None:
    """A pyproject.toml of another tool, and an empty variable, are no configuration."""
    before = extract("a.txt", "-o", "-", cwd=folder)
    (folder / "pyproject.toml").write_text('[tool.other]\nselect = ["ALL"]\n')
    after = extract("a.txt", "-o", "-", cwd=folder, env={"EXTRACT_SELECT": ""})
    assert after.stdout == before.stdout
    assert "configuration" not in after.stderr


def test_the_summary_says_what_applied(folder: Path) -> None:
    """Each thing that was asked for stands in the summary with its source, and below a file that is shown."""
    (folder / "extract.toml").write_text('ignore = ["I"]\n')
    asked = ("--select", "A", "--severity", "A=info")
    for arguments in (asked, (*asked, "-o", "-")):
        run = extract("a.txt", *arguments, cwd=folder, env={"EXTRACT_FAIL_ON": "error"})
        told = " ".join((run.stdout + run.stderr).split())
        for text in (
            "ignore I (extract.toml)",
            "select A (command line)",
            "A=info (command line)",
            "fail-on error (EXTRACT_*)",
        ):
            assert text in told


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('selct = ["A"]', "unknown key selct; did you mean select?"),
        ('select = ["R00"]', "select.0: 'R00' is no code; did you mean R01?"),
        ('[severities]\nA01 = "warn"', "severities.A01: Input should be 'error', 'warning' or 'info'"),
        ('[severities]\nB01 = "info"', "severities.B01: 'B01' is no code"),
        ("select = 3", "select: "),
        ("keep-personal-data = true", "unknown key keep_personal_data"),
        ("select = [", "extract.toml cannot be read"),
    ],
)
def test_faults_of_a_file_are_usage_errors(folder: Path, toml: str, said: str) -> None:
    """A key or code that is not known, a wrong type or a broken file ends the run before it begins."""
    (folder / "extract.toml").write_text(toml)
    assert said in refused(folder)
    assert "extract.toml" in refused(folder)


def test_faults_elsewhere_are_usage_errors(folder: Path) -> None:
    """So do variables and flags, and a table of ours that is none."""
    assert "unknown key selekt; did you mean select?" in refused(folder, EXTRACT_SELEKT="A")
    assert "EXTRACT_*: select.0: 'A00' is no code; did you mean A01?" in refused(folder, EXTRACT_SELECT="A00")
    assert "write CODE=SEVERITY" in refused(folder, "--severity", "A01")
    assert "names no code" in refused(folder, "--select", ",")
    (folder / "pyproject.toml").write_text("[tool]\nextract = 1\n")
    assert "[tool.extract] is no table" in refused(folder)


def test_a_policy_of_nothing_changes_nothing() -> None:
    """Without a choice every code applies as the catalogue has it."""
    assert all(Policy().applies(code) for code in ("A01", "N01", "X01"))
    assert Policy().severity("A01", "error") == "error"
    assert Policy(severities={"A": "info"}).severity("A01", "not_checked") == "not_checked"
