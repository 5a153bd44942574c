"""What is checked before a trip is sent: days by the site's calendar, times as they pass."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from medport_desktop.domain.enums import AwardMode, Priority, TransportLevel
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.series import NewSeries, Occurrence
from medport_desktop.domain.trips import NewTrip
from medport_desktop.services.validation import check_series, check_trip


def _trip(ready: datetime, born: date | None = None, deliver_by: datetime | None = None) -> NewTrip:
    return NewTrip(
        patient=Patient("M-1", "Demo, Patient", born, None, None),
        origin_facility_id=uuid4(),
        destination_facility_id=uuid4(),
        destination_text="",
        pickup_location="",
        contact_phone="",
        transport_level=TransportLevel.BLS,
        priority=Priority.MEDIUM,
        special_requirements=frozenset(),
        special_requirements_note="",
        ready_at=ready,
        deliver_by=deliver_by,
        award_mode=AwardMode.BIDDING,
    )


def _errors(new: NewTrip, now: datetime, *, series: bool) -> dict[str, str]:
    try:
        if series:
            zone = str(now.tzinfo)
            days = (Occurrence(new.ready_at + timedelta(days=1)),)
            check_series(NewSeries(new, "FREQ=DAILY;COUNT=1", zone, days), now.astimezone(UTC))
        else:
            check_trip(new, now)
    except InvalidForm as slip:
        return dict(slip.errors)
    return {}


@pytest.mark.parametrize("series", [False, True], ids=["a trip", "a series"])
@pytest.mark.parametrize(
    ("zone", "hour", "today"),
    [("Pacific/Guam", 6, date(2026, 6, 2)), ("America/New_York", 21, date(2026, 6, 1))],
    ids=["where UTC has yesterday", "where UTC has tomorrow"],
)
def test_a_birth_date_is_judged_on_the_sites_day(zone: str, hour: int, today: date, *, series: bool) -> None:
    now = datetime(today.year, today.month, today.day, hour, 30, tzinfo=ZoneInfo(zone))
    assert _errors(_trip(now, today), now, series=series) == {}
    assert list(_errors(_trip(now, today + timedelta(days=1)), now, series=series)) == ["birth_date"]


def test_times_are_compared_as_they_pass_where_the_clocks_go_back() -> None:
    zone = ZoneInfo("America/New_York")
    ready = datetime(2026, 11, 1, 1, 50, tzinfo=zone)  # EDT
    later = replace(_trip(ready), deliver_by=datetime(2026, 11, 1, 1, 20, fold=1, tzinfo=zone))
    assert _errors(later, ready, series=False) == {}
    over = _trip(datetime(2026, 11, 1, 1, 50, tzinfo=zone))
    now = datetime(2026, 11, 1, 1, 20, fold=1, tzinfo=zone)  # half an hour after
    assert list(_errors(over, now, series=False)) == ["ready_at"]


def test_a_series_names_a_zone_that_there_is() -> None:
    now = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("America/New_York"))
    with pytest.raises(InvalidForm) as slip:
        check_series(NewSeries(_trip(now), "FREQ=DAILY", "Mars/Olympus", (Occurrence(now),)), now)
    assert "zone" in slip.value.errors
