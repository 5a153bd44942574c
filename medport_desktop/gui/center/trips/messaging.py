"""A message to the hospital or the agency of the trip in view."""

from PySide6.QtCore import QObject, Slot

from medport_desktop.domain.center.broadcasts import Audience
from medport_desktop.domain.people import Organisation
from medport_desktop.gui.center.trips.trips_page import TripsPage
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.style.labels import label
from medport_desktop.gui.shared.broadcast import BroadcastSending


class TripMessages(QObject):
    """Two actions of the trips' page, in the menu of a trip too."""

    def __init__(self, page: TripsPage, sending: BroadcastSending) -> None:
        super().__init__(page)
        self._panel = page.panel
        self._sending = sending
        self.hospital = make_action(page, "Message its hospital…", "Ctrl+Shift+H", self._to_hospital, group="Messages")
        self.agency = make_action(page, "Message its agency…", "Ctrl+Shift+A", self._to_agency, group="Messages")
        self.hospital.setObjectName("message_hospital")
        self.agency.setObjectName("message_agency")
        page.more_actions += [self.hospital, self.agency, *sending.actions()]
        page.panel.choice_changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Name whom it would go to; a trip that nobody holds has no agency."""
        row = self._panel.row
        self.hospital.setEnabled(row is not None)
        self.agency.setEnabled(row is not None and row.trip.assigned_agency_id is not None)
        if row is not None:
            self.hospital.setText(label(f"Message {row.trip.hospital_name}…"))
            self.agency.setText(label(f"Message {row.trip.assigned_agency_name or 'its agency'}…"))

    def _to_hospital(self) -> None:
        if (row := self._panel.row) is not None:
            self._sending.compose((Audience.HOSPITAL, Organisation(row.trip.hospital_id, row.trip.hospital_name)))

    def _to_agency(self) -> None:
        row = self._panel.row
        if row is not None and row.trip.assigned_agency_id is not None:
            one = Organisation(row.trip.assigned_agency_id, row.trip.assigned_agency_name)
            self._sending.compose((Audience.AGENCY, one))
