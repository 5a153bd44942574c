"""The crew sheet: who the patient is and where exactly. Read only when asked for, because each look is recorded."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from medport_desktop.domain.patients import CrewSheet
from medport_desktop.gui.kit.clock import MONTHS, site_clock
from medport_desktop.gui.kit.controls.panel import Rule
from medport_desktop.gui.kit.facts.key_value import KeyValueGrid
from medport_desktop.gui.kit.style.text import SectionTitle
from medport_desktop.gui.kit.style.tokens import Tone

KG_PER_POUND = 0.45359237


class CrewSheetView(QWidget):
    """Hidden until a sheet is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = KeyValueGrid(self)
        self._facts.setObjectName("crew_facts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Rule(self))
        column.addWidget(SectionTitle(self, text="Crew sheet", hint="this look is recorded"))
        column.addWidget(self._facts)
        self.hide()

    def show_sheet(self, sheet: CrewSheet) -> None:
        """Show a sheet."""
        self._row("patient", "Patient", sheet.patient_name)
        self._row("born", "Born", _born(sheet))
        self._row("weight", "Weight", _weight(sheet.patient_weight_kg))
        self._row("moves", "Moves", sheet.patient_mobility.label if sheet.patient_mobility else "")
        self._row("room", "Room", sheet.pickup_location)
        self._row("contact", "Contact", sheet.contact_phone)
        self._row("to", "Address", sheet.destination_text or "the facility's own")
        self._row("needs", "Needs note", sheet.special_requirements_note)
        self.show()

    def clear(self) -> None:
        """Show nothing, and keep nothing of the patient."""
        self.hide()
        for key, label in (
            ("patient", "Patient"),
            ("born", "Born"),
            ("weight", "Weight"),
            ("moves", "Moves"),
            ("room", "Room"),
            ("contact", "Contact"),
            ("to", "Address"),
            ("needs", "Needs note"),
        ):
            self._row(key, label, "")

    def _row(self, key: str, label: str, value: str) -> None:
        self._facts.set_row(key, label, value or "not given", tone=Tone.TEXT if value else Tone.MUTED)


def _born(sheet: CrewSheet) -> str:
    born = sheet.patient_birth_date
    if born is None:
        return ""
    today = site_clock().now().date()
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return f"{born.day} {MONTHS[born.month - 1]} {born.year}, {age} years"


def _weight(kilograms: float | None) -> str:
    return "" if kilograms is None else f"{kilograms:g} kg, {kilograms / KG_PER_POUND:.0f} lb"
