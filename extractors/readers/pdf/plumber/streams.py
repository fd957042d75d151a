"""The packed parts of a page that decide its text → whether they are whole."""

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import literal_name

from extractors.readers.pdf import damage


def drawn(page: PDFPage) -> int:
    """Return how many bytes of operators draw a page, figures apart; raise `Unreadable` where they are too many."""
    return sum(len(stream.get_data()) for stream in _only_streams(page.contents))


def states(page: PDFPage, most: int) -> set[str]:
    """Return the states (`whole`, `broken`, `huge`) of what a page draws and of what its characters mean.

    The library reads on without a word where a stream breaks off, and text is missing or means something else.
    """
    found = (damage.inflated(packed, most) for stream in _streams(page) if (packed := _deflated(stream)) is not None)
    return {"whole" if isinstance(content, bytes) else content for content in found}


def _streams(page: PDFPage) -> Iterator[PDFStream]:
    yield from _only_streams(page.contents)
    resources = dict_value(page.resources or {})
    drawings = [each for each in _only_streams(_values(resources, "XObject")) if _is_form(each)]
    yield from drawings
    for owner in (resources, *(dict_value(drawing.get("Resources") or {}) for drawing in drawings)):
        fonts = [font for font in map(resolve1, _values(owner, "Font")) if isinstance(font, dict)]
        yield from _only_streams(font.get("ToUnicode") for font in fonts)


def _values(resources: dict[Any, Any], kind: str) -> list[Any]:
    return list(dict_value(resources.get(kind) or {}).values())


def _only_streams(objects: Any) -> Iterator[PDFStream]:  # noqa: ANN401 - whatever stands in the file
    return (each for each in map(resolve1, objects) if isinstance(each, PDFStream))


def _is_form(stream: PDFStream) -> bool:
    return literal_name(stream.get("Subtype")) == "Form"


def _deflated(stream: PDFStream) -> bytes | None:
    """Return the packed bytes of a stream that is deflated and nothing else."""
    filters = [literal_name(name) for name, _ in stream.get_filters()]
    return stream.get_rawdata() if filters == ["FlateDecode"] else None
