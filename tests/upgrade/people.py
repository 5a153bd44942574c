"""A hospital's desk and an agency's dispatcher, each at a console of this program, doing the main job."""

from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

import psycopg

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import AwardMode, Mobility, Priority, Silo, TransportLevel, TripStatus
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.trips import NewBid, NewTrip
from medport_desktop.services.session.session import SignedIn
from medport_desktop.silos.demo.people import ACCOUNTS, PASSWORD, demo_id
from medport_desktop.silos.demo.region import agency
from medport_desktop.silos.urls import SiloUrls
from tests.support import until

DESK, DISPATCHER, AGENCY = "desk@nason.example", "dispatch@bedford.example", "bedford"
HOSPITAL = "Conemaugh Nason Medical Center"
STEPS = (
    TripStatus.EN_ROUTE,
    TripStatus.ON_SCENE,
    TripStatus.IN_TRANSIT,
    TripStatus.AT_DESTINATION,
    TripStatus.COMPLETED,
)
EMAILS = [account.email for account in ACCOUNTS]


class People(AbstractContextManager["People"]):
    """Both of them, signed in. Use it in a `with`."""

    def __init__(self, urls: SiloUrls) -> None:
        """`urls`: a superuser's, who only gives the agency units."""
        self._urls = urls
        self._stack = ExitStack()
        self.signed_in: list[SignedIn] = []

    def __enter__(self) -> Self:
        desk, dispatcher = (self._sign_in(email) for email in (DESK, DISPATCHER))
        self.hospital = HospitalStore(desk.databases[Silo.HOSPITAL])
        self.dispatcher = EmsStore(dispatcher.databases[Silo.EMS])
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def _sign_in(self, email: str) -> DatabaseManager:
        manager = DatabaseManager(dict(self._urls.items()))
        self._stack.callback(manager.close)
        self.signed_in.append(manager.sign_in(email, PASSWORD))
        return manager

    def enter(self, weight_kg: float = 81.5) -> UUID:
        """Enter a trip on offer."""
        trip = uuid4()
        self.hospital.enter_trip(trip, self.new_trip(f"T-{trip.hex[:12]}", weight_kg))
        return trip

    def new_trip(self, mrn: str, weight_kg: float) -> NewTrip:
        """What the desk enters for a patient of that weight."""
        return NewTrip(
            patient=Patient(mrn, "Demo, Patient T", datetime(1950, 2, 3).date(), weight_kg, Mobility.STRETCHER),
            origin_facility_id=demo_id("facility", HOSPITAL),
            destination_facility_id=demo_id("facility", "UPMC Mercy"),
            destination_text="",
            pickup_location="ICU 4",
            contact_phone="814-555-0199",
            transport_level=TransportLevel.BLS,
            priority=Priority.MEDIUM,
            special_requirements=frozenset(),
            special_requirements_note="",
            ready_at=datetime.now(UTC) + timedelta(minutes=30),
            deliver_by=None,
            award_mode=AwardMode.BIDDING,
        )

    def correct(self, trip: UUID, weight_kg: float, priority: Priority = Priority.MEDIUM) -> None:
        """Open a trip in the form, and save it with another weight and priority."""
        [was] = self.hospital.trips([trip])
        patient = self.hospital.patient_of(trip)
        assert patient is not None
        new = replace(self.new_trip(patient.mrn, weight_kg), priority=priority, ready_at=was.ready_at)
        self.hospital.edit_trip(was, patient, new)

    def bid(self, trip: UUID) -> UUID:
        """Bid on it, once it is on the board."""
        until(lambda: self.dispatcher.board([trip]))
        bid, pickup = uuid4(), datetime.now(UTC) + timedelta(minutes=20)
        new = NewBid(trip, agency(AGENCY).id, 41_200, self._unit(), pickup, pickup + timedelta(hours=1))
        self.dispatcher.submit_bid(bid, new)
        return bid

    def award(self, trip: UUID, bid: UUID) -> UUID:
        """Award the bid; returns the assignment that follows."""
        until(lambda: self.hospital.trips([trip])[0].bid_count)
        self.hospital.award(trip, bid, agency(AGENCY).id)
        held = until(lambda: [a for a in self.dispatcher.active_trips() if a.trip_id == trip])
        return held[0].assignment_id

    def drive(self, assignment: UUID) -> None:
        """Take the trip through all its steps."""
        before = TripStatus.ACCEPTED
        for step in STEPS:
            self.dispatcher.progress(assignment, before, step)
            before = step

    def status(self, trip: UUID) -> TripStatus:
        """What the hospital's board shows."""
        return self.hospital.trips([trip])[0].status

    def main_job(self) -> UUID:
        """From the entry of a trip until the hospital sees that it is completed."""
        trip = self.enter()
        self.drive(self.award(trip, self.bid(trip)))
        until(lambda: self.status(trip) is TripStatus.COMPLETED)
        return trip

    def _unit(self) -> UUID:
        unit = uuid4()
        with psycopg.connect(self._urls.ems) as connection:
            connection.execute(
                "insert into medport.unit (id, agency_id, unit_number, type, current_status)"
                " values (%s, %s, left(%s, 12), 'ALS', 'AVAILABLE')",
                [unit, agency(AGENCY).id, f"T-{unit.hex}"],
            )
        return unit
