"""A sign-in window on the real silos, with a workstation that lasts for one test."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.connection.reach import ServerReach
from medport_desktop.data.workstation.settings_file import WorkstationFile
from medport_desktop.data.workstation.vault import Vault
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.session import SignedIn
from medport_desktop.gui.kit.controls.buttons import PrimaryButton
from medport_desktop.gui.kit.controls.panel import Banner
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.shell.lights import SiloLight, SiloLights
from medport_desktop.gui.sign_in import SignInWindow
from medport_desktop.runtime import Runtime, loop
from medport_desktop.services.session.session import Session
from tests.conftest import Trio
from tests.keyrings import MemoryKeyring
from tests.support import until

W = TypeVar("W", bound=QWidget)


@dataclass
class Desk:
    """A sign-in window as a person meets it."""

    window: SignInWindow
    session: Session
    manager: DatabaseManager
    runtime: Runtime
    signed_in: list[SignedIn]

    @property
    def email(self) -> QLineEdit:
        return self._find(QLineEdit, "email")

    @property
    def password(self) -> QLineEdit:
        return self._find(QLineEdit, "password")

    @property
    def keep(self) -> QCheckBox:
        return self._find(QCheckBox, "keep")

    @property
    def button(self) -> PrimaryButton:
        return self._find(PrimaryButton, "sign_in")

    @property
    def trouble(self) -> Banner:
        return self._find(Banner, "trouble")

    def error(self, name: str) -> str:
        """The sentence under "email" or "password"."""
        return self._find(Field, f"{name}_field").error()

    def light(self, silo: Silo) -> SiloLight:
        lights = self.window.findChild(SiloLights)
        assert lights is not None
        return lights.light(silo.label)

    def close(self) -> None:
        self.window.hide()
        self.window.deleteLater()
        self.manager.close()
        self.runtime.close()

    def _find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert isinstance(found, kind)
        return found


OpenDesk = Callable[..., Desk]


@pytest.fixture(autouse=True)
def at_hand(dressed: QApplication, memory_keyring: MemoryKeyring) -> None:
    """Every window here is in its theme and has a keyring."""


@pytest.fixture
def open_desk(trio: Trio, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenDesk]:
    """Open a sign-in window; `away` are silos at whose address nobody is."""
    desks: list[Desk] = []

    def open_one(*, away: tuple[Silo, ...] = (), urls: Mapping[Silo, str] | None = None) -> Desk:
        there = dict(urls or trio.urls.for_people())
        there.update(dict.fromkeys(away, "postgresql://127.0.0.1:1/nobody"))
        manager = DatabaseManager(there, loop.on_gui_thread)
        runtime = Runtime.build(safety_ms=0)
        session = Session(manager, Vault(WorkstationFile(tmp_path / "workstation.json")))
        window = SignInWindow(runtime, session, ServerReach(there), site_name="A demo site")
        desk = Desk(window, session, manager, runtime, [])
        desks.append(desk)
        window.signed_in.connect(desk.signed_in.append)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        until(window.isActiveWindow)
        return desk

    yield open_one
    for desk in desks:
        desk.close()
