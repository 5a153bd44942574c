"""System health: each silo by itself, and a dead letter that is replayed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt

from medport_desktop.domain.center.system import Arrival, Reader, SetAside, SiloHealth
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.admin.health import HealthPage
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.shared.accounts.accounts_page import AccountsPage
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.hands import CTRL
from tests.support import until

KEY = Qt.Key
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
WELL = SiloHealth(
    Silo.CENTER,
    "18.6",
    NOW - timedelta(days=2),
    NOW,
    10_000_000,
    12,
    NOW - timedelta(seconds=6),
    0,
    (Arrival("center_events_from_ems", Silo.EMS, True, NOW, 0, NOW - timedelta(seconds=4)),),
    (Reader("ems_events_from_center", True, 2000, "reserved"),),
)
ARRIVAL, READER = WELL.arrivals[0], WELL.readers[0]


@pytest.fixture
def health(center: Center, page: AccountsPage, trio: Trio) -> HealthPage:
    trio.tick()
    center.press(KEY.Key_4, CTRL)
    shown = center.find(HealthPage, "health_page")
    center.settle()
    return shown


@pytest.fixture(autouse=True)
def no_dead_letter_stays(trio: Trio) -> Iterator[None]:
    """What was planted here is nobody else's news."""
    yield
    for silo in Silo:
        with trio.superuser(silo) as connection:
            connection.execute("delete from events.dead_letter")


def words(health: HealthPage, silo: Silo) -> str:
    return "\n".join(label.text() for label in health.panels[silo].findChildren(Text))


def poisoned(trio: Trio) -> UUID:
    """An event that the center cannot handle: its trip is no trip."""
    event = uuid4()
    with trio.superuser(Silo.HOSPITAL) as connection:
        connection.execute(
            "insert into events.hospital (id, kind, payload) values (%s, 'trip.cancelled', %s::jsonb),"
            " (%s, 'trip.created', %s::jsonb)",
            (uuid4(), '{"v": 1, "trip_id": "00000000-0000-0000-0000-00000000dead"}', event, '{"v": 1, "trip_id": "?"}'),
        )
    with trio.superuser(Silo.CENTER) as connection:
        until(lambda: connection.execute("select 1 from events.dead_letter where event_id = %s", (event,)).fetchone())
    return event


def test_each_silo_tells_how_it_is(center: Center, health: HealthPage) -> None:
    for silo in Silo:
        center.until(lambda silo=silo: "PostgreSQL" in words(health, silo))
        said = words(health, silo)
        assert "ticked" in said
        assert "MB" in said
        for other in set(Silo) - {silo}:
            assert f"From {other.label}" in said
            assert f"To {other.label}" in said


def test_a_dead_letter_is_replayed_once_its_cause_is_mended(center: Center, health: HealthPage, trio: Trio) -> None:
    event = poisoned(trio)
    center.press(KEY.Key_F5)
    key = (Silo.CENTER, event)
    center.until(lambda: health.model.row(key))
    health.board.select_key(key)
    assert health.replay.isEnabled()
    health.board.setFocus()
    center.press(KEY.Key_R)
    center.until(lambda: "trip.created failed again in Center" in center.said())
    center.until(lambda: (row := health.model.row(key)) and row.attempts == 2)
    assert health.panels[Silo.CENTER].banner.isVisible()

    with trio.superuser(Silo.CENTER) as connection:
        connection.execute(
            "update events.hospital set payload = (select good.payload || jsonb_build_object('trip_id', %s::text)"
            " from events.hospital good where good.kind = 'trip.created' and good.id <> %s limit 1) where id = %s",
            (str(uuid4()), event, event),
        )
    center.until(health.replay.isEnabled)
    center.press(KEY.Key_R)
    center.until(lambda: (row := health.model.row(key)) and row.resolved_at)
    center.hears("trip.created was handled in Center")
    assert not health.replay.isEnabled()


def test_a_dead_letter_is_set_aside_and_can_still_be_replayed(center: Center, health: HealthPage, trio: Trio) -> None:
    event = poisoned(trio)
    center.press(KEY.Key_F5)
    key = (Silo.CENTER, event)
    center.until(lambda: health.model.row(key))
    banner = health.panels[Silo.CENTER].banner
    center.until(lambda: "could not be handled: 2." in banner.accessibleName())
    health.board.select_key(key)
    health.board.setFocus()
    center.press(KEY.Key_Delete)
    dialog = center.shown(ReasonDialog, "set_aside_dialog")
    dialog.choose(SetAside.OTHER)
    center.press(KEY.Key_Return, CTRL)
    assert "Say in a few words" in dialog.fields["note"].error()
    dialog.set_note("The demo's trip is none")
    center.press(KEY.Key_Return, CTRL)
    center.until(lambda: (row := health.model.row(key)) and row.set_aside_at)
    center.hears("trip.created was set aside in Center.")
    center.until(lambda: "could not be handled: 1." in banner.accessibleName())
    assert not health.set_aside.isEnabled()
    row = health.model.row(key)
    assert row is not None
    assert (row.set_aside_reason, row.set_aside_note) == (SetAside.OTHER, "The demo's trip is none")
    with trio.superuser(Silo.CENTER) as connection:
        said = connection.execute(
            "select user_name, changes::text from medport.audit_log where entity_id = %s", [str(event)]
        ).fetchone()
    assert said is not None
    assert said[0] == trio.accounts["admin@center.example"].name
    assert "OTHER" in said[1]
    assert "demo's trip" not in said[1]  # a note may name somebody: it stays beside the event
    health.board.setFocus()
    center.press(KEY.Key_R)
    center.until(lambda: (row := health.model.row(key)) and row.waits and row.attempts == 2)
    center.until(lambda: "could not be handled: 2." in banner.accessibleName())


@pytest.mark.parametrize(
    ("ailing", "sentence"),
    [
        (replace(WELL, beat_at=None), "Nobody keeps its clock"),
        (replace(WELL, beat_at=NOW - timedelta(minutes=1)), "Nobody keeps its clock"),
        (replace(WELL, arrivals=(replace(ARRIVAL, running=False),)), "nothing arrives from EMS"),
        (replace(WELL, arrivals=(replace(ARRIVAL, beat_at=NOW - timedelta(minutes=2)),)), "No heartbeat of EMS"),
        (replace(WELL, readers=(replace(READER, active=False),)), "Nobody reads ems_events_from_center"),
        (replace(WELL, readers=(replace(READER, behind_bytes=10**9),)), "is 953 MB behind"),
        (replace(WELL, readers=(replace(READER, active=False, wal_status="lost"),)), "has lost what was to be read"),
        (replace(WELL, dead_letters=2), "Events that could not be handled: 2."),
    ],
)
def test_what_is_not_well_is_told_in_a_sentence(ailing: SiloHealth, sentence: str) -> None:
    assert WELL.problems() == []
    assert len(ailing.problems()) == 1
    assert sentence in ailing.problems()[0]


def test_a_silo_that_is_away_keeps_nobody_waiting(center: Center, health: HealthPage, trio: Trio) -> None:
    trio.silos.stop(only=[Silo.HOSPITAL])
    try:
        center.until(lambda: not center.is_live(Silo.HOSPITAL))
        center.press(KEY.Key_F5)
        center.until(health.panels[Silo.HOSPITAL].banner.isVisible)
        assert "cannot be reached" in words(health, Silo.HOSPITAL)
        assert "PostgreSQL" in words(health, Silo.EMS)
    finally:
        trio.silos.start(only=[Silo.HOSPITAL])
    center.until(lambda: center.is_live(Silo.HOSPITAL))
