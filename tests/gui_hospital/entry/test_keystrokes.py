"""How many keys a trip and an award take: a desk has a telephone in the other hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.shell.bars import CommandField
from tests.gui_hospital.conftest import Others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.entry.test_entry import ENTER, TAB, stored
from tests.hands import CTRL

BEDFORD = "Bedford demo EMS"
A_SECOND = 2
"""Keys a second, of somebody who looks for them."""
SECONDS = 40
"""So long a trip may take a stranger."""


class Counted:
    """Types into whatever has the focus, and counts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.count = 0

    def type(self, *what: str | Qt.Key) -> None:
        """Each letter and each key is one."""
        for item in what:
            self.count += len(item) if isinstance(item, str) else 1
            self._desk.keys(item)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A chord is one for each key that is held."""
        self.count += 1 + (modifiers != Qt.KeyboardModifier.NoModifier)
        self._desk.press(key, modifiers)


def test_a_trip_takes_a_stranger_less_than_40_seconds(desk: Desk, others: Others) -> None:
    hands = Counted(desk)
    mrn = "40029917"
    hands.press(Qt.Key.Key_N, CTRL)  # from wherever one is, to the first field
    hands.type(mrn, TAB, "Roe, Jane", TAB, "3/8/1951", TAB, "92", TAB)
    hands.type("s", TAB, TAB, "ICU 4", TAB, "8145550199", TAB)
    hands.type("alto", TAB)  # the marked facility
    hands.type("b", TAB, "h")
    assert "mi" in desk.find(QLabel, "estimate").text()
    hands.press(ENTER, CTRL)
    desk.until(lambda: stored(others, mrn))
    assert hands.count <= SECONDS * A_SECOND


def test_an_award_takes_two_keys(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    others.bid(trip_id, "bedford", dollars=412)
    desk.until(lambda: desk.window.feed.trips.get(trip_id))
    view = desk.window.trips.view
    view.select_key(trip_id)
    view.setFocus()
    desk.until(desk.window.trips.detail.bids.view.current_key)
    hands = Counted(desk)
    hands.press(ENTER)
    hands.press(ENTER)
    assert hands.count == 2
    desk.until(lambda: others.rows(Silo.HOSPITAL, "select 1 from medport.trip_award where trip_id = %s", trip_id))


def test_from_the_bids_back_to_the_trips_by_escape(desk: Desk, others: Others) -> None:
    without, trip_id = others.trip(), others.trip()
    others.bid(trip_id, "bedford", dollars=412)
    desk.until(lambda: {without, trip_id} <= desk.window.feed.trips.keys())
    view, bids = desk.window.trips.view, desk.window.trips.detail.bids.view
    view.setFocus()
    view.select_key(without)
    desk.until(lambda: desk.window.trips.detail.bids.view.model().rowCount() == 0)
    desk.press(ENTER)
    assert view.hasFocus()  # there is nothing to go to
    view.select_key(trip_id)
    desk.until(bids.current_key)
    desk.press(ENTER)
    assert bids.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_award_by_words(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    others.bid(trip_id, "bedford", dollars=412)
    desk.until(lambda: trip_id in desk.window.feed.trips and desk.window.feed.open_bids(trip_id))
    desk.press(Qt.Key.Key_K, CTRL)
    desk.keys(f"award {others.number(trip_id).lower()} bedf")
    field = desk.window.findChild(CommandField)
    assert field is not None
    assert field.rows()[0].startswith(f"Award {others.number(trip_id)} to {BEDFORD}  $412")
    desk.keys(ENTER)
    desk.until(lambda: others.rows(Silo.HOSPITAL, "select 1 from medport.trip_award where trip_id = %s", trip_id))
    assert desk.window.trips.view.current_key() == trip_id


def test_a_verb_that_fits_nothing_says_why_not(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    desk.until(lambda: trip_id in desk.window.feed.trips)
    field, number = desk.window.findChild(CommandField), others.number(trip_id)
    assert field is not None
    for text, words in (
        (f"award {number}", f"No bid on {number} is open."),
        (f"bid {number}", "Agencies bid; the transport center enters what they say by phone."),
        ("u zz99", "Agencies and the transport center say what a unit does."),
        ("cancel t-9999999", "There is no trip T-9999999 here."),
    ):
        desk.press(Qt.Key.Key_K, CTRL)
        desk.keys(text)
        assert field.rows() == [words]
        desk.press(Qt.Key.Key_Escape)


def test_what_matches_nothing_says_so_and_stays(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CTRL)
    desk.keys("award nothing", ENTER)
    field = desk.window.findChild(CommandField)
    assert field is not None
    assert field.rows() == ["Nothing matches."]
    assert field.text() == "award nothing"
    desk.press(Qt.Key.Key_A, CTRL)
    desk.keys("bedford demo", ENTER)
    view = desk.window._agencies.view
    assert view.current_row().agency.name == BEDFORD
