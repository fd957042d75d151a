"""`extract run`: the inputs named, read and checked, as lines of JSON or, of a single file, as tables to look at."""

from typing import Any

import rich_click as click

from commands.exits import EPILOG
from commands.maxima import maxima, named
from commands.options import out, present
from commands.request import Request, Work

HOW = ("jobs", "fresh", "rehash", "quarantine", "quarantine_on", "engine", "scheduler")
"""The options that say how files are read."""

HELP = """Read files, folders and quoted patterns; give one line of JSON per self-evaluation table.

An input in which no table is found gives one line, too, which says why. Lines stand in the order of their paths.
A single FILE without --out is shown as tables to look at.

Each file is read by a worker process within limits; one that hangs, crashes or takes too much costs its own file only.
Beside FILE stand FILE.state, with which the same command goes on after an interruption and reads only what has changed,
and FILE.run.json, which tells what the run did.

PATH and FILE may lie elsewhere, as in s3://bucket/key; FILE.state is then in the current folder. With --engine dask a
cluster reads the files: the same limits, and the same bytes.

What --select, --ignore, --severity and --fail-on say may stand in extract.toml, in [tool.extract] of pyproject.toml
(both of the current folder) and in EXTRACT_SELECT and so on, too; the command line goes before the environment,
that before the files. The summary says what applied.

\b
extract run report.pdf
extract run corpus/ --out data.jsonl
extract run archive/ --out data.jsonl --jobs 8 --quarantine look-at-these/
extract run s3://bucket/2023/ --out s3://bucket/data.jsonl --engine dask --scheduler tcp://10.0.0.1:8786
extract run 'corpus/**/*.docx' more/ --out - | jq .findings"""


@click.command(help=HELP, epilog=EPILOG)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(readable=False), callback=present)
@out
@click.option("--select", metavar="CODES", multiple=True, callback=present, help="Report only these: A,R01 …")
@click.option("--ignore", metavar="CODES", multiple=True, callback=present, help="Leave these out; N stays always.")
@click.option(
    "--severity",
    metavar="CODE=SEVERITY",
    multiple=True,
    callback=present,
    help="Take findings as error, warning or info; what was not checked stays so.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    help="End with code 1 when there are findings of this severity; warning includes error.",
)
@click.option("--jobs", "-j", metavar="N", type=click.IntRange(min=1), help="Files read at a time (one a core).")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Read with the processes of this machine, or on a cluster of Dask.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    callback=present,
    help="The cluster's scheduler, as in tcp://10.0.0.1:8786; without it Dask is tried on this machine.",
)
@click.option("--fresh", is_flag=True, help="Read everything anew, whatever earlier runs have left.")
@click.option("--rehash", is_flag=True, help="Look at the content of every file, not at its size and times first.")
@click.option(
    "--quarantine",
    metavar="DIR",
    type=click.Path(readable=False),
    callback=present,
    help="Link the files that gave no record, or have such findings, into DIR, each with its reason beside it.",
)
@click.option(
    "--quarantine-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="The severity from which on a finding brings a file there.",
)
@maxima
@click.option("--keep-personal-data", is_flag=True, help="Keep personal names and telephone numbers in the output.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress and no summary.")
def run(**given: Any) -> None:  # noqa: ANN401 - click hands on each option by its name
    """Read what the paths name and end with the exit code that says what came of it."""
    _understood(given)
    from commands.reading import read  # noqa: PLC0415 - the readers and models are slow to import, and --help needs none

    texts = {key: ",".join(given[name]) for name, key in (("select",) * 2, ("ignore",) * 2, ("severity", "severities"))}
    flags = {key: text for key, text in {**texts, "fail_on": given["fail_on"]}.items() if text}
    how = {name: given[name] for name in HOW}
    work = Work(**how, maxima=named(given))
    asked = {name: given[name] for name in ("paths", "out", "keep_personal_data", "quiet")}
    raise SystemExit(read(Request(**asked, flags=flags, work=work)))


def _understood(given: dict[str, Any]) -> None:
    """Refuse what does not go together."""
    scheduler, quarantine = given["scheduler"], given["quarantine"]
    if scheduler and given["engine"] != "dask":
        raise click.UsageError("--scheduler needs --engine dask")
    if scheduler and given["jobs"]:
        raise click.UsageError("--jobs is for this machine; a cluster reads as many files as its workers have threads")
    if quarantine and "://" in quarantine:
        raise click.UsageError("--quarantine names a folder of this machine")
