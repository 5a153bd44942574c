"""A hospital or an agency: the form."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from medport_desktop.domain.enums import TransportLevel
from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused
from medport_desktop.domain.system import OrganisationRecord
from medport_desktop.gui.kit.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.chips import Chip, ToggleChips
from medport_desktop.gui.kit.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.field import Field, LineField
from medport_desktop.gui.kit.panel import Banner
from medport_desktop.gui.kit.tokens import Tone
from medport_desktop.runtime.faults import Fault
from medport_desktop.services.validation import check_organisation

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LABELS = {
    "name": "Name",
    "contact_name": "Contact",
    "address": "Street",
    "zip_code": "ZIP code; city and place follow from it",
    "phone": "Phone",
    "email": "E-mail",
}


class OrganisationDialog(KitDialog):
    """Asks for the facts of an organisation. `entered` carries the record; the dialog stays until `close_saved()`.

    The id of a new one stays the same while it is open, so that sending again cannot make two.
    """

    entered = Signal(object)

    def __init__(
        self, title: str, sentence: str, record: OrganisationRecord | None, *, agency: bool, parent: QWidget
    ) -> None:
        super().__init__(parent, title=title, sentence=sentence, width=460)
        self.setObjectName("organisation_dialog")
        self._agency = agency
        self._record = record or OrganisationRecord(uuid4(), "")
        self.lines: dict[str, LineField] = {}
        self._fields: dict[str, Field] = {}
        for name, label in _LABELS.items():
            if name != "contact_name" or agency:
                self._add_line(name, label)
        self.levels = ToggleChips(self, columns=5)
        if agency:
            self.levels.set_options([Chip(level, level.label) for level in TransportLevel])
            self._fields["levels"] = Field(self, label="Can run", editor=self.levels)
            self.levels.changed.connect(lambda _levels: self._fields["levels"].clear_error())
            self.body.addWidget(self._fields["levels"])
        self.levels.setVisible(agency)
        self._problem = Banner(self, tone=Tone.RED)
        self._problem.hide()
        self.body.addWidget(self._problem)
        back = SecondaryButton(self, text="Go back", key="Esc")
        self._save = PrimaryButton(self, text="Save", key="Ctrl+Return")
        self._save.setObjectName("save")
        back.clicked.connect(self.reject)
        self._save.clicked.connect(self._send)
        self.add_buttons(back, self._save)
        self._save.setDefault(False)  # Enter in a field must not send half a form
        self._before = self.record()
        self.lines["name"].edit.setFocus()

    def _add_line(self, name: str, label: str) -> None:
        field = LineField(self, label=label, text=getattr(self._record, name))
        field.edit.setObjectName(f"organisation_{name}")
        field.edit.textEdited.connect(lambda _text: field.clear_error())
        self.lines[name] = self._fields[name] = field
        self.body.addWidget(field)

    def record(self) -> OrganisationRecord:
        """What is entered."""
        texts: dict[str, Any] = {name: field.text().strip() for name, field in self.lines.items()}
        levels = frozenset(level for level in self.levels.values() if isinstance(level, TransportLevel))
        return replace(self._record, **texts, levels=levels)

    def tell(self, error: MedPortError) -> None:
        """It was not kept: say why at its field; what was typed stays."""
        self._save.set_busy(False)
        if isinstance(error, Fault):  # told of in the message bar
            return
        errors = error.errors if isinstance(error, InvalidForm) else {}
        if isinstance(error, Refused) and error.field in self._fields:
            errors = {error.field: error.sentence}
        for name, sentence in errors.items():
            self._fields[name].set_error(sentence)
        if errors:
            self._fields[next(name for name in self._fields if name in errors)].setFocus()
        else:
            self._problem.set_words(error.sentence, error.hint, Tone.RED)
            self._problem.show()

    def close_saved(self) -> None:
        """It is there."""
        self.accept()

    @Slot()
    def _send(self) -> None:
        if not self._save.isEnabled():
            return
        self._problem.hide()
        for field in self._fields.values():
            field.clear_error()
        record = self.record()
        try:
            check_organisation(record, agency=self._agency)
        except InvalidForm as error:
            self.tell(error)
            return
        self._save.set_busy(True, "Saving…")
        self.entered.emit(record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._send()
            elif isinstance(self.focusWidget(), QLineEdit):
                self.focusNextChild()  # Enter goes on to the next field
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        if self.record() == self._before:
            super().reject()
            return
        ask = AskDialog(
            self,
            title="Leave this unsaved?",
            sentence="What you typed is lost.",
            yes="Discard",
            no="Keep editing",
            danger=True,
        )
        ask.answered.connect(lambda yes: self.done(0) if yes else None)
        ask.open()
