"""The network's hospitals and agencies: a page for each."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medport_desktop.data.stores.organisations import OrganisationStore
from medport_desktop.domain.center.system import OrganisationRecord
from medport_desktop.domain.enums import Silo, TransportLevel
from medport_desktop.domain.written import matching
from medport_desktop.gui.admin.organisation_dialog import OrganisationDialog
from medport_desktop.gui.kit.board import BoardModel, BoardView, Column, columns
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton, PrimaryButton
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.kit.facts.vocabulary import StatusLook
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.field import SearchField
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation

_ACTIVE, _DISABLED = StatusLook("Active", Tone.GREEN), StatusLook("Disabled", Tone.RED, hollow=True)


def organisation_columns(*, agency: bool) -> list[Column[OrganisationRecord]]:
    """Columns of the hospitals or the agencies."""
    own: list[Column[OrganisationRecord]] = [
        columns.plain("levels", "Can run", _levels, width=190),
        columns.plain("contact", "Contact", lambda r: r.contact_name, width=176),
    ]
    return [
        columns.strong("name", "Name", lambda r: r.name, width=220, stretch=True),
        columns.plain("city", "City", lambda r: f"{r.city}, {r.state}".strip(", "), width=160),
        columns.muted("address", "Street", lambda r: r.address, width=170, hidden=agency),
        columns.muted("zip", "ZIP code", lambda r: r.zip_code, width=80),
        *(own if agency else []),
        columns.plain("phone", "Phone", lambda r: r.phone, width=130),
        columns.plain("email", "E-mail", lambda r: r.email, width=216),
        columns.status("state", "State", lambda r: _ACTIVE if r.is_active else _DISABLED, width=100),
        columns.when(
            "changed", "Changed", lambda r: r.updated_at, width=104, tone=lambda _r: Tone.MUTED, hidden=agency
        ),
    ]


def _levels(record: OrganisationRecord) -> str:
    return ", ".join(level.label for level in TransportLevel if level in record.levels)


class OrganisationsPage(QWidget):
    """A board of organisations, and what an administrator does with them. A subclass says of which kind."""

    NOUN = ""
    NEW = ""
    NEW_SENTENCE = ""
    EDIT_SENTENCE = ""
    DISABLE_SENTENCE = ""
    TOPIC: tuple[Silo, str]
    AGENCY = False

    def __init__(
        self,
        runtime: Runtime,
        read: Callable[[], list[OrganisationRecord]],
        add: Callable[[OrganisationRecord], None],
        edit: Callable[[OrganisationRecord], None],
        set_active: Callable[[UUID, bool], None],
        parent: QWidget | None = None,
    ) -> None:
        """`read`, `add`, `edit` and `set_active` are the store's, for a worker."""
        super().__init__(parent)
        self.setObjectName(f"{self.NOUN}_page")
        self._runtime = runtime
        self._add_record = add
        self._edit_record = edit
        self._set_record_active = set_active
        self.model: BoardModel[OrganisationRecord] = BoardModel(
            organisation_columns(agency=self.AGENCY), key=lambda record: record.id, parent=self
        )
        self.board = BoardView(self)
        self.board.setObjectName(f"{self.NOUN}_board")
        self.board.setAccessibleName(self.NOUN.capitalize())
        self.board.set_board(self.model)
        self._empty = EmptyState(icon="bed" if not self.AGENCY else "ambulance")
        self.board.set_empty(self._empty)
        self.filter = SearchField(self, placeholder="Filter")
        self.filter.setObjectName("organisations_filter")
        self.filter.textChanged.connect(self._arrange)
        self._make_actions()
        self._lay_out()
        self._arrange("")
        self._settle()
        self.board.current_changed.connect(lambda _key: self._settle())
        self.board.opened.connect(lambda _key: self._edit())
        give_menu(self.board, lambda: [a for a in (*self.row_actions(), self.add) if a.isEnabled()])
        self.setFocusProxy(self.board)
        self._subscription = runtime.changes.subscribe(self, [self.TOPIC], lambda _changes: read, self._show)
        self._subscription.refresh()

    def _make_actions(self) -> None:
        group = "Agencies" if self.AGENCY else "Hospitals"
        self.add = make_action(self, self.NEW, "Ctrl+N", self._new, icon="plus", group=group)
        self.edit = make_action(self, "Edit…", "F2", self._edit, group=group)
        self.disable = make_action(self, "Disable…", "Ctrl+Del", lambda: self._ask(False), icon="lock", group=group)
        self.enable = make_action(self, "Enable…", "Ctrl+Shift+E", lambda: self._ask(True), icon="check", group=group)
        make_action(self, "Filter", "Ctrl+F", self.filter.setFocus, group=group)
        make_action(self, "Read everything again", "F5", self.refresh, group=group)

    def _lay_out(self) -> None:
        new = PrimaryButton(self, text=self.NEW, key="Ctrl+N")
        new.setObjectName(f"new_{self.NOUN}")
        new.clicked.connect(self.add.trigger)
        self.filter.setMaximumWidth(theme().px(280))
        strip = QHBoxLayout()
        strip.setSpacing(theme().px(8))
        strip.addWidget(self.filter)
        strip.addStretch(1)
        for action in self.row_actions():
            strip.addWidget(ActionButton(self, action=action))
        strip.addWidget(new)
        rows = Panel(self, flush=True)
        rows.body.setContentsMargins(1, 1, 1, 1)
        rows.body.addWidget(self.board)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(theme().px(10))
        column.addLayout(strip)
        column.addWidget(rows, 1)

    def row_actions(self) -> list[QAction]:
        """What can be done with the row in view."""
        return [self.edit, self.disable, self.enable]

    # -- facts ------------------------------------------------------------------------------------------
    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self._subscription.refresh()

    def _show(self, records: list[OrganisationRecord]) -> None:
        self.model.apply(records, glow=False)
        self._settle()

    @Slot(str)
    def _arrange(self, text: str) -> None:
        self.model.set_filter(lambda r: matching.has_all(text, r.name, r.city, r.zip_code, r.email))
        if text.strip():
            self._empty.set_words(f"No {self.NOUN} matches “{text.strip()}”.", "Esc in the filter shows all again.")
        else:
            self._empty.set_words(f"No {self.NOUN} is here.", "Ctrl N adds one.")

    def current(self) -> OrganisationRecord | None:
        """The row in view."""
        record = self.board.current_row()
        return record if isinstance(record, OrganisationRecord) else None

    def _settle(self) -> None:
        record = self.current()
        self.edit.setEnabled(record is not None)
        self.disable.setEnabled(record is not None and record.is_active)
        self.enable.setEnabled(record is not None and not record.is_active)

    # -- acting -----------------------------------------------------------------------------------------
    def _new(self) -> None:
        self.open_form(self.NEW, self.NEW_SENTENCE, None, self._add_record)

    def _edit(self) -> None:
        record = self.current()
        if record is not None:
            self.open_form(f"Edit {record.name}", self.EDIT_SENTENCE, record, self._edit_record)

    def open_form(
        self,
        title: str,
        sentence: str,
        record: OrganisationRecord | None,
        save: Callable[[OrganisationRecord], None],
    ) -> None:
        """Ask for a record, and save what is entered."""
        dialog = OrganisationDialog(title, sentence, record, agency=self.AGENCY, parent=self.window())

        def send(entered: OrganisationRecord) -> None:
            saved = f"{entered.name} is saved."
            Operation(partial(save, entered), owner=self, form=dialog, told=saved).run(self._runtime)

        dialog.entered.connect(send)
        dialog.open()

    def _ask(self, active: bool) -> None:
        record = self.current()
        if record is None:
            return
        verb = "Enable" if active else "Disable"
        dialog = AskDialog(
            self.window(),
            title=f"{verb} {record.name}?",
            sentence="It is offered again." if active else self.DISABLE_SENTENCE,
            yes=verb,
            no="Go back",
            danger=not active,
        )
        dialog.setObjectName("active_dialog")
        dialog.answered.connect(lambda yes: self._set_active(record.id, record.name, active) if yes else None)
        dialog.open()

    def _set_active(self, record_id: UUID, name: str, active: bool) -> None:
        words = "enabled" if active else "disabled"
        call = partial(self._set_record_active, record_id, active)
        Operation(call, owner=self, told=f"{name} is {words}.").run(self._runtime)


