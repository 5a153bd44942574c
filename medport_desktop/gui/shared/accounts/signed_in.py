"""Who is signed in now, and ending somebody's sessions."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medport_desktop.domain.center.system import SignedInPerson
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.board import BoardModel, BoardView, Column, columns
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation
from medport_desktop.services.accounts import Accounts

_EVERY_S = 10
"""Connections come and go without a notification; asked only while the page is in view."""


def person_columns(*, own: bool) -> list[Column[SignedInPerson]]:
    """Columns of the people who are signed in; `own`: all of one organisation."""
    organisation: Column[SignedInPerson] = columns.plain(
        "organisation", "Organisation", lambda p: p.organisation, width=250
    )
    return [
        columns.strong("name", "Name", lambda p: p.name, width=190),
        columns.plain("email", "E-mail", lambda p: p.email, width=240, stretch=True),
        *(() if own else (organisation,)),
        columns.plain("silos", "Connected to", _silos, width=190),
        columns.number("connections", "Connections", lambda p: p.connections, width=104),
        columns.muted("address", "From", lambda p: p.address, width=130),
        columns.when("since", "Since", lambda p: p.since, width=100),
        columns.when("seen", "Last seen", lambda p: p.last_seen_at, width=100),
    ]


def _silos(person: SignedInPerson) -> str:
    return ", ".join(silo.label for silo in Silo if silo in person.silos)


class SignedInPage(QWidget):
    """The people with open connections."""

    def __init__(
        self, runtime: Runtime, accounts: Accounts, parent: QWidget | None = None, *, again_key: str = "F5"
    ) -> None:
        """`again_key` is "" in a window that has a key of its own to read everything again."""
        super().__init__(parent)
        self.setObjectName("signed_in_page")
        self._runtime = runtime
        self._accounts = accounts
        self._seconds = 0
        self.model: BoardModel[SignedInPerson] = BoardModel(
            person_columns(own=accounts.own is not None), key=lambda p: p.user_id, parent=self
        )
        self.board = BoardView(self)
        self.board.setObjectName("signed_in_board")
        self.board.setAccessibleName("Signed in")
        self.board.set_board(self.model)
        self.board.set_empty(EmptyState(icon="user-round", sentence="Nobody is signed in."))
        self.board.current_changed.connect(lambda _key: self._settle())
        give_menu(self.board, lambda: [self.end])
        group = "Signed in"
        self.end = make_action(self, "End sessions…", "Ctrl+Del", self._ask_end, icon="log-out", group=group)
        make_action(self, "Look again", again_key, self.refresh, group=group)
        self._looked = Text(self, tone=Tone.MUTED)
        self._lay_out()
        self._settle()
        self.setFocusProxy(self.board)
        ticker().attach(self, self._tick)
        self.refresh()

    def _lay_out(self) -> None:
        button = ActionButton(self, action=self.end)
        button.setObjectName("end_sessions")
        strip = QHBoxLayout()
        strip.addWidget(self._looked)
        strip.addStretch(1)
        strip.addWidget(button)
        people = Panel(self, flush=True)
        people.body.setContentsMargins(1, 1, 1, 1)
        people.body.addWidget(self.board)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(theme().px(10))
        column.addLayout(strip)
        column.addWidget(people, 1)

    # -- facts ------------------------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Ask the silos again."""
        self._seconds = 0
        self._runtime.tasks.run(
            self._accounts.stores.system.signed_in, then=self._show, owner=self, key=(id(self), "people")
        )

    def _tick(self) -> None:
        self._seconds += 1
        if self._seconds >= _EVERY_S:
            self.refresh()

    def _show(self, people: list[SignedInPerson]) -> None:
        self.model.apply(people, glow=False)
        noun = "person" if len(people) == 1 else "people"
        self._looked.setText(f"{len(people)} {noun} at {site_clock().hms(site_clock().now())}")
        self._settle()

    def _person(self) -> SignedInPerson | None:
        person = self.board.current_row()
        return person if isinstance(person, SignedInPerson) else None

    def _settle(self) -> None:
        person = self._person()
        self.end.setEnabled(person is not None and person.user_id != self._accounts.person.id)

    # -- acting -----------------------------------------------------------------------------------------
    def _ask_end(self) -> None:
        person = self._person()
        if person is None:
            return
        dialog = AskDialog(
            self.window(),
            title=f"End the sessions of {person.email}?",
            sentence="Every connection ends now, and a console that nobody sits at stays signed off. One that is in "
            "use connects again by itself: to keep the person out, disable the account.",
            yes="End sessions",
            no="Go back",
            danger=True,
        )
        dialog.setObjectName("end_dialog")
        dialog.answered.connect(lambda yes: self._end(person.user_id, person.email) if yes else None)
        dialog.open()

    def _end(self, user_id: UUID, email: str) -> None:
        Operation(
            partial(self._accounts.stores.system.end_sessions, user_id),
            owner=self,
            told=f"The sessions of {email} have ended.",
            then=lambda _none: self.refresh(),
        ).run(self._runtime)
