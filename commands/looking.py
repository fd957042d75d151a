"""One file for somebody who looks: read by a worker like every other, and shown as tables."""

from rich.text import Text

from bulk import write
from bulk.examine import Input
from bulk.isolation.pool import Pool
from bulk.tally import Totals
from bulk.work import Task
from commands.configuration import Configuration
from commands.request import Request
from commands.text import encoded, printable
from commands.view import view
from schema.extraction import Extraction


def look(found: Input, request: Request, configured: Configuration) -> Totals:
    """Show what one file gives, and return its figures."""
    settings = request.work.settings(configured.policy, keep_personal_data=request.keep_personal_data)
    with write.output("-") as put:
        with Pool(settings, 1, forked=True) as pool:
            (result,) = pool.run([Task(str(found.path), found.name, found.problem)])
        lines = tuple(Extraction.model_validate_json(line) for line in result.lines.splitlines())
        asked = [Text(f"configuration: {printable('; '.join(configured.said))}", "dim")] if configured.said else []
        put(encoded(*view(lines), *asked))
    totals = Totals()
    totals.add(result.tally)
    return totals
