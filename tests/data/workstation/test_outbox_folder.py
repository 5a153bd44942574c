"""Kept writes on disk: encrypted, whole, for one person alone."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Event, Thread, local
from uuid import uuid4

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring

from medport_desktop.data.connection.scram import role_name
from medport_desktop.data.workstation import outbox_folder
from medport_desktop.data.workstation.outbox_folder import SERVICE, OutboxFolder
from medport_desktop.domain.enums import UserType
from medport_desktop.domain.errors import NotKept
from medport_desktop.domain.ids import new_key
from medport_desktop.domain.kept_writes import AddNote, KeptWrite
from medport_desktop.domain.people import Person
from tests.keyrings import LockedKeyring, MemoryKeyring
from tests.support import WAIT_S

CLERK = Person(uuid4(), "clerk@nason.example", "Demo clerk", UserType.HOSPITAL, is_manager=False)
SECRET = "Demo, Patient T: the daughter rides along"


@pytest.fixture(autouse=True)
def memory() -> Iterator[MemoryKeyring]:
    before, made = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def note(text: str = SECRET) -> KeptWrite:
    return KeptWrite(AddNote(new_key(), "T-1042", uuid4(), text), datetime.now(UTC))


def paths(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.kept"))


def test_what_is_kept_comes_back_in_another_session(tmp_path: Path) -> None:
    first, second = note(), note("another")
    for kept in (first, second):
        OutboxFolder(CLERK, tmp_path).put(kept)
    again = OutboxFolder(CLERK, tmp_path)
    assert {kept.command.key: kept for kept in again.load()} == {k.command.key: k for k in (first, second)}
    assert again.holds(first.command.key)
    again.remove(first.command.key)
    again.remove(first.command.key)
    assert again.load() == [second]
    assert not again.holds(first.command.key)


def test_nothing_is_in_the_clear_and_nobody_else_may_read_the_files(tmp_path: Path, memory: MemoryKeyring) -> None:
    OutboxFolder(CLERK, tmp_path).put(note())
    (path,) = paths(tmp_path)
    content = path.read_bytes()
    for word in (b"Demo", b"daughter", b"T-1042", b"AddNote", b"text"):
        assert word not in content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(memory.entries) == [(SERVICE, CLERK.email)]
    assert CLERK.email not in str(path)


def test_the_same_text_is_never_encrypted_to_the_same(tmp_path: Path) -> None:
    kept = note()
    folder = OutboxFolder(CLERK, tmp_path)
    folder.put(kept)
    before = paths(tmp_path)[0].read_bytes()
    folder.put(kept)
    assert paths(tmp_path)[0].read_bytes() != before


@pytest.mark.parametrize("who", ["another person of that e-mail", "another e-mail"])
def test_another_persons_files_cannot_be_read(tmp_path: Path, memory: MemoryKeyring, who: str) -> None:
    """Not after the files were moved, and not with the first one's key."""
    OutboxFolder(CLERK, tmp_path).put(note())
    other = (
        replace(CLERK, id=uuid4()) if who == "another person of that e-mail" else replace(CLERK, email="b@x.example")
    )
    memory.entries[SERVICE, other.email] = memory.entries[SERVICE, CLERK.email]
    target = tmp_path / role_name(other.email)
    target.mkdir(exist_ok=True)
    if other.email != CLERK.email:
        other = replace(other, id=uuid4())
    (source,) = paths(tmp_path)
    source.rename(target / source.name)
    assert OutboxFolder(other, tmp_path).load() == []
    assert paths(tmp_path)  # and is left alone


def test_a_file_that_was_touched_is_passed_over_and_left(tmp_path: Path) -> None:
    folder = OutboxFolder(CLERK, tmp_path)
    good, bad, renamed = note(), note(), note()
    for kept in (good, bad, renamed):
        folder.put(kept)
    touched = next(path for path in paths(tmp_path) if path.stem == str(bad.command.key))
    content = bytearray(touched.read_bytes())
    content[-1] ^= 1
    touched.write_bytes(content)
    moved = next(path for path in paths(tmp_path) if path.stem == str(renamed.command.key))
    moved.rename(moved.with_name(f"{uuid4()}.kept"))
    (touched.parent / "nonsense.kept").write_bytes(b"")
    assert folder.load() == [good]
    assert len(paths(tmp_path)) == 4


