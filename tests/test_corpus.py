"""The corpus: each document gives what is expected of it, byte for byte, and all of its cells are accounted for."""

import json
import tomllib
from pathlib import Path

import pytest

import pipeline
from schema.extraction import Extraction
from tests import records
from tests.forms import CORPUS

COMPANIONS = {".json", ".toml"}
DOCUMENTS = sorted(path for path in CORPUS.iterdir() if path.suffix not in COMPANIONS)
SOURCES = tomllib.loads((CORPUS / "SOURCES.toml").read_text("utf-8"))
every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def expectation(document: Path) -> Path:
    """Return where the expected lines of a document stand."""
    return document.with_name(f"{document.name}.expected.json")


@every_document
def test_gives_what_is_expected(document: Path, request: pytest.FixtureRequest) -> None:
    """A document gives its expected lines; `--accept` writes a new expectation and fails, so that it is a decision."""
    extractions = pipeline.extract(document, document.name)
    got = json.dumps([json.loads(one.line()) for one in extractions], ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--accept"):
        expectation(document).write_text(got, "utf-8")
        pytest.fail(f"accepted a new expectation for {document.name}: read it, then run again without --accept")
    assert got == expectation(document).read_text("utf-8")


@every_document
def test_nothing_is_dropped(document: Path) -> None:
    """Every printed cell of a document's tables is a value, a label, or in `unmapped`; without a table it is said."""
    (first, *_) = records.lines(document)
    if first["evaluation"] is None:
        assert first["findings"]
    else:
        assert records.unaccounted(document) == []


@every_document
def test_lines_validate(document: Path) -> None:
    """Every line satisfies the published schema, and every line has the same keys."""
    assert {tuple(line) for line in records.lines(document)} == {tuple(Extraction.model_fields)}


def test_every_document_has_a_source_and_an_expectation() -> None:
    """A document without a named source, or an expectation without a document, does not belong here."""
    assert sorted(entry["file"] for entry in SOURCES["document"]) == [path.name for path in DOCUMENTS]
    assert {entry["table"] for entry in SOURCES["document"]} <= {entry["id"] for entry in SOURCES["table"]}
    expected = {path.name for path in CORPUS.glob("*.expected.json")}
    assert expected == {expectation(document).name for document in DOCUMENTS}
