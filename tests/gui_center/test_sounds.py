"""What rings at the center: news of any hospital's trips, once each; nothing that was there before. Settings live."""

from dataclasses import replace
from datetime import timedelta

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.session import Freshness
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.sounds import SoundKind
from tests.gui_center.center import Center
from tests.gui_center.conftest import Region
from tests.gui_sounds.recorder import Recorder


def listening(center: Center) -> Recorder:
    """Every sound on, and what is played."""
    player = Recorder()
    center.window.sounds.player = player
    for kind in SoundKind:
        center.window.sounds.set_on(kind, True)
    return player


def test_news_rings_once_and_what_was_there_does_not(center: Center, region: Region) -> None:
    player = listening(center)
    center.window.trips_page.refresh()  # everything read again, as after a reconnection
    center.runtime.changes.post_everything(Silo.HOSPITAL)
    center.settle()
    trip_id, _ = region.entered()
    center.until(lambda: player.played == ["new_trip"])
    center.runtime.changes.post(Silo.HOSPITAL, "transport_request", [trip_id])  # told again
    region.bid(trip_id, "bedford")
    center.until(lambda: player.played == ["new_trip", "bid"])


def test_what_came_while_the_silo_was_away_does_not_ring(center: Center, region: Region) -> None:
    player = listening(center)
    state = center.runtime.changes.state(Silo.HOSPITAL)
    assert state is not None
    feed = center.window._feed
    for subscription in feed._subscriptions:
        subscription.pause()
    center.runtime.changes.post_state(replace(state, freshness=Freshness.AWAY))
    trip_id, _ = region.entered()
    center.runtime.changes.post_state(state)
    center.runtime.changes.post_everything(Silo.HOSPITAL)
    center.until(lambda: not center.runtime.changes._window.isActive())
    for subscription in feed._subscriptions:
        subscription.go_on()
    center.until(lambda: feed.row(trip_id))
    center.until(lambda: player.played == ["silo_away"])
    later, _ = region.entered()
    center.until(lambda: feed.row(later))
    center.until(lambda: player.played == ["silo_away", "new_trip"])


def test_accepted_and_handed_back(center: Center, region: Region) -> None:
    trip_id, _ = region.entered(award_mode="FIRST_ACCEPT")
    center.until(lambda: any(row.trip.id == trip_id for row in center.window.trips_page.model.all_rows()))
    center.settle()
    player = listening(center)
    unit = region.unit("bedford")
    with region.trio.connect("dispatch@bedford.example", Silo.EMS) as connection:
        connection.execute(
            "insert into assignment (trip_id, agency_id, unit_id) values (%s, medport.my_agency_id(), %s)",
            (trip_id, unit),
        )
        center.until(lambda: player.played == ["accepted"])
        connection.execute(
            "update assignment set status = 'PENDING', end_reason = 'NO_CREW' where trip_id = %s and ended_at is null",
            (trip_id,),
        )
    center.until(lambda: player.played == ["accepted", "handed_back"])


def test_changed_thresholds_hold_at_once(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    center.choose_trip(number)
    page = center.window.trips_page
    column = next(column for column in page.model.columns if column.key == "due")
    row = next(row for row in page.model.all_rows() if row.trip.id == trip_id)
    change = "update medport.system_configuration set value = %s where key = %s"
    assert trip_id not in page._counts.late
    due = column.cell(row).moment
    before = center.window._feed.settings
    assert column.cell(row).tone(due - timedelta(minutes=60)) is Tone.TEXT
    try:
        with region.trio.superuser(Silo.CENTER) as connection:
            connection.execute(change, ("1", "pickup_within_high_minutes"))
            connection.execute(change, ("90", "due_amber_minutes"))
        settings = center.window._feed
        center.until(lambda: settings.settings.pickup_within_high_minutes == 1)
        center.until(lambda: settings.settings.due_amber_minutes == 90)
        assert column.cell(row).moment == due  # it runs already
        assert column.cell(row).tone(due - timedelta(minutes=60)) is Tone.AMBER
        assert page.ui.board.current_key() == trip_id  # nothing else moved
    finally:
        with region.trio.superuser(Silo.CENTER) as connection:
            for key in ("pickup_within_high_minutes", "due_amber_minutes"):
                connection.execute(change, (str(getattr(before, key)), key))
        center.until(lambda: center.window._feed.settings == before)
