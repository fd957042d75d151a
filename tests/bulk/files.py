"""Small files, and the names under which they are discovered."""

from pathlib import Path

from bulk.discover import discover


def put(folder: Path, *names: str) -> Path:
    """Make small files, with their folders, and return the folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def found(*arguments: object, exclude: Path | None = None) -> list[str]:
    """Return the names of what is discovered."""
    return [each.name for each in discover([str(argument) for argument in arguments], exclude)]
