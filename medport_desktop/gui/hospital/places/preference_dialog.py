"""What a manager says of a preferred agency: whether it counts now, and notes for the own desks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from medport_desktop.domain.preferences import Preference
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.style.theme import theme


class PreferenceDialog(FormDialog):
    """Asks whether the preference counts and for its notes. `entered` carries both; it stays until `close_saved()`."""

    entered = Signal(bool, str)

    def __init__(self, agency_name: str, preference: Preference, parent: QWidget) -> None:
        sentence = "Your hospital's desks see the notes; the agency does not."
        super().__init__(parent, title=agency_name, sentence=sentence)
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
        notes = self.fields["notes"] = Field(self, label="Notes", editor=self.notes)
        self.notes.textChanged.connect(notes.clear_error)
        for part in (self.counts, notes):
            self.body.addWidget(part)
        self.finish(
            "Save",
            name="save",
            read=self._entered,
            send=lambda entered: self.entered.emit(*entered),
            typed=self._entered,
            leaving=("Leave this unsaved?", "What you changed is lost."),
        )
        self.counts.setFocus()

    def _entered(self) -> tuple[bool, str]:
        return self.counts.isChecked(), self.notes.toPlainText()
