"""Running accounts: an administrator everybody's, a manager those of the own hospital or agency."""

import secrets
from uuid import UUID

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import UserType
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import Organisation, Person
from medport_desktop.services.validation import first_password_error


class Accounts:
    """Accounts, each of which lives in the center and works in all three silos, and the sessions of their people.

    The center decides which accounts the person sees and may change; here nothing is taken for granted of that.
    """

    def __init__(self, person: Person, stores: Stores) -> None:
        """`person` is who acts."""
        self.person = person
        self.stores = stores

    @property
    def own(self) -> Organisation | None:
        """The one organisation that a manager runs the accounts of; None for an administrator, who runs all."""
        person = self.person
        organisation = person.hospital_id or person.agency_id
        if person.user_type is UserType.CENTER or organisation is None:
            return None
        return Organisation(organisation, person.organisation)

    def reset_password(self, user_id: UUID, password: str) -> None:
        """Give an account a new first password, to give to the person, who must change it.

        Raises InvalidForm or NotAllowed.
        """
        if error := first_password_error(password):
            raise InvalidForm({"password": error})
        self.stores.center.reset_password(user_id, password)


_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What nobody confuses when it is read out: no l and 1, no o and 0, no i."""


def initial_password() -> str:
    """A password for a new account, to be shown once: 20 random characters in groups of five (99 bits)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
