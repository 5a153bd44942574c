"""The life of a session from sign-in to sign-out."""

from dataclasses import replace
from threading import Lock
from typing import Protocol

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.errors import CenterAway, InvalidForm, SignInFailed, WrongPassword
from medport_desktop.domain.session import SignedIn
from medport_desktop.services.session.passwords import check_password
from medport_desktop.services.texts import is_unprintable
from medport_desktop.services.validation import MAX_EMAIL, MAX_PASSWORD


class CredentialStore(Protocol):
    """What a workstation remembers of a person: `data.workstation.vault.Vault`, or nothing at all."""

    def remembered_email(self) -> str:
        """The e-mail last used on this workstation, or ''."""
        ...

    def remember_email(self, email: str) -> None:
        """Fill it in at the next start."""
        ...

    def keep(self, email: str, secret: str) -> str:
        """Store the secret in the OS keyring; '' on success, else a sentence why not."""
        ...

    def kept(self, email: str) -> str | None:
        """The stored secret, or None."""
        ...

    def forget(self, email: str) -> None:
        """Remove the stored secret, if there is one."""
        ...


class Session:
    """The use cases around signing in. All methods are sync and may take a second: call them in a worker.

    One after the other: a person who types a password while kept keys are being tried is signed in last.
    """

    def __init__(self, databases: DatabaseManager, keeper: CredentialStore) -> None:
        """`databases` are the person's connections, `keeper` what this workstation remembers."""
        self._databases = databases
        self._keeper = keeper
        self._signed_in: SignedIn | None = None
        self._one_by_one = Lock()

    @property
    def signed_in(self) -> SignedIn | None:
        """Who is signed in, or None."""
        return self._signed_in

    def remembered_email(self) -> str:
        """The e-mail to fill in, or ''."""
        return self._keeper.remembered_email()

    def sign_in(self, email: str, password: str, *, keep: bool = False) -> SignedIn:
        """Sign in; raises WrongPassword, AccountDisabled or CenterAway. `keep`: sign in by itself next time."""
        if not email.strip() or not password:
            raise WrongPassword("Enter your e-mail and your password.")
        if is_unprintable(email) or not _can_be(password) or len(email) > MAX_EMAIL:
            raise WrongPassword("The e-mail or the password is wrong.", "Check both; the password is case-sensitive.")
        with self._one_by_one:
            self._signed_in = None
            outcome = self._databases.sign_in(email, password)
            self._keeper.remember_email(outcome.person.email)
            if keep:
                note = self._keeper.keep(outcome.person.email, self._databases.secret())
                outcome = _with_kept(outcome, note)
            else:
                self._keeper.forget(outcome.person.email)
            self._signed_in = outcome
            return outcome

    def resume(self) -> SignedIn | None:
        """Sign in with the kept keys of the remembered person, if there are any.

        None where there are none, or where they no longer fit (they are then forgotten). Raises CenterAway and
        AccountDisabled as `sign_in` does; the keys are kept while the center is away.
        """
        with self._one_by_one:
            email = self._keeper.remembered_email()
            secret = self._keeper.kept(email) if email else None
            if secret is None:
                return None
            try:
                outcome = self._databases.resume(email, secret)
            except CenterAway:
                raise
            except WrongPassword:
                self._keeper.forget(email)
                return None
            except SignInFailed:
                self._keeper.forget(email)
                raise
            self._signed_in = _with_kept(outcome, "")
            return self._signed_in

    def unlock(self, password: str) -> None:
        """Check the password of the person at the locked screen; raises WrongPassword or CenterAway."""
        if not _can_be(password):
            raise WrongPassword("This is not your password.")
        self._databases.verify(password)

    def change_password(self, old: str, new: str) -> SignedIn:
        """Change the signed-in person's own password; open connections and kept keys go on with the new one.

        Raises InvalidForm for "old" or "new" (`check_password`; the old one wrong), CenterAway, SiloAway, NotAllowed.
        """
        with self._one_by_one:
            before = self._signed_in
            if before is None:
                raise WrongPassword("Sign in first.")
            check_password(old, new, before.person)
            try:
                self._databases.change_password(old, new)
            except WrongPassword as error:
                raise InvalidForm({"old": error.sentence}) from error
            outcome = replace(before, must_change_password=False, kept_note="")
            if before.kept:
                note = self._keeper.keep(before.person.email, self._databases.secret())
                if note:  # what is kept is of the old password
                    self._keeper.forget(before.person.email)
                outcome = replace(outcome, kept=not note, kept_note=note)
            self._signed_in = outcome
            return outcome

    def touch(self) -> None:
        """Note activity of the person; the window calls it at most once a minute."""
        if self._signed_in is not None:
            self._databases.touch()

    def sign_out(self) -> None:
        """End the session: connections closed, kept keys forgotten."""
        with self._one_by_one:
            if self._signed_in is None:
                return
            self._keeper.forget(self._signed_in.person.email)
            self._signed_in = None
            self._databases.sign_out()


def _can_be(password: str) -> bool:
    """Whether anybody can have that password; others are not even asked for."""
    return len(password) <= MAX_PASSWORD and not is_unprintable(password)


def _with_kept(outcome: SignedIn, note: str) -> SignedIn:
    return replace(outcome, kept=not note, kept_note=note)
