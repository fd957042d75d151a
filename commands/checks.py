"""`extract checks`: the catalogue of what is checked, of why files give no record, of the slips that are tried."""

import rich_click as click

from commands.options import present

HELP = """List every code: what it states, how grave it is, and its words in English and Chinese.

With CODE... only those, or those that begin so.

\b
extract checks
extract checks A R01
extract checks --json | jq '.[] | select(.severity == "error").code'"""


@click.command(help=HELP)
@click.argument("codes", metavar="[CODE]...", nargs=-1, callback=present)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, with the same keys for every code.")
def checks(*, codes: tuple[str, ...], as_json: bool) -> None:
    """Print the catalogue, or the part of it that the codes name."""
    from commands.listing import listing  # noqa: PLC0415 - the checks and models are slow to import, and --help needs none

    listing(codes, as_json=as_json)
