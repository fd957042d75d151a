"""What a result depends on beside its input: the program, the libraries, the options."""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import astuple
from importlib import metadata
from pathlib import Path

from bulk.state import Fingerprints
from bulk.work import Settings
from schema.extraction import SCHEMA_VERSION

HOUSE = Path(__file__).resolve().parent.parent
ROOMS = ("bulk", "extractors", "schema", "pipeline.py")
READ = (".py", ".toml", ".json")
PROGRAM = "jixiao-extract"
LIBRARIES = ("beautifulsoup4", "lxml", "pdfminer.six", "pdfplumber", "pydantic", "pypdfium2", "python-docx")


def versions() -> dict[str, str]:
    """Return the versions of the program, of Python and of the libraries that decide what is read."""
    own = {"extract": metadata.version(PROGRAM), "schema": SCHEMA_VERSION, "python": sys.version.split()[0]}
    return own | {name: metadata.version(name) for name in LIBRARIES}


def fingerprints(settings: Settings) -> Fingerprints:
    """Return what decides a result, and what decides whether a file costs its worker, as digests."""
    made = hashlib.sha256(repr(sorted(versions().items())).encode())
    for path in _sources():
        # The code itself: a program under development has one version and many behaviours.
        made.update(f"{path.relative_to(HOUSE)}\n".encode() + path.read_bytes())
    made.update(repr(astuple(settings.options)).encode())
    bounds = hashlib.sha256(made.digest() + repr(astuple(settings.bounds)).encode())
    return Fingerprints(made.hexdigest(), bounds.hexdigest())


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        place = HOUSE / room
        yield from sorted(path for path in place.rglob("*") if path.suffix in READ) if place.is_dir() else [place]
