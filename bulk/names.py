"""Names of files: how they are printed, and which kinds are no inputs unless somebody names them."""

import hashlib
import os
import re
from typing import Literal

Kind = Literal["hidden", "lock file of Office", "companion of the corpus", "companion of an output"]

LOCK = "~$"
EXPECTATION = ".expected.json"
SOURCES = "SOURCES.toml"

MANIFEST, STATE = ".run.json", ".state"
COMPANIONS = (MANIFEST, STATE, f"{STATE}-journal", f"{STATE}-wal")
"""What stands beside an output, by the end that its name has behind that of the output."""

TEMPORARY_FORM = ".extract-{output}{process:08x}.tmp"
TEMPORARY = re.compile(r"\.extract-[0-9a-f]{16}\.tmp")
"""An output that is being written: a digest of its name, and who writes it. No run counts its own as an input."""


def temporary(output: str, process: int) -> str:
    """Return the name under which a process writes an output."""
    return TEMPORARY_FORM.format(output=hashlib.sha256(os.fsencode(output)).hexdigest()[:8], process=process)


def printable(name: str) -> str:
    r"""Return a name as text, each byte that is no UTF-8 written as `\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def kind(name: str) -> Kind | None:
    """Return why a name found in a folder is no input, or None where it is one."""
    if name.startswith("."):
        return "hidden"
    if name.startswith(LOCK):
        return "lock file of Office"
    if name == SOURCES or (name.endswith(EXPECTATION) and name != EXPECTATION):
        return "companion of the corpus"
    if name.endswith(COMPANIONS):
        return "companion of an output"
    return None
