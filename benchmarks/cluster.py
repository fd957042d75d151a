"""What a cluster costs beside this machine alone, and what many files cost, in CPU time.

python -m benchmarks.cluster            two engines over links that lead nowhere, and the sample documents many times
python -m benchmarks.cluster --hosts    two hosts made of network namespaces (root), one lost in the middle
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bulk import names
from tests.bulk import faults, hosts
from tests.commands.program import COMMAND, ENVIRONMENT

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
ENGINES = {"local": (), "dask": ("--engine", "dask")}
MILLION = 1_000_000


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    cpu: float
    seconds: float


def run(folder: Path, out: Path, *options: str) -> Cost:
    """Run the program from the start, and return what that took with all its processes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [*COMMAND, str(folder), "--out", str(out), "--fresh", "--quiet", "--jobs", "2", *options]
    subprocess.run(command, env=ENVIRONMENT, check=True)  # noqa: S603 - our own words
    after, seconds = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - began
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, seconds)


def engines(work: Path, count: int, rounds: int) -> None:
    """Say what each engine takes to start, and for a file: the least of some interleaved runs."""
    for folder, links in (("one", 1), ("many", count)):
        (work / folder).mkdir()
        for number in range(links):
            (work / folder / f"{number:06}.txt").symlink_to("nowhere")
    found: dict[tuple[str, str], list[Cost]] = {}
    for _ in range(rounds):
        for engine, options in ENGINES.items():
            for folder in ("one", "many"):
                cost = run(work / folder, work / f"{engine}.jsonl", *options)
                found.setdefault((engine, folder), []).append(cost)
    for engine in ENGINES:
        one, many = (min(cost.cpu for cost in found[engine, folder]) for folder in ("one", "many"))
        start = min(cost.seconds for cost in found[engine, "one"])
        each = (many - one) / (count - 1) * 1000
        sys.stdout.write(
            f"{engine}: starts in {one:.2f} CPU s ({start:.1f} s), {each:.2f} CPU ms a file beside reading it\n"
        )


def documents(work: Path, times: int) -> None:
    """Say what the sample documents cost, and what a million such files would."""
    samples = [path for path in sorted(CORPUS.iterdir()) if path.is_file() and names.kind(path.name) is None]
    for number in range(times):
        (work / f"samples/{number:04}").mkdir(parents=True)
        for path in samples:
            shutil.copyfile(path, work / f"samples/{number:04}/{path.name}")
    count, out = times * len(samples), work / "samples.jsonl"
    each = run(work / "samples", out).cpu / count
    sizes = [path.stat().st_size / count for path in (out, out.with_name(out.name + names.STATE))]
    sys.stdout.write(f"samples: {each * 1000:.0f} CPU ms a file, lines {sizes[0]:.0f} and state {sizes[1]:.0f} bytes\n")
    hours, lines, state = each * MILLION / 3600, sizes[0] / 1000, sizes[1] / 1000
    sys.stdout.write(f"a million: {hours:.0f} core hours, lines {lines:.0f} GB, state {state:.0f} GB\n")


def lost(work: Path, count: int, how: str) -> None:
    """Say how long nothing was written after a host was lost: its processes, or its line to the other as well."""
    faults.documents(work / "in", count)
    with hosts.hosts("first", "second") as made:
        cluster = ["--engine", "dask", "--scheduler", hosts.cluster(made, work, ENVIRONMENT), "--quiet"]
        command = made[0].command([*COMMAND, str(work / "in"), "--out", str(work / "data.jsonl"), *cluster])
        with subprocess.Popen(command, env=ENVIRONMENT) as process:  # noqa: S603 - our own words
            while not _written(work):
                time.sleep(0.02)
            if how == "line":
                made[1].cut()
            made[1].die()
            longest = _longest(process, work)
    sys.stdout.write(f"a host lost ({how}): nothing was written for at most {longest:.1f} s\n")


def _longest(process: "subprocess.Popen[bytes]", work: Path) -> float:
    longest, last, size = 0.0, time.monotonic(), _written(work)
    while process.poll() is None:
        now = _written(work)
        if now != size:
            longest, last, size = max(longest, time.monotonic() - last), time.monotonic(), now
        time.sleep(0.02)
    return longest


def _written(work: Path) -> int:
    return sum(path.stat().st_size for path in work.glob(".extract-*"))


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hosts", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        if asked.hosts:
            for how in ("processes", "line"):
                (work / how).mkdir()
                lost(work / how, 400, how)
        else:
            engines(work, asked.files, asked.rounds)
            documents(work, 10)


if __name__ == "__main__":
    os.nice(5)
    main()
