"""The EMS silo: the board, bids, assignments, units. Row-level security decides whose."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, Table, case, func, select, update
from sqlalchemy.dialects.postgresql import insert

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.stores.fleet import FleetStore
from medport_desktop.data.stores.rows import available_trip_from, first_time, require_one, transitions_from, wanted
from medport_desktop.data.tables.ems import (
    assignment,
    available_trip,
    ems_agency,
    status_transition,
    transport_bid,
    trip_decline,
    unit,
)
from medport_desktop.data.tables.fleet import unit_now
from medport_desktop.domain.agencies import AgencyProfile, Price, Unit
from medport_desktop.domain.enums import (
    BidStatus,
    Milestone,
    Need,
    Priority,
    Reason,
    TransportLevel,
    TripStatus,
    UnitStatus,
    UnitType,
)
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.trips import ActiveTrip, AvailableTrip, Bid, NewBid, TransitionTable, TripDecline
from medport_desktop.domain.unit_plans import PlanKind

STILL_SHOWN = timedelta(hours=24)
"""How long a decided bid stays on the boards."""

_bid = transport_bid.c
_board = available_trip.c
_held = assignment.c
_unit = unit.c
_now = unit_now.c


class EmsStore:
    """The EMS silo. Row-level security decides whose bids, trips and units a person sees."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the EMS silo."""
        self._database = database
        self.fleet = FleetStore(database)

    def board(self, ids: Sequence[UUID] | None = None) -> list[AvailableTrip]:
        """Trips on offer, from this silo's own copy, soonest ready first; `ids` are trip ids."""
        query = (
            select(available_trip, func.medport.open_bids(_board.trip_id).label("bid_count"))
            .where(_board.status == "OPEN")
            .order_by(_board.ready_at, _board.trip_number)
        )
        return [available_trip_from(row) for row in self._rows(wanted(query, _board.trip_id, ids))]

    def bids(self, ids: Sequence[UUID] | None = None) -> list[Bid]:
        """Bids that the person may see, open or of the last 24 hours, newest first; `ids` are trip ids.

        A bid whose time is over is EXPIRED, whether or not the clock has said so yet.
        """
        lapsed = (_bid.status == BidStatus.PENDING.value) & (_bid.expires_at <= func.now())
        recent = _bid.updated_at > func.now() - STILL_SHOWN
        query = (
            select(
                transport_bid,
                case((lapsed, BidStatus.EXPIRED.value), else_=_bid.status).label("status_now"),
                _board.trip_number,
                _board.origin_name,
                _board.destination_name,
                _board.ready_at,
                func.coalesce(_board.revision > _bid.trip_revision, False).label("trip_changed"),
            )
            .outerjoin(available_trip, _board.trip_id == _bid.transport_request_id)
            .where((_bid.status == BidStatus.PENDING.value) | recent)
            .order_by(_bid.submitted_at.desc())
        )
        return [_bid_from(row) for row in self._rows(wanted(query, _bid.transport_request_id, ids))]

    def active_trips(self, ids: Sequence[UUID] | None = None) -> list[ActiveTrip]:
        """Live assignments that the person may see, oldest first; `ids` are assignment ids."""
        query = (
            select(
                assignment,
                _board.trip_number,
                _board.hospital_name,
                _board.origin_name,
                _board.origin_city,
                _board.destination_name,
                _board.destination_city,
                _board.transport_level,
                _board.priority,
                _board.special_requirements,
                _board.ready_at,
                _board.distance_miles,
            )
            .join(available_trip, _board.trip_id == _held.trip_id)
            .where(_held.ended_at.is_(None))
            .order_by(_held.accepted_at)
        )
        return [_active_trip_from(row) for row in self._rows(wanted(query, _held.id, ids))]

    def units(self, ids: Sequence[UUID] | None = None) -> list[Unit]:
        """Units that the person may see, by agency and number, with the trip that each is on."""
        query = (
            select(
                unit,
                ems_agency.c.name.label("agency_name"),
                _held.trip_id,
                _held.status.label("trip_status"),
                _board.trip_number,
                _now.status.label("status_now"),
                _now.away_kind,
                _now.away_until,
                _now.next_kind,
                _now.next_at,
            )
            .join(unit_now, _now.unit_id == _unit.id)
            .join(ems_agency, ems_agency.c.id == _unit.agency_id)
            .outerjoin(assignment, (_held.unit_id == _unit.id) & _held.ended_at.is_(None))
            .outerjoin(available_trip, _board.trip_id == _held.trip_id)
            .where(_unit.is_active)
            .order_by(ems_agency.c.name, _unit.unit_number)
        )
        return [_unit_from(row) for row in self._rows(wanted(query, _unit.id, ids))]

    def transitions(self) -> TransitionTable:
        """The transition table that the database enforces: the same in this silo."""
        return transitions_from(self._rows(select(status_transition)))

    def profile(self, agency_id: UUID) -> AgencyProfile:
        """An agency's own record and price sheet. Raises Refused where the person may see no such agency."""
        columns = ems_agency.c
        query = select(columns.id, columns.name, columns.city, columns.coordinates, columns.pricing_structure).where(
            columns.id == agency_id
        )
        row = next(iter(self._rows(query)), None)
        if row is None:
            raise Refused("This agency is not in the EMS database (yet).", "Try again in a moment.", code="MP002")
        return AgencyProfile(
            id=row.id,
            name=row.name,
            city=row.city,
            coordinates=row.coordinates,
            price_sheet={
                TransportLevel(level): Price(price["base_cents"], price["per_mile_cents"])
                for level, price in row.pricing_structure.items()
            },
        )

    def submit_bid(self, bid_id: UUID, new: NewBid) -> None:
        """Offer; `bid_id` makes a repeat harmless. Raises Refused (trip gone, unit not able, amount)."""
        with self._database.write() as connection:
            if _exists(connection, transport_bid, bid_id):
                return
            connection.execute(
                insert(transport_bid).values(
                    id=bid_id,
                    agency_id=new.agency_id,
                    transport_request_id=new.transport_request_id,
                    bid_amount=new.bid_amount,
                    estimated_arrival=new.estimated_arrival,
                    estimated_pickup=new.estimated_pickup,
                    special_notes=new.special_notes,
                    unit_id=new.unit_id,
                )
            )

    def withdraw_bid(self, bid_id: UUID, key: UUID | None = None) -> None:
        """Take a PENDING bid back; `key` makes a repeat harmless. Raises Refused."""
        gone = "This bid is not there any more."
        self._change(transport_bid, bid_id, gone, key, status=BidStatus.WITHDRAWN.value)

    def declines(self) -> list[TripDecline]:
        """The agency's own standing declines of trips on offer, newest first."""
        columns = trip_decline.c
        query = (
            select(trip_decline, ems_agency.c.name.label("agency_name"))
            .join(ems_agency, ems_agency.c.id == columns.agency_id)
            .join(available_trip, _board.trip_id == columns.trip_id)
            .where(columns.status == "LIVE", _board.status == "OPEN")
            .order_by(columns.declined_at.desc())
        )
        return [_decline_from(row) for row in self._rows(query)]

    def decline_trip(self, decline_id: UUID, agency_id: UUID, trip_id: UUID, reason: Reason, note: str | None) -> None:
        """Say that the agency will not run it; `decline_id` makes a repeat harmless. Raises Refused."""
        values = {"id": decline_id, "agency_id": agency_id, "trip_id": trip_id, "reason": reason.value}
        if note is not None:
            values["note"] = note
        with self._database.write() as connection:
            connection.execute(insert(trip_decline).values(values))

    def take_decline_back(self, decline_id: UUID) -> None:
        """The agency may run it after all. Raises Refused."""
        self._change(trip_decline, decline_id, "This decline is not there any more.", status="WITHDRAWN")

    def accept_trip(self, assignment_id: UUID, agency_id: UUID, trip_id: UUID, unit_id: UUID, pickup: datetime) -> None:
        """Take a FIRST_ACCEPT trip at once; `assignment_id` makes a repeat harmless.

        Raises Refused where another agency was first.
        """
        with self._database.write() as connection:
            if _exists(connection, assignment, assignment_id):
                return
            connection.execute(
                insert(assignment).values(
                    id=assignment_id,
                    trip_id=trip_id,
                    agency_id=agency_id,
                    unit_id=unit_id,
                    estimated_pickup=pickup,
                )
            )

    def progress(
        self,
        assignment_id: UUID,
        expected: TripStatus,
        to: TripStatus,
        key: UUID | None = None,
        told_late: datetime | None = None,
    ) -> None:
        """Move a held trip from `expected` to `to` (forward, or a correction of the last step).

        `key` makes a repeat harmless; `told_late` is when it happened, where that was before now. Harmless where the
        trip is there already. Raises Refused where it is somewhere else.
        """
        move = (
            update(assignment).where(_held.id == assignment_id, _held.status == expected.value).values(status=to.value)
        )
        if told_late is not None:
            move = move.values(told_late=told_late)
        with self._database.write() as connection:
            if not first_time(connection, key):
                return
            if connection.execute(move).rowcount:
                return
            now = connection.execute(select(_held.status).where(_held.id == assignment_id)).scalar()
            if now is None:
                raise Refused("This trip is no longer yours.", "The board shows what there is now.", code="MP002")
            if now != to.value:
                raise Refused(
                    f"This trip is {TripStatus(now).label.lower()} by now.",
                    "Somebody moved it meanwhile; look at it again.",
                    field="status",
                    code="MP001",
                )

    def release(self, assignment_id: UUID, reason: Reason, note: str) -> None:
        """Hand a trip back before ON_SCENE. Raises Refused."""
        self._change(
            assignment,
            assignment_id,
            "This trip is no longer yours.",
            status=TripStatus.PENDING.value,
            end_reason=reason.value,
            end_note=note,
        )

    def assign_unit(self, assignment_id: UUID, unit_id: UUID) -> None:
        """Give a held trip (another) unit before ON_SCENE. Raises Refused."""
        self._change(assignment, assignment_id, "This trip is no longer yours.", unit_id=unit_id)

    def set_unit_status(self, unit_id: UUID, status: UnitStatus, key: UUID | None = None) -> None:
        """Any status but COMMITTED, while the unit is not; `key` makes a repeat harmless. Raises Refused."""
        self._change(unit, unit_id, "This unit is not there any more.", key, current_status=status.value)

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._database.read() as connection:
            return connection.execute(query).all()

    def _change(self, table: Table, row_id: UUID, gone: str, key: UUID | None = None, **values: Any) -> None:
        """Update one row by id; raise Refused with the sentence `gone` where there is none to change."""
        with self._database.write() as connection:
            if not first_time(connection, key):
                return
            require_one(connection.execute(update(table).where(table.c.id == row_id).values(**values)), gone)


