"""Bringing a trip into the form, to copy it, to edit it, to bring its patient back; and what the form asks for."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.patients import Patient
from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.trips import NewTrip, Trip
from medport_desktop.gui.hospital.entry.filling import fill_record
from medport_desktop.gui.hospital.entry.reading import Purpose
from medport_desktop.gui.hospital.entry.trip_form import TripForm
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.runtime import Runtime
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.zips import place_of, town_of


class Opening(QWidget):
    """Asks first where the form would lose something, then reads what is needed.

    `ready` carries the purpose, the trip as it is now, and its patient.
    """

    ready = Signal(object, object, object)

    def __init__(self, runtime: Runtime, trip_entry: TripEntry, form: TripForm) -> None:
        super().__init__(form)
        self.hide()
        self._runtime = runtime
        self._trip_entry = trip_entry
        self._form = form
        form.record_left.connect(self._look_up)
        form.address_chosen.connect(self._look_for_place)

    def act_for(self, trip_entry: TripEntry) -> None:
        """Look up that desk's patients from now on."""
        self._trip_entry = trip_entry

    def open(self, purpose: Purpose, trip: Trip) -> None:
        """Begin; `ready` follows, unless the person would rather keep what is in the form."""
        if not self._form.is_changed():
            self.read(purpose, trip)
            return
        dialog = AskDialog(
            self.window(),
            title=f"Replace the form {purpose.value} {trip.trip_number}?",
            sentence="What is in the form has not been sent. What you typed will be gone.",
            yes="Replace",
            no="Keep editing",
            danger=True,
        )
        dialog.setObjectName("ask_to_replace")
        dialog.answered.connect(lambda yes: self.read(purpose, trip) if yes else None)
        dialog.open()

    def ask_to_clear(self, number: str, then: Callable[[], object]) -> None:
        """Ask whether what is in the form may go; `number` is that of the trip that is edited, '' for a new one."""
        dialog = AskDialog(
            self.window(),
            title=f"Leave {number} as it was?" if number else "Throw this trip away?",
            sentence=f"{'Your changes have not been saved' if number else 'It has not been sent'}. "
            "What you typed will be gone.",
            yes="Discard changes" if number else "Throw away",
            no="Keep editing",
            danger=True,
        )
        dialog.setObjectName("ask_to_clear")
        dialog.answered.connect(lambda yes: then() if yes else None)
        dialog.open()

    def read(self, purpose: Purpose, trip: Trip) -> None:
        """Read the trip and its patient without asking; looking at a patient is audited, and a copy needs none."""
        if purpose is Purpose.COPY:
            self.ready.emit(purpose, trip, None)
            return

        def found(facts: tuple[Trip, Patient | None]) -> None:
            self._found(purpose, *facts)

        self._runtime.tasks.run(_facts, self._trip_entry, trip.id, then=found, owner=self, key=(id(self), "open"))

    def _found(self, purpose: Purpose, trip: Trip, patient: Patient | None) -> None:
        if purpose is Purpose.EDIT and not trip.status.is_editable:
            self._runtime.messages.warn(
                f"{trip.trip_number} is {trip.status.label.lower()} and can no longer be edited.",
                "Copy it into a new trip.",
            )
            return
        self.ready.emit(purpose, trip, patient)

    # -- what the form asks for -------------------------------------------------------------------------
    @Slot(str)
    def _look_up(self, mrn: str) -> None:
        if self._trip_entry.hospital_id is None:  # the center has yet to choose whose patient it is
            return
        found = partial(fill_record, self._form, mrn)
        self._runtime.tasks.run(self._trip_entry.find_patient, mrn, then=found, owner=self, key=(id(self), "record"))

    @Slot(str)
    def _look_for_place(self, address: str) -> None:
        found = partial(self._form.set_place, address)
        self._runtime.tasks.run(_place_and_town, address, then=found, owner=self, key=(id(self), "place"))


def overtaken(opened: Trip, now: Trip) -> tuple[str, bool]:
    """Why an edit of `opened` would be refused now ('' where it would not), and whether it can be started again."""
    if not now.status.is_editable:
        return f"{now.trip_number} is {now.status.label.lower()} by now and can no longer be edited.", False
    if now.status.is_held and not opened.status.is_held:
        return f"{now.trip_number} was accepted meanwhile: what the agency agreed to stays as it is.", True
    anybody = Patient("", "", None, None, None)
    facts = [replace(NewTrip.like(trip, anybody), scheduled=False) for trip in (opened, now)]
    if facts[0] != facts[1] or opened.patient_id != now.patient_id:
        return f"{now.trip_number} has just been changed by somebody else.", True
    return "", False


def _place_and_town(address: str) -> tuple[Coordinates | None, str]:
    return place_of(address), town_of(address)


def _facts(trip_entry: TripEntry, trip_id: UUID) -> tuple[Trip, Patient | None]:
    return trip_entry.stores.hospital.trips([trip_id])[0], trip_entry.stores.hospital.patient_of(trip_id)
