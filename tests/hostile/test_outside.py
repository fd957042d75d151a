"""Nothing outside a file is read or asked for, whatever it names: other files, hosts, programs."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forms import CORPUS
from tests.hostile import bounds
from tests.hostile.pdfs import HELLO_STREAM, page
from tests.readers.test_word_documents import LINKS, members, part, zipped

CANARY = "金丝雀"
FORM = (CORPUS / "huangpu-union-2021.html").read_bytes()


@pytest.fixture
def host() -> Iterator[socket.socket]:
    """Listen where the files point to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)  # noqa: FBT003 - the function takes nothing else
        yield listening


def documents(target: str) -> dict[str, bytes]:
    """Return files that name something outside in every way that their formats know."""
    entity = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{target}"><!ENTITY % y SYSTEM "{target}"> %y;]>'
    body = part("document", "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>")
    plain = members("<w:p><w:r><w:t>一</w:t></w:r></w:p>")
    outer = f'<Relationship Id="r9" Type="{LINKS}/{{}}" Target="{target}" TargetMode="External"/>'
    links = "".join(outer.format(kind) for kind in ("attachedTemplate", "styles", "header", "footnotes", "image"))
    tags = (
        f'<meta http-equiv=refresh content="0;url={target}"><link rel=stylesheet href="{target}"><base href="{target}">'
        f'<script src="{target}"></script><iframe src="{target}"></iframe><img src="{target}"><object data="{target}">'
        f'</object><embed src="{target}"><style>@import url("{target}");</style>'
    )
    pdf = f"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F ({target}) /URI ({target}) >> >>"
    return {
        "entity": zipped({**plain, "word/document.xml": body.replace("<w:document", entity + "<w:document", 1)}),
        "links": zipped(
            {
                **plain,
                "word/_rels/document.xml.rels": "<Relationships xmlns="
                f'"http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
            }
        ),
        "page": tags.encode() + FORM,
        "page with a type": f'<!DOCTYPE html SYSTEM "{target}" [<!ENTITY x SYSTEM "{target}">]><table>&x;'.encode(),
        "xhtml": f'<?xml version="1.0"?><?xml-stylesheet href="{target}"?><html><table><tr><td>&x;'.encode(),
        "pdf": page(HELLO_STREAM).replace(b"<< /Type /Catalog /Pages 2 0 R >>", pdf.encode()),
        "pdf with a file": page(f"<< /Length 0 /F ({target}) >>\nstream\n\nendstream".encode()),
    }


@pytest.mark.parametrize("name", documents("x"))
def test_no_file_is_read(name: str, tmp_path: Path) -> None:
    """What stands in another file does not come in; a pipe that would be waited for is not opened."""
    other, pipe = tmp_path / "other.xml", tmp_path / "pipe"
    other.write_text(CANARY, "utf-8")
    os.mkfifo(pipe)
    for path in (other, pipe):
        for target in (str(path), path.as_uri()):
            assert CANARY.encode() not in bounds.read(documents(target)[name], tmp_path).raw


@pytest.mark.parametrize("name", documents("x"))
def test_no_host_is_asked(name: str, host: socket.socket, tmp_path: Path) -> None:
    """Nobody comes to where a file points."""
    bounds.read(documents(f"http://127.0.0.1:{host.getsockname()[1]}/a.xml")[name], tmp_path)
    with pytest.raises(BlockingIOError):
        host.accept()
