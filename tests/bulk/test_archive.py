"""An archive of every format with hostile files in it: every file is accounted for, as the benchmark counts it."""

from pathlib import Path

import pytest

from benchmarks.archive import documents, measurement

FILES = 120


def test_every_file_is_accounted_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sound files have records, hostile ones reasons, the bytes are the same, and the parent stays small."""
    monkeypatch.setattr(documents, "ONE_IN", 12)
    hostile = documents.make(tmp_path / "in", FILES)
    assert set(hostile.values()) == set(documents.HOSTILE)
    limits = ("--max-seconds", "60")
    runs = [measurement.run(tmp_path / "in", tmp_path / f"{jobs}.jsonl", jobs, *limits) for jobs in (1, 3)]
    assert measurement.unaccounted(tmp_path / "in", tmp_path / "1.jsonl", hostile) == []
    assert {run.files for run in runs} == {FILES}
    assert len({run.digest for run in runs}) == 1
    assert max(run.parent for run in runs) < 200
    given = measurement.causes(tmp_path / "1.jsonl", hostile)
    assert {code for codes in given.values() for code in codes} <= {"N01", "N03", "N08", "N12", "N14", "N15"}
