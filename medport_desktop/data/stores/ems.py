"""The EMS silo: the board, bids, assignments, units. Row-level security decides whose."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, LiteralString, TypeVar
from uuid import UUID

from sqlalchemy import Connection

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, change, first_time, insert, knows, require_one, run, values_of
from medport_desktop.data.stores.fleet import AGENCY_MISSING, FleetStore, set_status
from medport_desktop.data.stores.transitions import read_transitions
from medport_desktop.domain.agencies import AgencyProfile, Unit
from medport_desktop.domain.enums import BidStatus, Reason, TripStatus, UnitStatus
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.trips import (
    ActiveTrip,
    AvailableTrip,
    Bid,
    EndedBid,
    EndedTrip,
    ExpiredBids,
    NewBid,
    TransitionTable,
    TripDecline,
)
from medport_desktop.domain.written.matching import natural

_Read = TypeVar("_Read", AvailableTrip, Bid, ExpiredBids, ActiveTrip, EndedTrip, Unit)

_ON_OFFER: LiteralString = "status in ('PENDING', 'OPEN')"
"""OPEN is said by silos before revision 0014."""
BOARD = Query(AvailableTrip, "medport.available_trip r", {"bid_count": "medport.open_bids(r.trip_id)"})
EXPIRED_BIDS = Query(
    ExpiredBids,
    """
    (
        select last.trip_id, count(*) as agencies
        from (
            select distinct on (board.trip_id, bid.agency_id) board.trip_id, bid.status, bid.expires_at
            from medport.available_trip board
            join medport.transport_bid bid on bid.transport_request_id = board.trip_id
            where board.status in ('PENDING', 'OPEN')
            order by board.trip_id, bid.agency_id, bid.submitted_at desc
        ) last
        where last.status = 'EXPIRED' or last.status = 'PENDING' and last.expires_at <= now()
        group by last.trip_id
    ) r
    """,
)
BIDS = Query(
    Bid,
    """
    medport.transport_bid r
    left join medport.available_trip board on board.trip_id = r.transport_request_id
    """,
    {
        "trip_number": "coalesce(board.trip_number, '')",
        "route": "coalesce(board.origin_name || ' → ' || board.destination_name, '')",
        "status": "case when r.status = 'PENDING' and r.expires_at <= now() then 'EXPIRED' else r.status end",
        "ready_at": "board.ready_at",
        "trip_changed": "coalesce(board.revision > r.trip_revision, false)",
    },
)
"""A bid whose time is over is EXPIRED, whether or not the clock has said so yet."""
_MILESTONES: Final = """(
    select coalesce(jsonb_agg(jsonb_build_array(milestone, at) order by at::timestamptz, number), '[]')
    from jsonb_each_text(held.milestones) with ordinality reached (milestone, at, number)
)"""
ACTIVE_TRIPS = Query(
    ActiveTrip,
    "medport.available_trip r join medport.assignment held on held.trip_id = r.trip_id",
    {
        "assignment_id": "held.id",
        "agency_id": "held.agency_id",
        "agency_name": "held.agency_name",
        "status": "held.status",
        "unit_id": "held.unit_id",
        "unit_number": "held.unit_number",
        "accepted_at": "held.accepted_at",
        "status_since": "held.status_since",
        "updated_at": "held.updated_at",
        "estimated_pickup": "held.estimated_pickup",
        "estimated_arrival": "(select b.estimated_arrival from medport.transport_bid b where b.id = held.bid_id)",
        "milestones": _MILESTONES,
        "sheet_corrected_at": "(to_jsonb(held) ->> 'sheet_corrected_at')::timestamptz",
    },
)
"""What the trip is stands on the board; how it goes, in its assignment."""
# A silo of release 1.0.0 says of an end its status alone.
_UNSEEN: Final = "(to_jsonb(held) ->> 'outcome' is not null and to_jsonb(held) ->> 'acknowledged_at' is null)"
"""An end that nobody has acknowledged. A silo before revision 0012 has neither column, and asks for nothing."""
ENDED_TRIPS = Query(
    EndedTrip,
    """
    medport.available_trip r
    join medport.assignment held on held.trip_id = r.trip_id
    left join medport.transport_bid bid on bid.id = held.bid_id
    """,
    {
        "assignment_id": "held.id",
        "unit_number": "held.unit_number",
        "bid_amount": "bid.bid_amount",
        "accepted_at": "held.accepted_at",
        "ended_at": "held.ended_at",
        "outcome": "coalesce(to_jsonb(held) ->> 'outcome', case held.status when 'PENDING' then 'RELEASED'"
        " else held.status end)",
        "ended_by": "coalesce(to_jsonb(held) ->> 'ended_by', '')",
        "end_reason": "held.end_reason",
        "is_unseen": _UNSEEN,
        "milestones": _MILESTONES,
    },
)
UNITS = Query(
    Unit,
    """
    medport.unit r
    join medport.unit_now present on present.unit_id = r.id
    join medport.ems_agency agency on agency.id = r.agency_id
    left join medport.assignment held on held.unit_id = r.id and held.ended_at is null
    left join medport.available_trip board on board.trip_id = held.trip_id
    """,
    {
        "agency_name": "agency.name",
        "current_status": "present.status",
        "trip_id": "held.trip_id",
        "trip_number": "coalesce(board.trip_number, '')",
        "trip_status": "coalesce(held.status, '')",
        "away": "present.away_kind",
        "away_until": "present.away_until",
        "next_plan": "present.next_kind",
        "next_at": "present.next_at",
    },
)
PROFILES = Query(AgencyProfile, "medport.ems_agency r", {"price_sheet": "r.pricing_structure"})
DECLINES = Query(
    TripDecline,
    """
    medport.trip_decline r
    join medport.ems_agency agency on agency.id = r.agency_id
    join medport.available_trip board on board.trip_id = r.trip_id
    """,
    {"agency_name": "agency.name"},
)


MOST_ENDED = 5000
"""Rows of a record that is taken away as a file."""
_UNDO = "medport.undo_award(uuid,text)"
ENDED_BIDS = Query(EndedBid, "medport.bids_of_award(%(id)s) r")


class EmsStore:
    """The EMS silo. Row-level security decides whose bids, trips and units a person sees."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the EMS silo."""
        self._database = database
        self.fleet = FleetStore(database)

    def board(self, ids: Sequence[UUID] | None = None) -> list[AvailableTrip]:
        """Trips on offer, from this silo's own copy, soonest ready first; `ids` are trip ids."""
        order = "order by r.ready_at, r.trip_number"
        return self._wanted(BOARD, f"r.{_ON_OFFER}", "r.trip_id", ids, order)

    def bids(self, ids: Sequence[UUID] | None = None) -> list[Bid]:
        """Bids that the person may see, open or of the last 24 hours, newest first; `ids` are trip ids."""
        shown = "(r.status = 'PENDING' or r.updated_at > now() - interval '24 hours')"
        return self._wanted(BIDS, shown, "r.transport_request_id", ids, "order by r.submitted_at desc")

    def expired_bids(self, ids: Sequence[UUID] | None = None) -> list[ExpiredBids]:
        """The trips on offer on which the last bid of an agency has expired; `ids` are trip ids."""
        return self._wanted(EXPIRED_BIDS, "true", "r.trip_id", ids, "")

    def active_trips(self, ids: Sequence[UUID] | None = None) -> list[ActiveTrip]:
        """Live assignments that the person may see, oldest first; `ids` are assignment ids."""
        return self._wanted(ACTIVE_TRIPS, "held.ended_at is null", "held.id", ids, "order by held.accepted_at")

    def ended_trips(self, ids: Sequence[UUID] | None = None) -> list[EndedTrip]:
        """Holdings of the last 24 hours that have ended, and those of a week that nobody has acknowledged, newest
        first; `ids` are assignment ids."""
        shown = f"""held.ended_at > now() - interval '7 days'
            and (held.ended_at > now() - interval '24 hours' or {_UNSEEN})"""
        return self._wanted(ENDED_TRIPS, shown, "held.id", ids, "order by held.ended_at desc")

    def ended_between(self, since: datetime, until: datetime) -> list[EndedTrip]:
        """Holdings that ended from `since` to before `until`, oldest first. Raises Refused where there are too many."""
        shown = """
            where held.ended_at >= %(since)s and held.ended_at < %(until)s
            order by held.ended_at, held.id limit %(most)s + 1
            """
        found = ENDED_TRIPS.read(self._database, shown, since=since, until=until, most=MOST_ENDED)
        if len(found) > MOST_ENDED:
            raise Refused(f"More than {MOST_ENDED:,} trips ended in that time.", "Choose a shorter one.")
        return found

    def acknowledge(self, assignment_id: UUID, happened_at: datetime) -> None:
        """Say that the agency has seen how a holding ended, or that its crew sheet was corrected; harmless again.

        `happened_at` is when that was; what happened later is not taken as seen. Raises Refused.
        """
        with self._database.write() as connection:
            seen = "update medport.assignment set acknowledged_at = %(happened_at)s where id = %(id)s"
            require_one(run(connection, seen, id=assignment_id, happened_at=happened_at), "This is no longer there.")

    def units(self, ids: Sequence[UUID] | None = None) -> list[Unit]:
        """Units that the person may see, by agency and number, with the trip that each is on."""
        found = self._wanted(UNITS, "r.is_active", "r.id", ids, "order by agency.name")
        return sorted(found, key=lambda unit: (natural(unit.agency_name), natural(unit.unit_number)))

    def transitions(self) -> TransitionTable:
        """The transition table that the database enforces: the same in this silo."""
        return read_transitions(self._database)

    def profile(self, agency_id: UUID) -> AgencyProfile:
        """An agency's own record and price sheet. Raises Refused where the person may see no such agency."""
        found = PROFILES.read(self._database, "where r.id = %(id)s", id=agency_id)
        if not found:
            raise Refused(*AGENCY_MISSING, code="MP002")
        return found[0]

    def submit_bid(self, bid_id: UUID, new: NewBid) -> None:
        """Offer; `bid_id` makes a repeat harmless. Raises Refused (trip gone, unit not able, amount)."""
        with self._database.write() as connection:
            if not _exists(connection, "select from medport.transport_bid where id = %(id)s", bid_id):
                insert(connection, "transport_bid", {"id": bid_id, **values_of(new)})

    def withdraw_bid(self, bid_id: UUID, key: UUID | None = None) -> None:
        """Take a PENDING bid back; `key` makes a repeat harmless. Raises Refused."""
        gone = "This bid is not there any more."
        self._change("transport_bid", bid_id, gone, key, status=BidStatus.WITHDRAWN)

    def declines(self) -> list[TripDecline]:
        """The agency's own standing declines of trips on offer, newest first."""
        standing = f"where r.status = 'LIVE' and board.{_ON_OFFER} order by r.declined_at desc"
        return DECLINES.read(self._database, standing)

    def decline_trip(self, decline_id: UUID, agency_id: UUID, trip_id: UUID, reason: Reason, note: str | None) -> None:
        """Say that the agency will not run it; `decline_id` makes a repeat harmless. Raises Refused."""
        decline = {"id": decline_id, "agency_id": agency_id, "trip_id": trip_id, "reason": reason}
        with self._database.write() as connection:
            insert(connection, "trip_decline", decline if note is None else decline | {"note": note})

    def take_decline_back(self, decline_id: UUID) -> None:
        """The agency may run it after all. Raises Refused."""
        self._change("trip_decline", decline_id, "This decline is not there any more.", status="WITHDRAWN")

    def accept_trip(self, assignment_id: UUID, agency_id: UUID, trip_id: UUID, unit_id: UUID, pickup: datetime) -> None:
        """Take a FIRST_ACCEPT trip at once; `assignment_id` makes a repeat harmless.

        Raises Refused where another agency was first.
        """
        assignment = {
            "id": assignment_id,
            "trip_id": trip_id,
            "agency_id": agency_id,
            "unit_id": unit_id,
            "estimated_pickup": pickup,
        }
        with self._database.write() as connection:
            if not _exists(connection, "select from medport.assignment where id = %(id)s", assignment_id):
                insert(connection, "assignment", assignment)

    def progress(
        self,
        assignment_id: UUID,
        expected: TripStatus,
        to: TripStatus,
        key: UUID | None = None,
        told_late: datetime | None = None,
    ) -> None:
        """Move a held trip from `expected` to `to` (forward, or a correction of the last step).

        `key` makes a repeat harmless; `told_late` is when a write that was kept happened, as near as the silo's other
        times allow. Harmless where the trip is there already. Raises Refused where it is somewhere else.
        """
        move = """
            update medport.assignment set status = %(to)s, told_late = %(told_late)s
            where id = %(id)s and status = %(expected)s
            """
        with self._database.write() as connection:
            if not first_time(connection, key):
                return
            if run(connection, move, id=assignment_id, expected=expected, to=to, told_late=told_late).rowcount:
                return
            now = run(connection, "select status from medport.assignment where id = %(id)s", id=assignment_id).scalar()
            if now is None:
                raise Refused("This trip is no longer yours.", "The board shows what there is now.", code="MP002")
            if now != to:
                raise Refused(
                    f"This trip is {TripStatus(now).label.lower()} by now.",
                    "Somebody moved it meanwhile; look at it again.",
                    field="status",
                    code="MP001",
                )

    def step_at(
        self, assignment_id: UUID, expected: TripStatus, to: TripStatus, happened_at: datetime, since: datetime
    ) -> datetime:
        """Move a held trip forward at the time that a person says; with `to` as `expected`, say when its last step was.

        `since`: when its last step was, as the person saw it. Returns since when it is `to`. Raises Refused where the
        trip is somewhere else, where that time was changed meanwhile, and for a time that is to come or before the step
        before it.
        """
        move = """
            update medport.assignment set status = %(to)s, happened_at = %(happened_at)s
            where id = %(id)s and status = %(expected)s and status_since = %(since)s
            returning status_since
            """
        with self._database.write() as connection:
            moved = run(
                connection, move, id=assignment_id, expected=expected, to=to, happened_at=happened_at, since=since
            )
            require_one(moved, "This trip, or the time of its last step, was changed by now.")
            at: datetime = moved.scalar_one()
            return at

    def release(self, assignment_id: UUID, reason: Reason, note: str) -> None:
        """Hand a trip back before ON_SCENE. Raises Refused."""
        gone, status = "This trip is no longer yours.", TripStatus.PENDING
        self._change("assignment", assignment_id, gone, status=status, end_reason=reason, end_note=note)

    def ended_by_award(self, assignment_id: UUID) -> list[EndedBid]:
        """The bids that the award of a held trip has ended; for the center."""
        with self._database.read() as connection:
            if not knows(connection, _UNDO):
                return []
            return ENDED_BIDS.on(connection, "order by r.agency_name", id=assignment_id)

    def undo_award(self, assignment_id: UUID, note: str) -> None:
        """Take a trip back before its agency has moved; the bids that the award had ended are open again, as far as
        their own times allow. Harmless when called twice. For the center. Raises Refused."""
        with self._database.write() as connection:
            if knows(connection, _UNDO):
                run(connection, "select medport.undo_award(%(id)s, %(note)s)", id=assignment_id, note=note)
                return
        self.release(assignment_id, Reason.OTHER, note)

    def assign_unit(self, assignment_id: UUID, unit_id: UUID) -> None:
        """Give a held trip (another) unit before ON_SCENE. Raises Refused."""
        self._change("assignment", assignment_id, "This trip is no longer yours.", unit_id=unit_id)

    def set_unit_status(
        self, unit_ids: Sequence[UUID], status: UnitStatus, reason: str, key: UUID | None = None
    ) -> None:
        """Give units any status but COMMITTED, while they are not, all or none; `reason` says why they are out.

        `key` makes a repeat harmless. Raises Refused.
        """
        with self._database.write() as connection:
            if first_time(connection, key):
                for unit_id in sorted(unit_ids):
                    set_status(connection, unit_id, status, reason)

    def _wanted(
        self, query: Query[_Read], shown: str, column: str, ids: Sequence[UUID] | None, order: str
    ) -> list[_Read]:
        """The rows that a board shows; of those only `ids`, where given."""
        if ids is None:
            return query.read(self._database, f"where {shown} {order}")
        return query.read(self._database, f"where {shown} and {column} = any(%(ids)s) {order}", ids=list(ids))

    def _change(self, table: str, row_id: UUID, gone: str, key: UUID | None = None, **values: Any) -> None:
        """Update one row by id; raise Refused with the sentence `gone` where there is none to change."""
        with self._database.write() as connection:
            if first_time(connection, key):
                change(connection, table, row_id, gone, **values)


def _exists(connection: Connection, found: str, row_id: UUID) -> bool:
    return run(connection, found, id=row_id).first() is not None
