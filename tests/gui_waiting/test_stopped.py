"""Servers that are really stopped, or killed in the middle: what can be done is done, the rest waits and arrives."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import CenterAway
from medport_desktop.gui.kit.shell.lights import Light
from tests.conftest import Trio
from tests.gui_hospital.conftest import EMAIL, Others, others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_away import banner, send
from tests.gui_hospital.entry.test_entry import facts, fill, stored
from tests.gui_waiting.conftest import Keeps
from tests.hands import CTRL

__all__ = ["others"]


@pytest.fixture
def desk(trio: Trio, dressed: QApplication, keeps: Keeps) -> Iterator[Desk]:
    """A desk whose servers may be stopped: they run again afterwards."""
    with Desk.open(trio, EMAIL, keeps=keeps) as opened:
        try:
            yield opened
        finally:
            trio.silos.start()


def on_board(others: Others, mrn: str) -> bool:
    """Whether the agencies' silo has the trip of that patient."""
    (trip_id,) = facts(others, mrn, "t.id")
    return bool(others.rows(Silo.EMS, "select 1 from medport.available_trip where trip_id = %s", trip_id))


def test_a_desk_enters_trips_while_the_two_other_silos_are_stopped(trio: Trio, desk: Desk, others: Others) -> None:
    trio.silos.stop([Silo.EMS, Silo.CENTER])
    lights = desk.window.lights
    desk.until(lambda: all(lights.light(s.label).state() is not Light.LIVE for s in (Silo.EMS, Silo.CENTER)))
    typed = fill(desk)
    send(desk)
    desk.settle()
    assert facts(others, typed["mrn"], "t.status") == ("PENDING",)
    assert (banner(desk), desk.strip()) == ("", "")
    assert not desk.window.trips.view.stale
    trio.silos.start()
    desk.until(lambda: all(desk.is_live(silo) for silo in Silo))
    desk.until(lambda: on_board(others, typed["mrn"]))


def test_with_all_three_stopped_the_boards_stay_and_a_trip_waits(trio: Trio, desk: Desk, others: Others) -> None:
    rows = desk.window.trips.board.rows()
    trio.silos.stop()
    desk.until(lambda: not any(desk.is_live(silo) for silo in Silo))
    desk.until(lambda: desk.window.trips.view.stale)
    assert desk.window.trips.board.rows() == rows != []
    typed = fill(desk)
    desk.window.entry.form.ui.special_requirements_note.setFocus()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.strip().startswith("1 change waits"))
    with pytest.raises(CenterAway):  # nobody signs in anew: that is the center's to say
        DatabaseManager(trio.urls.for_people()).sign_in(EMAIL, trio.accounts[EMAIL].password)
    trio.silos.start()
    desk.until(lambda: desk.strip() == "")
    assert facts(others, typed["mrn"], "t.status") == ("PENDING",)
    desk.until(lambda: on_board(others, typed["mrn"]))
    desk.until(lambda: not desk.window.trips.view.stale and all(desk.is_live(silo) for silo in Silo))


def test_a_server_that_is_killed_in_the_middle_of_a_write_gets_it_once(trio: Trio, desk: Desk, others: Others) -> None:
    typed = fill(desk)
    with closing(trio.superuser(Silo.HOSPITAL)) as other:
        other.execute("begin")
        other.execute("lock table medport.transport_request in exclusive mode")
        desk.window.entry.form.ui.special_requirements_note.setFocus()
        desk.press(Qt.Key.Key_Return, CTRL)
        waits = "select count(*) from pg_locks where not granted"
        desk.until(lambda: other.execute(waits).fetchone() != (0,))
        assert desk.window.entry.is_sending
        trio.silos.stop([Silo.HOSPITAL], crash=True)
    desk.until(lambda: desk.strip().startswith("1 change waits"))
    trio.silos.start()
    desk.until(lambda: desk.strip() == "")
    assert len(stored(others, typed["mrn"])) == 1
    desk.until(lambda: on_board(others, typed["mrn"]))
