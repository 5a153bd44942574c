"""Messages and handoffs through their stores, as the people whom they are for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from medport_desktop.data.connection.manager import DatabaseManager
from medport_desktop.data.stores.stores import Stores
from medport_desktop.domain.center.broadcasts import Audience, Broadcast, Importance, NewBroadcast
from medport_desktop.domain.center.handoff import HandoffLine, HandoffStatus, NewHandoff, UnitCount, Waiting
from medport_desktop.domain.enums import Priority, TransportLevel, TripStatus
from medport_desktop.domain.errors import InvalidForm, NotAllowed, Refused
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.center.handoffs import Handoffs
from tests.data.world import ADMIN, CENTER, DESK, World

SignIn = Callable[[str], DatabaseManager]


def messages(manager: DatabaseManager) -> Broadcasts:
    return Broadcasts(manager.person, Stores.of(manager))


def told(messages: Broadcasts, key: UUID) -> list[Broadcast]:
    return messages.stores.broadcasts.current(messages.person, [key])


def shift(manager: DatabaseManager) -> Handoffs:
    return Handoffs(manager.person, Stores.of(manager))


def test_a_message_from_sender_to_reader_and_back(sign_in: SignIn, world: World) -> None:
    center, desk, other = messages(sign_in(CENTER)), messages(sign_in(DESK)), messages(sign_in(ADMIN))
    key = uuid4()
    new = NewBroadcast(Audience.HOSPITAL, world.hospital, Importance.IMPORTANT, "  The lift is out. ")
    center.send(key, new)
    center.send(key, new)  # sent again
    (first,) = told(desk, key)
    assert (first.text, first.read_at) == ("The lift is out.", None)
    assert told(center, key) == told(other, key) == []
    (sent,) = other.stores.broadcasts.sent([key])
    assert sent.read == 0
    assert sent.people == len(other.stores.broadcasts.readers(key)) > 0
    desk.stores.broadcasts.acknowledge(key)
    desk.stores.broadcasts.acknowledge(key)
    assert told(desk, key)[0].read_at is not None
    assert center.stores.broadcasts.sent([key])[0].read == 1
    assert center.stores.broadcasts.readers(key)[0].user_id == desk.person.id
    center.stores.broadcasts.withdraw(key)
    assert told(desk, key) == []
    assert center.stores.broadcasts.sent([key])[0].withdrawn_at is not None
    with pytest.raises(NotAllowed):
        desk.send(uuid4(), new)


def test_what_a_message_must_have(sign_in: SignIn) -> None:
    center = messages(sign_in(CENTER))
    with pytest.raises(InvalidForm) as refused:
        center.send(uuid4(), NewBroadcast(Audience.AGENCY, None, Importance.INFO, " "))
    assert refused.value.errors.keys() == {"recipient", "text"}
    with pytest.raises(InvalidForm):
        center.send(uuid4(), NewBroadcast(Audience.EVERYONE, None, Importance.INFO, "x" * 281))


def test_a_message_to_everyone_reaches_the_other_dispatcher(sign_in: SignIn) -> None:
    center, other = messages(sign_in(CENTER)), messages(sign_in(ADMIN))
    key = uuid4()
    center.send(key, NewBroadcast(Audience.EVERYONE, None, Importance.INFO, "Snow"))
    assert [message.id for message in told(other, key)] == [key]
    assert told(center, key) == []


def test_a_sheet_from_one_dispatcher_to_the_next(sign_in: SignIn) -> None:
    leaving, coming = shift(sign_in(CENTER)), shift(sign_in(ADMIN))
    key, now = uuid4(), datetime.now(UTC)
    line = HandoffLine(
        uuid4(), "T-1", "Demo", "A", "B", TransportLevel.ALS, Priority.HIGH, TripStatus.PENDING, "", now, now,
        frozenset({Waiting.NO_BIDS, Waiting.LATE}), "Call the desk",
    )  # fmt: skip
    new = NewHandoff(
        "Quiet", coming.person.id, UnitCount(1, 2, 3), (line, replace(line, trip_id=uuid4(), number="T-2"))
    )
    leaving.make(key, new)
    leaving.make(key, new)  # sent again
    assert [person.id for person in leaving.successors()] == [coming.person.id]
    (made,) = coming.stores.handoffs.handoffs([key])
    assert (made.note, made.for_name, made.units, made.status) == (
        "Quiet",
        coming.person.name,
        UnitCount(1, 2, 3),
        HandoffStatus.OPEN,
    )
    assert made.lines[0] == line
    assert made.lines[0].waits_words == "late, no bids"
    with pytest.raises(Refused, match="open already"):
        coming.make(uuid4(), new)
    coming.stores.handoffs.acknowledge(key, [line.trip_id], True)
    with pytest.raises(Refused, match="every trip"):
        coming.stores.handoffs.take_over(key)
    coming.stores.handoffs.acknowledge(key, [one.trip_id for one in made.lines], True)
    (read,) = leaving.stores.handoffs.handoffs([key])
    assert read.acknowledged() == read.acknowledged(coming.person.id) == 2
    with pytest.raises(NotAllowed):
        leaving.stores.handoffs.take_over(key)
    coming.stores.handoffs.take_over(key)
    (taken,) = leaving.stores.handoffs.handoffs([key])
    assert (taken.status, taken.ended_by) == (HandoffStatus.TAKEN, coming.person.name)
