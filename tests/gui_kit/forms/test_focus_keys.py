"""Enter presses the button that has the focus, and Ctrl+Z is the window's where nothing was typed; arrows choose a
reason; a refused Ctrl+Enter says why."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop import bootstrap
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import SecondaryButton
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.dialogs import AskDialog, KitDialog
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from tests.conftest import Trio
from tests.every_page import console_of, every_page
from tests.hands import CTRL
from tests.support import until

KEY = Qt.Key
PEOPLE = ["desk@nason.example", "manager@bedford.example", "admin@center.example"]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    bootstrap.dress(qapp)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    QVBoxLayout(shown)
    shown.resize(600, 400)
    shown.show()
    shown.activateWindow()
    until(shown.isActiveWindow)
    return shown


def ask(parent: QWidget) -> KitDialog:
    return AskDialog(parent, title="Replace the form?", yes="Replace", no="Keep it", danger=True)


def plain(parent: QWidget) -> KitDialog:
    return AskDialog(parent, title="Send it?", yes="Send", no="Not now")


def reason(parent: QWidget) -> ReasonDialog:
    reasons = [("A", "Wrong patient"), ("B", "Transport cancelled"), ("C", "Other")]
    return ReasonDialog(parent, title="Cancel", reasons=reasons, action="Cancel the trip", note_needed=["C"])


def form(parent: QWidget) -> KitDialog:
    dialog = FormDialog(parent, title="New place")
    line = QLineEdit(dialog)
    dialog.fields["name"] = Field(dialog, label="Name", editor=line)
    dialog.body.addWidget(dialog.fields["name"])
    dialog.finish("Add", name="add", read=line.text, send=lambda _text: None, typed=line.text, leaving=("Leave?", ""))
    return dialog


@pytest.mark.parametrize("enter", [KEY.Key_Return, KEY.Key_Enter])
@pytest.mark.parametrize("made", [ask, plain, reason, form])
def test_enter_presses_the_button_with_the_focus(
    window: QWidget, made: Callable[[QWidget], KitDialog], enter: Qt.Key
) -> None:
    names = [button.objectName() for button in made(window).findChildren(QPushButton) if button.isEnabled()]
    assert names
    for name in names:
        dialog = made(window)
        dialog.open()
        dialog.activateWindow()
        until(dialog.isActiveWindow)
        pressed: list[str] = []
        for button in dialog.findChildren(QPushButton):
            button.clicked.connect(partial(pressed.append, button.objectName()))
        wanted = dialog.findChild(QPushButton, name)
        assert wanted is not None
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(wanted, enter)
        assert pressed == [name]
        dialog.done(0)


def test_enter_on_a_button_comes_before_the_key_of_an_action(window: QWidget) -> None:
    done: list[str] = []
    make_action(window, "Send the bid", "Return", lambda: done.append("sent"))
    over, link = SecondaryButton(window, text="Start over"), QToolButton(window)
    for button in (over, link):
        button.clicked.connect(partial(done.append, type(button).__name__))
        layout = window.layout()
        assert layout is not None
        layout.addWidget(button)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.show()
        button.setFocus()
        QTest.keyClick(button, KEY.Key_Return)
    assert done == ["SecondaryButton", "QToolButton"]


@pytest.mark.parametrize("email", PEOPLE)
def test_enter_is_the_focused_buttons_on_every_page(trio: Trio, email: str) -> None:
    with console_of(trio, email) as seat:
        window = seat.window
        window.activateWindow()
        until(window.isActiveWindow)
        tried, elsewhere = 0, []
        for name, page in every_page(seat):
            for button in [*page.findChildren(QPushButton), *page.findChildren(QToolButton)]:
                by_keys = button.focusPolicy() & Qt.FocusPolicy.TabFocus
                if by_keys and button.isVisible() and button.isEnabled():
                    button.setFocus()
                    claim = QKeyEvent(QEvent.Type.ShortcutOverride, KEY.Key_Return, Qt.KeyboardModifier.NoModifier)
                    claim.ignore()
                    QApplication.sendEvent(button, claim)
                    tried += 1
                    if not claim.isAccepted():
                        elsewhere.append(f"{name}: {button.objectName() or button.text()}")
        assert tried >= 3
        assert elsewhere == []


def test_arrows_choose_a_reason_from_the_first_press(window: QWidget) -> None:
    dialog, decided = reason(window), []
    assert isinstance(dialog, ReasonDialog)
    dialog.decided.connect(lambda code, _note: decided.append(code))
    dialog.open()
    dialog.activateWindow()
    until(dialog.isActiveWindow)
    focused = dialog.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, KEY.Key_Down)
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Return, CTRL)
    assert decided == ["B"]


def test_a_refused_ctrl_enter_says_why(window: QWidget) -> None:
    dialog = reason(window)
    dialog.open()
    QTest.keyClick(dialog.focusWidget() or dialog, KEY.Key_Return, CTRL)
    said = dialog.findChild(Banner, "problem")
    assert said is not None
    assert said.isVisible()
    assert "Choose a reason" in said.accessibleName()
    dialog.choose("A")
    assert not said.isVisible()


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_the_key_of_undo_is_the_windows_where_nothing_was_typed(window: QWidget, make: type[QWidget]) -> None:
    undone: list[bool] = []
    make_action(window, "Undo", "Ctrl+Z", lambda: undone.append(True))
    text = make(window)
    column = window.layout()
    assert column is not None
    column.addWidget(text)
    text.show()
    text.setFocus()
    QTest.keyClick(text, KEY.Key_Z, CTRL)
    assert undone == [True]
    QTest.keyClicks(text, "x")
    QTest.keyClick(text, KEY.Key_Z, CTRL)
    assert undone == [True]
    assert text.property("plainText" if make is QPlainTextEdit else "text") == ""
    QTest.keyClick(text, KEY.Key_Z, CTRL)
    assert undone == [True]  # one press too many while taking back what was typed
    text.setProperty("plainText" if make is QPlainTextEdit else "text", "")  # as a form that is emptied
    QTest.keyClick(text, KEY.Key_Z, CTRL)
    assert undone == [True, True]
