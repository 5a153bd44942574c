"""On a workstation that remembers: the desk's columns and colours are there again after signing out and in."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop import bootstrap
from medport_desktop.bootstrap import Console
from medport_desktop.data.connection.scram import role_name
from medport_desktop.data.workstation.settings_file import WorkstationFile
from medport_desktop.data.workstation.vault import Vault
from medport_desktop.gui.kit.board import BoardView
from medport_desktop.gui.kit.style.theme import Mode, theme
from tests.conftest import Trio
from tests.keyrings import MemoryKeyring
from tests.support import until

EMAIL = "desk@nason.example"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    bootstrap.dress(qapp, Mode.LIGHT)
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)
    theme().set_mode(Mode.LIGHT)
    theme().set_scale(1.0)


@pytest.fixture
def workstation(tmp_path: Path) -> WorkstationFile:
    return WorkstationFile(tmp_path / "workstation.json")


@pytest.fixture
def console(trio: Trio, workstation: WorkstationFile) -> Iterator[Console]:
    made = Console(trio.urls.for_people(), Vault(workstation), workstation=workstation)
    yield made
    made.close()


def _board(window: QWidget) -> BoardView:
    view = window.findChild(BoardView, "trips")
    assert view is not None
    return view


def test_the_desk_finds_its_arrangement_again(trio: Trio, console: Console, workstation: WorkstationFile) -> None:
    password = trio.accounts[EMAIL].password
    console.sign_in(EMAIL, password)
    until(lambda: console.window is not None)
    assert console.window is not None
    header = _board(console.window).horizontalHeader()
    until(lambda: header.isVisible() and console.runtime.tasks.is_idle)
    first, second = header.logicalIndex(0), header.logicalIndex(1)
    header.moveSection(1, 0)
    theme().set_mode(Mode.DARK)
    theme().set_scale(1.1)
    console.sign_out()
    until(lambda: console.window is None and console.sign_in_window is not None)
    assert "0/our_trips/trips" in _board_places(workstation)
    theme().set_mode(Mode.LIGHT)
    until(lambda: console.runtime.tasks.is_idle)
    assert console.sign_in_window is not None
    console.sign_in_window.sign_in(EMAIL, password)
    until(lambda: console.window is not None)
    assert console.window is not None
    header = _board(console.window).horizontalHeader()
    until(lambda: header.logicalIndex(0) == second)
    assert header.logicalIndex(1) == first
    assert theme().mode is Mode.DARK
    assert theme().scale == 1.1
    until(lambda: console.runtime.tasks.is_idle)


def _board_places(workstation: WorkstationFile) -> list[str]:
    return sorted(workstation.layout(role_name(EMAIL))["boards"])
