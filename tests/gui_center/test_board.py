"""The board: trips of every hospital, live, without losing what the person has in hand."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.center.board_views import Grouping, View
from medport_desktop.gui.center.trips.panel_facts import bid_choice
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.shared.views.views_menu import NameDialog
from tests.gui_center.center import Center
from tests.gui_center.conftest import ALTOONA, DESKS, NASON, Region
from tests.hands import ALT, CTRL


def numbers(center: Center) -> list[str]:
    return [row.trip.trip_number for row in center.window.trips_page.model.rows()]


def test_shows_the_trips_of_all_hospitals_as_they_are_entered(center: Center, region: Region) -> None:
    _, first = region.entered(NASON)
    _, second = region.entered(ALTOONA)
    center.until(lambda: {first, second} <= set(numbers(center)))
    hospitals = {row.trip.hospital_name for row in center.window.trips_page.model.rows()}
    assert {NASON, ALTOONA} <= hospitals


def test_a_new_trip_leaves_selection_and_typed_text_alone(center: Center, region: Region) -> None:
    _, chosen = region.entered()
    center.choose_trip(chosen)
    page = center.window.trips_page
    center.press(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    center.keys("half a no")
    key = page.ui.board.current_key()
    _, newer = region.entered(ALTOONA)
    center.until(lambda: newer in numbers(center))
    assert page.ui.board.current_key() == key
    assert center.find(QLineEdit, "note").text() == "half a no"
    assert center.focused().objectName() == "note"


def test_grouping_keeps_the_selection(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    center.choose_trip(number)
    page = center.window.trips_page
    seen = []
    for _ in Grouping:
        center.press(Qt.Key.Key_G, ALT)
        seen.append(page.ui.grouping.value())
        assert page.ui.board.current_key() == trip_id
        assert page.ui.board.selected_keys() == [trip_id]
    assert set(seen) == {grouping.label for grouping in Grouping}


def test_groups_by_status_and_by_hospital(center: Center, region: Region) -> None:
    region.entered(NASON)
    model = center.window.trips_page.model

    def heads() -> set[str]:
        return {head.title for line in range(model.rowCount()) if (head := model.head_at(line)) is not None}

    center.until(lambda: "Waiting for an agency" in heads())
    center.window.trips_page.group_by(Grouping.HOSPITAL)
    assert NASON in heads()
    assert "Waiting for an agency" not in heads()
    center.window.trips_page.group_by(Grouping.NOTHING)
    assert heads() == set()


def test_views_by_keyboard(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    _, held = region.entered(scheduled=True)
    center.until(lambda: {number, held} <= set(numbers(center)))
    center.press(Qt.Key.Key_B, ALT)
    assert center.window.trips_page.views.value() is View.NO_BIDS
    assert number in numbers(center)
    assert held not in numbers(center)
    region.bid(trip_id, "bedford")
    center.until(lambda: number not in numbers(center))
    center.press(Qt.Key.Key_S, ALT)
    assert held in numbers(center)
    assert number not in numbers(center)
    center.press(Qt.Key.Key_O, ALT)
    assert {number, held} <= set(numbers(center))


@pytest.mark.qt_log_ignore("^This plugin does not support raise", extend=True)  # the tip of a column without room
def test_further_columns_can_be_switched_on(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    region.award(trip_id, region.bid(trip_id, "bedford"))
    board, model = center.window.trips_page.ui.board, center.window.trips_page.model
    center.until(lambda: number in numbers(center))
    further = ("Needs", "Miles", "Picks up", "Last note")
    sections = {column.title: i for i, column in enumerate(model.columns)}
    assert all(board.horizontalHeader().isSectionHidden(sections[title]) for title in further)
    menu = board.columns_menu()
    for action in menu.actions():
        if action.text() in further:
            action.trigger()
    center.window.resize(2400, 940)
    center.until(lambda: not any(board.horizontalHeader().isSectionHidden(sections[title]) for title in further))
    with region.trio.connect(DESKS[NASON], Silo.HOSPITAL) as desk:
        desk.execute("insert into trip_note (trip_id, text) values (%s, 'Daughter rides along')", [trip_id])

    def said() -> dict[str, str]:
        row = model.row(trip_id)
        return {title: model.columns[sections[title]].text(row) for title in further} if row is not None else {}

    center.until(lambda: said().get("Last note") == "Daughter rides along" and said()["Picks up"])
    assert float(said()["Miles"]) > 0


def test_a_saved_view_of_the_board_comes_back_by_key(center: Center) -> None:
    page = center.window.trips_page
    center.press(Qt.Key.Key_L, ALT)
    page.group_by(Grouping.HOSPITAL)
    page.ui.filter.setText("altoona")
    page.ui.board.setFocus()
    center.press(Qt.Key.Key_S, CTRL)
    dialog = center.shown(NameDialog, "view_name_dialog")
    dialog.activateWindow()
    center.keys("Late at Altoona", Qt.Key.Key_Return)
    assert page.saved.value() == "Late at Altoona"
    page.saved.go_back()
    center.press(Qt.Key.Key_O, ALT)
    page.group_by(Grouping.STATUS)
    page.ui.filter.setText("")
    page.ui.board.setFocus()
    center.press(Qt.Key.Key_1, CTRL)
    assert (page.views.value(), page.ui.grouping.value(), page.ui.filter.text()) == (View.LATE, "hospital", "altoona")
    center.press(Qt.Key.Key_0, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert page.ui.filter.text() == ""
    page.saved.views.restore(
        [{"name": "x", "filters": {"view": 7, "group": []}, "layout": page.ui.board.layout_state()}]
    )
    center.press(Qt.Key.Key_1, CTRL)
    assert page.ui.grouping.value() in {grouping.label for grouping in Grouping}


def test_filter_by_keyboard_and_its_empty_state(center: Center, region: Region) -> None:
    _, number = region.entered()
    center.until(lambda: number in numbers(center))
    center.press(Qt.Key.Key_F, CTRL)
    center.keys(number)
    assert numbers(center) == [number]
    center.keys(" nowhere")
    assert numbers(center) == []
    center.press(Qt.Key.Key_Escape)
    assert number in numbers(center)


def test_a_late_trip_is_counted_and_shown(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    center.until(lambda: number in numbers(center))
    before = int(center.window.trips_page.ui.overdue.text().split()[0])
    with region.trio.superuser(Silo.HOSPITAL) as connection:
        connection.execute(
            "update medport.transport_request set ready_at = now() - %s where id = %s",
            (timedelta(minutes=27 + Settings().pickup_within_high_minutes), trip_id),
        )
    center.until(lambda: int(center.window.trips_page.ui.overdue.text().split()[0]) == before + 1)
    center.press(Qt.Key.Key_L, ALT)
    assert number in numbers(center)
    center.choose_trip(number)
    banner = center.window.trips_page.panel.ui.banner
    assert banner.isVisible()
    assert "27 min past due, no bids" in banner.accessibleName()


def test_the_panel_keeps_a_trip_that_leaves_the_view(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    center.until(lambda: number in numbers(center))
    center.press(Qt.Key.Key_B, ALT)
    center.choose_trip(number)
    region.bid(trip_id, "bedford")
    center.until(lambda: number not in numbers(center))
    assert center.window.trips_page.panel.ui.number.text() == number


def test_a_draft_note_waits_at_its_trip(center: Center, region: Region) -> None:
    _, first = region.entered()
    _, second = region.entered()
    center.choose_trip(first)
    center.press(Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    center.keys("for the first")
    center.choose_trip(second)
    assert center.find(QLineEdit, "note").text() == ""
    center.choose_trip(first)
    assert center.find(QLineEdit, "note").text() == "for the first"


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)  # the offscreen platform and menus
def test_columns_are_chosen_by_key(center: Center) -> None:
    page = center.window.trips_page
    level = page.model.column_index("level")
    assert not page.ui.board.isColumnHidden(level)
    center.press(Qt.Key.Key_C, ALT)
    menu = center.until(QApplication.activePopupWidget)
    assert isinstance(menu, QMenu)
    [action] = [a for a in menu.actions() if a.text() == "Level"]
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    center.until(lambda: page.ui.board.isColumnHidden(level))
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def test_another_trip_opens_on_its_first_tab(center: Center, region: Region) -> None:
    numbers = [region.entered()[1] for _ in range(2)]
    panel = center.window.trips_page.panel
    for number in numbers:
        center.choose_trip(number)
        assert panel.ui.pages.currentIndex() == 0
        panel.show_tab(1)


def test_a_bid_whose_pickup_is_past_is_marked(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    region.bid(trip_id, "bedford", dollars=400, minutes=70)
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    center.until(panel.chosen_bid)
    bid = panel.chosen_bid()
    assert bid is not None
    now = site_clock().now()
    assert "is past" not in bid_choice(bid).warning
    late = bid_choice(replace(bid, estimated_pickup=now - timedelta(minutes=1), ready_at=now - timedelta(minutes=1)))
    assert "is past" in late.warning
    assert "cannot be awarded" in bid_choice(replace(bid, trip_changed=True)).warning
