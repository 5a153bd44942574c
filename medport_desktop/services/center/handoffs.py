"""Shift handoff: a dispatcher of the center leaves a sheet of the open trips, the next reads it and takes over."""

from uuid import UUID

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.handoff import LONGEST_LINE_NOTE, LONGEST_NOTE, NewHandoff
from medport_desktop.domain.people import Organisation, Person
from medport_desktop.services.texts import add_time_errors, is_unprintable

MOST_UNITS = 100_000
"""More than there are in any region; the center's database counts no further."""


class Handoffs:
    """The use cases; the databases judge each act."""

    def __init__(self, person: Person, stores: Stores) -> None:
        """`person` is signed in, of the center."""
        self.person = person
        self.stores = stores

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
        self.stores.handoffs.make(handoff_id, new)

    def successors(self) -> list[Organisation]:
        """Who could take over: people of the center other than the one signed in."""
        return [person for person in self.stores.handoffs.dispatchers() if person.id != self.person.id]
