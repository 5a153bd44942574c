"""People at work: each in a thread, signed in as themselves, through the product's own services and stores."""

import random
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import sqlalchemy

from medport_desktop.data.manager import DatabaseManager
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.hospital import HospitalStore
from medport_desktop.domain.enums import (
    AwardMode,
    Need,
    Priority,
    Reason,
    Silo,
    TransportLevel,
    TripStatus,
    UnitStatus,
)
from medport_desktop.domain.errors import InvalidForm, MedPortError, NotAllowed, Refused, SiloAway
from medport_desktop.domain.settings import Settings
from medport_desktop.domain.trips import NewBid, NewTrip, Patient
from medport_desktop.services.bid_board import BidBoard
from medport_desktop.services.trip_entry import TripEntry
from tests.chaos.journal import Entry, Op, Outcome

LONGEST_PAUSE_S = 0.25
"""Between two things that somebody does."""
AGAIN = 0.7
"""How often somebody tries once more when the outcome of a write is not known."""

_FORWARD = {
    TripStatus.ACCEPTED: TripStatus.EN_ROUTE,
    TripStatus.EN_ROUTE: TripStatus.ON_SCENE,
    TripStatus.ON_SCENE: TripStatus.IN_TRANSIT,
    TripStatus.IN_TRANSIT: TripStatus.AT_DESTINATION,
    TripStatus.AT_DESTINATION: TripStatus.COMPLETED,
}
_BACK = {
    TripStatus.EN_ROUTE: TripStatus.ACCEPTED,
    TripStatus.ON_SCENE: TripStatus.EN_ROUTE,
    TripStatus.IN_TRANSIT: TripStatus.ON_SCENE,
}
_OPEN = (TripStatus.SCHEDULED, TripStatus.PENDING, TripStatus.ACCEPTED, TripStatus.EN_ROUTE, TripStatus.ON_SCENE)


class Gate:
    """Lets people work, or has them wait with nothing under way."""

    def __init__(self) -> None:
        """Closed."""
        self._changed = threading.Condition()
        self._open = False
        self._busy = 0
        self.ended = False

    def open(self) -> None:
        """Let people work."""
        with self._changed:
            self._open = True
            self._changed.notify_all()

    def end(self) -> None:
        """Send everybody home."""
        with self._changed:
            self.ended = True
            self._changed.notify_all()

    def close(self, timeout_s: float) -> bool:
        """Let nobody begin anything more; returns whether all have finished what they had begun."""
        with self._changed:
            self._open = False
            return self._changed.wait_for(lambda: self._busy == 0, timeout_s)

    @contextmanager
    def working(self) -> Iterator[bool]:
        """Wait until work is allowed; gives False when it is over for good."""
        with self._changed:
            self._changed.wait_for(lambda: self._open or self.ended)
            self._busy += not self.ended
            goes_on = not self.ended
        try:
            yield goes_on
        finally:
            with self._changed:
                self._busy -= goes_on
                self._changed.notify_all()

    def pause(self, seconds: float) -> None:
        """Do nothing for a moment."""
        with self._changed:
            self._changed.wait_for(lambda: self.ended, seconds)


