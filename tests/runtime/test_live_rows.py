"""Rows that keep themselves fresh: what was read again is merged, and told as added, changed or removed."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QObject

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import SiloAway
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.live_rows import Delta, LiveRows
from tests.hands import emitted
from tests.support import WAIT_S, until

BIDS = (Silo.EMS, "transport_bid")
AGENCIES = (Silo.CENTER, "agency_directory")


@dataclass(frozen=True, slots=True)
class Bid:
    id: UUID
    trip: UUID
    amount: int = 0


class Table:
    """What the silo has, and the rows that follow it."""

    def __init__(self, runtime: Runtime, *, by_trip: bool = False) -> None:
        self.runtime = runtime
        self.owner = QObject()
        self.there: list[Bid] = []
        self.asked: list[list[UUID] | None] = []
        self.gate = threading.Event()
        self.gate.set()
        self.is_away = False
        self.of_change: Callable[[Bid], UUID] = (lambda bid: bid.trip) if by_trip else (lambda bid: bid.id)
        self.rows: LiveRows[Bid] = LiveRows(
            runtime.changes,
            self.owner,
            [BIDS],
            self.read,
            key=lambda bid: bid.id,
            group=lambda bid: bid.trip,
            told_by_group=by_trip,
            read_all_on=[AGENCIES],
        )
        self.told: list[Delta[Bid]] = []
        self.rows.changed.connect(self.told.append)

    def read(self, ids: Sequence[UUID] | None) -> list[Bid]:
        found = [bid for bid in self.there if ids is None or self.of_change(bid) in ids]
        self.asked.append(None if ids is None else list(ids))
        assert self.gate.wait(WAIT_S)
        if self.is_away:
            raise SiloAway(Silo.EMS)
        return found

    def next(self, ids: Iterable[UUID] | None = None) -> Delta[Bid]:
        """What the next read tells: of a change of these ids, or of everything."""
        before = len(self.told)
        if ids is None:
            self.rows.subscription.refresh()
        else:
            self.runtime.changes.post(*BIDS, ids)
        until(lambda: len(self.told) == before + 1)
        return self.told[-1]


@pytest.fixture
def table(runtime: Runtime) -> Table:
    return Table(runtime)


def bids(count: int, trip: UUID | None = None) -> list[Bid]:
    return [Bid(uuid4(), trip or uuid4(), amount) for amount in range(count)]


def state(runtime: Runtime, silo: Silo, freshness: Freshness) -> None:
    with emitted(runtime.changes.state_changed):
        runtime.changes.post_state(SiloState(silo, freshness, datetime.now(UTC), ""))


def test_the_first_read_brings_everything_and_is_no_news(table: Table) -> None:
    table.there = bids(3)
    assert not table.rows.is_loaded
    assert table.next() == Delta(added=table.there, is_first=True, is_full=True)
    assert table.rows.is_loaded
    assert list(table.rows.by_key.values()) == table.there


def test_of_a_change_only_its_rows_are_read_and_told(table: Table) -> None:
    table.there = [same, changed, gone] = bids(3)
    table.next()
    dearer, new = replace(changed, amount=9), Bid(uuid4(), uuid4())
    table.there = [same, dearer, new]
    delta = table.next([same.id, changed.id, gone.id, new.id])
    assert delta == Delta(added=[new], changed=[(changed, dearer)], removed=[gone], is_news=True)
    assert delta.fresh == [new, dearer]
    assert delta.touched == [new, dearer, changed, gone]
    assert table.asked[1] == sorted([same.id, changed.id, gone.id, new.id])
    assert set(table.rows.by_key.values()) == {same, dearer, new}
    assert table.rows.of(gone.trip) == []


def test_what_was_not_read_again_stays(table: Table) -> None:
    table.there = [one, other] = bids(2)
    table.next()
    table.there = []
    assert table.next([one.id]).removed == [one]
    assert list(table.rows.by_key) == [other.id]


def test_a_full_read_tells_the_difference_and_takes_over_the_order(table: Table) -> None:
    table.there = [first, second, third] = bids(3)
    table.next()
    table.there = [third, replace(first, amount=5)]
    delta = table.next()
    assert delta == Delta(changed=[(first, table.there[1])], removed=[second], is_full=True, is_news=True)
    assert list(table.rows.by_key.values()) == table.there


def test_a_read_that_finds_everything_as_it_was_tells_no_row(table: Table) -> None:
    table.there = bids(2)
    table.next()
    assert table.next() == Delta(is_full=True, is_news=True)
    assert table.next([table.there[0].id]) == Delta(is_news=True)


def test_rows_that_are_notified_by_their_group(runtime: Runtime) -> None:
    table = Table(runtime, by_trip=True)
    trip = uuid4()
    table.there = [mine, theirs, elsewhere] = [*bids(2, trip), *bids(1)]
    table.next()
    assert table.rows.of(trip) == [mine, theirs]
    later = Bid(uuid4(), trip)
    table.there = [theirs, later, elsewhere]
    assert table.next([trip]) == Delta(added=[later], removed=[mine], is_news=True)
    assert table.rows.of(trip) == [theirs, later]
    assert table.rows.of(elsewhere.trip) == [elsewhere]
    assert table.rows.of(uuid4()) == []


def test_a_row_that_moves_to_another_group_leaves_its_own(table: Table) -> None:
    table.there = [bid] = bids(1)
    table.next()
    table.there = [moved] = [replace(bid, trip=uuid4())]
    assert table.next([bid.id]).changed == [(bid, moved)]
    assert table.rows.of(bid.trip) == []
    assert table.rows.of(moved.trip) == [moved]


def test_a_table_that_names_no_row_of_this_one_has_all_read(table: Table, runtime: Runtime) -> None:
    table.there = bids(2)
    table.next()
    runtime.changes.post(*AGENCIES, [uuid4()])
    until(lambda: len(table.told) == 2)
    assert table.asked[-1] is None
    assert table.told[-1].is_full


def test_after_the_silo_was_not_live_a_full_read_is_no_news(table: Table, runtime: Runtime) -> None:
    table.there = bids(1)
    table.next()
    state(runtime, Silo.HOSPITAL, Freshness.AWAY)  # another silo
    table.there = [*table.there, *bids(1)]
    assert table.next().is_news
    state(runtime, Silo.EMS, Freshness.STALE)
    state(runtime, Silo.EMS, Freshness.LIVE)
    assert table.next([table.there[0].id]).is_news  # it came just now
    table.there = [*table.there, *bids(1)]
    delta = table.next()
    assert (len(delta.added), delta.is_news, delta.is_first) == (1, False, False)
    assert table.next().is_news


def test_what_a_call_has_returned_is_shown_at_once_and_its_reading_tells_nothing(table: Table) -> None:
    table.there = [bid, other] = bids(2)
    table.next()
    dearer, new = replace(bid, amount=7), Bid(uuid4(), uuid4())
    table.rows.put([dearer, new])
    assert table.told[-1] == Delta(added=[new], changed=[(bid, dearer)], is_news=True)
    table.there = [dearer, other, new]
    assert table.next([bid.id, new.id]) == Delta(is_news=True)


def test_an_answer_that_a_refresh_has_overtaken_is_dropped(table: Table) -> None:
    table.gate.clear()
    table.there = [old] = bids(1)
    table.rows.subscription.refresh()
    until(lambda: len(table.asked) == 1)
    table.there = [new] = [replace(old, amount=3)]
    table.rows.subscription.refresh()
    table.gate.set()
    until(lambda: not table.rows.subscription.is_reading)
    assert [delta.added for delta in table.told] == [[new]]


def test_a_silo_that_is_away_leaves_the_rows_and_is_read_when_it_is_back(table: Table, runtime: Runtime) -> None:
    table.there = [bid] = bids(1)
    table.next()
    table.is_away = True
    runtime.changes.post(*BIDS, [bid.id])
    until(lambda: len(table.asked) == 2 and runtime.tasks.is_idle)
    state(runtime, Silo.EMS, Freshness.AWAY)
    assert list(table.rows.by_key.values()) == [bid]
    table.is_away, table.there = False, [replace(bid, amount=1)]
    state(runtime, Silo.EMS, Freshness.LIVE)
    runtime.changes.post_everything(Silo.EMS)
    until(lambda: len(table.told) == 2)
    assert table.told[-1] == Delta(changed=[(bid, table.there[0])], is_full=True)
