"""From notifications to re-reads: coalesced, one fetch in flight a subscriber, at most ten a second."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, TypeVar
from uuid import UUID

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import MedPortError, SiloAway
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.runtime.faults import Fault
from medport_desktop.runtime.messages import Messages
from medport_desktop.runtime.tasks import Task, Tasks

COALESCE_MS = 40
"""Notifications that arrive within this time are one change."""
SPACING_MS = 100
"""Between the starts of two fetches of a subscriber: about ten repaints a second."""
TOLD_ALL_SPACING_MS = 1000
"""Between two fetches of everything that notifications ask for: anybody may forge these, and each is heavy."""
MOST_IDS = 500
"""Of more rows than that it is cheaper to read everything; a flood of forged ids must not grow for ever."""
SAFETY_MS = 60_000
"""Everything live is read again this often, should a notification ever have been lost."""

T = TypeVar("T")
Topic = tuple[Silo, str]
"""A table of a silo."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a subscriber must read again: a table's changed ids, or all of it."""

    rows: dict[Topic, frozenset[UUID] | None] = field(default_factory=dict)

    @property
    def everything(self) -> bool:
        """Whether every table is to be read in full (first read, reconnection, safety re-read)."""
        return bool(self.rows) and all(ids is None for ids in self.rows.values())

    def touches(self, table: str) -> bool:
        """Whether that table changed at all, in any silo."""
        return any(name == table for _, name in self.rows)

    def ids(self, *tables: str) -> frozenset[UUID] | None:
        """The changed ids of those tables together (of all tables, if none is named); None: read all of it."""
        found: set[UUID] = set()
        for (_, name), ids in self.rows.items():
            if tables and name not in tables:
                continue
            if ids is None:
                return None
            found |= ids
        return frozenset(found)

    def plus(self, other: "Changes") -> "Changes":
        """Both; 'all' wins."""
        rows = dict(self.rows)
        for topic, ids in other.rows.items():
            mine = rows.get(topic, frozenset())
            both = None if ids is None or mine is None else mine | ids
            rows[topic] = both if both is not None and len(both) <= MOST_IDS else None
        return Changes(rows)


class ChangeSubscription:
    """One board's interest in some tables. Made by `ChangeHub.subscribe`; use it on the GUI thread."""

    def __init__(
        self,
        hub: "ChangeHub",
        topics: frozenset[Topic],
        read: Callable[[Changes], Callable[[], T]],
        apply: Callable[[T], object],
        failed: Callable[[MedPortError], object] | None,
        owner: QObject,
    ) -> None:
        """See `ChangeHub.subscribe`."""
        self.topics = topics
        self._hub = hub
        self._read = read
        self._apply = apply
        self._failed = failed
        self._owner = owner
        self._pending = Changes()
        self._in_flight: Task | None = None
        self._generation = 0
        self._reading = Changes()
        self._last_start = 0.0
        self._is_asked = False
        self._was_told_all = False
        self._spacer = QTimer(owner)
        self._spacer.setSingleShot(True)
        self._spacer.timeout.connect(self._start)
        self._open = True
        self._paused = False

    @property
    def is_open(self) -> bool:
        """Whether it still listens: not closed, and its owner not deleted."""
        return self._open and shiboken6.isValid(self._owner)

    @property
    def is_reading(self) -> bool:
        """Whether a fetch is in flight or about to start."""
        return self._in_flight is not None or bool(self._pending.rows)

    def refresh(self) -> None:
        """Read everything again: the first load, F5, or after a filter changed. A fetch in flight is dropped."""
        if self._in_flight is not None:
            self._in_flight.cancel()
            self._in_flight = None
        self.add(Changes(dict.fromkeys(self.topics)), at_once=True)

    def pause(self) -> None:
        """Read nothing while the window is hidden; changes are gathered."""
        self._paused = True

    def go_on(self) -> None:
        """After `pause`: read what was gathered."""
        self._paused = False
        self._schedule()

    def close(self) -> None:
        """Stop listening; a fetch in flight is not applied."""
        self._open = False
        if self._in_flight is not None:
            self._in_flight.cancel()
        if shiboken6.isValid(self._spacer):
            self._spacer.stop()
        self._hub.discard(self)

    def add(self, changes: Changes, *, at_once: bool = False) -> None:
        """Take the part of `changes` that concerns this subscription."""
        mine = {topic: ids for topic, ids in changes.rows.items() if topic in self.topics}
        if mine:
            self._pending = self._pending.plus(Changes(mine))
            self._schedule(at_once=at_once)

    def _schedule(self, *, at_once: bool = False) -> None:
        if not self.is_open or self._paused or self._in_flight is not None or not self._pending.rows:
            return
        self._is_asked = self._is_asked or at_once
        told_all_again = self._was_told_all and None in self._pending.rows.values()
        spacing = TOLD_ALL_SPACING_MS if told_all_again else SPACING_MS
        wait = 0 if at_once else spacing - int((monotonic() - self._last_start) * 1000)
        if wait <= 0:
            self._spacer.stop()
            self._start()
        elif not self._spacer.isActive():
            self._spacer.start(wait)

    def _start(self) -> None:
        if not self.is_open or self._paused or self._in_flight is not None or not self._pending.rows:
            return
        self._reading, self._pending = self._pending, Changes()
        self._last_start = monotonic()
        self._was_told_all = None in self._reading.rows.values() and not self._is_asked
        self._is_asked = False
        self._in_flight = self._hub.tasks.run(
            self._read(self._reading), then=self._done, failed=self._went_wrong, owner=self._owner
        )

    def _done(self, result: Any) -> None:
        self._in_flight = None
        if self._open:
            try:
                self._apply(result)
            finally:
                self._schedule()

    def _went_wrong(self, error: MedPortError) -> None:
        self._in_flight = None
        if isinstance(error, SiloAway):
            # Kept for the silo's return, when its listener asks for everything again.
            self._pending = self._reading.plus(self._pending)
        if self._failed is not None:
            self._failed(error)
        elif not isinstance(error, (SiloAway, Fault)):  # the light shows the one, Tasks reported the other
            self._hub.messages.failure(error)
        if not isinstance(error, SiloAway):
            self._schedule()


