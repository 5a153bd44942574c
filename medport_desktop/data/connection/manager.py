"""DatabaseManager: the connections of the signed-in person, and the four questions that the system must answer."""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import asdict
from threading import Lock
from time import monotonic, sleep
from types import MappingProxyType

from medport_desktop.data.connection.address import Address
from medport_desktop.data.connection.credential import Credential
from medport_desktop.data.connection.engines import Database
from medport_desktop.data.connection.scram import Keys, derive, role_name, verifier_and_keys
from medport_desktop.data.records import run
from medport_desktop.data.stores.center import CenterStore
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import (
    AccountDisabled,
    CenterAway,
    ConsoleTooOld,
    MedPortError,
    NotAllowed,
    SiloAway,
    SiloUnproven,
    WrongPassword,
)
from medport_desktop.domain.people import Person
from medport_desktop.domain.revisions import FIRST_REVISION, MADE_FOR
from medport_desktop.domain.session import SignedIn

LAST_WORDS_S = 2.0
"""At the end of the program, how long a statement that is under way may take."""
GRACE_S = 1.5
"""After the center has said who it is, how long sign-in waits for the silos before it calls them away."""


class NotSignedIn(MedPortError):
    """Nobody is signed in (any more)."""

    def __init__(self) -> None:
        """Its sentence is always the same."""
        super().__init__("You have signed out.", "Sign in again.")


