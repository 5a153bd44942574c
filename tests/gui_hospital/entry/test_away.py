"""A silo that goes away in the middle, an answer that is lost, an account that is disabled: nothing is lost, and
nothing comes twice."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.trips import NewTrip, Trip
from medport_desktop.gui.kit.controls.panel import Banner
from tests.conftest import Trio
from tests.gate import Gate
from tests.gui_hospital.conftest import EMAIL, Others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_entry import ENTER, facts, fill, stored
from tests.hands import CTRL

VICTIM = "desk@somerset.example"
ADMIN = "admin@center.example"


@pytest.fixture
def behind(trio: Trio, dressed: QApplication, hospital_gate: Gate) -> Iterator[Desk]:
    """A desk whose hospital silo is reached through the gate."""
    with Desk.open(trio, EMAIL, urls=trio.through({Silo.HOSPITAL: hospital_gate})) as opened:
        yield opened


def banner(desk: Desk) -> str:
    """What the form says of sending."""
    found = desk.find(Banner, "entry_banner")
    return found.accessibleName() if found.isVisible() else ""


def send(desk: Desk) -> None:
    desk.window.entry.form.ui.special_requirements_note.setFocus()
    desk.press(ENTER, CTRL)
    desk.until(lambda: not desk.window.entry.is_sending)


def test_a_silo_that_goes_away_costs_nothing(behind: Desk, hospital_gate: Gate, others: Others) -> None:
    typed = fill(behind)
    before = behind.window.entry.form.snapshot()
    hospital_gate.shut()
    send(behind)
    assert "Hospital database cannot be reached" in banner(behind)
    assert "Everything that you typed stays here" in banner(behind)
    assert behind.window.entry.form.snapshot() == before
    assert not stored(others, typed["mrn"])
    behind.until(lambda: behind.window.trips.view.stale)
    assert behind.window.trips.board.rows() != []
    hospital_gate.open()
    behind.until(lambda: "came back at" in banner(behind))
    send(behind)
    behind.settle()
    assert facts(others, typed["mrn"], "t.status") == ("PENDING",)
    assert banner(behind) == ""
    behind.until(lambda: not behind.window.trips.view.stale)


def lose_the_answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next trip arrive, and its answer be lost."""
    service = desk.window.entry._trip_entry
    enter = service.enter

    def arrives_and_fails(trip_id: object, new: NewTrip, about: str) -> Trip:
        monkeypatch.undo()
        enter(trip_id, new, about)  # type: ignore[arg-type]
        raise SiloAway(Silo.HOSPITAL, maybe_done=True)

    monkeypatch.setattr(service, "enter", arrives_and_fails)


def test_sending_again_after_a_lost_answer_does_not_double(
    desk: Desk, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = fill(desk)
    lose_the_answer(desk, monkeypatch)
    send(desk)
    assert "may have arrived all the same" in banner(desk)
    assert facts(others, typed["mrn"], "t.status") == ("PENDING",)
    send(desk)
    desk.settle()
    assert len(stored(others, typed["mrn"])) == 1
    assert not desk.window.entry.form.is_changed()
    assert banner(desk) == ""


def test_what_was_changed_after_a_lost_answer_is_not_passed_over(
    desk: Desk, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = fill(desk)
    lose_the_answer(desk, monkeypatch)
    send(desk)
    desk.window.entry.form.ui.pickup_location.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.keys("ED 7")
    send(desk)
    desk.settle()
    assert facts(others, typed["mrn"], "t.pickup_location") == ("ICU 4",)
    assert "without what you changed since" in banner(desk)
    assert desk.window.entry.form.ui.pickup_location.text() == "ED 7"


def test_a_disabled_account_is_told_and_keeps_its_form(trio: Trio, dressed: QApplication, others: Others) -> None:
    with Desk.open(trio, VICTIM) as desk:
        typed = fill(desk)
        before = desk.window.entry.form.snapshot()
        with trio.connect(ADMIN, Silo.CENTER) as admin:
            [(user,)] = others.rows(Silo.CENTER, "select id from medport.app_user where email = %s", VICTIM)
            admin.execute("select medport.set_user_active(%s, false)", (user,))
            try:
                desk.until(
                    lambda: others.rows(
                        Silo.HOSPITAL, "select 1 from medport.hospital_user where email = %s and not is_active", VICTIM
                    )
                )
                desk.until(lambda: not desk.is_live(Silo.HOSPITAL))
                send(desk)
                assert "disabled" in banner(desk)
                assert "Everything that you typed stays here" in banner(desk)
                assert desk.window.entry.form.snapshot() == before
                assert not stored(others, typed["mrn"])
            finally:
                admin.execute("select medport.set_user_active(%s, true)", (user,))
