"""Bidding by keyboard alone, and everything that may be wrong with a bid."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from medport_desktop.domain.enums import BidStatus, Silo, UnitStatus
from medport_desktop.gui.agency.units.unit_combo import UnitCombo
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.silos.demo.people import demo_id
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console

ENTER, DOWN, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Escape


def open_bid(console: Console, others: Others, **facts: object) -> object:
    """A new trip, reached with the arrow keys, with the cursor in its bid."""
    trip_id = others.trip(**facts)
    console.until(lambda: console.on_board(trip_id))
    console.walk_to(trip_id)
    console.keys(ENTER)
    return trip_id


def test_a_bid_by_keyboard_alone(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    amount = console.find(QLineEdit, "bid_amount")
    pay = console.current().pay_cents
    assert pay is not None
    assert amount.hasFocus()
    assert amount.selectedText() == amount.text() == f"${pay / 100:,.2f}"
    assert console.find(QPushButton, "bid").text() == f"Bid {amount.text()}"
    console.keys("512.5", ENTER)
    console.until(lambda: others.bids(trip_id))
    ((cents, status, unit),) = others.bids(trip_id)
    assert (cents, status) == (51250, "PENDING")
    row = console.until(lambda: console.current() if console.current().my_bid else None)
    assert (row.my_bid.bid_amount, row.my_bid.unit_number) == (51250, unit)
    console.until(lambda: console.current().trip.bid_count == 1)
    assert console.window.board_page.view.hasFocus()
    console.hears("sent")
    assert not amount.isVisible()
    assert console.find(QLineEdit, "bid_amount").text() != "512.5"


def test_a_click_on_the_button_leaves_the_focus_on_the_board(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    for button in ("bid", "withdraw"):
        before = len(console.told)
        console.click(button)
        console.until(lambda: len(console.told) > before)  # noqa: B023 - called in this round alone
        console.settle()
        assert console.window.board_page.view.hasFocus(), button
        console.until(lambda: bool(console.current().my_bid) == (button == "bid"))  # noqa: B023
    assert others.bids(trip_id)[0][1] == "WITHDRAWN"


def test_enter_alone_sends_the_price_sheets_amount(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, transport_level="BLS")
    pay = console.current().pay_cents
    console.keys(ENTER)
    console.until(lambda: others.bids(trip_id))
    assert others.bids(trip_id)[0][0] == pay


def test_an_amount_that_is_none_is_told_at_its_field(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.write("bid_note", "from the station")
    for amount, sentence in (
        ("0", "above $0"),
        ("-50", "above $0"),
        ("1000000000", "cannot be above"),
        ("1e9", "Enter an amount in dollars"),
        ("four hundred", "Enter an amount in dollars"),
        ("nan", "Enter an amount in dollars"),
        ("412.345", "at most two decimals"),
        ("", "Enter an amount in dollars"),
    ):
        console.write("bid_amount", amount)
        assert console.error("amount_field") == ""
        console.keys(ENTER)
        console.settle()
        assert sentence in console.error("amount_field"), amount
        assert console.find(QLineEdit, "bid_amount").text() == amount
        assert console.find(QLineEdit, "bid_amount").hasFocus()
    assert console.find(QLineEdit, "bid_note").text() == "from the station"
    assert others.bids(trip_id) == []
    console.write("bid_amount", "400")
    assert console.error("amount_field") == ""
    console.keys(ENTER)
    console.until(lambda: others.bids(trip_id))
    assert others.bids(trip_id)[0][0] == 40000


def test_times_that_cannot_be_are_told_at_their_fields(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    for text in ("soon", "25:00", "12:75"):
        console.write("bid_pickup", text)
        console.keys(ENTER)
        assert "Enter a time" in console.error("pickup_field"), text
    console.write("bid_pickup", f"{console.window.feed.now() - timedelta(hours=3):%H:%M}")
    console.keys(ENTER)
    assert "in the past" in console.error("pickup_field")
    console.write("bid_pickup", "+40")
    console.write("bid_arrival", "+40")
    console.keys(ENTER)
    assert console.error("pickup_field") == ""
    assert "arrives after the pick-up" in console.error("arrival_field")
    console.write("bid_arrival", "+90")
    console.keys(ENTER)
    console.until(lambda: others.bids(trip_id))


def test_several_faults_are_told_at_once(console: Console, others: Others) -> None:
    open_bid(console, others)
    console.write("bid_arrival", "late")
    console.write("bid_amount", "much")
    console.keys(ENTER)
    assert console.error("amount_field")
    assert console.error("arrival_field")
    assert console.find(QLineEdit, "bid_amount").hasFocus()


def test_without_a_free_unit_the_unit_is_asked_for(console: Console, others: Others) -> None:
    others.set_unit("M-24", "OUT_OF_SERVICE")
    try:
        trip_id = open_bid(console, others, transport_level="CCT")
        console.until(lambda: console.find(UnitCombo, "bid_unit").count() == 0)
        console.keys(ENTER)
        assert "Choose the unit" in console.error("unit_field")
        assert others.bids(trip_id) == []
        others.set_unit("M-24", "AVAILABLE")
        console.until(lambda: console.find(UnitCombo, "bid_unit").currentText().startswith("M-24"))
    finally:
        others.set_unit("M-24", "AVAILABLE")


def test_another_unit_is_chosen_by_keys_and_the_times_follow(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, transport_level="BLS")
    first = console.find(UnitCombo, "bid_unit").currentText()
    console.keys(ESC)
    assert console.window.board_page.view.hasFocus()
    combo = console.find(UnitCombo, "bid_unit")
    combo.setFocus()
    console.keys(DOWN)
    second = console.find(UnitCombo, "bid_unit").currentText()
    assert second != first
    chosen = console.find(UnitCombo, "bid_unit").unit_id()
    assert console.window.board_page.units.card(chosen).is_selected()
    console.keys(ENTER)
    console.until(lambda: others.bids(trip_id))
    assert second.startswith(others.bids(trip_id)[0][2])


def test_a_card_chooses_a_unit_that_is_free_and_able_alone(console: Console, others: Others) -> None:
    open_bid(console, others, transport_level="CCT")
    shown = console.find(UnitCombo, "bid_unit").currentText()
    console.click("unit_M-33")
    assert "out of service" in console.error("unit_field")
    console.click("unit_M-21")
    assert "cannot run a CCT trip" in console.error("unit_field")
    assert console.find(UnitCombo, "bid_unit").currentText() == shown


def test_a_bid_is_withdrawn_and_made_again(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.keys("500", ENTER)
    console.until(lambda: console.current().my_bid)
    console.press(Qt.Key.Key_F6)
    console.until(lambda: console.current().my_bid is None)
    console.hears("withdrawn")
    console.keys(ENTER)
    assert console.find(QLineEdit, "bid_amount").hasFocus()
    console.keys("450", ENTER)
    console.until(lambda: console.current().my_bid)
    assert [bid[:2] for bid in others.bids(trip_id)] == [(50000, "WITHDRAWN"), (45000, "PENDING")]


def test_an_expired_bid_is_told_and_frees_the_form(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    bid_id = console.current().my_bid.id
    others.run(Silo.EMS, "update medport.transport_bid set expires_at = now() where transport_request_id = %s", trip_id)
    console.until(lambda: console.current().my_bid is None)
    assert console.window.feed.bids.row(bid_id).status is BidStatus.EXPIRED
    console.hears(f"{others.number(trip_id)} ran out")
    page = console.window.bids_page
    console.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page.select(bid_id)
    assert not page.withdraw.isEnabled()
    console.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert console.window.current_page() is console.window.board_page
    assert console.current().trip.trip_id == trip_id
    assert console.find(QLineEdit, "bid_amount").isVisible()


def test_withdrawing_a_bid_that_is_decided_is_refused_plainly(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    console.stop_listening()
    others.cancel(trip_id)
    console.press(Qt.Key.Key_F6)
    console.until(lambda: "rejected already" in console.said())
    console.listen()
    console.until(lambda: not console.on_board(trip_id))
    console.until(lambda: "No longer on offer" in console.notice())


def test_a_bid_is_withdrawn_from_my_bids(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    page = console.window.bids_page
    bid_id = console.current().my_bid.id
    console.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page.select(bid_id)
    console.click("withdraw_bid")
    console.until(lambda: console.window.feed.bids.row(bid_id).status is BidStatus.WITHDRAWN)
    assert page.view.current_key() == bid_id
    assert others.bids(trip_id)[0][1] == "WITHDRAWN"


def test_an_award_is_told_and_the_trip_is_active(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others)
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    others.award_open(trip_id)
    console.until(lambda: console.window.feed.held(trip_id))
    console.until(lambda: not console.on_board(trip_id))
    console.hears("won")
    console.until(lambda: "is yours" in console.notice())


def test_the_panel_of_a_trip_that_was_won_shows_its_own_bid(console: Console, others: Others) -> None:
    won = open_bid(console, others)
    console.write("bid_amount", "411.11")
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    other = others.trip()
    console.until(lambda: console.on_board(other))
    console.walk_to(other)
    console.keys(ENTER)
    console.write("bid_amount", "622.22")
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    console.walk_to(won)
    others.award_open(won)
    console.until(lambda: not console.on_board(won) and console.window.feed.held(won))
    console.until(lambda: "is yours" in console.notice())
    panel = console.window.board_page.panel

    def words() -> list[str]:
        parts = [*panel.findChildren(QLabel), *panel.findChildren(QLineEdit)]
        return [part.text() for part in parts if part.isVisible()]

    console.until(lambda: "$411.11" in words())
    assert not [text for text in words() if "622" in text]
    assert not any("Nobody has bid" in text for text in words())


def test_no_price_and_no_arrival_is_invented_where_the_miles_are_not_known(console: Console, others: Others) -> None:
    trip_id = open_bid(
        console, others, transport_level="BLS", destination_facility_id=None, destination_text="12 Oak Lane"
    )
    assert console.find(QLineEdit, "bid_arrival").text() == ""
    assert console.find(QLineEdit, "bid_amount").text() == ""  # nor the price of no miles
    console.write("bid_amount", "300")
    console.keys(ENTER)
    console.until(lambda: "how far it is, is not known" in console.error("arrival_field"))
    assert others.bids(trip_id) == []
    arrival = console.window.feed.now() + timedelta(hours=3)
    console.write("bid_arrival", f"{arrival:%H:%M}")
    console.keys(ENTER)
    console.until(lambda: others.bids(trip_id))


def test_the_return_trip_stays_when_the_bid_is_sent(console: Console, others: Others) -> None:
    back = others.trip(
        hospital="UPMC Altoona",
        transport_level="BLS",
        destination_facility_id=demo_id("facility", "Conemaugh Nason Medical Center"),
        ready_at=datetime.now(UTC) + timedelta(minutes=90),
    )
    open_bid(console, others, transport_level="BLS")
    said = console.until(lambda: "none near" not in (words := _return_words(console)) and words)
    assert others.number(back) in said
    console.keys(ENTER)
    console.until(lambda: console.current().my_bid)
    console.settle()
    assert _return_words(console) == said


def _return_words(console: Console) -> str:
    said = (text.accessibleName() for text in console.window.board_page.panel.findChildren(Text))
    return next((words for words in said if words.startswith("Return trip: ")), "")


def test_an_award_to_a_unit_that_is_out_of_service_says_so(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, transport_level="BLS")
    console.keys(ENTER)
    bid = console.until(lambda: console.current().my_bid)
    try:
        others.set_unit(bid.unit_number, "OUT_OF_SERVICE")
        console.until(lambda: console.window.feed.unit(bid.unit_id).current_status is UnitStatus.OUT_OF_SERVICE)
        others.award_open(trip_id)
        said = f"{bid.unit_number} is out of service"
        console.until(lambda: f"won. The trip is under Active. {said}" in console.said())
        console.until(lambda: "is yours, and has no unit" in console.notice())
        assert said in console.notice()
        held = console.window.feed.held(trip_id)
        console.window.show_active(held.assignment_id)
        console.settle()
        assert said in console.window.active_page.panel._ui.notice.accessibleName()
    finally:
        others.set_unit(bid.unit_number, "AVAILABLE")