class ChangeHub(QObject):
    """The inbox of the listeners and the outbox to the boards; made once, on the GUI thread."""

    state_changed = Signal(object)
    """A `SiloState`, on the GUI thread."""
    changed = Signal(object)
    """A `Changes`, coalesced, on the GUI thread: for sounds and counters. Boards use `subscribe`."""
    _arrived = Signal()

    def __init__(
        self, tasks: Tasks, messages: Messages, *, safety_ms: int = SAFETY_MS, parent: QObject | None = None
    ) -> None:
        """`safety_ms`: 0 for no safety re-read (tests)."""
        super().__init__(parent)
        self.tasks = tasks
        self.messages = messages
        self._inbox: SimpleQueue[Changes | SiloState | Silo] = SimpleQueue()
        self._states: dict[Silo, SiloState] = {}
        self._subscriptions: list[ChangeSubscription] = []
        self._gathered = Changes()
        self._resnapshot: set[Silo] = set()
        self._is_closed = False
        self._window = QTimer(self)
        self._window.setSingleShot(True)
        self._window.timeout.connect(self._flush)
        self._safety = QTimer(self)
        self._safety.timeout.connect(self._read_again)
        if safety_ms:
            self._safety.start(safety_ms)
        self._arrived.connect(self._take)

    def post(self, silo: Silo, table: str, ids: Iterable[UUID] | None) -> None:
        """Any thread: rows of a table may have changed; `ids` None when it is not known which."""
        self._put(Changes({(silo, table): None if ids is None else frozenset(ids)}))

    def post_everything(self, silo: Silo) -> None:
        """Any thread: read all tables of that silo again (its listener has just begun to listen)."""
        self._put(silo)

    def post_state(self, state: SiloState) -> None:
        """Any thread: a silo became live, stale or away, or refuses this person."""
        self._put(state)

    def state(self, silo: Silo) -> SiloState | None:
        """The last known state of that silo, or None before the first."""
        return self._states.get(silo)

    def subscribe(
        self,
        owner: QObject,
        topics: Iterable[Topic],
        read: Callable[[Changes], Callable[[], T]],
        apply: Callable[[T], object],
        failed: Callable[[MedPortError], object] | None = None,
    ) -> ChangeSubscription:
        """Keep a board fresh until `owner` is deleted or the subscription closed. Call `refresh()` to load it.

        `read(changes)` runs on the GUI thread and returns the call to make in a worker thread: capture filters
        there, as frozen values. `apply(result)` runs on the GUI thread. One fetch is in flight at a time; what
        changes meanwhile is read next. `failed` gets every error; without it, the message bar (a silo that is
        away is shown by its light alone, and read again by itself when it is back).
        """
        subscription = ChangeSubscription(self, frozenset(topics), read, apply, failed, owner)
        self._subscriptions.append(subscription)
        return subscription

    def discard(self, subscription: ChangeSubscription) -> None:
        """Forget a closed subscription."""
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)

    def close(self) -> None:
        """Close every subscription and stop the timers. What still arrives starts none of them again."""
        self._is_closed = True
        self._safety.stop()
        self._window.stop()
        for subscription in list(self._subscriptions):
            subscription.close()

    def _put(self, item: Changes | SiloState | Silo) -> None:
        self._inbox.put(item)
        self._arrived.emit()

    @Slot()
    def _take(self) -> None:
        # No more than there are now: what others put in meanwhile has its own signal, and must not hold this thread.
        for _ in range(self._inbox.qsize()):
            if self._is_closed:
                break
            try:
                item = self._inbox.get_nowait()
            except Empty:
                break
            if isinstance(item, SiloState):
                self._states[item.silo] = item
                self.state_changed.emit(item)
            elif isinstance(item, Silo):
                self._resnapshot.add(item)
            else:
                self._gathered = self._gathered.plus(item)
        if (self._gathered.rows or self._resnapshot) and not self._window.isActive() and not self._is_closed:
            self._window.start(COALESCE_MS)

    @Slot()
    def _flush(self) -> None:
        gathered, self._gathered = self._gathered, Changes()
        silos, self._resnapshot = self._resnapshot, set()
        self._spread(gathered, silos)
        if gathered.rows:
            self.changed.emit(gathered)

    @Slot()
    def _read_again(self) -> None:
        live = {silo for silo, state in self._states.items() if state.freshness is Freshness.LIVE}
        self._spread(Changes(), live)

    def _spread(self, changes: Changes, whole_silos: set[Silo]) -> None:
        self._subscriptions = [s for s in self._subscriptions if s.is_open]
        for subscription in list(self._subscriptions):
            whole = {topic: None for topic in subscription.topics if topic[0] in whole_silos}
            subscription.add(changes.plus(Changes(dict(whole))))