class DatabaseManager:
    """Holds the three silos' connections for one person at a time. Safe in several threads."""

    def __init__(self, urls: Mapping[Silo, str], forbidden_thread: Callable[[], bool] = lambda: False) -> None:
        """`urls`: a libpq URL a silo; users and passwords in them are ignored. Raises BadAddress.

        `forbidden_thread()` tells whether the calling thread must never wait for a database.
        """
        self._addresses = {silo: Address.parse(silo, urls[silo]) for silo in Silo}
        self._forbidden_thread = forbidden_thread
        self._lock = Lock()
        self._databases: Mapping[Silo, Database] = {}
        self._person: Person | None = None
        self._role = ""
        self._workers = ThreadPoolExecutor(len(Silo), thread_name_prefix="medport-silo")

    @property
    def person(self) -> Person:
        """Who is signed in. Raises NotSignedIn."""
        if self._person is None:
            raise NotSignedIn
        return self._person

    @property
    def databases(self) -> Mapping[Silo, Database]:
        """The signed-in person's handles. Raises NotSignedIn."""
        if self._person is None:
            raise NotSignedIn
        return self._databases

    def sign_in(self, email: str, password: str) -> SignedIn:
        """Connect to the center, and then to the two others at once, as the person with that e-mail.

        The center tells the person's salts in the other silos, so that libpq stretches the password once and not
        three times: its threads hinder one another at that, and three take 0.9 s on two cores, this way 0.6 s.
        Raises WrongPassword, AccountDisabled, or CenterAway. The outcome names another silo
        that is away; it connects later without a call.
        """
        role = role_name(email)
        return self._sign_in(role, {silo: Credential(role, password=password) for silo in Silo})

    def resume(self, email: str, secret: str) -> SignedIn:
        """As `sign_in`, with what `secret()` gave. Raises WrongPassword also where it cannot be read."""
        role = role_name(email)
        try:
            kept = {Silo(name): Keys(**keys) for name, keys in json.loads(secret).items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise WrongPassword("What this workstation has kept cannot be read; sign in again.") from error
        if Silo.CENTER not in kept:
            raise WrongPassword("This workstation has not kept enough to sign in by itself.")
        return self._sign_in(role, {silo: Credential(role, keys=kept.get(silo)) for silo in Silo})

    def secret(self) -> str:
        """The person's keys of the silos that have been reached, as JSON: for the OS keyring and nowhere else."""
        keys = {silo: database.keys() for silo, database in self.databases.items()}
        return json.dumps({silo.value: asdict(k) for silo, k in keys.items() if k is not None})

    def verify(self, password: str) -> None:
        """Raise WrongPassword unless it is the signed-in person's password, or AccountDisabled.

        Where it was changed at another console, the new one counts, and this console goes on with it. While the
        center is away the keys that were derived at sign-in tell.
        """
        database = self.databases[Silo.CENTER]
        keys = database.keys()
        if keys is None:  # no SCRAM at this site: the server itself must say
            self._ask_server(password)
        elif self._changed_elsewhere(database, keys):
            self._renew_from(self._ask_server(password), password)
        elif not keys.fits(password):
            raise WrongPassword("The password is wrong.", "Check it; it is case-sensitive.")

    def change_password(self, old: str, new: str) -> None:
        """Change the person's password in all three silos; what is open here goes on, with the new keys.

        The two other silos have it a moment later, or when they are back: until then this console gets in there
        with the old keys. Takes 0.8 s at 600,000 iterations. Raises WrongPassword for the old one, SiloAway
        (`maybe_done`: it is not known which of the two is the password now), and NotAllowed at a site that keeps
        passwords elsewhere.
        """
        self.verify(old)
        center = self.databases[Silo.CENTER]
        if center.keys() is None:
            raise NotAllowed(
                "Passwords are kept outside MedPort at this site.", "Ask your administrator how to change it."
            )
        store = CenterStore(center)
        iterations = store.scram_iterations()
        made = {silo: verifier_and_keys(new, iterations) for silo in Silo}
        verifiers = [made[silo][0] for silo in (Silo.CENTER, Silo.HOSPITAL, Silo.EMS)]
        try:
            store.change_my_password(*verifiers)
        except SiloAway as error:
            if not error.maybe_done:
                raise
            self._renew({silo: keys for silo, (_, keys) in made.items()})  # gets in either way
            _change_again(store, verifiers)
        self._renew({silo: keys for silo, (_, keys) in made.items()})

    def touch(self) -> None:
        """Tell every silo that the person is at work; a silo that is away is passed over."""
        for future in [self._workers.submit(_touch, database) for database in self.databases.values()]:
            future.result()

    def sign_out(self) -> None:
        """Close the person's connections and forget who it was. Stop the listeners first."""
        with self._lock:
            databases, self._databases, self._person = self._databases, {}, None
        for database in databases.values():
            database.close()

    def close(self) -> None:
        """Sign out, for good. What is under way has 2 s to end: a silo that says nothing is not waited for."""
        databases = self._databases.values()
        self.sign_out()
        deadline = monotonic() + LAST_WORDS_S
        while any(database.is_in_use for database in databases) and monotonic() < deadline:
            sleep(0.01)
        for database in databases:
            database.abandon()
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _changed_elsewhere(self, center: Database, keys: Keys) -> bool:
        """Whether the center holds another verifier than the one that the keys belong to; False while it is away."""
        try:
            return CenterStore(center).my_salt() != keys.salt
        except SiloAway:
            return False
        except WrongPassword:  # no connection was open any more, and the keys open none
            return True

    def _ask_server(self, password: str) -> Credential:
        """Let the center check a password; returns what opened the connection. Raises WrongPassword."""
        credential = Credential(self._role, password=password)
        try:
            Database(self._addresses[Silo.CENTER], credential, self._forbidden_thread).connect_apart("unlock").close()
        except SiloAway as error:
            raise CenterAway(error.sentence, error.hint) from error
        except WrongPassword as error:
            raise WrongPassword("The password is wrong.", "It may have been changed at another console.") from error
        return credential

    def _renew_from(self, proven: Credential, password: str) -> None:
        """Take over a password that was changed elsewhere: the salts come from the center, as at sign-in."""
        before = self.databases[Silo.CENTER].keys()
        self._renew({Silo.CENTER: proven.keys()})
        identity = CenterStore(self.databases[Silo.CENTER]).whoami()
        if identity is not None and identity.must_change_password:
            self._renew({Silo.CENTER: before})
            raise WrongPassword("This password is a first one.", "Sign out, sign in with it, and choose your own.")
        salts = {} if identity is None else identity.salts
        self._renew({silo: derive(password, *salt) for silo, salt in salts.items()})

    def _renew(self, keys: Mapping[Silo, Keys | None]) -> None:
        for silo, renewed in keys.items():
            if renewed is not None:
                self.databases[silo].renew(renewed)

    def _sign_in(self, role: str, credentials: Mapping[Silo, Credential]) -> SignedIn:
        self.sign_out()
        databases = {
            silo: Database(self._addresses[silo], credential, self._forbidden_thread)
            for silo, credential in credentials.items()
        }
        try:
            identity = CenterStore(databases[Silo.CENTER]).whoami()
        except MedPortError as error:
            _close_all(databases)
            if isinstance(error, SiloUnproven):
                raise CenterAway(error.sentence, error.hint) from error
            if isinstance(error, SiloAway):
                raise CenterAway(
                    "The transport center's database, where every account lives, cannot be reached.",
                    "Try again in a moment; if it lasts, tell your administrator.",
                ) from error
            raise
        if identity is None:
            _close_all(databases)
            raise AccountDisabled("This account is disabled.", "Ask your manager or the transport center.")
        for silo, salt in identity.salts.items():
            credentials[silo].learn(*salt)
        reached = {silo: self._workers.submit(_greet, database) for silo, database in databases.items()}
        wait(reached.values(), timeout=GRACE_S)
        try:
            revisions = {silo: answer.result() if answer.done() else None for silo, answer in reached.items()}
        except ConsoleTooOld:
            _close_all(databases)
            raise
        with self._lock:
            self._databases, self._person, self._role = MappingProxyType(databases), identity.person, role
        return SignedIn(
            identity.person,
            identity.person.home,
            frozenset(silo for silo, revision in revisions.items() if revision is None),
            identity.must_change_password,
            behind=frozenset(silo for silo, revision in revisions.items() if revision and revision < MADE_FOR),
        )


def _touch(database: Database) -> None:
    """Tell a silo that the person is at work; one that is away is passed over."""
    with suppress(MedPortError), database.write() as connection:
        run(connection, "select medport.touch_session()")


def _greet(database: Database) -> str | None:
    """Tell a silo that the person is at work, over a connection that stays in its pool; returns the silo's revision.

    None if it is away. Raises ConsoleTooOld where the silo no longer serves consoles of this revision.
    """
    greeting = "select medport.touch_session(), to_regprocedure('medport.schema_version()') is not null as tells"
    revision = "select revision from medport.schema_version()"
    try:
        with database.write() as connection:
            knows_its_own = run(connection, greeting).one().tells
            return str(run(connection, revision).scalar_one()) if knows_its_own else FIRST_REVISION
    except ConsoleTooOld:
        raise
    except MedPortError:
        return None


def _change_again(store: CenterStore, verifiers: Sequence[str]) -> None:
    """The connection broke while the change was being committed: the same again makes it certain."""
    try:
        store.change_my_password(*verifiers)
    except SiloAway as error:
        raise SiloAway(
            error.silo,
            "The connection broke, and it is not known whether your password was changed.",
            "Sign in with the new one next time, or with the old one if that is refused.",
            maybe_done=True,
        ) from error


def _close_all(databases: Mapping[Silo, Database]) -> None:
    for database in databases.values():
        database.close()
