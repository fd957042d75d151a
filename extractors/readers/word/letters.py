"""XML as letters: where its tags may be found by looking for them, without parsing what stands between."""

import re

from extractors.readers.word import oxml

PREFIX = re.compile(rb"xmlns:w\s*=\s*[\"']([^\"']*)")
OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)


def name_tags(blob: bytes) -> bool:
    """Return whether `w:` is Word's prefix in all of a part: it is declared once, in letters of UTF-8."""
    declared = PREFIX.search(blob)
    return (
        declared is not None
        and f"{{{declared[1].decode('ascii', 'replace')}}}" == oxml.W
        and PREFIX.search(blob, declared.end()) is None
        and OTHER_ENCODING.match(blob) is None
    )


def are_tags(blob: bytes) -> bool:
    """Return whether what looks like a tag is one: no comment, CDATA section or instruction can hold such letters."""
    behind = blob.find(b"?>") + 1
    # one letter, which is hardly ever there, is found many times quicker than two
    instructions = blob.find(b"?", behind) >= 0 and blob.find(b"<?", behind) >= 0
    return not instructions and (b"!" not in blob or b"<!" not in blob) and b"\0" not in blob
