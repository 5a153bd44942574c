"""The accounts board's columns, and which accounts its chips show."""

from enum import StrEnum

from medport_desktop.domain.enums import UserType
from medport_desktop.domain.people import Account
from medport_desktop.domain.written import matching
from medport_desktop.gui.kit.board import Column, columns
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.style.tokens import Tone


class AccountView(StrEnum):
    """The chips over the board."""

    ALL = "all"
    HOSPITAL = "hospital"
    EMS = "ems"
    CENTER = "center"
    DISABLED = "disabled"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {"hospital": "Hospitals", "ems": "EMS agencies"}.get(self.value, self.value.capitalize())


def in_view(view: AccountView, account: Account) -> bool:
    """Whether a view shows the account."""
    match view:
        case AccountView.ALL:
            return True
        case AccountView.DISABLED:
            return not account.is_active
        case _:
            return account.user_type is UserType(view.value)


def matches(account: Account, text: str) -> bool:
    """Whether every typed word is in the account's e-mail, name or organisation."""
    return matching.has_all(text, account.email, account.name, account.organisation)


def account_look(account: Account) -> StatusLook:
    """How an account's state is drawn."""
    return StatusLook("Active", Tone.GREEN) if account.is_active else StatusLook("Disabled", Tone.RED, hollow=True)


OWN_VIEWS = (AccountView.ALL, AccountView.DISABLED)
"""The chips where all accounts are of one organisation."""


def account_columns(*, own: bool) -> list[Column[Account]]:
    """Columns of the accounts board; `own`: all of one organisation."""
    of_many: tuple[Column[Account], ...] = (
        columns.plain("kind", "Works for", lambda a: a.user_type.label, width=124, tone=_tone),
        columns.plain("organisation", "Organisation", lambda a: a.organisation, width=212, tone=_tone),
    )
    return [
        columns.strong("name", "Name", lambda a: a.name, width=204, tone=_tone),
        columns.plain("email", "E-mail", lambda a: a.email, width=240, stretch=True, tone=_tone),
        *(() if own else of_many),
        columns.plain("manager", "Manager", lambda a: "Manager" if a.is_manager else "", width=80, tone=_tone),
        columns.status("active", "State", account_look, width=96),
        columns.when("changed", "Changed", lambda a: a.updated_at, width=108, tone=lambda _a: Tone.MUTED),
    ]


def _tone(account: Account) -> Tone:
    return Tone.TEXT if account.is_active else Tone.MUTED
