"""What the center sees of agencies that decline, and of those that pick up later than asked."""

from uuid import UUID

from PySide6.QtCore import Qt

from medport_desktop.domain.enums import Reason, Silo
from medport_desktop.gui.center.columns import agency_words
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.style.text import Text
from tests.gui_center.center import Center
from tests.gui_center.conftest import AGENCIES, BEDFORD, BLAIR, Region
from tests.hands import CTRL


def decline(region: Region, trip_id: UUID, agency: str, reason: str) -> None:
    """The agency's dispatcher declines."""
    with region.trio.connect(AGENCIES[agency], Silo.EMS) as connection:
        connection.execute(
            "insert into trip_decline (trip_id, agency_id, reason, note)"
            " values (%s, medport.my_agency_id(), %s, 'ours alone')",
            (trip_id, reason),
        )


def note(center: Center) -> str:
    """What is said below the bids."""
    label = center.window.trips_page.panel.ui.bids_note
    return label.text() if label.isVisible() else ""


def waiting_for(center: Center) -> str:
    """What the chosen trip's row says of agencies."""
    row = center.window.trips_page.panel.row
    assert row is not None
    return agency_words(row)


def facts(center: Center) -> str:
    """Everything that the panel's facts say."""
    return "\n".join(text.text() for text in center.window.trips_page.panel.ui.facts.findChildren(Text))


def test_declines_stand_on_the_row_and_with_their_reasons_in_the_panel(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    center.choose_trip(number)
    decline(region, trip_id, BEDFORD, "LEVEL_NOT_STAFFED")
    decline(region, trip_id, BLAIR, "WEATHER")
    center.until(lambda: "2 declined" in note(center))
    assert f"{BEDFORD} (Level not staffed, " in note(center)
    assert f"{BLAIR} (Weather, " in note(center)
    assert "ours alone" not in note(center)
    cards = [card.accessibleName() for card in center.window.trips_page.panel.ui.units.cards()]
    assert any("declined: weather" in words for words in cards if words.startswith(BLAIR))
    center.until(lambda: waiting_for(center) == "no bids · 2 declined")
    assert region.status(trip_id) == "PENDING"
    region.bid(trip_id, "bedford")
    center.until(lambda: "1 declined" in note(center))
    center.until(lambda: waiting_for(center) == "1 bid · 1 declined")


def test_a_later_pickup_warns_on_the_card_and_with_the_award(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    region.bid(trip_id, "bedford", minutes=240)
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    center.until(panel.chosen_bid)
    (card,) = panel.ui.bids.cards()
    assert "picks up" in card.accessibleName()
    assert "(+" in card.accessibleName()
    panel.ui.act.click()
    center.until(lambda: region.status(trip_id) == "ACCEPTED")
    center.until(lambda: "later than asked" in center.said())
    center.until(lambda: "Picks up" in facts(center))
    assert "(+" in facts(center)


def test_the_center_declines_for_an_agency_that_told_it_so(center: Center, region: Region, me: str) -> None:
    trip_id, number = region.entered()
    region.unit("bedford")
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    center.until(lambda: panel.chosen_unit() is not None)
    chosen = panel.chosen_unit()
    assert chosen is not None
    center.press(Qt.Key.Key_D, CTRL)
    dialog = center.find(ReasonDialog, "decline_dialog")
    assert chosen.agency_name in dialog.windowTitle()
    dialog.choose(Reason.WEATHER)
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: f"{chosen.agency_name} (Weather, " in note(center))
    assert region.audited(Silo.EMS, "trip_decline", trip_id) == [me]
    center.press(Qt.Key.Key_Z, CTRL)
    center.until(lambda: "declined" not in note(center))
