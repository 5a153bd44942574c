"""Plans and history of units, and what an agency says of itself. Row-level security decides whose."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, change, insert, lacking, require_one, run, values_of
from medport_desktop.data.zips import require_zip
from medport_desktop.domain.agencies import AgencyFacts, NewUnit, PriceSheet, Unit, UnitPlace
from medport_desktop.domain.enums import TransportLevel, UnitStatus
from medport_desktop.domain.errors import Refused
from medport_desktop.domain.unit_plans import NewPlan, PlanChange, UnitPast, UnitPlan, UnitRecord
from medport_desktop.domain.written.contacts import plain, plain_phone, plain_zip

PLANS = Query(
    UnitPlan, "medport.unit_plan r", {"start": "r.start_time", "end": "r.end_time", "planned_by": "r.planned_by_name"}
)
PAST = Query(
    UnitPast,
    "medport.unit_availability r left join medport.unit_plan plan on plan.id = r.plan_id",
    {
        "start": "r.start_time",
        "end": "r.end_time",
        "kind": "plan.kind",
        "changed_by": "r.changed_by_name",
        # The trip that a unit was on: the assignment of that unit that began with the stretch.
        "trip_number": """coalesce((
            select board.trip_number
            from medport.available_trip board
            join medport.assignment held on held.trip_id = board.trip_id
            where held.unit_id = r.unit_id and r.status = 'COMMITTED'
                and held.accepted_at < coalesce(r.end_time, now())
            order by held.accepted_at desc
            limit 1
        ), '')""",
    },
)
FACTS = Query(
    AgencyFacts,
    "medport.ems_agency r",
    {
        "service_area": "coalesce(r.service_area -> 'counties', '[]')",
        "hours": "r.operating_hours",
        "levels": "r.capabilities",
    },
)
UNIT_MISSING = "This unit is not there any more."
AGENCY_MISSING = ("This agency is not in the EMS database (yet).", "Try again in a moment.")

_LOOK_AGAIN = "What you typed is still here; what the plan says now stands in the list behind the form."


class FleetStore:
    """Units' plans and history, and an agency's own record, in the EMS silo."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the EMS silo."""
        self._database = database

    def record(self, unit_id: UUID) -> UnitRecord:
        """A unit's plans, soonest first, and its history, newest first; of that the last 60 stretches."""
        plans = """
            where r.unit_id = %(unit_id)s and r.state in ('PLANNED', 'ACTIVE')
                and (r.end_time is null or r.end_time > now() or r.state = 'PLANNED')
            order by r.start_time
            """
        past = "where r.unit_id = %(unit_id)s order by r.start_time desc, r.id desc limit 60"
        with self._database.read() as connection:
            return UnitRecord(
                tuple(PLANS.on(connection, plans, unit_id=unit_id)), tuple(PAST.on(connection, past, unit_id=unit_id))
            )

    def plan(self, new: Sequence[NewPlan]) -> None:
        """Make plans, all or none; their ids make a repeat harmless. Raises Refused (an overlap)."""
        with self._database.write() as connection:
            for plan in new:
                values = values_of(plan, "start", "end") | {"end_time": plan.end}
                if plan.start is not None:
                    values["start_time"] = plan.start
                if run(connection, "select from medport.unit_plan where id = %(id)s", id=plan.id).first() is None:
                    insert(connection, "unit_plan", values)

    def change_plan(self, change: PlanChange) -> None:
        """Change a plan that has not ended. Raises Refused (an overlap; another's change since it was read)."""
        was = change.plan
        statement = """
            update medport.unit_plan
            set start_time = coalesce(%(start)s, now()), end_time = %(end)s, notes = %(notes)s
            where id = %(id)s and start_time = %(was_start)s and end_time is not distinct from %(was_end)s
                and notes = %(was_notes)s
            """
        values = values_of(change, "plan") | {"was_start": was.start, "was_end": was.end, "was_notes": was.notes}
        with self._database.write() as connection:
            _lock_unit(connection, was.id)
            if run(connection, statement, id=was.id, **values).rowcount != 1:
                raise Refused("Somebody changed this plan meanwhile.", _LOOK_AGAIN, code="MP002")

    def end_plan(self, plan_id: UUID) -> None:
        """End a plan that runs, or take back one that has not begun. Raises Refused."""
        with self._database.write() as connection:
            _lock_unit(connection, plan_id)
            change(connection, "unit_plan", plan_id, "This plan is not there any more.", state="OVER")

    def add_unit(self, new: NewUnit) -> None:
        """Add a unit to its agency's fleet, available at once; its id makes a repeat harmless.

        A retired unit of that number is in the fleet again, with its history. Raises Refused (a number in use).
        """
        number, kind = new.unit_number.strip(), new.type
        with self._database.write() as connection:
            unit = _numbered(connection, new.agency_id, number)
            if unit is None:
                facts = {"id": new.id, "agency_id": new.agency_id, "current_status": UnitStatus.AVAILABLE}
                insert(connection, "unit", {**facts, "unit_number": number, "type": kind})
            elif not unit.is_active:
                change(connection, "unit", unit.id, UNIT_MISSING, unit_number=number, type=kind, is_active=True)
            elif unit.id != new.id:
                raise _in_use(number)

    def edit_unit(self, unit: NewUnit) -> None:
        """Give a unit another number or type. Raises Refused (a number in use; the type of a unit on a trip)."""
        with self._database.write() as connection:
            number = unit.unit_number.strip()
            known = _numbered(connection, unit.agency_id, number)
            if known is not None and known.id != unit.id:
                raise _in_use(number)
            change(connection, "unit", unit.id, UNIT_MISSING, unit_number=number, type=unit.type)

    def set_units_active(self, unit_ids: Sequence[UUID], active: bool) -> None:
        """Take units out of the fleet, or into it again; all or none. Raises Refused (one is on a trip)."""
        with self._database.write() as connection:
            for unit_id in sorted(unit_ids):  # all lock in one order
                change(connection, "unit", unit_id, UNIT_MISSING, is_active=active)

    def say_where(self, unit_ids: Sequence[UUID], place: UnitPlace) -> datetime:
        """Say that units are at a place as of now, which is returned; all or none. Raises Refused."""
        said = """
            update medport.unit
            set current_location = %(current_location)s, coordinates = %(coordinates)s, place_since = now()
            where id = %(id)s
            """
        with self._database.write() as connection:
            for unit_id in sorted(unit_ids):  # all lock in one order
                require_one(run(connection, said, id=unit_id, **values_of(place)), UNIT_MISSING)
            since: datetime = run(connection, "select now()").scalar_one()
            return since

    def restore_places(self, units: Sequence[Unit], said: datetime) -> None:
        """Say that units are where they were, since then, as they were read; all or none.

        `said`: when it was said where they are. Raises Refused where somebody or a unit's work has said it again since.
        """
        back = """
            update medport.unit
            set current_location = %(current_location)s, coordinates = %(coordinates)s, place_since = %(since)s
            where id = %(id)s and place_since = %(said)s
            """
        with self._database.write() as connection:
            for unit in sorted(units, key=lambda unit: unit.id):
                was = values_of(UnitPlace(unit.current_location, unit.coordinates))
                if run(connection, back, id=unit.id, **was, since=unit.place_since, said=said).rowcount != 1:
                    raise Refused(f"{unit.unit_number} is elsewhere by now.", "Say again where it is.", code="MP002")

    def restore_statuses(self, units: Sequence[Unit], said: UnitStatus) -> None:
        """Say that units do again what they did, as they were read, all or none.

        Raises Refused where one of them is not `said` any more.
        """
        now = "select current_status from medport.unit where id = %(id)s for update"
        with self._database.write() as connection:
            for unit in sorted(units, key=lambda unit: unit.id):
                status = run(connection, now, id=unit.id).scalar()
                if status != said:
                    words = UnitStatus(status).label.lower() if status else "gone"
                    raise Refused(
                        f"{unit.unit_number} is {words} by now.",
                        "Somebody changed it meanwhile; look at it again.",
                        code="MP002",
                    )
                set_status(connection, unit.id, unit.current_status, unit.status_reason or "Not said")

    def facts(self, agency_id: UUID) -> AgencyFacts:
        """What an agency says of itself. Raises Refused where the person may see no such agency."""
        found = FACTS.read(self._database, "where r.id = %(id)s", id=agency_id)
        if not found:
            raise Refused(*AGENCY_MISSING, code="MP002")
        return found[0]

    def save_facts(self, facts: AgencyFacts) -> None:
        """Keep what an agency says of itself; city, state and place follow the ZIP code. Raises Refused."""
        place = require_zip(facts.zip_code)
        self._change_agency(
            facts.id,
            contact_name=facts.contact_name.strip(),
            phone=plain_phone(facts.phone),
            email=plain(facts.email),
            address=facts.address.strip(),
            zip_code=plain_zip(facts.zip_code),
            city=place.city,
            state=place.state,
            coordinates=place.centroid,
            service_area={"counties": facts.service_area},
            operating_hours=facts.hours,
            capabilities=[level for level in TransportLevel if level in facts.levels],
        )

    def save_prices(self, agency_id: UUID, sheet: PriceSheet) -> None:
        """Keep an agency's price sheet. Raises Refused."""
        self._change_agency(agency_id, pricing_structure={level: values_of(price) for level, price in sheet.items()})

    def _change_agency(self, agency_id: UUID, **values: Any) -> None:
        with self._database.write() as connection:
            change(connection, "ems_agency", agency_id, "This agency is not there any more.", **values)


