"""An agency while its own silo is away: bids, steps and units' statuses wait, in order, and steps keep their time."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from medport_desktop.domain.enums import Silo, TripStatus, UnitStatus
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.session import Freshness
from tests.conftest import Trio
from tests.gate import Gate
from tests.gui_agency.conftest import DISPATCH, Others, others, units_are_free
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER, open_bid
from tests.gui_agency.test_active import accept
from tests.gui_agency.units.test_units import say_why
from tests.gui_waiting.conftest import Keeps

__all__ = ["others", "units_are_free"]


@pytest.fixture
def console(trio: Trio, dressed: QApplication, ems_gate: Gate, keeps: Keeps) -> Iterator[Console]:
    urls = trio.through({Silo.EMS: ems_gate})
    with Console.open(trio, DISPATCH, urls=urls, keeps=keeps) as opened:
        yield opened


def away(console: Console, gate: Gate) -> None:
    gate.shut()
    console.until(lambda: console.runtime.changes.state(Silo.EMS).freshness is not Freshness.LIVE)


def milestones(others: Others, trip_id: object) -> dict[str, object]:
    """The milestones of a trip as the hospital's silo has them."""
    return dict(
        others.rows(
            Silo.HOSPITAL, "select milestone, occurred_at from medport.trip_milestone where trip_id = %s", trip_id
        )
    )


def test_a_bid_and_its_withdrawal_wait_in_order(console: Console, ems_gate: Gate, others: Others) -> None:
    first = open_bid(console, others)
    console.keys("433", ENTER)
    row = console.until(lambda: console.current() if console.current().my_bid else None)
    second = open_bid(console, others)
    away(console, ems_gate)
    console.keys("512", ENTER)
    console.until(lambda: console.strip().startswith("1 change waits"))
    assert "for the EMS database" in console.strip()
    console.window.show_page(console.window.bids_page)
    console.window.bids_page.view.select_key(row.my_bid.id)
    console.window.bids_page.withdraw.trigger()
    console.until(lambda: console.strip().startswith("2 changes wait"))
    assert others.bids(second) == []
    ems_gate.open()
    console.until(lambda: console.strip() == "")
    assert [bid[:2] for bid in others.bids(second)] == [(51200, "PENDING")]
    assert [bid[:2] for bid in others.bids(first)] == [(43300, "WITHDRAWN")]


def test_steps_wait_one_after_the_other_and_keep_the_time_at_which_they_happened(
    console: Console, ems_gate: Gate, others: Others
) -> None:
    trip_id = accept(console, others)
    away(console, ems_gate)
    pressed = []
    for step in (TripStatus.EN_ROUTE, TripStatus.ON_SCENE):
        console.until(console.window.active_page.panel.next_step.isEnabled)
        assert console.find(QPushButton, "next_step").text() == step.label
        console.press(Qt.Key.Key_F8)
        console.until(lambda: console.window.feed.held(trip_id).status is step)  # noqa: B023 - in this round alone
        pressed.append(console.window.feed.now())
    assert console.strip().startswith("2 changes wait")
    assert others.status(trip_id) == "ACCEPTED"
    ems_gate.open()
    opened = console.window.feed.now()
    console.until(lambda: others.status(trip_id) == "ON_SCENE")
    console.until(lambda: console.strip() == "")
    told = milestones(others, trip_id)
    for name, at in zip(("en_route", "at_scene"), pressed, strict=True):
        assert abs((told[name] - at).total_seconds()) < 2  # type: ignore[operator]
        assert told[name] < opened  # type: ignore[operator]
    console.until(lambda: console.window.feed.held(trip_id).status is TripStatus.ON_SCENE)
    # Until the board is read again it shows the times at which the keys were pressed.
    console.until(lambda: set(told.values()) >= set(dict(console.window.feed.held(trip_id).milestones).values()))


def test_a_step_whose_answer_was_lost_is_not_taken_twice(
    console: Console, others: Others, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken back meanwhile by a colleague, it would be taken again by a sender that does not remember its key."""
    trip_id = accept(console, others)
    service = console.window.feed.service
    progress = service.stores.ems.progress

    def lose_the_answer(*values: object) -> None:
        monkeypatch.undo()
        progress(*values)
        others.run(Silo.EMS, "update medport.assignment set status = 'ACCEPTED' where trip_id = %s", trip_id)
        raise SiloAway(Silo.EMS, maybe_done=True)

    monkeypatch.setattr(service.stores.ems, "progress", lose_the_answer)
    console.press(Qt.Key.Key_F8)
    console.until(lambda: console.strip().startswith("1 change waits"))
    (kept,) = service._outbox.kept()
    assert kept.maybe_done
    console.window.findChild(QPushButton, "show_waiting_button")
    outcomes = service._outbox.deliver(Silo.EMS)
    assert [outcome.sent for outcome in outcomes] == [True]
    console.until(lambda: console.strip() == "")
    assert others.holder(trip_id)[1] == "ACCEPTED"  # type: ignore[index]


def test_a_units_status_waits_and_an_acceptance_never_does(console: Console, ems_gate: Gate, others: Others) -> None:
    open_bid(console, others, award_mode="FIRST_ACCEPT")
    unit = next(u for u in console.window.feed.fleet.units if u.current_status is UnitStatus.AVAILABLE)
    away(console, ems_gate)
    console.keys(ENTER)
    console.until(lambda: "never sent later by itself" in console.said())
    assert console.strip() == ""
    console.window.feed.unit_work.set_status(UnitStatus.OUT_OF_SERVICE, [unit], console.window)
    say_why(console)
    console.until(lambda: console.strip().startswith("1 change waits"))
    ems_gate.open()
    console.until(lambda: others.unit_status(unit.unit_number) == "OUT_OF_SERVICE")
    console.until(lambda: console.strip() == "")
    others.set_unit(unit.unit_number, "AVAILABLE")
