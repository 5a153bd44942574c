"""Asks when a trip that is entered for later is ready."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from medport_desktop.gui.hospital.entry.trip_form import TripForm
from medport_desktop.gui.hospital.trip_words import day_and_time
from medport_desktop.gui.kit.controls.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.forms.dialogs import KitDialog
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone


class ScheduleDialog(KitDialog):
    """One line for the ready time. `decided` carries it as typed once it is a time to come; Esc schedules nothing."""

    decided = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, form: TripForm, lead_minutes: int) -> None:
        super().__init__(
            parent,
            title="Schedule this trip for later",
            sentence=f"It is kept, and offered to the agencies by itself {lead_minutes} minutes before it is ready.",
        )
        self.setObjectName("schedule_dialog")
        self._form = form
        self._ready = QLineEdit(self)
        self._ready.setObjectName("schedule_ready")
        self._ready.setPlaceholderText("tomorrow 6:30, Mon 14:00, 12/3 6:30")
        self._field = Field(self, label="Ready", editor=self._ready)
        self._deliver_by = Text(self, tone=Tone.RED, wrap=True)
        self._deliver_by.hide()
        self.body.addWidget(self._field)
        self.body.addWidget(self._deliver_by)
        back = SecondaryButton(self, text="Go back", key="Esc")
        schedule = PrimaryButton(self, text="Schedule trip", key="Return")
        schedule.setObjectName("schedule_trip")
        back.clicked.connect(self.reject)
        schedule.clicked.connect(self._decide)
        self.add_buttons(back, schedule)
        self._ready.textEdited.connect(self._typed)
        now = form.read(scheduled=True)
        if "ready_at" not in now.errors:
            self._ready.setText(form.ui.ready_at.text())
            self._typed()
        self._ready.setFocus()

    @Slot()
    def _typed(self) -> None:
        self._field.clear_error()
        reading = self._form.read(scheduled=True, ready=self._ready.text())
        shown = "" if "ready_at" in reading.errors else day_and_time(reading.trip.ready_at)
        self._field.set_suffix(shown if shown != self._ready.text().strip() else "")

    @Slot()
    def _decide(self) -> None:
        reading = self._form.read(scheduled=True, ready=self._ready.text())
        self._field.set_error(reading.errors.get("ready_at", ""))
        self._deliver_by.setText(reading.errors.get("deliver_by", ""))
        self._deliver_by.setVisible("deliver_by" in reading.errors)
        if "ready_at" in reading.errors or "deliver_by" in reading.errors:
            self._ready.setFocus()
            return
        self.accept()
        self.decided.emit(self._ready.text())