@dataclass
class Worker:
    """Somebody at a console. `work` runs until the gate ends."""

    manager: DatabaseManager
    email: str
    password: str
    gate: Gate
    dice: random.Random
    write_down: Callable[[Entry], None]
    bugs: list[str] = field(default_factory=list)
    """Tracebacks of what a console would have crashed with."""
    begun: Callable[[Entry], None] = lambda _entry: None
    """Told of an attempt before it is made."""

    def sign_in(self) -> None:
        """Sign in, and take what seldom changes."""
        self.manager.sign_in(self.email, self.password)
        databases = self.manager.databases
        self.hospital = HospitalStore(databases[Silo.HOSPITAL])
        self.ems = EmsStore(databases[Silo.EMS])
        self.center = CenterStore(databases[Silo.CENTER])
        person = self.manager.person
        parts = (person, self.hospital, self.ems, self.center, lambda: datetime.now(UTC))
        self.desk, self.board = TripEntry(*parts), BidBoard(*parts)
        self.who: UUID = person.id
        self.settings: Settings = self.center.settings()
        self.facilities = self.hospital.facilities()

    def work(self) -> None:
        """Do one thing after the other."""
        while True:
            with self.gate.working() as goes_on:
                if not goes_on:
                    return
                self.one_thing()
            self.gate.pause(self.dice.uniform(0, LONGEST_PAUSE_S))

    def one_thing(self) -> None:
        """Choose something to do, and do it."""
        deeds = self.deeds()
        (deed,) = self.dice.choices(list(deeds), weights=list(deeds.values()))
        try:
            deed()
        except MedPortError:
            pass  # a board could not be read: nothing was to be written yet
        except Exception:  # noqa: BLE001  (what a console would have crashed with is what is looked for)
            self.bugs.append(traceback.format_exc())

    def deeds(self) -> Mapping[Callable[[], None], int]:
        """What this person does, and how often each."""
        raise NotImplementedError

    def attempt(self, op: Op, row: UUID, trip: UUID | None, write: Callable[[], object], **facts: object) -> Outcome:
        """Write, once more perhaps where the outcome is not known, and note what was said."""
        entry = Entry(self.who, op, row, trip, Outcome.UNKNOWN, {name: str(value) for name, value in facts.items()})
        while True:
            self.begun(entry)
            outcome, said = _told(write)
            told = Entry(entry.who, op, row, trip, outcome, entry.facts, said, id=entry.id)
            self.write_down(told)
            if outcome is not Outcome.UNKNOWN or op in _NEVER_AGAIN or self.dice.random() > AGAIN or self.gate.ended:
                return outcome
            entry = Entry(self.who, op, row, trip, Outcome.UNKNOWN, entry.facts)
            self.gate.pause(self.dice.uniform(0.1, 1))


_NEVER_AGAIN = frozenset({Op.NOTE, Op.EDIT})
"""A second note would be one more."""


def _told(write: Callable[[], object]) -> tuple[Outcome, str]:
    try:
        write()
    except SiloAway as away:
        return (Outcome.UNKNOWN if away.maybe_done else Outcome.AWAY), away.sentence
    except (Refused, NotAllowed, InvalidForm) as refused:
        return Outcome.REFUSED, refused.sentence
    return Outcome.DONE, ""


