"""TCP proxies on loopback that pass, delay, swallow or refuse what goes through them."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from enum import StrEnum
from types import TracebackType
from typing import Any, TypeVar

T = TypeVar("T")

_HOST = "127.0.0.1"
_CHUNK = 65536


class Mode(StrEnum):
    """What a proxy does with what goes through it."""

    PASS = "pass"
    DROP = "drop"
    """Connections are reset, and new ones too."""
    DELAY = "delay"
    """Everything takes longer; nothing is lost."""
    HALF_OPEN = "half-open"
    """Connections stay open and nothing goes through them; they are reset when the fault ends."""


class Proxy:
    """One port in front of another. Its methods may be called from any thread."""

    def __init__(self, proxies: "Proxies", target: int) -> None:
        """Made by `Proxies.before`."""
        self.target = target
        self.port = 0
        self._proxies = proxies
        self._mode = Mode.PASS
        self._delay_s = 0.0
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    @property
    def mode(self) -> Mode:
        """What it does now."""
        return self._mode

    @property
    def connections(self) -> int:
        """How many connections go through it."""
        return len(self._open) // 2

    def set(self, mode: Mode, delay_s: float = 0.0) -> None:
        """Change what it does; returns when it does so. What was half-open or is dropped is reset."""
        self._proxies.run(self._set(mode, delay_s))

    async def listen(self) -> None:
        """Take a free port."""
        self._server = await asyncio.start_server(self._serve, _HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening and reset what is open."""
        assert self._server is not None
        self._server.close()
        self._reset()

    async def _set(self, mode: Mode, delay_s: float) -> None:
        was, self._mode, self._delay_s = self._mode, mode, delay_s
        if mode is Mode.DROP or was is Mode.HALF_OPEN:
            self._reset()

    def _reset(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._mode is Mode.DROP:
            writer.transport.abort()
            return
        try:
            there_reader, there_writer = await asyncio.open_connection(_HOST, self.target)
        except OSError:
            writer.transport.abort()
            return
        pair = {writer, there_writer}
        self._open |= pair
        try:
            await asyncio.gather(self._pump(reader, there_writer), self._pump(there_reader, writer))
        finally:
            self._open -= pair
            for end in pair:
                end.transport.abort()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(_CHUNK):
                if self._mode is Mode.DELAY:
                    await asyncio.sleep(self._delay_s)
                if self._mode is Mode.HALF_OPEN:
                    continue
                sink.write(data)
                await sink.drain()
        if self._mode is not Mode.HALF_OPEN:
            sink.close()


class Proxies:
    """All proxies, in one thread with a loop of its own."""

    def __init__(self) -> None:
        """Start the thread."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="chaos-proxies", daemon=True)
        self._thread.start()
        self._made: list[Proxy] = []

    def before(self, port: int) -> Proxy:
        """Return a new proxy in front of a port."""
        proxy = Proxy(self, port)
        self.run(proxy.listen())
        self._made.append(proxy)
        return proxy

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something in the proxies' thread and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    def close(self) -> None:
        """End every proxy and the thread."""
        for proxy in self._made:
            self.run(proxy.close())
        self.run(_settled())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def __enter__(self) -> "Proxies":
        """Be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()


async def _settled() -> None:
    """Wait until every connection's task has ended."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others, timeout=3)
