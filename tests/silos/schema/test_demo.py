"""The demo region: complete, consistent in the three silos, seeded once, and only here."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import AwardMode, TripStatus
from medport_desktop.silos.demo.people import ACCOUNTS
from medport_desktop.silos.demo.region import AGENCIES, facilities
from medport_desktop.silos.demo.seed import seed
from medport_desktop.silos.demo.story import STORY
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.urls import SiloUrls
from tests.silos.world import C, E, H, World

_STORY = f"trip_number in ({', '.join(repr(f'T-{1001 + n}') for n in range(len(STORY)))})"


def test_everybody_can_sign_in_everywhere(world: World) -> None:
    assert len(ACCOUNTS) == 12
    for account in ACCOUNTS:
        assert len(account.password) >= 12
        assert "demo" in account.password
        for silo in (H, E, C):
            row = world.person(account.email, silo).execute("select my_user_id() as id").fetchone()
            assert row == {"id": account.id}


def test_the_region_is_complete(world: World) -> None:
    assert len(facilities()) == 25
    assert world.value(H, "select count(*) from hospital_facility where coordinates is not null") >= 25
    hospitals = world.value(C, "select count(*) from hospital")
    assert hospitals == sum(facility.type == "HOSPITAL" for facility in facilities().values()) == 23
    assert len(AGENCIES) >= 6
    for agency in AGENCIES:
        assert agency.name.endswith(("demo EMS", "demo Ambulance"))
        assert 4 <= len(agency.units) <= 12
        row = world.row(E, "select * from ems_agency where id = %s", agency.id)
        assert row is not None
        assert set(row["pricing_structure"]) == set(row["capabilities"]) == set(agency.base)
        assert world.value(C, "select coordinates is not null from agency_directory where id = %s", agency.id)
    kinds = world.value(E, "select count(distinct (type, current_status)) from unit where unit_number !~ '^T-'")
    assert kinds >= 8


def test_every_setting_is_there_and_described(world: World) -> None:
    rows = world.stage[C].execute("select key, value, description, category from system_configuration").fetchall()
    assert {key: value for key, value, *_ in rows} == {key: str(value) for key, value in asdict(Settings()).items()}
    assert all(description and category for _, _, description, category in rows)


def test_the_day_has_a_trip_of_every_kind(world: World) -> None:
    assert len(STORY) >= 25
    rows = (
        world.stage[H]
        .execute(f"select status, award_mode, hospital_id, bid_count from transport_request where {_STORY}".encode())
        .fetchall()
    )
    assert len(rows) == len(STORY)
    assert {row[1] for row in rows} == set(AwardMode)
    assert len({row[2] for row in rows}) >= 6
    # What they were when the story ended is in the audit log: other tests may have moved time on.
    told = world.stage[H].execute(
        "select distinct changes -> 'after' ->> 'status' from audit.log"
        " where entity_type = 'transport_request' and changes -> 'after' ? 'status'"
    )
    assert {status for (status,) in told} == set(TripStatus)


def test_the_silos_tell_the_same_story(world: World) -> None:
    shared = (
        "trip_number, priority, transport_level, ready_at, deliver_by, award_mode, distance_miles, request_timestamp"
    )
    hospital, ems = (
        world.stage[silo].execute(f"select {shared} from {table} where {_STORY} order by 1".encode()).fetchall()
        for silo, table in ((H, "transport_request"), (E, "available_trip"))
    )
    assert hospital == ems
    held = "select {0}, {1} from {2} where {3} is not null order by 1"
    holding = world.stage[H].execute(
        held.format("assignment_id", "accepted_timestamp", "transport_request", f"{_STORY} and assignment_id").encode()
    )
    for assignment, accepted in holding.fetchall():
        assert world.value(E, "select accepted_at from assignment where id = %s", assignment) == accepted


def test_the_day_s_times_are_in_order(world: World) -> None:
    disorder = world.value(
        H,
        "select string_agg(trip_number, ' ') from transport_request t where "
        + _STORY
        + """ and not (
            created_at <= request_timestamp
            and request_timestamp <= coalesce(accepted_timestamp, 'infinity')
            and coalesce(accepted_timestamp, '-infinity') <= coalesce(pickup_timestamp, 'infinity')
            and coalesce(pickup_timestamp, '-infinity') <= coalesce(completion_timestamp, 'infinity')
            and ready_at < coalesce(deliver_by, 'infinity')
            and not exists (
                select from trip_milestone m where m.trip_id = t.id and m.occurred_at < t.created_at
            )
        )""",
    )
    assert disorder is None
    spread = world.row(
        H, f"select max(request_timestamp) - min(request_timestamp) as day from transport_request where {_STORY}"
    )
    assert spread is not None
    assert timedelta(hours=8) < spread["day"] < timedelta(hours=24)
    late = "select count(*) from unit_availability where end_time < start_time"
    assert world.value(E, late) == 0
    early = "select count(*) from system_analytics where metric_name = 'trip_accepted' and metric_value < 0"
    assert world.value(C, early) == 0


def test_seeding_again_changes_nothing(world: World) -> None:
    before = world.value(C, "select count(*) from audit_log")
    assert list(seed(world.trio.urls)) == list(ACCOUNTS)
    assert world.value(C, "select count(*) from audit_log") == before


@pytest.mark.parametrize("host", ["db.example.org", "10.0.0.7", "127.0.0.1,db.example.org"])
def test_no_other_machine_is_seeded(host: str) -> None:
    here = "postgresql://postgres@127.0.0.1/x"
    with pytest.raises(ServerProblem, match="another machine"):
        seed(SiloUrls(hospital=here, ems=f"postgresql://postgres@{host}/x", center=here))


def test_the_seeding_left_no_dead_letter(world: World) -> None:
    assert world.dead_after_seeding == {H: 0, E: 0, C: 0}
