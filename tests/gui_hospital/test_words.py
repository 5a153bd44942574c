"""Times, prices and the news of a trip in words."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from medport_desktop.domain.center.settings import Settings
from medport_desktop.gui.hospital.trip_words import Estimate, day_and_time, drive_text, place
from medport_desktop.gui.kit.clock import SiteClock, set_site_clock, site_clock

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 23, 50, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def near_midnight() -> Iterator[None]:
    before = site_clock()
    set_site_clock(SiteClock(ZONE, now=lambda: NOW))
    yield
    set_site_clock(before)


def test_a_time_that_was_typed_names_its_day_unless_it_is_today() -> None:
    assert day_and_time(NOW + timedelta(minutes=5)) == "23:55"
    assert day_and_time(NOW + timedelta(minutes=25)) == "Tue 00:15"
    assert day_and_time(NOW + timedelta(hours=14)) == "Tue 13:50"
    assert day_and_time(NOW + timedelta(days=10)) == "3 Dec 23:50"


def test_an_estimate_follows_the_sites_configuration() -> None:
    estimate = Estimate.of(97.4, Settings(estimate_base_cents=15_000, estimate_per_mile_cents=1_000))
    assert estimate.way == "97.4 mi · 2 h 10"
    assert estimate.price == "about $1,120"


def test_places_and_drives() -> None:
    assert (place("UPMC Altoona", "Altoona"), place("12 Elm Street", "")) == ("UPMC Altoona, Altoona", "12 Elm Street")
    assert (drive_text(38), drive_text(112)) == ("38 min", "1 h 52")
