"""What each person was told: done, refused, not done, or nothing certain. The databases must agree with all of it."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4


class Outcome(StrEnum):
    """What a person was told of a write."""

    DONE = "done"
    REFUSED = "refused"
    """By a rule: nothing was written."""
    AWAY = "away"
    """The silo went away before COMMIT was sent: nothing was written."""
    UNKNOWN = "unknown"
    """The connection broke during COMMIT, or the console was killed: either may be."""
    KEPT = "kept"
    """The silo is away, and the workstation keeps it to send it later; what became of it then is another outcome."""


class Op(StrEnum):
    """What people do."""

    ENTER = "enter"
    EDIT = "edit"
    OFFER = "offer"
    SCHEDULE = "schedule"
    AWARD = "award"
    CANCEL = "cancel"
    NOTE = "note"
    BID = "bid"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    ACCEPT = "accept"
    PROGRESS = "progress"
    RELEASE = "release"
    REASSIGN = "reassign"
    UNIT = "unit"
    TAKE_BACK = "take decline back"
    SERIES = "enter series"
    END_SERIES = "end series"
    PLAN = "plan"
    END_PLAN = "end plan"
    MESSAGE = "message"
    WITHDRAW_MESSAGE = "withdraw message"
    READ = "read message"
    HAND_OVER = "hand over"
    READ_LINE = "read line"
    UNREAD_LINE = "put line back"
    TAKE_OVER = "take over"
    WITHDRAW_SHEET = "withdraw sheet"


@dataclass(frozen=True, slots=True)
class Entry:
    """One attempt of one person."""

    who: UUID
    op: Op
    row: UUID
    """What was to be written: a trip, bid, assignment, award (its bid), unit, decline, series, plan, message, sheet."""
    trip: UUID | None
    outcome: Outcome
    facts: dict[str, str] = field(default_factory=dict)
    """Columns with the values that were to be written, as text."""
    said: str = ""
    """The sentence that the person saw, if it did not go well."""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    id: UUID = field(default_factory=uuid4)
    key: UUID | None = None
    """Under which its silo remembers it, where it was kept."""

    def line(self) -> str:
        """Return it as a line of JSON."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def read(cls, line: str) -> "Entry":
        """Read what `line` wrote."""
        told = json.loads(line)
        return cls(
            UUID(told["who"]),
            Op(told["op"]),
            UUID(told["row"]),
            UUID(told["trip"]) if told["trip"] else None,
            Outcome(told["outcome"]),
            told["facts"],
            told["said"],
            datetime.fromisoformat(told["at"]),
            UUID(told["id"]),
            UUID(told["key"]) if told["key"] else None,
        )


class JournalFile:
    """The journal of a process that may be killed at any moment: a line before each attempt, and one after it."""

    def __init__(self, path: Path) -> None:
        """Append to that file."""
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, entry: Entry) -> None:
        """Keep an entry: once this returns, killing the process does not lose it."""
        os.write(self._file, f"{entry.line()}\n".encode())


def read_journal(path: Path) -> list[Entry]:
    """Return what became of each attempt in a file; what was only begun is UNKNOWN."""
    if not path.exists():
        return []
    lines = [line for line in path.read_text().splitlines() if line.endswith("}")]
    return list({entry.id: entry for entry in map(Entry.read, lines)}.values())


def of_row(entries: Iterable[Entry]) -> Outcome:
    """What is known of a row that was to be made once, after all attempts with its id."""
    outcomes = {entry.outcome for entry in entries}
    for told in (Outcome.DONE, Outcome.UNKNOWN, Outcome.KEPT, Outcome.REFUSED):
        if told in outcomes:
            return told
    return Outcome.AWAY
