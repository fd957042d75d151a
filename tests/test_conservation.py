"""Nothing is dropped: every printed cell is a value, a label, or stands in `unmapped`."""

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import records
from tests.forms import Form, Slot, sample
from tests.rendering import to_html

WORDS = st.text("预算绩效指标单位0123456789.,%：（）—/ ", min_size=1, max_size=12).filter(lambda text: text.strip())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_strange_cells_end_up_in_the_record(data: st.DataObject, tmp_path: Path) -> None:
    """Whatever is written into any cells of the form, or into further rows, is accounted for."""
    form = sample()
    index = data.draw(st.integers(1, len(form.rows) - 1))
    position = data.draw(st.integers(0, len(form.rows[index]) - 1))
    changed = tuple(
        replace(slot, text=data.draw(WORDS)) if place == position else slot
        for place, slot in enumerate(form.rows[index])
    )
    extra = tuple(Slot(data.draw(WORDS)) for _ in range(6))
    rows = (*form.rows[:index], changed, *form.rows[index + 1 :], extra)
    path = tmp_path / "form.html"
    path.write_text(to_html(Form(form.above, rows)), "utf-8")
    assert all(line["evaluation"] is None for line in records.lines(path)) or records.unaccounted(path) == []
