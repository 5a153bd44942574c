"""The center's people at work: for whoever needs it, and on what is theirs alone."""

from collections.abc import Callable, Mapping
from uuid import uuid4

from medport_desktop.domain.center.broadcasts import Audience, Importance, NewBroadcast
from medport_desktop.domain.center.handoff import Handoff, HandoffLine, NewHandoff, UnitCount
from medport_desktop.domain.trips import Trip
from medport_desktop.services.center.handoffs import Handoffs
from tests.chaos.checking.journal import Op
from tests.chaos.people.agency import Dispatcher
from tests.chaos.people.desk import Desk

MOST_LINES = 8
"""Of a sheet: all open trips of a long run are more than anybody reads within it."""


class CenterHand(Desk, Dispatcher):
    """The center's people act for whoever needs it, write messages, and hand their shifts over."""

    def sign_in(self) -> None:
        """Sign in."""
        super().sign_in()
        self.handoffs = Handoffs(self.manager.person, self.stores)

    def deeds(self) -> Mapping[Callable[[], None], int]:
        """A little of everything."""
        return {
            self.enter: 2,
            self.enter_series: 1,
            self.end_series: 1,
            self.award: 2,
            self.cancel: 2,
            self.drive: 8,
            self.accept: 3,
            self.release: 1,
            self.note: 1,
            self.plan: 1,
            self.read_message: 1,
            self.write_message: 2,
            self.withdraw_message: 1,
            self.hand_over: 3,
            self.read_sheet: 4,
            self.take_over: 4,
            self.withdraw_sheet: 1,
            **({self.review: 1} if self.workstation is not None else {}),
        }

    # -- messages ---------------------------------------------------------------------------------------
    def write_message(self) -> None:
        """Write to everybody, or to those of one kind."""
        message = uuid4()
        audience = self.dice.choice([Audience.EVERYONE, Audience.HOSPITALS, Audience.AGENCIES])
        new = NewBroadcast(audience, None, self.dice.choice(list(Importance)), f"Demo message {message}")
        self.attempt(Op.MESSAGE, message, None, lambda: self.messages.send(message, new))

    def withdraw_message(self) -> None:
        """Take a message back, whoever of the center wrote it."""
        sent = [message for message in self.seen(self.stores.broadcasts.sent) if message.withdrawn_at is None]
        if sent:
            message = self.dice.choice(sent)
            self.attempt(Op.WITHDRAW_MESSAGE, message.id, None, lambda: self.stores.broadcasts.withdraw(message.id))

    # -- the shift --------------------------------------------------------------------------------------
    def hand_over(self) -> None:
        """Leave a sheet with some of the open trips."""
        open_trips = [trip for trip in self.seen(self.stores.hospital.trips) if not trip.status.is_final]
        trips = self.dice.sample(open_trips, min(len(open_trips), self.dice.randint(1, MOST_LINES)))
        sheet, new = uuid4(), NewHandoff("", None, UnitCount(), tuple(_line(trip) for trip in trips))
        self.attempt(Op.HAND_OVER, sheet, None, lambda: self.handoffs.make(sheet, new), lines=len(trips))

    def read_sheet(self) -> None:
        """Acknowledge the lines of another's sheet; now and then put one back."""
        sheet = self._open_sheet()
        if sheet is None or sheet.made_by_id == self.who:
            return
        for line in sheet.lines:
            if line.acknowledged_by_id != self.who:
                self._mark(sheet, line, read=True)
            elif self.dice.random() < 0.05:
                self._mark(sheet, line, read=False)

    def _mark(self, sheet: Handoff, line: HandoffLine, *, read: bool) -> None:
        op = Op.READ_LINE if read else Op.UNREAD_LINE
        self.attempt(
            op,
            sheet.id,
            None,
            lambda: self.stores.handoffs.acknowledge(sheet.id, [line.trip_id], read),
            line=line.trip_id,
        )

    def take_over(self) -> None:
        """Take a shift over, read or not."""
        sheet = self._open_sheet()
        if sheet is not None:
            self.attempt(Op.TAKE_OVER, sheet.id, None, lambda: self.stores.handoffs.take_over(sheet.id))

    def withdraw_sheet(self) -> None:
        """Take a sheet back, one's own or not."""
        sheet = self._open_sheet()
        if sheet is not None:
            self.attempt(Op.WITHDRAW_SHEET, sheet.id, None, lambda: self.stores.handoffs.withdraw(sheet.id))

    def _open_sheet(self) -> Handoff | None:
        return next((sheet for sheet in self.seen(self.stores.handoffs.handoffs) if sheet.is_open), None)


def _line(trip: Trip) -> HandoffLine:
    return HandoffLine(
        trip_id=trip.id,
        number=trip.trip_number,
        hospital=trip.hospital_name,
        origin=trip.origin_name,
        destination=trip.destination_name,
        level=trip.transport_level,
        priority=trip.priority,
        status=trip.status,
        holder=trip.assigned_agency_name or "",
        since=trip.request_timestamp,
        due_at=trip.deliver_by,
        waits=frozenset(),
    )
