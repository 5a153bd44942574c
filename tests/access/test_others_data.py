"""Reaching for what belongs to others: patients, bids, prices; by asking, and by every side door that SQL has."""

import json
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.world import (
    ADMIN,
    ALTOONA,
    BEDFORD,
    BEDFORD_MANAGER,
    BLAIR,
    CENTER,
    DENIED,
    DESK,
    DESK_MANAGER,
    NASON,
    OTHER_DESK,
    C,
    E,
    Facts,
    H,
    World,
    refused,
)

EVERYONE = (DESK, DESK_MANAGER, BEDFORD, BEDFORD_MANAGER, CENTER, ADMIN)
_ALTOONA = demo_id("hospital", ALTOONA)
_BLAIR = agency("blair").id


def _rows(world: World, who: str, silo: Silo, query: str, *values: object) -> list[dict[str, Any]]:
    return world.person(who, silo).execute(query.encode(), values).fetchall()


def _complaint(world: World, who: str, silo: Silo, statement: str, *values: object) -> tuple[str, str, str]:
    """What a refusal tells, with the ids that were given taken out."""
    with pytest.raises(psycopg.Error) as caught:
        world.person(who, silo).execute(statement.encode(), values)
    told = f"{caught.value.diag.message_primary} | {caught.value.diag.message_detail or ''}"
    for value in values:
        told = told.replace(str(value), "…")
    return (str(caught.value.sqlstate), told, str(caught.value.diag.message_hint or ""))


# Patients ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [DESK, DESK_MANAGER, BEDFORD, BLAIR])
def test_another_hospitals_patient(world: World, facts: Facts, who: str) -> None:
    """Altoona's patient, by record number, by trip, by id: nothing. Blair drove that trip, and holds it no more."""
    mrn = world.value(H, "select mrn from patient where id = %s", facts.their_patient)
    if who in (DESK, DESK_MANAGER):
        assert world.look(who, "find_patient", mrn) == []
        with refused("MP006"):
            _rows(world, who, H, "select * from find_patient(%s, %s)", mrn, _ALTOONA)
        assert _rows(world, who, H, "select * from patient_of(%s)", facts.theirs) == []
    if who != BLAIR:
        assert _rows(world, who, H, "select * from crew_sheet(%s)", facts.theirs) == []
    for table in ("patient", "patient where false", "only patient"):
        with refused(DENIED):
            _rows(world, who, H, f"select * from {table}")


def test_a_lost_bids_patient(world: World) -> None:
    trip = world.trip()
    won, lost = world.bid(trip), world.bid(trip, "blair")
    world.award(trip, won)
    assert world.bid_status(lost) == "REJECTED"
    assert _rows(world, BLAIR, H, "select * from crew_sheet(%s)", trip) == []
    assert _rows(world, BLAIR, H, "select id from transport_request where id = %s", trip) == []
    assert world.value(H, "select count(*) from audit.log where trip_id = %s and action = 'READ'", trip) == 0


def test_whether_a_patient_exists_is_not_told(world: World, facts: Facts) -> None:
    move = "update transport_request set patient_id = %s where id = %s"
    theirs = _complaint(world, DESK, H, move, facts.their_patient, facts.trip)
    assert theirs == _complaint(world, DESK, H, move, uuid4(), facts.trip)
    assert theirs[0] == "23503"


def test_where_another_hospitals_trips_go_is_not_told(world: World) -> None:
    """By way of the return trip, whose place must be where the trip there had ended: asked by insert, and by hand."""
    mercy, other = demo_id("facility", "UPMC Mercy"), demo_id("facility", NASON)
    theirs = world.trip(
        hospital=ALTOONA, origin_facility_id=demo_id("facility", ALTOONA), destination_facility_id=mercy
    )
    entered = (
        "insert into transport_request (hospital_id, origin_facility_id, destination_text, return_of_id,"
        " transport_level, priority, status, ready_at) values (%s, %s, 'x', %s, 'BLS', 'LOW', 'SCHEDULED', now())"
    )
    asked = (
        "select fill_route(jsonb_populate_record(null::transport_request, jsonb_build_object("
        "'hospital_id', %s::uuid, 'origin_facility_id', %s::uuid, 'return_of_id', %s::uuid, 'destination_text', 'x')))"
    )
    for statement in (entered, asked):
        right = _complaint(world, DESK, H, statement, _ALTOONA, mercy, theirs)
        assert right == _complaint(world, DESK, H, statement, _ALTOONA, other, theirs)
        assert right == _complaint(world, DESK, H, statement, _ALTOONA, mercy, uuid4())
        assert right[0] == "MP006"


