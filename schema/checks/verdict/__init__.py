"""What a check says: the statements that it can make of cells, each judged exactly, and the findings that follow.

Intervals, abstaining and wording are known here and nowhere else.
"""

from schema.checks.verdict.judgement import Facts, Judgement, Verdict, abstains, fault, holds, matches, noted, unread
from schema.checks.verdict.points import Earned, earned
from schema.checks.verdict.printed import quoted
from schema.checks.verdict.quotients import condition, ratio
from schema.checks.verdict.sums import adds_up, at_most
from schema.checks.verdict.tallies import either, rounded_digits, tally

__all__ = [
    "Earned",
    "Facts",
    "Judgement",
    "Verdict",
    "abstains",
    "adds_up",
    "at_most",
    "condition",
    "earned",
    "either",
    "fault",
    "holds",
    "matches",
    "noted",
    "quoted",
    "ratio",
    "rounded_digits",
    "tally",
    "unread",
]
