"""The house rules that a machine can hold: style, types, the way of imports, names, published files, docs."""

import ast
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from extractors.layouts import layouts
from schema.extraction import json_schema_text

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sys.executable).parent
PACKAGES = {"bulk", "commands", "extractors", "pipeline", "schema"}


@pytest.mark.parametrize(
    "command",
    [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), ("lint-imports",)],
    ids=["ruff check", "ruff format", "mypy", "import-linter"],
)
def test_tool_is_content(command: tuple[str, ...]) -> None:
    """Style, types and the direction of imports hold in the whole tree."""
    run = subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_pipeline_knows_extractors_and_schema_only() -> None:
    """The one module that import-linter cannot hold to its layer imports downwards."""
    tree = ast.parse((ROOT / "pipeline.py").read_text("utf-8"))
    rooms = {(node.module or "").partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert rooms & PACKAGES == {"extractors", "schema"}


def test_published_schema_is_current() -> None:
    """The JSON Schema in the repository is the one that the models give."""
    assert (ROOT / "schema" / "extraction.schema.json").read_text("utf-8") == json_schema_text()


def test_no_other_distribution_claims_our_names() -> None:
    """Another package called `schema` would silently overwrite ours."""
    claimed = metadata.packages_distributions()
    assert {name: claimed[name] for name in PACKAGES if len(set(claimed.get(name, []))) > 1} == {}


def test_every_package_is_shipped() -> None:
    """Each top-level room with code in it is part of the wheel, apart from those that serve development."""
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"pipeline"}
    shipped = re.search(r"only-include = \[(.*)\]", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert shipped is not None
    assert {name.removesuffix(".py") for name in re.findall(r'"(.*?)"', shipped[1])} == rooms - {"tests", "benchmarks"}


def test_no_module_is_too_long() -> None:
    """A module holds one idea: 300 lines are the limit at which it is divided."""
    modules = [path for name in PACKAGES for path in [*ROOT.glob(f"{name}/**/*.py"), *ROOT.glob(f"{name}.py")]]
    assert {str(path): lines for path in modules if (lines := len(path.read_text("utf-8").splitlines())) > 300} == {}


def test_the_readme_names_every_layout() -> None:
    """The table of layouts in the README is the one in the code."""
    readme = (ROOT / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| `[\w-]+` \| .*表.* \|$", readme, re.MULTILINE)
    assert sorted(listed) == sorted(f"| `{layout.id}` | {layout.name} |" for layout in layouts())


def test_the_readme_commands_are_real() -> None:
    """Every `extract` command in the README's table is understood by the program."""
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^\| `extract (.*?)` \|", readme, re.MULTILINE)
    assert len(commands) >= 6
    for command in commands:
        verb = [command.split()[0]] if command.split()[0] in {"schema", "checks", "explain"} else []
        flags = [part for part in command.split() if part.startswith("--")]
        shown = subprocess.run(
            [sys.executable, "-m", "commands", *(verb or ["run"]), "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert [flag for flag in flags if flag not in shown.stdout] == [], command
