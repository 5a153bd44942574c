"""Workstations that keep what cannot be sent, and what became of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from uuid import UUID, uuid4

from keyring.backend import KeyringBackend

from medport_desktop.data.connection.scram import role_name
from medport_desktop.data.workstation.outbox_folder import OutboxFolder
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.kept_writes import KeptWrite
from medport_desktop.domain.people import Person
from medport_desktop.services.outbox.outbox import Outbox
from tests.chaos.checking.journal import Entry, Outcome


class FileKeyring(KeyringBackend):
    """In the place of the operating system's: outlives the processes that use it."""

    priority = 1

    def __init__(self, folder: Path) -> None:
        """Keep the entries in that folder."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get_password(self, service: str, username: str) -> str | None:
        """Return it, or None."""
        path = self._path(service, username)
        return path.read_text() if path.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it, whole or not at all."""
        draft = self._folder / f"draft-{uuid4()}"
        draft.write_text(password)
        draft.replace(self._path(service, username))

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        self._path(service, username).unlink()

    def _path(self, service: str, username: str) -> Path:
        return self._folder / sha256(json.dumps([service, username]).encode()).hexdigest()


@dataclass(frozen=True)
class Workstation:
    """A folder where consoles keep what cannot be sent."""

    folder: Path

    def store(self, person: Person) -> OutboxFolder:
        """Return where that person's writes are."""
        return OutboxFolder(person, self.folder)

    def keeps(self, email: str) -> int:
        """How many writes of that person are kept."""
        return len(list((self.folder / role_name(email)).glob("*.kept")))


def entry_of(kept: KeptWrite) -> UUID:
    """Return the journal's entry of a kept write: people of a run write its id where others say what it is about."""
    return UUID(kept.command.about)


@dataclass(frozen=True)
class Emptied:
    """What became of everything that waited on one workstation, after healing."""

    sent: frozenset[UUID]
    """Entries that were sent just now."""
    left: Mapping[UUID, KeptWrite]
    """By entry; what is there still."""


def empty(outbox: Outbox, timeout_s: float) -> Emptied:
    """Send all that waits, trying again as a console does."""
    sent: set[UUID] = set()
    deadline = monotonic() + timeout_s
    while True:
        for silo in (Silo.HOSPITAL, Silo.EMS):
            sent |= {entry_of(outcome.kept) for outcome in outbox.deliver(silo) if outcome.sent}
        if not any(kept.waits for kept in outbox.kept()) or monotonic() > deadline:
            return Emptied(frozenset(sent), {entry_of(kept): kept for kept in outbox.kept()})
        sleep(0.1)


def settled(journal: Sequence[Entry], emptied: Iterable[Emptied]) -> list[Entry]:
    """Return what became of each attempt in the end. What is KEPT here waits still, and nobody was asked about it."""
    sent: set[UUID] = set()
    left: dict[UUID, KeptWrite] = {}
    for each in emptied:
        sent |= each.sent
        left |= each.left
    return [_end(entry, sent, left) for entry in {entry.id: entry for entry in journal}.values()]


def _end(entry: Entry, sent: set[UUID], left: Mapping[UUID, KeptWrite]) -> Entry:
    kept = left.get(entry.id)
    if kept is not None:
        outcome = Outcome.KEPT if kept.waits else Outcome.REFUSED
        return replace(entry, outcome=outcome, said=kept.refused, key=kept.command.key)
    if entry.outcome is Outcome.KEPT or entry.id in sent:
        return replace(entry, outcome=Outcome.DONE)  # it has gone from the workstation: then the silo must have it
    return entry
