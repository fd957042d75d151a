"""The inputs below one folder elsewhere, in the byte order of their whole relative paths, chosen as local ones are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulk import names
from bulk.examine import Input, refused
from bulk.pattern import EVERYTHING, Pattern, States
from bulk.remote import listing
from bulk.remote.listing import Entry
from bulk.remote.places import Place, at, last, problem
from bulk.walk import OutputAmongInputs


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder still to be listed; both end with a slash, the prefix of the root is empty."""

    path: str
    prefix: str
    states: States


@dataclass(frozen=True, slots=True)
class Output:
    """The output, where that is elsewhere, too."""

    url: str | None = None

    def own(self, place: Place, path: str) -> bool:
        """Return whether a path is that of an earlier output; raise rather than let a document be replaced."""
        if self.url is None or place.beyond(path) != self.url:
            return False
        with place.files.open(path, "rb") as earlier:
            if earlier.read(1) not in {b"", b"{"}:
                raise OutputAmongInputs(self.url)
        return True


@dataclass(frozen=True)
class RemoteWalk:
    """The inputs of one folder that a pattern selects; counts in `passed_over` the names that are no inputs."""

    place: Place
    output: Output
    passed_over: Counter[str]
    pattern: Pattern = EVERYTHING

    def __iter__(self) -> Iterator[Input]:
        """Yield the inputs. The open folders stand on a stack of our own: trees may be deeper than Python recurses."""
        open_folders = [self._entries(Folder(f"{self.place.path.rstrip('/')}/", "", self.pattern.start()))]
        while open_folders:
            found = next(open_folders[-1], None)
            if found is None:
                open_folders.pop()
            elif isinstance(found, Folder):
                open_folders.append(self._entries(found))
            else:
                yield found

    def _entries(self, folder: Folder) -> Iterator[Input | Folder]:
        try:
            for entry in listing.entries(self.place, folder.path):
                found = self._entry(entry, folder)
                if found is not None:
                    yield found
        except OutputAmongInputs:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a storage raises: the folder has its line
            name = folder.prefix or f"{names.printable(last(self.place.url))}/"
            yield Input(Path(name), name, problem(error), url=self.place.beyond(folder.path))

    def _entry(self, entry: Entry, folder: Folder) -> Input | Folder | None:
        """Return what an entry is, or None where the pattern does not select it or it is no input."""
        name, is_folder = folder.prefix + names.printable(entry.name), entry.kind == "directory"
        states = self.pattern.after(folder.states, entry.name, is_folder=is_folder)
        if not (states if is_folder else self.pattern.complete(states)) or self._overlooked(entry, folder.states):
            return None
        if is_folder:
            return Folder(f"{entry.path.removesuffix('/')}/", f"{name}/", states)
        special = None if entry.kind == "file" else refused("no regular file", "不是普通文件")
        return Input(Path(name), name, special, url=self.place.beyond(entry.path), mark=entry.mark)

    def _overlooked(self, entry: Entry, states: States) -> bool:
        """Return whether a selected entry is no input, and count it."""
        kind: str | None = names.kind(entry.name)
        if kind is not None and self.pattern.spells_out(states, entry.name):
            kind = None
        if kind is None and self.output.own(self.place, entry.path):
            kind = "the output itself"
        if kind is not None:
            self.passed_over[kind] += 1
        return kind is not None


def normal(url: str | None) -> Output:
    """Return the output at a URL, written as the file system itself writes it."""
    if url is None:
        return Output()
    place = at(url)
    return Output(place.beyond(place.path))
