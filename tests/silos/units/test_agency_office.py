"""An agency's own record and prices: whose they are, what they may be, and what of them others see."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from psycopg.types.json import Jsonb

from medport_desktop.silos.demo.region import agency
from tests.silos.world import ADMIN, BEDFORD, BEDFORD_MANAGER, BLAIR, CENTER, DENIED, DESK, C, E, World, refused

PRICES = "update ems_agency set pricing_structure = %s where id = %s"
READ = "select pricing_structure from ems_agency where id = %s"


@pytest.fixture(autouse=True)
def as_before(world: World) -> Iterator[None]:
    """The record is as before after each test."""
    facts = "phone, zip_code, city, coordinates, capabilities, pricing_structure"
    before = world.row(E, f"select {facts} from ems_agency where id = %s", agency("bedford").id)
    assert before is not None
    before["pricing_structure"] = Jsonb(before["pricing_structure"])
    yield
    sets = ", ".join(f"{name} = %s{'::point' if name == 'coordinates' else ''}" for name in before)
    world.run(E, f"update ems_agency set {sets} where id = %s", *before.values(), agency("bedford").id)
    world.settle()


def test_the_directory_follows_the_profile(world: World) -> None:
    world.person(BEDFORD_MANAGER, E).execute(
        "update ems_agency set phone = '(814) 555-0166', city = 'Altoona', zip_code = '16601',"
        " coordinates = '(-78.4,40.51)', capabilities = '{BLS}'"
    )
    world.settle()
    seen = world.person(DESK, C).execute(
        "select phone, city, coordinates::text as place, capabilities from agency_directory where id = %s",
        [agency("bedford").id],
    )
    assert seen.fetchone() == {
        "phone": "(814) 555-0166",
        "city": "Altoona",
        "place": "(-78.4,40.51)",
        "capabilities": ["BLS"],
    }


def test_a_price_sheet_is_its_agencys_secret(world: World) -> None:
    bedford = agency("bedford").id
    assert world.person(BEDFORD, E).execute(READ.encode(), [bedford]).fetchone() is not None
    assert world.person(CENTER, E).execute(READ.encode(), [bedford]).fetchone() is not None
    assert world.person(BLAIR, E).execute(READ.encode(), [bedford]).fetchone() is None
    with refused(DENIED):
        world.person(DESK, E).execute(READ.encode(), [bedford])
    columns = "select count(*) from information_schema.columns where table_schema = 'medport' and column_name = %s"
    for name in ("agency_directory",):
        found = world.value(C, f"{columns} and table_name = %s", "pricing_structure", name)
        assert found == 0
    published = (
        "select count(*) from pg_attribute where attrelid = 'reference.agency'::regclass and attname ~ 'pric|service'"
    )
    assert world.value(E, published) == 0


def test_only_its_managers_and_the_center_write_it(world: World) -> None:
    bedford, sheet = agency("bedford").id, Jsonb({"BLS": {"base_cents": 1, "per_mile_cents": 1}})
    with refused(DENIED):
        world.person(BEDFORD, E).execute(PRICES.encode(), [sheet, bedford])
    assert world.person("manager@blair.example", E).execute(PRICES.encode(), [sheet, bedford]).rowcount == 0
    assert world.person(BEDFORD_MANAGER, E).execute(PRICES.encode(), [sheet, bedford]).rowcount == 1
    assert world.person(CENTER, E).execute(PRICES.encode(), [sheet, bedford]).rowcount == 1
    with refused(DENIED):
        world.person(BEDFORD_MANAGER, E).execute("update ems_agency set name = 'Another'")


@pytest.mark.parametrize(
    "sheet",
    [
        {"GOLD": {"base_cents": 1, "per_mile_cents": 1}},
        {"BLS": {"base_cents": 1}},
        {"BLS": {"base_cents": 1, "per_mile_cents": 1, "tip_cents": 5}},
        {"BLS": {"base_cents": -1, "per_mile_cents": 1}},
        {"BLS": {"base_cents": 1.5, "per_mile_cents": 1}},
        {"BLS": {"base_cents": "free", "per_mile_cents": 1}},
        {"BLS": {"base_cents": 0, "per_mile_cents": 0}},
        {"BLS": {"base_cents": 5_000_001, "per_mile_cents": 1}},
        {"BLS": {"base_cents": 1, "per_mile_cents": 100_001}},
        {"BLS": {"base_cents": "300", "per_mile_cents": 1}},
        {"BLS": 5},
        {"BLS": [1, 2]},
    ],
)
def test_a_price_sheet_has_whole_cents_for_levels_there_are(world: World, sheet: object) -> None:
    with refused("MP005", field_name="pricing_structure"):
        world.person(BEDFORD_MANAGER, E).execute(PRICES.encode(), [Jsonb(sheet), agency("bedford").id])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("zip_code", "1234"),
        ("phone", "5" * 41),
        ("phone", "call us"),
        ("email", "e" * 255),
        ("email", "nobody"),
        ("contact_name", "n" * 201),
        ("operating_hours", '{"mon": "late"}'),
        ("service_area", "[]"),
        ("service_area", '{"states": ["PA"]}'),
        ("service_area", '{"counties": "Bedford"}'),
        ("service_area", '{"counties": [7]}'),
        ("service_area", '{"counties": [["Bedford"]]}'),
        ("service_area", '{"counties": ["' + "x" * 61 + '"]}'),
        ("service_area", '{"counties": [' + ", ".join(['"x"'] * 41) + "]}"),
    ],
)
def test_facts_have_limits(world: World, column: str, value: str) -> None:
    with refused("23514"):
        world.person(BEDFORD_MANAGER, E).execute(f"update ems_agency set {column} = %s".encode(), [value])


@pytest.mark.parametrize("column", ["phone", "zip_code", "capabilities"])
def test_what_hospitals_need_to_know_is_there(world: World, column: str) -> None:
    empty = "{}" if column == "capabilities" else ""
    with refused("MP005", field_name="levels" if column == "capabilities" else column):
        world.person(BEDFORD_MANAGER, E).execute(f"update ems_agency set {column} = %s".encode(), [empty])


@pytest.mark.parametrize("facts", [{"phone": "call us"}, {"email": "nobody"}, {"zip_code": "1"}])
def test_what_the_ems_silo_would_not_keep_is_not_registered(world: World, facts: dict[str, str]) -> None:
    add = "insert into service_registry (service_name, service_type, configuration) values (%s, 'EMS_AGENCY', %s)"
    with refused("23514") as caught:
        world.person(ADMIN, C).execute(add.encode(), [f"Demo {uuid4()}", Jsonb(facts)])
    assert [caught.value.diag.constraint_name] == list(facts)
    column, value = next(iter(facts.items()))
    with refused("23514") as caught:
        change = f"update hospital set {column} = %s".encode()
        world.person(ADMIN, C).execute(change, [value])
    assert caught.value.diag.constraint_name == column


def test_two_agencies_of_one_name_cannot_be(world: World) -> None:
    add = "insert into service_registry (id, service_name, service_type) values (%s, %s, 'EMS_AGENCY')"
    with refused("23505"):
        world.person(ADMIN, C).execute(add.encode(), [uuid4(), "  bedford   DEMO ems "])
    twin = "insert into ems_agency (name) values ('bedford  demo EMS')"
    with refused("23505"):
        world.run(E, twin)
