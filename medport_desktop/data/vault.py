"""What this workstation remembers of a person: the e-mail, and in the OS keyring the keys, never the password."""

import contextlib
import json
import logging
import os
import tempfile
from pathlib import Path

import keyring
from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError
from platformdirs import user_config_path

SERVICE = "medport"
"""The name of our entries in the keyring; their user name is the e-mail."""

_log = logging.getLogger(__name__)


def default_path() -> Path:
    """The small settings file of this workstation's user."""
    return user_config_path("medport", appauthor=False) / "workstation.json"


class Vault:
    """Implements `services.session.Keeper`. A keyring may ask the person to unlock it: call it in a worker."""

    def __init__(self, path: Path | None = None) -> None:
        """`path` of the settings file; the user's own by default."""
        self._path = path or default_path()

    def remembered_email(self) -> str:
        """The e-mail last used here, or ''."""
        email = self._read().get("email", "")
        return email if isinstance(email, str) else ""

    def remember_email(self, email: str) -> None:
        """Fill it in next time; a folder that cannot be written is no reason to fail a sign-in."""
        settings = {**self._read(), "email": email}
        try:
            self._write(json.dumps(settings, indent=2))
        except OSError as error:
            _log.warning("the workstation's settings could not be written: %s", type(error).__name__)

    def keep(self, email: str, secret: str) -> str:
        """Store the secret in the OS keyring; '' on success, else a sentence why it was not kept."""
        try:
            keyring.set_password(SERVICE, email, secret)
        except NoKeyringError:
            return "This workstation has no keyring, so you will be asked for your password next time."
        except KeyringError as error:
            _log.warning("the keyring refused: %s", type(error).__name__)
            return "The keyring of this workstation is locked, so you will be asked for your password next time."
        return ""

    def kept(self, email: str) -> str | None:
        """The stored secret; None if there is none, or the keyring is missing or locked."""
        try:
            return keyring.get_password(SERVICE, email)
        except KeyringError as error:
            _log.info("no keyring: %s", type(error).__name__)
            return None

    def forget(self, email: str) -> None:
        """Remove the stored secret, if there is one."""
        try:
            keyring.delete_password(SERVICE, email)
        except PasswordDeleteError:
            return  # there was none
        except KeyringError as error:
            _log.info("no keyring: %s", type(error).__name__)

    def _read(self) -> dict[str, object]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def _write(self, text: str) -> None:
        """Whole or not at all, readable by its user alone (mkstemp)."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=self._path.parent, prefix=".workstation-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(draft, self._path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(draft)
            raise