class HospitalsPage(OrganisationsPage):
    """Hospitals: add, edit, disable."""

    NOUN = "hospital"
    NEW = "New hospital"
    NEW_SENTENCE = "It gets a main building, from which its trips start. Then give its people accounts."
    EDIT_SENTENCE = "The organisation's own facts; its buildings are kept by its manager."
    DISABLE_SENTENCE = (
        "It is no longer offered for new accounts. Its trips, buildings and people stay: disable the accounts of "
        "people who must not sign in any more."
    )
    TOPIC = (Silo.CENTER, "hospital")

    def __init__(self, runtime: Runtime, store: OrganisationStore, parent: QWidget | None = None) -> None:
        super().__init__(
            runtime, store.hospitals, store.add_hospital, store.edit_hospital, store.set_hospital_active, parent
        )


class AgenciesPage(OrganisationsPage):
    """Agencies: register, edit, disable. Hours, counties and prices are their own manager's."""

    NOUN = "agency"
    NEW = "Register agency"
    NEW_SENTENCE = "It is in the EMS database a moment later. Then give its manager an account, and add its units."
    EDIT_SENTENCE = "Its name stays: trips, bids and accounts carry it."
    DISABLE_SENTENCE = (
        "Hospitals no longer see it in the directory and it is no longer offered for new accounts. Trips that it "
        "holds stay with it."
    )
    TOPIC = (Silo.EMS, "ems_agency")
    AGENCY = True

    def __init__(self, runtime: Runtime, store: OrganisationStore, parent: QWidget | None = None) -> None:
        super().__init__(
            runtime, store.agencies, store.register_agency, store.edit_agency, store.set_agency_active, parent
        )
