"""What an administrator sees of the system itself: the audit log, and how the silos are."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from medport_desktop.domain.enums import Silo, TransportLevel

TOGETHER = timedelta(seconds=2)
"""What one person did to a trip within it is one change."""
ARRIVES = timedelta(seconds=15)
"""So much later another silo has, as a rule, what follows there from a change of an account or an agency."""
ARRIVES_AGAIN = timedelta(days=1)
"""So much later a silo that was away has a setting's new value."""
ACCOUNTS = ("app_user", "hospital_user", "agency_user")
AGENCIES = ("service_registry", "ems_agency", "agency_directory")
HANDOFFS = ("shift_handoff", "shift_handoff_trip")
SETTINGS = ("system_configuration",)
FAMILIES = ((ACCOUNTS, ARRIVES), (AGENCIES, ARRIVES), (HANDOFFS, TOGETHER), (SETTINGS, ARRIVES_AGAIN))
"""Tables whose rows may tell of one change, and within how long."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One audited read or change in any silo."""

    id: UUID
    at: datetime
    who: str
    action: str
    """INSERT, UPDATE, DELETE or READ."""
    entity_type: str
    entity_id: str
    trip_number: str
    """'' where it is about no trip."""
    silo: Silo
    address: str
    """The client's; '' for what the system did."""
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    """Only the columns that changed, for an UPDATE; for a READ, how it was found."""
    subject: str = ""
    """Which of its kind: a setting's key, an account's e-mail, a unit's number, a name; '' where it has none."""
    acting_for: str = ""
    """hospital or agency, where a person of the center acted for one; else ''."""
    trip_id: UUID | None = None
    names: dict[str, str] = field(default_factory=dict)
    """Of the agencies and hospitals that the changed columns name by their ids."""
    amount: int | None = None
    """Of the bid that was awarded, in cents."""

    @property
    def agency(self) -> str:
        """Whose it is, or who was awarded; '' where it is about no agency."""
        return self.names.get(str(self.after.get("agency_id")), "")

    def named(self, value: object) -> object:
        """A value of a column: the name where it is the id of an agency or a hospital."""
        return self.names.get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which lines of the audit log; '' and None do not restrict."""

    who: str = ""
    """Part of a name."""
    action: str = ""
    entity_type: str = ""
    trip_number: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A subscription of a silo."""

    name: str
    source: Silo
    running: bool
    heard_at: datetime | None
    errors: int
    """How often applying failed since the server's counters were reset."""
    beat_at: datetime | None
    """The newest heartbeat of the source that has arrived."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A replication slot of a silo: somebody who reads from it."""

    name: str
    active: bool
    behind_bytes: int
    wal_status: str
    """reserved, extended, unreserved or lost (PostgreSQL 18, section 53.20)."""


@dataclass(frozen=True, slots=True)
class SiloHealth:
    """How a silo was when it was asked."""

    silo: Silo
    version: str
    started_at: datetime
    looked_at: datetime
    """By the silo's own clock; every other time is to be compared with it."""
    database_bytes: int
    connections: int
    beat_at: datetime | None
    """When its own clock last left a heartbeat."""
    dead_letters: int
    """Events that wait for another try."""
    arrivals: tuple[Arrival, ...]
    readers: tuple[Reader, ...]

    def problems(self) -> list[str]:
        """What somebody should look after, each a sentence; the gravest first."""
        found = [
            f"{arrival.name} does not run: nothing arrives from {arrival.source.label} by it."
            for arrival in self.arrivals
            if not arrival.running
        ]
        found += [f"{r.name} has lost what was to be read: repair it with medport doctor." for r in self.lost()]
        found += [
            f"Nobody reads {r.name}; the log that is kept for it grows."
            for r in self.readers
            if not r.active and r.wal_status != "lost"
        ]
        found += [
            f"{r.name} is {r.behind_bytes // MEGABYTE:,} MB behind."
            for r in self.readers
            if r.active and r.behind_bytes > BEHIND_BYTES
        ]
        if self.beat_at is None or self.looked_at - self.beat_at > BEAT_LATE:
            found.append("Nobody keeps its clock: bids do not expire by themselves. Start medport keeper.")
        for source in {a.source: a for a in self.arrivals if a.beat_at is None or self.late(a.beat_at)}:
            found.append(f"No heartbeat of {source.label} came for over a minute.")
        if self.dead_letters:
            todo = "Mend the cause and replay them, or set them aside."
            found.append(f"Events that could not be handled: {self.dead_letters}. {todo}")
        return found

    def lost(self) -> list[Reader]:
        """Slots that were invalidated."""
        return [reader for reader in self.readers if reader.wal_status == "lost"]

    def late(self, beat_at: datetime) -> bool:
        """Whether another silo's heartbeat should have come since."""
        return self.looked_at - beat_at > ARRIVAL_LATE


class SetAside(StrEnum):
    """Why an event that could not be handled need not be; a note may follow."""

    OVERTAKEN = "OVERTAKEN"
    DONE_BY_HAND = "DONE_BY_HAND"
    SPOILED = "SPOILED"
    OTHER = "OTHER"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {
            "OVERTAKEN": "Later changes have made it void",
            "DONE_BY_HAND": "What it asks for was done by hand",
            "SPOILED": "It is wrong and can never be handled",
            "OTHER": "Other",
        }[self.value]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event whose handler raised in a silo."""

    silo: Silo
    event_id: UUID
    source: Silo
    kind: str
    sqlstate: str
    error: str
    attempts: int
    first_at: datetime
    last_at: datetime
    resolved_at: datetime | None
    """When another try went through; None while it waits."""
    set_aside_at: datetime | None = None
    """When an administrator said that it need not be handled; a replay takes that back."""
    set_aside_by: str = ""
    set_aside_reason: SetAside | None = None
    set_aside_note: str = ""

    @property
    def waits(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.resolved_at is None and self.set_aside_at is None


@dataclass(frozen=True, slots=True)
class SignedInPerson:
    """Somebody with open connections to some of the silos."""

    user_id: UUID
    email: str
    name: str
    organisation: str
    silos: frozenset[Silo]
    connections: int
    since: datetime
    """When the oldest of the connections was opened."""
    last_seen_at: datetime | None
    """When something was last done at a console; None: not since the sessions were ended, or never."""
    address: str
    """'' for a local connection."""


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """A hospital (organisation) or an agency, as the administrator keeps it."""

    id: UUID
    name: str
    address: str = ""
    zip_code: str = ""
    city: str = ""
    state: str = ""
    """City and state follow from the ZIP code."""
    phone: str = ""
    email: str = ""
    contact_name: str = ""
    """Of an agency alone."""
    levels: frozenset[TransportLevel] = frozenset()
    """Of an agency alone: what it can run."""
    is_active: bool = True
    updated_at: datetime | None = None


MEGABYTE = 1_048_576
BEHIND_BYTES = 64 * MEGABYTE
BEAT_LATE = timedelta(seconds=45)
"""A heartbeat comes every 10 s; a center's console calls the clock after 30."""
ARRIVAL_LATE = timedelta(seconds=75)
