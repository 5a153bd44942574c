"""What a run found is told to people and to programs alike."""

import json
from pathlib import Path
from uuid import uuid4

from tests.chaos.checking.checker import Violation
from tests.chaos.checking.journal import Entry, Op, Outcome
from tests.chaos.report import Report


def test_a_report_says_what_was_violated_with_its_story(tmp_path: Path) -> None:
    report = Report(seed=7, minutes=5, people=18, rounds=2, converged_s=[1.0, 2.0, 6.0], faults={"bus slow": 3})
    report.count([Entry(uuid4(), Op.ENTER, uuid4(), None, Outcome.DONE)])
    assert report.passed
    report.violations.append((2, Violation("units agree", "unit M-1 is free", "t"), ["14:00  hospital  tells it"]))
    report.write(tmp_path)
    text = (tmp_path / "report.txt").read_text()
    for part in (
        "seed 7",
        "1 enter",
        "3 bus slow",
        "p50 2.0 s, max 6.0 s",
        "violations: 1",
        "14:00  hospital  tells it",
    ):
        assert part in text
    told = json.loads((tmp_path / "report.json").read_text())
    assert (told["passed"], told["converged_s"]["p50"], told["converged_s"]["max"]) == (False, 2.0, 6.0)
    assert told["violations"][0]["story"] == ["14:00  hospital  tells it"]


def test_a_crash_of_a_console_is_no_pass() -> None:
    report = Report(seed=7, minutes=5, people=18)
    report.problems.append("Traceback")
    assert not report.passed
    assert "never" in report.text()
