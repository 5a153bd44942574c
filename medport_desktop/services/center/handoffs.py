"""Shift handoff: a dispatcher of the center leaves a sheet of the open trips, the next reads it and takes over."""

from uuid import UUID

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.center.handoff import NewHandoff
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import Organisation, Person
from medport_desktop.domain.written.limits import BETWEEN, longest
from medport_desktop.services.texts import add_text_errors, add_time_errors, text_error


class Handoffs:
    """The use cases; the databases judge each act."""

    def __init__(self, person: Person, stores: Stores) -> None:
        """`person` is signed in, of the center."""
        self.person = person
        self.stores = stores

    def make(self, handoff_id: UUID, new: NewHandoff) -> None:
        """Leave a sheet. Raises InvalidForm or Refused."""
        errors: dict[str, str] = {}
        add_text_errors(errors, "shift_handoff", note=new.note)
        for line in new.lines:
            if error := text_error(line.note.strip(), longest("shift_handoff_trip.note")):
                errors["line_note"] = f"{line.number}: {error}"
        for line in new.lines:
            add_time_errors(errors, since=line.since, due_at=line.due_at)
        least, most = BETWEEN["shift_handoff.units_free"]
        if not all(least <= count <= most for count in (new.units.free, new.units.on_trip, new.units.out)):
            errors["units"] = "These are no numbers of units."
        if errors:
            raise InvalidForm(errors)
        self.stores.handoffs.make(handoff_id, new)

    def successors(self) -> list[Organisation]:
        """Who could take over: people of the center other than the one signed in."""
        return [person for person in self.stores.handoffs.dispatchers() if person.id != self.person.id]
