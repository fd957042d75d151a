"""What a command line asks for."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """The arguments and options of `extract run`; `flags` are those that files and environment may say as well."""

    paths: tuple[str, ...]
    out: str | None
    keep_personal_data: bool
    quiet: bool
    flags: Mapping[str, str]
