"""An archive of many files of every format, some of them hostile, the same for the same number.

The sound ones vary documents of the corpus, so that no two of a kind have the same content: what is read once is read
again. PDFs get a comment behind their end mark, as some producers write one.
"""

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.forms import CORPUS

FORMATS = (".pdf", ".docx", ".html", ".txt")
IN_A_FOLDER = 250
ONE_IN = 100
"""Of so many files one is hostile."""


def make(folder: Path, count: int) -> dict[str, str]:
    """Make the archive and return the kind of each hostile file by its name; a file that is there is left alone."""
    sound, hostile = list(_sound()), list(HOSTILE.items())
    made: dict[str, str] = {}
    for number in range(count):
        place = folder / f"{number // IN_A_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        if number % ONE_IN == ONE_IN // 2:
            kind, write = hostile[number // ONE_IN % len(hostile)]
            path = place / f"{number:06}-{kind}"
            made[path.relative_to(folder).as_posix()] = kind
            if not os.path.lexists(path):
                write(path)
        else:
            document = sound[number % len(sound)]
            path = place / f"{number:06}{document.suffix}"
            if not path.exists():
                path.write_bytes(_varied(document, number))
    return made


def _sound() -> Iterator[Path]:
    """Yield documents of the corpus, the formats by turns."""
    by_format = [sorted(path for path in CORPUS.iterdir() if path.suffix == suffix) for suffix in FORMATS]
    for number in range(max(map(len, by_format))):
        yield from (documents[number % len(documents)] for documents in by_format)


def _varied(document: Path, number: int) -> bytes:
    data = document.read_bytes()
    if document.suffix == ".docx":
        made = io.BytesIO(data)
        with zipfile.ZipFile(made, "a") as archive:
            archive.comment = str(number).encode()
        return made.getvalue()
    ends = {".pdf": f"% {number}\n%%EOF\n", ".html": f"<!-- {number} -->\n", ".txt": f"\n{number}\n"}
    return data + ends[document.suffix].encode()


def _cut(path: Path) -> None:
    data = (CORPUS / "huangpu-union-2021.libreoffice.pdf").read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _packed_zeros(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(200 << 20))


def _entities(path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE w [<!ENTITY e0 "ha">{levels}]><w>&e9;</w>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", text)


def _deep(path: Path) -> None:
    path.write_text("<table><tr><td>" * 50_000 + "项目支出绩效自评表")


def _wide(path: Path) -> None:
    path.write_text(
        "<table>" + "<tr><td colspan=1000000000 rowspan=1000000000>项目支出绩效自评表</td></tr>" * 200 + "</table>"
    )


def _long_line(path: Path) -> None:
    path.write_text("项目支出绩效自评表\n" + "1,859.01 " * (1 << 20) + "\n")


def _many_cells(path: Path) -> None:
    row = "<tr>" + "<td rowspan=2 colspan=2>年初预算数</td>" * 100 + "</tr>"
    path.write_text("<p>项目支出绩效自评表</p><table>" + row * 500 + "</table>")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


def _loop(path: Path) -> None:
    path.write_bytes(
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 2/Prev 9>>\nstartxref\n9\n%%EOF\n"
    )


HOSTILE: dict[str, Callable[[Path], None]] = {
    "cut.pdf": _cut,
    "zeros.docx": _packed_zeros,
    "entities.docx": _entities,
    "deep.html": _deep,
    "wide.html": _wide,
    "line.txt": _long_line,
    "cells.html": _many_cells,
    "pipe.txt": _pipe,
    "circle.pdf": _circle,
    "loop.pdf": _loop,
}
"""The kinds of hostile files, each with what makes one."""
