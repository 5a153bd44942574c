"""What waits when a person signs out or closes the window is theirs: nobody else there sees or sends it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medport_desktop.bootstrap import Console
from medport_desktop.data.workstation.settings_file import WorkstationFile
from medport_desktop.data.workstation.vault import Vault
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.hospital import TripEntryWindow
from medport_desktop.gui.kit.shell.lights import Light
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from tests.conftest import Trio
from tests.gate import Gate
from tests.gui_hospital.conftest import COLLEAGUE, EMAIL, Others, others
from tests.gui_waiting.conftest import Keeps, urls_behind

__all__ = ["others"]

WAIT_MS = 20_000
Work = Callable[[], Console]


@pytest.fixture
def workstation(
    trio: Trio, dressed: QApplication, hospital_gate: Gate, keeps: Keeps, tmp_path: Path
) -> Iterator[Callable[[], Console]]:
    """Starts the program."""
    started: list[Console] = []

    def start() -> Console:
        vault = Vault(WorkstationFile(tmp_path / "workstation.json"))
        started.append(Console(urls_behind(trio, Silo.HOSPITAL, hospital_gate), vault, keeps=keeps))
        return started[-1]

    yield start
    for console in started:
        console.close()


@pytest.fixture
def seat(trio: Trio, qtbot: QtBot) -> "Seat":
    return Seat(trio, qtbot)


class Seat:
    """Whoever sits at a console."""

    def __init__(self, trio: Trio, qtbot: QtBot) -> None:
        self._trio = trio
        self._qtbot = qtbot

    def until(self, check: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(check()), timeout=WAIT_MS)

    def sign_in(self, console: Console, email: str) -> TripEntryWindow:
        """Returns the window once it is live."""
        if console.sign_in_window is None:
            console.sign_in(email, self._trio.accounts[email].password)
        else:
            console.sign_in_window.sign_in(email, self._trio.accounts[email].password)
        self.until(lambda: console.window is not None)
        assert isinstance(console.window, TripEntryWindow)
        lights = console.window.lights
        self.until(lambda: all(lights.light(silo.label).state() is Light.LIVE for silo in Silo))
        self.until(lambda: console.runtime.tasks.is_idle)
        return console.window

    def write_note(self, console: Console, trip_id: UUID, text: str) -> None:
        """For a trip of the hospital, by keyboard."""
        window = console.window
        assert isinstance(window, TripEntryWindow)
        self.until(lambda: trip_id in window.feed.trips)
        window.trips.select(trip_id)
        window.trips.detail.write_note()
        line = window.trips.detail.notes.line
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def keep_note(self, console: Console, gate: Gate, trip_id: UUID, text: str) -> None:
        """While the silo is away."""
        gate.shut()
        self.write_note(console, trip_id, text)
        self.until(lambda: strip(console).startswith("1 change waits"))

    def sign_out(self, console: Console) -> None:
        console.sign_out()
        self.until(lambda: console.window is None and console.sign_in_window is not None)
        self.until(lambda: console.runtime.tasks.is_idle)


def strip(console: Console) -> str:
    """What the line across the window says; '' while it is hidden."""
    assert console.window is not None
    found = console.window.findChild(NoticeStrip, "waiting_strip")
    assert found is not None
    return found.words() if found.isVisible() else ""


def notes(others: Others, trip_id: UUID) -> list[tuple[str]]:
    return others.rows(Silo.HOSPITAL, "select text from medport.trip_note where trip_id = %s", trip_id)


def said(console: Console) -> str:
    assert console.window is not None
    return "\n".join(message.text for message in console.window.messages.history())


def test_after_a_sign_out_it_waits_for_the_same_person(
    workstation: Work, seat: Seat, hospital_gate: Gate, others: Others
) -> None:
    trip_id, console = others.trip(), workstation()
    seat.sign_in(console, EMAIL)
    seat.keep_note(console, hospital_gate, trip_id, "The daughter rides along")
    seat.sign_out(console)
    hospital_gate.open()
    seat.sign_in(console, COLLEAGUE)
    assert strip(console) == ""
    assert "waited" not in said(console)
    assert notes(others, trip_id) == []
    seat.sign_out(console)
    seat.sign_in(console, EMAIL)
    seat.until(lambda: notes(others, trip_id))
    seat.until(lambda: "Sent, having waited" in said(console))
    assert strip(console) == ""
    assert notes(others, trip_id) == [("The daughter rides along",)]


def test_after_the_window_is_closed_it_waits_for_the_next_start(
    workstation: Work, seat: Seat, qtbot: QtBot, hospital_gate: Gate, others: Others
) -> None:
    trip_id, console = others.trip(), workstation()
    seat.sign_in(console, EMAIL)
    seat.keep_note(console, hospital_gate, trip_id, "Wheelchair at the door")
    with qtbot.waitSignal(console.ended, timeout=WAIT_MS):
        console.leave()
    console.close()
    again = workstation()
    hospital_gate.open()
    seat.sign_in(again, EMAIL)
    seat.until(lambda: "Sent, having waited" in said(again))
    assert notes(others, trip_id) == [("Wheelchair at the door",)]


@pytest.mark.parametrize("leaves", [False, True], ids=["signs out", "leaves"])
def test_who_goes_while_it_is_being_sent_has_sent_it_once(
    workstation: Work, seat: Seat, qtbot: QtBot, hospital_gate: Gate, others: Others, leaves: bool
) -> None:
    trip_id, console = others.trip(), workstation()
    seat.sign_in(console, EMAIL)
    seat.keep_note(console, hospital_gate, trip_id, "Latex allergy")
    with others.trio.superuser(Silo.HOSPITAL) as silo, silo.transaction():
        silo.execute("lock table medport.trip_note in exclusive mode")
        hospital_gate.open()
        waiting = "select 1 from pg_locks where not granted and relation = 'medport.trip_note'::regclass"
        seat.until(lambda: others.rows(Silo.HOSPITAL, waiting))
        if leaves:
            with qtbot.waitSignal(console.ended, timeout=WAIT_MS):
                console.leave()
            console.close()
            console = workstation()
        else:
            console.sign_out()
            seat.until(lambda: console.window is None)
    seat.until(lambda: console.runtime.tasks.is_idle)
    seat.sign_in(console, EMAIL)
    seat.until(lambda: notes(others, trip_id))
    seat.until(lambda: console.runtime.tasks.is_idle and strip(console) == "")
    assert notes(others, trip_id) == [("Latex allergy",)]
    assert "Not sent" not in said(console)
