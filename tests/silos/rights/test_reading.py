"""Who sees which rows and columns, as plain SQL on the person's own connection."""

import pytest

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.world import (
    ADMIN,
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


_SEES = [
    # table, silo, condition with the fact's id, who sees one row, who sees none
    ("transport_request", H, "id = %(trip)s", (DESK, DESK_MANAGER, CENTER), (OTHER_DESK,)),
    ("transport_request", H, "id = %(theirs)s", (OTHER_DESK, CENTER), (DESK, DESK_MANAGER)),
    ("trip_note", H, "trip_id = %(theirs)s", (OTHER_DESK, CENTER), (DESK, DESK_MANAGER)),
    ("trip_award", H, "trip_id = %(theirs)s", (OTHER_DESK, CENTER), (DESK, DESK_MANAGER)),
    ("trip_milestone", H, "trip_id = %(theirs)s and milestone = 'notified'", (OTHER_DESK, CENTER), (DESK,)),
    ("audit_log", H, "trip_id = %(theirs)s and action = 'INSERT' and entity_type = 'transport_request'",
     (OTHER_DESK, CENTER), (DESK,)),
    ("hospital_user", H, "email = 'desk@nason.example'", (DESK, CENTER), (OTHER_DESK,)),
    ("hospital_agency_preference", H, "hospital_id = %(nason)s and preference_order = 1",
     (DESK, CENTER), (OTHER_DESK,)),
    ("transport_bid", E, "id = %(bid)s", (BEDFORD, DESK, CENTER), (BLAIR, OTHER_DESK)),
    ("available_trip", E, "trip_id = %(trip)s", (BEDFORD, BLAIR, DESK, CENTER), (OTHER_DESK,)),
    ("available_trip", E, "trip_id = %(theirs)s", (BLAIR, OTHER_DESK, CENTER), (BEDFORD, DESK)),
    ("assignment", E, "id = %(their_assignment)s", (BLAIR, CENTER), (BEDFORD,)),
    ("unit", E, "id = %(unit)s", (BEDFORD, CENTER), (BLAIR,)),
    ("unit_availability", E, "unit_id = %(unit)s", (BEDFORD, CENTER), (BLAIR,)),
    ("ems_agency", E, "id = %(bedford)s", (BEDFORD, CENTER), (BLAIR,)),
    ("agency_user", E, "email = 'dispatch@bedford.example'", (BEDFORD, CENTER), (BLAIR,)),
    ("audit_log", E, "entity_id = %(bid)s::text and action = 'INSERT'", (CENTER,), ()),
    ("hospital", C, "id = %(nason)s", (DESK, BEDFORD, CENTER), ()),
    ("agency_directory", C, "id = %(bedford)s", (DESK, OTHER_DESK, BEDFORD, BLAIR, CENTER), ()),
    ("service_registry", C, "id = %(bedford)s", (CENTER, ADMIN), ()),
    ("system_analytics", C, "metadata ->> 'trip_id' = %(trip)s::text and metric_name = 'trip_created'", (CENTER,), ()),
    ("database_references", C, "entity_id = %(trip)s", (CENTER,), ()),
    ("audit_log", C, "trip_id = %(trip)s and action = 'INSERT' and entity_type = 'transport_request'", (CENTER,), ()),
]  # fmt: skip


@pytest.mark.parametrize("line", _SEES, ids=lambda line: f"{line[1]}-{line[0]}-{line[2].split()[0]}")
def test_who_sees_a_row(
    world: World, facts: Facts, line: tuple[str, Silo, str, tuple[str, ...], tuple[str, ...]]
) -> None:
    table, silo, condition, seeing, blind = line
    values = {
        **{name: getattr(facts, name) for name in facts.__dataclass_fields__},
        "nason": demo_id("hospital", NASON),
        "bedford": agency("bedford").id,
    }
    for people, expected in ((seeing, 1), (blind, 0)):
        for person in people:
            rows = world.person(person, silo).execute(f"select 1 from {table} where {condition}".encode(), values)
            assert len(rows.fetchall()) == expected, person


_MAY_NOT_READ = [
    *[(who, H, "select * from patient") for who in EVERYONE],
    *[(who, H, "select id from patient") for who in EVERYONE],
    *[
        (BEDFORD, H, f"select {column} from transport_request")
        for column in ("pickup_location", "contact_phone", "destination_text", "special_requirements_note",
                       "patient_id", "cancellation_note", "created_by_id", "*")
    ],
    *[(BEDFORD, H, f"select * from {table}") for table in ("trip_note", "trip_award", "trip_milestone", "audit_log")],
    (BEDFORD, H, "select * from hospital_user"),
    (BEDFORD, H, "select * from hospital_agency_preference"),
    (DESK, E, "select * from unit"),
    (DESK, E, "select * from assignment"),
    (DESK, E, "select pricing_structure from ems_agency"),
    (DESK, E, "select * from audit_log"),
    (BEDFORD, E, "select * from audit_log"),
    (DESK, C, "select * from audit_log"),
    (BEDFORD, C, "select * from system_analytics"),
    (DESK, C, "select * from service_registry"),
    *[(who, C, "select password from app_user") for who in EVERYONE],
    *[(who, silo, "select rolpassword from pg_authid") for who in (DESK, BEDFORD, ADMIN) for silo in (H, E, C)],
    *[(ADMIN, silo, "select * from pg_shadow") for silo in (H, E, C)],
    *[(ADMIN, silo, "select subconninfo from pg_subscription") for silo in (H, E, C)],
    *[
        (who, silo, f"select * from {table}")
        for who in (DESK, BEDFORD, ADMIN)
        for silo in (H, E, C)
        for table in ("events.hospital", "events.ems", "events.center", "events.dead_letter", "reference.account",
                      "reference.verifier_hospital", "reference.verifier_ems", "reference.session")
    ],
]  # fmt: skip


@pytest.mark.parametrize(("who", "silo", "query"), _MAY_NOT_READ, ids=str)
def test_what_nobody_of_that_kind_may_read(world: World, facts: Facts, who: str, silo: Silo, query: str) -> None:
    with refused(DENIED):
        world.person(who, silo).execute(query.encode())


def test_a_manager_sees_the_accounts_of_their_own(world: World) -> None:
    def seen(who: str) -> set[str]:
        rows = world.person(who, C).execute(
            "select email from app_user where email = any(%s)", [list(world.trio.accounts)]
        )
        return {row["email"] for row in rows}

    assert seen(DESK) == {DESK}
    assert seen(DESK_MANAGER) == {DESK, DESK_MANAGER}
    assert seen(BEDFORD_MANAGER) == {BEDFORD, BEDFORD_MANAGER}
    assert len(seen(CENTER)) == 12
