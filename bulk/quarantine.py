"""A folder of the files that a person should look at, each with a short reason beside it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bulk.claims import Claims
from bulk.examine import Input
from bulk.plain import printable
from bulk.work import Result
from bulk.write import PHRASES, OutputFailed
from schema.finding import Severity

REASON = ".reason.txt"


class QuarantineFailed(OutputFailed):
    """The folder cannot be used; nothing was read yet, and nothing written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        self.target, self.reason, self.reader_left = str(folder), _because(error), False
        self.advice = "name another folder with --quarantine"
        Exception.__init__(self, f"cannot write {self.target}: {self.reason}; {self.advice}")


class Quarantine:
    """Links the files that gave no record, or have findings of some severities. Raises `QuarantineFailed` when made.

    From then on nothing that goes wrong there costs the run anything; `trouble` says it. `reserved` are the paths in
    the folder under which the run writes something else.
    """

    def __init__(self, folder: Path, severities: tuple[Severity, ...], reserved: Iterable[str] = ()) -> None:
        self._folder, self._severities = folder, severities
        self._failed, self._first = 0, ""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._claims = Claims(folder, REASON, reserved)
        except OSError as error:
            raise QuarantineFailed(folder, error) from error

    @property
    def trouble(self) -> str | None:
        """How many entries could not be made or removed, and why not the first of them; None where all could."""
        if not self._failed:
            return None
        entries = "1 entry" if self._failed == 1 else f"{self._failed:,} entries, the first of them"
        return f"not set aside in {self._folder}: {entries} {self._first}"

    def consider(self, found: Input, result: Result) -> None:
        """Put a file into the folder if it belongs there."""
        findings = result.tally.findings
        if result.tally.no_record is None and not any(severity in self._severities for severity, _ in findings):
            return
        try:
            self._put(found, self._text(found.url or found.name, result.lines))
        except OSError as error:
            self._fails(found.name, error)

    def finish(self) -> None:
        """Take out what earlier runs put in and this one did not."""
        try:
            for path, error in self._claims.leave():
                self._fails(path, error)
        except OSError as error:
            self._fails("the list of what stands there", error)

    def _put(self, found: Input, text: str) -> None:
        leads_to_it = found.problem is None and found.url is None
        place = self._claims.take(found.name, ("", REASON) if leads_to_it else (REASON,))
        self._claims.folder.write(place + REASON, text.encode())
        if leads_to_it:
            self._claims.folder.link(place, found.path)

    def _fails(self, name: str, error: OSError) -> None:
        self._failed += 1
        self._first = self._first or f"{name} ({_because(error)})"

    def _text(self, name: str, lines: bytes) -> str:
        read = [json.loads(line) for line in lines.splitlines()]
        wanted = [finding for line in read for finding in line["findings"] if self._wants(finding, line)]
        said = [
            f"{one['severity']} {one['code']}: {printable(one['message'])}\n    {printable(one['message_zh'])}"
            for one in wanted
        ]
        return "\n".join([printable(name), *said]) + "\n"

    def _wants(self, finding: dict[str, Any], line: dict[str, Any]) -> bool:
        return line["evaluation"] is None or finding["severity"] in self._severities


def _because(error: OSError) -> str:
    known, _ = PHRASES.get(error.errno or 0, ("", ""))
    return known or (error.strerror or type(error).__name__).lower()
