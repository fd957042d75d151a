"""The command group: the verbs, and `run` where none is named."""

import rich_click as click
from click.shell_completion import CompletionItem
from rich_click.rich_command import RichGroup

from commands.checks import checks
from commands.exits import EPILOG
from commands.explain import explain
from commands.run import run
from commands.schema import schema

DEFAULT = "run"

HELP = f"""Turn China's published budget performance self-evaluation tables (绩效自评表) into checked data.

Without a verb, `{DEFAULT}` is meant; write ./schema for a folder of that name.

\b
extract FILE                     show the table in a file, and what is wrong
extract FOLDER -o data.jsonl     read all below a folder, a line per table
extract 'FOLDER/**/*.pdf' -o -   read what a pattern finds, to standard output
extract explain FILE             show how the table was read, cell by cell"""

SETTINGS = {
    "help_option_names": ["-h", "--help"],
    "rich_help_config": {"text_emojis": False, "text_paragraph_linebreaks": "\n\n"},
}


class DefaultGroup(RichGroup):
    """A group in which a command line without a verb is one of `run`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the verb in front where the first word is neither a verb nor an option of the group."""
        own = {word for option in self.get_params(ctx) for word in option.opts}
        if args and args[0] not in own and args[0] not in self.commands:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer verbs, and what `run` takes: its options, or files."""
        verbs = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            return [*verbs, CompletionItem(incomplete, type="file")]
        with self.commands[DEFAULT].make_context(DEFAULT, [], parent=ctx, resilient_parsing=True) as inner:
            options = self.commands[DEFAULT].shell_complete(inner, incomplete)
        known = {item.value for item in verbs}
        return [*verbs, *(item for item in options if item.value not in known)]


extract = DefaultGroup(
    name="extract",
    help=HELP,
    epilog=EPILOG,
    no_args_is_help=True,
    subcommand_metavar="PATH... | COMMAND [ARGS]...",
    context_settings=SETTINGS,
    commands=[run, explain, checks, schema],
)
click.version_option(package_name="jixiao-extract", message="%(prog)s %(version)s")(extract)
