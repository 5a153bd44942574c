"""The record of a longer time as a file, for the shift's end and for billing: a line for each holding that ended."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from medport_desktop.domain.enums import Milestone
from medport_desktop.domain.trips import EndedTrip
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.kit.board.export import Table, ask_for_file, csv_bytes
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.shared.saving import save_file

_TITLES = (
    *("Trip", "How it ended", "Why", "By", "Hospital", "From", "From town", "To", "To town", "Level", "Priority"),
    *("Unit", "Loaded miles", "Amount", "Accepted"),
    *(milestone.label for milestone in Milestone if milestone is not Milestone.ACKNOWLEDGED),
    "Ended",
)


class EndedRecord(QObject):
    """Asks for the time by a menu, reads what ended in it, and asks where the file goes."""

    def __init__(self, feed: AgencyFeed, page: QWidget) -> None:
        super().__init__(page)
        self._feed, self._page = feed, page
        self.action = make_action(page, "Save a record as CSV…", "Ctrl+R", self._ask, icon="download", group="Board")
        self.action.setObjectName("save_record")

    def _ask(self) -> None:
        menu = QMenu(self._page)
        menu.setObjectName("record_periods")
        menu.aboutToHide.connect(menu.deleteLater)
        for words, since, until in periods(site_clock().now()):
            menu.addAction(words).triggered.connect(partial(self._read, words, since, until))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._page.mapToGlobal(QPoint(24, 48)))

    def _read(self, words: str, since: datetime, until: datetime, _checked: bool = False) -> None:
        read = partial(self._feed.service.stores.ems.ended_between, since, until)
        self._feed.runtime.tasks.run(
            read, then=partial(self._ask_where, words, since), owner=self, key=(id(self), "read")
        )

    def _ask_where(self, words: str, since: datetime, trips: list[EndedTrip]) -> None:
        if not trips:
            self._feed.runtime.messages.info(f"No trip has ended: {words.lower()}.")
            return
        ask_for_file(
            self._page,
            title=f"Save the record: {words.lower()}",
            name=f"medport-record-{since:%Y-%m-%d}.csv",
            kind="Comma-separated table",
            suffix="csv",
            then=partial(self._write, trips),
        )

    def _write(self, trips: list[EndedTrip], path: Path) -> None:
        what = f"the record of {len(trips)} trips" if len(trips) != 1 else "the record of 1 trip"
        save_file(self._feed.runtime, path, csv_bytes(record_table(trips)), what)


def periods(now: datetime) -> Iterator[tuple[str, datetime, datetime]]:
    """Words, beginning and end of each time that is offered, by the site's days; `now` is in its zone."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    month = today.replace(day=1)
    day_ago = (now.astimezone(UTC) - timedelta(hours=24)).astimezone(now.tzinfo)  # as time passes, as the list has it
    yield "The last 24 hours", day_ago, now
    yield "Yesterday", _day_before(today, 1), today
    yield "The last 7 days", _day_before(today, 7), now
    yield "This month", month, now
    yield "Last month", _day_before(month, 1).replace(day=1), month


def _day_before(day: datetime, days: int) -> datetime:
    return day - timedelta(days=days)  # by the wall clock: midnight stays midnight


def record_table(trips: list[EndedTrip]) -> Table:
    """A line for each holding, with whole dates and times of the site and their distance from UTC."""
    return Table("Record", _TITLES, tuple(tuple(_line(trip)) for trip in trips))


def _line(trip: EndedTrip) -> Iterator[str]:
    reached = dict(trip.milestones)
    yield from (trip.trip_number, trip.outcome.label, trip.end_reason.label if trip.end_reason is not None else "")
    yield from (trip.ended_by, trip.hospital_name, trip.origin_name, trip.origin_city)
    yield from (trip.destination_name, trip.destination_city, trip.transport_level.label, trip.priority.label)
    yield trip.unit_number
    yield f"{trip.distance_miles:.1f}" if trip.distance_miles is not None else ""
    yield dollars(trip.bid_amount) if trip.bid_amount is not None else ""
    yield _at(trip.accepted_at)
    for milestone in Milestone:
        if milestone is not Milestone.ACKNOWLEDGED:
            yield _at(reached.get(milestone))
    yield _at(trip.ended_at)


def _at(moment: datetime | None) -> str:
    return site_clock().local(moment).isoformat(" ", "minutes") if moment is not None else ""
