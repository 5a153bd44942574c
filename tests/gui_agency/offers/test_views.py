"""Saved views: by key and menu, kept with the person, and never over another without asking."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton

from medport_desktop.domain.enums import Priority, TransportLevel
from medport_desktop.gui.kit.controls.chips import FilterChips, ToggleChip
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.session.layout_memory import LayoutMemory
from medport_desktop.gui.shared.views.saved_views import MOST, SavedViews
from medport_desktop.gui.shared.views.views_menu import NameDialog, ViewsMenu
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER, ESC
from tests.hands import CTRL, SHIFT


class Notebook:
    """Where the arrangement is written."""

    def __init__(self) -> None:
        self.layout: dict[str, object] = {}

    def read(self) -> dict[str, object]:
        """What was written last."""
        return self.layout

    def write(self, layout: object) -> None:
        """Keep it."""
        assert isinstance(layout, dict)
        self.layout = layout


def save_as(console: Console, name: str) -> None:
    """Ctrl+S, a name, Enter."""
    console.window.activateWindow()
    console.until(console.window.isActiveWindow)
    console.press(Qt.Key.Key_S, CTRL)
    dialog = console.until(lambda: console.window.findChild(NameDialog))
    line = dialog.findChild(QLineEdit, "view_name")
    line.selectAll()
    console.keys(name, ENTER)
    console.window.activateWindow()
    console.until(console.window.isActiveWindow)


def chip(console: Console, level: TransportLevel) -> ToggleChip:
    """A level's chip."""
    chips = console.find(FilterChips, "levels")
    return next(c for c in chips.findChildren(ToggleChip) if c.text() == level.label)


def menu_of(console: Console) -> QMenu:
    """The menu of views, filled as when it opens."""
    menu = console.find(ViewsMenu, "saved_views").menu()
    menu.aboutToShow.emit()
    return menu


def test_a_view_keeps_filter_sort_and_columns_and_comes_back_by_key(console: Console, others: Others) -> None:
    als, bls = others.trip(transport_level="ALS", priority="URGENT"), others.trip(transport_level="BLS")
    console.until(lambda: console.on_board(als) and console.on_board(bls))
    page, board = console.window.board_page, console.window.feed.offers
    chip(console, TransportLevel.ALS).click()
    page.strip.priority.choose_value(frozenset({Priority.URGENT}))
    page.strip.priority.picked.emit()
    board.sort_by("miles", descending=True)
    hidden = board.column_index("waiting")
    page.view.setColumnHidden(hidden, True)
    save_as(console, "Urgent ALS")
    assert page.views.current is not None
    shown = [row.trip.trip_id for row in board.rows()]
    assert als in shown
    assert bls not in shown
    console.press(Qt.Key.Key_0, CTRL)
    board.sort_by("due")
    page.view.setColumnHidden(hidden, False)
    save_as(console, "Everything")
    assert bls in [row.trip.trip_id for row in board.rows()]
    console.press(Qt.Key.Key_1, CTRL)
    assert page.views.value() == "Urgent ALS"
    assert page.views.accessibleName() == "View Urgent ALS"
    assert [row.trip.trip_id for row in board.rows()] == shown
    assert board.sorting == ("miles", True)
    assert page.view.isColumnHidden(hidden)
    assert chip(console, TransportLevel.ALS).isChecked()
    console.press(Qt.Key.Key_2, CTRL)
    assert page.views.value() == "Everything"
    assert not page.view.isColumnHidden(hidden)
    chip(console, TransportLevel.BLS).click()
    assert page.views.accessibleName() == "View Everything changed"


def test_where_no_more_views_are_kept_that_is_said_and_the_name_stays(console: Console) -> None:
    views = console.window.board_page.views
    now = views._read()
    for i in range(MOST):
        views.views.save(f"View {i}", now)
    console.press(Qt.Key.Key_S, CTRL)
    dialog = console.until(lambda: console.window.findChild(NameDialog))
    line = dialog.findChild(QLineEdit, "view_name")
    line.selectAll()
    console.keys("ALS near Bedford", ENTER)
    assert dialog.isVisible()
    assert line.text() == "ALS near Bedford"
    assert dialog.findChild(Field).error().startswith("50 views are saved, and no more are kept. Give the name of one")
    assert len(views.views.all()) == MOST
    line.selectAll()
    console.keys("view 7", ENTER)
    ask = console.until(lambda: console.window.findChild(AskDialog, "replace_view_dialog"))
    ask.findChild(QPushButton, "yes").click()
    assert views.value() == "view 7"
    assert len(views.views.all()) == MOST


