"""Somebody at a console: what everybody does alike. In a thread, through the product's own services and stores."""

import random
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import InvalidForm, KeptForLater, MedPortError, NotAllowed, Refused, SiloAway
from medport_desktop.services.agency.bid_board import BidBoard
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.hospital.trip_entry import TripEntry
from medport_desktop.services.outbox.outbox import Outbox
from tests.chaos.checking.journal import Entry, Op, Outcome
from tests.chaos.people.keeping import Workstation, entry_of

LONGEST_PAUSE_S = 0.25
"""Between two things that somebody does."""
AGAIN = 0.7
"""How often somebody tries once more when the outcome of a write is not known."""
DELIVERY_S = 1.0
"""How often a console tries to send what waits."""

T = TypeVar("T")


class Gate:
    """Lets people work, or has them wait with nothing under way."""

    def __init__(self) -> None:
        """Closed."""
        self._changed = threading.Condition()
        self._open = False
        self._busy = 0
        self.ended = False

    def open(self) -> None:
        """Let people work."""
        with self._changed:
            self._open = True
            self._changed.notify_all()

    def end(self) -> None:
        """Send everybody home."""
        with self._changed:
            self.ended = True
            self._changed.notify_all()

    def close(self, timeout_s: float) -> bool:
        """Let nobody begin anything more; returns whether all have finished what they had begun."""
        with self._changed:
            self._open = False
            return self._changed.wait_for(lambda: self._busy == 0, timeout_s)

    @contextmanager
    def working(self) -> Iterator[bool]:
        """Wait until work is allowed; gives False when it is over for good."""
        with self._changed:
            self._changed.wait_for(lambda: self._open or self.ended)
            self._busy += not self.ended
            goes_on = not self.ended
        try:
            yield goes_on
        finally:
            with self._changed:
                self._busy -= goes_on
                self._changed.notify_all()

    def pause(self, seconds: float) -> None:
        """Do nothing for a moment."""
        with self._changed:
            self._changed.wait_for(lambda: self.ended, seconds)


