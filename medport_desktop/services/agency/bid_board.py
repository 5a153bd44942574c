"""What an agency's dispatcher writes: bids, acceptances, steps, releases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.agencies import AgencyProfile, Unit, is_able, price_cents
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Reason, TripStatus, UnitStatus
from medport_desktop.domain.errors import InvalidForm, Refused
from medport_desktop.domain.ids import new_key
from medport_desktop.domain.kept_writes import DeclineTrip, MoveTrip, SetUnitStatus, SubmitBid, WithdrawBid
from medport_desktop.domain.people import Person
from medport_desktop.domain.places import road_miles, travel_minutes
from medport_desktop.domain.trips import (
    ActiveTrip,
    AvailableTrip,
    NewBid,
)
from medport_desktop.domain.written.matching import natural
from medport_desktop.services.outbox.outbox import Outbox, never_later
from medport_desktop.services.texts import add_time_errors, check_note
from medport_desktop.services.validation import check_bid


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the bid panel starts from. `bid_amount` is None where the price sheet lacks the level."""

    bid_amount: int | None
    unit: Unit | None
    empty_miles: float | None
    estimated_pickup: datetime
    estimated_arrival: datetime
    knows_arrival: bool = True
    """False where the distance is not known: the arrival is the agency's to say, and `estimated_arrival` no guess."""


class BidBoard:
    """An agency's use cases; also the center's when it acts for an agency."""

    def __init__(
        self,
        person: Person,
        stores: Stores,
        clock: Callable[[], datetime],
        outbox: Outbox | None = None,
    ) -> None:
        """`clock` gives the aware time now; `outbox` keeps what cannot be sent, without it nothing is kept."""
        self.person = person
        self.stores = stores
        self._clock = clock
        self._outbox = outbox or Outbox(None, stores.hospital, stores.ems, clock)

    def profile(self) -> AgencyProfile:
        """The agency's own record and price sheet. Only for a person of an agency."""
        if self.person.agency_id is None:
            raise Refused("This account belongs to no agency.")
        return self.stores.ems.profile(self.person.agency_id)

    def bid(self, bid_id: UUID, new: NewBid, settings: Settings, about: str = "") -> None:
        """Offer. Raises InvalidForm or Refused.

        Here and below, `about` says in a few words what it is about, for the list of writes not sent yet. If given and
        the silo is away, the write is kept and KeptForLater raised.
        """
        check_bid(new, settings, self._clock())
        self._outbox.send(SubmitBid(bid_id, about, new), keep=bool(about))

    def withdraw(self, bid_id: UUID, about: str = "") -> None:
        """Take an open bid back."""
        self._outbox.send(WithdrawBid(new_key(), about, bid_id), keep=bool(about))

    def decline(self, decline_id: UUID, trip_id: UUID, reason: Reason, note: str, about: str = "") -> None:
        """Say that the agency will not run a trip; the hospital learns the reason, never the note. Raises Refused."""
        if self.person.agency_id is None:
            raise Refused("This account belongs to no agency.")
        check_note(note)
        decline = DeclineTrip(decline_id, about, self.person.agency_id, trip_id, reason, note.strip())
        self._outbox.send(decline, keep=bool(about))

    def accept(self, assignment_id: UUID, trip_id: UUID, unit: Unit | None, pickup: datetime) -> None:
        """Take a trip that the first agency to accept has, for the unit's agency. Raises InvalidForm or Refused."""
        if unit is None:
            raise InvalidForm({"unit": "Choose the unit that runs this trip."})
        errors: dict[str, str] = {}
        if add_time_errors(errors, estimated_pickup=pickup):
            raise InvalidForm(errors)
        with never_later("An acceptance"):
            self.stores.ems.accept_trip(assignment_id, unit.agency_id, trip_id, unit.id, pickup)

    def progress(self, trip: ActiveTrip, to: TripStatus, about: str = "") -> None:
        """One step forward, or the correction of the last step. Kept, it keeps the time at which it happened."""
        step = MoveTrip(new_key(), about, trip.assignment_id, trip.status, to, self._clock())
        self._outbox.send(step, keep=bool(about))

    def step_at(self, trip: ActiveTrip, to: TripStatus, happened_at: datetime) -> datetime:
        """A step forward at the time that a person says, or, where `to` is what the trip is, when its last step was.

        Returns since when the trip is `to`. Raises InvalidForm or Refused.
        """
        errors: dict[str, str] = {}
        if add_time_errors(errors, happened_at=happened_at):
            raise InvalidForm(errors)
        with never_later("A step at another time"):
            return self.stores.ems.step_at(trip.assignment_id, trip.status, to, happened_at, trip.status_since)

    def release(self, assignment_id: UUID, reason: Reason, note: str) -> None:
        """Hand a trip back."""
        check_note(note)
        self.stores.ems.release(assignment_id, reason, note)

    def set_unit_status(self, unit_ids: Sequence[UUID], status: UnitStatus, reason: str, about: str = "") -> None:
        """Say what units are doing that have no trip, all or none; `reason` says why they are out.

        Raises InvalidForm or Refused.
        """
        if status.needs_reason and not reason.strip():
            raise InvalidForm({"status_reason": "Say why."})
        check_note(reason, "unit.status_reason", "status_reason")
        said = SetUnitStatus(new_key(), about, tuple(unit_ids), status, reason.strip())
        self._outbox.send(said, keep=bool(about))


def propose(
    trip: AvailableTrip,
    profile: AgencyProfile,
    units: Sequence[Unit],
    settings: Settings,
    now: datetime,
    chosen: Unit | None = None,
) -> Proposal:
    """Pre-fill a bid: the price sheet's amount, the closest free unit able to run it (or `chosen`), and its times."""
    free = [u for u in units if u.current_status is UnitStatus.AVAILABLE and is_able(u.type, trip.transport_level)]

    def nearest(unit: Unit) -> tuple[bool, float, object]:
        miles = empty_miles(trip, unit, profile, settings)
        return miles is None, miles or 0.0, natural(unit.unit_number)

    unit = chosen or min(free, key=nearest, default=None)
    away = empty_miles(trip, unit, profile, settings)
    drive = travel_minutes(away, settings.average_speed_mph) if away is not None else 30
    earliest = now.astimezone(UTC) + timedelta(minutes=settings.turnout_minutes + drive)  # as time passes, no clock
    pickup = max(trip.ready_at, earliest)
    loaded = travel_minutes(trip.distance_miles or 0.0, settings.average_speed_mph)
    return Proposal(
        bid_amount=price_cents(profile.price_sheet, trip.transport_level, trip.distance_miles),
        unit=unit,
        empty_miles=away,
        estimated_pickup=pickup.replace(second=0, microsecond=0) + timedelta(minutes=1),
        estimated_arrival=pickup.replace(second=0, microsecond=0) + timedelta(minutes=1 + loaded),
        knows_arrival=trip.distance_miles is not None,
    )


def empty_miles(trip: AvailableTrip, unit: Unit | None, profile: AgencyProfile, settings: Settings) -> float | None:
    """Road miles to the origin from where the unit is, or from the agency's station where its place was never said.

    None where a place is unknown.
    """
    told = unit is not None and (unit.coordinates is not None or unit.place_since is not None)
    start = unit.coordinates if unit is not None and told else profile.coordinates
    if start is None or trip.origin_coordinates is None:
        return None
    return road_miles(start, trip.origin_coordinates, settings.road_factor)
