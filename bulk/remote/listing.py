"""What stands in a folder elsewhere, in byte order: a page at a time where the storage lists in that order itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bulk import names
from bulk.remote.places import Place, known_by

UNORDERED = "--x-s3"
"""How the names of those buckets of S3 end that list in no order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a folder; `kind` is file, directory, or what else the file system has."""

    path: str
    kind: str
    mark: str | None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.removesuffix("/").rpartition("/")[2]

    @property
    def order(self) -> tuple[str, str]:
        """Order as the whole paths will be: a folder's name has its slash."""
        return names.printable(self.name) + ("/" if self.kind == "directory" else ""), self.name


def entries(place: Place, path: str) -> Iterator[Entry]:
    """Return the entries of the folder at a path, which ends with a slash."""
    bucket, _, prefix = path.partition("/")
    if hasattr(place.files, "call_s3") and not bucket.endswith(UNORDERED):
        return _pages(place.files, bucket, prefix)
    listed = place.files.ls(path.rstrip("/"), detail=True)
    found = [Entry(info["name"], info["type"], known_by(info)) for info in listed]
    return iter(sorted((entry for entry in found if entry.name), key=lambda entry: entry.order))


def _pages(files: Any, bucket: str, prefix: str) -> Iterator[Entry]:  # noqa: ANN401 - fsspec has no types
    """Yield what S3 lists, which it does in the byte order of keys, a common prefix standing for all that begin so."""
    more: dict[str, str] = {}
    while True:
        page = files.call_s3("list_objects_v2", Bucket=bucket, Prefix=prefix, Delimiter="/", **more)
        below = [Entry(f"{bucket}/{each['Prefix']}", "directory", None) for each in page.get("CommonPrefixes", ())]
        # A key that is the prefix itself is how a console shows an empty folder.
        keys = [each for each in page.get("Contents", ()) if each["Key"] != prefix]
        found = [Entry(f"{bucket}/{key['Key']}", "file", known_by({**key, "size": key["Size"]})) for key in keys]
        yield from sorted([*below, *found], key=lambda entry: entry.order)
        if not page.get("IsTruncated"):
            return
        more = {"ContinuationToken": page["NextContinuationToken"]}
