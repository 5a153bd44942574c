"""Agencies whose bids have expired are asked again: whom, and once about each bid."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.center.columns import agency_words
from tests.conftest import Trio
from tests.gui_center.center import Center
from tests.gui_center.conftest import ADMIN, AGENCIES, BEDFORD, BLAIR, Region
from tests.hands import CTRL, SHIFT


def test_agencies_whose_bids_expired_are_asked_again(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    bids = [region.bid(trip_id, "bedford"), region.bid(trip_id, "blair")]
    center.choose_trip(number)
    panel, ask = center.window.trips_page.panel, center.window.trips_page.actions_.ask
    center.until(panel.chosen_bid)
    assert not ask.isVisible()
    expire(region, *bids)

    def words() -> str:
        shown = center.window.trips_page.model.row(trip_id)
        return agency_words(shown) if shown is not None else ""

    center.until(lambda: words() == "2 bids expired")
    center.until(lambda: ask.isVisible() and ask.isEnabled() and len(panel.expired) == 2)
    assert panel.ui.ask_again.isVisible()
    center.press(Qt.Key.Key_B, CTRL | SHIFT)
    center.hears(f"were asked again about {number}.")
    for agency in (BEDFORD, BLAIR):
        with region.trio.connect(AGENCIES[agency], Silo.CENTER) as dispatcher:
            told = dispatcher.execute("select text, importance from broadcast order by sent_at desc limit 1").fetchone()
        assert told is not None
        words_told = f"{number} is still on offer, and your bid of $412 has expired. Bid again if you can run it."
        assert told == (words_told, "IMPORTANT")
    region.bid(trip_id, "bedford")
    center.until(lambda: not ask.isVisible())
    center.until(lambda: words() == "1 bid")


def expire(region: Region, *bids: UUID) -> None:
    """Let these bids run out."""
    late = "update medport.transport_bid set expires_at = now() - interval '1 second' where id = any(%s)"
    with region.trio.superuser(Silo.EMS) as ems:
        ems.execute(late, [list(bids)])
    region.trio.tick()


def asked(region: Region, number: str) -> list[str]:
    """Who has a message that the trip is still on offer; once for each message."""
    sent = "select coalesce(agency_id::text, '') from medport.broadcast where text like %s"
    return [str(agency) for (agency,) in region.rows(Silo.CENTER, sent, f"{number} is still on offer%")]


def test_asking_again_twice_asks_once_also_by_a_second_dispatcher(
    center: Center, region: Region, trio: Trio, dressed: QApplication
) -> None:
    trip_id, number = region.entered()
    expire(region, region.bid(trip_id, "bedford"), region.bid(trip_id, "blair"))
    for times in (1, 2):
        center.choose_trip(number)
        ask = center.window.trips_page.actions_.ask
        center.until(lambda ask=ask: ask.isVisible() and ask.isEnabled())
        center.press(Qt.Key.Key_B, CTRL | SHIFT)
        center.until(lambda times=times: center.said().count(f"were asked again about {number}.") == times)
    with Center.open(trio, ADMIN) as second:
        second.choose_trip(number)
        second.until(second.window.trips_page.actions_.ask.isEnabled)
        second.press(Qt.Key.Key_B, CTRL | SHIFT)
        second.hears(f"were asked again about {number}.")
    assert len(asked(region, number)) == 2


def test_an_agency_that_bid_again_and_withdrew_is_not_asked_about_its_older_bid(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    late = "update medport.transport_request set ready_at = now() - interval '2 hours' where id = %s"
    region.run(Silo.HOSPITAL, late, trip_id)
    region.settle()
    expire(region, region.bid(trip_id, "bedford"), region.bid(trip_id, "blair"))
    region.withdraw(region.bid(trip_id, "bedford"), "bedford")
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    center.until(lambda: [bid.agency_name for bid in panel.expired.values()] == [BLAIR])
    center.until(lambda: f"Ask {BLAIR} again, or call an agency below." in panel.ui.banner.accessibleName())
    shown = center.window.trips_page.model.row(trip_id)
    assert shown is not None
    assert agency_words(shown) == "1 bid expired"
    region.person("dispatch@blair.example", Silo.EMS).execute(
        "insert into trip_decline (trip_id, agency_id, reason) values (%s, medport.my_agency_id(), 'NO_CREW')",
        [trip_id],
    )
    region.settle()
    center.until(lambda: not center.window.trips_page.actions_.ask.isVisible())
    center.until(lambda: "Call an agency below" in panel.ui.banner.accessibleName())


def test_a_trip_that_is_on_offer_again_has_its_expired_bids(center: Center, region: Region) -> None:
    trip_id, _ = region.entered()
    expire(region, region.bid(trip_id, "bedford"))
    model = center.window.trips_page.model

    def expired() -> int:
        row = model.row(trip_id)
        return row.expired if row is not None else -1

    center.until(lambda: expired() == 1)
    offer = "update medport.available_trip set status = %s where trip_id = %s"
    region.run(Silo.EMS, offer, "TAKEN", trip_id)
    center.until(lambda: expired() == 0)
    region.run(Silo.EMS, offer, "PENDING", trip_id)
    center.until(lambda: expired() == 1)
