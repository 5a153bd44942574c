"""A person's eyes and hands at the windows of a console, for tests: look, wait, type, press."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.session import Freshness
from medport_desktop.gui.kit.shell.strip import NoticeStrip
from medport_desktop.runtime import Runtime
from tests.support import WAIT_S, until

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@contextmanager
def emitted(signal: SignalInstance) -> Iterator[list[tuple[Any, ...]]]:
    """What is done within makes the signal come, at once or soon; yields what it carried, each time it came."""
    heard: list[tuple[Any, ...]] = []
    connection = signal.connect(lambda *values: heard.append(values))
    yield heard
    until(lambda: heard)
    with suppress(RuntimeError):  # whoever sent it may be gone
        QObject.disconnect(connection)


class Hands(ABC):
    """What a person can see and do at one console."""

    runtime: Runtime

    @abstractmethod
    def windows(self) -> list[QWidget]:
        """The console's windows; the first has the keyboard unless a dialog is open."""

    # -- looking ----------------------------------------------------------------------------------------
    def find(self, kind: type[W], name: str) -> W:
        """The control of that name, in a window or a dialog of its."""
        found = [part for window in self.windows() for part in window.findChildren(kind, name)]
        assert found, f"there is no {name}"
        return found[0]

    def shown(self, kind: type[W], name: str = "") -> W:
        """The visible control of that name and kind, once there is one."""

        def look() -> W | None:
            found = [part for window in self.windows() for part in window.findChildren(kind, name or None)]
            return next((part for part in found if part.isVisible()), None)

        result = self.until(look)
        assert result is not None
        return result

    def is_shown(self, name: str) -> bool:
        """Whether a visible control has that name."""
        return any(part.isVisible() for window in self.windows() for part in window.findChildren(QWidget, name))

    def is_live(self, *silos: Silo) -> bool:
        """Whether these silos' lights are green; all three, where none is named."""
        states = [self.runtime.changes.state(silo) for silo in silos or Silo]
        return all(state is not None and state.freshness is Freshness.LIVE for state in states)

    def strip(self) -> str:
        """What the line of what waits says; '' while it is hidden."""
        line = self.find(NoticeStrip, "waiting_strip")
        return line.words() if line.isVisible() else ""

    @abstractmethod
    def said(self) -> str:
        """Every sentence of the message bar so far."""

    # -- waiting ----------------------------------------------------------------------------------------
    def until(self, check: Callable[[], T], timeout: float = WAIT_S) -> T:
        """Wait until `check()` gives something true, and return it."""
        return until(check, timeout)

    def hears(self, words: str) -> None:
        """Wait until the message bar has said these words: it often speaks a moment after a row has changed."""
        with suppress(AssertionError):
            until(lambda: words in self.said())
        assert words in self.said()

    def settle(self) -> None:
        """Wait until no call is under way."""
        until(lambda: self.runtime.tasks.is_idle)

    # -- doing ------------------------------------------------------------------------------------------
    def focused(self) -> QWidget:
        """What has the focus: in the menu or dialog on top, else in the window."""
        menu = QApplication.activePopupWidget()
        top = menu if isinstance(menu, QMenu) else QApplication.activeModalWidget() or self.windows()[0]
        if top is not menu and not top.isActiveWindow():  # a window manager would do that when a dialog has closed
            top.activateWindow()
            until(top.isActiveWindow)
        return top.focusWidget() or top

    def keys(self, *what: str | Qt.Key) -> None:
        """Type texts and press keys, where the focus is."""
        for item in what:
            if isinstance(item, str):
                QTest.keyClicks(self.focused(), item)
            else:
                QTest.keyClick(self.focused(), item)
            QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key with modifiers, where the focus is."""
        QTest.keyClick(self.focused(), key, modifiers)
        QApplication.processEvents()

    def click(self, name: str) -> None:
        """A left click in the middle of a control."""
        QTest.mouseClick(self.find(QWidget, name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()
