"""What an administrator does with accounts and with the system itself."""

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import Person
from medport_desktop.domain.settings import SETTING_RULES, ConfiguredSetting
from medport_desktop.domain.system import AuditFilter, AuditLine, DeadLetter, SiloHealth
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.center.analytics import Analytics
from medport_desktop.services.ports import CenterPort, OrganisationPort, SystemPort
from medport_desktop.services.texts import LONGEST, check_note

AUDIT_LIMIT = 1000
"""How many lines of the audit log one search returns at most."""


class Admin(Accounts):
    """Everybody's accounts, the site's configuration, and how the system is."""

    def __init__(self, person: Person, center: CenterPort, system: SystemPort) -> None:
        """`person` is who acts; the databases check what they may do."""
        super().__init__(person, center, system)
        self._system = system

    @property
    def organisations(self) -> OrganisationPort:
        """Hospitals and agencies."""
        return self._system.organisations

    @property
    def analytics(self) -> Analytics:
        """Figures of the trips."""
        return Analytics(self._center, self._system.analytics)

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
        for field in ("who", "trip_number"):
            check_note(getattr(wanted, field), LONGEST["name"], field)
        return self._system.audit(wanted, AUDIT_LIMIT)

    # -- health -----------------------------------------------------------------------------------------
    def health(self, silo: Silo) -> tuple[SiloHealth, list[DeadLetter]]:
        """How a silo is now, and its events that could not be handled."""
        return self._system.health(silo), self._system.dead_letters(silo)

    def replay(self, letter: DeadLetter) -> bool:
        """Handle an event once more; True where it went through. Raises Refused (it does not wait any more)."""
        return self._system.replay(letter.silo, letter.event_id)
