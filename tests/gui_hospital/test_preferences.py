"""Which agencies the hospital would rather have: its manager says, every desk sees, bids come in that order."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.hospital.places.agencies import AgenciesPage
from medport_desktop.gui.hospital.places.preference_dialog import PreferenceDialog
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.board.model import BOARD_KEY_MIME
from tests.conftest import Trio
from tests.gui_hospital.conftest import BEDFORD, BLAIR, COLLEAGUE, Others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.test_board import bids, select
from tests.hands import ALT, CTRL, NONE

KEY = Qt.Key
JUNIATA, SOMERSET = "Juniata demo EMS", "Somerset demo EMS"
SEEDED = [BEDFORD, BLAIR, JUNIATA]


@pytest.fixture(autouse=True)
def as_seeded(trio: Trio) -> Iterator[None]:
    """The preferences of before are there again after the test."""
    hospital = "select hospital_id from medport.hospital_user where email = 'manager@nason.example'"
    with trio.superuser(Silo.HOSPITAL) as connection:
        query = f"select agency_id, preference_order from hospital_agency_preference where hospital_id = ({hospital})"
        before = connection.execute(query.encode()).fetchall()
        yield
        connection.execute(f"delete from hospital_agency_preference where hospital_id = ({hospital})".encode())
        for agency, order in before:
            connection.execute(
                "insert into hospital_agency_preference (hospital_id, agency_id, preference_order)"
                f" values (({hospital}), %s, %s)".encode(),
                [agency, order],
            )


@pytest.fixture
def manager(trio: Trio, dressed: QApplication) -> Iterator[Desk]:
    """The manager of Conemaugh Nason, on the page of agencies."""
    with Desk.open(trio, COLLEAGUE) as opened:
        opened.press(KEY.Key_3, ALT)
        opened.until(lambda: preferred(opened) == SEEDED)
        yield opened


def page(desk: Desk) -> AgenciesPage:
    return desk.find(AgenciesPage, "agencies_page")


def preferred(desk: Desk) -> list[str]:
    """The preferred agencies as the table shows them, in its order."""
    return [row.agency.name for row in page(desk).board.rows() if row.choice]


def kept(others: Others) -> list[UUID]:
    """The preferred agencies as the silo has them."""
    found = others.rows(
        Silo.HOSPITAL,
        "select agency_id from hospital_agency_preference p join hospital_user u using (hospital_id)"
        " where u.email = 'manager@nason.example' order by preference_order",
    )
    return [agency for (agency,) in found]


def agency(desk: Desk, name: str) -> UUID:
    return next(row.id for row in page(desk).board.rows() if row.agency.name == name)


def go_to(desk: Desk, name: str) -> None:
    view = desk.find(BoardView, "agencies")
    view.setFocus()
    view.select_key(agency(desk, name))


def button(desk: Desk, name: str) -> QPushButton:
    return desk.find(QPushButton, f"{name}_button")


def press_in(desk: Desk, name: str, *keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Keys in the dialog of that name."""
    dialog = desk.until(lambda: next((d for d in desk.window.findChildren(QDialog, name) if d.isVisible()), None))
    for key, modifiers in keys:
        QTest.keyClick(dialog.focusWidget() or dialog, key, modifiers)
        QApplication.processEvents()


def test_the_order_by_keyboard(manager: Desk, others: Others) -> None:
    ids = {name: agency(manager, name) for name in (*SEEDED, SOMERSET)}
    go_to(manager, JUNIATA)
    manager.press(KEY.Key_Up, ALT)
    manager.press(KEY.Key_Up, ALT)  # before the first was answered
    assert preferred(manager) == [JUNIATA, BEDFORD, BLAIR]
    assert not page(manager).move_up.isEnabled()
    manager.until(lambda: kept(others) == [ids[JUNIATA], ids[BEDFORD], ids[BLAIR]])
    manager.press(KEY.Key_Down, ALT)
    manager.until(lambda: kept(others) == [ids[BEDFORD], ids[JUNIATA], ids[BLAIR]])
    manager.settle()
    assert preferred(manager) == [BEDFORD, JUNIATA, BLAIR]
    assert page(manager).view.current_key() == ids[JUNIATA]
    go_to(manager, SOMERSET)
    assert not page(manager).move_up.isEnabled()
    manager.press(KEY.Key_Insert)
    manager.until(lambda: kept(others) == [ids[BEDFORD], ids[JUNIATA], ids[BLAIR], ids[SOMERSET]])
    assert [row.choice for row in page(manager).board.rows()[:4]] == ["1st", "2nd", "3rd", "4th"]


