"""A folder of the files that a person should look at, each with a short reason beside it."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bulk.examine import Input
from bulk.work import Result
from bulk.write import OutputFailed
from schema.finding import Severity

LIST = ".quarantine"
"""The names that runs put into the folder, one JSON string a line. What is not among them is somebody else's."""

REASON = ".reason.txt"


class Quarantine:
    """Links the files that gave no record, or have findings of some severities. Raises `OutputFailed`."""

    def __init__(self, folder: Path, severities: tuple[Severity, ...]) -> None:
        self._folder, self._severities = folder, severities
        self._made: set[str] = set()
        with self._failures():
            folder.mkdir(parents=True, exist_ok=True)
            self._earlier = _listed(folder / LIST)

    def consider(self, found: Input, result: Result) -> None:
        """Put a file into the folder if it belongs there."""
        findings = result.tally.findings
        if result.tally.no_record is None and not any(severity in self._severities for severity, _ in findings):
            return
        with self._failures():
            place = self._place(found.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            if found.problem is None and found.url is None:
                _link(found.path, place)
            _reason(place).write_text(self._text(found.url or found.name, result.lines), "utf-8")

    def finish(self) -> None:
        """Take out what earlier runs put in and this one did not."""
        with self._failures():
            for name in self._earlier - self._made:
                _remove(self._folder, name)
            (self._folder / LIST).write_text("".join(f"{json.dumps(name)}\n" for name in sorted(self._made)), "utf-8")

    def _place(self, name: str) -> Path:
        """Return where a file goes: under its own name, or beside what has that name already."""
        stem, number = name.strip("/") or "input", 1
        chosen = stem
        while chosen in self._made or (chosen not in self._earlier and self._is_taken(chosen)):
            number += 1
            chosen = f"{stem} ({number})"
        self._made.add(chosen)
        if chosen not in self._earlier:
            with (self._folder / LIST).open("a", encoding="utf-8") as listed:
                listed.write(f"{json.dumps(chosen)}\n")
        return self._folder / chosen

    def _is_taken(self, name: str) -> bool:
        place = self._folder / name
        return os.path.lexists(place) or os.path.lexists(_reason(place))

    def _text(self, name: str, lines: bytes) -> str:
        read = [json.loads(line) for line in lines.splitlines()]
        wanted = [finding for line in read for finding in line["findings"] if self._wants(finding, line)]
        said = [f"{one['severity']} {one['code']}: {one['message']}\n    {one['message_zh']}" for one in wanted]
        return "\n".join([name, *said]) + "\n"

    def _wants(self, finding: dict[str, Any], line: dict[str, Any]) -> bool:
        return line["evaluation"] is None or finding["severity"] in self._severities

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputFailed(str(self._folder), error) from error


def _listed(path: Path) -> set[str]:
    """Return the names in the list. A run that was killed may have cut the last one short, whose file it never made."""
    lines = path.read_text("utf-8").split("\n")[:-1] if path.exists() else []
    names = {str(json.loads(line)) for line in lines}
    return {name for name in names if not Path(name).is_absolute() and ".." not in Path(name).parts}


def _reason(place: Path) -> Path:
    return place.with_name(place.name + REASON)


def _link(path: Path, place: Path) -> None:
    """Lead from the folder to a file, or copy it where the file system has no links."""
    place.unlink(missing_ok=True)
    target = os.path.realpath(path)
    try:
        place.symlink_to(target)
    except (OSError, NotImplementedError):
        shutil.copyfile(target, place)


def _remove(folder: Path, name: str) -> None:
    place = folder / name
    for path in (place, _reason(place)):
        path.unlink(missing_ok=True)
    for parent in place.relative_to(folder).parents:
        own = folder / parent
        if own != folder and own.is_dir() and not any(own.iterdir()):
            own.rmdir()
