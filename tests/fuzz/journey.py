"""A whole console in a process of its own: its person mistypes the password, enters marked texts, and meets bugs."""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import QTimer

from medport_desktop import bootstrap
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import AwardMode, Mobility, Priority, Reason, Silo, TransportLevel
from medport_desktop.domain.errors import MedPortError
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.trips import NewTrip
from medport_desktop.runtime.faults import Fault
from medport_desktop.services.hospital.trip_entry import TripEntry

FACTS = json.loads(sys.stdin.readline()) if __name__ == "__main__" else {}


def say(*words: str) -> None:
    """For whoever started this process."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def trip_of(mark: str, origin: UUID, destination: UUID | None = None) -> NewTrip:
    """A trip with a mark in everything that people type."""
    return NewTrip(
        patient=Patient(f"{mark}-mrn", f"{mark}-name", date(1950, 2, 3), 81.5, Mobility.BED),
        origin_facility_id=origin,
        destination_facility_id=destination,
        destination_text="" if destination else f"{mark}-address, Bedford, PA 15522",
        pickup_location=f"{mark}-room",
        contact_phone=f"{mark}-phone",
        transport_level=TransportLevel.BLS,
        priority=Priority.HIGH,
        special_requirements=frozenset(),
        special_requirements_note=f"{mark}-needs",
        ready_at=datetime.now(UTC) + timedelta(minutes=45),
        deliver_by=None,
        award_mode=AwardMode.BIDDING,
        note=f"{mark}-note",
    )


def work(console: bootstrap.Console) -> None:
    """In a worker: the day's work, a refusal, and a new password. The last step is a bug, with a mark in its text."""
    manager, mark = console.manager, FACTS["mark"]
    stores = Stores.of(manager)
    desk = TripEntry(manager.person, stores, lambda: datetime.now(UTC))
    trip = desk.enter(uuid4(), trip_of(mark, UUID(FACTS["origin"])))
    desk.add_note(trip.id, f"{mark}-second-note")
    desk.edit(trip, desk.stores.hospital.patient_of(trip.id), trip_of(f"{mark}-edited", UUID(FACTS["origin"])))
    desk.find_patient(f"{mark}-mrn")
    try:  # what the server refuses, it may not quote
        stores.hospital.cancel_trip(trip.id, Reason.OTHER, f"{mark}-too-long" * 500)
    except MedPortError as error:
        say("refused:", error.sentence, error.hint)
    desk.cancel(trip.id, Reason.OTHER, f"{mark}-cancel-note")
    console.session.change_password(FACTS["password"], FACTS["new_password"])
    raise KeyError(f"{mark}-in-a-bug", FACTS["new_password"])


def _worked(console: bootstrap.Console, error: MedPortError) -> None:
    assert isinstance(error, Fault), error
    say(error.sentence, error.details)
    QTimer.singleShot(0, partial(_break_on_the_gui_thread, console))


def _break_on_the_gui_thread(console: bootstrap.Console) -> None:
    QTimer.singleShot(0, partial(_told_of_it, console))
    raise ValueError(f"{FACTS['mark']}-on-the-gui-thread")


def _told_of_it(console: bootstrap.Console) -> None:
    window = console.window
    assert window is not None
    for message in window.messages.history():
        say(message.text, message.details)
    console.leave()


def main() -> int:
    """Start the program as its command does."""
    enter = bootstrap.Console.start

    def start(self: bootstrap.Console) -> None:
        enter(self)
        self.opened.connect(
            lambda _window: self.runtime.tasks.run(work, self, failed=partial(_worked, self), owner=self.window)
        )
        assert self.sign_in_window is not None
        self.sign_in_window.sign_in(FACTS["email"], FACTS["wrong_password"])
        waiting = QTimer(self)

        def again() -> None:
            if self.runtime.tasks.is_idle and self.sign_in_window is not None:
                waiting.stop()
                self.sign_in_window.sign_in(FACTS["email"], FACTS["password"])

        waiting.timeout.connect(again)
        waiting.start(50)

    bootstrap.Console.start = start  # type: ignore[method-assign]
    return bootstrap.run_console({Silo(name): url for name, url in FACTS["urls"].items()})


if __name__ == "__main__":
    sys.exit(main())
