"""Shift handoff: a dispatcher of the center leaves a sheet of the open trips, the next reads it and takes over."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.handoff import LONGEST_LINE_NOTE, LONGEST_NOTE, Handoff, NewHandoff
from medport_desktop.domain.people import Organisation, Person
from medport_desktop.services.texts import add_time_errors, is_unprintable

MOST_UNITS = 100_000
"""More than there are in any region; the center's database counts no further."""


class HandoffPort(Protocol):
    """The center silo's handoffs, for people of the center alone."""

    def handoffs(self, ids: Sequence[UUID] | None = None) -> list[Handoff]:
        """The newest handoffs with their lines, newest first."""

    def make(self, handoff_id: UUID, new: NewHandoff) -> None:
        """Leave a sheet; `handoff_id` makes a repeat harmless. Raises Refused where one is open already."""

    def acknowledge(self, handoff_id: UUID, trip_id: UUID, read: bool) -> None:
        """Mark a line as read by the person, or not. Raises Refused or NotAllowed."""

    def take_over(self, handoff_id: UUID) -> None:
        """End an open handoff by taking over. Raises Refused while a line is not acknowledged."""

    def withdraw(self, handoff_id: UUID) -> None:
        """End an open handoff by taking it back. Raises Refused or NotAllowed."""

    def dispatchers(self) -> list[Organisation]:
        """Active people of the center, by name."""


class Handoffs:
    """The use cases; the databases judge each act."""

    def __init__(self, person: Person, port: HandoffPort) -> None:
        """`person` is signed in, of the center."""
        self.person = person
        self._port = port

    def handoffs(self, ids: Sequence[UUID] | None = None) -> list[Handoff]:
        """The newest handoffs, newest first."""
        return self._port.handoffs(ids)

    def make(self, handoff_id: UUID, new: NewHandoff) -> None:
        """Leave a sheet. Raises InvalidForm or Refused."""
        if len(new.note.strip()) > LONGEST_NOTE:
            raise InvalidForm({"note": f"A note on the shift has at most {LONGEST_NOTE} characters."})
        for line in new.lines:
            if len(line.note.strip()) > LONGEST_LINE_NOTE:
                sentence = f"The note on {line.number} has more than {LONGEST_LINE_NOTE} characters."
                raise InvalidForm({"line_note": sentence})
            if is_unprintable(line.note):
                sentence = f"The note on {line.number} has a character that cannot be printed; type it again."
                raise InvalidForm({"line_note": sentence})
        if is_unprintable(new.note):
            raise InvalidForm({"note": "This has a character that cannot be printed; type it again."})
        errors: dict[str, str] = {}
        for line in new.lines:
            add_time_errors(errors, since=line.since, due_at=line.due_at)
        if not all(0 <= count <= MOST_UNITS for count in (new.units.free, new.units.on_trip, new.units.out)):
            errors["units"] = "These are no numbers of units."
        if errors:
            raise InvalidForm(errors)
        self._port.make(handoff_id, new)

    def acknowledge(self, handoff_id: UUID, trip_id: UUID, read: bool) -> None:
        """Mark a line as read, or put it back."""
        self._port.acknowledge(handoff_id, trip_id, read)

    def take_over(self, handoff_id: UUID) -> None:
        """Take the shift over."""
        self._port.take_over(handoff_id)

    def withdraw(self, handoff_id: UUID) -> None:
        """Take one's own sheet back."""
        self._port.withdraw(handoff_id)

    def successors(self) -> list[Organisation]:
        """Who could take over: people of the center other than the one signed in."""
        return [person for person in self._port.dispatchers() if person.id != self.person.id]
