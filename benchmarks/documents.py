"""Forms → documents in every format, kept below the folder for temporary files so that a second run is fast."""

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.forms import Form
from tests.producers import chromium_pdf
from tests.rendering import BARE, LEVEL, STYLE, to_aligned, to_html, to_markdown, to_site_page, to_tabs

KEPT = Path(tempfile.gettempdir()) / "jixiao-accuracy"
SMALL, SMALL_BARE, SMALL_LEVEL = (style.replace("10pt", "9pt") for style in (STYLE, BARE, LEVEL))

WRITTEN: dict[str, tuple[str, Callable[[Form], bytes]]] = {
    "html": (".html", lambda form: to_html(form).encode()),
    "site": (".html", to_site_page),
    "tabs": (".txt", lambda form: to_tabs(form).encode()),
    "markdown": (".md", lambda form: to_markdown(form).encode()),
    "aligned": (".txt", lambda form: to_aligned(form).encode()),
}
"""Formats that need no producer: the suffix, and how a form is written."""

PRODUCED = {"word": ".docx", "libreoffice": ".pdf", "chromium": ".pdf"}
"""Formats that LibreOffice and Chromium make of the form as a page."""

LINELESS = {
    "libreoffice-bare": ("libreoffice", SMALL_BARE),
    "chromium-bare": ("chromium", SMALL_BARE),
    "libreoffice-level": ("libreoffice", SMALL_LEVEL),
    "chromium-level": ("chromium", SMALL_LEVEL),
}
"""PDF again, its tables drawn without any lines or with level lines alone: who makes it, in which style."""

CELLS = {
    "centred": "text-align: center",
    "right": "text-align: right",
    "top": "vertical-align: top",
    "tight": "padding: 0",
}
OPEN = {
    "no-sides": "td:first-child, table { border-left: 0 } td:last-child, table { border-right: 0 }",
    "no-frame": "table { border-style: hidden }",
}
OTHERWISE = {
    **{f"chromium-{name}": ("chromium", f"{SMALL}\n{style}") for name, style in OPEN.items()},
    **{
        f"{producer}-bare-{name}": (producer, f"{SMALL_BARE}\ntd {{ {style} }}")
        for producer in ("libreoffice", "chromium")
        for name, style in CELLS.items()
    },
}
"""PDF as others set it: without outer lines; and, without any lines, centred, flush right, at the top, without room."""

FORMATS = (*WRITTEN, *PRODUCED, *LINELESS)

FILTERS = {"word": "docx:MS Word 2007 XML", "libreoffice": "pdf:writer_pdf_Export"}
AT_ONCE = 2
"""Browsers that print side by side."""


def documents(format_: str, forms: dict[str, Form], style: str = SMALL) -> dict[str, Path]:
    """Return a document of each form, by the same names; one that was made before is taken from where it is kept.

    A document is called as its form, for a name of a file may tell the year. `style` is that of the page which
    producers print.
    """
    format_, style = (LINELESS | OTHERWISE).get(format_, (format_, style))
    if format_ in WRITTEN:
        suffix, write = WRITTEN[format_]
        return {name: _written(name, suffix, write(form)) for name, form in forms.items()}
    return produced(format_, {name: to_html(form, style).encode() for name, form in forms.items()})


def produced(format_: str, pages: dict[str, bytes]) -> dict[str, Path]:
    """Return the document that a producer makes of each page, by the same names."""
    wanted = {name: place(format_, name, PRODUCED[format_], page) for name, page in pages.items()}
    missing = {name: _written(name, ".html", pages[name]) for name, path in wanted.items() if not path.exists()}
    if missing:
        _produce(format_, missing, wanted)
    return wanted


def place(format_: str, name: str, suffix: str, content: bytes) -> Path:
    """Return where a document is kept, in a folder named after what it is made of."""
    return KEPT / hashlib.sha256(f"{format_}\n".encode() + content).hexdigest()[:16] / f"{name}{suffix}"


def _written(name: str, suffix: str, content: bytes) -> Path:
    path = place("page", name, suffix, content)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path


def _produce(format_: str, pages: dict[str, Path], wanted: dict[str, Path]) -> None:
    for name in pages:
        wanted[name].parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = {name: Path(folder) / wanted[name].name for name in pages}
        if format_ == "chromium":
            with ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(chromium_pdf, pages.values(), made.values()))
        else:
            _convert(FILTERS[format_], pages.values(), Path(folder))
        for name, path in made.items():
            shutil.move(path, wanted[name])


def _convert(target_format: str, pages: Iterable[Path], folder: Path) -> None:
    """Convert many pages in one run of LibreOffice, which takes longer to start than to convert."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
        command += ["--infilter=HTML (StarWriter)", "--convert-to", target_format, "--outdir", str(folder)]
        subprocess.run([*command, *map(str, pages)], capture_output=True, timeout=600, check=True)  # noqa: S603 - our own words
