"""Passwords, patients, prices and free text are in no log, report, argument, event or NOTIFY."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
import pytest

from medport_desktop.domain.center.broadcasts import Audience, Importance, NewBroadcast
from medport_desktop.domain.enums import Reason, Silo
from medport_desktop.domain.trips import NewBid
from tests.fuzz.scene import Scene
from tests.silos.world import BEDFORD, CENTER, DESK, DESK_MANAGER, World

MARK = "MARKED-TEXT"
AMOUNT = 4_987_653
"""Cents; found nowhere else."""
WRONG, NEW = "WRONG-PASSWORD-horse-and-cart", "NEW-PASSWORD-horse-and-cart"
WHO = "desk@somerset.example"


@dataclass
class Seen:
    """What came out, by where."""

    texts: dict[str, str] = field(default_factory=dict)

    def add(self, where: str, text: object) -> None:
        self.texts[where] = f"{self.texts.get(where, '')}{text}\n"

    def having(self, secret: str) -> list[str]:
        """Where a secret stands, with what is around it."""
        found = []
        for where, text in self.texts.items():
            at = text.casefold().find(secret.casefold())
            if at >= 0:
                found.append(f"{where}: …{text[max(0, at - 80) : at + 80]}…")
        return found


@pytest.fixture(scope="module")
def seen(scene: Scene, world: World, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The journey, and everything that was written on the way."""
    seen, home = Seen(), tmp_path_factory.mktemp("home")
    with ExitStack() as stack:
        ears = {silo: stack.enter_context(world.trio.superuser(silo)) for silo in Silo}
        for ear in ears.values():
            ear.execute("listen medport")
        _run(seen, scene, world, home)
        _others(scene)
        world.settle()
        for silo, ear in ears.items():
            for notice in ear.notifies(timeout=0.2):
                seen.add(f"NOTIFY of {silo}", notice.payload)
    for path in home.rglob("*"):
        if path.is_file():
            seen.add(f"file {path.relative_to(home)}", path.read_bytes().decode("utf-8", "replace"))
    for silo in Silo:
        _of_server(seen, world, silo)
    return seen


def _run(seen: Seen, scene: Scene, world: World, home: Path) -> None:
    """The console, in a process of its own; its arguments and everybody else's are looked at while it runs."""
    facts = {
        "urls": {silo.value: url for silo, url in world.trio.urls.for_people().items()},
        "email": WHO,
        "password": world.trio.accounts[WHO].password,
        "wrong_password": WRONG,
        "new_password": NEW,
        "mark": MARK,
        "origin": str(scene.facility("UPMC Somerset")),
    }
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fuzz.journey"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write(json.dumps(facts) + "\n")
        process.stdin.close()
        for line in process.stdout:
            seen.add("what it printed", line)
            for other in psutil.process_iter(["cmdline"]):
                seen.add("arguments of processes", " ".join(other.info["cmdline"] or ()))
        assert process.wait(60) == 0, seen.texts


def _others(scene: Scene) -> None:
    """What agencies, managers and the center write."""
    desk, agency = scene.somebody(DESK), scene.somebody(BEDFORD)
    trip, pickup = scene.new_trip(), scene.soon(hours=1)
    new = NewBid(trip, scene.agency(), AMOUNT, scene.unit(), pickup, pickup + timedelta(hours=1), f"{MARK}-bid-note")
    bid_id = uuid4()
    agency.board.bid(bid_id, new, agency.settings)
    agency.board.withdraw(bid_id)
    agency.board.decline(uuid4(), trip, Reason.NO_CREW, f"{MARK}-decline-note")
    held = scene.held(agency)
    agency.board.release(held.assignment_id, Reason.NO_CREW, f"{MARK}-release-note")
    message = NewBroadcast(Audience.EVERYONE, None, Importance.INFO, f"{MARK}-message")
    scene.somebody(CENTER).broadcasts.send(uuid4(), message)
    manager = scene.somebody(DESK_MANAGER)
    manager.places.order_agencies([scene.agency()])
    manager.places.edit_preference(scene.agency(), True, f"{MARK}-preference")
    assert desk.stores.ems.bids([trip])[0].bid_amount == AMOUNT


def _of_server(seen: Seen, world: World, silo: Silo) -> None:
    """Its log files, its events, and what is derived of them."""
    data = Path(str(world.value(silo, "show data_directory")))
    for log in (data / "log").iterdir():
        seen.add(f"log of {silo}", log.read_text("utf-8", "replace"))
    tables = ["events.hospital", "events.ems", "events.center", "events.dead_letter"]
    if silo is Silo.CENTER:
        tables += ["medport.system_analytics", "medport.database_references"]
    for table in tables:
        with world.stage[silo].cursor(row_factory=psycopg.rows.scalar_row) as cursor:
            for row in cursor.execute(f"select to_jsonb(t)::text from {table} t".encode()):
                seen.add(f"{table} in {silo}", row)


def test_everything_was_looked_at(seen: Seen) -> None:
    """A search that finds nothing must have searched: each place has what it should have."""
    expected = {
        "what it printed": "Something went wrong in the program",
        "arguments of processes": "tests.fuzz.journey",
        "file state/medport/log/console.log": "builtins.KeyError",
        "NOTIFY of hospital": "transport_request",
        "NOTIFY of ems": "transport_bid",
        "NOTIFY of center": "broadcast",
        "events.hospital in ems": "trip.cancelled",
        "events.ems in center": "trip.declined",
        "events.center in hospital": "user.",
        "medport.system_analytics in center": "trip_released",
        "medport.database_references in center": "transport_request",
        "log of center": "authentication failed",
    }
    assert {where: word for where, word in expected.items() if word not in seen.texts.get(where, "")} == {}
    assert "builtins.ValueError" in seen.texts["file state/medport/log/console.log"]


@pytest.mark.parametrize(
    "secret",
    [MARK, WRONG, NEW, str(AMOUNT), f"{AMOUNT / 100:,.2f}", "SCRAM-SHA-256$", "demo-only-medport"],
    ids=["marked text", "wrong password", "new password", "amount", "dollars", "verifier", "password"],
)
def test_no_secret_stands_where_it_may_not(seen: Seen, secret: str) -> None:
    assert seen.having(secret) == []


@pytest.fixture(scope="module", autouse=True)
def _signed_in(scene: Scene) -> None:
    """Before any test: a person's threads last for the module."""
    for email in (DESK, DESK_MANAGER, BEDFORD, CENTER):
        scene.somebody(email)
