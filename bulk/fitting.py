"""Names that a file system takes: none too long, and none that leads anywhere but down."""

import hashlib
from pathlib import Path

ENDING = 12
"""The most bytes of an ending such as `.docx` that a shortened name keeps: by it the system knows what opens a file."""

MARK = 9
"""Characters by which a shortened name is told from others: a tilde and a digest."""

ASTRAY = {"..": "(..)"}
"""What stands for a name that would lead up; names elsewhere may have it."""


def parts(path: str, room: int) -> list[str]:
    """Return the names on the way of a path; of one that has more than `room` bytes, a single name instead."""
    text = path.replace("\0", r"\x00").encode("utf-8", "backslashreplace").decode()
    found = [ASTRAY.get(part, part) for part in text.split("/") if part not in {"", "."}] or ["input"]
    if len("/".join(found).encode()) <= room:
        return found
    return [_marked(found[-1], len(found[-1].encode()) + MARK, text)]


def fitted(name: str, number: int, room: int) -> str:
    """Return a name of at most `room` bytes, and with its number if that is not one."""
    numbered = "" if number == 1 else f" ({number})"
    room -= len(numbered)
    return (name if len(name.encode()) <= room else _marked(name, room, name)) + numbered


def _marked(name: str, room: int, whole: str) -> str:
    """Return the beginning and the ending of a name, and between them what tells it from others that share these."""
    mark = f"~{hashlib.sha256(whole.encode()).hexdigest()}"[:MARK]
    ending = Path(name).suffix
    if len(ending.encode()) > ENDING:
        ending = ""
    left = max(room - MARK - len(ending.encode()), 0)
    return name.removesuffix(ending).encode()[:left].decode("utf-8", "ignore") + mark + ending
