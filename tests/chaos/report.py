"""What a run found, for people and for programs."""

import json
import os
import platform
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from tests.chaos.checking.checker import Violation
from tests.chaos.checking.journal import Entry

_SHOWN = 20
"""Violations told in full."""


@dataclass
class Report:
    """One run."""

    seed: int
    minutes: float
    people: int
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    rounds: int = 0
    operations: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: dict[str, int] = field(default_factory=dict)
    kept: Counter[str] = field(default_factory=Counter)
    """What became of writes that consoles kept."""
    converged_s: list[float] = field(default_factory=list)
    """Seconds from the end of the last fault until everything had arrived everywhere, a round each."""
    events: int = 0
    trips: int = 0
    dead_letters: int = 0
    violations: list[tuple[int, Violation, list[str]]] = field(default_factory=list)
    """With the round that they were found in, and the trip's story."""
    problems: list[str] = field(default_factory=list)
    """What did not work in the suite or in a console: a crash is a violation too."""

    @property
    def passed(self) -> bool:
        """Whether every promise was kept."""
        return not self.violations and not self.problems

    def count(self, journal: Sequence[Entry], kept: Collection[UUID] = ()) -> None:
        """Count what people did, and what became of the entries that were `kept` at first."""
        self.kept = Counter(entry.outcome.value for entry in journal if entry.id in kept)
        self.operations = Counter(entry.op.value for entry in journal)
        self.outcomes = Counter(entry.outcome.value for entry in journal)

    def text(self) -> str:
        """Return it for people."""
        convergence = (
            f"p50 {median(self.converged_s):.1f} s, max {max(self.converged_s):.1f} s" if self.converged_s else "never"
        )
        lines = [
            f"Chaos, seed {self.seed}: {self.minutes:g} minutes, {self.people} people, {self.rounds} rounds",
            f"  on {_machine()}, {self.began:%Y-%m-%d %H:%M} UTC",
            f"  {self.operations.total()} operations: {_counted(self.operations)}",
            f"  told: {_counted(self.outcomes)}",
            f"  {self.kept.total()} kept for later: {_counted(self.kept)}",
            f"  {sum(self.faults.values())} faults: {_counted(Counter(self.faults))}",
            f"  {self.trips} trips, {self.events} events, {self.dead_letters} dead letters (all planted, or see below)",
            f"  converged after healing: {convergence}",
            f"  violations: {len(self.violations)}",
        ]
        for round_number, violation, story in self.violations[:_SHOWN]:
            lines.append(f"\nround {round_number}: {violation.promise}: {violation.said}")
            lines += [f"  trip {violation.trip}", *(f"    {line}" for line in story)] if violation.trip else []
        lines += [f"\n{problem}" for problem in self.problems[:_SHOWN]]
        return "\n".join(lines)

    def write(self, folder: Path) -> None:
        """Write report.txt and report.json."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.txt").write_text(self.text() + "\n", encoding="utf-8")
        (folder / "report.json").write_text(json.dumps(self._facts(), indent=1, default=str), encoding="utf-8")

    def _facts(self) -> dict[str, Any]:
        return {
            "seed": self.seed,
            "minutes": self.minutes,
            "people": self.people,
            "machine": _machine(),
            "began": self.began.isoformat(),
            "rounds": self.rounds,
            "operations": dict(self.operations),
            "outcomes": dict(self.outcomes),
            "kept": self.kept,
            "faults": self.faults,
            "trips": self.trips,
            "events": self.events,
            "dead_letters": self.dead_letters,
            "converged_s": {
                "p50": median(self.converged_s) if self.converged_s else None,
                "max": max(self.converged_s, default=None),
                "all": self.converged_s,
            },
            "violations": [
                {"round": number, "promise": v.promise, "said": v.said, "trip": v.trip, "story": story}
                for number, v, story in self.violations
            ],
            "problems": self.problems,
            "passed": self.passed,
        }


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counter.most_common() if count)


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