# Bids and prices --------------------------------------------------------------------------------------------------


def test_a_competitors_bid_before_the_award(world: World, facts: Facts) -> None:
    theirs = "select bid_amount from transport_bid where agency_id = %s"
    assert world.value(E, theirs, _BLAIR) is not None
    assert _rows(world, BEDFORD, E, theirs, _BLAIR) == []
    assert _rows(world, BEDFORD_MANAGER, E, theirs, _BLAIR) == []
    for silo, query in (
        (E, "select changes from audit_log where entity_type = 'transport_bid'"),
        (H, "select * from trip_award"),
        (C, "select changes from audit_log where entity_type = 'transport_bid'"),
        (C, "select * from system_analytics"),
        (E, "select payload from events.ems"),
    ):
        with refused(DENIED):
            _rows(world, BEDFORD, silo, query)
    board = _rows(world, BEDFORD, E, "select * from available_trip where trip_id = %s", facts.trip)
    assert "amount" not in str(board)


def test_a_competitors_price_sheet(world: World) -> None:
    assert world.value(E, "select pricing_structure from ems_agency where id = %s", _BLAIR) != {}
    assert _rows(world, BEDFORD_MANAGER, E, "select pricing_structure from ems_agency where id = %s", _BLAIR) == []
    for who, silo, query in (
        (DESK, E, "select pricing_structure from ems_agency"),
        (DESK, E, "select a from ems_agency a"),
        (BEDFORD, C, "select configuration from service_registry"),
    ):
        with refused(DENIED):
            _rows(world, who, silo, query)


def test_how_many_bid_on_another_hospitals_trip(world: World, facts: Facts) -> None:
    count = "select open_bids(%s) as bids"
    assert [_rows(world, who, E, count, facts.trip)[0]["bids"] for who in (DESK, BEDFORD, CENTER, OTHER_DESK)] == [
        2, 2, 2, 0
    ]  # fmt: skip


# Side doors -------------------------------------------------------------------------------------------------------


def _readable(world: World, who: str, silo: Silo) -> list[tuple[str, str]]:
    """Each column that person may read, with its table or view."""
    rows = _rows(
        world, who, silo,
        "select c.relname, quote_ident(a.attname) as attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " where c.relnamespace = 'medport'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0"
        " and not a.attisdropped and has_column_privilege(c.oid, a.attnum, 'select')",
    )  # fmt: skip
    return [(row["relname"], row["attname"]) for row in rows]


@pytest.mark.parametrize("silo", [H, E, C], ids=str)
@pytest.mark.parametrize("who", [DESK, DESK_MANAGER, BEDFORD, BEDFORD_MANAGER])
def test_a_condition_with_a_side_effect_sees_no_hidden_row(world: World, facts: Facts, who: str, silo: Silo) -> None:
    """Functions in WHERE get values of visible rows only: one that counts its calls counts these, for every column.

    (One that gets no value may be asked of every row: rows can be counted. See docs/security.md.)
    """
    person = world.person(who, silo)
    hidden = 0
    for table, column in _readable(world, who, silo):
        person.execute("select set_config('leak.seen', '0', false)")
        seen = (
            "set_config('leak.seen', (current_setting('leak.seen')::int + 1)::text"
            f" || coalesce(left({column}::text, 0), ''), false) <> ''"
        )
        (row,) = person.execute(f"select count(*) as visible from {table} where {seen}".encode()).fetchall()
        (calls,) = person.execute("select current_setting('leak.seen')::int as calls").fetchall()
        assert calls["calls"] == row["visible"], (table, column)
        hidden += world.value(silo, f"select count(*) from {table}") - row["visible"]
    assert hidden > 0


