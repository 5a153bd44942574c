"""What waits when a person signs out or closes the window is theirs: nobody else there sees or sends it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medport_desktop.bootstrap import Console
from medport_desktop.data.workstation.settings_file import WorkstationFile
from medport_desktop.data.workstation.vault import Vault
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.hospital import TripEntryWindow
from tests.at_work import Seat
from tests.conftest import Trio
from tests.gate import Gate
from tests.gui_hospital.conftest import COLLEAGUE, EMAIL, Others, others
from tests.gui_waiting.conftest import Keeps
from tests.hands import emitted

__all__ = ["others"]

Work = Callable[[], "Workplace"]


@pytest.fixture
def workstation(
    trio: Trio, dressed: QApplication, hospital_gate: Gate, keeps: Keeps, tmp_path: Path
) -> Iterator[Callable[[], "Workplace"]]:
    """Starts the program."""
    started: list[Workplace] = []

    def start() -> Workplace:
        vault = Vault(WorkstationFile(tmp_path / "workstation.json"))
        console = Console(trio.through({Silo.HOSPITAL: hospital_gate}), vault, keeps=keeps)
        started.append(Workplace(trio, console))
        return started[-1]

    yield start
    for seat in started:
        seat.close()


class Workplace(Seat):
    """Whoever sits at the workstation."""

    def __init__(self, trio: Trio, console: Console) -> None:
        super().__init__(console)
        self._trio = trio

    def sign_in(self, email: str) -> None:
        """Returns once the window is live."""
        (self.console.sign_in_window or self.console).sign_in(email, self._trio.accounts[email].password)
        self.ready()

    def keep_note(self, gate: Gate, trip_id: UUID, text: str) -> None:
        """Write a note for a trip of the hospital while the silo is away."""
        gate.shut()
        window = self.window
        assert isinstance(window, TripEntryWindow)
        self.until(lambda: trip_id in window.feed.trips)
        window.trips.select(trip_id)
        window.trips.detail.write_note()
        line = window.trips.detail.notes.line
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.until(lambda: self.strip().startswith("1 change waits"))

    def sign_out(self) -> None:
        self.console.sign_out()
        self.until(lambda: self.console.window is None and self.console.sign_in_window is not None)
        self.settle()


def notes(others: Others, trip_id: UUID) -> list[tuple[str]]:
    return others.rows(Silo.HOSPITAL, "select text from medport.trip_note where trip_id = %s", trip_id)


def test_after_a_sign_out_it_waits_for_the_same_person(workstation: Work, hospital_gate: Gate, others: Others) -> None:
    trip_id, seat = others.trip(), workstation()
    seat.sign_in(EMAIL)
    seat.keep_note(hospital_gate, trip_id, "The daughter rides along")
    seat.sign_out()
    hospital_gate.open()
    seat.sign_in(COLLEAGUE)
    assert seat.strip() == ""
    assert "waited" not in seat.said()
    assert notes(others, trip_id) == []
    seat.sign_out()
    seat.sign_in(EMAIL)
    seat.until(lambda: notes(others, trip_id))
    seat.until(lambda: "Sent, having waited" in seat.said())
    assert seat.strip() == ""
    assert notes(others, trip_id) == [("The daughter rides along",)]


def test_after_the_window_is_closed_it_waits_for_the_next_start(
    workstation: Work, hospital_gate: Gate, others: Others
) -> None:
    trip_id, seat = others.trip(), workstation()
    seat.sign_in(EMAIL)
    seat.keep_note(hospital_gate, trip_id, "Wheelchair at the door")
    with emitted(seat.console.ended):
        seat.console.leave()
    seat.close()
    again = workstation()
    hospital_gate.open()
    again.sign_in(EMAIL)
    seat.until(lambda: "Sent, having waited" in again.said())
    assert notes(others, trip_id) == [("Wheelchair at the door",)]


@pytest.mark.parametrize("leaves", [False, True], ids=["signs out", "leaves"])
def test_who_goes_while_it_is_being_sent_has_sent_it_once(
    workstation: Work, hospital_gate: Gate, others: Others, leaves: bool
) -> None:
    trip_id, seat = others.trip(), workstation()
    seat.sign_in(EMAIL)
    seat.keep_note(hospital_gate, trip_id, "Latex allergy")
    with others.trio.superuser(Silo.HOSPITAL) as silo, silo.transaction():
        silo.execute("lock table medport.trip_note in exclusive mode")
        hospital_gate.open()
        waiting = "select 1 from pg_locks where not granted and relation = 'medport.trip_note'::regclass"
        seat.until(lambda: others.rows(Silo.HOSPITAL, waiting))
        if leaves:
            with emitted(seat.console.ended):
                seat.console.leave()
            seat.close()
            seat = workstation()
        else:
            seat.console.sign_out()
            seat.until(lambda: seat.console.window is None)
    seat.settle()
    seat.sign_in(EMAIL)
    seat.until(lambda: notes(others, trip_id))
    seat.until(lambda: seat.runtime.tasks.is_idle and seat.strip() == "")
    assert notes(others, trip_id) == [("Latex allergy",)]
    assert "Not sent" not in seat.said()
