"""A place of the hospital: the form."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from medport_desktop.domain.enums import FacilityType
from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused
from medport_desktop.domain.facilities import FacilityCapability, FacilityRecord, ZipPlace
from medport_desktop.domain.opening_hours import Hours, hours_text, read_hours
from medport_desktop.gui.kit.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.chips import Chip, ToggleChips
from medport_desktop.gui.kit.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.field import Field, LineField
from medport_desktop.gui.kit.panel import Banner
from medport_desktop.gui.kit.tokens import Tone
from medport_desktop.gui.trip_entry.columns import facility_type_word
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.faults import Fault
from medport_desktop.services.hospital_manager import HospitalManager
from medport_desktop.services.validation import check_facility

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = {
    "name": "Name",
    "address": "Street",
    "zip_code": "ZIP code",
    "city": "City",
    "state": "State",
    "phone": "Phone",
    "email": "E-mail",
    "hours": "Open",
}
_PLACES = {
    "name": (0, 0, 1, 8),
    "type": (0, 8, 1, 4),
    "address": (1, 0, 1, 5),
    "zip_code": (1, 5, 1, 2),
    "city": (1, 7, 1, 4),
    "state": (1, 11, 1, 1),
    "phone": (2, 0, 1, 3),
    "email": (2, 3, 1, 4),
    "hours": (2, 7, 1, 5),
    "capabilities": (3, 0, 1, 12),
}
"""Row, column and spans in the form; also the order of the tab key."""
_COLUMN_OF = {"hours": "operating_hours"}
"""Fields that the silo knows by another name."""


class FacilityDialog(KitDialog):
    """Asks for a place. `entered` carries the record; the dialog stays until `close_saved()`.

    The id of a new one stays the same while it is open, so that sending again cannot make two. City and state follow
    the ZIP code as long as nobody writes something else there.
    """

    entered = Signal(object)

    def __init__(
        self, runtime: Runtime, manager: HospitalManager, record: FacilityRecord | None, parent: QWidget
    ) -> None:
        title = f"Edit {record.name}" if record is not None else "New facility"
        sentence = "Trips can start and end there; distances are counted from the middle of its ZIP code."
        super().__init__(parent, title=title, sentence=sentence, width=760)
        self.setObjectName("facility_dialog")
        self._runtime = runtime
        self._manager = manager
        self._record = record or FacilityRecord(uuid4(), "")
        self._place: ZipPlace | None = None
        self.lines: dict[str, LineField] = {}
        self._fields: dict[str, Field] = {}
        self._make_fields()
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
        self._before = self._state()
        self.lines["name"].edit.setFocus()

    # -- set up -----------------------------------------------------------------------------------------
    def _make_fields(self) -> None:
        record = self._record
        texts = {name: getattr(record, name, "") for name in _LINES} | {"hours": hours_text(record.hours)}
        for name, label in _LINES.items():
            field = LineField(self, label=label, text=texts[name])
            field.edit.setObjectName(f"facility_{name}")
            field.edit.textEdited.connect(lambda _text, field=field: field.clear_error())
            self.lines[name] = self._fields[name] = field
        self.lines["hours"].edit.setPlaceholderText("Mon-Fri 07:00-17:00, or 24 hours")
        self.lines["zip_code"].edit.textChanged.connect(self._zip_changed)
        self.kind = QComboBox(self)
        self.kind.setObjectName("facility_type")
        for kind in FacilityType:
            self.kind.addItem(facility_type_word(kind), kind.value)
        self.kind.setCurrentIndex(self.kind.findData(record.type.value))
        self._fields["type"] = Field(self, label="Type", editor=self.kind)
        self.capabilities = ToggleChips(self, columns=6)
        self.capabilities.setObjectName("facility_capabilities")
        self.capabilities.set_options([Chip(capability, capability.label) for capability in FacilityCapability])
        self.capabilities.set_values(record.capabilities)
        self._fields["capabilities"] = Field(self, label="Can do", editor=self.capabilities)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        before: QWidget | None = None
        for name, (row, column, rows, columns) in _PLACES.items():
            grid.addWidget(self._fields[name], row, column, rows, columns)
            editor = self._fields[name].editor()
            if before is not None and editor is not None:
                QWidget.setTabOrder(before, editor)
            before = editor
        for column in range(12):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)

    # -- the ZIP code -----------------------------------------------------------------------------------
    @Slot(str)
    def _zip_changed(self, text: str) -> None:
        if len(text.strip()) == 5:
            key = (id(self), "zip")
            self._runtime.tasks.run(self._manager.find_zip, text.strip(), then=self._zip_found, owner=self, key=key)

    def _zip_found(self, place: ZipPlace | None) -> None:
        if place is None:
            self.lines["zip_code"].set_error("There is no such ZIP code.")
            self._make_room()
            return
        followed, self._place = self._place, place
        for name, value, was in (
            ("city", place.city, followed.city if followed else ""),
            ("state", place.state, followed.state if followed else ""),
        ):
            if self.lines[name].text().strip() in ("", was):
                self.lines[name].set_text(value)
                self.lines[name].clear_error()

    # -- what is entered --------------------------------------------------------------------------------
    def _state(self) -> tuple[object, ...]:
        texts = [field.text().strip() for field in self.lines.values()]
        return (*texts, self.kind.currentData(), frozenset(self.capabilities.values()))

    def record(self) -> FacilityRecord:
        """What is entered. Raises InvalidForm naming every field that cannot be kept."""
        errors: dict[str, str] = {}
        hours: Hours = {}
        try:
            hours = read_hours(self.lines["hours"].text())
        except ValueError as error:
            errors["hours"] = str(error)
        texts = {name: field.text().strip() for name, field in self.lines.items() if name != "hours"}
        texts["state"] = texts["state"].upper()
        record = replace(
            self._record,
            type=FacilityType(self.kind.currentData()),
            hours=hours,
            capabilities=frozenset(c for c in self.capabilities.values() if isinstance(c, FacilityCapability)),
            name=texts["name"],
            address=texts["address"],
            zip_code=texts["zip_code"],
            city=texts["city"],
            state=texts["state"],
            phone=texts["phone"],
            email=texts["email"],
        )
        try:
            check_facility(record)
        except InvalidForm as error:
            errors |= error.errors
        if errors:
            raise InvalidForm(errors)
        return record

    def tell(self, error: MedPortError) -> None:
        """It was not kept: say why at its field; what was typed stays."""
        self._save.set_busy(False)
        if isinstance(error, Fault):  # told of in the message bar
            return
        errors: Mapping[str, str] = error.errors if isinstance(error, InvalidForm) else {}
        if isinstance(error, Refused):
            field = next((name for name, column in _COLUMN_OF.items() if column == error.field), error.field)
            errors = {field: _told(error)} if field in self._fields else {}
        for name, sentence in errors.items():
            self._fields[name].set_error(sentence)
        if errors:
            self._fields[next(name for name in _PLACES if name in errors)].setFocus()
            self._make_room()
        else:
            self._problem.set_words(error.sentence, error.hint, Tone.RED)
            self._problem.show()

    def _make_room(self) -> None:
        """For sentences of several lines, which a layout does not ask for in a window's height."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def close_saved(self) -> None:
        """It is there."""
        self.accept()

    # -- sending ----------------------------------------------------------------------------------------
    @Slot()
    def _send(self) -> None:
        if not self._save.isEnabled():
            return
        self._problem.hide()
        for field in self._fields.values():
            field.clear_error()
        try:
            record = self.record()
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
        if not self._save.isEnabled():  # what is on its way cannot be called back
            return
        if self._state() == self._before:
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


def _told(error: Refused) -> str:
    if error.field == "name":
        return "A facility of this name is at this ZIP code already; it may be another hospital's."
    return error.sentence
