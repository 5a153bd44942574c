"""What an administrator does with accounts and with the system itself."""

from dataclasses import replace
from uuid import UUID

from medport_desktop.domain.center.analytics import AnalyticsFilter, Figures
from medport_desktop.domain.center.settings import SETTING_RULES, ConfiguredSetting
from medport_desktop.domain.center.system import AuditFilter, AuditLine, DeadLetter, SetAside, SiloHealth
from medport_desktop.domain.enums import Reason, Silo, TransportLevel
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.services.accounts import Accounts
from medport_desktop.services.texts import check_note

AUDIT_LIMIT = 1000
"""How many lines of the audit log one search returns at most."""


class Admin(Accounts):
    """Everybody's accounts, the site's configuration, and how the system is."""

    # -- configuration ----------------------------------------------------------------------------------
    def configuration(self) -> list[ConfiguredSetting]:
        """Every setting that the program knows, by key."""
        return [setting for setting in self.stores.system.configuration() if setting.key in SETTING_RULES]

    def set_setting(self, setting: ConfiguredSetting, typed: str) -> None:
        """Keep what a person typed. Raises InvalidForm or Refused, whose field is `value`."""
        try:
            value = SETTING_RULES[setting.key].read(typed)
        except ValueError as error:
            raise InvalidForm({"value": str(error)}) from error
        self.stores.system.set_setting(setting.id, value)

    # -- audit ------------------------------------------------------------------------------------------
    def audit(self, wanted: AuditFilter) -> tuple[list[AuditLine], list[AuditLine]]:
        """The newest lines that match, at most AUDIT_LIMIT; and others that may belong to the same changes."""
        for field in ("who", "trip_number"):
            check_note(getattr(wanted, field), "app_user.name", field)
        found = self.stores.system.audit(wanted, AUDIT_LIMIT)
        return found, self.stores.system.audit_beside(found)

    # -- health -----------------------------------------------------------------------------------------
    def health(self, silo: Silo) -> tuple[SiloHealth, list[DeadLetter]]:
        """How a silo is now, and its events that could not be handled."""
        return self.stores.system.health(silo), self.stores.system.dead_letters(silo)

    def set_aside(self, silo: Silo, event_id: UUID, reason: SetAside, note: str) -> None:
        """Say that an event need not be handled. Raises InvalidForm (the note) or Refused."""
        check_note(note)
        if reason is SetAside.OTHER and not note.strip():
            raise InvalidForm({"note": "Say in a few words what the reason is."})
        self.stores.system.set_aside(silo, event_id, reason, note.strip())

    # -- figures ----------------------------------------------------------------------------------------
    def figures(self, wanted: AnalyticsFilter) -> Figures:
        """The figures of a filter: levels and reasons in their own order, agencies by loaded miles."""
        read = self.stores.analytics.figures(wanted)
        levels, reasons = list(TransportLevel), list(Reason)
        return replace(
            read,
            levels=tuple(sorted(read.levels, key=lambda f: levels.index(f.level))),
            agencies=tuple(sorted(read.agencies, key=lambda f: (-f.miles, -f.taken, f.name.casefold()))),
            reasons=tuple(sorted(read.reasons, key=lambda f: (-f.cancelled, reasons.index(f.reason)))),
        )
