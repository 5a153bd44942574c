"""Somebody at a window of the program, with keys to press, and what the silos hold."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from medport_desktop import bootstrap
from medport_desktop.bootstrap import Console, open_session
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.shell.lights import Light
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from tests.conftest import Trio
from tests.fuzz.pasting import Typed, fields

W = TypeVar("W", bound=QWidget)
Press = tuple[Qt.Key, Qt.KeyboardModifier]
WAIT_MS = 15_000
KEY = Qt.Key
NONE, CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@dataclass
class Place:
    """A live console, as `open_session` gives it. Close it at the end."""

    trio: Trio
    qtbot: QtBot
    console: Console
    _sent: int = field(default=0)

    @classmethod
    def open(cls, trio: Trio, qtbot: QtBot, email: str, password: str = "") -> "Place":
        """Sign in and wait until the window is live."""
        bootstrap.dress(QApplication.instance())  # type: ignore[arg-type]
        place = cls(trio, qtbot, open_session(trio.urls.for_people(), email, password or trio.accounts[email].password))
        try:
            qtbot.waitUntil(lambda: place.console.window is not None, timeout=WAIT_MS)
            lights = place.window.lights
            qtbot.waitUntil(
                lambda: all(lights.light(silo.label).state() is Light.LIVE for silo in Silo), timeout=WAIT_MS
            )
            place.settle()
        except BaseException:
            place.console.close()
            raise
        return place

    @property
    def window(self) -> ConsoleShell:
        """Its window."""
        assert self.console.window is not None
        return self.console.window

    def number(self) -> int:
        """One that was not given before."""
        self._sent += 1
        return self._sent

    # -- acting -----------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Until nothing is on its way."""
        self.qtbot.waitUntil(lambda: self.console.runtime.tasks.is_idle, timeout=WAIT_MS)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, at: QWidget | None = None) -> None:
        """Where the focus is in the window, or in that of `at`."""
        press_at(self.qtbot, (at or self.window).window(), key, modifiers)

    def page(self, *keys: Press) -> QWidget:
        """The page that these keys bring into view, once it has read everything."""
        for key in keys:
            self.press(*key)
        self.settle()
        page = self.window.current_page()
        assert page is not None
        return page

    def first_row(self, name: str) -> BoardView:
        """The first row of that board is chosen, and the board has the focus."""
        view = self.find(BoardView, name)
        self.qtbot.waitUntil(lambda: view.model().rowCount() > 0)
        view.setFocus()
        self.press(KEY.Key_Home, CTRL)
        self.settle()
        return view

    def find_trip(self, number: str) -> None:
        """By the command field, which brings it into view."""
        self.settle()
        self.press(KEY.Key_K, CTRL)
        QTest.keyClicks(self.window.focusWidget(), number)
        self.settle()
        self.press(KEY.Key_Return)
        self.settle()

    def dialog(self, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> QDialog:
        """The dialog that a key opens."""
        self.press(key, modifiers)
        found = [dialog for dialog in self.window.findChildren(QDialog, name) if dialog.isVisible()]
        assert found, f"{key} opens no {name}"
        return found[0]

    def opened(self, dialog: str, key: Press, *, page: Sequence[Press] = (), board: str = "") -> QDialog:
        """A dialog: the keys that bring its page up, the board whose first row it is about, and its own key."""
        self.page(*page)
        if board:
            self.first_row(board)
        found = self.dialog(dialog, *key)
        self.settle()
        return found

    def discard(self, dialog: QDialog) -> None:
        """Esc; where it asks, yes."""
        self.press(KEY.Key_Escape, at=dialog)
        if not is_open(dialog):
            return
        ask = next(box for box in dialog.findChildren(QDialog) if box.isVisible())
        ask.findChild(QPushButton, "yes").click()  # type: ignore[union-attr]
        self.qtbot.waitUntil(lambda: not is_open(dialog))

    # -- looking ----------------------------------------------------------------------------------------
    def find(self, kind: type[W], name: str) -> W:
        """The part of that name that is in view."""
        return next(part for part in self.window.findChildren(kind, name) if part.isVisible())

    def faults(self) -> list[str]:
        """What went wrong in the program."""
        return [said.text for said in self.window.messages.history() if "in the program" in said.text]

    def held(self, silo: Silo, query: str) -> Any:
        """The first value that a silo has for a query."""
        with self.trio.superuser(silo) as connection:
            row = connection.execute(query.encode()).fetchone()
        assert row is not None, query
        return row[0]

    def do(self, silo: Silo, statement: str) -> None:
        """What its superuser does."""
        with self.trio.superuser(silo) as connection:
            connection.execute(statement.encode())


def press_at(qtbot: QtBot, window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Where the focus is in that window, which has the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.focusWidget() or window, key, modifiers)
    QApplication.processEvents()


def is_open(dialog: QWidget) -> bool:
    """Whether it is still there to be looked at."""
    return isValid(dialog) and dialog.isVisible()


def told(form: QWidget) -> list[str]:
    """What a form says of what was entered."""
    said = [part.error() for part in form.findChildren(Field) if part.isVisible()]
    said += [part.accessibleName() for part in form.findChildren(Banner) if part.isVisible() and part.objectName()]
    return [sentence for sentence in said if sentence]


def named(form: QWidget) -> dict[str, Typed]:
    """The fields of a form by their names."""
    return {part.objectName(): part for part in fields(form) if part.isVisible()}
