"""What a lost slot or a restored backup tore is mended: `medport doctor --repair`, and `medport db provision`."""

from collections.abc import Iterator

import pytest

from medport_desktop.cli import main
from medport_desktop.domain.enums import Silo
from medport_desktop.silos import health, replication
from medport_desktop.silos.problem import ServerProblem
from medport_desktop.silos.provision import provision
from medport_desktop.silos.repair import gaps, repair
from medport_desktop.silos.replication import Link
from medport_desktop.silos.servers.embedded import EmbeddedSilos
from medport_desktop.silos.urls import VARIABLES, SiloUrls, connect
from tests.server.test_provision import beat, beats
from tests.support import until

NOTHING: list[str] = []


@pytest.fixture
def urls(provisioned: EmbeddedSilos) -> Iterator[SiloUrls]:
    """Silos that are well before the test, and after it."""
    urls = provisioned.urls()
    assert repair(urls) == NOTHING
    yield urls
    assert all(link.streams for silo in health.examine(urls) for link in silo.subscriptions)


def link(name: str) -> Link:
    return next(link for link in replication.links() if link.subscription == name)


def value(urls: SiloUrls, silo: Silo, query: str) -> object:
    with connect(urls[silo], silo) as connection:
        row = connection.execute(query.encode()).fetchone()
    return None if row is None else row[0]


def lose_slot(urls: SiloUrls, name: str) -> None:
    lost = link(name)
    with connect(urls[lost.subscriber], lost.subscriber) as subscriber:
        replication.disable(lost, subscriber)
    with connect(urls[lost.publisher], lost.publisher) as publisher:
        replication.drop_slot(lost, publisher)


def handled(urls: SiloUrls, at: Silo, of: Silo) -> object:
    """How many of the heartbeats there are handled."""
    return value(
        urls, at, f"select count(*) from events.{of} e join events.handled h on h.event_id = e.id and h.source = '{of}'"
    )


def test_what_was_written_without_a_slot_is_delivered(urls: SiloUrls) -> None:
    before = beats(urls, Silo.EMS, Silo.HOSPITAL)
    lose_slot(urls, "ems_events_from_hospital")
    beat(urls, Silo.HOSPITAL)
    beat(urls, Silo.HOSPITAL)
    assert repair(urls) == [
        "The slot ems_events_from_hospital was lost and is made anew.",
        "2 row(s) of events.hospital that the EMS database lacked are delivered.",
    ]
    assert beats(urls, Silo.EMS, Silo.HOSPITAL) == before + 2
    assert handled(urls, Silo.EMS, Silo.HOSPITAL) == before + 2
    beat(urls, Silo.HOSPITAL)
    until(lambda: beats(urls, Silo.EMS, Silo.HOSPITAL) == before + 3)


def test_provisioning_makes_a_lost_slot_anew(urls: SiloUrls) -> None:
    lose_slot(urls, "hospital_events_from_center")
    beat(urls, Silo.CENTER)
    provision(urls)
    before = beats(urls, Silo.HOSPITAL, Silo.CENTER)
    beat(urls, Silo.CENTER)
    until(lambda: beats(urls, Silo.HOSPITAL, Silo.CENTER) == before + 1)
    assert repair(urls) == ["1 row(s) of events.center that the Hospital database lacked are delivered."]


def test_a_subscriber_that_was_restored_gets_what_it_forgot(urls: SiloUrls) -> None:
    for _ in range(3):
        beat(urls, Silo.EMS)
    home = beats(urls, Silo.EMS, Silo.EMS)
    until(lambda: beats(urls, Silo.CENTER, Silo.EMS) == home)
    with connect(urls.center, Silo.CENTER) as center:
        forgotten = "select id from events.ems order by id desc limit 2"
        center.execute(f"delete from events.handled where event_id in ({forgotten})".encode())
        center.execute(f"delete from events.ems where id in ({forgotten})".encode())
    assert repair(urls) == ["2 row(s) of events.ems that the Center database lacked are delivered."]
    assert beats(urls, Silo.CENTER, Silo.EMS) == handled(urls, Silo.CENTER, Silo.EMS) == home


