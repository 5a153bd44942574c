"""The chaos suite's proxies do what they say."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from time import monotonic

import pytest

from tests.chaos.proxy import Mode, Proxies, Proxy
from tests.support import until


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    """A proxy in front of a server that says everything again."""
    listener = socket.create_server(("127.0.0.1", 0))
    stopping = threading.Event()

    def echo(connection: socket.socket) -> None:
        with closing(connection):
            try:
                while data := connection.recv(1000):
                    connection.sendall(data)
            except OSError:
                pass

    def serve() -> None:
        while not stopping.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=echo, args=[connection]).start()

    threading.Thread(target=serve).start()
    with Proxies() as proxies:
        yield proxies.before(listener.getsockname()[1])
    stopping.set()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


def call(proxy: Proxy) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", proxy.port))
    connection.settimeout(5)
    return connection


def says(connection: socket.socket, text: bytes = b"hello") -> bytes:
    connection.sendall(text)
    return connection.recv(1000)


def is_reset(connection: socket.socket) -> bool:
    try:
        return connection.recv(1000) == b""
    except ConnectionError:
        return True


def test_it_passes_on(proxy: Proxy) -> None:
    with call(proxy) as connection:
        assert says(connection) == b"hello"
        assert proxy.connections == 1
    until(lambda: proxy.connections == 0)


def test_it_drops_what_is_open_and_what_comes(proxy: Proxy) -> None:
    with call(proxy) as connection:
        assert says(connection) == b"hello"
        proxy.set(Mode.DROP)
        assert is_reset(connection)
    with call(proxy) as later:
        assert is_reset(later)
    proxy.set(Mode.PASS)
    with call(proxy) as again:
        assert says(again) == b"hello"


def test_it_delays_and_loses_nothing(proxy: Proxy) -> None:
    with call(proxy) as connection:
        proxy.set(Mode.DELAY, 0.05)
        began = monotonic()
        assert says(connection) == b"hello"
        assert monotonic() - began >= 0.1  # there and back


def test_half_open_it_keeps_the_connection_and_swallows_what_is_sent(proxy: Proxy) -> None:
    with call(proxy) as connection:
        assert says(connection) == b"hello"
        proxy.set(Mode.HALF_OPEN)
        connection.sendall(b"lost")
        connection.settimeout(0.1)
        with pytest.raises(TimeoutError):
            connection.recv(1000)
        assert proxy.connections == 1
        proxy.set(Mode.PASS)
        connection.settimeout(5)
        assert is_reset(connection)
