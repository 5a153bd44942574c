"""A workstation with a keyring and a folder, and ways to the silos that can be shut."""

from collections.abc import Callable
from pathlib import Path

import pytest

from medport_desktop.data.workstation.outbox_folder import OutboxFolder
from medport_desktop.domain.people import Person
from medport_desktop.services.outbox.outbox import KeptStore
from tests.keyrings import MemoryKeyring

Keeps = Callable[[Person], KeptStore]


@pytest.fixture
def keeps(memory_keyring: MemoryKeyring, tmp_path: Path) -> Keeps:
    """Where a person's writes are kept on this workstation."""
    return lambda person: OutboxFolder(person, tmp_path / "outbox")
