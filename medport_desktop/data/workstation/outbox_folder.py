"""One person's kept writes on this workstation: a folder of their own, each write a file, encrypted.

They hold patients' names and free text, so none is ever on disk in the clear (45 CFR 164.312(a)(2)(iv)). The key is in
the operating system's keyring, made when the first is kept; without a keyring nothing is kept. AES-256-GCM (NIST SP
800-38D) with a random 96-bit nonce a file; what is authenticated with it names the person and the write, so a file that
is moved to another person's folder, or renamed, cannot be read.
"""

import base64
import binascii
import contextlib
import json
import logging
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from uuid import UUID

import keyring
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from filelock import FileLock
from keyring.errors import KeyringError, NoKeyringError
from platformdirs import user_data_path

from medport_desktop.data.connection.scram import role_name
from medport_desktop.data.workstation.kept_form import Unreadable, from_disk, to_disk
from medport_desktop.domain.errors import NotKept
from medport_desktop.domain.kept_writes import KeptWrite
from medport_desktop.domain.people import Person

SERVICE = "medport-outbox"
"""The name of the keys' entries in the keyring; their user name is the e-mail."""

_MAGIC = b"MPK1"
_NONCE = 12
_KEY = 32
_SUFFIX = ".kept"
_LOCK, _KEY_LOCK = ".sending", ".key"
WAIT_FOR_OTHERS_S = 10.0

_log = logging.getLogger(__name__)


def default_folder() -> Path:
    """Where all people's folders are, for this user of the workstation."""
    return user_data_path("medport", appauthor=False) / "outbox"


class OutboxFolder:
    """Where one person's kept writes are. A keyring may ask the person to unlock it: call it in a worker."""

    def __init__(self, person: Person, folder: Path | None = None) -> None:
        """`folder`: that of all people; the user's own by default."""
        self._person = person
        self._folder = (folder or default_folder()) / role_name(person.email)
        self._key: bytes | None = None
        self._key_lock = Lock()
        self._is_shut = False
        """The keyring has refused. It may ask the person to unlock it: not again until something is to be kept."""
        self.unread = 0
        """How many were there that could not be read, when last looked."""

    def load(self) -> list[KeptWrite]:
        """All that can be read; the rest is left as it is, and its number logged."""
        try:
            paths = sorted(self._folder.glob(f"*{_SUFFIX}"))
        except OSError:
            return []
        key = None
        if paths and not self._is_shut:
            try:
                key = self._known_key()
            except NotKept:
                self._is_shut = True
        found = [kept for path in paths if key is not None and (kept := self._read(path, key)) is not None]
        if len(paths) - len(found) > self.unread:
            _log.warning("%d kept writes cannot be read", len(paths) - len(found))
        self.unread = len(paths) - len(found)
        return found

    def put(self, kept: KeptWrite) -> None:
        """Write it, whole or not at all. Raises NotKept where there is no keyring, or no room."""
        key = self._known_key() or self._first_key()
        self._is_shut = False
        text = json.dumps(to_disk(kept)).encode()
        nonce = secrets.token_bytes(_NONCE)
        sealed = _MAGIC + nonce + AESGCM(key).encrypt(nonce, text, self._bound_to(kept.command.key))
        try:
            self._write(kept.command.key, sealed)
        except OSError as error:
            _log.warning("a write could not be kept: %s", type(error).__name__)
            raise NotKept("This workstation's disk cannot be written, so nothing is kept.") from error

    def holds(self, key: UUID) -> bool:
        """Whether it is there still."""
        return self._path(key).exists()

    def remove(self, key: UUID) -> None:
        """Forget it. One that stays is sent again after a restart, which is harmless."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            _log.warning("a kept write could not be removed: %s", type(error).__name__)

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Held by one console of the person at a time; another waits for a while, and then goes on all the same."""
        with self._alone(_LOCK):
            yield

    @contextmanager
    def _alone(self, lock: str) -> Iterator[None]:
        with contextlib.ExitStack() as held:
            with contextlib.suppress(OSError):  # a Timeout is one; without the folder there is nothing to be alone with
                held.enter_context(FileLock(self._folder / lock).acquire(timeout=WAIT_FOR_OTHERS_S))
            yield

    # -- files ------------------------------------------------------------------------------------------
    def _path(self, key: UUID) -> Path:
        return self._folder / f"{key}{_SUFFIX}"

    def _bound_to(self, key: UUID) -> bytes:
        return _MAGIC + self._person.id.bytes + key.bytes

    def _read(self, path: Path, key: bytes) -> KeptWrite | None:
        try:
            sealed, name = path.read_bytes(), UUID(path.stem)
            if not sealed.startswith(_MAGIC):
                return None
            nonce, rest = sealed[len(_MAGIC) : len(_MAGIC) + _NONCE], sealed[len(_MAGIC) + _NONCE :]
            return from_disk(json.loads(AESGCM(key).decrypt(nonce, rest, self._bound_to(name))))
        except (OSError, ValueError, InvalidTag, Unreadable):
            return None

    def _write(self, key: UUID, sealed: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=self._folder, prefix=".draft-")  # its user alone may read it
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, self._path(key))
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(draft)
            raise

    # -- the key ----------------------------------------------------------------------------------------
    def _known_key(self) -> bytes | None:
        """The key, or None where none has been made. Raises NotKept where there is no keyring to ask."""
        with self._key_lock:
            if self._key is None:
                try:
                    self._key = _decoded(keyring.get_password(SERVICE, self._person.email))
                except KeyringError as error:
                    raise _no_keyring(error) from error
            return self._key

    def _first_key(self) -> bytes:
        """Of two consoles that keep their first write at once, one makes the key for both."""
        with contextlib.suppress(OSError):  # else writing tells of it
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._alone(_KEY_LOCK):
            return self._known_key() or self._make_key()

    def _make_key(self) -> bytes:
        """A new key, in the keyring: one that a keyring only pretends to hold is not used."""
        made = secrets.token_bytes(_KEY)
        with self._key_lock:
            try:
                keyring.set_password(SERVICE, self._person.email, base64.b64encode(made).decode())
                held = _decoded(keyring.get_password(SERVICE, self._person.email))
            except KeyringError as error:
                raise _no_keyring(error) from error
            if held is None:
                raise NotKept("This workstation's keyring keeps nothing, so neither is this kept.")
            self._key = held
            return held


def _decoded(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        return None
    return key if len(key) == _KEY else None


def _no_keyring(error: KeyringError) -> NotKept:
    if isinstance(error, NoKeyringError):
        return NotKept("This workstation has no keyring, so nothing is kept on it.")
    _log.warning("the keyring refused: %s", type(error).__name__)
    return NotKept("The keyring of this workstation is locked, so nothing is kept on it.")