def test_the_order_by_mouse(manager: Desk, others: Others) -> None:
    go_to(manager, BLAIR)
    manager.settle()
    QTest.mouseClick(button(manager, "move_up"), Qt.MouseButton.LeftButton)
    manager.until(lambda: preferred(manager) == [BLAIR, BEDFORD, JUNIATA])
    drag(manager, SOMERSET, before=BEDFORD)
    manager.until(lambda: kept(others)[:2] == [agency(manager, BLAIR), agency(manager, SOMERSET)])
    manager.until(lambda: preferred(manager) == [BLAIR, SOMERSET, BEDFORD, JUNIATA])
    drag(manager, BLAIR, before=None)
    manager.until(lambda: preferred(manager) == [SOMERSET, BEDFORD, JUNIATA, BLAIR])
    manager.until(lambda: kept(others)[-1] == agency(manager, BLAIR))


def drag(desk: Desk, name: str, before: str | None) -> bool:
    """Drop a row before another, or below all; returns whether it was taken."""
    view = desk.find(BoardView, "agencies")
    board = page(desk).board
    data = board.mimeData([board.index(board.line_of(agency(desk, name)), 0)])
    if before is None:
        at = QPoint(40, view.viewport().height() - 4)
    else:
        at = QPoint(40, view.rowViewportPosition(board.line_of(agency(desk, before))) + 2)
    return drop(view.viewport(), data, at)


def drop(target: QWidget, data: QMimeData, at: QPoint) -> bool:
    """What Qt sends to a widget when something is dragged over it and let go."""
    action, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at, action, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, enter)
    let_go = QDropEvent(QPointF(at), action, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, let_go)
    QApplication.processEvents()
    return enter.isAccepted() and let_go.isAccepted()


def test_what_cannot_be_dropped_changes_nothing(manager: Desk, others: Others) -> None:
    before, view = kept(others), manager.find(BoardView, "agencies")
    foreign, unknown = QMimeData(), QMimeData()
    foreign.setText("Bedford")
    unknown.setData(BOARD_KEY_MIME, b"no such key")
    assert not drop(view.viewport(), foreign, QPoint(40, 40))
    drop(view.viewport(), unknown, QPoint(40, 40))
    page(manager).board.sort_by("city")
    assert not drag(manager, SOMERSET, before=BEDFORD)  # the rows do not stand in our order
    manager.settle()
    assert kept(others) == before


def test_notes_and_a_pause(manager: Desk, others: Others) -> None:
    go_to(manager, BEDFORD)
    manager.press(KEY.Key_F2)
    dialog = manager.find(PreferenceDialog, "preference_dialog")
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Space)
    notes = manager.find(QPlainTextEdit, "preference_notes")
    notes.setFocus()
    QTest.keyClicks(notes, "Ask for Pat")
    press_in(manager, "preference_dialog", (KEY.Key_Escape, NONE))
    press_in(manager, "discard_dialog", (KEY.Key_Escape, NONE))  # the question whether to throw it away: no
    assert dialog.isVisible()
    press_in(manager, "preference_dialog", (KEY.Key_Return, CTRL))
    manager.until(lambda: page(manager).board.rows()[0].choice == "paused")
    row = page(manager).board.rows()[0]
    assert (row.agency.name, row.preference.notes) == (BEDFORD, "Ask for Pat")
    assert [row.choice for row in page(manager).board.rows()[1:3]] == ["1st", "2nd"]
    trip_id = others.trip()
    others.bid(trip_id, "bedford", dollars=300)
    others.bid(trip_id, "blair", dollars=500)
    manager.press(KEY.Key_1, ALT)
    select(manager, trip_id)
    manager.until(lambda: [bid.agency_name for bid in bids(manager)] == [BLAIR, BEDFORD])


