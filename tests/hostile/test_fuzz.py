"""A few seconds of what `benchmarks.fuzz` does for as long as one likes; and files cut short or with bits turned."""

from pathlib import Path
from random import Random

import pytest

from benchmarks import fuzz
from benchmarks.fuzzing.formats import FORMATS
from tests.forms import CORPUS
from tests.hostile import bounds

FILES = 5
SUFFIXES = ("txt", "html", "docx", "libreoffice.pdf")


@pytest.mark.parametrize("reader", FORMATS)
def test_changed_files(reader: str) -> None:
    """Every reader bears files of the corpus that are changed in their own structure."""
    assert [found.what for found in fuzz.failures(reader, 7, files=FILES) if found] == []


def test_the_same_seed_makes_the_same_files() -> None:
    """What failed can be made again."""
    for reader in FORMATS:
        assert fuzz.changed(reader, 3, 1) == fuzz.changed(reader, 3, 1)
        assert fuzz.changed(reader, 3, 1) != fuzz.changed(reader, 3, 2)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_cut_short(suffix: str, tmp_path: Path) -> None:
    """A file that ends anywhere has its line."""
    data = (CORPUS / f"huangpu-union-2021.{suffix}").read_bytes()
    for sixteenth in range(16):
        bounds.read(data[: len(data) * sixteenth // 16], tmp_path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_turned_bits(suffix: str, tmp_path: Path) -> None:
    """So has one in which bits are turned."""
    data = (CORPUS / f"huangpu-union-2021.{suffix}").read_bytes()
    chance = Random(suffix)  # noqa: S311 - repeatable, not secret
    for _ in range(8):
        turned = bytearray(data)
        for at in chance.choices(range(len(data)), k=12):
            turned[at] ^= 1 << chance.randrange(8)
        bounds.read(bytes(turned), tmp_path)
