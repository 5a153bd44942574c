"""Sync use cases in worker threads, their outcomes on the GUI thread."""

import logging
import sys
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, ParamSpec, TypeVar, TypeVarTuple

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medport_desktop.domain.errors import MedPortError
from medport_desktop.runtime.faults import Fault
from medport_desktop.runtime.messages import Messages

SLOW_MS = 300
"""A call that runs longer than this shows that it runs."""
WORKERS = 6

T = TypeVar("T")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
Then = Callable[[Any], object]
Failed = Callable[[MedPortError], object]

_log = logging.getLogger(__name__)


class Task:
    """A call under way. Nothing needs to hold on to it: `Tasks` does until it is delivered."""

    def __init__(
        self,
        name: str,
        *,
        then: Then | None,
        failed: Failed | None,
        owner: QObject | None,
        key: Hashable | None,
    ) -> None:
        """Made by `Tasks.run`."""
        self.name = name
        self.started = monotonic()
        self.finished = False
        self.cancelled = False
        self.result: Any = None
        self.error: MedPortError | None = None
        self._then = then
        self._failed = failed
        self._owner = owner
        self.key = key

    def cancel(self) -> None:
        """Do not deliver the outcome. The call itself, once begun, runs to its end."""
        self.cancelled = True

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for the outcome: not cancelled, and the owner not deleted."""
        return not self.cancelled and (self._owner is None or shiboken6.isValid(self._owner))

    @property
    def handles_failure(self) -> bool:
        """Whether the caller gave a `failed` callback."""
        return self._failed is not None

    def deliver(self) -> None:
        """Call back with the outcome, on the GUI thread."""
        if self.error is None:
            if self._then is not None:
                self._then(self.result)
        elif self._failed is not None:
            self._failed(self.error)


class Tasks(QObject):
    """Runs calls in a few worker threads; made once, by the composition root, on the GUI thread."""

    slow_changed = Signal(bool)
    """True when a call has been running for more than SLOW_MS, False when none is any more."""
    idle = Signal()
    """The last call under way has been delivered."""
    _finished = Signal()

    def __init__(self, messages: Messages, *, workers: int = WORKERS, parent: QObject | None = None) -> None:
        """`messages` shows bugs, and every failure that the caller does not handle."""
        super().__init__(parent)
        self._messages = messages
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="medport-worker")
        self._under_way: set[Task] = set()
        self._latest: dict[Hashable, Task] = {}
        self._done: SimpleQueue[Task] = SimpleQueue()
        self._closed = False
        self._is_slow = False
        self._slow_timer = QTimer(self)
        self._slow_timer.setSingleShot(True)
        self._slow_timer.timeout.connect(self._look_for_slow)
        self._finished.connect(self._deliver)

    @property
    def is_idle(self) -> bool:
        """Whether no call is under way."""
        return not self._under_way

    @property
    def is_slow(self) -> bool:
        """The last value that `slow_changed` gave."""
        return self._is_slow

    def run(
        self,
        call: Callable[[*Ts], T],
        *args: *Ts,
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        key: Hashable | None = None,
    ) -> Task:
        """Run `call(*args)` in a worker thread; then `then(result)` or `failed(error)` on the GUI thread.

        `call` must not touch a widget; give it frozen values. Without `failed`, the error goes to the message
        bar. A bug of ours (anything but a MedPortError) always goes there, and to `failed` as a `Fault`.
        `owner`: if that QObject has been deleted meanwhile, nothing is called. `key`: a newer run with an equal
        key drops the older one's outcome (type-ahead, filters), whichever ends first.
        """
        task = Task(
            getattr(call, "__qualname__", type(call).__qualname__), then=then, failed=failed, owner=owner, key=key
        )
        if self._closed:
            task.cancelled = True
            return task
        if key is not None:
            if (older := self._latest.get(key)) is not None:
                older.cancel()
            self._latest[key] = task
        self._under_way.add(task)
        if not self._slow_timer.isActive():
            self._slow_timer.start(SLOW_MS)
        self._pool.submit(self._work, task, call, args)
        return task

    def close(self) -> None:
        """Drop what is waiting, wait for what runs, deliver nothing more. Close the engines first: it is quicker."""
        self._closed = True
        self._slow_timer.stop()
        for task in self._under_way:
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._under_way.clear()
        self._latest.clear()

    def _work(self, task: Task, call: Callable[..., Any], args: tuple[Any, ...]) -> None:
        """In the worker thread."""
        try:
            task.result = call(*args)
        except MedPortError as error:
            task.error = error
        except Exception as error:  # noqa: BLE001 - the border between our bugs and the person
            task.error = Fault.of(error)
        self._done.put(task)
        if not self._closed:
            self._finished.emit()

    @Slot()
    def _deliver(self) -> None:
        while True:
            try:
                task = self._done.get_nowait()
            except Empty:
                break
            self._settle(task)
        self._look_for_slow()
        if not self._under_way:
            self.idle.emit()

    def _settle(self, task: Task) -> None:
        task.finished = True
        self._under_way.discard(task)
        if task.key is not None and self._latest.get(task.key) is task:
            del self._latest[task.key]
        wanted = task.wanted
        if isinstance(task.error, Fault) or (task.error is not None and wanted and not task.handles_failure):
            self._messages.failure(task.error)
        if wanted:
            try:
                task.deliver()
            except Exception as error:  # noqa: BLE001 - one window's bug must not stop the others' results
                _log.debug("callback of %s failed", task.name)
                sys.excepthook(type(error), error, error.__traceback__)

    @Slot()
    def _look_for_slow(self) -> None:
        now = monotonic()
        ages = [(now - task.started) * 1000 for task in self._under_way if task.wanted]
        slow = any(age >= SLOW_MS for age in ages)
        if slow != self._is_slow:
            self._is_slow = slow
            self.slow_changed.emit(slow)
        young = [SLOW_MS - age for age in ages if age < SLOW_MS]
        if young:
            self._slow_timer.start(int(min(young)) + 1)
        else:
            self._slow_timer.stop()