def _exists(connection: Connection, table: Table, row_id: UUID) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == row_id)).first() is not None


def _bid_from(row: Row[Any]) -> Bid:
    return Bid(
        id=row.id,
        agency_id=row.agency_id,
        agency_name=row.agency_name,
        transport_request_id=row.transport_request_id,
        trip_number=row.trip_number or "",
        route=f"{row.origin_name} → {row.destination_name}" if row.origin_name else "",
        bid_amount=row.bid_amount,
        estimated_pickup=row.estimated_pickup,
        estimated_arrival=row.estimated_arrival,
        unit_id=row.unit_id,
        unit_number=row.unit_number,
        special_notes=row.special_notes,
        status=BidStatus(row.status_now),
        expires_at=row.expires_at,
        submitted_at=row.submitted_at,
        empty_miles=row.empty_miles,
        updated_at=row.updated_at,
        ready_at=row.ready_at,
        trip_changed=row.trip_changed,
    )


def _decline_from(row: Row[Any]) -> TripDecline:
    return TripDecline(
        row.id, row.trip_id, row.agency_id, row.agency_name, Reason(row.reason), row.declined_at, row.note
    )


def _active_trip_from(row: Row[Any]) -> ActiveTrip:
    return ActiveTrip(
        assignment_id=row.id,
        trip_id=row.trip_id,
        trip_number=row.trip_number,
        agency_id=row.agency_id,
        agency_name=row.agency_name,
        hospital_name=row.hospital_name,
        origin_name=row.origin_name,
        origin_city=row.origin_city,
        destination_name=row.destination_name,
        destination_city=row.destination_city,
        transport_level=TransportLevel(row.transport_level),
        priority=Priority(row.priority),
        special_requirements=frozenset(Need(need) for need in row.special_requirements),
        ready_at=row.ready_at,
        status=TripStatus(row.status),
        unit_id=row.unit_id,
        unit_number=row.unit_number,
        distance_miles=row.distance_miles,
        accepted_at=row.accepted_at,
        status_since=row.status_since,
        updated_at=row.updated_at,
        milestones=_milestones_from(row.milestones),
        estimated_pickup=row.estimated_pickup,
    )


def _milestones_from(times: dict[str, str]) -> tuple[tuple[Milestone, datetime], ...]:
    reached = [(Milestone(name), datetime.fromisoformat(at)) for name, at in times.items()]
    return tuple(sorted(reached, key=lambda pair: pair[1]))


def _unit_from(row: Row[Any]) -> Unit:
    return Unit(
        id=row.id,
        agency_id=row.agency_id,
        agency_name=row.agency_name,
        unit_number=row.unit_number,
        type=UnitType(row.type),
        current_status=UnitStatus(row.status_now),
        current_location=row.current_location,
        coordinates=row.coordinates,
        shift_end=row.shift_end,
        trip_id=row.trip_id,
        trip_number=row.trip_number or "",
        trip_status=row.trip_status or "",
        updated_at=row.updated_at,
        shift_start=row.shift_start,
        away=PlanKind(row.away_kind) if row.away_kind else None,
        away_until=row.away_until,
        next_plan=PlanKind(row.next_kind) if row.next_kind else None,
        next_at=row.next_at,
    )
