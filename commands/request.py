"""What a command line asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """The arguments and options of `extract run`."""

    paths: tuple[str, ...]
    out: str | None
    fail_on: str | None
    keep_personal_data: bool
    quiet: bool