class Desk(Worker):
    """A hospital's desk; also the center's people acting for a hospital."""

    def deeds(self) -> Mapping[Callable[[], None], int]:
        """Mostly new trips and awards; a cancel now and then."""
        return {self.enter: 8, self.edit: 3, self.award: 8, self.cancel: 3, self.offer: 1, self.hold: 1, self.note: 1}

    def enter(self) -> None:
        """Enter a trip, offered or held for later."""
        own = self.manager.person.hospital_id
        origins = [f for f in self.facilities if f.hospital_id is not None and own in (None, f.hospital_id)]
        origin = self.dice.choice(origins)
        to = self.dice.choice([f for f in self.facilities if f.id != origin.id])
        hold = self.dice.random() < 0.1
        trip = uuid4()
        new = NewTrip(
            patient=Patient(f"CH{trip.hex[:10]}", "Demo, Chaos", None, None, None),
            origin_facility_id=origin.id,
            destination_facility_id=to.id,
            destination_text="",
            pickup_location="",
            contact_phone="",
            transport_level=self.dice.choice([TransportLevel.BLS, TransportLevel.ALS, TransportLevel.OTHER]),
            priority=self.dice.choice(list(Priority)),
            needs=frozenset(self.dice.sample(list(Need), self.dice.randint(0, 2))),
            needs_note="",
            ready_at=datetime.now(UTC) + timedelta(minutes=self.dice.choice([58, 75]) if hold else 20),
            deliver_by=None,
            award_mode=self.dice.choice(list(AwardMode)),
            hold=hold,
        )
        self.attempt(Op.ENTER, trip, trip, lambda: self.desk.enter(trip, new))

    def edit(self) -> None:
        """Change the ready time and priority of a trip that nobody holds, to a time that no other edit has."""
        trips = [t for t in self.desk.trips() if t.status in (TripStatus.PENDING, TripStatus.SCHEDULED)]
        trip = self.dice.choice(trips) if trips else None
        if trip is None:
            return
        ready = datetime.now(UTC) + timedelta(minutes=30)
        priority = self.dice.choice(list(Priority))
        statement = sqlalchemy.text(
            "update medport.transport_request set ready_at = :ready, priority = :priority where id = :trip"
        )

        def write() -> None:
            with self.manager.databases[Silo.HOSPITAL].write() as connection:
                connection.execute(statement, {"ready": ready, "priority": priority.value, "trip": trip.id})

        self.attempt(Op.EDIT, trip.id, trip.id, write, ready_at=ready.isoformat())

    def award(self) -> None:
        """Award an open bid."""
        bids = [b for b in self.desk.bids() if b.status == "PENDING"]
        if bids:
            bid = self.dice.choice(bids)
            self.attempt(Op.AWARD, bid.id, bid.trip_id, lambda: self.desk.award(bid))

    def cancel(self) -> None:
        """Cancel a trip that can still be cancelled, as the desk sees it."""
        trips = [t for t in self.desk.trips() if t.status in _OPEN]
        if trips:
            trip = self.dice.choice(trips)
            reason = self.dice.choice([Reason.BED_LOST, Reason.PATIENT_CONDITION, Reason.DUPLICATE])
            self.attempt(Op.CANCEL, trip.id, trip.id, lambda: self.desk.cancel(trip.id, reason, ""), status="CANCELLED")

    def offer(self) -> None:
        """Offer a held trip."""
        held = [t for t in self.desk.trips() if t.status is TripStatus.SCHEDULED]
        if held:
            trip = self.dice.choice(held)
            self.attempt(Op.OFFER, trip.id, trip.id, lambda: self.desk.offer(trip.id), status="PENDING")

    def hold(self) -> None:
        """Take a trip off the board again."""
        offered = [t for t in self.desk.trips() if t.status is TripStatus.PENDING]
        if offered:
            trip = self.dice.choice(offered)
            self.attempt(Op.HOLD, trip.id, trip.id, lambda: self.desk.hold(trip.id), status="SCHEDULED")

    def note(self) -> None:
        """Add a note that no other is like."""
        trips = self.desk.trips()
        if trips:
            trip, text = self.dice.choice(trips), f"chaos {uuid4()}"
            self.attempt(Op.NOTE, trip.id, trip.id, lambda: self.desk.add_note(trip.id, text), text=text)


