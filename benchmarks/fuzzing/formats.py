"""A file of the corpus → one changed in its own structure: members of a zip, tags, columns, objects of a PDF."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from benchmarks.fuzzing.changes import NUMBERS, changed_bytes, changed_order, changed_text, some

TAGS = re.compile(r"(<[^<>]*>)")
TAGS_IN_BYTES = re.compile(rb"(<[^<>]*>)")
ATTRIBUTE = re.compile(r'(?<==")[^"<>]*(?=")')
OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*?)\r?\nendstream", re.DOTALL)
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
TOKEN = re.compile(rb"(\s+|[\[\]<>()/])")

RAW = 0.15
"""How often a file is changed without regard to what it is."""


def word(data: bytes, chance: Random) -> bytes:
    """Return a Word file with one of its members changed and its check sums right."""
    if chance.random() < RAW:
        return changed_bytes(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in members if name.endswith((".xml", ".rels"))]
    name = "word/document.xml" if chance.random() < 0.8 else chance.choice(names)  # noqa: PLR2004 - most is there
    if chance.random() < RAW:
        members[name] = changed_bytes(members[name], chance)
    else:
        members[name] = _changed_markup(members[name].decode("utf-8"), chance).encode("utf-8", "replace")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return target.getvalue()


def html(data: bytes, chance: Random) -> bytes:
    """Return a web page with its tags, their attributes or its texts changed."""
    if chance.random() < RAW:
        return changed_bytes(data, chance)
    for codec in ("utf-8", "gb18030"):
        try:
            return _changed_markup(data.decode(codec), chance).encode(codec, "replace")
        except UnicodeDecodeError:
            continue
    return changed_bytes(data, chance)


def text(data: bytes, chance: Random) -> bytes:
    """Return a text with lines and cells changed and moved, whatever parts them."""
    if chance.random() < RAW:
        return changed_bytes(data, chance)
    pieces = re.split(r"(\n|\t|\||  +)", data.decode("utf-8", "replace"))
    for _ in some(chance, 12):
        at = chance.randrange(len(pieces))
        pieces[at] = changed_text(pieces[at], chance)
    codec = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16"))
    return "".join(changed_order(pieces, chance)).encode(codec, "replace")


def pdf(data: bytes, chance: Random) -> bytes:
    """Return a PDF with some of its objects or packed streams changed, its index right again."""
    if chance.random() < RAW:
        return changed_bytes(data, chance)
    objects = {int(number): body for number, body in OBJECT.findall(data)}
    for number in chance.choices(list(objects), k=len(some(chance, 4))):
        objects[number] = _changed_object(objects[number], chance)
    trailer = data[data.rfind(b"trailer") : data.rfind(b"startxref")]
    return _written(objects, trailer)


def careful_pdf(data: bytes, chance: Random) -> bytes:
    """Return a PDF that is read the careful way, for its index is said to stand where it does not."""
    changed = pdf(data, chance)
    start = changed.rfind(b"startxref")
    return changed if start < 0 else changed[:start] + b"startxref\n7\n%%EOF\n"


def _changed_markup(markup: str, chance: Random) -> str:
    pieces = TAGS.split(markup)
    for _ in some(chance):
        at = chance.randrange(len(pieces))
        if pieces[at].startswith("<"):
            value = chance.choice(NUMBERS).decode()
            pieces[at] = ATTRIBUTE.sub(value, pieces[at], count=chance.choice((0, 1, 2)))
        else:
            pieces[at] = changed_text(pieces[at], chance)
    return "".join(changed_order(pieces, chance) if chance.random() < 0.7 else pieces)  # noqa: PLR2004 - most are moved


def _changed_object(body: bytes, chance: Random) -> bytes:
    found = STREAM.match(body)
    if found is None or b"/FlateDecode" not in found[1]:
        return _changed_numbers(body, chance)
    try:
        content = zlib.decompress(found[2])
    except zlib.error:
        return changed_bytes(body, chance)
    if chance.random() < 0.3:  # noqa: PLR2004 - a third of the changes are blind
        content = changed_bytes(content, chance)
    else:
        content = b"".join(changed_order(TOKEN.split(_changed_numbers(content, chance)), chance))
    packed = zlib.compress(content)
    head = re.sub(rb"/Length \d+(?: 0 R)?", b"/Length %d" % len(packed), found[1])
    return head + b"stream\n" + packed + b"\nendstream\n"


def _changed_numbers(content: bytes, chance: Random) -> bytes:
    found = list(NUMBER.finditer(content))
    for number in chance.choices(found, k=len(some(chance))) if found else ():
        if content[number.start() : number.end()] == number[0]:
            content = content[: number.start()] + chance.choice(NUMBERS) + content[number.end() :]
    return content


def _written(objects: dict[int, bytes], trailer: bytes) -> bytes:
    data, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj%sendobj\n" % (number, body)
    size = max(objects, default=0) + 1
    rows = (b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size))
    start = len(data)
    return b"%sxref\n0 %d\n%s%sstartxref\n%d\n%%%%EOF\n" % (data, size, b"".join(rows), trailer, start)


FORMATS: dict[str, tuple[tuple[str, ...], Callable[[bytes, Random], bytes]]] = {
    "pdfium": ((".pdf",), pdf),
    "plumber": ((".pdf",), careful_pdf),
    "word": ((".docx",), word),
    "html": ((".html",), html),
    "text": ((".txt", ".md"), text),
}
"""For each way of reading: the suffixes of the files that it is tried on, and how these are changed."""
