"""Ctrl+Z at the center: the last act for either side is taken back by a change of its own, or refused with why."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QToolButton

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.session.undo_link import ASKS_AFTER_S
from tests.gui_center.center import Center
from tests.gui_center.conftest import BEDFORD, BLAIR, NASON, Region
from tests.hands import ALT, CTRL, SHIFT


def undo(center: Center) -> None:
    """Press the key, and wait for what is told of it."""
    center.until(lambda: center.runtime.undo.last)
    before = len(center.told)
    center.press(Qt.Key.Key_Z, CTRL)
    center.until(lambda: any("ndone" in message.text for message in center.told[before:]))


def link(center: Center) -> QToolButton:
    """The link beside the message, if one is shown."""
    [shown] = [b for b in center.window.messages.findChildren(QToolButton) if b.text() == "Undo (Ctrl Z)"]
    return shown


def test_a_step_is_corrected_and_a_correction_made_good(center: Center, region: Region) -> None:
    trip_id, number = region.accepted()
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.step.isEnabled)
    center.press(Qt.Key.Key_F8)
    center.until(lambda: f"{number} is en route" in center.said())
    assert link(center).isVisible()
    QTest.mouseClick(link(center), Qt.MouseButton.LeftButton)
    center.until(lambda: f"Undone. {number} is accepted again." in center.said())
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    # Both changes stand in the log under the dispatcher's name.
    assert len(region.audited(Silo.EMS, "assignment", trip_id)) == 3
    acting = """select count(*) from audit.log where trip_id = %s and entity_type = 'assignment'
                and changes ->> 'acting_for' = 'agency'"""
    assert region.rows(Silo.EMS, acting, trip_id) == [(2,)]
    told = len(center.told)
    center.press(Qt.Key.Key_Z, CTRL)  # once is all
    center.settle()
    assert len(center.told) == told
    actions = center.window.trips_page.actions_
    for key, modifiers, status in (
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, "EN_ROUTE"),
        (Qt.Key.Key_F8, SHIFT, "ACCEPTED"),
    ):
        center.until(lambda key=modifiers: (actions.correct if key else actions.step).isEnabled())
        center.press(key, modifiers)
        center.until(lambda status=status: region.status(trip_id) == status)
    undo(center)
    center.until(lambda: region.status(trip_id) == "EN_ROUTE")


def test_who_moved_on_is_not_pulled_back(center: Center, region: Region) -> None:
    trip_id, number = region.accepted()
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.step.isEnabled)
    center.press(Qt.Key.Key_F8)
    center.until(lambda: region.status(trip_id) == "EN_ROUTE")
    with region.trio.connect("dispatch@bedford.example", Silo.EMS) as connection:
        connection.execute("update assignment set status = 'ON_SCENE' where trip_id = %s", (trip_id,))
    undo(center)
    center.hears(f"Not undone: {number} is on scene by now.")
    assert region.status(trip_id) == "ON_SCENE"


def test_an_acceptance_is_handed_back_and_a_hand_back_accepted_again(center: Center, region: Region) -> None:
    trip_id, number = region.entered(award_mode="FIRST_ACCEPT")
    region.unit("bedford")
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.act.isEnabled)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    undo(center)
    center.until(lambda: region.status(trip_id) == "PENDING")
    center.until(center.window.trips_page.actions_.act.isEnabled)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    center.until(center.window.trips_page.actions_.release.isEnabled)
    center.press(Qt.Key.Key_F9)
    center.press(Qt.Key.Key_Space)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "PENDING")
    undo(center)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")


def test_an_award_is_undone_until_the_crew_has_left(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    region.bid(trip_id, "bedford")
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.act.isEnabled)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    undo(center)
    center.until(lambda: region.status(trip_id) == "PENDING")
    center.hears(f"handed back for {BEDFORD}")
    center.until(
        lambda: (bid := center.window.trips_page.panel.chosen_bid()) is not None and bid.agency_name == BEDFORD
    )
    center.until(center.window.trips_page.actions_.act.isEnabled)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    with region.trio.connect("dispatch@bedford.example", Silo.EMS) as connection:
        connection.execute(
            "update assignment set status = 'EN_ROUTE' where trip_id = %s and ended_at is null", (trip_id,)
        )
    undo(center)
    center.hears(f"Not undone: {number} is en route by now.")


def awarded(center: Center, region: Region) -> tuple[UUID, str, dict[str, UUID]]:
    """A trip with two bids, of which one has just been awarded; its id, number and bids by agency."""
    trip_id, number = region.entered()
    bids = {BEDFORD: region.bid(trip_id, "bedford"), BLAIR: region.bid(trip_id, "blair", minutes=50)}
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.act.isEnabled)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    assert region.bid_status(bids[BLAIR]) == "REJECTED"
    return trip_id, number, bids


def open_bids(region: Region, trip_id: UUID) -> object:
    return region.value(Silo.HOSPITAL, "select bid_count from medport.transport_request where id = %s", trip_id)


def test_an_undone_award_brings_back_the_bids_that_it_had_ended(center: Center, region: Region) -> None:
    trip_id, number, bids = awarded(center, region)
    undo(center)
    center.hears(f"Undone. {number} is handed back for {BEDFORD} and on offer again, with the bids that it had.")
    center.until(lambda: region.status(trip_id) == "PENDING")
    assert {region.bid_status(bid) for bid in bids.values()} == {"PENDING"}
    center.until(lambda: open_bids(region, trip_id) == 2)
    panel = center.window.trips_page.panel
    center.until(lambda: panel.row is not None and panel.row.trip.bid_count == 2)


def test_what_an_undo_would_lose_is_asked_first(center: Center, region: Region) -> None:
    trip_id, _number, bids = awarded(center, region)
    late = "update medport.transport_bid set expires_at = now() - interval '1 second' where id = %s"
    region.run(Silo.EMS, late, bids[BLAIR], quietly=True)
    center.until(lambda: center.runtime.undo.last)
    center.press(Qt.Key.Key_Z, CTRL)
    dialog = center.shown(QDialog, "undo_dialog")
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"This bid does not come back: {BLAIR}, $412 (has run out)." in words
    center.press(Qt.Key.Key_Return)  # the safe answer has the focus
    center.until(lambda: not center.is_shown("undo_dialog"))
    assert region.status(trip_id) == "ACCEPTED"
    center.press(Qt.Key.Key_Z, CTRL)
    center.shown(QDialog, "undo_dialog")
    center.shown(QPushButton, "yes").click()
    center.until(lambda: region.status(trip_id) == "PENDING")
    assert region.bid_status(bids[BEDFORD]) == "PENDING"
    assert region.bid_status(bids[BLAIR]) == "EXPIRED"
    center.until(lambda: open_bids(region, trip_id) == 1)


def test_an_undo_gives_back_the_time_since_which_a_trip_is_what_it_is(center: Center, region: Region) -> None:
    trip_id, number = region.accepted()
    since = "select status_since from medport.assignment where trip_id = %s"
    before = region.value(Silo.EMS, since, trip_id)
    center.choose_trip(number)
    actions = center.window.trips_page.actions_
    center.until(actions.step.isEnabled)
    center.press(Qt.Key.Key_F8)
    center.until(lambda: region.status(trip_id) == "EN_ROUTE")
    undo(center)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    assert region.value(Silo.EMS, since, trip_id) == before
    board = center.window.trips_page.model
    center.until(lambda: (row := board.row(trip_id)) is not None and row.since == before)
    center.until(actions.step.isEnabled)
    center.press(Qt.Key.Key_F8)
    center.until(lambda: region.status(trip_id) == "EN_ROUTE")
    on_the_way = region.value(Silo.EMS, since, trip_id)
    center.until(actions.correct.isEnabled)
    center.press(Qt.Key.Key_F8, SHIFT)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    undo(center)
    center.until(lambda: region.status(trip_id) == "EN_ROUTE")
    assert region.value(Silo.EMS, since, trip_id) == on_the_way


def test_an_offer_is_held_again_and_a_cancel_is_final(center: Center, region: Region) -> None:
    trip_id, number = region.entered(scheduled=True)
    center.choose_trip(number)
    actions = center.window.trips_page.actions_
    center.until(actions.offer.isEnabled)
    center.press(Qt.Key.Key_O, CTRL | SHIFT)
    center.until(lambda: region.status(trip_id) == "PENDING")
    center.until(lambda: f"{number} is on offer to the agencies now, for {NASON}" in center.said())
    undo(center)
    center.until(lambda: region.status(trip_id) == "SCHEDULED")
    center.until(actions.offer.isEnabled)
    center.press(Qt.Key.Key_O, CTRL | SHIFT)
    center.until(lambda: region.status(trip_id) == "PENDING")
    region.bid(trip_id, "bedford")
    undo(center)  # the database has the last word
    center.hears(f"Not undone: Agencies have bid on trip {number} already.")
    center.until(actions.cancel.isEnabled)
    center.press(Qt.Key.Key_Delete, CTRL)
    center.press(Qt.Key.Key_Space)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "CANCELLED")
    center.until(lambda: f"{number} was cancelled" in center.said())
    assert not link(center).isVisible()
    undo(center)
    center.hears("Not undone: A cancelled trip stays cancelled.")


def test_a_unit_does_again_what_it_did_and_typed_text_has_its_own_undo(center: Center, region: Region) -> None:
    unit_id = region.unit("bedford")
    status = "select current_status from medport.unit where id = %s"
    page = center.window.units_page
    center.press(Qt.Key.Key_2, ALT)
    center.until(lambda: page.model.row(unit_id) is not None)
    page.show_unit(unit_id)
    center.until(lambda: page.ui.board.current_key() == unit_id)
    page.ui.board.setFocus()
    [out] = [a for a in page.actions() if a.text() == "Out of service…"]
    center.until(out.isEnabled)
    out.trigger()
    center.until(lambda: center.is_shown("status_dialog"))
    center.keys("Ice storm", Qt.Key.Key_Return)
    center.until(lambda: region.rows(Silo.EMS, status, unit_id) == [("OUT_OF_SERVICE",)])
    center.settle()
    page.ui.filter.setFocus()
    center.keys("Q")
    center.press(Qt.Key.Key_Z, CTRL)  # of the letter
    center.settle()
    assert page.ui.filter.text() == ""
    assert region.rows(Silo.EMS, status, unit_id) == [("OUT_OF_SERVICE",)]
    page.ui.board.setFocus()
    center.runtime.undo._since -= ASKS_AFTER_S + 60  # minutes later it is asked what would be undone
    center.press(Qt.Key.Key_Z, CTRL)
    assert center.find(QDialog, "undo_dialog").isVisible()
    center.press(Qt.Key.Key_Return)
    center.until(lambda: region.rows(Silo.EMS, status, unit_id) == [("AVAILABLE",)])
