"""A hospital's desk at work."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from medport_desktop.domain.enums import AwardMode, Need, Priority, Reason, TransportLevel, TripStatus
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.places import Facility
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.trips import NewTrip, Trip
from medport_desktop.services.hospital.recurrence import days_of, occurrences
from tests.chaos.checking.journal import Entry, Op, Outcome
from tests.chaos.people.worker import Worker

CANCELLABLE = (
    TripStatus.SCHEDULED,
    TripStatus.PENDING,
    TripStatus.ACCEPTED,
    TripStatus.EN_ROUTE,
    TripStatus.ON_SCENE,
)


class Desk(Worker):
    """A hospital's desk; also the center's people acting for a hospital."""

    def deeds(self) -> Mapping[Callable[[], None], int]:
        """Mostly new trips and awards; a cancel now and then."""
        return {
            **super().deeds(),
            self.enter: 8,
            self.enter_way_back: 1,
            self.enter_series: 1,
            self.end_series: 1,
            self.edit: 3,
            self.award: 8,
            self.cancel: 3,
            self.offer: 1,
            self.schedule: 1,
            self.note: 1,
        }

    # -- entering ---------------------------------------------------------------------------------------
    def enter(self) -> None:
        """Enter a trip, offered or scheduled for later."""
        new = self._trip()
        if self.dice.random() < 0.1:
            new = replace(new, scheduled=True, ready_at=_in_minutes(self.dice.choice([58, 75])))
        self._enter(new)

    def enter_way_back(self) -> None:
        """Enter the way back of a trip."""
        way = self._any(TripStatus.ACCEPTED, TripStatus.IN_TRANSIT, TripStatus.COMPLETED)
        patient = self.stores.hospital.patient_of(way.id) if way is not None else None
        if way is None or patient is None or way.destination_facility_id is None or way.return_of_id is not None:
            return
        back = replace(
            NewTrip.like(way, patient),
            origin_facility_id=way.destination_facility_id,
            destination_facility_id=way.origin_facility_id,
            ready_at=_in_minutes(40),
            deliver_by=None,
            return_of_id=way.id,
        )
        self._enter(back)

    def _enter(self, new: NewTrip) -> None:
        trip, back = uuid4(), {} if new.return_of_id is None else {"return_of_id": new.return_of_id}
        self.send(Op.ENTER, trip, trip, lambda about: self.trip_entry.enter(trip, new, about), **back)

    def enter_series(self) -> None:
        """Enter the same trip for some days, there and perhaps back."""
        series, days = uuid4(), self.dice.randint(2, 4)
        begins = datetime.now(self.settings.zone) + timedelta(minutes=self.dice.choice([58, 90]))
        rule, ready = f"FREQ=DAILY;COUNT={days}", begins.time().replace(microsecond=0)
        back = (begins + timedelta(hours=3)).time().replace(microsecond=0) if self.dice.random() < 0.5 else None
        dates = days_of(rule, begins.date(), ready, self.settings.zone)
        times = occurrences(dates, self.settings.zone, ready=ready, back=back)
        new = NewSeries(replace(self._trip(), ready_at=times[0].ready_at), rule, self.settings.time_zone, times)
        trips = days if back is None else 2 * days
        self.attempt(Op.SERIES, series, None, lambda: self.trip_entry.enter_series(series, new), trips=trips)

    def end_series(self) -> None:
        """Cancel a trip of a series and all that follow it."""
        repeated = [
            t for t in self.seen(self.stores.hospital.trips) if t.series_id is not None and t.status in CANCELLABLE
        ]
        if not repeated:
            return
        first = self.dice.choice(repeated)
        assert first.series_id is not None
        ended: list[UUID] = []
        unsure: list[bool] = []

        def write() -> None:
            try:
                ended.extend(self.trip_entry.cancel_series(first, Reason.PATIENT_CONDITION, ""))
            except SiloAway as away:
                unsure.append(away.maybe_done)
                raise

        outcome = self.attempt(Op.END_SERIES, first.series_id, first.id, write, ready_at=first.ready_at.isoformat())
        later = {t.id for t in repeated if t.series_id == first.series_id and t.ready_at >= first.ready_at}
        others = Outcome.UNKNOWN if any(unsure) else Outcome.REFUSED if outcome is Outcome.DONE else outcome
        for trip in later.union(ended):  # to each of them it is a cancel like any other
            was = Outcome.DONE if trip in ended else others
            self.write_down(Entry(self.who, Op.CANCEL, trip, trip, was, {"status": "CANCELLED"}))

    def _trip(self) -> NewTrip:
        origins = [f for f in self.facilities if self._is_own(f)]
        origin = self.dice.choice(origins)
        to = self.dice.choice([f for f in self.facilities if f.id != origin.id])
        return NewTrip(
            patient=Patient(f"CH{uuid4().hex[:10]}", "Demo, Chaos", None, None, None),
            origin_facility_id=origin.id,
            destination_facility_id=to.id,
            destination_text="",
            pickup_location="",
            contact_phone="",
            transport_level=self.dice.choice([TransportLevel.BLS, TransportLevel.ALS, TransportLevel.OTHER]),
            priority=self.dice.choice(list(Priority)),
            special_requirements=frozenset(self.dice.sample(list(Need), self.dice.randint(0, 2))),
            special_requirements_note="",
            ready_at=_in_minutes(20),
            deliver_by=None,
            award_mode=self.dice.choice(list(AwardMode)),
        )

    def _is_own(self, facility: Facility) -> bool:
        return facility.hospital_id is not None and self.manager.person.hospital_id in (None, facility.hospital_id)

    # -- afterwards -------------------------------------------------------------------------------------
    def edit(self) -> None:
        """Change the ready time and priority of a trip that nobody holds, to a time that no other edit has."""
        was = self._any(TripStatus.PENDING, TripStatus.SCHEDULED)
        patient = self.stores.hospital.patient_of(was.id) if was is not None else None
        if was is None or patient is None:
            return
        later = timedelta(minutes=5, microseconds=self.dice.randrange(1_000_000))
        priority = self.dice.choice(list(Priority))
        new = replace(NewTrip.like(was, patient), ready_at=was.ready_at + later, priority=priority)
        self.attempt(
            Op.EDIT, was.id, was.id, lambda: self.trip_entry.edit(was, patient, new), ready_at=new.ready_at.isoformat()
        )

    def award(self) -> None:
        """Award an open bid."""
        bids = [b for b in self.seen(self.stores.ems.bids) if b.status == "PENDING"]
        if bids:
            bid = self.dice.choice(bids)
            self.attempt(Op.AWARD, bid.id, bid.transport_request_id, lambda: self.trip_entry.award(bid))

    def cancel(self) -> None:
        """Cancel a trip that can still be cancelled, as the desk sees it."""
        trip = self._any(*CANCELLABLE)
        if trip is not None:
            reason = self.dice.choice([Reason.BED_LOST, Reason.PATIENT_CONDITION, Reason.DUPLICATE])
            self.send(
                Op.CANCEL,
                trip.id,
                trip.id,
                lambda about: self.trip_entry.cancel(trip.id, reason, "", about),
                status="CANCELLED",
            )

    def offer(self) -> None:
        """Offer a scheduled trip."""
        trip = self._any(TripStatus.SCHEDULED)
        if trip is not None:
            self.attempt(Op.OFFER, trip.id, trip.id, lambda: self.stores.hospital.offer_trip(trip.id), status="PENDING")

    def schedule(self) -> None:
        """Take a trip off the board again."""
        trip = self._any(TripStatus.PENDING)
        if trip is not None:
            self.attempt(
                Op.SCHEDULE, trip.id, trip.id, lambda: self.stores.hospital.schedule_trip(trip.id), status="SCHEDULED"
            )

    def note(self) -> None:
        """Add a note that no other is like."""
        trip, text = self._any(*TripStatus), f"chaos {uuid4()}"
        if trip is not None:
            self.send(
                Op.NOTE, trip.id, trip.id, lambda about: self.trip_entry.add_note(trip.id, text, about), text=text
            )

    def _any(self, *statuses: TripStatus) -> Trip | None:
        trips = [t for t in self.seen(self.stores.hospital.trips) if t.status in statuses]
        return self.dice.choice(trips) if trips else None


def _in_minutes(minutes: int) -> datetime:
    return datetime.now(UTC) + timedelta(minutes=minutes)