_ERRORS = [
    ("transport_bid", E, BEDFORD, "1 / (bid_amount - bid_amount) > 0"),
    ("transport_bid", E, BEDFORD, "cast(special_notes || 'x' || bid_amount as int) > 0"),
    ("ems_agency", E, BEDFORD, "cast(pricing_structure::text as int) > 0"),
    ("unit", E, BEDFORD, "cast(unit_number || 'x' as int) > 0"),
    ("unit_now", E, BEDFORD, "cast(status as int) > 0"),
    ("transport_request", H, DESK, "cast(pickup_location || 'x' as int) > 0"),
    ("trip_note", H, DESK, "cast(text || 'x' as int) > 0"),
    ("audit_log", H, DESK, "cast(changes::text as int) > 0"),
    ("hospital_user", H, DESK, "cast(email as int) > 0"),
    ("app_user", C, DESK, "cast(email as int) > 0"),
]
_OWN = {
    "transport_bid": "agency_id = (select my_agency_id())",
    "ems_agency": "id = (select my_agency_id())",
    "unit": "agency_id = (select my_agency_id())",
    "unit_now": "agency_id = (select my_agency_id())",
    "transport_request": "hospital_id = (select my_hospital_id())",
    "hospital_user": "hospital_id = (select my_hospital_id())",
    "app_user": "id = (select my_user_id())",
}


@pytest.mark.parametrize("line", _ERRORS, ids=lambda line: f"{line[0]}-{line[3][:20]}")
def test_an_error_tells_of_ones_own_rows_only(world: World, facts: Facts, line: tuple[str, Silo, str, str]) -> None:
    """The same condition that fails on one's own rows meets no other: not by division, not by a cast's message."""
    table, silo, who, condition = line
    not_own = f"not ({_OWN[table]})" if table in _OWN else f"trip_id = '{facts.theirs}'"
    assert _rows(world, who, silo, f"select 1 from {table} where {not_own} and {condition}") == []
    update = f"update {table} set status = status where {not_own} and {condition}"
    if table in ("transport_bid", "transport_request"):
        assert world.person(who, silo).execute(update.encode()).rowcount == 0


@pytest.mark.parametrize(
    ("who", "silo", "statement"),
    [
        (DESK, H, "update transport_request set priority = 'SOON' where id = %(trip)s"),
        (DESK, H, "update transport_request set deliver_by = ready_at - interval '1 h' where id = %(trip)s"),
        (BEDFORD, E, ("insert into transport_bid (id, agency_id, transport_request_id, bid_amount, estimated_pickup,"
                     " estimated_arrival, unit_id) select %(bid)s, my_agency_id(), %(trip)s, 4711, now(),"
                     " now() - interval '1 h', %(unit)s")),
        (BEDFORD_MANAGER, E, ("insert into unit (id, agency_id, unit_number, type)"
                             " values (%(their_unit)s, my_agency_id(), 'X-77', 'BLS')")),
        (DESK_MANAGER, H, ("insert into hospital_facility (id, hospital_id, name, type)"
                          " select id, my_hospital_id(), 'x', 'HOSPITAL' from hospital_facility limit 1")),
        (DESK, H, "insert into trip_note (trip_id, text) values (%(trip)s, '')"),
    ],
)  # fmt: skip
def test_a_refusal_shows_no_row(world: World, facts: Facts, who: str, silo: Silo, statement: str) -> None:
    """Neither the failing row nor the values of a key that is there already."""
    values = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    with pytest.raises(psycopg.Error) as caught:
        world.person(who, silo).execute(statement.encode(), values)
    assert "Failing row" not in str(caught.value)
    assert caught.value.diag.message_detail is None, caught.value.diag.message_detail


