"""Web pages and texts that are made to harm: depth, width, length, broken markup, odd characters and encodings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bulk import names
from tests.forms import CORPUS
from tests.hostile import bounds

TEXT = (CORPUS / "huangpu-union-2021.txt").read_text("utf-8")
LINE = "项目\t1\t2\t3\t4\n"

PAGES: dict[str, Callable[[], str]] = {
    "100,000 levels": lambda: "<div>" * 100_000 + "x",
    "nested tables": lambda: "<table><tr><td>" * 10_000 + "x",
    "nested marks": lambda: "<sup>" * 50_000 + "x",
    "giant spans": lambda: "<table><tr>" + "<td colspan=1000000000 rowspan=1000000000>x" * 3,
    "many wide cells": lambda: "<table>" + "<tr><td rowspan=65534 colspan=1000>x" * 1_500,
    "50,000 merged cells": lambda: "<table>" + "<tr><td rowspan=2 colspan=2>x<td>y<tr><td>z" * 25_000,
    "titles within a table": lambda: "<table>" + "<tr><td colspan=3>收支总表<tr><td>项目<td>金额<td>其他" * 10_000,
    "titles of forms in a table": lambda: "<table>" + "<tr><td colspan=2>项目支出绩效自评表<tr><td>项目<td>1" * 10_000,
    "200,000 rows": lambda: "<table>" + "<tr><td>项目<td>1" * 200_000,
    "a line of ten megabytes": lambda: "<table><tr><td>" + "预算" * 1_700_000,
    "entities of its own": lambda: f'<!DOCTYPE html [<!ENTITY a "{"a" * 99}"><!ENTITY b "{"&a;" * 999}">]><table>&b;',
    "numbers of characters": lambda: f"<table><tr><td>&#{'9' * 1_000_000};&#x{'f' * 9_000};",
    "open comments": lambda: "<!--" * 300_000,
    "open quotes": lambda: "<table><tr><td>" + '<a href="' * 100_000,
    "ends of scripts": lambda: "<table><script>" + "</script " * 300_000,
    "open scripts": lambda: "<table>" + "<script>" * 200_000,
    "braces": lambda: f"<style>{'{' * 1_000_000}</style><table><tr><td>1",
    "classes": lambda: f'<style>.a{{display:none}}</style><table><tr><td class="{"b " * 500_000}">1',
    "attributes": lambda: f"<table><tr><td {' '.join(f'a{n}=1' for n in range(200_000))}>x",
}

TEXTS: dict[str, Callable[[], str]] = {
    "a line of ten megabytes": lambda: "预算绩效" * 900_000,
    "blanks": lambda: "绩效自评表" + " " * 10_000_000 + "x",
    "digits": lambda: TEXT.replace("1,859.01", "1" * 1_000_000),
    "digits in a sentence": lambda: TEXT.replace("66.45", "投入" + "1" * 1_000_000 + "元"),
    "groups of digits": lambda: TEXT.replace("1,859.01", "1,111" * 200_000),
    "numerals": lambda: TEXT.replace("1,859.01", "一万亿千百" * 100_000),
    "sentences": lambda: TEXT.replace("66.45", "投入资金12.5万元，" * 50_000),
    "blanks in a label": lambda: TEXT.replace("预算", f"预{' ' * 100_000}算"),
    "brackets in a label": lambda: TEXT.replace("预算", "(" * 100_000),
    "combining characters": lambda: TEXT.replace("预算", f"预{chr(0x301) * 100_000}算"),
    "5,000 rows more": lambda: TEXT + LINE * 5_000,
    "200,000 rows": lambda: LINE * 200_000,
    "200,000 rows of pipes": lambda: "|a|b|c|d|\n|-|-|-|-|\n" + "|项目|1|2|3|\n" * 200_000,
    "50,000 aligned rows": lambda: "项目   1   2   3\n" * 50_000,
    "pipes": lambda: "|" * 5_000_000 + "\n|-|\n",
    "quotes": lambda: 'a\t"' * 300_000,
    "entities": lambda: "|a|b|\n|-|-|\n|" + "&a" * 1_000_000 + "|\n",
    "titles": lambda: "项目支出绩效自评表\n（2021年度）\n" * 50_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str, tmp_path: Path) -> None:
    """Each page comes to a line."""
    bounds.read(f"<html><body>{PAGES[name]()}".encode(), tmp_path)


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name: str, tmp_path: Path) -> None:
    """Each text comes to a line."""
    bounds.read(TEXTS[name]().encode(), tmp_path)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (TEXT.replace("\n", "\0\n").encode(), "N06"),
        (TEXT.encode() + b"\0" * 1_000_000, ""),
        (f"{TEXT}\ud800\udfff".encode("utf-8", "surrogatepass"), "N11"),
        (b"\xff\xfe" + f"{TEXT}\udfff\ud800".encode("utf-16-le", "surrogatepass"), "N11"),
        (b"\xef\xbb\xbf\xff\xfe\xef\xbb\xbf" + TEXT.encode() + b"\xff\xfe", "N11"),
        (TEXT.encode("utf-32"), ""),
        (f"<meta charset=utf-16><pre>{TEXT}".encode("gb18030"), "N01"),
        (TEXT.replace("1,859.01", "\u202e10.958,1\u202c").encode(), ""),
    ],
)
def test_odd_characters(data: bytes, codes: str, tmp_path: Path) -> None:
    """NULs, lone halves of characters, several marks of the order of bytes, wrong declarations, turned text."""
    assert bounds.codes(data, tmp_path) == codes


@pytest.mark.parametrize(
    "name", ["two\nlines.txt", "\u202etxt.exe", names.printable("a\udcff\udcfe.txt"), "\x1b[31m.txt", "é" * 5_000]
)
def test_odd_names(name: str, tmp_path: Path) -> None:
    """Whatever a file is called, its line is one line, and valid."""
    trial = bounds.read(TEXT.encode(), tmp_path, name)
    assert len(trial.raw.splitlines()) == 1
