"""Messages from the center: who may write, who reads which, and each person's own receipt."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from medport_desktop.silos.demo.people import demo_id
from medport_desktop.silos.demo.region import agency
from tests.silos.world import (
    ADMIN,
    ALTOONA,
    BEDFORD,
    BLAIR,
    CENTER,
    DENIED,
    DESK,
    DESK_MANAGER,
    NASON,
    OTHER_DESK,
    C,
    World,
    refused,
)
from tests.support import WAIT_S

_SEND = "insert into broadcast (id, audience, hospital_id, agency_id, importance, text) values (%s, %s, %s, %s, %s, %s)"
_SEEN = "select id from broadcast where id = %s"


def send(world: World, audience: str, *, to: UUID | None = None, by: str = CENTER, importance: str = "INFO") -> UUID:
    """Send a message as that person; `to` names the hospital or agency."""
    message = uuid4()
    hospital, one = (to if audience == "HOSPITAL" else None), (to if audience == "AGENCY" else None)
    world.person(by, C).execute(_SEND, [message, audience, hospital, one, importance, "Snow on Route 30."])
    return message


def read(world: World, who: str, message: UUID) -> None:
    world.person(who, C).execute("insert into broadcast_receipt (broadcast_id) values (%s)", [message])


def reader_rows(world: World, message: UUID) -> dict[str, Any]:
    rows = world.person(CENTER, C).execute("select * from broadcast_reader where broadcast_id = %s", [message])
    return {row["name"]: row for row in rows}


@pytest.mark.parametrize(
    ("audience", "to", "seeing"),
    [
        ("EVERYONE", None, {DESK, OTHER_DESK, BEDFORD, BLAIR, CENTER, ADMIN}),
        ("HOSPITALS", None, {DESK, OTHER_DESK, CENTER, ADMIN}),
        ("AGENCIES", None, {BEDFORD, BLAIR, CENTER, ADMIN}),
        ("HOSPITAL", demo_id("hospital", NASON), {DESK, DESK_MANAGER, CENTER}),
        ("HOSPITAL", demo_id("hospital", ALTOONA), {OTHER_DESK, CENTER}),
        ("AGENCY", agency("blair").id, {BLAIR, CENTER}),
    ],
)
def test_who_reads_it(world: World, audience: str, to: UUID | None, seeing: set[str]) -> None:
    message = send(world, audience, to=to)
    asked = {DESK, OTHER_DESK, BEDFORD, BLAIR} | seeing
    assert {who for who in asked if world.person(who, C).execute(_SEEN, [message]).fetchone()} == seeing


def test_the_database_says_who_wrote_it_and_until_when(world: World) -> None:
    world.run(C, "update system_configuration set value = '3' where key = 'broadcast_hours'")
    try:
        message = send(world, "EVERYONE")
    finally:
        world.run(C, "update system_configuration set value = '12' where key = 'broadcast_hours'")
    row = world.row(C, "select * from broadcast where id = %s", message)
    assert row is not None
    assert row["author"] == world.trio.accounts[CENTER].name
    assert row["expires_at"] - row["sent_at"] == timedelta(hours=3)
    world.person(CENTER, C).execute(_SEND, [message, "EVERYONE", None, None, "INFO", "Sent again"])
    assert world.value(C, "select text from broadcast where id = %s", message) == "Snow on Route 30."
    assert world.value(C, "select user_name from audit_log where entity_id = %s", str(message)) == row["author"]


@pytest.mark.parametrize("who", [DESK, DESK_MANAGER, BEDFORD])
def test_only_the_center_writes(world: World, who: str) -> None:
    with refused(DENIED):
        send(world, "EVERYONE", by=who)
    message = send(world, "EVERYONE")
    with refused(DENIED):
        world.person(who, C).execute("update broadcast set withdrawn_at = now() where id = %s", [message])
    with refused(DENIED):
        world.person(who, C).execute("select * from broadcast_reader")


@pytest.mark.parametrize(
    "values",
    [
        ("EVERYONE", None, None, "INFO", "  "),
        ("EVERYONE", None, None, "INFO", "x" * 281),
        ("EVERYONE", demo_id("hospital", NASON), None, "INFO", "x"),
        ("HOSPITAL", None, None, "INFO", "x"),
        ("NOBODY", None, None, "INFO", "x"),
        ("EVERYONE", None, None, "LOUD", "x"),
    ],
)
def test_what_makes_no_sense_is_refused(world: World, values: tuple[object, ...]) -> None:
    with refused("23514"):
        world.person(CENTER, C).execute(_SEND, [uuid4(), *values])


@pytest.mark.parametrize("column", ["author", "author_id", "expires_at", "sent_at"])
def test_what_the_database_says_nobody_writes(world: World, column: str) -> None:
    with refused(DENIED):
        world.person(ADMIN, C).execute(f"update broadcast set {column} = null".encode())
    with refused(DENIED):
        world.person(ADMIN, C).execute(b"update broadcast set text = 'changed'")


def test_a_receipt_is_ones_own_and_written_once(world: World) -> None:
    message = send(world, "HOSPITALS", importance="IMPORTANT")
    assert reader_rows(world, message)["Demo desk, nason"]["read_at"] is None
    read(world, DESK, message)
    first = reader_rows(world, message)["Demo desk, nason"]["read_at"]
    read(world, DESK, message)
    rows = reader_rows(world, message)
    assert rows["Demo desk, nason"]["read_at"] == first
    assert rows["Demo desk, altoona"]["read_at"] is None
    assert rows["Demo desk, nason"]["organisation"] == NASON
    assert not any("bedford" in name or "center" in name for name in rows)
    with refused(DENIED):
        world.person(DESK, C).execute(
            "insert into broadcast_receipt (broadcast_id, user_id) values (%s, %s)",
            [message, demo_id("account", OTHER_DESK)],
        )
    own = world.person(OTHER_DESK, C).execute("select * from broadcast_receipt where broadcast_id = %s", [message])
    assert own.fetchall() == []


def test_nobody_reads_what_is_not_for_them(world: World) -> None:
    message = send(world, "HOSPITAL", to=demo_id("hospital", NASON))
    for who in (BEDFORD, OTHER_DESK):
        with refused(DENIED):
            read(world, who, message)


def test_what_is_withdrawn_only_the_center_sees(world: World) -> None:
    message = send(world, "EVERYONE")
    world.person(ADMIN, C).execute("update broadcast set withdrawn_at = '-infinity' where id = %s", [message])
    at = world.value(C, "select withdrawn_at from broadcast where id = %s and withdrawn_at > sent_at", message)
    assert at is not None
    world.person(ADMIN, C).execute("update broadcast set withdrawn_at = null where id = %s", [message])
    assert world.value(C, "select withdrawn_at from broadcast where id = %s", message) == at
    assert world.person(DESK, C).execute(_SEEN, [message]).fetchone() is None
    assert world.person(CENTER, C).execute(_SEEN, [message]).fetchone() is not None


def test_the_notification_has_no_text(world: World) -> None:
    listener = world.open(DESK, C)
    with listener:
        listener.execute("listen medport")
        message = send(world, "EVERYONE")
        heard = next(listener.notifies(timeout=WAIT_S, stop_after=1))
    assert heard.payload == f'{{"t" : "broadcast", "ids" : ["{message}"]}}'
