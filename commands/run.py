"""`extract run`: the inputs named, read and checked, as lines of JSON or, of a single file, as tables to look at."""

import rich_click as click

from commands.exits import EPILOG
from commands.options import out, present
from commands.request import Request

HELP = """Read files, folders and quoted patterns; give one line of JSON per self-evaluation table.

An input in which no table is found gives one line, too, which says why. Lines stand in the order of their paths.
A single FILE without --out is shown as tables to look at.

What --select, --ignore, --severity and --fail-on say may stand in extract.toml, in [tool.extract] of pyproject.toml
(both of the current folder) and in EXTRACT_SELECT and so on, too; the command line goes before the environment,
that before the files. The summary says what applied.

\b
extract run report.pdf
extract run corpus/ --out data.jsonl
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
@click.option("--keep-personal-data", is_flag=True, help="Keep personal names and telephone numbers in the output.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress and no summary.")
def run(  # noqa: PLR0913 - click hands on each option by its name
    *,
    paths: tuple[str, ...],
    out: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    fail_on: str | None,
    keep_personal_data: bool,
    quiet: bool,
) -> None:
    """Read what the paths name and end with the exit code that says what came of it."""
    from commands.reading import read  # noqa: PLC0415 - the readers and models are slow to import, and --help needs none

    given = {"select": ",".join(select), "ignore": ",".join(ignore), "severities": ",".join(severity)}
    flags = {key: text for key, text in {**given, "fail_on": fail_on}.items() if text}
    raise SystemExit(read(Request(paths, out, keep_personal_data, quiet, flags)))