def test_notes_that_are_too_long_stay_in_the_dialog(manager: Desk) -> None:
    go_to(manager, BEDFORD)
    manager.press(KEY.Key_F2)
    dialog = manager.find(PreferenceDialog, "preference_dialog")
    dialog.notes.setPlainText("x" * 2001)
    press_in(manager, "preference_dialog", (KEY.Key_Return, CTRL))
    manager.settle()
    assert dialog.isVisible()
    assert dialog.notes.accessibleDescription() == "This has at most 2,000 characters; it has 2,001."
    dialog.done(0)


def test_one_is_no_longer_preferred(manager: Desk, others: Others) -> None:
    go_to(manager, BLAIR)
    manager.press(KEY.Key_Delete, CTRL)
    press_in(manager, "stop_dialog", (KEY.Key_Tab, NONE), (KEY.Key_Space, NONE))
    manager.until(lambda: preferred(manager) == [BEDFORD, JUNIATA])
    manager.hears(f"{BLAIR} is no longer preferred.")
    assert agency(manager, BLAIR) not in kept(others)


def test_a_refused_order_is_shown_as_it_was(manager: Desk, trio: Trio) -> None:
    go_to(manager, BLAIR)
    with trio.superuser(Silo.HOSPITAL) as connection:
        connection.execute("revoke insert on hospital_agency_preference from medport_hospital_manager")
        try:
            manager.press(KEY.Key_Up, ALT)
            manager.until(lambda: "You may not do this." in manager.said())
        finally:
            connection.execute(
                "grant insert (id, hospital_id, agency_id, is_active, preference_order, notes)"
                " on hospital_agency_preference to medport_hospital_manager"
            )
    assert preferred(manager) == SEEDED


def test_a_desk_sees_the_order_live_and_bids_follow_it(desk: Desk, others: Others, trio: Trio) -> None:
    trip_id = others.trip()
    for name, dollars in (("bedford", 500), ("blair", 300)):
        others.bid(trip_id, name, dollars=dollars)
    select(desk, trip_id)
    desk.until(lambda: [bid.agency_name for bid in bids(desk)] == [BEDFORD, BLAIR])
    board = desk.window.trips.detail.bids.board
    rank = board.column_index("preferred")
    assert [board.index(line, rank).data() for line in (0, 1)] == ["1", "2"]
    assert "Your hospital's 1st choice" in board.index(0, rank).data(Qt.ItemDataRole.AccessibleTextRole)
    with trio.connect(COLLEAGUE, Silo.HOSPITAL) as connection:
        connection.execute(
            "update hospital_agency_preference set preference_order = 9 where agency_id = %s",
            [bids(desk)[0].agency_id],
        )
    desk.until(lambda: [bid.agency_name for bid in bids(desk)] == [BLAIR, BEDFORD])
    board.sort_by("amount", descending=True)
    assert [bid.agency_name for bid in bids(desk)] == [BEDFORD, BLAIR]
    desk.press(KEY.Key_3, ALT)
    desk.until(lambda: preferred(desk) == [BLAIR, JUNIATA, BEDFORD])
    assert desk.window.findChild(QPushButton, "prefer_button") is None
    go_to(desk, BLAIR)
    for key, modifiers in ((KEY.Key_Down, ALT), (KEY.Key_Delete, CTRL), (KEY.Key_F2, NONE)):
        desk.press(key, modifiers)
    assert preferred(desk) == [BLAIR, JUNIATA, BEDFORD]
    assert not any(dialog.isVisible() for dialog in desk.window.findChildren(QDialog))
