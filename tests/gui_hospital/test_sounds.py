"""What rings at a hospital's desk: bids on its own trips, and agencies that take them or hand them back."""

from medport_desktop.domain.enums import Silo
from medport_desktop.gui.shared.sounds import SoundKind
from tests.gui_hospital.conftest import Others
from tests.gui_hospital.desk import Desk
from tests.gui_sounds.recorder import Recorder


def test_bids_and_acceptances_of_its_own_trips(desk: Desk, others: Others) -> None:
    player = Recorder()
    desk.window.sounds.player = player
    for kind in SoundKind:
        desk.window.sounds.set_on(kind, True)
    desk.window.feed.refresh()
    desk.settle()
    trip_id = others.trip()  # a colleague's: the desk has no sound for what it enters itself
    desk.until(lambda: desk.window.trips.board.row(trip_id))
    bid_id = others.bid(trip_id, "bedford", dollars=350)
    desk.until(lambda: player.played == ["bid"])
    desk.runtime.changes.post(Silo.EMS, "transport_bid", [trip_id])
    others.withdraw(bid_id, "bedford")
    first = others.trip(award_mode="FIRST_ACCEPT")
    desk.until(lambda: desk.window.trips.board.row(first))
    others.accept(first, "bedford")
    desk.until(lambda: player.played == ["bid", "accepted"])
