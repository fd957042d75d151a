"""A line of data against what a published table must yield: which fields are right, missing, wrong, silently wrong.

A field counts when something is expected in it or something was given; where nothing is printed and nothing given,
nothing was proved. The conventions:

- amounts are compared in yuan (the expected figure times the table's unit), weights and scores as numbers; a rate as
  the printed percentage, or, where a fraction was printed (r015, r046, r056), as the percentage that the amounts show;
- texts are compared folded (`values.fold`), by the value; targets and results by what was printed;
- a code in front of a name (`219-…`, `[155]…`) may stay in the name, or be taken off: of a department when
  `department_code` holds it, of another body when the print is kept;
- a body that came as the publisher (填报单位, 单位名称) is missing, but not silently;
- a level 1 of which only the points are left may also be the name that the section must have had; a name whose first
  character the copy lost is expected as printed;
- a title is compared without the year; the fiscal year may come from the file's name;
- a sign may stand in a field of its own or be the direction; a unit in its own field or in the target;
- the text 无 and its reading as nothing are the same;
- rows of the money block are found by their labels, indicators by the order of their names: a row that is left out
  makes its own fields missing and not those of all that follow; a row that nobody expected is one wrong field;
- amounts inside labels (`breakdown`) may stand in any field as long as the figure is right, else in `unmapped`;
- values that are derived from printed ones count as fields.

A field is silently wrong when it is wrong and no finding names it, or when it is missing though printed, no finding
names it and its text is not in `unmapped`. That a check was not carried out is no finding in this sense. A table that
is not found is all missing and not silent: its line says so.
"""

from dataclasses import dataclass
from typing import Literal

from benchmarks.asked import BODIES, Asked, Json, asked
from extractors.values import fold
from tests.published import Published

LENGTH_OF_A_SCORE = 3
"""Characters: figures as short as that stand everywhere."""


@dataclass(frozen=True)
class Outcome:
    """What became of one field."""

    field: str
    verdict: Literal["right", "missing", "wrong"]
    silent: bool
    expected: str | None
    given: str | None


def compare(table: Published, lines: list[Json]) -> list[Outcome]:
    """Return what became of every field of a table, from the lines that its document gave."""
    read = [line for line in lines if line["evaluation"] is not None]
    line = read[0] if read else lines[0]
    fields = asked(table, line["evaluation"] or {})
    further = [
        Outcome(f"table {number}", "wrong", silent=True, expected=None, given="") for number in range(2, len(read) + 1)
    ]
    return [_outcome(one, line) for one in fields if one.printed is not None or one.given is not None] + further


def _outcome(field: Asked, line: Json) -> Outcome:
    verdict: Literal["right", "missing", "wrong"] = (
        "right" if field.right else "missing" if field.given is None else "wrong"
    )
    silent = not field.right and line["evaluation"] is not None and not _named(field.field, line["findings"])
    if verdict == "missing" and silent:
        left = [cell["raw"] for cell in line["evaluation"]["unmapped"]]
        if field.field in BODIES:
            left += [reading["raw"] for reading in _publishers(line["evaluation"])]
        silent = field.on_paper and not any(_stands_in(field.printed or "", text) for text in left)
    return Outcome(field.field, verdict, silent, field.printed, field.given)


def _publishers(record: Json) -> list[Json]:
    """Return what was read as 填报单位 or 单位名称, and may be meant as the department."""
    further = [repeat for repeat in record["repeats"] if repeat["field"] == "publisher"]
    return [reading for reading in (record["publisher"], *further) if reading is not None]


def _stands_in(printed: str, text: str) -> bool:
    """Whether a text that nobody took holds a printed one: as the whole, as a word, or, a longer one, anywhere."""
    wanted = fold(printed).replace(",", "")
    wanted = wanted if wanted == fold(text) else wanted.rstrip("%")
    words = [fold(text).replace(",", ""), *(fold(word).replace(",", "").rstrip("%") for word in text.split())]
    return wanted in words or (len(wanted) > LENGTH_OF_A_SCORE and wanted in words[0])


def _named(path: str, findings: list[Json]) -> bool:
    named = [one for finding in findings if finding["severity"] != "not_checked" for one in finding["fields"]]
    return any(one == path or one.startswith(f"{path}.") or path.startswith(f"{one}.") for one in named)
