"""Saying when a step of a trip happened: the form."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.enums import TripStatus
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.trips import ActiveTrip
from medport_desktop.domain.written.typed_times import Unreadable, past_moment
from medport_desktop.gui.kit.clock import WEEKDAYS, site_clock
from medport_desktop.gui.kit.forms.field import LineField
from medport_desktop.gui.kit.forms.form_dialog import FormDialog

_LEAVING = ("Leave without saving the time?", "What you typed is lost.")


class StepTimeDialog(FormDialog):
    """Asks when the next step of a held trip happened, or when the last one did. `timed` carries the moment; the dialog
    stays until `close_saved()`."""

    timed = Signal(object)

    def __init__(self, trip: ActiveTrip, to: TripStatus, parent: QWidget) -> None:
        """`to`: the next step, or what the trip is."""
        before = _before(trip, to)
        since = f"The step before it was at {site_clock().short(before)}. " if before is not None else ""
        super().__init__(
            parent,
            title=f"When was {trip.trip_number} {to.label.lower()}?",
            sentence=f"{since}Every clock of the trip counts from the time that you say; the log has both.",
        )
        self.setObjectName("step_time_dialog")
        self.time = LineField(self, label="Time", placeholder="14:38, or -12 for 12 minutes ago")
        self.time.edit.setObjectName("step_time")
        self.time.edit.textChanged.connect(self._say_day)
        self.fields = {"happened_at": self.time}
        self.body.addWidget(self.time)
        self.finish(
            "Save",
            name="save_time",
            read=self._checked,
            send=self.timed.emit,
            typed=self.time.text,
            leaving=_LEAVING,
            enter_sends=True,
        )
        self.time.edit.setFocus()

    @Slot()
    def _say_day(self) -> None:
        """Beside the time, what it was read as."""
        self.time.clear_error()
        try:
            local = site_clock().local(past_moment(self.time.text(), site_clock().now()))
        except Unreadable:
            self.time.set_suffix("")
            return
        self.time.set_suffix(f"{WEEKDAYS[local.weekday()]} {local:%H:%M}")

    def _checked(self) -> datetime:
        try:
            return past_moment(self.time.text(), site_clock().now())
        except Unreadable as slip:
            raise InvalidForm({"happened_at": str(slip)}) from slip


def _before(trip: ActiveTrip, to: TripStatus) -> datetime | None:
    """When the step before was."""
    if to is not trip.status:
        return trip.status_since
    return max((at for _milestone, at in trip.milestones if at < trip.status_since), default=None)
