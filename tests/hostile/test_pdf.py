"""PDFs that are made to harm give their line, both ways of reading them."""

from pathlib import Path

import pytest

from tests.hostile import bounds
from tests.hostile.pdfs import BOMBS, CIRCLES, GIANTS


def careful(data: bytes) -> bytes:
    """Return a PDF as it is read the careful way: its index is said to stand where it does not."""
    return data[: data.rfind(b"startxref")] + b"startxref\n7\n%%EOF\n"


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(name: str, tmp_path: Path) -> None:
    """What unpacks to too much is too large, and says by which limit, or is a font and not needed."""
    data = BOMBS[name]()
    for trial in (bounds.read(data, tmp_path), bounds.read(careful(data), tmp_path)):
        if name != "font":
            assert "N12" in trial.codes
            assert "--max-" in trial.lines[0]["findings"][0]["message"]


@pytest.mark.parametrize("name", CIRCLES)
def test_circles_come_to_an_end(name: str, tmp_path: Path) -> None:
    """What leads back to itself leads nowhere."""
    data = CIRCLES[name]()
    bounds.read(data, tmp_path)
    bounds.read(careful(data), tmp_path)


@pytest.mark.parametrize("name", GIANTS)
def test_giants_are_borne(name: str, tmp_path: Path) -> None:
    """What is deeper or longer than anybody means is read, or refused, in time."""
    data = GIANTS[name]()
    bounds.read(data, tmp_path)
    bounds.read(careful(data), tmp_path)
