"""The functions of pdfium that reading needs, as plain calls on addresses.

ctypes as pypdfium2 offers it converts every argument and gives back objects; called through prototypes on integers, and
driven by `map`, a call costs a quarter of that, and a page takes some ten thousand. A wrong address is a crash of the
process: only this package calls these functions, and only with what pdfium itself has given. pdfium keeps one state for
the process and must not be called from two threads at once.
"""

from array import array
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import PYFUNCTYPE, c_double, c_int, c_size_t, c_uint, c_void_p, cast
from operator import index
from typing import Any

import pypdfium2_raw as raw
from pypdfium2_raw.version import PDFIUM_INFO

VERSION = f"pdfium {PDFIUM_INFO.major}.{PDFIUM_INFO.minor}.{PDFIUM_INFO.build}.{PDFIUM_INFO.patch}"

raw.FPDF_InitLibrary()

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
"""Kinds of things on a page (FPDF_PAGEOBJ_…)."""

LINE, CURVE = 0, 1
"""Kinds of segments of a path (FPDF_SEGMENT_…); what is neither begins a part of it."""

Function = Callable[..., Any]


class _Number:
    """A whole number as an argument, which ctypes takes as it is: as `c_int` it would cost as much as all of a call."""

    from_param = index


def _function(name: str, result: type | None, *arguments: type) -> Function:
    address = cast(getattr(raw, name), c_void_p).value
    assert address is not None, name  # noqa: S101 - a library without it could not have been loaded
    return PYFUNCTYPE(result, *arguments)(address)


_P, _I, _N = c_void_p, c_int, _Number

load_document = _function("FPDF_LoadMemDocument64", _P, c_void_p, c_size_t, c_void_p)
close_document = _function("FPDF_CloseDocument", None, _P)
page_count = _function("FPDF_GetPageCount", _I, _P)
load_page = _function("FPDF_LoadPage", _P, _P, _N)
close_page = _function("FPDF_ClosePage", None, _P)
page_box = _function("FPDF_GetPageBoundingBox", _I, _P, _P)
page_rotation = _function("FPDFPage_GetRotation", _I, _P)

annotation_count = _function("FPDFPage_GetAnnotCount", _I, _P)
annotation = _function("FPDFPage_GetAnnot", _P, _P, _N)
annotation_kind = _function("FPDFAnnot_GetSubtype", _I, _P)
close_annotation = _function("FPDFPage_CloseAnnot", None, _P)

load_text = _function("FPDFText_LoadPage", _P, _P)
close_text = _function("FPDFText_ClosePage", None, _P)
char_count = _function("FPDFText_CountChars", _I, _P)
text = _function("FPDFText_GetText", _I, _P, _N, _N, _P)
char_code = _function("FPDFText_GetUnicode", c_uint, _P, _N)
char_is_unknown = _function("FPDFText_HasUnicodeMapError", _I, _P, _N)
char_box = _function("FPDFText_GetLooseCharBox", _I, _P, _N, _P)
char_origin = _function("FPDFText_GetCharOrigin", _I, _P, _N, _P, _P)
char_object = _function("FPDFText_GetTextObject", _P, _P, _N)
char_size = _function("FPDFText_GetFontSize", c_double, _P, _N)
char_matrix = _function("FPDFText_GetMatrix", _I, _P, _N, _P)

object_count = _function("FPDFPage_CountObjects", _I, _P)
object_at = _function("FPDFPage_GetObject", _P, _P, _N)
inner_count = _function("FPDFFormObj_CountObjects", _I, _P)
inner_at = _function("FPDFFormObj_GetObject", _P, _P, c_size_t)
kind = _function("FPDFPageObj_GetType", _I, _P)
bounds = _function("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
matrix = _function("FPDFPageObj_GetMatrix", _I, _P, _P)
stroke_width = _function("FPDFPageObj_GetStrokeWidth", _I, _P, _P)
render_mode = _function("FPDFTextObj_GetTextRenderMode", _I, _P)
mark_count = _function("FPDFPageObj_CountMarks", _I, _P)
mark_at = _function("FPDFPageObj_GetMark", _P, _P, _N)
mark_bytes = _function("FPDFPageObjMark_GetParamBlobValue", _I, _P, _P, _P, _P, _P)
draw_mode = _function("FPDFPath_GetDrawMode", _I, _P, _P, _P)
segment_count = _function("FPDFPath_CountSegments", _I, _P)
segment_at = _function("FPDFPath_GetPathSegment", _P, _P, _N)
segment_point = _function("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_kind = _function("FPDFPathSegment_GetType", _I, _P)
segment_closes = _function("FPDFPathSegment_GetClose", _I, _P)
clip_of = _function("FPDFPageObj_GetClipPath", _P, _P)
clip_count = _function("FPDFClipPath_CountPaths", _I, _P)
clip_segment_count = _function("FPDFClipPath_CountPathSegments", _I, _P, _N)
clip_segment_at = _function("FPDFClipPath_GetPathSegment", _P, _P, _N, _N)


def floats(count: int) -> tuple["array[float]", int]:
    """Return room for single-precision numbers, and its address."""
    return _room("f", count)


def doubles(count: int) -> tuple["array[float]", int]:
    """Return room for double-precision numbers, and its address."""
    return _room("d", count)


def integers(count: int) -> tuple["array[int]", int]:
    """Return room for whole numbers, and its address."""
    return _room("i", count)


def longs(count: int) -> tuple["array[int]", int]:
    """Return room for lengths, and its address."""
    return _room("L", count)


def shorts(count: int) -> tuple["array[int]", int]:
    """Return room for halves of characters, and its address."""
    return _room("H", count)


def _room(code: str, count: int) -> tuple[Any, int]:
    room = array(code, bytes(count * array(code).itemsize))
    return room, room.buffer_info()[0]


def call(results: Iterable[object]) -> None:
    """Make all calls of a `map`, whose results are of no interest: they write into a room."""
    deque(results, maxlen=0)
