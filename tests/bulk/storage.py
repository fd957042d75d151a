"""A server of S3 on this machine, and what is put there and fetched from it."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.commands.program import ENVIRONMENT

SERVER = "import sys; from moto.server import main; main(['-H', '127.0.0.1', '-p', sys.argv[1]])"
PATIENCE = 60


@dataclass(frozen=True)
class Storage:
    """A running server, and where it tells what it is asked."""

    address: str
    log: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables by which S3's clients find it."""
        secret = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
        return {**secret, "AWS_ENDPOINT_URL": self.address, "COLUMNS": "200"}

    def put(self, key: str, content: bytes = b"") -> None:
        """Write an object, or make a bucket."""
        headers = {"x-amz-acl": "public-read-write", "Content-Type": "application/octet-stream"}
        url = f"{self.address}/{urllib.request.quote(key)}"  # type: ignore[attr-defined]
        urllib.request.urlopen(urllib.request.Request(url, content, headers, method="PUT")).close()  # noqa: S310

    def get(self, key: str) -> bytes:
        """Return an object."""
        with urllib.request.urlopen(f"{self.address}/{key}") as answer:  # noqa: S310 - our own server
            return bytes(answer.read())

    def remove(self, key: str) -> None:
        """Remove an object."""
        urllib.request.urlopen(urllib.request.Request(f"{self.address}/{key}", method="DELETE")).close()  # noqa: S310

    def fetched(self, bucket: str) -> list[str]:
        """Return the keys of a bucket whose content was asked for, with all that came before."""
        return re.findall(rf"GET /{bucket}/(\S+) HTTP", self.log.read_text("utf-8"))


@contextmanager
def storage(folder: Path) -> Iterator[Storage]:
    """Give a server that ends with the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = folder / "server.log"
    with log.open("w") as told:
        process = subprocess.Popen([sys.executable, "-c", SERVER, str(port)], env=ENVIRONMENT, stdout=told, stderr=told)
    found = Storage(f"http://127.0.0.1:{port}", log)
    try:
        _wait(found, process)
        yield found
    finally:
        process.kill()
        process.wait()


def _wait(found: Storage, process: "subprocess.Popen[bytes]") -> None:
    began = time.monotonic()
    while process.poll() is None and time.monotonic() - began < PATIENCE:
        try:
            found.get("")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(found.log.read_text("utf-8"))
