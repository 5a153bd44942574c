"""Each setting that consoles go by changes what a person sees; the others are the databases' own."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QLabel

from medport_desktop.bootstrap import Console
from medport_desktop.domain.agencies import Unit
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Priority, Silo, TransportLevel, TripStatus, UnitStatus, UnitType
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.places import Coordinates
from medport_desktop.domain.trips import AvailableTrip, NewBid, Trip
from medport_desktop.gui.hospital.columns import since_timer
from medport_desktop.gui.hospital.trip_words import Estimate
from medport_desktop.gui.kit.facts.pickup import due_timer
from medport_desktop.services.center.dispatch import able_units
from medport_desktop.services.validation import check_bid

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HERE, THERE = Coordinates(40.0, -78.5), Coordinates(40.4, -78.5)


def _unit_minutes(settings: Settings) -> object:
    unit = Unit(uuid4(), uuid4(), "", "M-1", UnitType.BLS, UnitStatus.AVAILABLE, "", HERE, None, None, "", "", NOW)
    trip = cast(AvailableTrip, SimpleNamespace(transport_level=TransportLevel.BLS, origin_coordinates=THERE))
    return able_units(trip, [unit], settings)[0].minutes


def _trip(priority: Priority = Priority.MEDIUM) -> Trip:
    facts = {
        "priority": priority,
        "status": TripStatus.PENDING,
        "ready_at": NOW,
        "request_timestamp": NOW,
        "pickup_due": None,
    }
    return cast(Trip, SimpleNamespace(**facts))


def _amount_is_refused(settings: Settings) -> object:
    start = datetime.now(UTC)
    bid = NewBid(uuid4(), uuid4(), 50_000, uuid4(), start, start + timedelta(hours=1))
    try:
        check_bid(bid, settings, start)
    except InvalidForm as error:
        return error.errors
    return None


def _pickup(priority: Priority) -> Callable[[Settings], object]:
    return lambda settings: settings.pickup_due(priority, NOW)


EFFECTS: dict[str, tuple[Any, Callable[[Settings], object]]] = {
    "time_zone": ("Asia/Tokyo", lambda s: NOW.astimezone(s.zone).hour),
    "average_speed_mph": (20.0, _unit_minutes),
    "turnout_minutes": (30, _unit_minutes),
    "waiting_amber_minutes": (2, lambda s: since_timer(_trip(), s)),
    "waiting_red_minutes": (99, lambda s: since_timer(_trip(), s)),
    "due_amber_minutes": (99, lambda s: due_timer(_trip(), s)),
    "pickup_within_urgent_minutes": (1, _pickup(Priority.URGENT)),
    "pickup_within_high_minutes": (1, _pickup(Priority.HIGH)),
    "pickup_within_medium_minutes": (1, _pickup(Priority.MEDIUM)),
    "pickup_within_low_minutes": (1, _pickup(Priority.LOW)),
    "max_bid_cents": (40_000, _amount_is_refused),
    "estimate_base_cents": (1, lambda s: Estimate.of(10.0, s)),
    "estimate_per_mile_cents": (1, lambda s: Estimate.of(10.0, s)),
}
ELSEWHERE = {
    "road_factor": "tests/silos/center/test_admin_settings.py",
    "bid_valid_minutes": "tests/silos/center/test_admin_settings.py",
    "offer_lead_minutes": "tests/silos/center/test_admin_settings.py",
    "idle_logoff_minutes": "tests/silos/events/test_clock.py",
    "broadcast_hours": "tests/silos/center/test_broadcast.py",
    "site_name": "below",
}


def test_none_is_forgotten() -> None:
    assert EFFECTS.keys() | ELSEWHERE.keys() == {field.name for field in fields(Settings)}


@pytest.mark.parametrize("key", list(EFFECTS))
def test_it_changes_what_a_person_sees(key: str) -> None:
    value, effect = EFFECTS[key]
    assert effect(Settings()) != effect(replace(Settings(), **{key: value}))


def test_the_site_name_is_shown_at_sign_in(qtbot: Any) -> None:
    class Forgetful:
        def remembered_email(self) -> str:
            return ""

        def kept(self, email: str) -> None:
            return None

    urls = dict.fromkeys(Silo, "postgresql://127.0.0.1:1/x")
    console = Console(urls, cast(Any, Forgetful()), site_name="A site of its own")
    try:
        console.start()
        assert console.sign_in_window is not None
        assert any("A site of its own" in label.text() for label in console.sign_in_window.findChildren(QLabel))
    finally:
        console.close()
