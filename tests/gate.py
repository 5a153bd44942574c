"""A way to a server that can be shut, as when a silo goes away in the middle of the work."""

import contextlib
import selectors
import socket
import threading
from collections.abc import Callable
from typing import Self

from tests.support import WAIT_S


class Gate:
    """Passes TCP on to a port of this machine while it is open. Shut, it drops every connection and takes none."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._selector = selectors.DefaultSelector()
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._is_open = True
        self._todo: list[tuple[Callable[[], None], threading.Event]] = []
        self._ended = threading.Event()
        self._selector.register(self._server, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="gate")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()

    def shut(self) -> None:
        """Returns when nothing passes any more."""
        self._do(lambda: self._set_open(False))

    def open(self) -> None:
        """Let connections through again."""
        self._do(lambda: self._set_open(True))

    def _do(self, what: Callable[[], None]) -> None:
        done = threading.Event()
        self._todo.append((what, done))
        assert done.wait(WAIT_S)

    def _set_open(self, is_open: bool) -> None:
        self._is_open = is_open
        if not is_open:
            for one in list(self._pairs):
                self._drop(one)

    def _run(self) -> None:
        with self._selector, self._server:
            while not self._ended.is_set():
                while self._todo:
                    what, done = self._todo.pop(0)
                    what()
                    done.set()
                for key, _ in self._selector.select(0.01):
                    assert isinstance(key.fileobj, socket.socket)
                    self._accept() if key.fileobj is self._server else self._pass_on(key.fileobj)
            self._set_open(False)

    def _accept(self) -> None:
        client, _ = self._server.accept()
        if not self._is_open:
            client.close()
            return
        server = socket.create_connection(("127.0.0.1", self._target))
        for one, other in ((client, server), (server, client)):
            self._pairs[one] = other
            self._selector.register(one, selectors.EVENT_READ)

    def _pass_on(self, source: socket.socket) -> None:
        if source not in self._pairs:
            return
        with contextlib.suppress(OSError):
            data = source.recv(65536)
            if data:
                self._pairs[source].sendall(data)
                return
        self._drop(source)

    def _drop(self, source: socket.socket) -> None:
        for one in (source, self._pairs.get(source)):
            if one is not None and one in self._pairs:
                self._selector.unregister(one)
                del self._pairs[one]
                one.close()
