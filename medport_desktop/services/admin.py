"""What an administrator does with accounts and with the system itself."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from medport_desktop.domain.agencies import Agency
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import Account, AccountEdit, NewAccount, Organisation, Person
from medport_desktop.domain.settings import SETTING_RULES, ConfiguredSetting
from medport_desktop.domain.system import AuditFilter, AuditLine, DeadLetter, SignedInPerson, SiloHealth
from medport_desktop.services.ports import CenterPort, OrganisationPort, SystemPort
from medport_desktop.services.validation import check_account, check_account_edit

AUDIT_LIMIT = 1000
"""How many lines of the audit log one search returns at most."""


class Admin:
    """Accounts, each of which lives in the center and works in all three silos; and the site's configuration."""

    def __init__(self, person: Person, center: CenterPort, system: SystemPort) -> None:
        """`person` is who acts; the databases check what they may do."""
        self.person = person
        self._center = center
        self._system = system

    @property
    def organisations(self) -> OrganisationPort:
        """Hospitals and agencies."""
        return self._system.organisations

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
        """Create an account. Raises InvalidForm or Refused (an e-mail that has one already)."""
        check_account(new)
        self._center.create_account(user_id, new)

    def set_active(self, user_id: UUID, active: bool) -> None:
        """Disable (sessions end at once) or enable an account."""
        self._center.set_account_active(user_id, active)

    def reset_password(self, user_id: UUID, password: str) -> None:
        """Give an account a new first password, to be told to the person, who must change it. Raises NotAllowed."""
        self._center.reset_password(user_id, password)

    def edit(self, edit: AccountEdit) -> None:
        """Change who an account is. Raises InvalidForm, Refused (an e-mail that another has) or NotAllowed."""
        check_account_edit(edit)
        self._system.edit_account(edit)

    def signed_in(self) -> list[SignedInPerson]:
        """Who has connections to the silos that can be reached, by name."""
        return self._system.signed_in()

    def end_sessions(self, user_id: UUID) -> None:
        """End a person's connections in every silo that can be reached. Raises NotAllowed (one's own)."""
        self._system.end_sessions(user_id)

    # -- configuration ----------------------------------------------------------------------------------
    def configuration(self) -> list[ConfiguredSetting]:
        """Every setting that the program knows, by key."""
        return [setting for setting in self._system.configuration() if setting.key in SETTING_RULES]

    def set_setting(self, setting: ConfiguredSetting, typed: str) -> None:
        """Keep what a person typed. Raises InvalidForm or Refused, whose field is `value`."""
        try:
            value = SETTING_RULES[setting.key].read(typed)
        except ValueError as error:
            raise InvalidForm({"value": str(error)}) from error
        self._system.set_setting(setting.id, value)

    # -- audit ------------------------------------------------------------------------------------------
    def audit(self, wanted: AuditFilter) -> list[AuditLine]:
        """The newest lines that match, newest first; at most AUDIT_LIMIT."""
        return self._system.audit(wanted, AUDIT_LIMIT)

    # -- health -----------------------------------------------------------------------------------------
    def health(self, silo: Silo) -> tuple[SiloHealth, list[DeadLetter]]:
        """How a silo is now, and its events that could not be handled."""
        return self._system.health(silo), self._system.dead_letters(silo)

    def replay(self, letter: DeadLetter) -> bool:
        """Handle an event once more; True where it went through. Raises Refused (it does not wait any more)."""
        return self._system.replay(letter.silo, letter.event_id)


_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What nobody confuses when it is read out: no l and 1, no o and 0, no i."""


def initial_password() -> str:
    """A password for a new account, to be told once: 20 random characters in groups of five (99 bits)."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