@dataclass
class Worker:
    """Somebody at a console. `work` runs until the gate ends, and `deliver` beside it where writes are kept."""

    manager: DatabaseManager
    email: str
    password: str
    gate: Gate
    dice: random.Random
    write_down: Callable[[Entry], None]
    bugs: list[str] = field(default_factory=list)
    """Tracebacks of what a console would have crashed with."""
    begun: Callable[[Entry], None] = lambda _entry: None
    """Told of an attempt before it is made."""
    workstation: Workstation | None = None
    """Where writes are kept while their silo is away; None for a workstation without a keyring, which keeps nothing."""

    def sign_in(self) -> None:
        """Sign in, and take what seldom changes."""
        self.manager.sign_in(self.email, self.password)
        self.stores = Stores.of(self.manager)
        self.who: UUID = self.manager.person.id
        self.messages = Broadcasts(self.manager.person, self.stores)
        self.settings: Settings = self.stores.center.settings()
        self.facilities = self.stores.hospital.facilities()
        self._shown: dict[str, list[object]] = {}
        self._kept: dict[UUID, Entry] = {}
        self.open_console()

    def open_console(self) -> None:
        """Begin with what the workstation has kept, as a console does that is started again."""
        person = self.manager.person
        store = self.workstation.store(person) if self.workstation is not None else None
        self.outbox = Outbox(store, self.stores.hospital, self.stores.ems, _now)
        parts = (person, self.stores, _now, self.outbox)
        self.trip_entry, self.board = TripEntry(*parts), BidBoard(*parts)

    # -- the day ----------------------------------------------------------------------------------------
    def work(self) -> None:
        """Do one thing after the other."""
        while True:
            with self.gate.working() as goes_on:
                if not goes_on:
                    return
                self.one_thing()
            self.gate.pause(self.dice.uniform(0, LONGEST_PAUSE_S))

    def one_thing(self) -> None:
        """Choose something to do, and do it."""
        deeds = self.deeds()
        (deed,) = self.dice.choices(list(deeds), weights=list(deeds.values()))
        self._safely(deed)

    def deliver(self) -> None:
        """Send what waits, beside whatever the person does: the console does so by itself."""
        while True:
            with self.gate.working() as goes_on:
                if not goes_on:
                    return
                for silo in (Silo.HOSPITAL, Silo.EMS):
                    self._safely(lambda silo=silo: self.outbox.deliver(silo))  # type: ignore[misc]
            self.gate.pause(DELIVERY_S)

    def _safely(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except MedPortError:
            pass  # a board could not be read: nothing was to be written yet
        except Exception:  # noqa: BLE001  (what a console would have crashed with is what is looked for)
            self.bugs.append(traceback.format_exc())

    def deeds(self) -> Mapping[Callable[[], None], int]:
        """What this person does, and how often each; what all do, here."""
        return {self.read_message: 1} | ({self.review: 1} if self.workstation is not None else {})

    def seen(self, read: Callable[[], list[T]]) -> list[T]:
        """What a board shows: what there is, or as it was last while its silo is away."""
        name = read.__qualname__
        try:
            found = read()
        except SiloAway:
            return self._shown.get(name, [])  # type: ignore[return-value]
        self._shown[name] = list(found)
        return found

    # -- what all do ------------------------------------------------------------------------------------
    def read_message(self) -> None:
        """Acknowledge a message from the center."""
        unread = [
            message
            for message in self.seen(lambda: self.stores.broadcasts.current(self.manager.person))
            if message.read_at is None
        ]
        if unread:
            message = self.dice.choice(unread)
            self.attempt(Op.READ, message.id, None, lambda: self.stores.broadcasts.acknowledge(message.id))

    def review(self) -> None:
        """Look at a kept write that was refused: have it sent again, or delete it."""
        refused = [kept for kept in self.outbox.kept() if not kept.waits]
        if not refused:
            return
        kept = self.dice.choice(refused)
        entry = self._kept.get(entry_of(kept))
        if entry is None:  # of whom worked here before, nothing is deleted
            self.outbox.send_again(kept.command.key)
        elif self.dice.random() < 0.3:
            self.write_down(replace(entry, at=_now()))
            self.outbox.send_again(kept.command.key)
        else:
            self.outbox.discard(kept.command.key)
            self.write_down(replace(entry, outcome=Outcome.REFUSED, said=kept.refused))

    # -- writing ----------------------------------------------------------------------------------------
    def attempt(self, op: Op, row: UUID, trip: UUID | None, write: Callable[[], object], **facts: object) -> Outcome:
        """Write, once more perhaps where the outcome is not known, and note what was said."""
        return self.send(op, row, trip, lambda _about: write(), **facts)

    def send(self, op: Op, row: UUID, trip: UUID | None, write: Callable[[str], object], **facts: object) -> Outcome:
        """As `attempt`, for what is kept while its silo is away; `write` is given what to call it."""
        while True:
            entry = Entry(self.who, op, row, trip, Outcome.UNKNOWN, {name: str(value) for name, value in facts.items()})
            self.begun(entry)
            about = str(entry.id) if self.workstation is not None else ""
            outcome, said = _told(lambda about=about: write(about))  # type: ignore[misc]
            told = replace(entry, outcome=outcome, said=said)
            if outcome is Outcome.KEPT:
                key = next((kept.command.key for kept in self.outbox.kept() if entry_of(kept) == entry.id), None)
                self._kept[entry.id] = told = replace(told, key=key)
            self.write_down(told)
            if outcome is not Outcome.UNKNOWN or op is Op.NOTE or self.dice.random() > AGAIN or self.gate.ended:
                return outcome  # a second note would be one more
            self.gate.pause(self.dice.uniform(0.1, 1))


def _told(write: Callable[[], object]) -> tuple[Outcome, str]:
    try:
        write()
    except SiloAway as away:
        return (Outcome.UNKNOWN if away.maybe_done else Outcome.AWAY), away.sentence
    except KeptForLater as kept:
        return Outcome.KEPT, kept.sentence
    except (Refused, NotAllowed, InvalidForm) as refused:
        return Outcome.REFUSED, refused.sentence
    return Outcome.DONE, ""


def _now() -> datetime:
    return datetime.now(UTC)
