"""Making a series of trips from what is in the form."""

from collections.abc import Callable
from datetime import datetime, time
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.people import Person
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.trips import NewTrip, Trip
from medport_desktop.gui.hospital.entry.sending import for_whom
from medport_desktop.gui.hospital.entry.trip_form import TripForm
from medport_desktop.gui.hospital.series.series_dialog import SeriesDialog
from medport_desktop.gui.hospital.series.series_draft import SeriesReading
from medport_desktop.gui.hospital.trip_words import day_and_time
from medport_desktop.gui.kit.clock import site_clock


class Repeating(QObject):
    """Opens the dialog, and gives what it makes to `write`, with an id that stays the same for the same series."""

    def __init__(self, form: TripForm, write: Callable[[UUID, NewSeries], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._form = form
        self._write = write
        self._trip: NewTrip | None = None
        self._last: tuple[NewSeries, UUID] | None = None

    def open(self, trip: NewTrip, lead_minutes: int) -> None:
        """Ask when `trip` repeats. Its ready time and its delivery stand for their times of day."""
        self._trip = trip
        typed = self._form.ui.ready_at.text().strip().lower()
        origin = self._form.origin()
        route = f"{origin.name if origin is not None else ''} → {self._form.ui.destination.text()}"
        day = site_clock().local(trip.ready_at).date()
        dialog = SeriesDialog(
            self._window,
            route=route,
            ready=None if typed in ("", "now") else _time_of_day(trip.ready_at),
            first=day if day != site_clock().now().date() else None,
            deliver_by=_time_of_day(trip.deliver_by) if trip.deliver_by is not None else None,
            may_return=trip.destination_facility_id is not None,
            lead_minutes=lead_minutes,
        )
        dialog.decided.connect(self._decided)
        dialog.open()

    @Slot(object)
    def _decided(self, reading: SeriesReading) -> None:
        assert self._trip is not None
        new = NewSeries(self._trip, reading.rule, site_clock().zone.key, reading.occurrences)
        if self._last is None or self._last[0] != new:  # sent again, it must not become two
            self._last = new, uuid4()
        self._write(self._last[1], new)


def _time_of_day(moment: datetime) -> time:
    return site_clock().local(moment).time().replace(second=0, microsecond=0)


def series_told(trips: list[Trip], person: Person) -> str:
    """What became of it, for the message bar."""
    first = trips[0]
    times = sum(1 for trip in trips if trip.return_of_id is None)
    count = "1 trip" if times == 1 else f"{times} trips"
    back = ", and as many back," if len(trips) > times else ""
    return (
        f"{count} to {first.destination_name}{back} are scheduled{for_whom(first, person)}, "
        f"the first for {day_and_time(first.ready_at)}; each is offered to the agencies by itself."
    )
