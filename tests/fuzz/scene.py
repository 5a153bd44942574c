"""Real people at real services, and the facts that their commands are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.people import NewAccount
from medport_desktop.domain.session import SignedIn
from medport_desktop.domain.trips import ActiveTrip, Trip
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.center.admin import Admin
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.center.handoffs import Handoffs
from medport_desktop.services.hospital.hospital_manager import HospitalManager
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.session.session import Session
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.world import NASON, E, H, World


class NoKeeper:
    """A workstation that remembers nothing."""

    def remembered_email(self) -> str:
        return ""

    def remember_email(self, email: str) -> None:
        pass

    def keep(self, email: str, secret: str) -> str:
        return ""

    def kept(self, email: str) -> str | None:
        return None

    def forget(self, email: str) -> None:
        pass


class Somebody:
    """A person who is signed in, with every service that a window could give them."""

    def __init__(self, urls: Mapping[Silo, str], email: str, password: str) -> None:
        """Sign in."""
        self.manager = DatabaseManager(urls)
        self.session = Session(self.manager, NoKeeper())
        self.outcome: SignedIn = self.session.sign_in(email, password)
        self.person, self.stores = self.manager.person, Stores.of(self.manager)
        self.trip_entry = TripEntry(self.person, self.stores, _now)
        self.board = BidBoard(self.person, self.stores, _now)
        self.admin = Admin(self.person, self.stores)
        self.places = HospitalManager(self.person, self.stores)
        self.broadcasts = Broadcasts(self.person, self.stores)
        self.handoffs = Handoffs(self.person, self.stores)
        self.settings = self.stores.center.settings()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Scene:
    """The demo region with people at work. What a command uses up is made anew when it is next asked for."""

    world: World
    _people: dict[str, Somebody] = field(default_factory=dict)
    _trips: dict[str, UUID] = field(default_factory=dict)

    @cached_property
    def now(self) -> datetime:
        """One moment for all that is generated."""
        return datetime.now(UTC).replace(microsecond=0)

    def somebody(self, email: str) -> Somebody:
        """That person, signed in once."""
        if email not in self._people:
            account = self.world.trio.accounts[email]
            self._people[email] = Somebody(self.world.trio.urls.for_people(), email, account.password)
        return self._people[email]

    def close(self) -> None:
        """Sign everybody out."""
        while self._people:
            self._people.popitem()[1].manager.close()

    def written_by(self, who: Somebody) -> int:
        """How many changes of that person's own the audit logs have: what was rolled back has left none.

        What follows by event from an earlier change names the person too, but no address.
        """
        query = "select count(*) from audit.log where user_id = %s and action <> 'READ' and ip_address is not null"
        return sum(int(self.world.value(silo, query, who.person.id)) for silo in Silo)

    # -- facts ------------------------------------------------------------------------------------------
    def soon(self, **after: float) -> datetime:
        """A whole minute a while from now."""
        return datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1) + timedelta(**after)

    def facility(self, name: str = NASON) -> UUID:
        """A place of the demo region."""
        return demo_id("facility", name)

    def agency(self, name: str = "bedford") -> UUID:
        """An agency of the demo region."""
        return agency(name).id

    def unit(self, of: str = "bedford") -> UUID:
        """A free unit; one more where there is none."""
        free = self.world.value(
            E,
            "select id from medport.unit where agency_id = %s and current_status = 'AVAILABLE' and is_active"
            " and type = 'ALS' and unit_number like 'T-%%' limit 1",
            agency(of).id,
        )
        return free or self.world.unit(of)

    def trip(self, status: str = "PENDING", mode: str = "BIDDING") -> UUID:
        """A trip of Nason's in that state, the same for as long as it is in it."""
        key = f"{status} {mode}"
        trip = self._trips.get(key)
        query = "select status from medport.transport_request where id = %s"
        if trip is None or self.world.value(H, query, trip) != status or not self._is_fit(trip, status):
            trip = self._trips[key] = self.new_trip(status, mode)
        return trip

    def _is_fit(self, trip: UUID, status: str) -> bool:
        """Whether the ems silo agrees, and nothing that it holds stands in the way."""
        self.world.settle()
        if status == "ACCEPTED":
            return self.world.live_assignments(trip) == 1
        offer = "select status from medport.available_trip where trip_id = %s"
        return self.world.value(E, offer, trip) == status

    def new_trip(self, status: str = "PENDING", mode: str = "BIDDING") -> UUID:
        """One more."""
        ready = self.soon(hours=5)
        held = status == "SCHEDULED"
        trip = self.world.trip(
            award_mode="FIRST_ACCEPT" if status == "ACCEPTED" else mode,
            status="SCHEDULED" if held else "PENDING",
            ready_at=ready,
        )
        if status == "ACCEPTED":
            self.world.accept(trip, unit=self.unit())
        return trip

    def read(self, trip: UUID, by: Somebody) -> Trip:
        """A trip as its desk sees it."""
        return by.stores.hospital.trips([trip])[0]

    def held(self, by: Somebody) -> ActiveTrip:
        """A trip that the agency has just accepted."""
        trip = self.trip("ACCEPTED")
        return next(active for active in by.stores.ems.active_trips() if active.trip_id == trip)

    def open_bid(self, trip: UUID) -> UUID:
        """An open bid of Bedford's."""
        query = (
            "select id from medport.transport_bid where transport_request_id = %s and status = 'PENDING'"
            " and agency_id = %s"
        )
        found = self.world.value(E, query, trip, agency("bedford").id)
        return found or self.world.bid(trip, unit=self.unit())

    def victim(self, admin: Somebody) -> UUID:
        """An account that nobody minds."""
        if "victim" not in self._trips:
            user_id = self._trips["victim"] = uuid4()
            new = NewAccount(
                f"victim-{user_id.hex[:8]}@nason.example",
                "Demo victim",
                UserType.HOSPITAL,
                False,
                demo_id("hospital", NASON),
                None,
                "three words and a horse",
            )
            admin.stores.center.create_account(user_id, new)
            self.world.settle()
        return self._trips["victim"]


Kept = tuple[Any, Any]
"""What was asked for, as it is to be kept, and what is kept."""
