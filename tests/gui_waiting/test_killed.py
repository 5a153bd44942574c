"""A console whose process is killed loses nothing that it had kept; whoever signs in next sends only their own."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import keyring
from PySide6.QtWidgets import QApplication

from medport_desktop.data.workstation.outbox_folder import OutboxFolder
from medport_desktop.domain.enums import Silo
from tests.conftest import Trio
from tests.gui_hospital.conftest import COLLEAGUE, EMAIL, Others, others
from tests.gui_hospital.desk import Desk
from tests.gui_waiting.conftest import Keeps
from tests.keyrings import MemoryKeyring

__all__ = ["others"]

NOBODY = "postgresql://127.0.0.1:1/nobody"
PROGRAM = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
import keyring
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.workstation.outbox_folder import OutboxFolder
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import KeptForLater
from medport_desktop.data.stores.stores import Stores
from medport_desktop.services.outbox.outbox import Outbox
from medport_desktop.domain.kept_writes import AddNote
from medport_desktop.domain.ids import new_key
from tests.keyrings import MemoryKeyring

facts = json.loads(sys.stdin.readline())
keyring.set_keyring(MemoryKeyring())
manager = DatabaseManager({Silo(name): url for name, url in facts["urls"].items()})
manager.sign_in(facts["email"], facts["password"])
stores, folder = Stores.of(manager), OutboxFolder(manager.person, Path(facts["folder"]))
outbox = Outbox(folder, stores.hospital, stores.ems, lambda: datetime.now(UTC))
try:
    outbox.send(AddNote(new_key(), "a trip", UUID(facts["trip"]), "Kept before the end"))
except KeptForLater:
    print(json.dumps(list(keyring.get_keyring().entries.items())), flush=True)
sys.stdin.read()  # until it is killed
"""


def keep_and_be_killed(trio: Trio, urls: Mapping[Silo, str], folder: Path, trip: object, memory: MemoryKeyring) -> None:
    """Another process signs in, keeps a note while the hospital silo is away, and is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    facts = {
        "urls": {silo.value: url for silo, url in urls.items()},
        "email": EMAIL,
        "password": trio.accounts[EMAIL].password,
        "folder": str(folder),
        "trip": str(trip),
    }
    with process:
        process.stdin.write(json.dumps(facts) + "\n")
        process.stdin.flush()
        entries = json.loads(process.stdout.readline())
        process.kill()
    memory.entries.update({(service, name): secret for (service, name), secret in entries})


def notes(others: Others, trip: object) -> list[tuple[str, str]]:
    return others.rows(Silo.HOSPITAL, "select text, author from medport.trip_note where trip_id = %s", trip)


def test_a_killed_console_loses_nothing_and_nobody_else_sends_it(
    trio: Trio, dressed: QApplication, keeps: Keeps, memory_keyring: MemoryKeyring, others: Others, tmp_path: Path
) -> None:
    trip, folder = others.trip(), tmp_path / "outbox"
    urls = trio.urls.for_people()
    keep_and_be_killed(trio, {**urls, Silo.HOSPITAL: NOBODY}, folder, trip, memory_keyring)
    assert len(list(folder.rglob("*.kept"))) == 1
    with Desk.open(trio, COLLEAGUE, urls=urls, keeps=keeps) as colleague:
        colleague.settle()
        assert colleague.window.entry._trip_entry._outbox.kept() == ()
    assert notes(others, trip) == []
    assert len(list(folder.rglob("*.kept"))) == 1
    with Desk.open(trio, EMAIL, urls=urls, keeps=keeps) as desk:
        desk.until(lambda: "Sent, having waited: Note on a trip" in desk.said())
        person = desk.manager.person
    assert notes(others, trip) == [("Kept before the end", person.name)]
    assert OutboxFolder(person, folder).load() == []
    assert keyring.get_keyring() is memory_keyring


def test_what_the_keyring_no_longer_opens_is_told_and_stays(
    trio: Trio, dressed: QApplication, keeps: Keeps, memory_keyring: MemoryKeyring, others: Others, tmp_path: Path
) -> None:
    trip, folder = others.trip(), tmp_path / "outbox"
    urls = trio.urls.for_people()
    keep_and_be_killed(trio, {**urls, Silo.HOSPITAL: NOBODY}, folder, trip, memory_keyring)
    memory_keyring.entries.clear()
    with Desk.open(trio, EMAIL, urls=urls, keeps=keeps) as desk:
        desk.until(lambda: "1 change kept on this workstation cannot be read" in desk.said())
    assert notes(others, trip) == []
    assert len(list(folder.rglob("*.kept"))) == 1
