"""Make the corpus documents with real producers: `python -m tests.make_corpus` makes those that are not there.

They were made once and are kept: a producer writes its own version and the hour into its files, so a new run gives
other bytes. `corpus/SOURCES.toml` says what made each of them.
"""

import sys
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from tests.forms import CORPUS, Form, sample
from tests.producers import chromium_pdf, libreoffice
from tests.published import published
from tests.rendering import STYLE, to_html, to_markdown, to_site_page, to_tabs

NAME = "huangpu-union-2021"
SMALL = STYLE.replace("10pt", "9pt")
LIGHT = SMALL.replace("Noto Sans CJK SC", "WenQuanYi Zen Hei")
"""A TrueType font: a browser embeds only the characters that a page needs."""

Make = Callable[[Form, Path], None]
"""Makes the document of a form at a place."""


def site_page(form: Form, target: Path) -> None:
    """Write the form as a page of a site."""
    target.write_bytes(to_site_page(form, SMALL))


def tabs(form: Form, target: Path) -> None:
    """Write the form as text with tabs."""
    target.write_text(to_tabs(form), "utf-8")


def markdown(form: Form, target: Path) -> None:
    """Write the form as a Markdown table."""
    target.write_text(to_markdown(form), "utf-8")


def word(form: Form, target: Path) -> None:
    """Make a Word file of the form with LibreOffice."""
    _with_libreoffice(to_html(form, SMALL), "docx:MS Word 2007 XML", target)


def pdf_of_libreoffice(form: Form, target: Path, style: str = LIGHT) -> None:
    """Make a PDF of the form with LibreOffice."""
    _with_libreoffice(to_html(form, style), "pdf:writer_pdf_Export", target)


def pdf_of_chromium(form: Form, target: Path, style: str = LIGHT) -> None:
    """Print the form to PDF with Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(to_html(form, style), "utf-8")
        chromium_pdf(page, target)


def _with_libreoffice(page: str, target_format: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, "utf-8")
        target.write_bytes(libreoffice(source, target_format, Path(folder)).read_bytes())


SAMPLE: dict[str, Make] = {
    ".html": site_page,
    ".docx": word,
    ".libreoffice.pdf": lambda form, target: pdf_of_libreoffice(form, target, SMALL),
    ".chromium.pdf": lambda form, target: pdf_of_chromium(form, target, SMALL),
}
"""What is made of the sample form, by the end of the name; its text is what was published."""

KINDS: tuple[tuple[str, Make], ...] = (
    (".pdf", pdf_of_libreoffice),
    (".docx", word),
    (".html", site_page),
    (".txt", tabs),
    (".pdf", pdf_of_chromium),
    (".pdf", pdf_of_libreoffice),
    (".docx", word),
    (".html", site_page),
    (".md", markdown),
    (".pdf", pdf_of_chromium),
)
"""What is made of the published tables, one document each, over and over in the order of their ids."""


def documents() -> dict[str, tuple[Form, Make]]:
    """Return every document that is made, by its name: the form, and what makes the document of it."""
    made = {f"{NAME}{suffix}": (sample(), make) for suffix, make in SAMPLE.items()}
    for table, (suffix, make) in zip(published(), cycle(KINDS), strict=False):
        made[f"{table.id}{suffix}"] = table.form, make
    return made


def main() -> None:
    """Make the documents that the corpus lacks, and name them."""
    for name, (form, make) in documents().items():
        target = CORPUS / name
        if not target.exists():
            make(form, target)
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
