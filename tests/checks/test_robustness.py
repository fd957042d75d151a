"""No figures, however odd, stop the checks or spoil what they say."""

import re
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schema import checks
from schema.evaluation import MONEY_COLUMNS, RATE_COLUMNS
from schema.model import DECIMAL_PATTERN
from tests.checks import records

FIGURES = st.one_of(
    st.sampled_from(["", "—", "/", "0", "0.00", "0.1", "1", "-1", "353.98999999", "10000000000000000000000.01"]),
    st.decimals(-(10**7), 10**7, places=2).map(str),
)


def amounts(unit: str) -> st.SearchStrategy[Any]:
    """Return amounts of any size and nil marks, some of them not understood."""
    damaged = st.just(records.money("1.505,02", problem="ambiguous_separator"))
    return st.one_of(st.none(), damaged, FIGURES.map(lambda raw: records.money(raw, unit)))


ROWS = st.sampled_from(["万元", "元"]).flatmap(
    lambda unit: st.fixed_dictionaries(
        {column: amounts(unit) for column in MONEY_COLUMNS}
        | {
            column: st.one_of(
                st.none(), FIGURES.map(lambda raw: records.rate(f"{raw}%" if raw[-1:].isdigit() else raw))
            )
            for column in RATE_COLUMNS
        }
    )
)


@settings(max_examples=100, deadline=None)
@given(total=ROWS, sources=st.lists(ROWS, max_size=3), exhaustive=st.sampled_from([None, True, False]))
def test_any_figures_give_findings(total: Any, sources: list[Any], exhaustive: bool | None) -> None:  # noqa: FBT001 - drawn
    """Whatever is printed, the checks come to an end, with whole sentences and exact decimals."""
    parts = [
        {"source": "central", "label": "中央", "parent": 0 if at == 1 else None, **row}
        for at, row in enumerate(sources)
    ]
    found = checks.run(records.record(budget=total, budget_sources=parts, sources_exhaustive=exhaustive))
    for finding in found:
        assert not re.search("[{}]|None", finding.message + finding.message_zh)
        for figure in (finding.expected, finding.found, finding.gap):
            ends = [] if figure is None else figure.split(" … ")
            assert all(re.fullmatch(DECIMAL_PATTERN, end) for end in ends)
        for diagnosis in (finding.diagnosis, *finding.candidates):
            assert diagnosis is None or Decimal(diagnosis.suggested.removesuffix("%")).is_finite()
