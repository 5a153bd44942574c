"""Declining a trip on offer with a coded reason, and taking that back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.enums import AGENCY_REASONS, Reason
from medport_desktop.domain.trips import AvailableTrip
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.offers.offer_rows import BoardRow
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import ActionButton
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.runtime.operation import Operation, Writes
from medport_desktop.services import undo
from medport_desktop.services.undo import Undoable

GROUP = "Bid"


class DeclineButton(ActionButton):
    """Beside the bid's own button there is no room for a key: the tooltip has it. Shown while its action is."""

    def set_action(self, action: QAction) -> None:
        """Follow this action from now on."""
        super().set_action(action)
        self.setObjectName(f"{action.objectName()}_button")
        action.visibleChanged.connect(lambda: self.setVisible(action.isVisible()))
        self.setVisible(action.isVisible())

    def set_key(self, key: str, *, bind: bool = False) -> None:
        super().set_key("", bind=bind)


class Declining(QObject):
    """The two actions on the trip that the bid panel shows. `answered`: the agency has given its answer."""

    answered = Signal()

    def __init__(self, feed: AgencyFeed, scope: QWidget) -> None:
        """`scope`: the page inside which the actions' keys work."""
        super().__init__(scope)
        self._feed, self._scope = feed, scope
        self._row: BoardRow | None = None
        self._writes = Writes()
        self.decline = make_action(scope, "Decline…", "F9", self._ask, group=GROUP)
        self.take_back = make_action(
            scope, "Take back", "Shift+F9", self._take_back, group=GROUP, tip="Take the decline back"
        )
        for action, name in ((self.decline, "decline"), (self.take_back, "take_decline_back")):
            action.setObjectName(name)
        self.follow(None)

    def follow(self, row: BoardRow | None) -> None:
        """The trip that is shown, as it stands; None where it is not on offer."""
        self._row = row
        can = row is not None and not self._writes.any_under_way
        self.decline.setEnabled(can and row is not None and row.declined is None and row.my_bid is None)
        self.take_back.setEnabled(can and row is not None and row.declined is not None)
        self.take_back.setVisible(row is not None and row.declined is not None)
        self.decline.setVisible(not self.take_back.isVisible())

    def _ask(self) -> None:
        row = self._row
        if row is None or not self.decline.isEnabled():
            return
        dialog = ReasonDialog(
            self._scope.window(),
            title=f"Decline {row.trip.trip_number}?",
            sentence="The trip leaves your board and stays on offer. Its hospital is told your agency, the reason and "
            "the time; the note stays with your agency.",
            reasons=[(reason, reason.label) for reason in AGENCY_REASONS],
            action="Decline the trip",
            note_needed={Reason.OTHER},
        )
        dialog.setObjectName("decline_dialog")
        dialog.decided.connect(partial(self._send, dialog, row.trip))
        dialog.open()

    def _send(self, dialog: ReasonDialog, trip: AvailableTrip, reason: Reason, note: str) -> None:
        key = self._writes.key(trip.trip_id, (reason, note))
        self._run(
            trip,
            partial(self._feed.service.decline, key, trip.trip_id, reason, note, trip.trip_number),
            f"{trip.trip_number} is declined. “Declined” above the board shows it",
            undo.declined(self._feed.service, key, trip.trip_number),
            dialog,
        )

    def _take_back(self) -> None:
        row = self._row
        if row is None or row.declined is None or not self.take_back.isEnabled():
            return
        trip = row.trip
        self._run(
            trip,
            partial(self._feed.service.stores.ems.take_decline_back, row.declined.id),
            f"{trip.trip_number} is on your board again",
            undo.decline_taken_back(self._feed.service, row.declined, trip.trip_number),
        )

    def _run(
        self,
        trip: AvailableTrip,
        call: Callable[[], None],
        words: str,
        undoable: Undoable,
        dialog: ReasonDialog | None = None,
    ) -> None:
        Operation(
            call,
            owner=self,
            writes=self._writes,
            about=trip.trip_id,
            busy=self._set_busy,
            form=dialog,
            told=words,
            undo=undoable,
            refused=self._feed.runtime.messages.failure,
        ).run(self._feed.runtime)

    def _set_busy(self, busy: bool) -> None:
        self.follow(self._row)
        if busy:
            self.answered.emit()


def declined_words(row: BoardRow) -> str:
    """What the panel says of a declined trip."""
    if row.declined is None:
        return ""
    note = f" “{row.declined.note}”" if row.declined.note else ""
    at = site_clock().short(row.declined.declined_at)
    return f"{row.declined.reason.label}, at {at}.{note} A bid takes that back."
