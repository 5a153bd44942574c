"""Running accounts: an administrator everybody's, a manager those of the own hospital or agency."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.enums import UserType
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import Account, AccountEdit, NewAccount, Organisation, Person
from medport_desktop.domain.system import SignedInPerson
from medport_desktop.services.ports import CenterPort, PeoplePort
from medport_desktop.services.validation import check_account, check_account_edit, first_password_error


class Accounts:
    """Accounts, each of which lives in the center and works in all three silos, and the sessions of their people.

    The center decides which accounts the person sees and may change; here nothing is taken for granted of that.
    """

    def __init__(self, person: Person, center: CenterPort, people: PeoplePort) -> None:
        """`person` is who acts."""
        self.person = person
        self._center = center
        self._people = people

    @property
    def own(self) -> Organisation | None:
        """The one organisation that a manager runs the accounts of; None for an administrator, who runs all."""
        person = self.person
        organisation = person.hospital_id or person.agency_id
        if person.user_type is UserType.CENTER or organisation is None:
            return None
        return Organisation(organisation, person.organisation)

    def accounts(self, ids: Sequence[UUID] | None = None) -> list[Account]:
        """Accounts that the person may manage."""
        return self._center.accounts(ids)

    def hospitals(self) -> list[Organisation]:
        """Hospitals to choose from."""
        return self._center.hospitals()

    def agencies(self) -> list[Agency]:
        """Agencies to choose from."""
        return self._center.agencies()

    def create(self, user_id: UUID, new: NewAccount) -> None:
        """Create an account. Raises InvalidForm, Refused (an e-mail that has one already) or NotAllowed."""
        check_account(new)
        self._center.create_account(user_id, new)

    def set_active(self, user_id: UUID, active: bool) -> None:
        """Disable (sessions end at once) or enable an account. Raises NotAllowed."""
        self._center.set_account_active(user_id, active)

    def reset_password(self, user_id: UUID, password: str) -> None:
        """Give an account a new first password, to give to the person, who must change it.

        Raises InvalidForm or NotAllowed.
        """
        if error := first_password_error(password):
            raise InvalidForm({"password": error})
        self._center.reset_password(user_id, password)

    def edit(self, edit: AccountEdit) -> None:
        """Change who an account is. Raises InvalidForm, Refused (an e-mail that another has) or NotAllowed."""
        check_account_edit(edit)
        self._people.edit_account(edit)

    def signed_in(self) -> list[SignedInPerson]:
        """Which of these people have connections to the silos that can be reached, by name."""
        return self._people.signed_in()

    def end_sessions(self, user_id: UUID) -> None:
        """End a person's connections in every silo that can be reached. Raises NotAllowed (one's own)."""
        self._people.end_sessions(user_id)


_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What nobody confuses when it is read out: no l and 1, no o and 0, no i."""


def initial_password() -> str:
    """A password for a new account, to be shown once: 20 random characters in groups of five (99 bits)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
