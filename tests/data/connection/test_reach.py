"""Asking a server whether it is there, as nobody."""

import socket
from collections.abc import Iterator
from threading import Thread
from time import sleep

import pytest

from medport_desktop.data.connection import address
from medport_desktop.data.connection.reach import ServerReach
from medport_desktop.domain.enums import Silo
from tests.conftest import Trio


def reach(url: str) -> ServerReach:
    return ServerReach(dict.fromkeys(Silo, url))


@pytest.fixture
def mute_server() -> Iterator[str]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"postgresql://127.0.0.1:{server.getsockname()[1]}/mute"


def test_a_server_answers_and_learns_no_password(trio: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "somebody's own")
    asked = ServerReach(trio.urls.for_people())
    assert all(asked.answers(silo) for silo in Silo)


def test_nobody_is_at_a_closed_port() -> None:
    assert not reach("postgresql://127.0.0.1:1/nobody").answers(Silo.EMS)


def test_a_mute_server_does_not_answer_and_holds_up_no_other_thread(
    mute_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "CONNECT_TIMEOUT_S", 2)  # libpq's least
    answers: list[bool] = []
    thread = Thread(target=lambda: answers.append(reach(mute_server).answers(Silo.CENTER)))
    thread.start()
    turns = 0
    while thread.is_alive():
        sleep(0.005)
        turns += 1
    assert answers == [False]
    assert turns > 10, "this thread stood still for the two seconds"
