"""The pool of a process that a cluster has started: made for the first batch of a run, shared by all its threads.

Whatever engine brings a batch here, the same processes under the same bounds read it.
"""

import os
import pickle
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from bulk.fingerprint import fingerprints, versions
from bulk.isolation.pool import Pool
from bulk.work import Settings, Task

LONG = 10.0
ENOUGH = 32 << 20
"""Seconds, and bytes of lines, after which a batch is answered as far as it is done."""


class Unfit(Exception):  # noqa: N818 - it names what is the case
    """This process would read files otherwise than the one that asks, or cannot see them."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a run tells the processes that read for it: the settings, and what must be the same on both sides."""

    settings: bytes
    fingerprint: str
    versions: Mapping[str, str]
    places: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: Settings, places: Sequence[str] = ()) -> "Order":
        """Return the order of a run of this process; `places` are paths that all must see."""
        seen = tuple(os.path.abspath(place) for place in places)  # noqa: PTH100 - links stay as they are named
        return cls(pickle.dumps(settings), fingerprints(settings).result, versions(), seen)

    def check(self) -> None:
        """Raise `Unfit` where this process must not read for the run."""
        missing = [place for place in self.places if not os.path.lexists(place)]
        if missing:
            raise Unfit(
                f"{_host()} does not see {missing[0]}; files must lie where all hosts see them under the same path"
            )
        if fingerprints(self.opened()).result != self.fingerprint:
            own = versions()
            differing = [name for name in own if own[name] != self.versions.get(name)]
            texts = [f"{name} {own[name]}, not {self.versions.get(name)}" for name in differing]
            said = "; ".join(texts) or "the same version, but not the same code"
            raise Unfit(f"{_host()} has another program: {said}")

    def opened(self) -> Settings:
        """Return the settings."""
        settings: Settings = pickle.loads(self.settings)  # noqa: S301 - from the driver, whom the cluster obeys anyway
        return settings


def _host() -> str:
    return f"the host {socket.gethostname()}"


@dataclass
class _Shared:
    pool: Pool
    users: int = 0


_pools: dict[bytes, _Shared] = {}
_lock = Lock()


def read(order: Order, tasks: Sequence[Task], slots: int) -> list[bytes]:
    """Return what the tasks give, encoded, in their order: all, or those first ones that make a good answer."""
    shared, answers, began = _taken(order, slots), [], time.monotonic()
    try:
        for task in tasks:
            (result,) = shared.pool.run([task])
            answers.append(result.encoded())
            if time.monotonic() - began > LONG or sum(map(len, answers)) > ENOUGH:
                break
    finally:
        with _lock:
            shared.users -= 1
    return answers


def release(order: Order | None = None) -> None:
    """End the processes of a run, or of all runs, that nobody uses now."""
    with _lock:
        wanted = list(_pools) if order is None else [order.settings]
        idle = [key for key in wanted if key in _pools and not _pools[key].users]
        ended = [_pools.pop(key) for key in idle]
    for shared in ended:
        shared.pool.close()


def _taken(order: Order, slots: int) -> _Shared:
    with _lock:
        known = order.settings in _pools
    if not known:
        order.check()
        # Whoever left without saying so has left a pool behind.
        release()
    with _lock:
        if order.settings not in _pools:
            _pools[order.settings] = _Shared(Pool(order.opened(), slots))
        shared = _pools[order.settings]
        shared.users += 1
    return shared
