"""Sounds: off at first, chosen by the person, muted by one key, once for each event, remembered."""

import importlib.util
import wave
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget

from medport_desktop.data.workstation.settings_file import PersonLayout, WorkstationFile
from medport_desktop.domain.enums import AwardMode, AwardOutcome, Priority, Silo, TransportLevel, TripStatus
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock, site_clock
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.gui.session.layout_memory import LayoutMemory
from medport_desktop.gui.shared.sounds import LateWatch, Pickup, SiloWatch, SoundKind, Sounds, trip_sounds
from medport_desktop.gui.shared.sounds.player import SystemPlayer, sound_file
from medport_desktop.runtime import Runtime
from tests.gui_sounds.recorder import Recorder
from tests.hands import CTRL, SHIFT
from tests.support import until

WORDS = {kind: kind.value.replace("_", " ") for kind in SoundKind}


@pytest.fixture
def shell(qapp: QApplication) -> Iterator[ConsoleShell]:
    """An empty window with the focus."""
    theme().install(qapp)
    window = ConsoleShell()
    window.add_page(QWidget(window), "Page")
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()


def heard(player: Recorder, *names: str) -> None:
    """Wait until just these have been played, and no more of what is under way comes."""
    until(lambda: player.played == list(names))


def test_off_at_first_then_as_chosen_once_an_event_and_muted_by_one_key(shell: ConsoleShell) -> None:
    player = Recorder()
    sounds = Sounds(shell, WORDS, player)
    sounds.ring(SoundKind.BID, 1)
    assert not sounds._gather.isActive()
    QTest.keyClick(shell, Qt.Key.Key_M, CTRL | SHIFT)
    box = shell.findChild(QCheckBox, "sound_bid")
    assert box is not None
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    box.click() if not sounds.is_on(SoundKind.BID) else None
    hear = shell.findChild(QPushButton, "hear_overdue")
    assert hear is not None
    QTest.mouseClick(hear, Qt.MouseButton.LeftButton)
    assert player.played == ["overdue"]
    box.window().close()
    shell.activateWindow()
    until(shell.isActiveWindow)
    sounds.ring(SoundKind.BID, 1)  # it was before: what was missed does not ring later
    sounds.ring(SoundKind.BID, 2)
    sounds.ring(SoundKind.BID, 2)
    sounds.ring(SoundKind.NEW_TRIP, 3)  # not chosen
    heard(player, "overdue", "bid")
    QTest.keyClick(shell, Qt.Key.Key_M, CTRL)
    assert sounds.muted
    sounds.ring(SoundKind.BID, 4)
    assert not sounds._gather.isActive()
    assert "muted" in sounds.mute.toolTip()
    QTest.keyClick(shell, Qt.Key.Key_M, CTRL)
    sounds.ring(SoundKind.BID, 4)
    sounds.ring(SoundKind.BID, 5)
    heard(player, "overdue", "bid", "bid")


def test_of_one_moment_the_most_urgent_is_heard(shell: ConsoleShell) -> None:
    player = Recorder()
    sounds = Sounds(shell, WORDS, player)
    for kind in SoundKind:
        sounds.set_on(kind, True)
    for kind in (SoundKind.MESSAGE, SoundKind.BID, SoundKind.URGENT_TRIP, SoundKind.ACCEPTED):
        sounds.ring(kind, 1)
    heard(player, "urgent_trip")


def test_the_choice_comes_back(shell: ConsoleShell, tmp_path: Path) -> None:
    memory = PersonLayout(WorkstationFile(tmp_path / "w.json"), "mp_1")
    sounds = Sounds(shell, WORDS, Recorder())
    kept = LayoutMemory(shell, memory)
    sounds.set_on(SoundKind.BID, True)
    sounds.set_muted(True)
    kept.save()
    again = ConsoleShell()
    other = Sounds(again, WORDS, Recorder())
    LayoutMemory(again, memory)
    assert other.is_on(SoundKind.BID)
    assert not other.is_on(SoundKind.NEW_TRIP)
    assert other.muted
    other.restore({"on": [7, "nonsense", "message"], "muted": "yes"})  # a file that somebody else wrote
    assert other.state() == {"on": ["message"], "muted": False}
    other.restore("?")
    again.deleteLater()


def test_every_kind_has_a_short_sound() -> None:
    for kind in SoundKind:
        with wave.open(str(sound_file(kind))) as file:
            assert 0.1 < file.getnframes() / file.getframerate() < 1.0
    assert isinstance(SystemPlayer().missing, str)


def test_the_sounds_are_those_that_the_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = Path(__file__).parents[2] / "tools" / "make_sounds.py"
    spec = importlib.util.spec_from_file_location("make_sounds", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "TARGET", tmp_path)
    module.main()
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(SoundKind)
    assert all((tmp_path / sound_file(kind).name).read_bytes() == sound_file(kind).read_bytes() for kind in SoundKind)


