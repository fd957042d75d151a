"""A URL → the file system behind it, and what that says of a file: its mark, or why it cannot be had."""

import errno
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bulk.examine import PHRASES, refused
from bulk.extra import INSTALL, Lacking
from extractors.errors import Problem

URL = re.compile(r"(?!(?:file|local)://)[a-z][a-z0-9+.-]*://.+", re.DOTALL)

TAGS = ("ETag", "etag", "md5Hash", "content_md5", "generation")
TIMES = ("LastModified", "last_modified", "mtime", "modified", "updated", "created")
"""What file systems call the digest of a content, and the time of its last change."""

SETTLED = 60.0
"""Seconds after which a change leaves a new time behind, whatever the clock over there."""

GONE = ("the storage cannot be reached", "无法连接存储服务")
SLOW = ("the storage did not answer in time", "存储服务未及时响应")


@dataclass(frozen=True, slots=True)
class Place:
    """A URL, the file system that it leads to, and the path there."""

    url: str
    files: Any
    path: str

    def beyond(self, path: str) -> str:
        """Return the URL of another path of the same file system, with the host if the URL has one beside the path."""
        here, own = self.url.rstrip("/"), self.path.rstrip("/")
        return here.removesuffix(own) + path if here.endswith(own) else str(self.files.unstrip_protocol(path))

    def info(self) -> dict[str, Any]:
        """Return what the file system says of the path now."""
        return dict(self.files.info(self.path))


def is_url(name: str) -> bool:
    """Return whether a name leads elsewhere."""
    return URL.fullmatch(name) is not None


def last(url: str) -> str:
    """Return the last part of a URL: the name of a file or folder."""
    return url.rstrip("/").rpartition("/")[2]


def at(url: str) -> Place:
    """Return the place behind a URL. Raise `Lacking` where no library for it is installed."""
    scheme = f"{url.partition('://')[0]}://"
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra, and nothing that local files need
    except ModuleNotFoundError as error:
        raise Lacking(f"{scheme} needs fsspec; {INSTALL}") from error
    try:
        files, path = url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        raise Lacking(f"{scheme} needs a library ({error}); for s3://, {INSTALL}") from error
    except ValueError as error:
        raise Lacking(f"{scheme} is no kind of place that is known ({error})") from error
    return Place(url, files, path)


def problem(error: Exception) -> Problem:
    """Return the problem that a file system reports, without what differs from run to run."""
    name = type(error).__name__
    if isinstance(error, TimeoutError) or "Timeout" in name:
        return refused(*SLOW)
    if isinstance(error, ConnectionError) or "Connection" in name:
        return refused(*GONE)
    number = error.errno if isinstance(error, OSError) else None
    for kind, known in ((FileNotFoundError, errno.ENOENT), (PermissionError, errno.EACCES)):
        if isinstance(error, kind):
            number = known
    return refused(*PHRASES.get(number or 0, (f"the storage failed ({name})", f"存储服务出错（{name}）")))


def known_by(info: Mapping[str, Any]) -> str | None:
    """Return the mark of a file: another one means that its content may be another. None where nothing tells."""
    tag, changed = _first(info, TAGS), _seconds(_first(info, TIMES))
    if tag is not None:
        # A listing and a look at the file itself may print the time with other digits; the digest does not change.
        return f"{info.get('size')}-{str(tag).strip(chr(34))}"
    return None if changed is None else f"{info.get('size')}-{changed!r}"


def settled(info: Mapping[str, Any], now: float | None = None) -> str | None:
    """Return the mark, or None where a change within the same tick of the clock would leave no other behind."""
    changed = _seconds(_first(info, TIMES))
    fresh = changed is not None and (time.time() if now is None else now) - changed < SETTLED
    return None if fresh and _first(info, TAGS) is None else known_by(info)


def _first(info: Mapping[str, Any], keys: tuple[str, ...]) -> Any:  # noqa: ANN401 - every file system has its types
    return next((info[key] for key in keys if info.get(key)), None)


def _seconds(moment: object) -> float | None:
    if isinstance(moment, datetime):
        return moment.timestamp()
    return float(moment) if isinstance(moment, int | float) else None
