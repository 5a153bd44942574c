"""A hospital or an agency: the form."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.center.system import OrganisationRecord
from medport_desktop.domain.enums import TransportLevel
from medport_desktop.gui.kit.controls.chips import Chip, ToggleChips
from medport_desktop.gui.kit.forms.field import Field, LineField
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.services.validation import check_organisation

_LABELS = {
    "name": "Name",
    "contact_name": "Contact",
    "address": "Street",
    "zip_code": "ZIP code; city and place follow from it",
    "phone": "Phone",
    "email": "E-mail",
}


class OrganisationDialog(FormDialog):
    """Asks for the facts of an organisation. `entered` carries the record; the dialog stays until `close_saved()`.

    The id of a new one stays the same while it is open, so that sending again cannot make two.
    """

    entered = Signal(object)

    def __init__(
        self, title: str, sentence: str, record: OrganisationRecord | None, *, agency: bool, parent: QWidget
    ) -> None:
        super().__init__(parent, title=title, sentence=sentence)
        self.setObjectName("organisation_dialog")
        self._agency = agency
        self._keeps_name = agency and record is not None
        self._record = record or OrganisationRecord(uuid4(), "")
        self.lines: dict[str, LineField] = {}
        for name, label in _LABELS.items():
            if name != "contact_name" or agency:
                self._add_line(name, label)
        self.levels = ToggleChips(self, columns=5)
        if agency:
            self.levels.set_options([Chip(level, level.label) for level in TransportLevel])
            self.fields["levels"] = Field(self, label="Can run", editor=self.levels)
            self.levels.changed.connect(lambda _levels: self.fields["levels"].clear_error())
            self.body.addWidget(self.fields["levels"])
        self.levels.setVisible(agency)
        self.levels.set_values(self._record.levels)
        leaving = ("Leave this unsaved?", "What you typed is lost.")
        self.finish("Save", name="save", read=self._checked, send=self.entered.emit, typed=self.record, leaving=leaving)
        self.lines["contact_name" if self._keeps_name else "name"].edit.setFocus()

    def _add_line(self, name: str, label: str) -> None:
        field = LineField(self, label=label, text=getattr(self._record, name))
        field.edit.setObjectName(f"organisation_{name}")
        field.edit.textEdited.connect(lambda _text: field.clear_error())
        field.edit.setEnabled(not (self._keeps_name and name == "name"))
        self.lines[name] = self.fields[name] = field
        self.body.addWidget(field)

    def record(self) -> OrganisationRecord:
        """What is entered."""
        texts: dict[str, Any] = {name: field.text().strip() for name, field in self.lines.items()}
        levels = frozenset(level for level in self.levels.values() if isinstance(level, TransportLevel))
        return replace(self._record, **texts, levels=levels)

    def _checked(self) -> OrganisationRecord:
        record = self.record()
        check_organisation(record, agency=self._agency)
        return record
