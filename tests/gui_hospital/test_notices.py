"""What others do to the desk's trips is told until somebody at the hospital has acknowledged it."""

from medport_desktop.domain.enums import TripStatus
from medport_desktop.gui.shared.notices import Notices
from tests.gui_hospital.conftest import BEDFORD, Others
from tests.gui_hospital.desk import Desk
from tests.silos.world import BEDFORD as DISPATCHER
from tests.silos.world import CENTER, E, H


def strip(desk: Desk) -> str:
    """What stands across the window; '' for nothing."""
    notices: Notices = desk.window.notices
    return notices.strip.words() if notices.strip.isVisible() else ""


def clear(desk: Desk, others: Others) -> None:
    """What other tests left has been acknowledged."""
    others.trio.end_what_tests_began()
    desk.until(lambda: not strip(desk))


def test_a_trip_that_is_handed_back_is_told_until_it_is_acknowledged(desk: Desk, others: Others) -> None:
    clear(desk, others)
    trip, assignment = others.held_trip()
    others.move(assignment, "PENDING", reason="NO_CREW")
    desk.until(lambda: f"{others.number(trip)} was handed back" in strip(desk))
    assert f"{BEDFORD} handed it back" in strip(desk)
    assert "no crew" in strip(desk)
    desk.until(lambda: trip in desk.window.feed.trips)  # the message may come before the list
    desk.click("show_notice")
    desk.until(lambda: desk.window.trips.view.current_key() == trip)
    desk.click("acknowledge_notice")
    desk.until(lambda: not strip(desk))
    assert others.value(H, "select acknowledged_at is not null from trip_notice where trip_id = %s", trip)


def test_the_desk_is_told_to_call_the_crew_where_the_patient_is_aboard(desk: Desk, others: Others) -> None:
    clear(desk, others)
    trip, assignment = others.held_trip()
    others.move(assignment, "EN_ROUTE", "ON_SCENE")
    with others.cut_off(E, H):
        others.cancel(trip, settle=False)
        others.person(DISPATCHER, E).execute("update assignment set status = 'IN_TRANSIT' where id = %s", [assignment])
    desk.until(lambda: "Call the crew" in strip(desk))
    assert "patient is already aboard" in strip(desk)
    desk.until(lambda: desk.window.feed.trips[trip].status is TripStatus.IN_TRANSIT)
    clear(desk, others)


def test_two_that_wait_are_shown_one_after_the_other(desk: Desk, others: Others) -> None:
    clear(desk, others)
    trips = [others.trip(), others.trip()]
    for trip in trips:
        others.cancel(trip, by=CENTER)
    for trip in trips:
        desk.until(lambda: f"{others.number(trip)} was cancelled" in strip(desk))  # noqa: B023 - in this round alone
        desk.click("acknowledge_notice")
    desk.until(lambda: not strip(desk))
