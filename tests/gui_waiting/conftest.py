"""A workstation with a keyring and a folder, and ways to the silos that can be shut."""

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QApplication

from medport_desktop.data.workstation.outbox_folder import OutboxFolder
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.people import Person
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.services.outbox.outbox import KeptStore
from tests.conftest import Trio
from tests.gate import Gate
from tests.keyrings import MemoryKeyring

Keeps = Callable[[Person], KeptStore]


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its theme."""
    theme().install(qapp)
    return qapp


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    """A keyring that works, in the place of this machine's own."""
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def keeps(memory_keyring: MemoryKeyring, tmp_path: Path) -> Keeps:
    """Where a person's writes are kept on this workstation."""
    return lambda person: OutboxFolder(person, tmp_path / "outbox")


def gate_to(trio: Trio, silo: Silo) -> Gate:
    """A way to a silo that can be shut."""
    return Gate(int(trio.urls[silo].rsplit(":", 1)[1].split("/")[0]))


def urls_behind(trio: Trio, silo: Silo, gate: Gate) -> dict[Silo, str]:
    """The silos' addresses, one of them through the gate."""
    urls = trio.urls.for_people()
    port = trio.urls[silo].rsplit(":", 1)[1].split("/")[0]
    urls[silo] = urls[silo].replace(f":{port}", f":{gate.port}")
    return urls


@pytest.fixture
def hospital_gate(trio: Trio) -> Iterator[Gate]:
    """The way to the hospital silo."""
    with gate_to(trio, Silo.HOSPITAL) as gate:
        yield gate


@pytest.fixture
def ems_gate(trio: Trio) -> Iterator[Gate]:
    """The way to the ems silo."""
    with gate_to(trio, Silo.EMS) as gate:
        yield gate
