"""The lines of the audit log: what one person did at once, in however many rows and silos."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from medport_desktop.domain.center.settings import SETTING_RULES
from medport_desktop.domain.center.system import (
    ACCOUNTS,
    AGENCIES,
    ARRIVES,
    ARRIVES_AGAIN,
    HANDOFFS,
    SETTINGS,
    TOGETHER,
    AuditLine,
)
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.shared.audit_words import Audited, words_for

_SYSTEM = "The system"
_FOLLOWS = frozenset({"available_trip", "trip_milestone", "trip_notice"})
"""What always follows from another row, and is told only where it stands alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """Audited rows that belong together, in the order in which they were written."""

    rows: tuple[AuditLine, ...]

    @property
    def id(self) -> UUID:
        """Its first row's."""
        return self.rows[0].id

    @property
    def at(self) -> datetime:
        """When it was done."""
        return self.rows[0].at

    @property
    def first(self) -> AuditLine:
        """Where it was done."""
        return self.rows[0]

    @property
    def who(self) -> str:
        """Who did it; what follows in other silos may be the system's."""
        return next((row.who for row in self.rows if row.who != _SYSTEM), _SYSTEM)

    @property
    def acting_for(self) -> str:
        """For whom a person of the center acted; '' for nobody."""
        return next((row.acting_for for row in self.rows if row.acting_for), "")

    @property
    def silos(self) -> str:
        """The silos that have it, the first first."""
        others = {row.silo for row in self.rows} - {self.first.silo}
        return ", ".join(silo.label for silo in (self.first.silo, *(silo for silo in Silo if silo in others)))

    @property
    def which(self) -> str:
        """The trip's number, or what else was changed: an account's e-mail, a unit's number."""
        # A handoff, or a look at a list, is about many.
        one = (row for row in self.rows if row.entity_type not in HANDOFFS and "patients" not in row.after)
        named = next(filter(None, (row.trip_number or row.subject or row.agency for row in one)), "")
        return "" if named in SETTING_RULES else named

    @property
    def words(self) -> str:
        """ "T-1042: Awarded Bedford demo EMS for $412"."""
        telling = [row for row in self.rows if row.entity_type not in _FOLLOWS] or self.rows
        parts = dict.fromkeys(filter(None, map(_words, _read_together(telling))))
        acting = f", for the {self.acting_for}" if self.acting_for else ""
        return ": ".join(filter(None, (self.which, "; ".join(parts) or _words(self.first)))) + acting


def _read_together(rows: Iterable[AuditLine]) -> list[AuditLine]:
    """The rows, those of trips of a handoff that were acknowledged, or put back, as one where the first stands."""
    told: list[AuditLine] = []
    for row in rows:
        like_it = (i for i, one in enumerate(told) if _is_reading(one) and one.after.keys() == row.after.keys())
        last = next(like_it, None) if _is_reading(row) else None
        if last is None:
            told.append(row)
        else:
            both = {name: [*_numbers(told[last], name), *_numbers(row, name)] for name in row.after}
            told[last] = replace(told[last], after=dict[str, object](both))
    return told


def _numbers(row: AuditLine, name: str) -> list[object]:
    numbers = row.after.get(name)
    return numbers if isinstance(numbers, list) else []


def _is_reading(row: AuditLine) -> bool:
    return (row.entity_type, row.action) == ("shift_handoff_trip", "UPDATE")


def _words(row: AuditLine) -> str:
    told = Audited(row.entity_type, row.action, row.before, row.after, row.subject, row.agency, row.amount)
    return words_for(told)


def changes_of(found: Sequence[AuditLine], beside: Sequence[AuditLine] = (), who: str = "") -> list[Change]:
    """The changes, whole, that these rows belong to, newest first; `beside` are other rows that may belong to them.

    With `who`, those alone that a person of that name, or of a part of it, did.
    """
    ids = {line.id for line in found}
    changes = _grouped([*found, *(line for line in beside if line.id not in ids)])
    chosen = (change for change in changes if any(row.id in ids for row in change.rows))
    return [change for change in chosen if who.casefold() in change.who.casefold()]


def _grouped(lines: Iterable[AuditLine]) -> list[Change]:
    groups: list[list[AuditLine]] = []
    latest: dict[Hashable, list[AuditLine]] = {}
    for line in sorted(lines, key=lambda line: (line.at, line.id)):
        keys = list(_keys(line))
        group = next((latest[key] for key, within in keys if key in latest and _joins(line, latest[key], within)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(line)
        latest.update((key, group) for key, _within in keys)
    return [Change(tuple(group)) for group in reversed(groups)]


def _keys(line: AuditLine) -> Iterator[tuple[Hashable, timedelta]]:
    """What a row may share with others that belong to it, and how much later than the one before it may be."""
    if line.entity_type in HANDOFFS:
        yield ("handoff", line.who), TOGETHER
    elif line.trip_id is not None:
        yield ("trip", line.trip_id, line.who), TOGETHER
    elif line.entity_type in SETTINGS:
        yield ("setting", line.subject, str(line.after.get("value"))), ARRIVES_AGAIN
    elif line.entity_type in ACCOUNTS:
        yield ("account", line.subject or line.entity_id), ARRIVES
    elif line.entity_type in AGENCIES:
        yield ("agency", line.who), ARRIVES


def _joins(line: AuditLine, group: list[AuditLine], within: timedelta) -> bool:
    """Whether a row belongs to those: soon after the last, and of another silo or by the same person at once."""
    last = group[-1]
    if line.at - last.at > within:
        return False
    is_copy = all(line.silo is not row.silo for row in group)
    return is_copy or (line.who == last.who and line.at - last.at <= TOGETHER)
