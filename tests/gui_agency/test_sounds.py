"""What rings at an agency: trips that come on offer and its own bids and trips; changed settings are taken live."""

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.shared.sounds import SoundKind
from tests.gui_agency.conftest import Others
from tests.gui_agency.console import Console
from tests.gui_agency.offers.test_bidding import ENTER, open_bid
from tests.gui_sounds.recorder import Recorder


def test_an_agency_hears_of_offers_and_of_its_own(console: Console, others: Others) -> None:
    player = Recorder()
    console.window.sounds.player = player
    for kind in SoundKind:
        console.window.sounds.set_on(kind, True)
    console.window.feed.refresh()
    console.settle()
    urgent = others.trip(priority="URGENT")
    console.until(lambda: player.played == ["urgent_trip"])
    console.runtime.changes.post(Silo.EMS, "available_trip", [urgent])
    console.settle()
    trip_id = open_bid(console, others)
    console.until(lambda: player.played == ["urgent_trip", "new_trip"])
    console.keys(ENTER)
    desk = console.window.feed
    console.until(lambda: any(bid.transport_request_id == trip_id for bid in desk.bids.all_rows()))
    others.award_open(trip_id)
    console.until(lambda: player.played[2:] == ["accepted"])
    console.until(lambda: console.window.feed.held(trip_id))
    others.cancel(trip_id)
    console.until(lambda: player.played[3:] == ["handed_back"])


def test_changed_settings_are_known_at_once_and_move_no_trip_that_is_on_offer(console: Console, others: Others) -> None:
    trip_id = others.trip(priority="HIGH")
    console.until(lambda: console.on_board(trip_id))
    column = next(column for column in console.window.feed.offers.columns if column.key == "due")
    before = console.window.feed.settings.pickup_within_high_minutes
    waits = "update medport.system_configuration set value = %s where key = 'pickup_within_high_minutes'"
    with others.trio.superuser(Silo.CENTER) as center:
        center.execute(waits, ("1",))
        console.until(lambda: console.window.feed.settings.pickup_within_high_minutes == 1)
        row = console.window.feed.offers.row(trip_id)
        assert row is not None
        assert (column.cell(row).moment - row.trip.ready_at).total_seconds() == before * 60
        assert console.window.feed.fleet.settings is console.window.feed.settings
        center.execute(waits, (str(before),))
        console.until(lambda: console.window.feed.settings.pickup_within_high_minutes == before)
