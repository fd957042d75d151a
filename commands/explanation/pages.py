"""The pages of a PDF → pictures of them, with the cells as the program saw them and what took each."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from bulk.write import OutputFailed, output
from commands.explanation.account import Account, Read
from commands.explanation.question import Question
from commands.explanation.taken import PERSON, UNASKED, Taken, taken
from commands.text import printable
from extractors.document import Box, Place

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 3.0
"""Pixels of a point, on all but very large pages."""

LARGEST = 6000
"""Pixels of the longer side of a picture."""

SUFFIX = ".png"


class NotDrawn(Exception):  # noqa: N818 - it names what happened, as its one use reads
    """The library that draws pages does not take the file, though the reader does."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A printed text on a page, and what took it."""

    page: int
    box: Box
    taken: Taken


def drawn(account: Account, chosen: Sequence[Read], question: Question, data: bytes) -> Iterator[str]:
    """Draw the pages of the chosen tables, with `everything` of all grids, and yield the name of each picture.

    Raise `NotDrawn` where that cannot be, and `OutputFailed` where a picture cannot be written.
    """
    import pypdfium2  # noqa: PLC0415 - slow to import, and only pictures need it

    marked = list(_marked(account, chosen, everything=question.everything))
    pages = sorted({mark.page for mark in marked})
    targets = _targets(question, pages)
    for page in pages:
        on_page = [mark for mark in marked if mark.page == page]
        try:
            with pypdfium2.PdfDocument(data) as pdf:
                picture = _picture(pdf[page - 1], on_page, personal=question.personal)
        except pypdfium2.PdfiumError as error:
            raise NotDrawn(str(error)) from error
        stream = io.BytesIO()
        picture.save(stream, "PNG")
        with output(targets[page]) as write:
            write(stream.getvalue())
        yield targets[page]


def _targets(question: Question, pages: Sequence[int]) -> dict[int, str]:
    """Return the file of each page: the one named, or, of several and in a folder, one with the number of the page."""
    target = Path(question.image or "")
    if target.suffix.lower() == SUFFIX:
        many = len(pages) > 1
        found = {page: str(target.with_stem(f"{target.stem}-p{page}") if many else target) for page in pages}
    else:
        _folder(target)
        found = {page: str(target / f"{Path(question.file).stem}-p{page}{SUFFIX}") for page in pages}
    if Path(question.file).resolve() in {Path(name).resolve() for name in found.values()}:
        raise click.UsageError(f"{printable(question.file)} is the input, and the picture would replace it")
    return found


def _folder(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise click.UsageError(f"--image {printable(str(target))}: name a folder, or a file that ends in {SUFFIX}")
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputFailed(str(target), error) from error


def _marked(account: Account, chosen: Sequence[Read], *, everything: bool) -> Iterator[Marked]:
    for read in chosen:
        roles = read.fields.roles()
        for cell in (cell for grid in read.table.grids for cell in grid.cells):
            yield from _at(cell.places, taken(roles.get(cell.places), blank=cell.blank))
        for line in (*read.table.caption, *read.table.notes):
            yield from _at([line.place], taken(roles.get((line.place,))))
    for grid in account.grids if everything else ():
        for cell in grid.cells:
            yield from _at(cell.places, Taken(UNASKED))


def _at(places: Iterable[Place], found: Taken) -> Iterator[Marked]:
    for place in places:
        if place.page is not None and place.box is not None:
            yield Marked(place.page, place.box, found)


def _picture(page: Any, marked: Sequence[Marked], *, personal: bool) -> "Image":  # noqa: ANN401 - untyped library
    """Return the picture of a page: coloured cells over the print, and what took each in words."""
    from commands.explanation.ink import Ink  # noqa: PLC0415 - Pillow is slow to import, and only pictures need it

    scale = min(SCALE, LARGEST / max(page.get_size()))
    ink = Ink(page.render(scale=scale).to_pil(), scale)
    for mark in marked:
        ink.cell(mark.box, mark.taken.kind.colour, opaque=mark.taken.kind is PERSON and not personal)
    # Words come last: no cell may cover those of its neighbour.
    for mark in (mark for mark in marked if mark.taken.words):
        ink.words(mark.box, mark.taken.words, mark.taken.kind.colour)
    return ink.picture()