@pytest.mark.parametrize(
    ("ring", "words"), [(NoKeyring(), "no keyring"), (LockedKeyring(), "locked"), (NullKeyring(), "keeps nothing")]
)
def test_without_a_keyring_that_keeps_nothing_is_written(tmp_path: Path, ring: KeyringBackend, words: str) -> None:
    keyring.set_keyring(ring)
    folder = OutboxFolder(CLERK, tmp_path / "outbox")
    with pytest.raises(NotKept, match=words):
        folder.put(note())
    assert folder.load() == []
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size] == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file, where the folder would be")
    with pytest.raises(NotKept, match="cannot be written"):
        OutboxFolder(CLERK, tmp_path / "outbox").put(note())


def test_one_console_at_a_time_sends(tmp_path: Path) -> None:
    one, other = OutboxFolder(CLERK, tmp_path), OutboxFolder(CLERK, tmp_path)
    one.put(note())
    began, entered = Event(), Event()

    def send() -> None:
        began.set()
        with other.sending():
            entered.set()

    second = Thread(target=send)
    with one.sending():
        second.start()
        assert began.wait(WAIT_S)
        assert not entered.wait(0.2)
    second.join(WAIT_S)
    assert entered.is_set()


def test_a_console_that_hangs_does_not_keep_the_others_from_sending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_folder, "WAIT_FOR_OTHERS_S", 0.1)
    one, other = OutboxFolder(CLERK, tmp_path), OutboxFolder(CLERK, tmp_path)
    with one.sending(), other.sending():  # nothing is kept yet: there is no folder
        one.put(note())
    with one.sending(), other.sending():
        assert len(other.load()) == 1


class SlowKeyring(MemoryKeyring):
    """Has asked the person for leave to write when another console has looked."""

    def __init__(self, looked: Barrier) -> None:
        super().__init__()
        self._looked = looked
        self._first = local()

    def get_password(self, service: str, username: str) -> str | None:
        found = super().get_password(service, username)
        if not getattr(self._first, "looked", False):
            self._first.looked = True
            self._looked.wait(10)
        return found


def test_two_consoles_that_keep_their_first_write_at_once_have_one_key(tmp_path: Path) -> None:
    keyring.set_keyring(SlowKeyring(Barrier(2)))
    consoles = [OutboxFolder(CLERK, tmp_path), OutboxFolder(CLERK, tmp_path)]
    threads = [Thread(target=console.put, args=[note()]) for console in consoles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    for console in consoles:
        assert len(console.load()) == 2
        assert console.unread == 0


def test_a_fault_while_sending_comes_through(tmp_path: Path) -> None:
    folder = OutboxFolder(CLERK, tmp_path)
    folder.put(note())
    with pytest.raises(OSError, match="of the silo"), folder.sending():
        raise OSError("of the silo")
    with folder.sending():
        pass


class ShutKeyring(LockedKeyring):
    """Counts how often it is asked: on a desktop, each time a window asks the person to unlock it."""

    asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        return super().get_password(service, username)


def test_a_keyring_that_refused_is_asked_again_only_for_what_is_to_be_kept(
    tmp_path: Path, memory: MemoryKeyring
) -> None:
    kept = note()
    OutboxFolder(CLERK, tmp_path).put(kept)
    shut = ShutKeyring()
    keyring.set_keyring(shut)
    folder = OutboxFolder(CLERK, tmp_path)
    assert [folder.load(), folder.load(), folder.load()] == [[], [], []]
    assert (folder.unread, shut.asked) == (1, 1)
    keyring.set_keyring(memory)  # unlocked
    assert folder.load() == []
    later = note("later")
    folder.put(later)
    assert sorted(found.tried_at for found in folder.load()) == [kept.tried_at, later.tried_at]
    assert folder.unread == 0
