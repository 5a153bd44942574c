"""Consoles on the real silos, of people made for one test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from PySide6.QtWidgets import QApplication

from medport_desktop.bootstrap import Console
from medport_desktop.data.connection import scram
from medport_desktop.data.workstation.settings_file import WorkstationFile
from medport_desktop.data.workstation.vault import Vault
from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.people import demo_id
from tests.at_work import Seat
from tests.conftest import TEST_SCRAM_ITERATIONS, Trio
from tests.keyrings import MemoryKeyring
from tests.support import until

ADMIN = "admin@center.example"
NASON = "Conemaugh Nason Medical Center"
FIRST = "a password of the tests"
SECOND = "gravel otter lantern 42"


@pytest.fixture(autouse=True)
def at_hand(dressed: QApplication, memory_keyring: MemoryKeyring) -> None:
    """Every console here is in its theme and has a keyring."""


@dataclass(frozen=True)
class New:
    """Somebody of a hospital's desk, made for one test; the password is `FIRST`."""

    id: UUID
    email: str


def opens(trio: Trio, email: str, password: str) -> list[Silo]:
    """The silos that let that person in with that password."""
    opened = []
    for silo in Silo:
        login = {"user": scram.role_name(email), "password": password}
        try:
            psycopg.connect(make_conninfo(trio.urls.for_people()[silo], **login)).close()
        except psycopg.OperationalError:
            continue
        opened.append(silo)
    return opened


@pytest.fixture
def make_person(trio: Trio) -> Callable[..., New]:
    """Make an account as an administrator does; `must_change`: with a first password."""

    def make(*, must_change: bool = True) -> New:
        new = New(uuid4(), f"clerk-{uuid4().hex[:8]}@nason.example")
        verifiers = [scram.verifier(FIRST, TEST_SCRAM_ITERATIONS) for _ in range(3)]
        with trio.connect(ADMIN, Silo.CENTER) as connection:
            connection.execute(
                "select create_user(%s, %s, 'Demo clerk', 'hospital', false, %s, null, %s, %s, %s)",
                [new.id, new.email, demo_id("hospital", NASON), *verifiers],
            )
        if not must_change:
            with trio.superuser(Silo.CENTER) as connection:
                connection.execute("update app_user set must_change_password = false where id = %s", [new.id])
        until(lambda: opens(trio, new.email, FIRST) == list(Silo))
        return new

    return make


Open = Callable[..., Seat]


@pytest.fixture
def sit_down(trio: Trio, tmp_path: Path) -> Iterator[Open]:
    """Sign somebody in at a console of this workstation."""
    consoles: list[Console] = []

    def open_one(email: str = "", password: str = "", *, resume: bool = False) -> Seat:
        console = Console(trio.urls.for_people(), Vault(WorkstationFile(tmp_path / "workstation.json")))
        consoles.append(console)
        if resume or not email:
            console.start()
        else:
            console.sign_in(email, password)
        return Seat(console)

    yield open_one
    for console in consoles:
        console.close()
