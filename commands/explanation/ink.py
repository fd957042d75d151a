"""Boxes in points and words → what is drawn over the picture of a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from commands.explanation.taken import RGB, broken
from extractors.document import Box

TINT, THIN, PAPER, FULL = 48, 100, 200, 255
"""How opaque is what is drawn: the tint of a cell, what is behind words on print and elsewhere, an outline."""

SIZES = (6.0, 5.0, 4.0, 3.5)
"""Heights of letters in points, from the largest on."""

SMALLEST = 7
"""Pixels below which nobody reads a letter."""

MARGIN = 3
"""Pixels between an outline and words."""

DARK = 128
"""Shades of grey up to which a pixel is print."""

OVERHANGS = 1_000_000
"""Words that reach over their cell are worse than any print beneath them."""

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words may stand, and how much print they would cover there."""

    corners: tuple[int, int, int, int]
    text: str
    font: Font
    covers: int


class Ink:
    """Draws over the picture of a page."""

    def __init__(self, paper: Image.Image, scale: float) -> None:
        self._paper, self._grey = paper.convert("RGBA"), paper.convert("L")
        self._over = Image.new("RGBA", self._paper.size, (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self._over)
        self._scale = scale

    def cell(self, box: Box, colour: RGB, *, opaque: bool = False) -> None:
        """Draw a box with an outline, its print under a tint, or covered."""
        x0, y0, x1, y1 = (edge * self._scale for edge in box)
        corners = (x0, y0, max(x0, x1), max(y0, y1))
        self._draw.rectangle(corners, (*colour, FULL if opaque else TINT), (*colour, FULL), 2)

    def words(self, box: Box, text: str, colour: RGB) -> None:
        """Write words into the corner of a box in which they cover least of the print, as large as that allows."""
        spot = min(self._spots(box, text), key=lambda spot: spot.covers)
        self._draw.rectangle(spot.corners, (255, 255, 255, THIN if spot.covers else PAPER))
        self._draw.multiline_text(spot.corners[:2], spot.text, (*colour, FULL), spot.font, spacing=1)

    def picture(self) -> Image.Image:
        """Return the page with all that was drawn."""
        return Image.alpha_composite(self._paper, self._over).convert("RGB")

    def _spots(self, box: Box, text: str) -> Iterator[Spot]:
        x0, y0, x1, y1 = (round(edge * self._scale) for edge in box)
        for size in SIZES:
            font = ImageFont.load_default(max(SMALLEST, size * self._scale))
            lines = broken(text, x1 - x0 - 2 * MARGIN, font.getlength)
            _, _, right, bottom = (
                round(edge) for edge in self._draw.multiline_textbbox((0, 0), lines, font, spacing=1)
            )
            for left in (x0 + MARGIN, x1 - MARGIN - right):
                for top in (y0 + MARGIN, y1 - MARGIN - bottom):
                    corners = (left, top, left + right, top + bottom)
                    over = right > x1 - x0 or bottom > y1 - y0
                    yield Spot(corners, lines, font, self._print(corners) + (OVERHANGS if over else 0))

    def _print(self, corners: tuple[int, int, int, int]) -> int:
        return sum(self._grey.crop(corners).histogram()[:DARK])
