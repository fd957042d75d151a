"""What the modules of this package define, found by looking: there is no list to keep."""

import importlib
import pkgutil
from typing import TypeVar

FoundT = TypeVar("FoundT")


def discovered(kind: type[FoundT]) -> list[FoundT]:
    """Return every object of a kind that stands in a module of the package, module by module."""
    package = importlib.import_module("schema.checks")
    names = [module.name for module in pkgutil.iter_modules(package.__path__)]
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return [value for module in modules for value in vars(module).values() if isinstance(value, kind)]