def set_status(connection: Connection, unit_id: UUID, status: UnitStatus, reason: str) -> None:
    """Give a unit a status, in an open transaction. A silo before revision 0028 keeps no reason. Raises Refused."""
    said = {"current_status": status, "status_reason": reason}
    for name in lacking(connection, "medport.unit", frozenset({"status_reason"}), "update"):
        del said[name]
    change(connection, "unit", unit_id, UNIT_MISSING, **said)


def _numbered(connection: Connection, agency_id: UUID, number: str) -> Any:
    """The agency's unit of that number, whether or not it is retired: its id and is_active; None where it has none."""
    known = """
        select id, is_active from medport.unit
        where agency_id = %(agency_id)s and lower(unit_number) = lower(%(number)s)
        """
    return run(connection, known, agency_id=agency_id, number=number).first()


def _in_use(number: str) -> Refused:
    sentence = f"{number} is a number of this agency's already."
    return Refused(sentence, "Use another one; that of a retired unit brings it back.", field="unit_number")


def _lock_unit(connection: Connection, plan_id: UUID) -> None:
    """The unit first, as everybody who writes about it: two who change it wait for one another."""
    lock = """
        select from medport.unit u join medport.unit_plan p on p.unit_id = u.id
        where p.id = %(id)s
        for update of u
        """
    run(connection, lock, id=plan_id)