def test_as_it_was_before_the_view(console: Console, others: Others) -> None:
    trip_id = others.trip(transport_level="CCT")
    console.until(lambda: console.on_board(trip_id))
    page, board = console.window.board_page, console.window.feed.offers
    chip(console, TransportLevel.CCT).click()
    save_as(console, "CCT alone")
    page.views.go_back()
    console.press(Qt.Key.Key_0, CTRL)
    console.write("filter_text", others.number(trip_id))
    board.sort_by("pay", descending=True)
    console.window.board_page.view.setFocus()
    console.press(Qt.Key.Key_1, CTRL)
    assert page.strip.filters().levels == {TransportLevel.CCT}
    assert page.strip.filters().text == ""
    console.press(Qt.Key.Key_0, CTRL | SHIFT)
    assert page.strip.filters().text == others.number(trip_id)
    assert page.strip.filters().levels == frozenset()
    assert board.sorting == ("pay", True)
    assert page.views.current is None
    assert not page.views.as_it_was.isEnabled()


def test_a_name_that_another_view_has_is_asked_about(console: Console) -> None:
    page = console.window.board_page
    save_as(console, "Night")
    chip(console, TransportLevel.BLS).click()
    save_as(console, "night ")
    ask = console.until(lambda: console.window.findChild(AskDialog, "replace_view_dialog"))
    console.press(ESC)
    assert page.views.views.all()[0].arrangement.filters["levels"] == []
    save_as(console, "NIGHT")
    ask = console.until(lambda: console.window.findChild(AskDialog, "replace_view_dialog"))
    ask.findChild(QPushButton, "yes").click()
    (view,) = page.views.views.all()
    assert (view.name, view.arrangement.filters["levels"]) == ("NIGHT", ["BLS"])


def test_a_name_is_needed_and_esc_asks(console: Console) -> None:
    page = console.window.board_page
    console.press(Qt.Key.Key_S, CTRL)
    dialog = console.until(lambda: console.window.findChild(NameDialog))
    console.keys(ENTER)
    assert dialog.isVisible()
    console.keys("Day", ESC)
    ask = console.until(lambda: dialog.findChild(AskDialog))
    ask.findChild(QPushButton, "no").click()
    assert dialog.isVisible()
    assert dialog.findChild(QLineEdit, "view_name").text() == "Day"
    console.until(lambda: dialog.findChild(AskDialog) is None)
    dialog.activateWindow()
    console.keys(ENTER)
    assert [view.name for view in page.views.views.all()] == ["Day"]


def test_rename_and_delete_from_the_menu(console: Console) -> None:
    page = console.window.board_page
    save_as(console, "Dya")
    words = [action.text() for action in menu_of(console).actions()]
    assert words[0] == "Dya\tCtrl+1"
    page.views.rename.trigger()
    dialog = console.until(lambda: console.window.findChild(NameDialog))
    dialog.findChild(QLineEdit, "view_name").selectAll()
    console.keys("Day", ENTER)
    assert [view.name for view in page.views.views.all()] == ["Day"]
    assert page.views.value() == "Day"
    page.views.delete.trigger()
    ask = console.until(lambda: console.window.findChild(AskDialog, "delete_view_dialog"))
    ask.findChild(QPushButton, "yes").click()
    assert page.views.views.all() == ()
    assert page.views.value() == "none"
    assert not page.views.rename.isEnabled()
    assert "No view is saved yet" in [action.text() for action in menu_of(console).actions()]


def test_views_are_kept_with_the_persons_layout(console: Console) -> None:
    notebook = Notebook()
    memory = LayoutMemory(console.window, notebook)
    chip(console, TransportLevel.ALS).click()
    save_as(console, "ALS")
    memory.save()
    views = SavedViews(console.window, "others")
    choices = notebook.layout["choices"]
    assert isinstance(choices, dict)
    views.restore(choices["bid_board_views"])
    assert [view.name for view in views.all()] == ["ALS"]
    assert views.all()[0].arrangement.filters["levels"] == ["ALS"]
    views.deleteLater()


def test_a_file_that_makes_no_sense_is_passed_over(console: Console) -> None:
    page, views = console.window.board_page, console.window.board_page.views
    layout = page.view.layout_state()
    good = {"name": "Good", "filters": {"levels": ["ALS", "??"], "within_miles": "far", "text": 7}, "layout": layout}
    views.views.restore([3, {"name": "x"}, {**good, "layout": {"columns": []}}, {**good, "name": ""}, good, good])
    assert [view.name for view in views.views.all()] == ["Good"]
    console.press(Qt.Key.Key_1, CTRL)
    assert page.strip.filters().levels == {TransportLevel.ALS}
    assert page.strip.filters().within_miles is None
    views.views.restore("nonsense")
    assert views.views.all() == ()
    assert views.current is None
