"""The type-ahead by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.domain.written.matching import spans
from medport_desktop.gui.kit.forms.type_ahead import FreeText, Suggestion, TypeAhead
from tests.hands import emitted

PLACES = [
    Suggestion("presby", "UPMC Presbyterian", "Pittsburgh, PA · 97.4 mi"),
    Suggestion("altoona", "UPMC Altoona", "Altoona, PA · 12.0 mi"),
    Suggestion("nason", "Conemaugh Nason", "Roaring Spring, PA · 3.1 mi"),
]


def search(text: str) -> list[Suggestion]:
    return [place for place in PLACES if text.lower() in place.title.lower()]


@pytest.fixture
def edit(qtbot: QtBot) -> TypeAhead:
    window = QWidget()
    column = QVBoxLayout(window)
    edit, after = TypeAhead(), QLineEdit()
    after.setObjectName("after")
    column.addWidget(edit)
    column.addWidget(after)
    column.addStretch(1)
    edit.set_source(search)
    edit.set_free_text("Use “{}” as an address outside the network")
    qtbot.addWidget(window)
    window.resize(400, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    edit.setFocus()
    edit.window_for_test = window  # type: ignore[attr-defined] - keeps it alive
    return edit


def test_arrows_and_enter_choose(edit: TypeAhead) -> None:
    chosen: list[object] = []
    edit.chosen.connect(chosen.append)
    QTest.keyClicks(edit, "upmc")
    assert edit.is_open()
    assert len(edit.rows()) == 3
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert chosen == [PLACES[1]]
    assert edit.text() == "UPMC Altoona"
    assert edit.choice() == PLACES[1]
    assert not edit.is_open()


def test_the_last_row_is_the_text_itself(edit: TypeAhead) -> None:
    QTest.keyClicks(edit, "14 Elm Street")
    assert edit.rows() == ["Use “14 Elm Street” as an address outside the network"]
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.choice() == FreeText("14 Elm Street")


def test_tab_takes_the_marked_row_and_moves_on(edit: TypeAhead) -> None:
    QTest.keyClicks(edit, "pres")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.choice() == PLACES[0]
    assert QApplication.focusWidget().objectName() == "after"


def test_tab_never_takes_free_text_unasked(edit: TypeAhead) -> None:
    QTest.keyClicks(edit, "zzz")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.choice() is None
    assert edit.text() == "zzz"


def test_escape_closes_the_list_and_keeps_the_text(edit: TypeAhead) -> None:
    QTest.keyClicks(edit, "upmc")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert not edit.is_open()
    assert edit.text() == "upmc"
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert edit.is_open()


def test_editing_withdraws_the_choice(edit: TypeAhead, qapp: QApplication) -> None:
    QTest.keyClicks(edit, "pres")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    with emitted(edit.withdrawn):
        QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.choice() is None


def test_the_focus_stays_in_the_line(edit: TypeAhead) -> None:
    QTest.keyClicks(edit, "upmc")
    assert QApplication.focusWidget() is edit


def test_an_answer_to_an_older_text_is_dropped(edit: TypeAhead) -> None:
    edit._source.search = None
    asked: list[str] = []
    edit.asked.connect(asked.append)
    QTest.keyClicks(edit, "up")
    assert asked == ["u", "up"]
    edit.offer("u", PLACES)
    assert not edit.is_open()
    edit.offer("up", PLACES[:1])
    assert edit.rows()[0] == "UPMC Presbyterian  Pittsburgh, PA · 97.4 mi"


def test_losing_the_focus_closes_the_list(edit: TypeAhead) -> None:
    QTest.keyClicks(edit, "upmc")
    edit.clearFocus()
    assert not edit.is_open()


def test_the_list_stands_inside_the_window(edit: TypeAhead) -> None:
    QTest.keyClicks(edit, "upmc")
    assert edit._list.parentWidget() is edit.window()
    assert edit.window().rect().contains(edit._list.geometry())


def test_matches_begin_at_words() -> None:
    assert spans("UPMC Presbyterian", "pres up") == [
        ("UP", True),
        ("MC ", False),
        ("Pres", True),
        ("byterian", False),
    ]
    assert spans("Altoona", "") == [("Altoona", False)]
    assert spans("A (b)", "(") == [("A (b)", False)]
