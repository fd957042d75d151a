"""`extract schema`: the JSON Schema of a line of output."""

import rich_click as click

from commands.options import out


@click.command()
@out
def schema(out: str | None) -> None:
    """Print the JSON Schema (draft 2020-12) that every line of output satisfies."""
    from bulk.write import output  # noqa: PLC0415 - as below
    from schema.extraction import json_schema_text  # noqa: PLC0415 - pydantic is slow to import, and --help needs none

    with output(out or "-") as write:
        write(json_schema_text().encode())
