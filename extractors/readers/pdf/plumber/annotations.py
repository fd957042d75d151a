"""What stands in the fields and notes of a page (filled-in forms, stamps) → drawn on the page like its own content."""

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, int_value, list_value, num_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import MATRIX_IDENTITY, Matrix, Rect, apply_matrix_rect, mult_matrix

DRAWN = {"Widget", "FreeText", "Stamp"}
"""Kinds of annotations that print text. Links and comments do not."""

HIDDEN = 0b100010
"""Flags (hidden, not on screen) of an annotation that is not shown."""


def draw(page: PDFPage, interpreter: PDFPageInterpreter, onto: Matrix) -> int:
    """Draw the annotations of a page, each into its rectangle; return how many hold a value but no drawing of it."""
    undrawn = 0
    for annotation in _shown(page):
        drawing = _drawing(annotation)
        if drawing is None:
            undrawn += bool(resolve1(annotation.get("V")))
            continue
        resources = dict_value(drawing.get("Resources") or {})
        into = mult_matrix(_placement(annotation, drawing), onto)
        interpreter.subinterp().render_contents(resources, [drawing], ctm=into)
    return undrawn


def _shown(page: PDFPage) -> Iterator[dict[str, Any]]:
    for reference in list_value(page.annots or []):
        annotation = dict_value(reference)
        hidden = int_value(annotation.get("F", 0)) & HIDDEN
        if literal_name(annotation.get("Subtype")) in DRAWN and not hidden:
            yield annotation


def _drawing(annotation: dict[str, Any]) -> PDFStream | None:
    """Return the normal appearance of an annotation: the one of its present state, where it has several."""
    normal = resolve1(dict_value(annotation.get("AP") or {}).get("N"))
    if isinstance(normal, dict):
        normal = resolve1(normal.get(literal_name(annotation.get("AS"))))
    return normal if isinstance(normal, PDFStream) else None


def _box(values: object) -> Rect:
    x0, y0, x1, y1 = (num_value(value) for value in list_value(values))
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _matrix(values: object) -> Matrix:
    a, b, c, d, e, f = (num_value(value) for value in list_value(values))
    return (a, b, c, d, e, f)


def _placement(annotation: dict[str, Any], drawing: PDFStream) -> Matrix:
    """Return the matrix that fits a drawing into the annotation's rectangle (ISO 32000-1, 12.5.5, algorithm 8.1)."""
    own = _matrix(drawing.get("Matrix") or MATRIX_IDENTITY)
    x0, y0, x1, y1 = apply_matrix_rect(own, _box(drawing["BBox"]))
    left, low, right, high = _box(annotation["Rect"])
    wide = (right - left) / (x1 - x0) if x1 > x0 else 1.0
    tall = (high - low) / (y1 - y0) if y1 > y0 else 1.0
    return mult_matrix(own, (wide, 0, 0, tall, left - x0 * wide, low - y0 * tall))
