"""A unit of an agency: the form."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.agencies import NewUnit, Unit
from medport_desktop.domain.enums import UnitStatus, UnitType
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.people import Organisation
from medport_desktop.gui.kit.controls.segmented import SegmentedControl
from medport_desktop.gui.kit.forms.field import Field, LineField
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.forms.suggestions import Suggestion
from medport_desktop.gui.kit.forms.type_ahead import TypeAhead
from medport_desktop.gui.shared.accounts.account_dialog import found
from medport_desktop.services.agency.agency_office import check_unit

_WORDS = {UnitType.WHEELCHAIR: "Wheelchair"}


class UnitDialog(FormDialog):
    """Asks for a unit's number and type, and for its agency where there is a choice. `entered` carries a NewUnit; the
    dialog stays until `close_saved()`.

    The id of a new one stays the same while it is open, so that sending again cannot make two.
    """

    entered = Signal(object)

    def __init__(self, agencies: Sequence[Organisation], parent: QWidget, *, unit: Unit | None = None) -> None:
        """`unit` is one to change; otherwise it is for one of `agencies`."""
        super().__init__(
            parent,
            title=f"Change {unit.unit_number}" if unit is not None else "New unit",
            sentence=f"Of {unit.agency_name}." if unit is not None else "It is available at once.",
        )
        self.setObjectName("unit_dialog")
        self._agencies = agencies
        self._id = unit.id if unit is not None else uuid4()
        self._agency_id = unit.agency_id if unit is not None else agencies[0].id if len(agencies) == 1 else None
        self.agency = TypeAhead(self)
        self.agency.setObjectName("unit_agency")
        self.number = LineField(self, label="Number", text=unit.unit_number if unit is not None else "")
        self.number.edit.setObjectName("unit_number")
        self.number.edit.setPlaceholderText("as on the vehicle, like M-34")
        self.number.edit.textEdited.connect(lambda _text: self.number.clear_error())
        self.type = SegmentedControl(self, options=[(kind, _WORDS.get(kind, kind.label)) for kind in UnitType])
        self.type.setObjectName("unit_type")
        if unit is not None:
            self.type.set_value(unit.type)
            self.type.setEnabled(unit.current_status is not UnitStatus.COMMITTED)
        self._lay_out()
        leaving = ("Leave this unsaved?", "What you typed is lost.")
        self.finish(
            "Save", name="save_unit", read=self._checked, send=self.entered.emit, typed=self._state, leaving=leaving
        )
        (self.number.edit if self._agency_id is not None else self.agency).setFocus()

    def _lay_out(self) -> None:
        chosen = Field(self, label="Agency", editor=self.agency)
        chosen.setVisible(self._agency_id is None)
        self.agency.setVisible(self._agency_id is None)
        self.agency.setPlaceholderText("Type an agency's name")
        self.agency.set_source(lambda text: found(self._agencies, text))
        self.agency.textEdited.connect(lambda _text: chosen.clear_error())
        kind = Field(self, label="Type", editor=self.type)
        self.type.changed.connect(lambda _kind: kind.clear_error())
        self.fields = {"agency": chosen, "unit_number": self.number, "type": kind}
        for field in self.fields.values():
            self.body.addWidget(field)

    def choose_agency(self, agency: Organisation) -> None:
        """Begin with that agency; another can be chosen."""
        self.agency.set_choice(Suggestion(agency.id, agency.name))
        self._before = self._state()

    def _state(self) -> tuple[object, ...]:
        return self.agency.text(), self.number.text(), self.type.value()

    def _checked(self) -> NewUnit:
        agency_id, kind = self._agency_id, self.type.value()
        if agency_id is None:
            choice = self.agency.choice()
            if not isinstance(choice, Suggestion) or not isinstance(choice.value, UUID):
                raise InvalidForm({"agency": "Choose the agency that runs it."})
            agency_id = choice.value
        if not isinstance(kind, UnitType):
            raise InvalidForm({"type": "Choose what it is staffed and equipped for."})
        new = NewUnit(self._id, agency_id, self.number.text().strip(), kind)
        check_unit(new)
        return new
