"""A place of the hospital: the form."""

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from medport_desktop.domain.enums import FacilityType
from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused
from medport_desktop.domain.facilities import FacilityCapability, FacilityRecord, ZipPlace
from medport_desktop.domain.written.contacts import plain_zip
from medport_desktop.domain.written.opening_hours import Hours, hours_text, read_hours
from medport_desktop.gui.hospital.columns import facility_type_word
from medport_desktop.gui.kit.controls.chips import Chip, ToggleChips
from medport_desktop.gui.kit.forms.drop_down import DropDown
from medport_desktop.gui.kit.forms.field import Field, LineField
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.runtime import Runtime
from medport_desktop.services.hospital.hospital_manager import HospitalManager
from medport_desktop.services.validation import check_facility

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


class FacilityDialog(FormDialog):
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
        self.columns = {"operating_hours": "hours"}
        self._make_fields()
        leaving = ("Leave this unsaved?", "What you typed is lost.")
        self.finish("Save", name="save", read=self.record, send=self.entered.emit, typed=self._state, leaving=leaving)
        self.lines["name"].edit.setFocus()

    # -- set up -----------------------------------------------------------------------------------------
    def _make_fields(self) -> None:
        record = self._record
        texts = {name: getattr(record, name, "") for name in _LINES} | {"hours": hours_text(record.hours)}
        for name, label in _LINES.items():
            field = LineField(self, label=label, text=texts[name])
            field.edit.setObjectName(f"facility_{name}")
            field.edit.textEdited.connect(lambda _text, field=field: field.clear_error())
            self.lines[name] = field
        self.lines["hours"].edit.setPlaceholderText("Mon-Fri 07:00-17:00, or 24 hours")
        self.lines["zip_code"].edit.textChanged.connect(self._zip_changed)
        self.kind = DropDown(self)
        self.kind.setObjectName("facility_type")
        for kind in FacilityType:
            self.kind.addItem(facility_type_word(kind), kind.value)
        self.kind.setCurrentIndex(self.kind.findData(record.type.value))
        kind_field = Field(self, label="Type", editor=self.kind)
        self.capabilities = ToggleChips(self, columns=6)
        self.capabilities.setObjectName("facility_capabilities")
        self.capabilities.set_options([Chip(capability, capability.label) for capability in FacilityCapability])
        self.capabilities.set_values(record.capabilities)
        can_do = Field(self, label="Can do", editor=self.capabilities)
        made: dict[str, Field] = {**self.lines, "type": kind_field, "capabilities": can_do}
        self.fields = {name: made[name] for name in _PLACES}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        before: QWidget | None = None
        for name, (row, column, rows, columns) in _PLACES.items():
            grid.addWidget(self.fields[name], row, column, rows, columns)
            editor = self.fields[name].editor()
            if before is not None and editor is not None:
                QWidget.setTabOrder(before, editor)
            before = editor
        for column in range(12):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)

    # -- the ZIP code -----------------------------------------------------------------------------------
    @Slot(str)
    def _zip_changed(self, text: str) -> None:
        if len(plain_zip(text)) == 5:
            key = (id(self), "zip")
            self._runtime.tasks.run(
                self._manager.stores.places.find_zip, text.strip(), then=self._zip_found, owner=self, key=key
            )

    def _zip_found(self, place: ZipPlace | None) -> None:
        if place is None:
            self.lines["zip_code"].set_error("There is no such ZIP code.")
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
        if isinstance(error, Refused) and error.field == "name":
            sentence = "A facility of this name is at this ZIP code already; it may be another hospital's."
            error = InvalidForm({"name": sentence})
        super().tell(error)
