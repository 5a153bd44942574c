"""What others do while a dispatcher types: the board moves on, and nothing that was typed or chosen is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from medport_desktop.domain.enums import Priority, TransportLevel
from medport_desktop.gui.agency.columns import offer_route
from medport_desktop.gui.agency.offers.offer_rows import TripFilters, passes
from medport_desktop.gui.agency.units.unit_combo import UnitCombo
from medport_desktop.silos.demo.people import demo_id
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import DOWN, ENTER, ESC, open_bid


def test_a_new_trip_leaves_selection_focus_and_typing_alone(console: Console, others: Others) -> None:
    first = open_bid(console, others)
    amount = console.find(QLineEdit, "bid_amount")
    console.keys("433")
    second = others.trip(priority="URGENT")
    console.until(lambda: console.on_board(second))
    console.settle()
    console.hears(f"{others.number(second)} is new on the board")
    assert console.window.board_page.view.current_key() == first
    assert amount.hasFocus()
    assert amount.text() == "433"
    assert amount.cursorPosition() == 3
    console.keys(".50", ENTER)
    console.until(lambda: others.bids(first))
    assert others.bids(first)[0][0] == 43350


def test_a_trip_that_goes_while_one_types_keeps_the_words(console: Console, others: Others) -> None:
    first = open_bid(console, others)
    neighbour = others.trip()
    console.until(lambda: console.on_board(neighbour))
    console.keys("433")
    others.cancel(first)
    console.until(lambda: not console.on_board(first))
    console.until(lambda: "No longer on offer" in console.notice())
    assert console.find(QLineEdit, "bid_amount").text() == "433"
    assert not console.find(QLineEdit, "bid_amount").isEnabled()
    assert console.window.board_page.view.current_key() is None
    console.keys(ENTER)
    console.settle()
    assert others.bids(first) == others.bids(neighbour) == []


def test_what_is_typed_stays_with_its_trip(console: Console, others: Others) -> None:
    second = others.trip(transport_level="BLS")
    first = open_bid(console, others)
    console.until(lambda: console.on_board(second))
    console.keys("433")
    console.write("bid_note", "two medics")
    console.keys(ESC)
    console.walk_to(second)
    assert console.find(QLineEdit, "bid_note").text() == ""
    assert console.find(QLineEdit, "bid_amount").text() != "433"
    console.walk_to(first)
    assert console.find(QLineEdit, "bid_amount").text() == "433"
    assert console.find(QLineEdit, "bid_note").text() == "two medics"
    console.keys(ENTER)
    console.press(Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    pay = console.current().pay_cents
    assert pay is not None
    assert console.find(QLineEdit, "bid_amount").text() == f"${pay / 100:,.2f}"
    assert console.find(QLineEdit, "bid_note").text() == ""


def test_the_proposal_follows_the_units_until_one_is_chosen(console: Console, others: Others) -> None:
    open_bid(console, others)
    combo = console.find(UnitCombo, "bid_unit")
    first = combo.currentText().split(" ")[0]
    others.set_unit(first, "MAINTENANCE")
    try:
        console.until(lambda: not combo.currentText().startswith(first))
        second = combo.currentText().split(" ")[0]
        console.press(Qt.Key.Key_Tab)
        assert combo.hasFocus()
        console.keys(DOWN)
        third = combo.currentText().split(" ")[0]
        assert third not in (first, second)
        others.set_unit(third, "MAINTENANCE")
        try:
            console.until(lambda: "maintenance" in combo.currentText())
            assert combo.currentText().startswith(third)
        finally:
            others.set_unit(third, "AVAILABLE")
    finally:
        others.set_unit(first, "AVAILABLE")


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        (TripFilters(), "near far"),
        (TripFilters(levels=frozenset({TransportLevel.ALS})), "near"),
        (TripFilters(levels=frozenset({TransportLevel.ALS, TransportLevel.CCT})), "near far"),
        (TripFilters(levels=frozenset({TransportLevel.WHEELCHAIR})), ""),
        (TripFilters(priorities=frozenset({Priority.HIGH})), "near"),
        (TripFilters(priorities=frozenset({Priority.LOW})), ""),
        (TripFilters(ready_within_hours=0.1), ""),
        (TripFilters(ready_within_hours=1), "near"),
        (TripFilters(ready_within_hours=6), "near far"),
        (TripFilters(within_miles=0), ""),
        (TripFilters(within_miles=500), "near far"),
        (TripFilters(text="somerset NASON"), "far"),
        (TripFilters(text="nason altoona"), "near"),
        (TripFilters(text="%"), ""),
        (TripFilters(text="_'\\;"), ""),
        (TripFilters(text="%nason%nobody%"), ""),
        (TripFilters(levels=frozenset({TransportLevel.ALS}), text="somerset"), ""),
    ],
)
def test_a_filter_lets_a_trip_pass(console: Console, others: Others, filters: TripFilters, shown: str) -> None:
    trips = {
        others.trip(): "near",
        others.trip(
            transport_level="CCT",
            priority="URGENT",
            award_mode="FIRST_ACCEPT",
            destination_facility_id=demo_id("facility", "UPMC Somerset"),
            ready_at=datetime.now(UTC) + timedelta(hours=4),
        ): "far",
    }
    console.until(lambda: all(map(console.on_board, trips)))
    desk = console.window.feed
    rows = [row for row in desk.offers.all_rows() if row.trip.trip_id in trips]
    passed = {trips[row.trip.trip_id] for row in rows if passes(row, filters, desk.now())}
    assert passed == set(shown.split())


def test_the_strip_filters_and_takes_its_filters_off(console: Console, others: Others) -> None:
    shown = others.trip(transport_level="WHEELCHAIR")
    hidden = open_bid(console, others, transport_level="BLS")
    console.until(lambda: console.on_board(shown))
    board = console.window.board_page
    console.keys("444")
    console.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    console.keys(others.number(shown))
    console.until(lambda: desk_keys(console) == [shown])
    assert board.panel.trip_id == hidden  # what is being typed stays in view
    assert console.find(QLineEdit, "bid_amount").text() == "444"
    board.strip.text.setText("nowhere at all")
    assert desk_keys(console) == []
    console.press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert {shown, hidden} <= set(desk_keys(console))
    board.strip.levels.set_values([TransportLevel.WHEELCHAIR])
    board.strip.levels.changed.emit(board.strip.levels.values())
    assert hidden not in desk_keys(console)
    board.show_trip(hidden)
    assert board.view.current_key() == hidden


def desk_keys(console: Console) -> list[object]:
    """The trips that the board shows, in order."""
    return [row.trip.trip_id for row in console.window.feed.offers.rows()]


def test_the_board_names_the_town_of_an_address(console: Console, others: Others) -> None:
    trip_id = others.trip(
        destination_facility_id=None, destination_text="12 Oak Lane, Everett, PA", destination_town="Everett, PA"
    )
    console.until(lambda: console.on_board(trip_id))
    row = console.window.feed.offers.row(trip_id)
    assert row is not None
    assert offer_route(row).to_name == "Everett, PA"
    assert "Oak" not in str(row)
