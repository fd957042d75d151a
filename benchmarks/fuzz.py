"""Every reader on files of the corpus changed at random: the lines are valid, in time, twice the same, and whole.

`python -m benchmarks.fuzz [--reader NAME] [--minutes N] [--seed N] [--keep FOLDER]`. The same seed makes the same
files; those on which something fails are kept in the folder.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import jsonschema

import pipeline
from benchmarks.fuzzing.formats import FORMATS
from benchmarks.trial import lines_of, tried
from extractors import fields, layouts, readers, tables, values
from extractors.readers.content import Content
from tests import records
from tests.forms import CORPUS

SECONDS, MEMORY = 20, 1024
"""At most so many seconds of the processor and MiB of memory for a file."""


class Failure(NamedTuple):
    """A file on which something failed."""

    what: str
    data: bytes


def changed(reader: str, seed: int, number: int) -> bytes:
    """Return the file of a number: the same for the same seed, whatever was made before it."""
    suffixes, change = FORMATS[reader]
    chance = Random(f"{reader} {seed} {number}")  # noqa: S311 - repeatable, not secret
    source = chance.choice(sorted(path for path in CORPUS.iterdir() if path.suffix in suffixes))
    return change(source.read_bytes(), chance)


def failure(data: bytes, folder: Path) -> str:
    """Return what fails on a file; nothing where all holds."""
    path = folder / "file"
    path.write_bytes(data)
    trial = tried(path, "file", read=_twice_the_same)
    if trial.ended:
        return trial.ended
    if trial.seconds > SECONDS or trial.memory > MEMORY:
        return f"{trial.seconds:.0f} s, {trial.memory} MiB"
    if "N10" in trial.codes or not trial.lines:
        return "; ".join(finding["message"] for line in trial.lines for finding in line["findings"][:1]) or "no line"
    for line in trial.lines:
        fault = jsonschema.exceptions.best_match(records.VALIDATOR.iter_errors(line))
        if fault is not None:
            return f"not valid: {fault.json_path}"
    return ""


def _twice_the_same(path: Path, name: str) -> list[str]:
    """Return the lines of a file; raise `AssertionError` where a second reading differs, or a printed cell is lost."""
    lines = lines_of(path, name)
    if lines_of(path, name) != lines:
        raise AssertionError("read twice, not the same")
    found = pipeline.extract(path, name, pipeline.Options(keep_personal_data=True))
    if any(line.evaluation is not None for line in found):
        document = readers.read(Content(path.read_bytes(), layouts.may_stand_in))
        for table, line in zip(tables.find(document), found, strict=True):
            used = records.places(line.model_dump(mode="json")["evaluation"])
            labels = {cell.places for cell in fields.read(table).labels}
            cells = (cell for grid in table.grids for cell in grid.cells if values.fold(cell.text))
            lost = [cell.at for cell in cells if cell.at not in used and cell.places not in labels]
            if lost:
                raise AssertionError(f"cells are lost: {lost[:3]}")
    return lines


def failures(reader: str, seed: int, *, seconds: float = 0, files: int = 0) -> Iterator[Failure | None]:
    """Yield what came of each file, for so long or so many files: a failure, or None."""
    until, number = time.monotonic() + seconds, 0
    with TemporaryDirectory() as folder:
        while number < files or time.monotonic() < until:
            data = changed(reader, seed, number)
            what = failure(data, Path(folder))
            yield Failure(f"{number} {what}", data) if what else None
            number += 1


def main() -> None:
    """Try the readers that are asked for and say what failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", choices=FORMATS, action="append")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    for reader in asked.reader or FORMATS:
        count = 0
        for found in failures(reader, asked.seed, seconds=60 * asked.minutes):
            count += 1
            if found is None:
                continue
            print(f"{reader} {asked.seed} {found.what}", flush=True)  # noqa: T201 - the report is its output
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{reader}-{asked.seed}-{found.what.partition(' ')[0]}").write_bytes(found.data)
        print(f"{reader}: {count} files", flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    main()
