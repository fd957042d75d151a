"""The bytes of a PDF → the records of its pages: by pdfium, and the careful way where that cannot vouch for itself.

A file is read by pdfium when it is whole (`soundness`). A page of it is read once more by pdfplumber's parser when
pdfium's answer shows that it may not be all that is printed: a character without a meaning, a piece of text that covers
something but gave no character or stands for several at once, writing from right to left, a filled field, a stamp or a
comment that prints text.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.errors import Problem, Unreadable
from extractors.limits import Limits
from extractors.readers.pdf import soundness
from extractors.readers.pdf.pdfium import pages as pdfium
from extractors.readers.pdf.record import PageRecord

if TYPE_CHECKING:
    from extractors.readers.pdf.plumber import pages as plumber


class Sources:
    """The pages of a PDF, read one by one as they are asked for; `problems` and `read_by` hold for those so far."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data, self._limits = data, limits
        self._versions: dict[str, None] = {}

    def __iter__(self) -> Iterator[PageRecord]:
        """Yield a record for each page; raise `Unreadable` when there is none."""
        try:
            held = soundness.pages(self._data, self._limits)
            if held is not None:
                with pdfium.Pages(self._data, self._limits) as pages:
                    if len(pages) > self._limits.pages and pages.has(self._limits.pages):
                        raise self._limits.beyond("pages")
                    if len(pages) and held <= len(pages):
                        yield from self._checked(pages)
                        return
        except pdfium.Broken:
            pass  # the careful way says what is wrong with it
        yield from self._careful.from_page(1)

    @property
    def problems(self) -> list[Problem]:
        """What could not be read so far."""
        return self._careful.problems if "_careful" in vars(self) else []

    @property
    def left_out(self) -> list[Unreadable]:
        """Why pages so far were left out that hold too much."""
        return self._careful.left_out if "_careful" in vars(self) else []

    @property
    def read_by(self) -> str:
        """The libraries that read something of the file so far, with their versions."""
        return ", ".join(self._versions)

    @cached_property
    def _careful(self) -> "plumber.Pages":
        from extractors.readers.pdf.plumber import pages as plumber  # noqa: PLC0415 - slow to import, and seldom needed

        self._versions[plumber.VERSION] = None
        return plumber.Pages(self._data, self._limits)

    def _checked(self, pages: pdfium.Pages) -> Iterator[PageRecord]:
        for index in range(len(pages)):
            try:
                record, sound = pages.read(index)
            except pdfium.Crowded:
                yield self._crowded(index + 1)
                continue
            except pdfium.Broken:
                yield from self._careful.from_page(index + 1)
                return
            if sound:
                self._versions[pdfium.VERSION] = None
            yield record if sound else self._careful.page(index + 1) or record

    def _crowded(self, number: int) -> PageRecord:
        """Return the record of a page with too many characters, left out by the careful way, which says so."""
        record = self._careful.page(number)
        if record is None:
            raise self._limits.beyond("characters")
        return record
