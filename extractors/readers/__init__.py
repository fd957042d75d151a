"""Published file → Document. One module per format, found by looking; each knows its format and no form.

A reader is a module here with `FORMAT`, `SUFFIXES` (what such files are commonly called, which decides nothing),
`accepts(content) -> bool` and `read(content) -> Document`. `accepts` judges
the content alone and is cheap: whatever is slow to import is imported in `read`.
"""

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from extractors.document import Document
from extractors.errors import DAMAGED, EMPTY, UNKNOWN_ENCODING, UNSUPPORTED, Unreadable
from extractors.readers.content import Content

HELPERS = {"columns", "content", "encoding"}
"""Modules here that serve the readers and are none."""


class Reader(Protocol):
    """A module that reads one format."""

    FORMAT: str
    SUFFIXES: frozenset[str]

    def accepts(self, content: Content) -> bool:
        """Return whether the content is of this format."""
        ...

    def read(self, content: Content) -> Document:
        """Return the document; raise `Unreadable` where there is none to be had."""
        ...


@cache
def readers() -> tuple[Reader, ...]:
    """Return every reader, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in HELPERS)
    return tuple(cast("Reader", importlib.import_module(f"{__name__}.{name}")) for name in names)


def identify(content: Content) -> Reader:
    """Return the one reader that accepts the content; raise `Unreadable` when there is none."""
    if not content.data.strip(b"\0\t\n\r "):
        raise Unreadable(EMPTY)
    if not (content.is_pdf or content.is_zip) and len(content.data) > content.limits.text:
        raise content.limits.beyond("text")
    claimants = [reader for reader in readers() if reader.accepts(content)]
    if len(claimants) > 1:
        message = f"two readers claim one file: {', '.join(reader.FORMAT for reader in claimants)}"
        raise AssertionError(message)
    if claimants:
        return claimants[0]
    if content.broken_archive is not None:
        raise Unreadable(DAMAGED, content.broken_archive)
    if content.signature is not None:
        raise Unreadable(UNSUPPORTED, *content.signature)
    raise Unreadable(UNKNOWN_ENCODING, f"{len(content.data):,} bytes", f"{len(content.data):,} 字节")


OTHERS = frozenset(
    {".doc", ".xls", ".xlsx", ".wps", ".et", ".rtf", ".ofd", ".odt", ".ppt", ".pptx", ".jpg", ".png", ".zip"}
)
"""Suffixes of formats that no reader reads."""


def promised(suffix: str) -> str | None:
    """Return which format a suffix promises: one of the readers', the suffix itself for another known one, or None."""
    if suffix in OTHERS:
        return suffix
    return next((reader.FORMAT for reader in readers() if suffix in reader.SUFFIXES), None)


def read(content: Content) -> Document:
    """Read a published file by its content; raise `Unreadable` with the reason when it gives no document."""
    return identify(content).read(content)
