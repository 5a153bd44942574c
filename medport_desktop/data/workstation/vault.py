"""What this workstation remembers of a person: the e-mail, and in the OS keyring the keys, never the password."""

import logging

import keyring
from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError

from medport_desktop.data.workstation.settings_file import WorkstationFile

SERVICE = "medport"
"""The name of our entries in the keyring; their user name is the e-mail."""

_log = logging.getLogger(__name__)


class Vault:
    """What this workstation keeps. A keyring may ask the person to unlock it: call it in a worker."""

    def __init__(self, file: WorkstationFile) -> None:
        """`file` remembers the e-mail."""
        self._file = file

    def remembered_email(self) -> str:
        """The e-mail last used here, or ''."""
        return self._file.get("email")

    def remember_email(self, email: str) -> None:
        """Fill it in next time; a folder that cannot be written is no reason to fail a sign-in."""
        self._file.set("email", email)

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


class Forgetful:
    """A workstation that remembers nothing: one that somebody uses for a moment, as in a tour."""

    def remembered_email(self) -> str:
        return ""

    def remember_email(self, email: str) -> None:
        pass

    def keep(self, email: str, secret: str) -> str:  # noqa: ARG002 - the Protocol's signature
        return "This session is not kept."

    def kept(self, email: str) -> str | None:  # noqa: ARG002 - the Protocol's signature
        return None

    def forget(self, email: str) -> None:
        pass