# -- what rings -------------------------------------------------------------------------------------------
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def a_trip(**facts: object) -> Trip:
    """A trip on offer."""
    trip = Trip(
        id=uuid4(), trip_number="T-1", hospital_id=uuid4(), hospital_name="H", patient_id=None,
        origin_facility_id=uuid4(), origin_name="A", origin_city="", destination_facility_id=None,
        destination_name="B", destination_city="", pickup_location="", contact_phone="",
        transport_level=TransportLevel.BLS, priority=Priority.HIGH, status=TripStatus.PENDING,
        special_requirements=frozenset(), special_requirements_note="",
        ready_at=NOW, deliver_by=None, request_timestamp=NOW, accepted_timestamp=None,
        pickup_timestamp=None, completion_timestamp=None, assigned_agency_id=None, assigned_agency_name="",
        assigned_unit_id=None, assigned_unit_number="", award_mode=AwardMode.BIDDING, award_outcome=None,
        award_note="", distance_miles=None, bid_count=0, cancellation_reason=None, updated_at=NOW,
    )  # fmt: skip
    return replace(trip, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("was", "now", "kinds"),
    [
        (None, {}, ["new_trip"]),
        (None, {"priority": Priority.URGENT}, ["urgent_trip"]),
        (None, {"status": TripStatus.SCHEDULED}, []),
        (None, {"status": TripStatus.ACCEPTED}, []),
        ({"status": TripStatus.SCHEDULED}, {}, ["new_trip"]),
        ({}, {"priority": Priority.URGENT}, ["urgent_trip"]),
        ({}, {"bid_count": 1}, ["bid"]),
        ({"bid_count": 2}, {"bid_count": 1}, []),
        ({}, {"status": TripStatus.ACCEPTED}, ["accepted"]),
        ({"status": TripStatus.EN_ROUTE}, {"status": TripStatus.ACCEPTED}, []),  # a step taken back
        ({"status": TripStatus.ACCEPTED}, {}, ["handed_back"]),
        ({"award_outcome": AwardOutcome.PENDING}, {"award_outcome": AwardOutcome.REFUSED}, ["handed_back"]),
        ({"award_outcome": AwardOutcome.REFUSED}, {"award_outcome": AwardOutcome.REFUSED}, []),
        ({}, {"status": TripStatus.CANCELLED}, []),
    ],
)
def test_what_a_trip_rings(was: dict[str, object] | None, now: dict[str, object], kinds: list[str]) -> None:
    trip = a_trip()
    before = None if was is None else replace(trip, **was)  # type: ignore[arg-type]
    told = [kind.value for kind, _ in trip_sounds(before, replace(trip, **now))]  # type: ignore[arg-type]
    assert told == kinds


@pytest.fixture
def at() -> Iterator[list[datetime]]:
    """The clock, to be moved."""
    now = [NOW]
    before = site_clock()
    set_site_clock(SiteClock(ZoneInfo("UTC"), lambda: now[0]))
    yield now
    set_site_clock(before)


def test_a_pickup_that_becomes_due_rings_once_and_an_old_one_never(shell: ConsoleShell, at: list[datetime]) -> None:
    player = Recorder()
    sounds = Sounds(shell, WORDS, player)
    sounds.set_on(SoundKind.OVERDUE, True)
    due = [Pickup(uuid4(), NOW + timedelta(seconds=5)), Pickup(uuid4(), NOW - timedelta(hours=1))]
    watch = LateWatch(shell, sounds, lambda: due)
    watch.look()
    assert not sounds._gather.isActive()
    at[0] = NOW + timedelta(seconds=6)
    watch.look()
    heard(player, "overdue")
    watch.look()
    assert not sounds._gather.isActive()
    due[0] = Pickup(due[0].trip_id, NOW + timedelta(seconds=20))  # it was put off: late once more
    at[0] = NOW + timedelta(seconds=21)
    watch.look()
    heard(player, "overdue", "overdue")


def test_a_silo_that_goes_away_rings_and_one_that_is_away_at_first_does_not(shell: ConsoleShell) -> None:
    runtime = Runtime.build(safety_ms=0)
    player = Recorder()
    sounds = Sounds(shell, WORDS, player)
    sounds.set_on(SoundKind.SILO_AWAY, True)
    SiloWatch(shell, sounds, runtime.changes)

    def state(silo: Silo, freshness: Freshness, second: int) -> None:
        runtime.changes.post_state(SiloState(silo, freshness, NOW + timedelta(seconds=second), ""))
        until(lambda: (s := runtime.changes.state(silo)) is not None and s.since.second == second)

    state(Silo.EMS, Freshness.AWAY, 1)
    state(Silo.HOSPITAL, Freshness.LIVE, 2)
    assert not sounds._gather.isActive()
    state(Silo.HOSPITAL, Freshness.AWAY, 3)
    heard(player, "silo_away")
    state(Silo.HOSPITAL, Freshness.AWAY, 4)  # still
    state(Silo.HOSPITAL, Freshness.LIVE, 5)
    assert not sounds._gather.isActive()
    state(Silo.HOSPITAL, Freshness.AWAY, 6)
    heard(player, "silo_away", "silo_away")
    runtime.close()