def test_reference_rows_are_compared_whole(urls: SiloUrls) -> None:
    lose_slot(urls, "ems_reference_from_center")
    with connect(urls.center, Silo.CENTER) as center:
        center.execute("update medport.system_configuration set value = '21' where key = 'bid_valid_minutes'")
    setting = "select value from medport.system_configuration where key = 'bid_valid_minutes'"
    with connect(urls.ems, Silo.EMS) as ems, ems.transaction():
        ems.execute("set local session_replication_role = replica")
        ems.execute("delete from reference.configuration where key = 'max_bid_cents'")
    assert repair(urls) == [
        "The slot ems_reference_from_center was lost and is made anew.",
        "2 row(s) of reference.configuration that the EMS database lacked are delivered.",
    ]
    assert str(value(urls, Silo.EMS, setting)) == "21"
    with connect(urls.center, Silo.CENTER) as center:
        center.execute("update medport.system_configuration set value = '30' where key = 'bid_valid_minutes'")
    until(lambda: str(value(urls, Silo.EMS, setting)) == "30")


def test_the_center_gets_the_audit_lines_that_it_lacks(urls: SiloUrls) -> None:
    lose_slot(urls, "center_audit_from_ems")
    with connect(urls.ems, Silo.EMS) as ems:
        ems.execute("insert into medport.ems_agency (name) values ('Repair demo EMS')")
    line = "select entity_type from medport.audit_log where entity_type = 'ems_agency'"
    assert value(urls, Silo.CENTER, line) is None
    said = repair(urls)
    assert said[0] == "The slot center_audit_from_ems was lost and is made anew."
    assert value(urls, Silo.CENTER, line) == "ems_agency"


def test_an_event_that_is_sent_again_is_passed_over(urls: SiloUrls) -> None:
    """A publisher that was restored may send again what a subscriber has: the worker must not stop at it."""
    beat(urls, Silo.HOSPITAL)
    before = beats(urls, Silo.HOSPITAL, Silo.HOSPITAL)
    until(lambda: beats(urls, Silo.EMS, Silo.HOSPITAL) == before)
    with connect(urls.hospital, Silo.HOSPITAL) as hospital:
        row = hospital.execute("select id from events.hospital order by id desc limit 1").fetchone()
        assert row is not None
        with hospital.transaction():  # the publication tells inserts alone
            hospital.execute("delete from events.hospital where id = %s", row)
            hospital.execute("insert into events.hospital (id, kind, payload) values (%s, 'silo.heartbeat', '{}')", row)
    beat(urls, Silo.HOSPITAL)
    until(lambda: beats(urls, Silo.EMS, Silo.HOSPITAL) == before + 1)


def test_what_a_silo_has_forgotten_of_itself_is_told(provisioned: EmbeddedSilos) -> None:
    urls = provisioned.urls()
    beat(urls, Silo.CENTER)
    home = beats(urls, Silo.CENTER, Silo.CENTER)
    until(lambda: beats(urls, Silo.EMS, Silo.CENTER) == beats(urls, Silo.HOSPITAL, Silo.CENTER) == home)
    with connect(urls.center, Silo.CENTER) as center:
        kept = center.execute("select id, payload::text from events.center order by id desc limit 1").fetchone()
        assert kept is not None
        center.execute("delete from events.center where id = %s", [kept[0]])
    said = repair(urls)
    assert len(said) == 2
    assert all("knows 1 event(s) that the Center database has forgotten" in sentence for sentence in said)
    with connect(urls.center, Silo.CENTER) as center:
        center.execute(
            "insert into events.center (id, kind, payload) values (%s, 'silo.heartbeat', %s::jsonb)", list(kept)
        )


