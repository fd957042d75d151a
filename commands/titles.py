"""Codes of findings → what they are about, in a few words."""

import re
from functools import cache

from extractors import errors
from schema import checks

BRACES = re.compile(r"\{\w+\}")


def title(code: str) -> str:
    """Return what a code is about: of a check what should hold, of a failure what is wrong; "" where nobody says."""
    return _titles().get(code, "")


@cache
def _titles() -> dict[str, str]:
    failures = [reason for reason in vars(errors).values() if isinstance(reason, errors.Reason)]
    said = {reason.code: reason.message.partition(";")[0] for reason in failures}
    said |= {check.code: check.title.en for check in checks.catalogue()}
    return {code: BRACES.sub("…", text) for code, text in said.items()}
