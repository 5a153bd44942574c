"""Filling in the form from a trip: to edit it, to bring its patient back, to enter another like it."""

from PySide6.QtWidgets import QLineEdit

from medport_desktop.domain.enums import TripStatus
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.places import Facility
from medport_desktop.domain.trips import NewTrip, Trip
from medport_desktop.gui.hospital.entry.fields import PICK_UP, TRANSPORT
from medport_desktop.gui.hospital.entry.reading import Basis, Purpose
from medport_desktop.gui.hospital.entry.trip_form import TripForm
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.forms.type_ahead import FreeText
from medport_desktop.gui.shared.facilities import as_suggestion


def fill(form: TripForm, purpose: Purpose, trip: Trip, patient: Patient | None) -> None:
    """Fill in what the form is opened for."""
    if purpose is Purpose.COPY:
        _fill_copy(form, trip)
    elif purpose is Purpose.RETURN:
        _fill_return(form, trip, patient)
    else:
        _fill_edit(form, trip, patient)


def _fill_copy(form: TripForm, trip: Trip) -> None:
    """Another trip's route, level, priority, needs and note; the patient stays empty."""
    form.clear()
    origin = form.facility(trip.origin_facility_id)
    own = origin if origin is not None and origin.hospital_id == trip.hospital_id else None
    _set_route(form, own, form.facility(trip.destination_facility_id), trip)
    form.show_facts(trip, PICK_UP)
    form.show_facts(trip, TRANSPORT)
    form.filled()


def _fill_return(form: TripForm, trip: Trip, patient: Patient | None) -> None:
    """The same patient's way back: from where the trip ends to where it started; the times stay empty."""
    form.clear()
    form.set_basis(Basis(return_of=trip.id))
    _set_patient(form, patient)
    _set_route(form, form.facility(trip.destination_facility_id), form.facility(trip.origin_facility_id), trip)
    form.show_facts(trip, TRANSPORT)
    form.keep_needs()
    form.ui.ready_at.setText("")
    form.filled()


def _fill_edit(form: TripForm, trip: Trip, patient: Patient | None) -> None:
    """The whole trip, as it is."""
    form.clear()
    scheduled = trip.status is TripStatus.SCHEDULED
    held = trip if trip.status.is_held else None
    form.set_basis(Basis(was_ready=trip.ready_at, scheduled=scheduled, return_of=trip.return_of_id, held=held))
    _set_patient(form, patient)
    _set_route(form, form.facility(trip.origin_facility_id), form.facility(trip.destination_facility_id), trip)
    form.show_facts(trip, PICK_UP)
    form.show_facts(trip, TRANSPORT)
    form.keep_needs()
    form.times.show("ready_at", trip.ready_at)
    form.times.show("deliver_by", trip.deliver_by)
    form.filled(untouched=True)


def fill_kept(form: TripForm, new: NewTrip) -> None:
    """A trip that was sent and refused, as it was entered; a patient who was ready then is ready now."""
    form.clear()
    form.set_basis(Basis(return_of=new.return_of_id))
    _set_patient(form, new.patient)
    _set_route(form, form.facility(new.origin_facility_id), form.facility(new.destination_facility_id), new)
    form.show_facts(new, PICK_UP)
    form.show_facts(new, TRANSPORT)
    form.keep_needs()
    if new.ready_at > site_clock().now():
        form.times.show("ready_at", new.ready_at)
    form.times.show("deliver_by", new.deliver_by)
    form.filled()


def fill_record(form: TripForm, mrn: str, patient: Patient | None) -> None:
    """Answer `record_left`: fill in what is still empty or came from another record; what was typed stays."""
    ui = form.ui
    if mrn != ui.mrn.text().strip():
        return
    form.set_record(patient)
    found = {
        "name": patient.name if patient else "",
        "birth_date": patient.birth_date.isoformat() if patient and patient.birth_date else "",
        "weight_kg": f"{patient.weight_kg:g} kg" if patient and patient.weight_kg is not None else "",
    }
    typed_name = ui.name.text().strip()
    for name, text in found.items():
        line: QLineEdit = getattr(ui, name)
        if line.text().strip() in ("", form.from_record.get(name)):
            line.setText(text)
            form.field(name).clear_error()
    if patient is not None and patient.mobility is not None and ui.mobility.value() is None:
        ui.mobility.set_value(patient.mobility)
        form.need_of_mobility()
    if patient is not None and typed_name and ui.name.text().strip().casefold() != patient.name.casefold():
        form.field("name").set_error(
            f"Record {mrn} says “{patient.name}”. Check the number; sending asks whether the record is wrong."
        )
    form.need_of_weight()
    form.from_record = {name: text for name, text in found.items() if text}
    form.filled()


def _set_patient(form: TripForm, patient: Patient | None) -> None:
    if patient is None:
        return
    form.set_record(patient if patient.id is not None else None)
    ui = form.ui
    ui.mrn.setText(patient.mrn)
    ui.name.setText(patient.name)
    ui.birth_date.setText(patient.birth_date.isoformat() if patient.birth_date else "")
    ui.weight_kg.setText(f"{patient.weight_kg:g} kg" if patient.weight_kg is not None else "")
    ui.mobility.set_value(patient.mobility)


def _set_route(form: TripForm, origin: Facility | None, destination: Facility | None, trip: Trip | NewTrip) -> None:
    form.set_origin(origin)
    if destination is not None:
        form.ui.destination.set_choice(as_suggestion(destination, None))
    elif trip.destination_text:
        form.ui.destination.set_choice(FreeText(trip.destination_text))
