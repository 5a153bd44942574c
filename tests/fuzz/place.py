"""Somebody at a window of the program, with keys to press, and what the silos hold."""

from collections.abc import Sequence
from contextlib import ExitStack
from itertools import count
from typing import Any, Self, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from shiboken6 import isValid

from medport_desktop import bootstrap
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.field import Field
from tests.at_work import Seat
from tests.conftest import Trio
from tests.fuzz.pasting import Typed, fields
from tests.hands import CTRL, NONE
from tests.silos.world import World
from tests.support import until

P = TypeVar("P", bound=World)
Press = tuple[Qt.Key, Qt.KeyboardModifier]
KEY = Qt.Key
_NUMBERS = count(1)


class Place(Seat):
    """A live console, as the program opens it. Close it at the end."""

    trio: Trio
    _others: ExitStack

    @classmethod
    def open(cls, trio: Trio, email: str, password: str = "") -> Self:
        """Sign in and wait until the window is live."""
        bootstrap.dress(QApplication.instance())  # type: ignore[arg-type]
        place = cls.of(trio, email, password)
        place.trio, place._others = trio, ExitStack()
        try:
            place.ready()
        except BaseException:
            place.close()
            raise
        return place

    def close(self) -> None:
        """Others leave with it."""
        self._others.close()
        super().close()

    def others(self, kind: type[P]) -> P:
        """Other people of the demo."""
        return self._others.enter_context(kind.of(self.trio))

    def number(self) -> int:
        """One that no test has given before: a patient of another test is not to be met again."""
        return next(_NUMBERS)

    # -- acting -----------------------------------------------------------------------------------------
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
        view = self.shown(BoardView, name)
        until(lambda: view.model().rowCount() > 0)
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
        self.press(KEY.Key_Escape)
        if not is_open(dialog):
            return
        ask = next(box for box in dialog.findChildren(QDialog) if box.isVisible())
        ask.findChild(QPushButton, "yes").click()  # type: ignore[union-attr]
        until(lambda: not is_open(dialog))

    # -- looking ----------------------------------------------------------------------------------------
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
