"""What one source of the configuration says (a file, the environment, the command line), with every code known."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from commands.catalogue import findable
from commands.codes import checked, nearest
from schema.checks.check import FAMILIES
from schema.checks.policy import OF_FILES

Grade = Literal["error", "warning", "info"]


def _words(given: object) -> object:
    """Take `A,R01` as a list: the environment and the command line have no other way to say it."""
    if not isinstance(given, str):
        return given
    words = tuple(word.strip() for word in given.split(",") if word.strip())
    if not words:
        raise ValueError("it names no code")
    return words


def _pairs(given: object) -> object:
    """Take `A01=warning,R=info` as a table."""
    words = _words(given)
    if not isinstance(given, str) or not isinstance(words, tuple):
        return given
    pairs = [word.partition("=") for word in words]
    if not all(sign for _, sign, _ in pairs):
        raise ValueError("write CODE=SEVERITY, such as A01=warning")
    return {code.strip(): severity.strip() for code, _, severity in pairs}


def _known(code: str) -> str:
    # A family may be named before it has a check: what is written today holds tomorrow.
    return checked(code, (*findable(), *FAMILIES))


def _may_be_ignored(code: str) -> str:
    if code.startswith(OF_FILES):
        raise ValueError(f"{code} is about a file; what is wrong with a file is always reported")
    return code


Code = Annotated[str, AfterValidator(_known)]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_words)]
IgnoredCodes = Annotated[tuple[Annotated[Code, AfterValidator(_may_be_ignored)], ...], BeforeValidator(_words)]
Severities = Annotated[dict[Code, Grade], BeforeValidator(_pairs)]


class Settings(BaseModel):
    """The keys of the configuration. Personal data is no key: it is asked for by whoever runs the program."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    select: Codes = ()
    ignore: IgnoredCodes = ()
    severities: Severities = {}
    fail_on: Literal["error", "warning", "never"] | None = None


def settings(values: Mapping[str, object]) -> Settings:
    """Return what a source says; raise ValueError with a line for each thing that is wrong with it."""
    try:
        return Settings.model_validate({key.replace("-", "_"): value for key, value in values.items()})
    except ValidationError as error:
        raise ValueError("; ".join(_faults(error))) from error


def _faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        key = ".".join(str(step) for step in fault["loc"] if step != "[key]")
        if fault["type"] == "extra_forbidden":
            yield f"unknown key {key}; {nearest(key, Settings.model_fields)}"
        else:
            yield f"{key}: {fault['msg'].removeprefix('Value error, ')}"