def test_what_is_hidden_and_what_is_not_there_are_answered_alike(world: World, facts: Facts) -> None:
    note = "insert into trip_note (trip_id, text) values (%s, 'x')"
    award = "insert into trip_award (trip_id, bid_id, agency_id) values (%s, gen_random_uuid(), gen_random_uuid())"
    for statement in (note, award):
        assert _complaint(world, DESK, H, statement, facts.theirs) == _complaint(world, DESK, H, statement, uuid4())
    series = (
        "insert into transport_request (hospital_id, origin_facility_id, destination_text, transport_level, priority,"
        " status, ready_at, series_id, series_position) select my_hospital_id(), f.id, 'x', 'BLS', 'LOW', 'SCHEDULED',"
        " now() + interval '3 h', %s, 1 from hospital_facility f where f.hospital_id = my_hospital_id() limit 1"
    )
    series_id = uuid4()
    world.person(OTHER_DESK, H).execute(
        "insert into trip_series (id, hospital_id, rrule, dtstart, zone, occurrences)"
        " values (%s, my_hospital_id(), 'FREQ=DAILY', now() + interval '3 h', 'America/New_York', 2)",
        [series_id],
    )
    assert _complaint(world, DESK, H, series, series_id) == _complaint(world, DESK, H, series, uuid4())
    accept = "insert into assignment (trip_id, agency_id, unit_id) values (%s, %s, %s)"
    told = _complaint(world, BEDFORD, E, accept, facts.trip, agency("bedford").id, facts.their_unit)
    assert told == _complaint(world, BEDFORD, E, accept, facts.trip, agency("bedford").id, uuid4())
    plan = "insert into unit_plan (unit_id, agency_id, kind, end_time) values (%s, my_agency_id(), 'OFF_DUTY', null)"
    assert _complaint(world, BEDFORD, E, plan, facts.their_unit) == _complaint(world, BEDFORD, E, plan, uuid4())


def _planned_rows(world: World, condition: str) -> float:
    (row,) = _rows(world, BEDFORD, E, f"explain (format json) select from transport_bid where {condition}")
    plan = row["QUERY PLAN"]
    rows: float = (plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]["Plan Rows"]
    return rows


def test_explain_estimates_nothing_from_others_amounts(world: World, facts: Facts) -> None:
    world.run(E, "analyze medport.transport_bid")
    for low, high in (("bid_amount < 1", "bid_amount < 100000000"), ("bid_amount = 41200", "bid_amount = 7")):
        assert _planned_rows(world, low) == _planned_rows(world, high)


@pytest.mark.parametrize("silo", [H, E, C], ids=str)
def test_statistics_activity_and_switches_show_nothing(world: World, silo: Silo) -> None:
    world.run(silo, "analyze")
    for who in EVERYONE:
        person = world.person(who, silo)
        assert (
            person.execute(
                "select 1 from pg_stats where schemaname not in ('pg_catalog', 'information_schema')"
            ).fetchall()
            == []
        )
        for query in ("select * from pg_statistic", "select * from pg_statistic_ext_data"):
            with refused(DENIED):
                person.execute(query.encode())
        shown = person.execute(
            "select query, client_addr from pg_stat_activity where usename <> session_user"
        ).fetchall()
        assert {(row["query"], row["client_addr"]) for row in shown} <= {("<insufficient privilege>", None), ("", None)}
    with refused(DENIED):
        world.person(DESK, silo).execute(b"set row_security = off; select * from system_configuration")
    world.person(DESK, silo).execute("reset row_security")


def test_copy_obeys_the_policies(world: World, facts: Facts) -> None:
    with world.person(BEDFORD, E).cursor().copy("copy (select agency_id from transport_bid) to stdout") as copy:
        seen = {str(UUID(bytes(line).decode().strip())) for line in copy}
    assert seen == {str(agency("bedford").id)}
    with refused(DENIED):
        world.person(BEDFORD, H).execute("copy transport_request to stdout")


def test_listening_tells_tables_and_ids(world: World) -> None:
    """Whoever is connected may listen: a whole trip's life says which rows to read again, and nothing of them."""
    with world.open(BLAIR, H) as in_hospital, world.open(DESK, E) as in_ems, world.open(BEDFORD, C) as in_center:
        for listener in (in_hospital, in_ems, in_center):
            listener.execute("listen medport")
        trip = world.trip(destination_text="14 Secret Street", special_requirements_note="a secret")
        world.person(DESK, H).execute("insert into trip_note (trip_id, text) values (%s, 'a secret')", [trip])
        world.award(trip, world.bid(trip))
        world.settle()
        for listener in (in_hospital, in_ems, in_center):
            heard = list(listener.notifies(timeout=0.2))
            assert heard
            for note in heard:
                told = json.loads(note.payload)
                assert told.keys() <= {"t", "ids"}
                assert isinstance(told["t"], str)
                assert all(str(UUID(each)) == each for each in told.get("ids") or [])
