"""What a dispatcher of the center does, and who signs in."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from medport_desktop.data.stores.broadcasts import BroadcastStore
from medport_desktop.data.stores.ems import EmsStore
from medport_desktop.data.stores.handoffs import HandoffStore
from medport_desktop.domain.center.broadcasts import Audience, Importance, NewBroadcast
from medport_desktop.domain.center.handoff import HandoffLine, NewHandoff, UnitCount, Waiting
from medport_desktop.domain.enums import (
    Priority,
    TransportLevel,
    TripStatus,
)
from medport_desktop.services.center.broadcasts import Broadcasts
from medport_desktop.services.center.handoffs import Handoffs
from medport_desktop.services.session.session import Session
from tests.fuzz.commands.command import Arguments, Command
from tests.fuzz.scene import Kept, Scene, Somebody
from tests.silos.world import ADMIN, BEDFORD, CENTER, DESK, NASON, C, E


def _message(recipient: UUID | None = None) -> NewBroadcast:
    audience = Audience.AGENCY if recipient else Audience.AGENCIES
    return NewBroadcast(audience, recipient, Importance.INFO, "Route 30 is closed")


def _message_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept, new = who.stores.broadcasts.sent([given["broadcast_id"]])[0], given["new"]
    asked = (new.audience, new.importance, new.text.strip())
    return asked, (kept.audience, kept.importance, kept.text)


def _sent(scene: Scene, who: Somebody) -> UUID:
    broadcast_id = uuid4()
    scene.somebody(CENTER).broadcasts.send(broadcast_id, _message())
    return broadcast_id


def _withdraw_open(scene: Scene) -> None:
    scene.world.run(C, "update medport.shift_handoff set status = 'WITHDRAWN' where status = 'OPEN'", quietly=True)


def _sheet(scene: Scene) -> NewHandoff:
    line = HandoffLine(
        scene.trip(),
        "T-1042",
        NASON,
        NASON,
        "UPMC Altoona",
        TransportLevel.BLS,
        Priority.HIGH,
        TripStatus.PENDING,
        "",
        scene.now,
        scene.soon(hours=1),
        frozenset({Waiting.NO_BIDS}),
        "Call again",
    )
    return NewHandoff("A quiet night", None, UnitCount(4, 3, 2), (line,))


def _make(scene: Scene, who: Somebody) -> Arguments:
    _withdraw_open(scene)
    return {"handoff_id": uuid4(), "new": _sheet(scene)}


def _sheet_kept(scene: Scene, who: Somebody, given: Arguments) -> Kept:
    kept, new = who.stores.handoffs.handoffs([given["handoff_id"]])[0], given["new"]

    def lines(of: Any) -> Any:
        return {replace(line, note=line.note.strip(), waits=line.waits & set(Waiting)) for line in of.lines}

    return (new.note.strip(), new.units, lines(new)), (kept.note, kept.units, lines(kept))


def _made(scene: Scene, by: str) -> UUID:
    _withdraw_open(scene)
    handoff_id = uuid4()
    scene.somebody(by).handoffs.make(handoff_id, replace(_sheet(scene), lines=()))
    return handoff_id


def _line(scene: Scene, who: Somebody) -> Arguments:
    _withdraw_open(scene)
    handoff_id, sheet = uuid4(), _sheet(scene)
    scene.somebody(CENTER).handoffs.make(handoff_id, sheet)
    return {"handoff_id": handoff_id, "trip_ids": [sheet.lines[0].trip_id], "read": True}


def _awarded(scene: Scene, who: Somebody) -> Arguments:
    trip = scene.new_trip()  # undoing an award brings its bids back: a second bid on it would be refused
    scene.world.award(trip, scene.world.bid(trip))
    held = scene.world.value(E, "select id from medport.assignment where trip_id = %s", trip)
    return {"assignment_id": held, "note": "Taken back"}


CENTER_COMMANDS = (
    Command(EmsStore, "undo_award", CENTER, _awarded),
    Command(
        Broadcasts,
        "send",
        CENTER,
        lambda s, w: {"broadcast_id": uuid4(), "new": _message()},
        _message_kept,
        weight=6,
    ),
    Command(Broadcasts, "send", CENTER, lambda s, w: {"broadcast_id": uuid4(), "new": _message(s.agency())}),
    Command(BroadcastStore, "acknowledge", BEDFORD, lambda s, w: {"broadcast_id": _sent(s, w)}),
    Command(BroadcastStore, "withdraw", CENTER, lambda s, w: {"broadcast_id": _sent(s, w)}),
    Command(Handoffs, "make", CENTER, _make, _sheet_kept),
    Command(HandoffStore, "acknowledge", ADMIN, _line),
    Command(HandoffStore, "take_over", ADMIN, lambda s, w: {"handoff_id": _made(s, CENTER)}),
    Command(HandoffStore, "withdraw", CENTER, lambda s, w: {"handoff_id": _made(s, CENTER)}),
    Command(Session, "unlock", DESK, lambda s, w: {"password": s.world.trio.accounts[DESK].password}, weight=12),
    Command(
        Session,
        "change_password",
        DESK,
        lambda s, w: {"old": "not this one, surely", "new": "three words and a horse"},
        weight=4,
    ),
)
