"""A trip is given a unit by dropping it on the unit's card, or with U: the question is asked once, refusals say why."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.enums import TripStatus, UnitStatus
from medport_desktop.gui.agency.units.unit_combo import UnitCombo
from medport_desktop.gui.kit.board import BOARD_KEY_MIME, BoardView
from medport_desktop.gui.kit.controls.card import Card
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER
from tests.gui_agency.test_active import accept
from tests.hands import NONE

POPUP = pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
"""A menu that is really opened, on a platform without windows that could be raised."""
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def drag_ends(console: Console) -> Iterator[None]:
    """Before the console goes: Qt keeps the widget that a drag was last over."""
    yield
    QApplication.sendEvent(console.window, QDragLeaveEvent())


def dragged(view: BoardView, key: object) -> QMimeData:
    """What the board hands to a drag that starts on a row."""
    assert view.dragEnabled()
    assert view.select_key(key)  # type: ignore[arg-type]
    data = view.model().mimeData(view.selectedIndexes())
    assert bytes(data.data(BOARD_KEY_MIME).data()).decode() == str(key)
    return data


def hold_over(card: Card, data: QMimeData) -> bool:
    """Bring a drag over a card; whether the card would take it."""
    assert card.acceptDrops()
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    QApplication.sendEvent(card, event)
    if not event.isAccepted():
        return False
    moved = QDragMoveEvent(QPoint(6, 5), COPY, data, LEFT, NONE)
    moved.accept()
    QApplication.sendEvent(card, moved)
    return moved.isAccepted()


def drop(card: Card, data: QMimeData) -> bool:
    """Let it go there; whether the card took it."""
    event = QDropEvent(QPointF(5, 5), COPY, data, LEFT, NONE)
    QApplication.sendEvent(card, event)
    return event.isAccepted()


def unit_of(console: Console, number: str) -> Unit:
    """A unit as the console knows it."""
    return next(unit for unit in console.window.feed.fleet.units if unit.unit_number == number)


def question(console: Console) -> AskDialog:
    """The question that is asked."""
    found = console.until(lambda: console.window.findChild(AskDialog, "unit_question"))
    assert isinstance(found, AskDialog)
    return found


def answer(console: Console, name: str) -> None:
    """Click "yes" or "no" at the question."""
    button = question(console).findChild(QPushButton, name)
    assert button is not None
    button.click()
    console.window.activateWindow()
    console.until(console.window.isActiveWindow)


def chooser(console: Console) -> QMenu:
    """The open chooser of units."""
    found = console.until(lambda: console.window.findChild(QMenu, "unit_chooser"))
    assert isinstance(found, QMenu)
    return found


def test_a_trip_dropped_on_a_unit_is_bid_on_after_one_question(console: Console, others: Others) -> None:
    others.set_unit("M-34", "AVAILABLE")
    trip_id = others.trip(transport_level="BLS")
    console.until(lambda: console.on_board(trip_id))
    console.until(lambda: unit_of(console, "M-34").current_status is UnitStatus.AVAILABLE)
    card = console.find(Card, "unit_M-34")
    data = dragged(console.window.board_page.view, trip_id)
    assert hold_over(card, data)
    assert drop(card, data)
    title = question(console).windowTitle()
    assert others.number(trip_id) in title
    assert "M-34" in title
    assert title.startswith("Bid $")
    assert others.bids(trip_id) == []
    answer(console, "yes")
    console.until(lambda: others.bids(trip_id))
    assert others.bids(trip_id)[0][1:] == ("PENDING", "M-34")


def test_no_leaves_the_unit_in_the_form(console: Console, others: Others) -> None:
    others.set_unit("M-34", "AVAILABLE")
    trip_id = others.trip(transport_level="BLS")
    console.until(lambda: console.on_board(trip_id))
    console.until(lambda: unit_of(console, "M-34").current_status is UnitStatus.AVAILABLE)
    card, data = console.find(Card, "unit_M-34"), dragged(console.window.board_page.view, trip_id)
    hold_over(card, data)
    drop(card, data)
    answer(console, "no")
    console.settle()
    assert others.bids(trip_id) == []
    assert console.find(UnitCombo, "bid_unit").currentText().startswith("M-34")
    assert card.is_selected()


def test_a_first_accept_trip_dropped_on_a_unit_is_accepted(console: Console, others: Others) -> None:
    others.set_unit("M-34", "AVAILABLE")
    trip_id = others.trip(transport_level="BLS", award_mode="FIRST_ACCEPT")
    console.until(lambda: console.on_board(trip_id))
    card, data = console.find(Card, "unit_M-34"), dragged(console.window.board_page.view, trip_id)
    assert hold_over(card, data)
    drop(card, data)
    assert question(console).windowTitle().startswith("Accept")
    answer(console, "yes")
    assert console.until(lambda: others.holder(trip_id))[2] == "M-34"


def test_a_unit_that_cannot_run_it_says_why_and_refuses(console: Console, others: Others) -> None:
    others.set_unit("M-34", "MAINTENANCE")
    try:
        trip_id = others.trip(transport_level="CCT")
        console.until(lambda: console.on_board(trip_id))
        console.until(lambda: unit_of(console, "M-34").current_status is UnitStatus.MAINTENANCE)
        data = dragged(console.window.board_page.view, trip_id)
        for number, why in (("M-34", "M-34 is in maintenance just now."), ("M-21", "cannot run a CCT trip")):
            card = console.find(Card, f"unit_{number}")
            assert not hold_over(card, data)
            assert why in card.refusal()
            assert not drop(card, data)
            assert card.refusal() == ""
            hold_over(card, data)
            QApplication.sendEvent(card, QDragLeaveEvent())
            assert card.refusal() == ""
        console.settle()
        assert console.window.findChild(AskDialog, "unit_question") is None
    finally:
        others.set_unit("M-34", "AVAILABLE")


def test_what_is_no_trip_of_the_board_is_refused(console: Console) -> None:
    card = console.find(Card, "unit_M-21")
    data = QMimeData()
    data.setText("T-1042")
    assert not hold_over(card, data)
    data.setData(BOARD_KEY_MIME, b"\xff not a key")
    assert not hold_over(card, data)
    assert not drop(card, data)
    assert card.refusal() == ""


@POPUP
def test_u_opens_the_chooser_and_enter_asks_the_same(console: Console, others: Others) -> None:
    others.set_unit("M-34", "OUT_OF_SERVICE")
    try:
        trip_id = others.trip(transport_level="BLS")
        console.until(lambda: console.on_board(trip_id))
        console.until(lambda: unit_of(console, "M-34").current_status is UnitStatus.OUT_OF_SERVICE)
        console.walk_to(trip_id)
        console.press(Qt.Key.Key_U)
        menu = chooser(console)
        enabled = [action.text() for action in menu.actions() if action.isEnabled()]
        assert enabled
        out = next(action for action in menu.actions() if action.text().startswith("M-34"))
        assert not out.isEnabled()
        assert "out of service" in out.text()
        first = menu.activeAction().text().split(" ")[0]
        assert first == enabled[0].split(" ")[0]
        console.press(Qt.Key.Key_Return)
        assert first in question(console).windowTitle()
        answer(console, "yes")
        console.until(lambda: others.bids(trip_id))
        assert others.bids(trip_id)[0][2] == first
    finally:
        others.set_unit("M-34", "AVAILABLE")


@POPUP
def test_a_held_trip_is_given_another_unit(console: Console, others: Others) -> None:
    others.set_unit("M-34", "AVAILABLE")
    trip_id = accept(console, others)
    held = console.window.feed.held(trip_id)
    page = console.window.active_page
    data = dragged(page.view, held.assignment_id)
    own = console.find(Card, f"active_card_{held.unit_number}")
    assert not hold_over(own, data)
    assert "runs it already" in own.refusal()
    free = next(
        unit
        for unit in console.window.feed.fleet.able_for(held.transport_level)
        if unit.unit_number != held.unit_number
    )
    card = console.find(Card, f"active_card_{free.unit_number}")
    assert hold_over(card, data)
    assert drop(card, data)
    assert f"{held.unit_number} is free then" in _words(question(console))
    answer(console, "yes")
    console.until(lambda: console.window.feed.held(trip_id).unit_number == free.unit_number)
    assert (others.unit_status(held.unit_number), others.unit_status(free.unit_number)) == ("AVAILABLE", "COMMITTED")
    page.view.setFocus()
    console.until(page.panel.unit.isEnabled)
    console.press(Qt.Key.Key_U)
    menu = chooser(console)
    back = next(action for action in menu.actions() if action.text().startswith(held.unit_number))
    assert back.isEnabled()
    back.trigger()
    menu.close()
    answer(console, "yes")
    console.until(lambda: console.window.feed.held(trip_id).unit_number == held.unit_number)


def test_on_scene_the_unit_stays(console: Console, others: Others) -> None:
    trip_id = accept(console, others)
    page = console.window.active_page
    for status in (TripStatus.EN_ROUTE, TripStatus.ON_SCENE):
        console.until(page.panel.next_step.isEnabled)
        page.view.setFocus()
        console.press(Qt.Key.Key_F8)
        console.until(lambda: console.window.feed.held(trip_id).status is status)  # noqa: B023 - in this round alone
    held = console.window.feed.held(trip_id)
    free = next(iter(console.window.feed.fleet.able_for(held.transport_level)))
    card = console.find(Card, f"active_card_{free.unit_number}")
    assert not hold_over(card, dragged(page.view, held.assignment_id))
    assert "is on scene: its unit stays" in card.refusal()
    console.press(Qt.Key.Key_U)
    console.settle()
    assert console.window.findChild(QMenu, "unit_chooser") is None


def test_with_an_open_bid_the_drop_is_refused(console: Console, others: Others) -> None:
    trip_id = others.trip(transport_level="BLS")
    console.until(lambda: console.on_board(trip_id))
    console.walk_to(trip_id)
    console.keys(ENTER, ENTER)
    mine = console.until(lambda: console.current().my_bid)
    card = console.find(Card, f"unit_{mine.unit_number}")
    assert not hold_over(card, dragged(console.window.board_page.view, trip_id))
    assert "Withdraw it first" in card.refusal()


def _words(dialog: AskDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_mouse_starts_the_drag(console: Console, others: Others, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to QDrag.exec, which would wait for the pointer of a real screen."""
    trip_id = others.trip(transport_level="BLS")
    console.until(lambda: console.on_board(trip_id))
    carried: list[str] = []

    class Drag:
        """Stands for QDrag."""

        def __init__(self, _source: BoardView) -> None:
            self.data = QMimeData()

        def setMimeData(self, data: QMimeData) -> None:
            """Keep what is dragged."""
            self.data = data

        def setPixmap(self, picture: QPixmap) -> None:
            """See that there is a picture."""
            assert not picture.isNull()

        def exec(self, action: Qt.DropAction) -> None:
            """Note what would be carried."""
            assert action is COPY
            carried.append(bytes(self.data.data(BOARD_KEY_MIME).data()).decode())

    monkeypatch.setattr("medport_desktop.gui.kit.board.view.QDrag", Drag)
    view = console.window.board_page.view
    line = console.window.feed.offers.line_of(trip_id)
    start = view.visualRect(console.window.feed.offers.index(line, 1)).center()
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    far = start + QPoint(0, 3 * QApplication.startDragDistance() + 30)
    for at in (start + QPoint(0, 12), far):
        move = QMouseEvent(QMouseEvent.Type.MouseMove, QPointF(at), QPointF(at), Qt.MouseButton.NoButton, LEFT, NONE)
        QApplication.sendEvent(view.viewport(), move)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, far)
    assert carried == [str(trip_id)]
