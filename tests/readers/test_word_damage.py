"""Damaged, locked and hostile Word documents give a reason, and never another exception."""

import contextlib
import io
import random
import zipfile
from itertools import product

import docx
import pytest

from extractors.document import Document
from extractors.errors import DAMAGED, ENCRYPTED, LIMIT, Unreadable
from extractors.readers import word
from extractors.readers.content import Content
from tests.readers.test_word_documents import FORM, lines, members, paragraph, part, read, reason, zipped


def without(name: str) -> bytes:
    """Return a Word file that lacks a member."""
    return zipped({key: data for key, data in members(FORM).items() if key != name})


def test_damage_is_named() -> None:
    """What is missing, cut short or no XML gives no document, and never another exception."""
    whole = zipped(members(FORM))
    assert reason(whole[: len(whole) // 2]) is DAMAGED
    assert reason(without("_rels/.rels")) is DAMAGED
    assert reason(without("word/document.xml")) is DAMAGED
    assert reason(zipped({**members(FORM), "word/document.xml": "<w:document"})) is DAMAGED
    assert reason(zipped({**members(FORM), "word/document.xml": part("document", "")})) is DAMAGED
    styled = paragraph("一", look='<w:pStyle w:val="A"/>')
    assert reason(zipped(members(styled, styles=part("styles", "<w:numPr>")))) is DAMAGED
    listed = paragraph("一", look="<w:numPr/>")
    assert reason(zipped(members(listed, numbering=part("numbering", "<w:num>")))) is DAMAGED


def test_entities_are_refused() -> None:
    """An entity could be a bomb, and its text would be missing."""
    bomb = '<!DOCTYPE w:document [<!ENTITY a "1"><!ENTITY b "&a;&a;">]>'
    hostile = part("document", f"<w:body>{paragraph('&b;')}</w:body>").replace("<w:document", bomb + "<w:document", 1)
    assert reason(zipped({**members(FORM), "word/document.xml": hostile})) is DAMAGED


def test_entities_of_styles_are_refused() -> None:
    """No part is read that declares entities, also where it is parsed piece by piece."""
    styles = part("styles", '<w:style w:styleId="A"><w:rPr><w:vanish w:val="&b;"/></w:rPr></w:style>')
    hostile = styles.replace("<w:styles", '<!DOCTYPE w:styles [<!ENTITY b "0">]><w:styles', 1)
    assert reason(zipped(members(paragraph("一", look='<w:pStyle w:val="A"/>'), styles=hostile))) is DAMAGED


def test_a_zip_bomb_is_not_unpacked() -> None:
    """The sum of the parts with text is limited, by what the directory states and by what is there."""
    bomb = zipped({**members(FORM), "word/document.xml": " " * 70_000_000})
    assert reason(bomb) is LIMIT
    size = (70_000_000).to_bytes(4, "little")
    assert bomb.count(size) == 2
    assert reason(bomb.replace(size, (9_000).to_bytes(4, "little"))) is DAMAGED


def test_a_crowd_of_tags_is_not_parsed() -> None:
    """The shortest tags fill the most memory."""
    assert reason(zipped(members("<w:p/>" * 2_000_001))) is LIMIT


def test_a_locked_member_is_encrypted() -> None:
    """A password on the zip file is told as such."""
    locked = bytearray(zipped(members(FORM)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := locked.find(signature, start)) >= 0:
            locked[start + offset] |= 1
            start += 4
    assert reason(bytes(locked)) is ENCRYPTED


def test_nesting_beyond_reason_is_a_limit() -> None:
    """As deep as the parser goes everything is read; beyond, the file is refused."""
    open_cell, close_cell = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    document = read(open_cell * 80 + paragraph("底") + close_cell * 80)
    assert [grid.inside for grid in document.grids] == [None, *range(79)]
    assert document.grids[-1].cells[0].text == "底"
    inserted = f"{'<w:ins>' * 240}{'<w:r><w:t>底</w:t></w:r>'}{'</w:ins>' * 240}"
    assert lines(read(f"<w:p>{inserted}</w:p>")) == ["底"]
    assert reason(zipped(members(open_cell * 90 + paragraph("底") + close_cell * 90))) is LIMIT


@pytest.mark.parametrize("seed", range(4))
def test_mutated_files_give_a_document_or_a_reason(seed: int) -> None:
    """Whatever the bytes, nothing but a document or `Unreadable` comes out."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    made = docx.Document()
    made.add_heading("绩效自评表")
    made.add_paragraph("第一", style="List Number")
    made.add_table(rows=3, cols=3).cell(0, 0).text = "1,859.01"
    target = io.BytesIO()
    made.save(target)
    for _, inside in product(range(25), (False, True)):
        data = mutated_member(target.getvalue(), chance) if inside else mutated(target.getvalue(), chance)
        assert word.accepts(Content(data)) in {True, False}
        with contextlib.suppress(Unreadable):
            assert isinstance(word.read(Content(data)), Document)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some overwritten, cut out or repeated."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed))
        until = at + chance.randint(1, 40)
        changes = (chance.randbytes(1), chance.randbytes(8), b"", changed[at:until] * 2, b"<w:tc>", b"99999999")
        changed[at:until] = chance.choice(changes)
    return bytes(changed)


def mutated_member(data: bytes, chance: random.Random) -> bytes:
    """Return the zip file with one of its XML members mutated, its checksums right."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in files if name.endswith((".xml", ".rels"))])
    return zipped({**files, name: mutated(files[name], chance)})
