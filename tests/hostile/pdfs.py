"""PDFs that are made to harm, each by its name."""

import zlib
from collections.abc import Callable

from tests.readers.test_pdf_damage import FONT, HELLO

CATALOGUE, TREE = "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
TRUETYPE = "/Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /X /Encoding /WinAnsiEncoding /FontDescriptor "
TRUETYPE += "<< /Type /FontDescriptor /FontName /X /Flags 32 /FontFile2 5 0 R >> >> >>"
MEANT = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >> >>"
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 300 200]"
DEFLATED = "/Filter /FlateDecode"


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(content), content)


def of(*objects: bytes | str, extra: str = "") -> bytes:
    """Return a PDF of objects, numbered from 1, with a right index."""
    data, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body.encode() if isinstance(body, str) else body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
    return data + head % (size, rows, size, extra.encode()) + b"startxref\n%d\n%%%%EOF\n" % len(data)


def page(content: bytes, *more: bytes | str, resources: str = FONT, extra: str = "", tree: str = TREE) -> bytes:
    """Return a PDF of one page with its content as a whole object; further objects are numbered from 5."""
    box = f"/MediaBox [0 0 300 200] /Contents 4 0 R /Resources << {resources} >> {extra}"
    return of(CATALOGUE, tree, f"<< /Type /Page /Parent 2 0 R {box} >>", content, *more)


def bomb(megabytes: int, unit: bytes = b" ") -> bytes:
    """Return deflated bytes that unpack to so much."""
    packer = zlib.compressobj(9)
    part = unit * ((1 << 20) // len(unit))
    return b"".join(packer.compress(part) for _ in range(megabytes)) + packer.flush()


def drawn(operators: bytes) -> bytes:
    """Return a page that draws operators and then its text."""
    return page(stream(operators + b" " + HELLO.encode()))


def figures(depth: int) -> bytes:
    """Return a page with a figure that draws the next one ten times, and so on."""
    inner = [
        stream(b"/X Do " * 10, f"{FORM} /Resources << {FONT} /XObject << /X {6 + number} 0 R >> >>")
        for number in range(depth)
    ]
    inner.append(stream(HELLO.encode(), f"{FORM} /Resources << {FONT} >>"))
    return page(stream(b"/X Do"), *inner, resources=f"{FONT} /XObject << /X 5 0 R >>")


def tree(depth: int, kids: int) -> bytes:
    """Return a page tree each of whose levels names the next so many times."""
    levels = [
        f"<< /Type /Pages /Kids [{f'{number + 1} 0 R ' * kids}] /Count {kids ** (depth - number + 2)} >>"
        for number in range(2, 2 + depth)
    ]
    leaf = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents {depth + 3} 0 R /Resources << {FONT} >> >>"
    return of(CATALOGUE, *levels, leaf, stream(HELLO.encode()))


def text(count: int) -> bytes:
    """Return a page with so many characters at one place."""
    return page(stream(b"BT /F1 9 Tf %s ET" % b"".join(b"1 0 0 1 50 50 Tm (%d) Tj " % (n % 10) for n in range(count))))


WIDE = (
    "/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
)
WIDE += "/Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
WIDE += "/W [0 2147483647 500] >>] >> >>"
HELLO_STREAM = stream(HELLO.encode())

BOMBS: dict[str, Callable[[], bytes]] = {
    "page": lambda: page(stream(bomb(512), DEFLATED)),
    "page of lines": lambda: page(stream(bomb(60, b"0 0 m 9 9 l S "), DEFLATED)),
    "packed twice": lambda: page(stream(zlib.compress(bomb(512), 9), "/Filter [/FlateDecode /FlateDecode]")),
    "hexadecimal": lambda: page(stream(bomb(512).hex().encode() + b">", "/Filter [/ASCIIHexDecode /FlateDecode]")),
    "runs": lambda: page(stream(b"\x81 " * 1_200_000 + b"\x80", "/Filter /RunLengthDecode")),
    "as a picture": lambda: page(stream(bomb(512), f"/Subtype /Image {DEFLATED}")),
    "font": lambda: page(HELLO_STREAM, stream(bomb(512), f"{DEFLATED} /Length1 9"), resources=TRUETYPE),
    "meanings": lambda: page(HELLO_STREAM, stream(bomb(512), DEFLATED), resources=MEANT),
    "figures": lambda: figures(8),
    "text": lambda: page(stream(zlib.compress(b"BT /F1 12 Tf " + b"(Budget 1505.02) Tj " * 100_000 + b"ET"), DEFLATED)),
}
"""What unpacks, or draws, more than there is room for."""

CIRCLES: dict[str, Callable[[], bytes]] = {
    "page tree": lambda: page(HELLO_STREAM, tree="<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"),
    "page tree of millions": lambda: tree(7, 10),
    "form in itself": lambda: page(
        stream(b"/X Do " + HELLO.encode()),
        stream(b"/X Do", f"{FORM} /Resources << /XObject << /X 5 0 R >> >>"),
        resources=f"{FONT} /XObject << /X 5 0 R >>",
    ),
    "references": lambda: page(HELLO_STREAM, "6 0 R", "5 0 R", extra="/Annots 5 0 R /X 6 0 R").replace(
        b"/Contents 4", b"/Contents 5"
    ),
    "encryption": lambda: of(CATALOGUE, TREE, "null", HELLO_STREAM, "5 0 R", extra="/Encrypt 5 0 R /ID [(a)(a)]"),
    "length": lambda: page(b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % HELLO.encode()),
    "outlines": lambda: page(HELLO_STREAM, "<< /First 5 0 R /Next 5 0 R /Parent 5 0 R >>", extra="/X 5 0 R"),
    "index": lambda: (data := page(HELLO_STREAM)).replace(
        b"/Root", b"/Prev %s /Root" % data[data.rindex(b"startxref") + 10 :].split()[0]
    ),
}
"""What leads back to itself."""

GIANTS: dict[str, Callable[[], bytes]] = {
    "count of pages": lambda: page(HELLO_STREAM, tree="<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"),
    "pages": lambda: page(HELLO_STREAM, tree=f"<< /Type /Pages /Kids [{'3 0 R ' * 5_000}] /Count 5000 >>"),
    "sheet": lambda: page(HELLO_STREAM).replace(b"[0 0 300 200]", b"[0 0 1e9 1e9]"),
    "object number": lambda: page(HELLO_STREAM).replace(b"4 0 obj", b"99999999999 0 obj"),
    "reference": lambda: page(HELLO_STREAM).replace(b"/Contents 4 0 R", b"/Contents %s 0 R" % (b"9" * 5_000)),
    "index": lambda: page(HELLO_STREAM).replace(b"xref\n0 5", b"xref\n0 2147483647"),
    "number": lambda: drawn(b"9" * 100_000 + b" 0 0 1 0 0 cm"),
    "arrays in one another": lambda: page(HELLO_STREAM, "[" * 300_000 + "]" * 300_000, extra="/X 5 0 R"),
    "arrays drawn": lambda: drawn(b"[" * 1_000_000),
    "dictionaries drawn": lambda: drawn(b"<</A" * 300_000),
    "states": lambda: drawn(b"q " * 300_000),
    "marks": lambda: drawn(b"/A <</B 1>> BDC " * 100_000),
    "characters at one place": lambda: text(30_000),
    "widths": lambda: page(stream(b"BT /F1 12 Tf 50 100 Td <00410042> Tj ET"), resources=WIDE),
    "meanings": lambda: page(
        HELLO_STREAM, stream(b"begincmap 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange"), resources=MEANT
    ),
}
"""What is deeper, longer or more than anybody means."""
