"""Sample rows and parts that the tests and the gallery share. Everything in it is invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from medport_desktop.domain.enums import Need, Priority, TransportLevel, TripStatus
from medport_desktop.gui.kit.board import RIGHT, BoardModel, Column, Group, Route, Timer, columns
from medport_desktop.gui.kit.clock import SiteClock
from medport_desktop.gui.kit.facts.vocabulary import trip_status_look

NOW = datetime(2026, 11, 23, 19, 32, 7, tzinfo=UTC)
CLOCK = SiteClock(ZoneInfo("America/New_York"), now=lambda: NOW)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@dataclass(frozen=True)
class Trip:
    number: str
    priority: Priority
    status: TripStatus
    level: TransportLevel
    route: Route
    needs: frozenset[Need]
    ready_at: datetime
    requested_at: datetime
    closes_at: datetime
    miles: float
    empty: float
    pay: int
    bids: int
    agency: str = ""


def trip_columns() -> list[Column[Trip]]:
    return [
        columns.priority("priority", "Priority", lambda r: r.priority),
        columns.strong("trip", "Trip", lambda r: r.number, width=66),
        columns.status("status", "Status", lambda r: trip_status_look(r.status), hidden=True),
        columns.level("level", "Level", lambda r: r.level),
        columns.route("route", "From → To", lambda r: r.route),
        columns.needs("needs", "Needs", lambda r: r.needs, width=80),
        columns.when("ready", "Ready", lambda r: r.ready_at, width=60),
        columns.timer(
            "waiting", "Waiting", lambda r: Timer.since(r.requested_at, amber=minutes(15), red=minutes(40)), width=72
        ),
        columns.number("miles", "Miles", lambda r: r.miles, digits=1, width=56),
        columns.muted("empty", "Empty", lambda r: f"{r.empty:.1f}", align=RIGHT, width=56, sort=lambda r: r.empty),
        columns.money("pay", "Pay", lambda r: r.pay, width=68),
        columns.number("bids", "Bids", lambda r: r.bids, width=46),
        columns.timer(
            "closes", "Closes", lambda r: Timer.until(r.closes_at, amber=minutes(4), red=minutes(2)), width=72
        ),
    ]


def trip_board(rows: Sequence[Trip] = ()) -> BoardModel[Trip]:
    board = BoardModel(trip_columns(), key=lambda r: r.number)
    board.apply(rows)
    return board


def status_group(trip: Trip) -> Group:
    titles = {
        TripStatus.SCHEDULED: (3, "Scheduled"),
        TripStatus.PENDING: (0, "Waiting for an agency"),
        TripStatus.ACCEPTED: (1, "Accepted"),
        TripStatus.EN_ROUTE: (1, "Accepted"),
    }
    return Group(*titles.get(trip.status, (2, "With the patient")))


_ROWS = """
T-1047 URGENT PENDING CCT|Conemaugh Nason|ICU 4|UPMC Presby|Pittsburgh|fan,heart,iv|0|6.2|97.4|31.0|1184|2|3.8
T-1044 HIGH PENDING ALS|UPMC Bedford|ED 7|Conemaugh Memorial|Johnstown|heart,wind|-12|18.67|39.8|2.1|412|1|11.33
T-1041 HIGH PENDING ALS|Penn Highlands Tyrone|2W 11|UPMC Altoona|Altoona|heart|-27|41.05|17.2|22.6|238|0|1.03
T-1043 MEDIUM ACCEPTED BLS|UPMC Altoona|4 Tower 12|Encompass Rehab|Altoona|bed|13|12.25|5.1|18.4|171|3|22.67
T-1040 MEDIUM EN_ROUTE BLS|Mount Nittany|ED 2|Penn Highlands Huntingdon|Huntingdon|bed,iso|28|6.83|31.9|44.0|219|1|26.17
T-1038 MEDIUM ON_SCENE WHEELCHAIR|Indiana Regional|Dialysis|UPMC Somerset|Somerset|wc|43|1.48|58.7|37.2|164|0|31.5
T-1036 MEDIUM IN_TRANSIT ALS|Penn Highlands DuBois|3S 8|Allegheny Gen|Erie|heart,wind|58|5.03|96.3|88.9|871|2|35.97
T-1035 LOW AT_DESTINATION BLS|Van Zandt VA|CLC 3|UPMC Altoona|Altoona|bed,weight|88|7.73|3.0|19.0|158|1|52.27
T-1032 LOW SCHEDULED WHEELCHAIR|Geisinger Lewistown|Lobby|Mount Nittany|State College|wc|118|14.17|30.2|71.5|97|0|75.83
T-1029 LOW CANCELLED BLS|UPMC Somerset|MS 14|Conemaugh Nason|Roaring Spring|bed|148|8.52|56.0|34.8|268|0|91.48
"""
_NEEDS = {
    "fan": Need.VENTILATOR,
    "iv": Need.IV_PUMP,
    "heart": Need.CARDIAC_MONITOR,
    "wind": Need.OXYGEN,
    "bed": Need.STRETCHER,
    "iso": Need.ISOLATION,
    "wc": Need.WHEELCHAIR,
    "weight": Need.BARIATRIC,
}


def _trip(line: str) -> Trip:
    head, start, place, end, city, needs, ready, waited, miles, empty, pay, bids, closes = line.split("|")
    number, priority, status, level = head.split()
    return Trip(
        number=number,
        priority=Priority(priority),
        status=TripStatus(status),
        level=TransportLevel(level),
        route=Route(start, place, end, city),
        needs=frozenset(_NEEDS[need] for need in needs.split(",")),
        ready_at=NOW + minutes(float(ready)),
        requested_at=NOW - minutes(float(waited)),
        closes_at=NOW + minutes(float(closes)),
        miles=float(miles),
        empty=float(empty),
        pay=int(pay) * 100,
        bids=int(bids),
    )


def sample_trips() -> list[Trip]:
    """The ten trips of the mock-up, in several states."""
    return [_trip(line) for line in _ROWS.strip().splitlines()]
