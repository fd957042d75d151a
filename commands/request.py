"""What a command line asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bulk.work import Settings
    from schema.checks.policy import Policy

BOUNDS = ("seconds", "memory", "output")
"""The maxima that the worker's supervisor and the system see to; the others are the readers' own."""


@dataclass(frozen=True, slots=True)
class Work:
    """How the files are read: how many at a time, within which limits, and what serves again or is set aside."""

    jobs: int | None = None
    fresh: bool = False
    rehash: bool = False
    quarantine: str | None = None
    quarantine_on: str = "error"
    engine: str = "local"
    scheduler: str | None = None
    maxima: Mapping[str, int | float] = field(default_factory=dict)

    def settings(self, policy: "Policy", *, keep_personal_data: bool) -> "Settings":
        """Return what every worker is told; a maximum that nobody named is the usual one."""
        from bulk.isolation.bounds import Bounds  # noqa: PLC0415 - nothing of this is needed for --help
        from bulk.work import Settings  # noqa: PLC0415 - as above
        from extractors.limits import Limits  # noqa: PLC0415 - as above
        from pipeline import Options  # noqa: PLC0415 - as above

        given: dict[str, Any] = dict(self.maxima)
        bounds = replace(Bounds(), **{name: given.pop(name) for name in BOUNDS if name in given})
        return Settings(Options(keep_personal_data, policy, replace(Limits(), **given)), bounds)


@dataclass(frozen=True, slots=True)
class Request:
    """The arguments and options of `extract run`; `flags` are those that files and environment may say as well."""

    paths: tuple[str, ...]
    out: str | None
    keep_personal_data: bool
    quiet: bool
    flags: Mapping[str, str]
    work: Work = Work()
