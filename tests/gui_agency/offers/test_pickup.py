"""Offering another pick-up time: chosen against the time asked for, and seen with the bid from then on."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton

from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.pickup import pickup_sentence, pickup_tone, pickup_words
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER, open_bid
from tests.hands import CTRL

POPUP = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)


def menu_of(console: Console) -> QMenu:
    """The open menu of times."""
    found = console.until(lambda: console.window.findChild(QMenu, "pickup_menu"))
    assert isinstance(found, QMenu)
    return found


@POPUP
def test_a_later_time_is_offered_by_key_and_seen_everywhere(console: Console, others: Others) -> None:
    trip_id = open_bid(console, others, transport_level="BLS", ready_at=datetime.now(UTC) + timedelta(hours=3))
    trip = console.current().trip
    wanted = trip.ready_at + timedelta(minutes=45)
    arrival = console.find(QLineEdit, "bid_arrival").text()
    assert console.find(Text, "pickup_offer").text() == ""
    console.press(Qt.Key.Key_T, CTRL)
    menu = menu_of(console)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[0].endswith("can")
    assert pickup_words(wanted, trip.ready_at) in words
    assert words[-1] == "Type another time"
    for _ in range(words.index(pickup_words(wanted, trip.ready_at))):
        console.press(Qt.Key.Key_Down)
    console.press(Qt.Key.Key_Return)
    assert console.find(QLineEdit, "bid_pickup").text() == site_clock().short(wanted)
    assert console.find(QLineEdit, "bid_arrival").text() != arrival
    assert console.find(Text, "pickup_offer").text() == f"+0:45 after {site_clock().short(trip.ready_at)}"
    console.find(QLineEdit, "bid_amount").setFocus()
    console.keys(ENTER)
    mine = console.until(lambda: console.current().my_bid)
    assert abs(mine.estimated_pickup - wanted) < timedelta(minutes=1)
    assert mine.estimated_arrival > mine.estimated_pickup
    console.window.show_page(console.window.bids_page)
    board = console.window.feed.bids
    column = next(column for column in board.columns if column.key == "pickup")
    bid = next(bid for bid in board.all_rows() if bid.transport_request_id == trip_id)
    assert column.text(bid) == f"{site_clock().short(bid.estimated_pickup)} (+0:45)"
    assert column.tone is not None
    assert column.tone(bid) is Tone.AMBER


@POPUP
def test_back_to_the_earliest_or_any_time_typed(console: Console, others: Others) -> None:
    open_bid(console, others, transport_level="BLS", ready_at=datetime.now(UTC) + timedelta(hours=3))
    line = console.find(QLineEdit, "bid_pickup")
    earliest = line.text()
    console.window.board_page.panel.form.offer_pickup(console.current().trip.ready_at + timedelta(hours=2))
    assert line.text() != earliest
    assert console.find(QToolButton, "start_over").isVisible()
    console.click("offer_pickup_button")
    menu = menu_of(console)
    menu.actions()[0].trigger()
    menu.close()
    assert line.text() == earliest
    assert console.find(Text, "pickup_offer").text() == ""
    console.until(lambda: console.window.findChild(QMenu, "pickup_menu") is None)
    console.press(Qt.Key.Key_T, CTRL)
    menu = menu_of(console)
    menu.actions()[-1].trigger()
    menu.close()
    assert line.hasFocus()
    assert line.selectedText() == earliest


def test_words_of_a_pickup_time() -> None:
    asked = site_clock().now().replace(second=0, microsecond=0)
    for minutes, words, tone in (
        (-30, "", Tone.TEXT),
        (5, "", Tone.TEXT),
        (6, "(+0:06)", Tone.AMBER),
        (95, "(+1:35)", Tone.AMBER),
    ):
        at = asked + timedelta(minutes=minutes)
        assert pickup_words(at, asked) == f"{site_clock().short(at)} {words}".strip()
        assert pickup_tone(at, asked) is tone
        assert bool(pickup_sentence(at, asked)) == bool(words)
    assert "(+0:45)" in pickup_words(asked + timedelta(minutes=45), asked + timedelta(seconds=40))
    assert "1 h 35 min later than asked" in pickup_sentence(asked + timedelta(minutes=95), asked)
    assert pickup_words(asked, None) == site_clock().short(asked)
