"""Consoles on the real silos, of people made for one test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

import keyring
import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.bootstrap import Console
from medport_desktop.data.connection import scram
from medport_desktop.data.workstation.settings_file import WorkstationFile
from medport_desktop.data.workstation.vault import Vault
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.kit.shell.lights import Light
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.silos.demo.people import demo_id
from tests.conftest import TEST_SCRAM_ITERATIONS, Trio
from tests.keyrings import MemoryKeyring
from tests.support import eventually

ADMIN = "admin@center.example"
NASON = "Conemaugh Nason Medical Center"
FIRST = "a password of the tests"
SECOND = "gravel otter lantern 42"
W = TypeVar("W", bound=QWidget)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    theme().install(qapp)
    return qapp


@pytest.fixture(autouse=True)
def memory_keyring() -> Iterator[MemoryKeyring]:
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@dataclass(frozen=True)
class New:
    """Somebody of a hospital's desk, made for one test; the password is `FIRST`."""

    id: UUID
    email: str


def opens(trio: Trio, email: str, password: str) -> list[Silo]:
    """The silos that let that person in with that password."""
    opened = []
    for silo in Silo:
        login = {"user": scram.role_name(email), "password": password}
        try:
            psycopg.connect(make_conninfo(trio.urls.for_people()[silo], **login)).close()
        except psycopg.OperationalError:
            continue
        opened.append(silo)
    return opened


@pytest.fixture
def make_person(trio: Trio) -> Callable[..., New]:
    """Make an account as an administrator does; `must_change`: with a first password."""

    def make(*, must_change: bool = True) -> New:
        new = New(uuid4(), f"clerk-{uuid4().hex[:8]}@nason.example")
        verifiers = [scram.verifier(FIRST, TEST_SCRAM_ITERATIONS) for _ in range(3)]
        with trio.connect(ADMIN, Silo.CENTER) as connection:
            connection.execute(
                "select create_user(%s, %s, 'Demo clerk', 'hospital', false, %s, null, %s, %s, %s)",
                [new.id, new.email, demo_id("hospital", NASON), *verifiers],
            )
        if not must_change:
            with trio.superuser(Silo.CENTER) as connection:
                connection.execute("update app_user set must_change_password = false where id = %s", [new.id])
        eventually(lambda: opens(trio, new.email, FIRST) == list(Silo))
        return new

    return make


@dataclass
class Seat:
    """A person at a console."""

    console: Console
    qtbot: QtBot

    @property
    def roots(self) -> list[QWidget]:
        """The windows of the console that there are."""
        return [w for w in (self.console.window, self.console.sign_in_window) if w is not None]

    def find(self, kind: type[W], name: str) -> W:
        """The visible control of that name; waits for it."""

        def look() -> W | None:
            found = [w for root in self.roots for w in root.findChildren(kind, name)]
            return next((w for w in found if w.isVisible()), None)

        self.qtbot.waitUntil(lambda: look() is not None, timeout=10_000)
        result = look()
        assert result is not None
        return result

    def is_shown(self, name: str) -> bool:
        """Whether a visible control has that name."""
        return any(w.isVisible() for root in self.roots for w in root.findChildren(QWidget, name))

    def activate(self, widget: QWidget) -> None:
        """Give its window the keyboard, as a window manager does."""
        if not widget.window().isActiveWindow():
            widget.window().activateWindow()
            self.qtbot.waitUntil(widget.window().isActiveWindow)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.focus(), text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus(), key, modifiers)

    def focus(self) -> QWidget:
        """What has the keyboard: in the dialog on top, else in the console's window."""
        top = QApplication.activeModalWidget() or self.roots[0]
        self.activate(top)
        return top.focusWidget() or top

    def opened(self) -> None:
        """Wait until the person's window is open, live and has read everything."""
        console = self.console
        self.qtbot.waitUntil(lambda: console.window is not None, timeout=10_000)
        self.qtbot.waitUntil(self.is_live, timeout=10_000)
        self.settle()

    def is_live(self) -> bool:
        """Whether all lights are green."""
        window = self.console.window
        assert window is not None
        return all(window.lights.light(silo.label).state() is Light.LIVE for silo in Silo)

    def settle(self) -> None:
        """Wait until no call is under way."""
        self.qtbot.waitUntil(lambda: self.console.runtime.tasks.is_idle, timeout=10_000)

    def said(self) -> str:
        """Every sentence of the message bar so far."""
        assert self.console.window is not None
        return "\n".join(message.text for message in self.console.window.messages.history())


Open = Callable[..., Seat]


@pytest.fixture
def sit_down(trio: Trio, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Sign somebody in at a console of this workstation."""
    consoles: list[Console] = []

    def open_one(email: str = "", password: str = "", *, resume: bool = False) -> Seat:
        console = Console(trio.urls.for_people(), Vault(WorkstationFile(tmp_path / "workstation.json")))
        consoles.append(console)
        if resume or not email:
            console.start()
        else:
            console.sign_in(email, password)
        return Seat(console, qtbot)

    yield open_one
    for console in consoles:
        console.close()
