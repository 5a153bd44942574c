"""What an administrator sees of the system itself: the audit log."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from medport_desktop.domain.enums import Silo


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
