"""The rules of what waits: order, once, a day, two hundred, and what goes to review. No database is needed to judge."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from medport_desktop.data.workstation.kept_form import Unreadable, from_disk, to_disk
from medport_desktop.domain.enums import (
    AwardMode,
    Mobility,
    Need,
    Priority,
    Reason,
    Silo,
    TransportLevel,
    TripStatus,
    UnitStatus,
)
from medport_desktop.domain.errors import AccountDisabled, KeptForLater, NotKept, Refused, SiloAway
from medport_desktop.domain.ids import new_key
from medport_desktop.domain.kept_writes import (
    AddNote,
    CancelTrip,
    Command,
    DeclineTrip,
    EnterTrip,
    KeptWrite,
    MoveTrip,
    SetUnitStatus,
    SubmitBid,
    WithdrawBid,
)
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.trips import NewBid, NewTrip
from medport_desktop.services.outbox.outbox import MOST, Outbox

NOW = datetime(2026, 11, 23, 14, 3, tzinfo=UTC)


@dataclass
class Silos:
    """Stands for both silos: away, refusing, or writing down what arrives."""

    away: bool = False
    answer: Exception | None = None
    arrived: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Callable[..., None]:
        def call(*values: Any) -> None:
            if self.away:
                raise SiloAway(Silo.HOSPITAL)
            if self.answer is not None:
                raise self.answer
            self.arrived.append((name, values))

        return call

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.arrived]


@dataclass
class Folder:
    """A store in memory."""

    held: dict[UUID, KeptWrite] = field(default_factory=dict)
    full: bool = False
    unread: int = 0

    def load(self) -> list[KeptWrite]:
        return list(self.held.values())

    def put(self, kept: KeptWrite) -> None:
        if self.full:
            raise NotKept("The disk is full.")
        self.held[kept.command.key] = kept

    def holds(self, key: UUID) -> bool:
        return key in self.held

    def remove(self, key: UUID) -> None:
        self.held.pop(key, None)

    def sending(self) -> AbstractContextManager[None]:
        return nullcontext()


@dataclass
class Place:
    """An outbox with its store, its silos and its clock."""

    silos: Silos = field(default_factory=Silos)
    folder: Folder = field(default_factory=Folder)
    now: datetime = NOW

    def __post_init__(self) -> None:
        silos: Any = self.silos
        self.outbox = Outbox(self.folder, silos, silos, lambda: self.now)

    def keep(self, *commands: Command) -> None:
        """Try them, a minute apart, while the silos are away."""
        self.silos.away = True
        for command in commands:
            with pytest.raises(KeptForLater):
                self.outbox.send(command)
            self.now += timedelta(minutes=1)
        self.silos.away = False


@pytest.fixture
def place() -> Place:
    return Place()


def note(text: str = "x") -> AddNote:
    return AddNote(new_key(), "T-1042", uuid4(), text)


def cancel(trip: UUID) -> CancelTrip:
    return CancelTrip(new_key(), "T-1042", trip, Reason.BED_LOST, "")


NEW = NewTrip(
    Patient("M1", "Demo, Ünïcode “T”", date(1951, 3, 8), 92.1, Mobility.STRETCHER),
    uuid4(), None, "12 Elm St, 16602", "ICU 4", "814-555-0199", TransportLevel.CCT, Priority.URGENT,
    frozenset({Need.OXYGEN, Need.STRETCHER}), "Speaks Polish.", NOW, None, AwardMode.BIDDING,
    destination_coordinates=Coordinates(40.5, -78),
)  # fmt: skip
EVERY: list[Command] = [
    EnterTrip(new_key(), "to Elm St", NEW),
    note(),
    cancel(uuid4()),
    SubmitBid(new_key(), "T-1", NewBid(uuid4(), uuid4(), 43300, uuid4(), NOW, NOW + timedelta(hours=1), "two medics")),
    WithdrawBid(new_key(), "T-1", uuid4()),
    DeclineTrip(new_key(), "T-1", uuid4(), uuid4(), Reason.NO_CREW, "flu"),
    MoveTrip(new_key(), "T-1", uuid4(), TripStatus.ACCEPTED, TripStatus.EN_ROUTE, NOW),
    SetUnitStatus(new_key(), "M21 and M22", (uuid4(), uuid4()), UnitStatus.MAINTENANCE, "Brakes"),
]


@pytest.mark.parametrize("command", EVERY, ids=lambda c: type(c).__name__)
def test_every_kind_has_a_form_on_disk(command: Command) -> None:
    kept = KeptWrite(command, NOW, maybe_done=True, refused="No.", hint="Look.")
    assert from_disk(to_disk(kept)) == kept


def test_what_a_console_of_one_unit_at_a_time_has_kept_is_read() -> None:
    now = SetUnitStatus(new_key(), "M21", (uuid4(),), UnitStatus.MAINTENANCE, "Said before a reason was asked for")
    form = to_disk(KeptWrite(now, NOW))
    [form["command"]["unit_id"]] = form["command"].pop("unit_ids")
    del form["command"]["status_reason"]
    for version in (1, 2):
        assert from_disk({**form, "v": version}).command == now


def test_what_release_1_0_0_has_kept_is_read() -> None:
    """Its names of the fields, and its way to write a time."""
    former = {
        "special_requirements": "needs",
        "special_requirements_note": "needs_note",
        "destination_coordinates": "destination_place",
        "transport_request_id": "trip_id",
        "bid_amount": "amount_cents",
    }
    for command in EVERY:
        kept = KeptWrite(command, NOW)
        form = to_disk(kept) | {"v": 1, "tried_at": NOW.isoformat()}
        if isinstance(command, EnterTrip | SubmitBid):
            new = {former.get(name, name): value for name, value in form["command"]["new"].items()}
            form["command"]["new"] = new
        assert from_disk(form) == kept
        if isinstance(command, EnterTrip):
            assert form["command"]["new"]["needs"] == ["oxygen", "stretcher"]
            with pytest.raises(Unreadable):
                from_disk(form | {"v": 2})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda form: form.update(v=3),
        lambda form: form.update(kind="os.system"),
        lambda form: form.update(kind="KeptWrite"),
        lambda form: form.pop("hint"),
        lambda form: form.update(more=1),
        lambda form: form["command"].update(more=1),
        lambda form: form["command"].pop("text"),
        lambda form: form["command"].update(trip_id="T-1042"),
        lambda form: form["command"].update(text=None),
        lambda form: form["command"].update(text=["x"]),
        lambda form: form.update(maybe_done="yes"),
        lambda form: form.update(tried_at=5),
    ],
)
def test_nothing_but_the_known_form_is_read(spoil: Callable[[dict[str, Any]], object]) -> None:
    form = to_disk(KeptWrite(note(), NOW))
    spoil(form)
    with pytest.raises(Unreadable):
        from_disk(form)


def test_what_waits_is_sent_in_order_and_before_anything_newer(place: Place) -> None:
    first, second, third = note("1"), cancel(uuid4()), note("3")
    place.keep(first, second)
    place.outbox.send(third)
    assert place.silos.names == ["add_note", "cancel_trip", "add_note"]
    assert [values[-1] for _, values in place.silos.arrived] == [first.key, second.key, third.key]
    assert place.folder.held == {}
    assert place.outbox.deliver(Silo.HOSPITAL) == []


def test_a_silo_does_not_wait_for_the_other(place: Place) -> None:
    place.keep(note(), EVERY[-1])
    assert [outcome.kept.command for outcome in place.outbox.deliver(Silo.EMS)] == [EVERY[-1]]
    assert [kept.command.silo for kept in place.outbox.kept()] == [Silo.HOSPITAL]


def test_while_it_is_away_again_the_rest_waits_on(place: Place) -> None:
    place.keep(note("1"), note("2"))
    place.silos.answer = SiloAway(Silo.HOSPITAL, maybe_done=True)
    assert place.outbox.deliver(Silo.HOSPITAL) == []
    assert [kept.maybe_done for kept in place.outbox.kept()] == [True, False]
    assert all(kept.waits for kept in place.outbox.kept())


def test_what_is_refused_is_looked_at_and_the_rest_goes_on(place: Place) -> None:
    place.keep(note("1"), note("2"))
    place.silos.answer = Refused("This trip is over.", "Look.", code="MP002")
    outcomes = place.outbox.deliver(Silo.HOSPITAL)
    assert [(one.sent, one.kept.refused, one.kept.hint) for one in outcomes] == [
        (False, "This trip is over.", "Look.")
    ] * 2
    place.silos.answer = None
    assert place.outbox.deliver(Silo.HOSPITAL) == []  # never again by itself
    assert place.silos.arrived == []
    key = outcomes[0].kept.command.key
    (sent,) = place.outbox.send_again(key)
    assert sent.sent
    place.outbox.discard(outcomes[1].kept.command.key)
    assert place.folder.held == {}


def test_what_is_older_than_a_day_is_never_sent_by_itself(place: Place) -> None:
    place.keep(note())
    place.now += timedelta(hours=24, minutes=1)
    (outcome,) = place.outbox.deliver(Silo.HOSPITAL)
    assert not outcome.sent
    assert "more than a day" in outcome.kept.refused
    assert place.silos.arrived == []
    place.outbox.send_again(outcome.kept.command.key)
    assert place.silos.names == ["add_note"]


def test_what_is_older_than_two_weeks_is_not_sent_at_all(place: Place) -> None:
    place.keep(note())
    place.now += timedelta(days=15)
    (outcome,) = place.outbox.deliver(Silo.HOSPITAL)
    with pytest.raises(Refused, match="two weeks"):
        place.outbox.send_again(outcome.kept.command.key)


def test_not_more_than_two_hundred(place: Place) -> None:
    place.keep(*(note() for _ in range(MOST)))
    place.silos.away = True
    with pytest.raises(SiloAway, match="200 changes wait already"):
        place.outbox.send(note())
    assert len(place.folder.held) == MOST


def test_the_same_act_is_kept_once(place: Place) -> None:
    trip = uuid4()
    place.keep(cancel(trip))
    place.silos.away = True
    with pytest.raises(Refused, match="waits already"):
        place.outbox.send(cancel(trip))
    with pytest.raises(KeptForLater):
        place.outbox.send(cancel(uuid4()))


def test_what_cannot_be_kept_is_told_as_ever(place: Place) -> None:
    place.silos.away, place.folder.full = True, True
    with pytest.raises(SiloAway, match="disk is full"):
        place.outbox.send(note())
    with pytest.raises(SiloAway):
        place.outbox.send(note(), keep=False)
    assert place.outbox.kept() == ()


def test_a_disabled_account_sends_nothing_and_loses_nothing(place: Place) -> None:
    place.keep(note())
    place.silos.answer = AccountDisabled("This account is disabled.")
    assert place.outbox.deliver(Silo.HOSPITAL) == []
    assert [kept.waits for kept in place.outbox.kept()] == [True]


def test_what_another_console_has_sent_or_deleted_is_not_sent_again(place: Place) -> None:
    place.keep(note())
    place.folder.held.clear()
    assert place.outbox.deliver(Silo.HOSPITAL) == []
    assert place.silos.arrived == []
    assert place.outbox.kept() == ()


def test_a_step_that_is_sent_late_carries_its_time_and_one_that_is_not_does_not(place: Place) -> None:
    step = EVERY[6]
    assert isinstance(step, MoveTrip)
    place.outbox.send(step)
    place.keep(replace(step, key=new_key()))
    place.outbox.deliver(Silo.EMS)
    assert [values[-1] for _, values in place.silos.arrived] == [None, NOW]


def test_a_key_that_another_sender_used_a_moment_ago_is_tried_once_more(place: Place) -> None:
    calls: list[int] = []

    def taken_first(*values: Any) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise Refused("That id exists already.", code="23505")

    place.keep(note())
    place.silos.add_note = taken_first  # type: ignore[method-assign]
    (outcome,) = place.outbox.deliver(Silo.HOSPITAL)
    assert outcome.sent
    assert len(calls) == 2


def test_keys_are_version_7_and_in_the_order_of_their_making() -> None:
    keys = [new_key() for _ in range(100)]
    assert {(key.version, key.variant) for key in keys} == {(7, "specified in RFC 4122")}
    assert len(set(keys)) == 100
    millis = [key.int >> 80 for key in keys]
    assert millis == sorted(millis)


def another(place: Place) -> Place:
    """Another console of the same person on the same workstation."""
    return Place(place.silos, place.folder, place.now)


def test_another_console_sees_what_is_kept_and_what_is_sent(place: Place) -> None:
    other = another(place)
    place.keep(note())
    assert not other.outbox.kept()
    other.outbox.look()
    assert other.outbox.kept() == place.outbox.kept()
    assert [outcome.sent for outcome in place.outbox.deliver(Silo.HOSPITAL)] == [True]
    assert other.outbox.deliver(Silo.HOSPITAL) == []
    assert not other.outbox.kept()
    assert place.silos.names == ["add_note"]


def test_what_the_silo_refused_to_one_console_is_not_sent_by_another(place: Place) -> None:
    other = another(place)
    place.keep(note())
    other.outbox.look()
    place.silos.answer = Refused("The trip is cancelled.")
    place.outbox.deliver(Silo.HOSPITAL)
    place.silos.answer = None
    assert other.outbox.deliver(Silo.HOSPITAL) == []
    assert other.outbox.kept() == place.outbox.kept()
    assert not place.silos.arrived


def test_what_waits_at_another_console_goes_before_what_is_newer(place: Place) -> None:
    other = another(place)
    place.keep(note("older"))
    other.outbox.send(note("newer"))
    assert [values[1] for _, values in place.silos.arrived] == ["older", "newer"]


def test_what_another_console_has_sent_is_not_sent_again(place: Place) -> None:
    other = another(place)
    place.keep(note())
    other.outbox.look()
    (kept,) = other.outbox.kept()
    place.outbox.deliver(Silo.HOSPITAL)
    with pytest.raises(Refused, match="does not wait any more"):
        other.outbox.send_again(kept.command.key)
    assert not place.folder.held


def test_a_state_for_which_there_is_no_room_stays_when_the_store_is_read_again(place: Place) -> None:
    place.keep(note())
    place.folder.full, place.silos.answer = True, Refused("The trip is cancelled.")
    place.outbox.deliver(Silo.HOSPITAL)
    place.outbox.look()
    assert [kept.refused for kept in place.outbox.kept()] == ["The trip is cancelled."]
