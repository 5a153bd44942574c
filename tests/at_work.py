"""What tests have of anybody's window on real silos: the connections and listeners behind it, and ways to look."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.session import Freshness
from medport_desktop.gui.kit.shell.message_bar import BarMessage
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.runtime import Runtime
from tests.support import eventually

W = TypeVar("W", bound=QWidget)
V = TypeVar("V", bound=ConsoleShell)
SIZE = (1600, 940)
WAIT_S = 30


@dataclass
class AtWork(AbstractContextManager[Any], Generic[V]):
    """Somebody signed in, at their window. Use it in a `with`; it takes everything down again."""

    manager: DatabaseManager
    runtime: Runtime
    listeners: list[Listener]
    window: V
    told: list[BarMessage]

    def show(self, size: tuple[int, int] = SIZE) -> None:
        """Start listening, and bring the window up."""
        self.window.messages.posted.connect(self.told.append)
        for listener in self.listeners:
            listener.start()
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.window.hide()
        self.stop_reading()
        for listener in self.listeners:
            listener.request_stop()
        for listener in self.listeners:
            listener.stop()
        self.manager.close()
        self.runtime.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)

    def stop_reading(self) -> None:
        """Ask for nothing more: the connections go next."""
        self.runtime.changes.close()

    def is_live(self, silo: Silo) -> bool:
        """Whether that silo's light is green."""
        state = self.runtime.changes.state(silo)
        return state is not None and state.freshness is Freshness.LIVE

    def find(self, kind: type[W], name: str) -> W:
        """The control of that name, in the window or a dialog of its."""
        found = self.window.findChild(kind, name)
        assert found is not None, f"there is no {name}"
        return found

    def until(self, check: Callable[[], Any], timeout: float = WAIT_S) -> Any:
        """Wait, with the event loop running, until `check()` gives something true; returns it."""

        def look() -> Any:
            QApplication.processEvents()
            return check()

        return eventually(look, timeout)

    def settle(self) -> None:
        """Wait until no call is under way."""
        self.until(lambda: self.runtime.tasks.is_idle)

    def said(self) -> str:
        """Every sentence of the message bar so far."""
        return "\n".join(message.text for message in self.told)
