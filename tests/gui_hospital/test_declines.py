"""What the desk sees of agencies that decline, and of those that offer another pick-up time."""

from typing import Any
from uuid import UUID

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.hospital.trips.declines import DeclinesLine
from medport_desktop.gui.kit.style.text import Text
from medport_desktop.gui.kit.style.tokens import Tone
from tests.gui_hospital.conftest import AGENCIES, BEDFORD, BLAIR, Others
from tests.gui_hospital.desk import Desk
from tests.gui_hospital.test_board import ENTER, bids, select

SECRET = "The chief's sister is the nurse"


def decline(others: Others, trip_id: UUID, agency: str, reason: str) -> None:
    """The agency's dispatcher declines."""
    with others.trio.connect(AGENCIES[agency], Silo.EMS) as connection:
        connection.execute(
            "insert into trip_decline (trip_id, agency_id, reason, note) values (%s, medport.my_agency_id(), %s, %s)",
            (trip_id, reason, SECRET),
        )


def take_back(others: Others, trip_id: UUID, agency: str) -> None:
    """The agency's dispatcher takes it back."""
    with others.trio.connect(AGENCIES[agency], Silo.EMS) as connection:
        connection.execute(
            "update trip_decline set status = 'WITHDRAWN' where trip_id = %s and status = 'LIVE'", (trip_id,)
        )


def test_declines_come_and_go_below_the_bids(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    select(desk, trip_id)
    line = desk.find(DeclinesLine, "declines")
    assert not line.isVisible()
    decline(others, trip_id, BEDFORD, "NO_CREW")
    desk.until(line.isVisible)
    decline(others, trip_id, BLAIR, "OUT_OF_AREA")
    desk.until(lambda: line.accessibleName().startswith("2 declined"))
    said = " ".join(text.text() for text in line.findChildren(Text))
    assert f"{BEDFORD}: no crew, " in said
    assert f"{BLAIR}: out of our area, " in said
    assert SECRET not in said
    desk.until(lambda: desk.window.feed.trips[trip_id].decline_count == 2)
    assert others.status(trip_id) == "PENDING"
    assert "cancelled" not in desk.said()
    take_back(others, trip_id, BEDFORD)
    desk.until(lambda: line.accessibleName().startswith("1 declined"))
    others.bid(trip_id, "blair", dollars=390)
    desk.until(lambda: not line.isVisible())
    desk.until(lambda: len(bids(desk)) == 1)


def test_another_trips_declines_are_its_own(desk: Desk, others: Others) -> None:
    declined, other = others.trip(), others.trip()
    decline(others, declined, BEDFORD, "PRICE")
    select(desk, declined)
    line = desk.find(DeclinesLine, "declines")
    desk.until(line.isVisible)
    select(desk, other)
    desk.until(lambda: not line.isVisible())


def test_a_later_pickup_is_amber_and_told_with_the_award(desk: Desk, others: Others) -> None:
    trip_id = others.trip()
    others.bid(trip_id, "blair", dollars=380, minutes=200)
    select(desk, trip_id)
    desk.until(lambda: bids(desk))
    (bid,) = bids(desk)
    board = desk.window.trips.detail.bids.board
    column: Any = next(column for column in board.columns if column.key == "pickup")
    assert "(+" in column.text(bid)
    assert column.tone(bid) is Tone.AMBER
    assert "later than asked" in column.tooltip(bid)
    view = desk.window.trips.detail.bids.view
    view.setFocus()
    desk.keys(ENTER)
    desk.until(lambda: others.status(trip_id) == "ACCEPTED")
    desk.until(lambda: "later than asked" in desk.said())
    desk.until(lambda: desk.window.feed.trips[trip_id].assigned_agency_name == BLAIR)
    agreed = desk.until(lambda: desk.window.feed.agreed_bid(desk.window.feed.trips[trip_id]))
    assert agreed is not None
    assert agreed.estimated_pickup == bid.estimated_pickup
    pane = desk.window.trips.detail.milestones
    desk.until(lambda: any("(+" in text.text() for text in pane.findChildren(Text)))
