"""The estimated arrival: what it is made from, and that nothing is made from nothing."""

from datetime import UTC, datetime, timedelta

from medport_desktop.domain.places import arrival

LEFT = datetime(2026, 11, 30, 14, 40, tzinfo=UTC)


def test_by_the_miles_and_the_average_speed() -> None:
    found = arrival(LEFT, 30.0, 45.0, timedelta(minutes=5))
    assert found is not None
    assert found.at == LEFT + timedelta(minutes=40)
    assert found.source == "estimate: 30.0 mi at 45 mph"


def test_by_the_bid_where_the_miles_are_not_known() -> None:
    found = arrival(LEFT, None, 45.0, timedelta(minutes=35))
    assert found is not None
    assert found.at == LEFT + timedelta(minutes=35)
    assert "bid" in found.source


def test_nothing_is_made_from_nothing() -> None:
    assert arrival(LEFT, None, 45.0) is None
    assert arrival(LEFT, None, 45.0, timedelta(0)) is None
