"""What a manager says of a preferred agency: whether it counts now, and notes for the own desks."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused
from medport_desktop.domain.preferences import Preference
from medport_desktop.gui.kit.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.field import Field
from medport_desktop.gui.kit.panel import Banner
from medport_desktop.gui.kit.theme import theme
from medport_desktop.gui.kit.tokens import Tone
from medport_desktop.runtime.faults import Fault

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PreferenceDialog(KitDialog):
    """Asks whether the preference counts and for its notes. `entered` carries both; it stays until `close_saved()`."""

    entered = Signal(bool, str)

    def __init__(self, agency_name: str, preference: Preference, parent: QWidget) -> None:
        sentence = "Your hospital's desks see the notes; the agency does not."
        super().__init__(parent, title=agency_name, sentence=sentence, width=460)
        self.setObjectName("preference_dialog")
        self.counts = QCheckBox("Preferred now", self)
        self.counts.setObjectName("preference_counts")
        self.counts.setChecked(preference.is_active)
        self.counts.setToolTip("Without it, the agency keeps its place and is shown like any other.")
        self.counts.setAccessibleDescription(self.counts.toolTip())
        self.notes = QPlainTextEdit(preference.notes, self)
        self.notes.setObjectName("preference_notes")
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(theme().px(96))
        self.notes.textChanged.connect(self._clear_error)
        self._field = Field(self, label="Notes", editor=self.notes)
        self._problem = Banner(self, tone=Tone.RED)
        self._problem.hide()
        for part in (self.counts, self._field, self._problem):
            self.body.addWidget(part)
        back = SecondaryButton(self, text="Go back", key="Esc")
        self._save = PrimaryButton(self, text="Save", key="Ctrl+Return")
        self._save.setObjectName("save")
        back.clicked.connect(self.reject)
        self._save.clicked.connect(self._send)
        self.add_buttons(back, self._save)
        self._before = self._entered()
        self.counts.setFocus()

    def tell(self, error: MedPortError) -> None:
        """It was not kept: say why; what was typed stays."""
        self._save.set_busy(False)
        if isinstance(error, Fault):  # told of in the message bar
            return
        at_notes = error.errors.get("notes", "") if isinstance(error, InvalidForm) else ""
        if isinstance(error, Refused) and error.field == "notes":
            at_notes = error.sentence
        if at_notes:
            self._field.set_error(at_notes)
            self.notes.setFocus()
        else:
            self._problem.set_words(error.sentence, error.hint, Tone.RED)
            self._problem.show()

    def close_saved(self) -> None:
        """It is kept."""
        self.accept()

    def _entered(self) -> tuple[bool, str]:
        return self.counts.isChecked(), self.notes.toPlainText()

    @Slot()
    def _clear_error(self) -> None:
        self._field.clear_error()

    @Slot()
    def _send(self) -> None:
        if not self._save.isEnabled():
            return
        self._problem.hide()
        self._save.set_busy(True, "Saving…")
        self.entered.emit(*self._entered())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._send()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        if self._entered() == self._before:
            super().reject()
            return
        ask = AskDialog(
            self,
            title="Leave this unsaved?",
            sentence="What you changed is lost.",
            yes="Discard",
            no="Keep editing",
            danger=True,
        )
        ask.answered.connect(lambda yes: self.done(0) if yes else None)
        ask.open()
