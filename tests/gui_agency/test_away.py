"""A silo that goes away in the middle: what was typed stays, what is sent again is sent once, the rest goes on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from medport_desktop.domain.enums import Silo, TripStatus
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.session import Freshness
from medport_desktop.domain.trips import NewBid
from tests.conftest import Trio
from tests.gate import Gate
from tests.gui_agency.conftest import DISPATCH, Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER, open_bid
from tests.gui_agency.test_active import accept


@pytest.fixture
def behind_ems(trio: Trio, dressed: QApplication, ems_gate: Gate) -> Iterator[Console]:
    with Console.open(trio, DISPATCH, urls=trio.through({Silo.EMS: ems_gate})) as console:
        yield console


@pytest.fixture
def behind_hospital(trio: Trio, dressed: QApplication, hospital_gate: Gate) -> Iterator[Console]:
    with Console.open(trio, DISPATCH, urls=trio.through({Silo.HOSPITAL: hospital_gate})) as console:
        yield console


def test_a_bid_survives_the_agencys_silo_going_away(behind_ems: Console, ems_gate: Gate, others: Others) -> None:
    console = behind_ems
    trip_id = open_bid(console, others)
    console.keys("433")
    console.write("bid_note", "two medics")
    ems_gate.shut()
    console.until(lambda: console.runtime.changes.state(Silo.EMS).freshness is not Freshness.LIVE)
    console.keys(ENTER)
    console.until(lambda: "EMS database" in console.notice())
    assert console.window.board_page.view.stale
    assert console.find(QLineEdit, "bid_note").text() == "two medics"
    assert console.find(QLineEdit, "bid_note").hasFocus()
    assert console.window.board_page.view.current_key() == trip_id
    assert console.on_board(trip_id)
    ems_gate.open()
    console.until(lambda: console.is_live(Silo.EMS))
    assert not console.window.board_page.view.stale
    console.keys(ENTER)
    console.until(lambda: others.bids(trip_id))
    console.until(lambda: console.current().my_bid)
    assert [bid[:2] for bid in others.bids(trip_id)] == [(43300, "PENDING")]
    assert console.notice() == ""


def test_an_answer_that_is_lost_does_not_bid_twice(
    console: Console, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    trip_id = open_bid(console, others)
    service = console.window.feed.service
    send = service.bid

    def lose_the_answer(bid_id: object, new: NewBid, settings: object, about: str) -> None:
        send(bid_id, new, settings, about)  # type: ignore[arg-type]
        raise SiloAway(Silo.EMS, maybe_done=True)

    console.stop_listening()
    monkeypatch.setattr(service, "bid", lose_the_answer)
    console.keys("433", ENTER)
    console.until(lambda: "cannot be reached" in console.notice())
    monkeypatch.setattr(service, "bid", send)
    console.keys(ENTER)
    console.until(lambda: "sent" in console.said())
    console.listen()
    console.until(lambda: console.current().my_bid)
    assert [bid[0] for bid in others.bids(trip_id)] == [43300]


def test_the_board_works_on_without_the_hospitals_silo(
    behind_hospital: Console, hospital_gate: Gate, others: Others
) -> None:
    console = behind_hospital
    hospital_gate.shut()
    console.until(lambda: console.runtime.changes.state(Silo.HOSPITAL).freshness is not Freshness.LIVE)
    bid_on = open_bid(console, others)
    console.keys("433", ENTER)
    console.until(lambda: console.current().my_bid)
    assert others.bids(bid_on)[0][0] == 43300
    assert not console.window.board_page.view.stale
    run = accept(console, others)
    console.press(Qt.Key.Key_F7)
    console.until(lambda: "no crew sheet" in console.said())
    console.press(Qt.Key.Key_F8)
    console.until(lambda: console.window.feed.held(run).status is TripStatus.EN_ROUTE)


def test_a_console_that_starts_without_the_hospitals_silo_runs_trips(
    trio: Trio, dressed: QApplication, hospital_gate: Gate, others: Others
) -> None:
    hospital_gate.shut()
    with Console.open(trio, DISPATCH, urls=trio.through({Silo.HOSPITAL: hospital_gate})) as console:
        trip_id = accept(console, others)
        console.press(Qt.Key.Key_F8)
        console.until(lambda: console.window.feed.held(trip_id).status is TripStatus.EN_ROUTE)
