"""Plans and history of units, and what an agency says of itself. Row-level security decides whose."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, func, select, update
from sqlalchemy.dialects.postgresql import insert

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.stores.rows import require_one
from medport_desktop.data.tables.ems import assignment, available_trip, ems_agency, unit
from medport_desktop.data.tables.fleet import unit_availability, unit_plan
from medport_desktop.data.zips import require_zip
from medport_desktop.domain.agencies import AgencyFacts, PriceSheet
from medport_desktop.domain.enums import TransportLevel, UnitStatus
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.unit_plans import NewPlan, PlanChange, PlanKind, PlanState, UnitPast, UnitPlan, UnitRecord

MOST_PAST = 60
"""So much of a unit's history is shown."""

_plan, _past = unit_plan.c, unit_availability.c
_GONE = "This plan is not there any more."
_LOOK_AGAIN = "What you typed is still here; what the plan says now stands in the list behind the form."


class FleetStore:
    """Units' plans and history, and an agency's own record, in the EMS silo."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the EMS silo."""
        self._database = database

    def record(self, unit_id: UUID) -> UnitRecord:
        """A unit's plans, soonest first, and its history, newest first."""
        plans = (
            select(unit_plan)
            .where(_plan.unit_id == unit_id, _plan.state.in_([state.value for state in PlanState]))
            .where(_plan.end_time.is_(None) | (_plan.end_time > func.now()) | (_plan.state == PlanState.PLANNED.value))
            .order_by(_plan.start_time)
        )
        # The trip that a unit was on: the assignment of that unit that began with the stretch.
        trip = (
            select(available_trip.c.trip_number)
            .join(assignment, assignment.c.trip_id == available_trip.c.trip_id)
            .where(
                assignment.c.unit_id == _past.unit_id,
                _past.status == UnitStatus.COMMITTED.value,
                assignment.c.accepted_at < func.coalesce(_past.end_time, func.now()),
            )
            .order_by(assignment.c.accepted_at.desc())
            .limit(1)
            .scalar_subquery()
        )
        past = (
            select(unit_availability, _plan.kind, func.coalesce(trip, "").label("trip_number"))
            .outerjoin(unit_plan, _plan.id == _past.plan_id)
            .where(_past.unit_id == unit_id)
            .order_by(_past.start_time.desc(), _past.id.desc())
            .limit(MOST_PAST)
        )
        with self._database.read() as connection:
            return UnitRecord(
                tuple(_plan_from(row) for row in connection.execute(plans)),
                tuple(_past_from(row) for row in connection.execute(past)),
            )

    def plan(self, new: Sequence[NewPlan]) -> None:
        """Make plans, all or none; their ids make a repeat harmless. Raises Refused (an overlap)."""
        with self._database.write() as connection:
            for plan in new:
                values = {
                    "id": plan.id,
                    "unit_id": plan.unit_id,
                    "agency_id": plan.agency_id,
                    "kind": plan.kind.value,
                    "end_time": plan.end,
                    "notes": plan.notes,
                }
                if plan.start is not None:
                    values["start_time"] = plan.start
                if connection.execute(select(_plan.id).where(_plan.id == plan.id)).first() is None:
                    connection.execute(insert(unit_plan).values(**values))

    def change_plan(self, change: PlanChange) -> None:
        """Change a plan that has not ended. Raises Refused (an overlap; another's change since it was read)."""
        was = change.plan
        as_it_was = and_(
            _plan.id == was.id,
            _plan.start_time == was.start,
            _plan.end_time.is_not_distinct_from(was.end),
            _plan.notes == was.notes,
        )
        start = change.start if change.start is not None else func.now()
        new = update(unit_plan).where(as_it_was).values(start_time=start, end_time=change.end, notes=change.notes)
        with self._database.write() as connection:
            _lock_unit(connection, was.id)
            if connection.execute(new).rowcount != 1:
                raise Refused("Somebody changed this plan meanwhile.", _LOOK_AGAIN, code="MP002")

    def end_plan(self, plan_id: UUID) -> None:
        """End a plan that runs, or take back one that has not begun. Raises Refused."""
        with self._database.write() as connection:
            _lock_unit(connection, plan_id)
            require_one(connection.execute(update(unit_plan).where(_plan.id == plan_id).values(state="OVER")), _GONE)

    def facts(self, agency_id: UUID) -> AgencyFacts:
        """What an agency says of itself. Raises Refused where the person may see no such agency."""
        with self._database.read() as connection:
            row = connection.execute(select(ems_agency).where(ems_agency.c.id == agency_id)).first()
        if row is None:
            raise Refused("This agency is not in the EMS database (yet).", "Try again in a moment.", code="MP002")
        return AgencyFacts(
            id=row.id,
            name=row.name,
            contact_name=row.contact_name,
            phone=row.phone,
            email=row.email,
            address=row.address,
            zip_code=row.zip_code,
            city=row.city,
            state=row.state,
            service_area=tuple(row.service_area.get("counties", ())),
            hours=dict(row.operating_hours),
            levels=frozenset(TransportLevel(level) for level in row.capabilities),
        )

    def save_facts(self, facts: AgencyFacts) -> None:
        """Keep what an agency says of itself; city, state and place follow the ZIP code. Raises Refused."""
        place = require_zip(facts.zip_code)
        self._change_agency(
            facts.id,
            contact_name=facts.contact_name.strip(),
            phone=facts.phone.strip(),
            email=facts.email.strip(),
            address=facts.address.strip(),
            zip_code=facts.zip_code.strip(),
            city=place.city,
            state=place.state,
            coordinates=func.point(place.centroid.longitude, place.centroid.latitude),
            service_area={"counties": list(facts.service_area)},
            operating_hours=facts.hours,
            capabilities=[level.value for level in TransportLevel if level in facts.levels],
        )

    def save_prices(self, agency_id: UUID, sheet: PriceSheet) -> None:
        """Keep an agency's price sheet. Raises Refused."""
        self._change_agency(
            agency_id,
            pricing_structure={
                level.value: {"base_cents": price.base_cents, "per_mile_cents": price.per_mile_cents}
                for level, price in sheet.items()
            },
        )

    def _change_agency(self, agency_id: UUID, **values: Any) -> None:
        change = update(ems_agency).where(ems_agency.c.id == agency_id).values(**values)
        with self._database.write() as connection:
            require_one(connection.execute(change), "This agency is not there any more.")


def _lock_unit(connection: Connection, plan_id: UUID) -> None:
    """The unit first, as everybody who writes about it: two who change it wait for one another."""
    of_plan = and_(unit.c.id == _plan.unit_id, _plan.id == plan_id)
    connection.execute(select(unit.c.id).join(unit_plan, of_plan).with_for_update(of=unit))


def _plan_from(row: Row[Any]) -> UnitPlan:
    return UnitPlan(
        id=row.id,
        unit_id=row.unit_id,
        kind=PlanKind(row.kind),
        state=PlanState(row.state),
        start=row.start_time,
        end=row.end_time,
        notes=row.notes,
        planned_by=row.planned_by_name,
    )


def _past_from(row: Row[Any]) -> UnitPast:
    return UnitPast(
        id=row.id,
        status=UnitStatus(row.status),
        start=row.start_time,
        end=row.end_time,
        kind=PlanKind(row.kind) if row.kind else None,
        notes=row.notes,
        changed_by=row.changed_by_name,
        trip_number=row.trip_number,
    )