def test_an_away_silo_is_a_sentence(provisioned: EmbeddedSilos) -> None:
    urls = provisioned.urls()
    away = SiloUrls(urls.hospital, "postgres://postgres:hush@127.0.0.1:9/ems", urls.center)
    with pytest.raises(ServerProblem, match="EMS database"):
        repair(away)


def test_the_doctor_repairs_on_request(
    urls: SiloUrls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for silo, url in urls.items():
        monkeypatch.setenv(VARIABLES[silo], url)
    lose_slot(urls, "center_events_from_hospital")
    assert main(["doctor"]) == 1
    assert main(["doctor", "--repair"]) == 0
    assert "The slot center_events_from_hospital was lost and is made anew." in capsys.readouterr().out
    assert main(["doctor", "--repair"]) == 0
    assert "Nothing was lost." in capsys.readouterr().out


def test_the_doctor_tells_of_gaps_and_changes_nothing(
    urls: SiloUrls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for silo, url in urls.items():
        monkeypatch.setenv(VARIABLES[silo], url)
    assert gaps(urls) == NOTHING
    home = beats(urls, Silo.EMS, Silo.EMS)
    for _ in range(2):
        beat(urls, Silo.EMS)
    until(lambda: beats(urls, Silo.CENTER, Silo.EMS) == home + 2)
    with connect(urls.center, Silo.CENTER) as center, center.transaction():
        forgotten = "select id from events.ems order by id desc limit 2"
        center.execute(f"delete from events.handled where event_id in ({forgotten})".encode())
        center.execute(f"delete from events.ems where id in ({forgotten})".encode())
    with connect(urls.hospital, Silo.HOSPITAL) as hospital, hospital.transaction():
        hospital.execute("set local session_replication_role = replica")
        hospital.execute("update reference.configuration set value = '7' where key = 'bid_valid_minutes'")
    found = [
        "The Center database lacks 2 row(s) of events.ems: run medport doctor --repair.",
        "The Hospital database lacks 1 row(s) of reference.configuration: run medport doctor --repair.",
    ]
    assert sorted(gaps(urls)) == found
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert all(f"  - {sentence}" in told for sentence in found)
    assert beats(urls, Silo.CENTER, Silo.EMS) == home
    assert main(["doctor", "--repair"]) == 0
    assert gaps(urls) == NOTHING


def test_the_doctor_tells_of_a_publisher_that_forgot(urls: SiloUrls) -> None:
    beat(urls, Silo.HOSPITAL)
    home = beats(urls, Silo.HOSPITAL, Silo.HOSPITAL)
    until(lambda: {beats(urls, silo, Silo.HOSPITAL) for silo in (Silo.EMS, Silo.CENTER)} == {home})
    with connect(urls.hospital, Silo.HOSPITAL) as hospital:
        last = "select id, kind, v, payload, occurred_at from events.hospital order by id desc limit 1"
        kept = hospital.execute(last.encode()).fetchone()
        assert kept is not None
        hospital.execute("delete from events.hospital where id = %s", [kept[0]])
        try:
            said = gaps(urls)
        finally:
            for silo in (Silo.EMS, Silo.CENTER):
                with connect(urls[silo], silo) as copy:
                    copy.execute("delete from events.hospital where id = %s", [kept[0]])
    assert len(said) == 2
    assert all("knows 1 event(s) that the Hospital database has forgotten" in sentence for sentence in said)


def test_a_silo_that_is_away_hides_no_gap_between_the_others(urls: SiloUrls) -> None:
    away = SiloUrls("postgres://postgres:hush@127.0.0.1:9/hospital", urls.ems, urls.center)
    with connect(urls.ems, Silo.EMS) as ems:
        ems.execute("delete from events.center where id = (select id from events.center order by id desc limit 1)")
    assert gaps(away) == ["The EMS database lacks 1 row(s) of events.center: run medport doctor --repair."]
    repair(urls)
