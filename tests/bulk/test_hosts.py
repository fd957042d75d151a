"""Two hosts read one archive, and one of them is lost in the middle."""

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bulk import faults, hosts
from tests.bulk.test_isolation import lines
from tests.commands.program import COMMAND, ENVIRONMENT, extract

COUNT = 300
PATIENCE = 180


def test_a_host_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    """Nothing is lost, nothing is there twice, and the bytes are those of a calm run on this machine."""
    hosts.need_namespaces()
    faults.documents(tmp_path / "in", COUNT)
    calm = extract(tmp_path / "in", "--out", tmp_path / "calm.jsonl")
    assert calm.returncode == 0, calm.stderr
    out = tmp_path / "data.jsonl"
    with hosts.hosts("first", "second") as made:
        address = hosts.cluster(made, tmp_path, ENVIRONMENT)
        told = _run_and_kill(made, out, address)
    assert "read by  dask, 1 at a time" in told
    assert len(lines(out)) == COUNT
    assert out.read_bytes() == (tmp_path / "calm.jsonl").read_bytes()


def _run_and_kill(made: Sequence[hosts.Host], out: Path, address: str) -> str:
    """Run the program on the first host; when the first lines are written, kill all that runs on the second."""
    cluster = ["--engine", "dask", "--scheduler", address]
    command = made[0].command([*COMMAND, str(out.parent / "in"), "--out", str(out), *cluster])
    with subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as process:
        while not any(path.stat().st_size for path in out.parent.glob(".extract-*")):
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        # A worker, its nanny, and the processes that read: the host was at work.
        assert made[1].die() >= 4
        assert process.poll() is None
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, told
    return told
