"""Word document (.docx, .docm, .dotx, .dotm, ISO-strict ones too) → Document, as the printed page shows it."""

from extractors.document import Document
from extractors.readers.content import Content

FORMAT = "docx"
SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})
VERSION = 1

MAIN_PART, CONTENT_TYPES = "word/document.xml", "[content_types].xml"


def accepts(content: Content) -> bool:
    """Return whether the content is a Word document of the XML kind, by its members or the types that they declare."""
    names = {name.replace("\\", "/").lower() for name in content.members}
    if MAIN_PART in names or CONTENT_TYPES not in names:
        return MAIN_PART in names
    from extractors.readers.word import package  # noqa: PLC0415 - hardly any file comes to this

    return package.declares_word(content.data, content.limits)


def read(content: Content) -> Document:
    """Return the tables and lines of a Word document; raise `Unreadable` where it is damaged, locked or too large."""
    from extractors.readers.word import reading  # noqa: PLC0415 - the libraries behind it are slow to import

    return reading.document(content, f"{FORMAT}/{VERSION}")
