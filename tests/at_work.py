"""Consoles for tests: somebody's window on real silos, made as the program makes it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Generic, Self, TypeVar, cast

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop.bootstrap import Console, open_session
from medport_desktop.data.connection.listener import Listener
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.people import Person
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock
from medport_desktop.gui.kit.shell.message_bar import BarMessage
from medport_desktop.gui.kit.shell.shell import ConsoleShell
from medport_desktop.gui.session.session_shell import join
from medport_desktop.person_window import build_window, now
from medport_desktop.runtime import Runtime
from medport_desktop.services.outbox.outbox import KeptStore, Outbox
from tests.conftest import Trio
from tests.hands import Hands

V = TypeVar("V", bound=ConsoleShell)
SIZE = (1600, 940)


class AtWork(AbstractContextManager[Any], Hands, Generic[V]):
    """Somebody at their window, signed in without a sign-in window. Use it in a `with`.

    Two things differ from the program: nothing is read again every minute, and the GUI thread may ask a silo.
    """

    def __init__(self, manager: DatabaseManager, runtime: Runtime, window: V) -> None:
        self.manager = manager
        self.runtime = runtime
        self.window = window
        self.told: list[BarMessage] = []
        databases = manager.databases.values()
        self.listeners = [Listener(database, runtime.changes, heartbeat_s=0.5) for database in databases]

    @classmethod
    def open(
        cls,
        trio: Trio,
        email: str,
        *,
        urls: Mapping[Silo, str] | None = None,
        size: tuple[int, int] = SIZE,
        keeps: Callable[[Person], KeptStore] | None = None,
    ) -> Self:
        """Sign somebody of the demo in, open their window and wait until everything has been read."""
        manager = DatabaseManager(urls or trio.urls.for_people())
        manager.sign_in(email, trio.accounts[email].password)
        runtime = Runtime.build(safety_ms=0)
        person, stores = manager.person, Stores.of(manager)
        settings = stores.center.settings()
        set_site_clock(SiteClock(settings.zone))
        outbox = Outbox(keeps(person) if keeps is not None else None, stores.hospital, stores.ems, now)
        window = build_window(runtime, person, stores, settings, outbox)
        join(window, runtime, person, window.close, window.close, outbox)
        made = cls(manager, runtime, cast("V", window))
        try:
            made._show(size)
            made.until(made.is_ready)
            made.settle()
        except BaseException:
            made.close()
            raise
        return made

    def is_ready(self) -> bool:
        """Whether the window is live and has read what it shows first."""
        return self.is_live()

    def windows(self) -> list[QWidget]:
        return [self.window]

    def said(self) -> str:
        return "\n".join(message.text for message in self.told)

    def _show(self, size: tuple[int, int]) -> None:
        self.window.messages.posted.connect(self.told.append)
        for listener in self.listeners:
            listener.start()
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()

    def close(self) -> None:
        """End the window, its threads and its connections."""
        self.window.hide()
        self.runtime.changes.close()
        for listener in self.listeners:
            listener.request_stop()
        for listener in self.listeners:
            listener.stop()
        self.manager.close()
        self.runtime.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)

    def __exit__(self, *_error: object) -> None:
        self.close()


class Seat(Hands):
    """Somebody at a console of the program, which may show its sign-in window or theirs."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.runtime = console.runtime

    @classmethod
    def of(cls, trio: Trio, email: str, password: str = "", *, urls: Mapping[Silo, str] | None = None) -> Self:
        """Somebody of the demo who begins to sign in; `ready` waits for their window. Call `close` at the end."""
        there = urls or trio.urls.for_people()
        return cls(open_session(there, email, password or trio.accounts[email].password))

    def close(self) -> None:
        """End what the console has."""
        self.console.close()

    @property
    def window(self) -> ConsoleShell:
        """The person's window."""
        assert self.console.window is not None
        return self.console.window

    def windows(self) -> list[QWidget]:
        return [window for window in (self.console.window, self.console.sign_in_window) if window is not None]

    def ready(self) -> ConsoleShell:
        """Wait until the person's window is open, live and has read everything."""
        self.until(lambda: self.console.window is not None and self.is_live())
        self.settle()
        return self.window

    def said(self) -> str:
        return "\n".join(message.text for message in self.window.messages.history())
