"""Where a line of data comes from."""

from pydantic import Field

from schema.model import Frozen


class Source(Frozen):
    """The published file."""

    path: str = Field(description="POSIX, relative to the root named on the command line")
    sha256: str | None = Field(default=None, description="null when the content could not be read")
    bytes: int | None = None
    format: str | None = Field(default=None, description="by content, not by suffix")
    member: str | None = Field(default=None, description="path inside an archive or e-mail")
    pages: tuple[int, int] | None = Field(default=None, description="first and last page of the table")
    read_by: str | None = Field(default=None, description="the reader and the versions that decide its output")
