"""Files, environment and command line → one configuration, and what in it comes from where.

The standard library reads the files and a model that the run needs anyway holds their keys: a package for settings
would cost half a second of imports to do the same. Only the current folder is asked, so that a glance shows what holds.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from schema.checks.policy import Policy

if TYPE_CHECKING:
    from commands.settings import Settings
    from schema.finding import Severity

FILES: tuple[tuple[str, tuple[str, ...]], ...] = (("pyproject.toml", ("tool", "extract")), ("extract.toml", ()))
"""The files from the weakest on, each with the table in it that is ours."""

ENVIRONMENT = "EXTRACT_"
COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Layer:
    """What one source says."""

    source: str
    settings: "Settings"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What holds for a run; `said` has each thing that was asked for, and where."""

    policy: Policy
    fail_on: str | None
    said: tuple[str, ...]


def configuration(flags: Mapping[str, object]) -> Configuration:
    """Return what holds: the command line before the environment, that before extract.toml, that before pyproject.toml.

    Raise a usage error for a key or a code that is not known, wherever it stands.
    """
    sources = [*_of_files(), (f"{ENVIRONMENT}*", _of_environment()), (COMMAND_LINE, flags)]
    return combined([_layer(source, values) for source, values in sources if values])


def combined(layers: Sequence[Layer]) -> Configuration:
    """Return what layers say together, from the weakest on: the strongest that has a key, severities code by code."""
    strongest = {key: layer for layer in layers for key in ("select", "ignore", "fail_on") if _has(layer, key)}
    values = {key: getattr(layer.settings, key) for key, layer in strongest.items()}
    severities: dict[str, Severity] = {}
    for layer in layers:
        stronger = layer.settings.severities
        weaker = {code: severity for code, severity in severities.items() if not code.startswith(tuple(stronger))}
        severities = {**weaker, **stronger}
    said = [f"{_words(key, values[key])} ({layer.source})" for key, layer in strongest.items()]
    if severities:
        sources = [layer.source for layer in layers if layer.settings.severities]
        said.append(f"{_words('severities', severities)} ({', '.join(sources)})")
    policy = Policy(values.get("select", ()), values.get("ignore", ()), severities)
    return Configuration(policy, values.get("fail_on"), tuple(said))


def _has(layer: Layer, key: str) -> bool:
    return key in layer.settings.model_fields_set


def _words(key: str, value: object) -> str:
    if isinstance(value, Mapping):
        value = tuple(f"{code}={severity}" for code, severity in value.items())
    return f"{key.replace('_', '-')} {', '.join(value) if isinstance(value, tuple) else value}"


def _layer(source: str, values: Mapping[str, object]) -> Layer:
    from commands.settings import settings  # noqa: PLC0415 - a model to build, and most runs set nothing

    try:
        return Layer(source, settings(values))
    except ValueError as error:
        raise click.UsageError(f"{source}: {error}") from error


def _of_files() -> Iterator[tuple[str, Mapping[str, object]]]:
    for name, steps in FILES:
        if not Path(name).is_file():
            continue
        import tomllib  # noqa: PLC0415 - most runs have no such file

        try:
            values: object = tomllib.loads(Path(name).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise click.UsageError(f"{name} cannot be read: {error}") from error
        for step in steps:
            values = values.get(step, {}) if isinstance(values, dict) else values
        if not isinstance(values, dict):
            raise click.UsageError(f"{name}: [{'.'.join(steps)}] is no table")
        yield name, values


def _of_environment() -> dict[str, object]:
    """Return the variables that are ours and say something, by the keys that they stand for."""
    ours = {name: text for name, text in os.environ.items() if name.startswith(ENVIRONMENT) and text}
    return {name.removeprefix(ENVIRONMENT).lower(): text for name, text in ours.items()}
