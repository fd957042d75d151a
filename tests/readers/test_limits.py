"""A file that passes a limit is refused with the limit and the option that raises it, and read where that is raised."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

import pipeline
from extractors import readers
from extractors.errors import LIMIT, Unreadable
from extractors.limits import WORDS, Limits
from extractors.readers.content import Content
from tests.forms import CORPUS
from tests.readers.test_pdf_damage import FONT, HELLO, file_of, stream

PAGE = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << {FONT} >> >>"
PAGES = file_of(
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>", PAGE, stream(HELLO), PAGE
)
DOCX, HTML, PDF, TEXT = (
    (CORPUS / f"huangpu-union-2021.{suffix}").read_bytes() for suffix in ("docx", "html", "libreoffice.pdf", "txt")
)
PASSING = {
    "two pages": (PAGES, "pages", 1),
    "cells of a PDF": (PDF, "cells", 100),
    "cells of a Word file": (DOCX, "cells", 100),
    "cells of a page": (HTML, "cells", 100),
    "cells of a text": (TEXT, "cells", 100),
    "tags of a Word file": (DOCX, "tags", 1_000),
    "tags of a page": (HTML, "tags", 100),
    "a page": (HTML, "text", 1_000),
    "a text": (TEXT, "text", 1_000),
    "packed parts of a Word file": (DOCX, "expansion", 10_000),
    "packed streams of a PDF": (PDF, "expansion", 1_000),
}
"""Files with the limit that they pass when it is as low as that."""


@pytest.mark.parametrize("name", PASSING)
def test_what_passes_a_limit_is_refused(name: str) -> None:
    """The finding names the limit and its option in both languages; with the usual limits the file is read."""
    data, limit, value = PASSING[name]
    with pytest.raises(Unreadable) as caught:
        readers.read(Content(data, limits=replace(Limits(), **{limit: value})))
    problem = caught.value.problem
    assert problem.reason is LIMIT
    assert all(f"--max-{limit}" in said and f"{value:,}" in said for said in (problem.message, problem.message_zh))
    assert readers.read(Content(data)).problems == ()


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    """The pipeline reads no further than the limit of bytes goes, and says so."""
    (tmp_path / "a.txt").write_bytes(TEXT)
    (line,) = pipeline.extract(tmp_path / "a.txt", "a.txt", pipeline.Options(limits=Limits(size=100)))
    assert [finding.code for finding in line.findings] == ["N12"]
    assert "100 bytes; split the file, or raise --max-size" in line.findings[0].message
    (read,) = pipeline.extract(tmp_path / "a.txt", "a.txt", pipeline.Options(limits=Limits(size=len(TEXT))))
    assert read.evaluation is not None


def test_a_lack_of_memory_is_no_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a limit like others."""

    def lacking(_: Content) -> None:
        raise MemoryError

    monkeypatch.setattr(readers, "read", lacking)
    (line,) = pipeline.extract(CORPUS / "huangpu-union-2021.txt", "a.txt")
    assert [finding.code for finding in line.findings] == ["N15"]


def test_every_limit_has_its_words() -> None:
    """A limit without words could not be said."""
    assert [field.name for field in fields(Limits)] == list(WORDS)