class Dispatcher(Worker):
    """An agency's dispatcher; also the center's people acting for an agency."""

    def deeds(self) -> Mapping[Callable[[], None], int]:
        """Mostly bids, acceptances and the drive."""
        return {
            self.bid: 8,
            self.withdraw: 2,
            self.decline: 2,
            self.accept: 6,
            self.drive: 16,
            self.release: 2,
            self.reassign: 2,
            self.unit_status: 1,
        }

    def bid(self) -> None:
        """Bid on a trip on offer, with any unit."""
        offers = [t for t in self.board.board() if t.award_mode is AwardMode.BIDDING]
        units = self.board.units()
        if not offers or not units:
            return
        offer, unit, bid = self.dice.choice(offers[-40:]), self.dice.choice(units), uuid4()
        pickup = datetime.now(UTC) + timedelta(minutes=20)
        new = NewBid(
            offer.trip_id,
            unit.agency_id,
            self.dice.randint(10_000, 90_000),
            unit.id,
            pickup,
            pickup + timedelta(hours=1),
        )
        self.attempt(Op.BID, bid, offer.trip_id, lambda: self.board.bid(bid, new, self.settings))

    def withdraw(self) -> None:
        """Take an open bid back."""
        bids = [b for b in self.board.bids() if b.status == "PENDING"]
        if bids:
            bid = self.dice.choice(bids)
            self.attempt(Op.WITHDRAW, bid.id, bid.trip_id, lambda: self.board.withdraw(bid.id), status="WITHDRAWN")

    def decline(self) -> None:
        """Say that the agency will not run a trip."""
        offers = self.board.board()
        if offers:
            offer, decline = self.dice.choice(offers[-40:]), uuid4()
            self.attempt(
                Op.DECLINE,
                decline,
                offer.trip_id,
                lambda: self.board.decline(decline, offer.trip_id, Reason.NO_UNIT, ""),
            )

    def accept(self) -> None:
        """Accept a trip that the first to accept has, with a free unit or one that only was free."""
        offers = [t for t in self.board.board() if t.award_mode is AwardMode.FIRST_ACCEPT]
        units = [u for u in self.board.units() if u.current_status is UnitStatus.AVAILABLE or self.dice.random() < 0.05]
        if not offers or not units:
            return
        offer, unit, assignment = self.dice.choice(offers[-20:]), self.dice.choice(units), uuid4()
        pickup = datetime.now(UTC) + timedelta(minutes=20)
        self.attempt(
            Op.ACCEPT, assignment, offer.trip_id, lambda: self.board.accept(assignment, offer.trip_id, unit, pickup)
        )

    def drive(self) -> None:
        """Move a trip forward; now and then, take the last step back."""
        held = self.board.active()
        if not held:
            return
        trip = self.dice.choice(held)
        if trip.unit_id is None:
            self._give_unit(trip.assignment_id, trip.trip_id)
            return
        steps = _BACK if self.dice.random() < 0.08 and trip.status in _BACK else _FORWARD
        to = steps[trip.status]
        self.attempt(
            Op.PROGRESS, trip.assignment_id, trip.trip_id, lambda: self.board.progress(trip, to), status=to.value
        )

    def release(self) -> None:
        """Hand a trip back."""
        held = [t for t in self.board.active() if t.status in (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)]
        if held:
            trip = self.dice.choice(held)
            self.attempt(
                Op.RELEASE,
                trip.assignment_id,
                trip.trip_id,
                lambda: self.board.release(trip.assignment_id, Reason.NO_CREW, ""),
                status="PENDING",
            )

    def reassign(self) -> None:
        """Give a trip another unit."""
        held = [t for t in self.board.active() if t.status in (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)]
        if held:
            trip = self.dice.choice(held)
            self._give_unit(trip.assignment_id, trip.trip_id)

    def unit_status(self) -> None:
        """Take a free unit off duty, or bring one back."""
        units = [u for u in self.board.units() if u.current_status is not UnitStatus.COMMITTED]
        if units:
            unit = self.dice.choice(units)
            to = UnitStatus.AVAILABLE if self.dice.random() < 0.8 else UnitStatus.OFF_DUTY
            self.attempt(
                Op.UNIT, unit.id, None, lambda: self.board.set_unit_status(unit.id, to), current_status=to.value
            )

    def _give_unit(self, assignment: UUID, trip: UUID) -> None:
        free = [u for u in self.board.units() if u.current_status is UnitStatus.AVAILABLE]
        if free:
            unit = self.dice.choice(free)
            self.attempt(
                Op.REASSIGN, assignment, trip, lambda: self.board.assign_unit(assignment, unit.id), unit_id=unit.id
            )


class CenterHand(Desk, Dispatcher):
    """The center's people act for whoever needs it."""

    def deeds(self) -> Mapping[Callable[[], None], int]:
        """A little of everything."""
        return {
            self.enter: 2,
            self.award: 2,
            self.cancel: 2,
            self.drive: 8,
            self.accept: 3,
            self.release: 1,
            self.note: 1,
        }
