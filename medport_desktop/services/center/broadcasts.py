"""Messages from the center: those that a person reads, and those that a dispatcher of the center writes and follows."""

from uuid import UUID

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.center.broadcasts import (
    Audience,
    NewBroadcast,
)
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import Person
from medport_desktop.services.texts import add_text_errors


class Broadcasts:
    """The use cases of a signed-in person; sending and following are for people of the center."""

    def __init__(self, person: Person, stores: Stores) -> None:
        """`person` is signed in."""
        self.person = person
        self.stores = stores

    def send(self, broadcast_id: UUID, new: NewBroadcast) -> None:
        """Send a message. Raises InvalidForm, Refused or NotAllowed."""
        errors: dict[str, str] = {}
        if new.audience in (Audience.HOSPITAL, Audience.AGENCY) and new.recipient_id is None:
            errors["recipient"] = "Choose the hospital or agency that it is for."
        if not new.text.strip():
            errors["text"] = "Write the message first."
        add_text_errors(errors, "broadcast", text=new.text)
        if errors:
            raise InvalidForm(errors)
        self.stores.broadcasts.send(broadcast_id, new)
