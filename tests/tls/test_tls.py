"""Off this machine the console proves whom it speaks to before it says anything, or does not speak."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from medport_desktop.data.connection.address import Address, BadAddress
from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.connection.reach import ServerReach
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import CenterAway, SiloAway, WrongPassword
from tests.conftest import Trio
from tests.support import until
from tests.tls.conftest import HOST, Front

DESK = "desk@nason.example"
UNPROVEN = "The Center database could not prove that it is the right one."

Manager = Callable[..., DatabaseManager]


@pytest.fixture
def manager(front: Front, authorities: Path) -> Iterator[Manager]:
    made: list[DatabaseManager] = []

    def make(**urls: str) -> DatabaseManager:
        changed = {Silo(name): url for name, url in urls.items()}
        made.append(DatabaseManager({**front.urls(authorities), **changed}))
        return made[-1]

    yield make
    for one in made:
        one.close()


class Recorder:
    """A server that never answers, and remembers what it was told; with `answer`, it says that after the first word."""

    def __init__(self, answer: bytes = b"") -> None:
        self.heard = b""
        self._answer = answer
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self._thread = threading.Thread(target=self._run, name="recorder")
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                caller, _ = self._server.accept()
            except OSError:
                return
            with caller:
                while said := caller.recv(4096):
                    self.heard += said
                    if self._answer:
                        caller.sendall(self._answer)


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    recorder = Recorder()
    yield recorder
    recorder.close()


def password(trio: Trio) -> str:
    return str(trio.accounts[DESK].password)


def test_a_person_signs_in_and_works_through_tls(
    trio: Trio, front: Front, good: trustme.LeafCert, manager: Manager
) -> None:
    front.show(good)
    remote = manager()
    signed_in = remote.sign_in(DESK, password(trio))
    assert signed_in.away == frozenset()
    assert Stores.of(remote).center.agencies()
    again = manager()
    assert again.resume(DESK, remote.secret()).person == signed_in.person


def test_a_wrong_password_is_told_from_a_wrong_server(front: Front, good: trustme.LeafCert, manager: Manager) -> None:
    front.show(good)
    with pytest.raises(WrongPassword):
        manager().sign_in(DESK, "not the password at all")


@pytest.mark.parametrize("wrong", ["authority", "name", "date"])
def test_a_server_that_cannot_prove_itself_hears_nothing(
    wrong: str,
    authority: trustme.CA,
    expired: trustme.LeafCert,
    authorities: Path,
    recorder: Recorder,
    tmp_path: Path,
) -> None:
    shown = {
        "authority": lambda: trustme.CA().issue_cert(HOST),
        "name": lambda: authority.issue_cert("elsewhere.medport.test"),
        "date": lambda: expired,
    }[wrong]()
    impostor = Front(tmp_path, dict.fromkeys(Silo, recorder.port))
    impostor.show(shown)
    remote = DatabaseManager(impostor.urls(authorities))
    try:
        with pytest.raises(CenterAway) as refused:
            remote.sign_in(DESK, "the password of a person")
        assert UNPROVEN in str(refused.value)
    finally:
        remote.close()
        impostor.stop()
    assert recorder.heard == b""


def test_an_authority_that_cannot_be_read_is_named(front: Front, good: trustme.LeafCert, tmp_path: Path) -> None:
    front.show(good)
    remote = DatabaseManager(front.urls(tmp_path / "none.crt"))
    try:
        with pytest.raises(CenterAway) as refused:
            remote.sign_in(DESK, "the password of a person")
    finally:
        remote.close()
    assert UNPROVEN in str(refused.value)
    assert f"cannot read {tmp_path / 'none.crt'}, which names the authority" in refused.value.hint


def test_a_server_that_proves_itself_is_spoken_to(
    good: trustme.LeafCert, authorities: Path, recorder: Recorder, tmp_path: Path
) -> None:
    front = Front(tmp_path, {Silo.CENTER: recorder.port})
    front.show(good)
    reach = ServerReach(front.urls(authorities))
    asked = threading.Thread(target=reach.answers, args=(Silo.CENTER,))
    asked.start()
    try:
        until(lambda: recorder.heard)
    finally:
        front.stop()
        asked.join()


def test_a_server_without_tls_hears_that_it_is_asked_for_and_no_more(authorities: Path) -> None:
    plain = Recorder(answer=b"N")
    try:
        url = (
            f"postgresql://{HOST}:{plain.port}/center?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={authorities}"
        )
        remote = DatabaseManager(dict.fromkeys(Silo, url))
        with pytest.raises(CenterAway) as refused:
            remote.sign_in(DESK, "the password of a person")
        remote.close()
        assert UNPROVEN in str(refused.value)
    finally:
        plain.close()
    ssl_request = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")
    assert plain.heard.replace(ssl_request, b"") == b""
    assert plain.heard


def test_a_server_that_speaks_old_tls_alone_is_refused(
    front: Front, good: trustme.LeafCert, manager: Manager, trio: Trio
) -> None:
    front.show(good, newest="TLSv1.1")
    with pytest.raises(CenterAway):
        manager().sign_in(DESK, password(trio))


@pytest.mark.parametrize("sslmode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_an_address_may_not_ask_for_less(sslmode: str) -> None:
    with pytest.raises(BadAddress, match="verify-full"):
        Address.parse(Silo.EMS, f"postgresql://{HOST}/ems?hostaddr=127.0.0.1&sslmode={sslmode}")


def test_a_certificate_that_changes_while_a_person_works(
    trio: Trio, front: Front, authority: trustme.CA, good: trustme.LeafCert, manager: Manager
) -> None:
    front.show(good)
    remote = manager()
    remote.sign_in(DESK, password(trio))
    front.show(trustme.CA().issue_cert(HOST))
    with pytest.raises(SiloAway) as away:
        Stores.of(remote).center.agencies()
    assert str(away.value) == UNPROVEN
    front.show(authority.issue_cert(HOST))
    assert Stores.of(remote).center.agencies()
