"""XML as letters: where its tags may be found by looking for them, without parsing what stands between."""

import re

from extractors.readers.word import oxml

PREFIX = re.compile(rb"xmlns:w\s*=\s*[\"']([^\"']*)")
OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)


def are_plain(blob: bytes) -> bool:
    """Return whether `<w:tc>` is a cell wherever these letters stand, and nothing else but a `w:` tag is one of Word.

    It is so where the prefix is declared once, and no comment, CDATA section or instruction can hold such letters.
    """
    declared = PREFIX.search(blob)
    behind = blob.find(b"?>") + 1
    return (
        declared is not None
        and f"{{{declared[1].decode('ascii', 'replace')}}}" == oxml.W
        and PREFIX.search(blob, declared.end()) is None
        and OTHER_ENCODING.match(blob) is None
        # one letter, which is hardly ever there, is found many times quicker than two
        and (blob.find(b"?", behind) < 0 or blob.find(b"<?", behind) < 0)
        and (b"!" not in blob or b"<!" not in blob)
        and b"\0" not in blob
    )
