"""A bid that an agency tells by phone: what the dialog proposes, questions, and does not know."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit

from medport_desktop.domain.agencies import Price
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.gui.center.trips.bid_dialog import BidDialog
from medport_desktop.gui.kit.style.text import Text
from tests.gui_center.center import Center
from tests.gui_center.conftest import Region
from tests.hands import CTRL


def test_a_bid_far_from_the_price_sheet_is_questioned(center: Center, region: Region) -> None:
    _, number = region.entered()
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    unit = center.until(panel.chosen_unit)
    assert unit is not None
    center.press(Qt.Key.Key_B, CTRL)
    center.until(lambda: center.is_shown("bid_dialog"))
    figures, warning = center.find(Text, "bid_figures"), center.find(Text, "bid_warning")
    center.until(lambda: f"{unit.agency_name}'s price sheet says $" in figures.text())
    assert "the site's estimate is $" in figures.text()
    price = round(float(figures.text().split("says $")[1].split(";")[0].replace(",", "")))
    amount = center.find(QLineEdit, "bid_amount")
    amount.setText(str(price))
    assert not warning.isVisible()
    amount.setText(str(price // 2))
    assert "50% below the price sheet" in warning.text()
    assert warning.isVisible()
    amount.setText(str(price * 2))
    assert "100% above the price sheet" in warning.text()
    amount.setText("")
    assert not warning.isVisible()
    center.find(QDialog, "bid_dialog").reject()


def test_a_bid_is_compared_with_nothing_that_is_not_known(center: Center, region: Region) -> None:
    _, number = region.entered(destination_facility_id=None, destination_text="12 Oak Lane")
    center.choose_trip(number)
    center.until(center.window.trips_page.panel.chosen_unit)
    center.press(Qt.Key.Key_B, CTRL)
    dialog = center.until(lambda: center.window.findChild(BidDialog, "bid_dialog"))
    dialog.set_prices({dialog._trip.transport_level: Price(base_cents=30000, per_mile_cents=800)})
    amount, arrival = center.find(QLineEdit, "bid_amount"), center.find(QLineEdit, "bid_estimated_arrival")
    figures, warning = center.find(Text, "bid_figures"), center.find(Text, "bid_warning")
    assert (amount.text(), arrival.text()) == ("", "")
    for typed in ("1", "300", "9999"):
        amount.setText(typed)
        assert not warning.isVisible()
    assert figures.isVisible()
    assert figures.text().startswith("The miles are not known: there is no price to compare with")
    center.press(Qt.Key.Key_Return)
    assert "minutes until the arrival" in dialog.ui.arrival.error()
    dialog.reject()


def test_a_sheet_without_the_level_leaves_the_estimate_to_compare_with(center: Center, region: Region) -> None:
    _, number = region.entered()
    center.choose_trip(number)
    center.until(center.window.trips_page.panel.chosen_unit)
    center.press(Qt.Key.Key_B, CTRL)
    dialog = center.until(lambda: center.window.findChild(BidDialog, "bid_dialog"))
    figures, warning = center.find(Text, "bid_figures"), center.find(Text, "bid_warning")
    center.until(lambda: "price sheet says" in figures.text())
    dialog.set_prices({})
    assert figures.text().startswith("For this trip the site's estimate is $")
    center.find(QLineEdit, "bid_amount").setText("9999")
    assert warning.text().endswith("above the estimate. Ask the agency whether it is right.")
    dialog.reject()


def test_a_ride_of_a_few_yards_is_a_minute(center: Center, region: Region) -> None:
    trip_id, number = region.entered()
    center.choose_trip(number)
    unit = center.until(center.window.trips_page.panel.chosen_unit)
    row = center.window.trips_page.model.row(trip_id)
    assert row is not None
    assert unit is not None
    near = replace(row.trip, distance_miles=0.1, ready_at=row.trip.request_timestamp)
    dialog = BidDialog(near, unit, 10, Settings(), center.window)
    assert (dialog.ui.pickup.text(), dialog.ui.arrival.text()) == ("10", "11")
    dialog.deleteLater()


def test_enter_a_bid_told_by_phone_and_award_it(center: Center, region: Region, me: str) -> None:
    trip_id, number = region.entered()
    unit = region.unit("bedford")
    center.choose_trip(number)
    panel = center.window.trips_page.panel
    center.until(lambda: panel.chosen_unit() is not None)
    panel.ui.units.choose(unit)
    chosen = panel.chosen_unit()
    assert chosen is not None
    center.press(Qt.Key.Key_B, CTRL)
    dialog = center.find(QDialog, "bid_dialog")
    assert chosen.agency_name in dialog.windowTitle()
    for bad in ("", "-5", "1e9", "twelve", "0"):
        center.find(QLineEdit, "bid_amount").setText(bad)
        center.press(Qt.Key.Key_Return)
        center.until(dialog.ui.amount.error)  # type: ignore[attr-defined]
        center.settle()
    center.find(QLineEdit, "bid_amount").selectAll()
    center.keys("412.50")
    center.press(Qt.Key.Key_Return)
    center.until(lambda: panel.chosen_bid() is not None)
    bid = panel.chosen_bid()
    assert bid is not None
    assert (bid.bid_amount, bid.agency_name) == (41250, chosen.agency_name)
    assert region.audited(Silo.EMS, "transport_bid", trip_id) == [me]
    center.press(Qt.Key.Key_Return, CTRL)
    center.until(lambda: region.status(trip_id) == "ACCEPTED")


def test_a_half_written_bid_is_not_thrown_away_by_escape(center: Center, region: Region) -> None:
    _, number = region.entered()
    region.unit("bedford")
    center.choose_trip(number)
    center.until(center.window.trips_page.actions_.enter_bid.isEnabled)
    center.press(Qt.Key.Key_B, CTRL)
    center.keys("41")
    center.press(Qt.Key.Key_Escape)
    center.press(Qt.Key.Key_Escape)  # no to the question
    assert center.find(QLineEdit, "bid_amount").text() == "41"
    center.press(Qt.Key.Key_Escape)
    center.press(Qt.Key.Key_Tab)
    center.press(Qt.Key.Key_Space)  # yes
    center.until(lambda: center.window.findChild(QDialog, "bid_dialog") is None)
