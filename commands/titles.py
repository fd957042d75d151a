"""Codes of findings → what they are about, in a few words."""

import re
from functools import cache

from commands.catalogue import catalogue

BRACES = re.compile(r"\{\w+\}")


def title(code: str) -> str:
    """Return what a code is about: of a check what should hold, of a failure what is wrong; "" where nobody says."""
    return _titles().get(code, "")


@cache
def _titles() -> dict[str, str]:
    return {entry.code: BRACES.sub("…", entry.title.en) for entry in catalogue() if entry.kind != "diagnosis"}
