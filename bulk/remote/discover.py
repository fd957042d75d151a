"""The inputs that one URL names: a file, all below a folder, or the matches of a pattern."""

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bulk import names, pattern
from bulk.examine import Input, refused
from bulk.remote import places, walk
from bulk.remote.places import Place
from bulk.remote.walk import Output, RemoteWalk
from bulk.walk import OutputAmongInputs
from extractors.errors import Problem


def inputs(argument: str, output: str | None, passed_over: Counter[str]) -> Iterator[Input]:
    """Return the inputs in the order of their names; raise `Lacking` and `OutputAmongInputs` at once."""
    own, place = walk.normal(output), places.at(argument)
    try:
        info = place.info()
    except FileNotFoundError:
        if pattern.magic(argument):
            return _matches(argument, own, passed_over)
        return iter([_missing(argument, "no such file or folder", "文件或文件夹不存在")])
    except Exception as error:  # noqa: BLE001 - whatever a storage raises: the argument has its line
        return iter([_input(place, None, places.problem(error))])
    if info["type"] == "directory" or argument.endswith("/"):
        return iter(RemoteWalk(place, own, passed_over))
    if place.beyond(place.path) == own.url:
        raise OutputAmongInputs(argument)
    return iter([_input(place, places.known_by(info))])


def _matches(argument: str, own: Output, passed_over: Counter[str]) -> Iterator[Input]:
    scheme, _, rest = argument.partition("://")
    head, _, below = rest.partition("/")
    folder, selection = pattern.divided(below)
    root = places.at("/".join([f"{scheme}://{head}", *filter(None, [folder])]))
    matches = iter(RemoteWalk(root, own, passed_over, selection)) if _is_there(root) else iter(())
    first = next(matches, None)
    nothing = _missing(argument, "no file matches this pattern", "没有文件与此模式匹配")
    return iter([nothing]) if first is None else itertools.chain([first], matches)


def _is_there(root: Place) -> bool:
    try:
        root.info()
    except FileNotFoundError:
        return False
    except Exception:  # noqa: BLE001 - whatever it is, the listing meets it, too, and has a line for it
        return True
    return True


def _input(place: Place, mark: str | None, problem: Problem | None = None) -> Input:
    name = names.printable(places.last(place.path))
    return Input(Path(name), name, problem, url=place.beyond(place.path), mark=mark)


def _missing(argument: str, detail: str, detail_zh: str) -> Input:
    name = names.printable(places.last(argument))
    return Input(Path(name), name, refused(detail, detail_zh), exists=False, url=argument)
