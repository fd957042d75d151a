"""Hosts made of network namespaces: each with an address of its own, all with the same disk."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

DASK = [sys.executable, "-m", "dask"]
PORT = 8786


@dataclass
class Host:
    """A namespace, and what was started in it."""

    name: str
    address: str
    started: "list[subprocess.Popen[str]]" = field(default_factory=list)

    def command(self, words: Sequence[str]) -> list[str]:
        """Return a command as it is run on this host."""
        return ["ip", "netns", "exec", self.name, *words]

    def start(self, words: Sequence[str], log: Path, env: Mapping[str, str]) -> None:
        """Start a command that goes on."""
        with log.open("w") as told:
            process = subprocess.Popen(self.command(words), stdout=told, stderr=told, text=True, env=env)
        self.started.append(process)

    def processes(self) -> list[int]:
        """Return the processes of the host."""
        listed = subprocess.run(["ip", "netns", "pids", self.name], capture_output=True, text=True, check=True)
        return [int(number) for number in listed.stdout.split()]

    def cut(self) -> None:
        """Cut the line to the other host, so that nobody is told what happens here."""
        _ip("-n", self.name, "link", "set", _pair(), "down")

    def die(self) -> int:
        """Kill everything on the host at once, and return how much that was."""
        found = self.processes()
        for process in found:
            _kill(process)
        for each in self.started:
            each.wait()
        return len(found)


def need_namespaces() -> None:
    """Skip with the reason where hosts cannot be made; where everything must run, a missing program is a failure."""
    if shutil.which("ip") is None:
        if os.environ.get("REQUIRE_PRODUCERS"):
            pytest.fail("missing on this machine: ip (iproute2)")
        pytest.skip("needs ip (iproute2)")
    name = f"probe-{os.getpid()}"
    tried = subprocess.run(["ip", "netns", "add", name], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"needs the right to make network namespaces: {tried.stderr.strip()}")
    _ip("netns", "del", name)


@contextmanager
def hosts(*names: str) -> Iterator[list[Host]]:
    """Make hosts that see each other and nothing else, and take them down with all that runs on them."""
    made = [Host(f"{name}-{os.getpid()}", f"10.77.0.{number}") for number, name in enumerate(names, 1)]
    with ExitStack() as stack:
        for host in made:
            _ip("netns", "add", host.name)
            stack.callback(_down, host)
        first, second = made
        pair = _pair()
        _ip("link", "add", pair, "netns", first.name, "type", "veth", "peer", "name", pair, "netns", second.name)
        for host in made:
            _ip("-n", host.name, "address", "add", f"{host.address}/24", "dev", pair)
            for device in ("lo", pair):
                _ip("-n", host.name, "link", "set", device, "up")
        yield made


def cluster(made: Sequence[Host], folder: Path, env: Mapping[str, str]) -> str:
    """Start a scheduler on the first host and a worker on each, and return the scheduler's address."""
    address = f"tcp://{made[0].address}:{PORT}"
    place = ["--host", made[0].address, "--port", str(PORT), "--no-dashboard"]
    made[0].start([*DASK, "scheduler", *place], folder / "scheduler.log", env)
    for host in made:
        bounds = ["--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--local-directory", str(folder)]
        worker = [*DASK, "worker", address, "--host", host.address, *bounds]
        host.start(worker, folder / f"{host.name}.log", env)
    return address


def _pair() -> str:
    return f"ex{os.getpid()}"


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


def _down(host: Host) -> None:
    for _ in range(50):
        if not host.processes():
            break
        host.die()
        time.sleep(0.1)
    _ip("netns", "del", host.name)


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
