"""Real producers of documents: LibreOffice and Chromium, run as a user would run them."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def missing() -> list[str]:
    """Return which of the producers and fonts this machine lacks."""
    lacking = [program for program in ("soffice", "chromium") if shutil.which(program) is None]
    if shutil.which("fc-list") is None:
        return [*lacking, "fontconfig"]
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    return lacking if fonts.stdout.strip() else [*lacking, "Chinese fonts"]


needs_producers = pytest.mark.producers
"""Marks a test that makes documents with the real producers; it is skipped with the names of those that are missing."""


def libreoffice(source: Path, target_format: str, out_dir: Path) -> Path:
    """Convert a document (`html`, `docx`, `odt`) with LibreOffice Writer to `pdf`, `docx`, `html`, … and return it.

    `target_format` is a file suffix, with LibreOffice's export filter behind a colon where it needs one.
    """
    writer = ["--infilter=HTML (StarWriter)"] if source.suffix == ".html" else []
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", *writer]
        command += ["--convert-to", target_format, "--outdir", str(out_dir), str(source)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    target = out_dir / f"{source.stem}.{target_format.partition(':')[0]}"
    assert target.exists(), f"LibreOffice made no {target.name}: {run.stdout} {run.stderr}"
    return target


def chromium_pdf(page: Path, target: Path) -> Path:
    """Print an HTML page to PDF with Chromium and return the PDF."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", *CHROMIUM_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={target}", page.as_uri()]
        run = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert target.exists(), f"Chromium made no {target.name}: {run.stderr}"
    return target
