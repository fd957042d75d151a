"""What earlier runs have read, in one file of SQLite beside the output: a convenience that can be thrown away.

One row an input, by the name that its lines show and the path that led to it. A row serves again while the content,
the program and the options are the same. The disk holds the lines, so that memory need not.
"""

import errno
import os
import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bulk.work import Result, from_header
from bulk.write import PHRASES, OutputFailed

OURS = 0x4A584558
"""SQLite's application_id of our files."""

LAYOUT = 1
TABLE = f"""
    CREATE TABLE IF NOT EXISTS input (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, path BLOB NOT NULL, fingerprint TEXT NOT NULL, sha256 TEXT,
        mark TEXT, cause TEXT NOT NULL, attempts INTEGER NOT NULL, header BLOB NOT NULL, lines BLOB NOT NULL,
        UNIQUE (name, path)
    );
    PRAGMA application_id = {OURS};
    PRAGMA user_version = {LAYOUT};
"""
SETTINGS = """
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA temp_store = FILE;
    CREATE TEMP TABLE seen (id INTEGER PRIMARY KEY);
"""
"""Exclusive: one run an output, and no third file for what processes share."""

PUT = """
    INSERT INTO input (name, path, fingerprint, sha256, mark, cause, attempts, header, lines)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (name, path) DO UPDATE SET fingerprint = excluded.fingerprint, sha256 = excluded.sha256,
        mark = excluded.mark, cause = excluded.cause, attempts = excluded.attempts, header = excluded.header,
        lines = excluded.lines
    RETURNING id
"""
COMMIT_AFTER = 0.5
"""Seconds of work that a power cut may cost."""

ATTEMPTS = 3
"""How often, over all runs, an input is read again that has cost its worker."""

MAGIC = b"SQLite format 3\0"
HEADER, VERSION_AT, OURS_AT = 100, 60, 68
"""How long the header of a file of SQLite is, and where it has user_version and application_id."""


class StateFailed(OutputFailed):
    """The state cannot be used; nothing was written anywhere."""

    def __init__(self, path: Path | None, reason: str, advice: str) -> None:
        self.target, self.reason, self.advice = "a temporary file" if path is None else str(path), reason, advice
        self.reader_left = False
        Exception.__init__(self, f"cannot use {self.target}: {reason}; {advice}")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an input from an earlier run; `cause` says why it had cost its worker, if it had."""

    id: int
    sha256: str | None
    mark: str | None
    cause: str
    attempts: int

    @property
    def settled(self) -> bool:
        """Whether there is nothing to gain from reading the same content again."""
        return not self.cause or self.attempts >= ATTEMPTS


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What a result depends on beside its input; one that cost a worker depends on the bounds as well."""

    result: str
    loss: str

    def of(self, cause: str) -> str:
        """Return the one that counts for a result."""
        return self.loss if cause else self.result


