"""What a hospital's desk does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import (
    AwardMode,
    Mobility,
    Need,
    Priority,
    Reason,
    TransportLevel,
)
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.series import NewSeries, Occurrence
from medport_desktop.domain.trips import NewTrip
from medport_desktop.domain.written.contacts import plain
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.validation import check_trip
from tests.fuzz.commands.command import Arguments, Command
from tests.fuzz.scene import Kept, Scene, Somebody
from tests.silos.world import DESK, H


def _patient() -> Patient:
    return Patient(f"F-{uuid4().hex[:12]}", "Demo, Patient F", date(1950, 2, 3), 81.5, Mobility.STRETCHER)


def _new_trip(scene: Scene) -> NewTrip:
    return NewTrip(
        patient=_patient(),
        origin_facility_id=scene.facility(),
        destination_facility_id=None,
        destination_text="12 Demo Lane, Bedford, PA 15522",
        pickup_location="ICU 4",
        contact_phone="(814) 555-0199",
        transport_level=TransportLevel.BLS,
        priority=Priority.MEDIUM,
        special_requirements=frozenset({Need.OXYGEN}),
        special_requirements_note="2 l",
        ready_at=scene.soon(hours=2),
        deliver_by=scene.soon(hours=4),
        award_mode=AwardMode.BIDDING,
        scheduled=True,
        note="First note",
    )


def _trip_kept(scene: Scene, who: Somebody, trip_id: UUID, new: NewTrip) -> Kept:
    trip, patient = scene.read(trip_id, who), who.stores.hospital.patient_of(trip_id)
    assert patient is not None
    notes = [note.text for note in who.trip_entry.detail(trip_id).notes]
    asked = replace(
        new,
        patient=replace(
            new.patient,
            mrn=plain(new.patient.mrn),
            name=new.patient.name.strip(),
            weight_kg=None if new.patient.weight_kg is None else round(new.patient.weight_kg, 1),
            id=None,
        ),
        destination_text="" if new.destination_facility_id else new.destination_text.strip(),
        destination_coordinates=None,
        destination_town="",
        note="",
        corrects_record=False,
    )
    kept = replace(NewTrip.like(trip, replace(patient, id=None)), destination_coordinates=None, destination_town="")
    if kept.patient.weight_kg is not None:
        kept = replace(kept, patient=replace(kept.patient, weight_kg=round(float(kept.patient.weight_kg), 1)))
    return (asked, [new.note.strip()] if new.note.strip() else []), (kept, notes)


def _series(scene: Scene) -> NewSeries:
    first = scene.soon(days=1)
    days = [Occurrence(first + timedelta(days=n), first + timedelta(days=n, hours=1)) for n in range(2)]
    trip = replace(_new_trip(scene), deliver_by=None, note="")
    return NewSeries(trip, "FREQ=DAILY;COUNT=2", "America/New_York", tuple(days))


def _edit(scene: Scene, who: Somebody) -> Arguments:
    trip = scene.trip("SCHEDULED")
    was, patient = scene.read(trip, who), who.stores.hospital.patient_of(trip)
    assert patient is not None
    return {"was": was, "patient": patient, "new": NewTrip.like(was, patient)}


def _bid_of(scene: Scene, who: Somebody) -> Arguments:
    trip = scene.trip()
    bid_id = scene.open_bid(trip)
    return {"bid": next(bid for bid in who.stores.ems.bids([trip]) if bid.id == bid_id)}


def _cancel_series(scene: Scene, who: Somebody) -> Arguments:
    new = _series(scene)
    trips = who.trip_entry.enter_series(uuid4(), new)
    return {"trip": trips[0], "reason": Reason.WEATHER, "note": "Snow"}


def _last_note(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    return given["text"].strip(), who.trip_entry.detail(given["trip_id"]).notes[-1].text


def _cancelled(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    row = scene.world.request(given["trip_id"])
    asked = ("CANCELLED", given["reason"].value, given["note"].strip())
    return asked, (row["status"], row["cancellation_reason"], row["cancellation_note"].strip())


def _notice(scene: Scene, _who: Somebody) -> Arguments:
    trip = scene.trip()
    scene.world.run(H, "select medport.tell(%s, 'RELEASED', 'Bedford', '')", trip)
    found = scene.world.value(
        H, "select id from medport.trip_notice where trip_id = %s order by told_at desc limit 1", trip
    )
    return {"notice_id": found}


DESK_COMMANDS = (
    Command(
        TripEntry,
        "enter",
        DESK,
        lambda s, w: {"trip_id": uuid4(), "new": _new_trip(s)},
        lambda s, w, a: _trip_kept(s, w, a["trip_id"], a["new"]),
        weight=6,
        check=lambda w, a: check_trip(a["new"], datetime.now(UTC)),
    ),
    Command(
        TripEntry,
        "edit",
        DESK,
        _edit,
        lambda s, w, a: _trip_kept(s, w, a["was"].id, replace(a["new"], note="", scheduled=True, return_of_id=None)),
        check=lambda w, a: check_trip(a["new"], datetime.now(UTC), was_ready=a["was"].ready_at),
    ),
    Command(TripEntry, "enter_series", DESK, lambda s, w: {"series_id": uuid4(), "new": _series(s)}),
    Command(TripEntry, "cancel_series", DESK, _cancel_series),
    Command(TripEntry, "find_patient", DESK, lambda s, w: {"mrn": "F-1"}),
    Command(HospitalStore, "offer_trip", DESK, lambda s, w: {"trip_id": s.trip("SCHEDULED")}),
    Command(HospitalStore, "schedule_trip", DESK, lambda s, w: {"trip_id": s.trip()}),
    Command(TripEntry, "award", DESK, _bid_of),
    Command(
        TripEntry,
        "cancel",
        DESK,
        lambda s, w: {"trip_id": s.trip("SCHEDULED"), "reason": Reason.BED_LOST, "note": "Bed 4"},
        _cancelled,
        weight=8,
    ),
    Command(HospitalStore, "acknowledge", DESK, _notice),
    Command(TripEntry, "add_note", DESK, lambda s, w: {"trip_id": s.trip(), "text": "Room 5"}, _last_note, weight=12),
)
