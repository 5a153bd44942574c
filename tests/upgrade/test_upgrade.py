"""Release 1.0.0 with its data, upgraded: it is as a new trio, has all its data, and the main job runs on it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from medport_desktop.domain.enums import Silo, TripStatus
from medport_desktop.domain.revisions import MADE_FOR
from medport_desktop.silos import health
from medport_desktop.silos.migrations.upgrade import plan, upgrade
from medport_desktop.silos.provision import provision
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import SiloUrls
from tests.conftest import TEST_SCRAM_ITERATIONS
from tests.releases.restore import FrozenTrio
from tests.support import wrong
from tests.upgrade.looking import roles_of, rows_of, schema_of
from tests.upgrade.people import People


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiloUrls]:
    """A trio that this program has made."""
    silos = EmbeddedSilos(tmp_path_factory.mktemp("fresh"), scram_iterations=TEST_SCRAM_ITERATIONS, fsync=False)
    try:
        urls = silos.start()
        provision(urls)
        yield urls
    finally:
        silos.remove()


def upgrade_all(urls: SiloUrls) -> None:
    with ThreadPoolExecutor(len(Silo)) as pool:
        list(pool.map(lambda silo: upgrade(silo, urls[silo]), Silo))


def test_an_upgraded_trio_is_as_a_new_one_and_keeps_all_it_has(old: FrozenTrio, fresh: SiloUrls) -> None:
    with People(old.urls) as people:
        assert [outcome.behind for outcome in people.signed_in] == [frozenset(Silo)] * 2
    before = {silo: rows_of(old.urls[silo]) for silo in Silo}
    upgrade_all(old.urls)
    for silo in Silo:
        columns, sums = before[silo]
        assert rows_of(old.urls[silo], columns)[1] == sums
        assert schema_of(old.urls[silo]) == schema_of(fresh[silo])
        assert roles_of(old.urls[silo]) == roles_of(fresh[silo])
        assert not plan(silo, old.urls[silo])
    assert _pickups_due(old, Silo.HOSPITAL, "id", "transport_request")
    assert _pickups_due(old, Silo.EMS, "trip_id", "available_trip") == _pickups_due(
        old, Silo.HOSPITAL, "id", "transport_request"
    )
    assert old.streams()
    provision(old.urls)
    assert [silo.revision for silo in health.examine(old.urls)] == [MADE_FOR] * len(Silo)
    assert wrong(old.urls) == []
    with People(old.urls) as people:
        assert [outcome.behind for outcome in people.signed_in] == [frozenset()] * 2
        assert people.status(people.main_job()) is TripStatus.COMPLETED
    assert wrong(old.urls) == []


def _pickups_due(old: FrozenTrio, silo: Silo, key: str, table: str) -> dict[object, object]:
    """By when each trip that is on offer or scheduled is to be picked up: no upgrade leaves it out."""
    wanted = f"select {key}, pickup_due from medport.{table} where status in ('SCHEDULED', 'PENDING')"
    with old.connect(silo) as connection:
        found = dict(connection.execute(wanted.encode()).fetchall())
    assert all(found.values())
    return found


def test_trips_that_go_on_keep_what_the_record_said_of_their_patient(old: FrozenTrio) -> None:
    with old.connect(Silo.HOSPITAL) as hospital:
        hospital.execute("update medport.patient set weight_kg = 240.5, mobility = 'BED'")
    upgrade(Silo.HOSPITAL, old.urls[Silo.HOSPITAL])
    query = """
        select distinct patient_weight_kg, patient_mobility, weight_class from medport.transport_request
        where patient_id is not null and status not in ('COMPLETED', 'CANCELLED')
    """
    with old.connect(Silo.HOSPITAL) as hospital:
        assert hospital.execute(query).fetchall() == [(Decimal("240.5"), "BED", "OVER_227")]


def test_lists_that_were_spoiled_become_plain_ones(old: FrozenTrio) -> None:
    """Release 1.0.0 took lists in lists, and endless ones: they broke the boards of others."""
    spoiled = {
        Silo.HOSPITAL: [("medport.transport_request", "special_requirements", "oxygen", "ventilator"),
                        ("medport.hospital_facility", "capabilities", "ICU", "BURN")],
        Silo.EMS: [("medport.available_trip", "special_requirements", "oxygen", "ventilator"),
                   ("medport.ems_agency", "capabilities", "BLS", "ALS"),
                   ("medport.unit", "capabilities", "ramp", "lift")],
        Silo.CENTER: [("medport.agency_directory", "capabilities", "BLS", "ALS")],
    }  # fmt: skip
    for silo, columns in spoiled.items():
        with old.connect(silo) as connection:
            connection.execute("set session_replication_role = replica")
            for table, column, one, other in columns:
                for bad in ([[one], [other]], [one, other] * (10 if table == "medport.unit" else 1000)):
                    connection.execute(
                        f"update {table} set {column} = %s::text[] where ctid ="
                        f" (select max(ctid) from {table} where {column} <> %s)".encode(), [bad, [[one], [other]]]
                    )  # fmt: skip
    upgrade_all(old.urls)
    for silo, columns in spoiled.items():
        with old.connect(silo) as connection:
            for table, column, one, other in columns:
                bad = f"select count(*) filter (where array_ndims({column}) > 1 or cardinality({column}) > 15),"
                mended = f" count(*) filter (where {column} = %s) from {table}"
                assert connection.execute((bad + mended).encode(), [[one, other]]).fetchone() == (0, 2), table


def test_places_that_are_nowhere_go(old: FrozenTrio) -> None:
    """Release 1.0.0 took a facility at an infinite place, and each trip to it was an error."""
    nowhere = {Silo.HOSPITAL: "medport.hospital_facility", Silo.EMS: "medport.unit", Silo.CENTER: "reference.agency"}
    for silo, table in nowhere.items():
        with old.connect(silo) as connection:
            connection.execute("set session_replication_role = replica")
            spoil = f"update {table} set coordinates = '(Infinity,0)' where ctid = (select max(ctid) from {table})"
            assert connection.execute(spoil.encode()).rowcount == 1
    upgrade_all(old.urls)
    for silo, table in nowhere.items():
        with old.connect(silo) as connection:
            left = f"select count(*) from {table} where coordinates[0] = 'Infinity'"
            assert connection.execute(left.encode()).fetchone() == (0,), table
