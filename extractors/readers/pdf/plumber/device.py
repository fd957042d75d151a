"""The operators of a content stream → the record of its page."""

from collections.abc import Iterable, Sequence
from math import atan2, degrees, hypot
from typing import Any, cast

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_pt, apply_matrix_rect, decode_text

from extractors.document import Box
from extractors.limits import Limits
from extractors.readers.pdf import boxes, shapes
from extractors.readers.pdf.radicals import letters
from extractors.readers.pdf.record import (
    ASCENT,
    QUARTER,
    RIGHT,
    RISE,
    Char,
    PageRecord,
    Ruling,
    along,
    in_direction,
    on_page,
    runs,
)

INVISIBLE = {3, 7}
"""Text rendering modes that put nothing on the page: how recognised text is laid under a scan."""


MOST_FIGURES = 10_000
"""Figures that a page draws, those in figures too: a few may stand for millions, each drawing the next ten times."""


class Recorder(PDFTextDevice):
    """Takes down what a page prints: visible characters, straight rulings, and where its pictures are."""

    def __init__(self, manager: PDFResourceManager, width: float, height: float, limits: Limits) -> None:
        super().__init__(manager)
        self._limits, self._shown, self._figures = limits, 0, 0
        self.width, self.height = width, height
        self.chars: list[Char] = []
        self.rulings: list[Ruling] = []
        self.pictures: list[Box] = []
        self.areas: list[Box] = []
        self.outlines = self.hidden = 0
        self.clip: Box = (0.0, 0.0, width, height)
        self._outer: list[tuple[Matrix, Box]] = []
        self._spoken: list[tuple[str, int] | None] = []
        self._visible = True

    def record(self, number: int) -> PageRecord:
        """Return what was taken down as the record of a page."""
        return PageRecord(
            number,
            self.width,
            self.height,
            runs(self.chars),
            tuple(self.rulings),
            tuple(self.pictures),
            tuple(self.areas),
            self.outlines,
            self.hidden,
        )

    @property
    def _matrix(self) -> Matrix:
        return self.ctm or MATRIX_IDENTITY

    def begin_page(self, page: object, ctm: Matrix) -> None:  # noqa: ARG002 - the library calls it so
        """Remember how the coordinates of the page lie on what is shown of it."""
        self.page_matrix = ctm

    def begin_figure(self, name: str, bbox: Box, matrix: Matrix) -> None:  # noqa: ARG002 - the library calls it so
        """Remember the coordinates in force: what stands in a figure changes them and does not change them back."""
        self._figures += 1
        if self._figures > MOST_FIGURES:
            raise self._limits.beyond("drawing")
        self._outer.append((self._matrix, self.clip))

    def end_figure(self, name: str) -> None:  # noqa: ARG002 - the library calls it so
        """Return to the coordinates outside the figure."""
        matrix, self.clip = self._outer.pop()
        self.set_ctm(matrix)

    def render_image(self, name: str, stream: object) -> None:  # noqa: ARG002 - the library calls it so
        """Take down where a picture is."""
        x0, y0, x1, y1 = apply_matrix_rect(self._matrix, (0, 0, 1, 1))
        self.pictures.append((x0, self.height - y1, x1, self.height - y0))

    def begin_tag(self, tag: object, props: object = None) -> None:  # noqa: ARG002 - the library calls it so
        """Remember the text that a marked piece stands for (/ActualText), and where it begins."""
        spoken = props.get("ActualText") if isinstance(props, dict) else None
        self._spoken.append((_decoded(spoken), len(self.chars)) if isinstance(spoken, bytes) else None)

    def end_tag(self) -> None:
        """Give the characters of a marked piece the text that they stand for, where each has one of its own."""
        spoken = self._spoken.pop() if self._spoken else None
        if spoken is None:
            return
        text, start = spoken
        painted = self.chars[start:]
        shares = [text] if len(painted) == 1 and text else list(text)
        if len(shares) == len(painted):
            self.chars[start:] = [char._replace(text=share) for char, share in zip(painted, shares, strict=True)]

    def paint_path(
        self,
        graphicstate: Any,  # noqa: ANN401 - what the library hands on
        stroke: bool,  # noqa: FBT001 - the library calls it so
        fill: bool,  # noqa: FBT001 - as above
        evenodd: bool,  # noqa: ARG002, FBT001 - as above
        path: Sequence[Any],
    ) -> None:
        """Take down the rulings of a path."""
        subpaths = list(self._subpaths(path))
        self.outlines += sum(subpath.curved for subpath in subpaths)
        drawn = [*shapes.of_fill(subpaths)] if fill else []
        drawn += shapes.of_stroke(subpaths, graphicstate.linewidth) if stroke else ()
        self.rulings.extend(ruling for each in drawn if (ruling := shapes.clipped(each, self.clip)) is not None)
        areas = (boxes.common(area, self.clip) for area in (shapes.areas(subpaths) if fill else ()))
        self.areas.extend(area for area in areas if shapes.is_thick(area))

    def clip_to(self, path: Sequence[Any]) -> None:
        """Show of the lines that follow only what lies in the box around a path. Text is kept, though cut off."""
        subpaths = list(self._subpaths(path))
        if subpaths:
            self.clip = boxes.common(self.clip, boxes.union(subpath.box for subpath in subpaths))

    def _subpaths(self, path: Sequence[Any]) -> Iterable[shapes.Subpath]:
        points: list[shapes.Point] = []
        curved = False
        for operator, *numbers in path:
            if operator == "m" and points:
                yield shapes.Subpath(tuple(points), curved)
                points, curved = [], False
            if operator == "h":
                points += points[:1]
            else:
                x, y = apply_matrix_pt(self._matrix, numbers[-2:])
                points.append((x, self.height - y))
            curved = curved or operator in {"c", "v", "y"}
        if points:
            yield shapes.Subpath(tuple(points), curved)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ANN401 - as above
        """Paint a string, having noted whether it is to be seen."""
        self._visible = textstate.render not in INVISIBLE
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913, PLR0917 - the library calls it so
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: object,  # noqa: ARG002
        graphicstate: object,  # noqa: ARG002
    ) -> float:
        """Take down a character and return how far it moves the pen."""
        self._shown += 1
        if self._shown > self._limits.characters:
            raise self._limits.beyond("characters")
        advance: float = font.char_width(cid) * fontsize * scaling
        text = _text(font, cid)
        if self._visible and fontsize and (advance or text.strip()):
            a, b, c, d, _, _ = matrix
            forward = -1 if fontsize * scaling < 0 else 1
            angle = round(degrees(atan2(-b * forward, a * forward))) % 360
            box, origin = _glyph(font, cid, fontsize, rise, advance)
            x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
            x, y = apply_matrix_pt(matrix, origin)
            start, end = along((x0, self.height - y1, x1, self.height - y0), angle if angle % QUARTER == 0 else RIGHT)
            _, down = in_direction(angle, x, self.height - y)
            self._take(Char(text, start, end, down, abs(fontsize) * hypot(c, d), angle))
        return advance

    def _take(self, char: Char) -> None:
        """Take down a character of which something shows: it is on the page, and no clipping takes all of it away."""
        x, y = on_page(char.angle, (char.start + char.end) / 2, char.down - RISE * char.size)
        if not (0 <= x <= self.width and 0 <= y <= self.height):
            return
        if boxes.meets(char.box, self.clip):
            self.chars.append(char)
        else:
            self.hidden += bool(char.text.strip())


def _text(font: PDFFont, cid: int) -> str:
    try:
        return letters(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return f"(cid:{cid})"


def _glyph(font: PDFFont, cid: int, size: float, rise: float, advance: float) -> tuple[Box, shapes.Point]:
    """Return the box of a character in text space, as wide as its advance and as high as its size, and its origin."""
    if font.is_vertical():
        shift_x, shift_y = cast("tuple[float | None, float]", font.char_disp(cid))
        left = -(size / 2 if shift_x is None else shift_x * size / 1000)
        upper = (1000 - shift_y) * size / 1000 + rise
        return (left, upper + advance, left + size, upper), (left, upper - ASCENT * size)
    return (0, rise - (1 - ASCENT) * size, advance, rise + ASCENT * size), (0, rise)


def _decoded(text: bytes) -> str:
    if text.startswith(b"\xef\xbb\xbf"):
        return text.decode("utf-8-sig", "replace")
    return decode_text(text)
