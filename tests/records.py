"""What the tests ask of a line of data: its meaning without its places, and which printed texts it accounts for."""

import json
from pathlib import Path
from typing import Any

import jsonschema

import pipeline
from extractors import fields, readers, tables
from extractors.document import Document
from extractors.readers.content import Content
from extractors.values import fold
from schema.extraction import json_schema

VALIDATOR = jsonschema.Draft202012Validator(json_schema())
PLACES = {"at", "boxes"}
PRINT = {"raw"}


def lines(path: Path, *, keep_personal_data: bool = False) -> list[dict[str, Any]]:
    """Return the lines of a file as a reader of data.jsonl gets them, each valid against the published schema."""
    options = pipeline.Options(keep_personal_data=keep_personal_data)
    parsed = [json.loads(extraction.line()) for extraction in pipeline.extract(path, path.name, options)]
    for line in parsed:
        VALIDATOR.validate(line)
    return parsed


def line(path: Path) -> dict[str, Any]:
    """Return the only line that a file gives."""
    (only,) = lines(path)
    return only


def without(node: Any, keys: set[str]) -> Any:
    """Return parsed JSON without some keys, wherever they stand."""
    if isinstance(node, dict):
        return {key: without(child, keys) for key, child in node.items() if key not in keys}
    return [without(child, keys) for child in node] if isinstance(node, list) else node


def meaning(line: dict[str, Any]) -> Any:
    """Return what must be the same for the same table in every format: all but places and inner white space."""
    return without({key: line[key] for key in ("evaluation", "findings")}, PLACES | PRINT)


def unaccounted(path: Path) -> list[str]:
    """Return the printed cells of a file's tables that are in no field, no label and not in `unmapped`.

    Judged from outside: by the places and texts in the record, and by the cells that served as labels.
    """
    document = readers.read(Content(path.read_bytes()))
    missing = []
    for found, extraction in zip(tables.find(document), lines(path), strict=True):
        used = places(extraction["evaluation"])
        labels = {cell.places for cell in fields.read(found).labels}
        printed = [cell for grid in found.grids for cell in grid.cells if not cell.blank]
        missing += [cell.text for cell in printed if cell.at not in used and cell.places not in labels]
    return missing


def places(node: Any) -> set[str]:
    """Return every place that a record names."""
    if isinstance(node, dict):
        own = {node["at"]} if "at" in node else set()
        return own.union(*(places(child) for child in node.values()))
    return set().union(*(places(child) for child in node)) if isinstance(node, list) else set()


def texts(document: Document) -> list[str]:
    """Return the folded texts of all cells of a document that are not blank."""
    return [fold(cell.text) for grid in document.grids for cell in grid.cells if not cell.blank]
