"""Sign in, stay signed in, unlock, sign out: the session's use cases with everything else feigned."""

from dataclasses import dataclass, field
from typing import cast
from uuid import uuid4

import pytest

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.domain.errors import AccountDisabled, CenterAway, MedPortError, WrongPassword
from medport_desktop.domain.people import Person
from medport_desktop.domain.session import SignedIn
from medport_desktop.services.session.session import Session

ANN = Person(uuid4(), "ann@hospital.example", "Ann Lee", UserType.HOSPITAL, is_manager=False)


@dataclass
class FeignedDatabases:
    error: MedPortError | None = None
    calls: list[tuple[str, ...]] = field(default_factory=list)

    def _do(self, *call: str) -> SignedIn:
        self.calls.append(call)
        if self.error is not None:
            raise self.error
        return SignedIn(ANN, ANN.home, frozenset({Silo.EMS}), must_change_password=True)

    def sign_in(self, email: str, password: str) -> SignedIn:
        return self._do("sign_in", email, password)

    def resume(self, email: str, secret: str) -> SignedIn:
        return self._do("resume", email, secret)

    def secret(self) -> str:
        return "keys"

    def verify(self, password: str) -> None:
        self._do("verify", password)

    def touch(self) -> None:
        self._do("touch")

    def sign_out(self) -> None:
        self.calls.append(("sign_out",))


@dataclass
class FeignedKeeper:
    email: str = ""
    secrets: dict[str, str] = field(default_factory=dict)
    refusal: str = ""

    def remembered_email(self) -> str:
        return self.email

    def remember_email(self, email: str) -> None:
        self.email = email

    def keep(self, email: str, secret: str) -> str:
        if not self.refusal:
            self.secrets[email] = secret
        return self.refusal

    def kept(self, email: str) -> str | None:
        return self.secrets.get(email)

    def forget(self, email: str) -> None:
        self.secrets.pop(email, None)


@pytest.fixture
def databases() -> FeignedDatabases:
    return FeignedDatabases()


@pytest.fixture
def keeper() -> FeignedKeeper:
    return FeignedKeeper()


@pytest.fixture
def session(databases: FeignedDatabases, keeper: FeignedKeeper) -> Session:
    return Session(cast("DatabaseManager", databases), keeper)


def test_the_email_is_remembered_and_nothing_else_kept(
    session: Session, databases: FeignedDatabases, keeper: FeignedKeeper
) -> None:
    keeper.secrets[ANN.email] = "older keys"
    outcome = session.sign_in("Ann@Hospital.example", "secret")
    assert outcome.person == ANN
    assert outcome.away == {Silo.EMS}
    assert outcome.must_change_password
    assert not outcome.kept
    assert outcome.kept_note == ""
    assert session.signed_in == outcome
    assert session.remembered_email() == ANN.email
    assert keeper.secrets == {}


def test_keys_are_kept_on_demand(session: Session, keeper: FeignedKeeper) -> None:
    outcome = session.sign_in(ANN.email, "secret", keep=True)
    assert outcome.kept
    assert (outcome.away, outcome.must_change_password) == ({Silo.EMS}, True)
    assert keeper.secrets == {ANN.email: "keys"}


def test_a_workstation_that_cannot_keep_says_why(session: Session, keeper: FeignedKeeper) -> None:
    keeper.refusal = "No keyring."
    outcome = session.sign_in(ANN.email, "secret", keep=True)
    assert not outcome.kept
    assert outcome.kept_note == "No keyring."


@pytest.mark.parametrize(("email", "password"), [("", "secret"), ("  ", "secret"), (ANN.email, "")])
def test_an_empty_form_is_not_sent(session: Session, databases: FeignedDatabases, email: str, password: str) -> None:
    with pytest.raises(WrongPassword, match="Enter your e-mail and your password"):
        session.sign_in(email, password)
    assert databases.calls == []


def test_resume_uses_what_was_kept(session: Session, databases: FeignedDatabases, keeper: FeignedKeeper) -> None:
    assert session.resume() is None
    keeper.email = ANN.email
    assert session.resume() is None
    assert databases.calls == []
    keeper.secrets[ANN.email] = "keys"
    outcome = session.resume()
    assert outcome is not None
    assert outcome.kept
    assert databases.calls == [("resume", ANN.email, "keys")]


@pytest.mark.parametrize(
    ("error", "raises", "still_kept"),
    [
        (WrongPassword("changed"), False, False),
        (AccountDisabled("disabled"), True, False),
        (CenterAway("away"), True, True),
    ],
)
def test_keys_that_do_not_fit_any_more(
    session: Session,
    databases: FeignedDatabases,
    keeper: FeignedKeeper,
    error: MedPortError,
    raises: bool,
    still_kept: bool,
) -> None:
    keeper.email, keeper.secrets[ANN.email] = ANN.email, "keys"
    databases.error = error
    if raises:
        with pytest.raises(type(error)):
            session.resume()
    else:
        assert session.resume() is None
    assert (ANN.email in keeper.secrets) is still_kept
    assert session.signed_in is None


def test_touch_only_while_signed_in(session: Session, databases: FeignedDatabases) -> None:
    session.touch()
    assert databases.calls == []
    session.sign_in(ANN.email, "secret")
    session.touch()
    assert databases.calls[-1] == ("touch",)


def test_unlock_asks_the_databases(session: Session, databases: FeignedDatabases) -> None:
    session.sign_in(ANN.email, "secret")
    session.unlock("secret")
    assert databases.calls[-1] == ("verify", "secret")
    databases.error = WrongPassword("no")
    with pytest.raises(WrongPassword):
        session.unlock("x")


def test_sign_out_forgets(session: Session, databases: FeignedDatabases, keeper: FeignedKeeper) -> None:
    session.sign_out()
    assert databases.calls == []
    session.sign_in(ANN.email, "secret", keep=True)
    session.sign_out()
    assert databases.calls[-1] == ("sign_out",)
    assert session.signed_in is None
    assert keeper.secrets == {}
    assert session.remembered_email() == ANN.email
