"""Set the project up on a machine that has Python and nothing else, and run it.

`python3 dev.py demo` runs the main job on the sample corpus, `python3 dev.py test` every test. Only the standard
library is used here; uv, installed into a folder of its own where it is missing, puts what `uv.lock` names into
`.venv`.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".venv-tools"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
UV = "uv>=0.8,<1"
ROOMS = ("bulk", "commands", "extractors", "pipeline.py", "schema")


def run(*command: str | Path) -> int:
    """Run a command in the project's folder and return its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode  # noqa: S603 - our own words


def uv() -> Path | str:
    """Return uv, installing it into a folder of its own where the machine has none."""
    found = shutil.which("uv")
    if found is not None:
        return found
    program = TOOLS / SCRIPTS / "uv"
    if not program.exists():
        venv.create(TOOLS, with_pip=True)
        if run(TOOLS / SCRIPTS / "python", "-m", "pip", "install", "--quiet", UV) != 0:
            sys.exit("uv could not be installed; is the package index reachable?")
    return program


def set_up(*groups: str) -> None:
    """Install the project and its pinned dependencies into `.venv`."""
    if run(uv(), "sync", "--quiet", "--frozen", "--compile-bytecode", "--python", sys.executable, *groups) != 0:
        sys.exit("the environment could not be set up; the lines above say why")
    # Compiled here, the first start of the program is as quick as the next, and so is one that may not write.
    run(ROOT / ".venv" / SCRIPTS / "python", "-m", "compileall", "-q", *ROOMS)


def demo() -> int:
    """Run the main job on the sample corpus."""
    set_up("--no-dev", "--inexact")
    program = ROOT / ".venv" / SCRIPTS / "extract"
    return run(program, "corpus", "--out", "data.jsonl") or run(program, "corpus/huangpu-union-2021.txt")


def test() -> int:
    """Run every test, the linters and type checks among them."""
    set_up()
    return run(ROOT / ".venv" / SCRIPTS / "python", "-m", "pytest", *sys.argv[2:])


COMMANDS = {"demo": demo, "test": test}

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this file meets whatever Python the machine has
        sys.exit("Python 3.11 or newer is needed")
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:  # noqa: PLR2004 - the program and its command
        sys.exit(f"usage: python3 dev.py {' | '.join(COMMANDS)}")
    sys.exit(COMMANDS[sys.argv[1]]())
