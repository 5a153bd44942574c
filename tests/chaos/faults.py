"""What goes wrong: a plan made from the seed alone, and the hands that carry it out."""

import os
import random
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psutil
import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from medport_desktop.domain.enums import Silo, UserType
from medport_desktop.silos import replication
from medport_desktop.silos.problem import ServerProblem
from tests.chaos.proxy import Mode, Proxy
from tests.chaos.region import Region


class Kind(StrEnum):
    """A kind of fault."""

    KILL = "server killed (SIGKILL)"
    STOP = "server stopped"
    CUT = "connections cut"
    PEOPLE_DROP = "people cut off"
    PEOPLE_DELAY = "people's network slow"
    PEOPLE_HALF_OPEN = "people's network half-open"
    BUS_DROP = "bus cut off"
    BUS_DELAY = "bus slow"
    BUS_HALF_OPEN = "bus half-open"
    DISABLE = "subscription disabled"
    POISON = "poisoned event"
    CONSOLE = "console killed mid-write"


_MODES = {
    Kind.PEOPLE_DROP: Mode.DROP,
    Kind.PEOPLE_DELAY: Mode.DELAY,
    Kind.PEOPLE_HALF_OPEN: Mode.HALF_OPEN,
    Kind.BUS_DROP: Mode.DROP,
    Kind.BUS_DELAY: Mode.DELAY,
    Kind.BUS_HALF_OPEN: Mode.HALF_OPEN,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong, in one round."""

    after_s: float
    """Seconds after the one before it began."""
    kind: Kind
    silo: Silo
    link: str
    """A subscription; its silo is another matter."""
    for_s: float
    strength: float
    """Between 0 and 1: how slow, which poison."""

    def __str__(self) -> str:
        """Say it in a line."""
        of_link = self.kind.name.startswith("BUS") or self.kind is Kind.DISABLE
        where = "" if self.kind is Kind.CONSOLE else f"{self.link if of_link else self.silo.value}, "
        return f"{self.kind} ({where}{self.for_s:.1f} s)"


def plan(dice: random.Random, round_s: float, longest_s: float) -> list[Fault]:
    """Return the faults of one round: several a few seconds apart, overlapping as they come.

    `longest_s`: the longest that anything is away.
    """
    faults: list[Fault] = []
    links = [link.subscription for link in replication.links()]
    events = [link.subscription for link in replication.links() if not link.copies]
    at = 0.0
    while True:
        after = dice.uniform(0.3, 3.0)
        at += after
        if at > round_s:
            return faults
        kind = dice.choice(list(Kind))
        link = dice.choice(links if dice.random() < 0.25 else events)
        # Mostly a few seconds; now and then as long as it may be.
        for_s = (
            min(longest_s, dice.expovariate(1 / 4)) if dice.random() < 0.85 else dice.uniform(longest_s / 2, longest_s)
        )
        faults.append(Fault(after, kind, dice.choice(list(Silo)), link, for_s, dice.random()))


@dataclass
class Gremlin:
    """Carries out a plan, and heals what it broke."""

    region: Region
    folder: Path
    count: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(Kind, 0))
    planted: dict[UUID, Silo] = field(default_factory=dict)
    """Poisoned events by the silo that they were planted in."""
    journals: list[Path] = field(default_factory=list)
    """Of consoles that were killed."""
    at_consoles: set[str] = field(default_factory=set)
    """Who worked at them."""
    problems: list[str] = field(default_factory=list)
    """What the faults themselves stumbled over."""
    said: Callable[[str], None] = lambda _line: None
    _threads: list[threading.Thread] = field(default_factory=list)
    _healing: threading.Event = field(default_factory=threading.Event)
    _server_locks: dict[Silo, threading.Lock] = field(default_factory=lambda: {s: threading.Lock() for s in Silo})
    _wire_locks: dict[int, threading.Lock] = field(default_factory=dict)
    _consoles: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def play(self, faults: Sequence[Fault], deadline: Callable[[], bool]) -> None:
        """Begin each fault at its time; returns when the last has begun. Each heals by itself."""
        self._healing.clear()
        for fault in faults:
            if self._healing.wait(fault.after_s) or deadline():
                return
            self.said(str(fault))
            thread = threading.Thread(
                target=self._carry_out, args=[fault], name=f"fault {fault.kind.name}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def heal(self) -> None:
        """End all faults now, and wait until everything is as it was."""
        self._healing.set()
        while self._threads:
            self._threads.pop().join(120)
        self.region.silos.start()
        for wire in (*self.region.people_wires.values(), *self.region.bus_wires.values()):
            wire.set(Mode.PASS)
        for link in replication.links():
            self._alter(link.subscriber, link.subscription, "enable")

    def _carry_out(self, fault: Fault) -> None:
        self.count[fault.kind] += 1
        try:
            self._deed(fault)
        except (psycopg.Error, ServerProblem, OSError):
            pass  # it met another fault: the server that was to be broken is away already
        except Exception:  # noqa: BLE001  (told in the report)
            self.problems.append(traceback.format_exc())

    def _deed(self, fault: Fault) -> None:
        if fault.kind in (Kind.KILL, Kind.STOP):
            self._server(fault)
        elif fault.kind is Kind.CUT:
            self._cut(fault)
        elif fault.kind in _MODES:
            people = fault.kind.name.startswith("PEOPLE")
            wire = self.region.people_wires[fault.silo] if people else self.region.bus_wires[fault.link]
            self._wire(wire, _MODES[fault.kind], fault)
        elif fault.kind is Kind.DISABLE:
            self._disable(fault)
        elif fault.kind is Kind.POISON:
            self._poison(fault)
        else:
            self._kill_console(fault)

    def _server(self, fault: Fault) -> None:
        lock = self._server_locks[fault.silo]
        if not lock.acquire(blocking=False):
            return
        try:
            if fault.kind is Kind.KILL:
                kill_server(self.region, fault.silo)
            else:
                self.region.silos.stop([fault.silo])
            self._healing.wait(fault.for_s)
            self.region.silos.start([fault.silo])
        finally:
            lock.release()

    def _cut(self, fault: Fault) -> None:
        with self.region.superuser(fault.silo) as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where pid <> pg_backend_pid() and backend_type in ('client backend', 'walsender',"
                " 'logical replication apply worker')"
            )

    def _wire(self, wire: Proxy, mode: Mode, fault: Fault) -> None:
        lock = self._wire_locks.setdefault(wire.port, threading.Lock())
        if not lock.acquire(blocking=False):
            return
        try:
            wire.set(mode, 0.02 + fault.strength * 0.3)
            self._healing.wait(fault.for_s)
            wire.set(Mode.PASS)
        finally:
            lock.release()

    def _disable(self, fault: Fault) -> None:
        silo = Silo(fault.link.split("_", 1)[0])
        self._alter(silo, fault.link, "disable")
        self._healing.wait(fault.for_s)
        self._alter(silo, fault.link, "enable")

    def _alter(self, silo: Silo, subscription: str, change: str) -> None:
        with self.region.superuser(silo) as connection:
            statement = sql.SQL("alter subscription {} {}").format(sql.Identifier(subscription), sql.SQL(change))
            connection.execute(statement)

    def _poison(self, fault: Fault) -> None:
        event, (kind, payload) = uuid4(), poison(fault.silo, fault.strength)
        # Noted first: if the answer is lost, the event may be there all the same.
        self.planted[event] = fault.silo
        with self.region.superuser(fault.silo) as connection:
            connection.execute(
                sql.SQL("insert into events.{} (id, kind, v, payload) values (%s, %s, %s, %s)").format(
                    sql.Identifier(fault.silo.value)
                ),
                [event, kind, payload["v"], Jsonb(payload)],
            )

    def _kill_console(self, fault: Fault) -> None:
        hands = [hand for hand in self.region.hands if hand.user_type is not UserType.CENTER]
        hand = hands[int(fault.strength * len(hands))]
        journal = self.folder / f"console-{uuid4().hex[:8]}.jsonl"
        self.journals.append(journal)
        self.at_consoles.add(hand.email)
        urls = [f"{silo.value}={url}" for silo, url in self.region.urls_of_people().items()]
        child = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.chaos.console",
                hand.email,
                hand.user_type.value,
                str(self.region.second.folder),
                str(self.region.keys),
                str(journal),
                str(int(fault.strength * 1e9)),
                *urls,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            self._healing.wait(2 + fault.for_s)
        finally:
            crashed = child.poll()
            child.kill()
            _, said = child.communicate()
            if crashed not in (None, CONSOLE_AWAY):
                self.problems.append(f"a console ended by itself with {crashed}: {said.decode()[-2000:]}")


CONSOLE_AWAY = 3
"""Exit code of a console that could not sign in."""


def poison(silo: Silo, strength: float) -> tuple[str, dict[str, Any]]:
    """Return an event of that silo that no handler can swallow, wherever it arrives."""
    of_silo = {"hospital": "trip.created", "ems": "trip.accepted", "center": "silo.heartbeat"}[silo.value]
    bad = {"v": 1, "trip_id": "poison", "agency_id": "poison", "user_id": "poison", "user_type": "hospital"}
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("trip.poisoned", {"v": 1}),
        (of_silo, {"v": 99}),
        ("trip.created", bad) if silo is Silo.HOSPITAL else ("trip.poisoned", bad),
    ]
    return kinds[int(strength * len(kinds)) % len(kinds)]


def kill_server(region: Region, silo: Silo) -> None:
    """SIGKILL the server of a silo with all its processes, and wait until they are gone."""
    with region.superuser(silo) as connection:
        row = connection.execute("select current_setting('data_directory')").fetchone()
    assert row is not None
    postmaster = psutil.Process(int((Path(row[0]) / "postmaster.pid").read_text().split()[0]))
    family = [postmaster, *postmaster.children(recursive=True)]
    for process in family:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    psutil.wait_procs(family, timeout=10)