class State:
    """The rows of one output; `path` is None for a run that leaves nothing behind. Raises `StateFailed`."""

    def __init__(self, path: Path | None, fingerprints: Fingerprints, *, fresh: bool = False) -> None:
        self._path, self._fingerprints = path, fingerprints
        if path is not None and (fresh or not _of_today(path)):
            self._release(path)
            _remove(path)
        self._committed = time.monotonic()
        with self._failures():
            self._connection = sqlite3.connect("" if path is None else path, timeout=1.0, isolation_level=None)
            # The table first: in WAL mode the header of the file would not show yet whose it is.
            self._connection.executescript(TABLE)
            self._connection.executescript(SETTINGS)
            self._connection.execute("BEGIN IMMEDIATE")

    def _release(self, path: Path) -> None:
        """Raise `StateFailed` where another run has a state in use: it may be taken away only when nobody needs it."""
        if not path.exists():
            return
        connection = sqlite3.connect(path, timeout=1.0, isolation_level=None)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise StateFailed(path, *_said(error)) from error
        finally:
            connection.close()

    def find(self, name: str, path: str) -> Known | None:
        """Return what is known of an input under the same settings."""
        query = "SELECT id, sha256, mark, cause, attempts, fingerprint FROM input WHERE name = ? AND path = ?"
        with self._failures():
            row = self._connection.execute(query, (name, os.fsencode(path))).fetchone()
        known = None if row is None else Known(*row[:5])
        return known if known is not None and row[5] == self._fingerprints.of(known.cause) else None

    def put(self, name: str, path: str, result: Result, attempts: int) -> int:
        """Keep what an input gave, and return the row."""
        fingerprint = self._fingerprints.of(result.cause)
        about = (fingerprint, result.sha256, result.mark, result.cause, attempts, result.header(), result.lines)
        with self._failures():
            ((row,),) = self._connection.execute(PUT, (name, os.fsencode(path), *about)).fetchall()
        self._changed()
        return int(row)

    def renew(self, row: int, mark: str | None) -> None:
        """Note that the content of a row is found under another mark."""
        with self._failures():
            self._connection.execute("UPDATE input SET mark = ? WHERE id = ?", (mark, row))
        self._changed()

    def result(self, row: int) -> Result:
        """Return what was kept."""
        with self._failures():
            header, lines = self._connection.execute("SELECT header, lines FROM input WHERE id = ?", (row,)).fetchone()
        try:
            return from_header(header, lines)
        except (ValueError, KeyError, TypeError) as error:
            raise StateFailed(self._path, "it is damaged (a row of it)", "run again with --fresh") from error

    def see(self, row: int) -> None:
        """Note that a row belongs to the inputs of this run."""
        with self._failures():
            self._connection.execute("INSERT OR IGNORE INTO seen VALUES (?)", (row,))

    def forget_unseen(self) -> int:
        """Drop the rows of inputs that are no more, and return how many there were."""
        with self._failures():
            return self._connection.execute("DELETE FROM input WHERE id NOT IN (SELECT id FROM seen)").rowcount

    def close(self) -> None:
        """Bring everything to the disk, into the one file."""
        with self._failures():
            self._connection.execute("COMMIT")
            self._connection.close()

    def _changed(self) -> None:
        now = time.monotonic()
        if now - self._committed > COMMIT_AFTER:
            with self._failures():
                self._connection.execute("COMMIT")
                self._connection.execute("BEGIN IMMEDIATE")
            self._committed = now

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise StateFailed(self._path, *_said(error)) from error


def _said(error: sqlite3.DatabaseError) -> tuple[str, str]:
    reason = str(error)
    if error.sqlite_errorname == "SQLITE_FULL":
        return PHRASES[errno.ENOSPC]
    if error.sqlite_errorname.startswith("SQLITE_IOERR_WRITE"):
        return PHRASES[errno.EFBIG]
    if "locked" in reason:
        return "another run is at work on the same output", "wait for it, or name another --out"
    if isinstance(error, sqlite3.OperationalError):
        return reason, "see to the disk, or name another place with --out"
    return f"it is damaged ({reason})", "run again with --fresh"


def _of_today(path: Path) -> bool:
    """Return whether a file is a state as this program makes it, or none yet; refuse to touch what is no state."""
    try:
        with path.open("rb") as file:
            header = file.read(HEADER)
    except FileNotFoundError:
        return True
    except OSError as error:
        raise StateFailed(path, (error.strerror or "unreadable").lower(), "name another place with --out") from error
    if not header:
        return True
    if len(header) < HEADER and header[: len(MAGIC)] == MAGIC[: len(header)]:
        return False  # cut short: whose it was is lost, and so is what it held
    if not header.startswith(MAGIC) or struct.unpack_from(">I", header, OURS_AT) != (OURS,):
        raise StateFailed(path, "it is no state of this program", "move it away, or name another --out")
    return struct.unpack_from(">I", header, VERSION_AT) == (LAYOUT,)


def _remove(path: Path) -> None:
    if path.exists():
        _of_today(path)
    for suffix in ("", "-wal", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
