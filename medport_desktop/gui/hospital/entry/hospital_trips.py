"""The trips of the hospital that is on the phone: whether it is entered already, and what it may be like."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.people import Organisation
from medport_desktop.domain.trips import Trip
from medport_desktop.gui.hospital.columns import WIDE_ONLY, board_order, trip_columns
from medport_desktop.gui.hospital.entry.entry_feed import EntryFeed
from medport_desktop.gui.hospital.entry.reading import Purpose
from medport_desktop.gui.kit.board import BoardModel, BoardView
from medport_desktop.gui.kit.board.menus import give_menu
from medport_desktop.gui.kit.controls.empty import EmptyState
from medport_desktop.gui.kit.controls.panel import Panel
from medport_desktop.gui.shared.form_actions import FormActions
from medport_desktop.runtime.live_rows import Delta

GROUP = "Selected trip"
_LEFT_OUT = WIDE_ONLY | {"series", "room", "ready", "waits"}


class HospitalTrips(Panel):
    """A board of one hospital. `form_asked` carries a trip to bring into the form, and what for; `opened` one's id."""

    form_asked = Signal(object, object)
    opened = Signal(object)

    def __init__(self, feed: EntryFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent, flush=True)
        self.setObjectName("hospital_trips")
        self._feed = feed
        self._hospital: Organisation | None = None
        columns = trip_columns(lambda: feed.settings, lambda trip: trip.bid_count)
        self.board: BoardModel[Trip] = BoardModel(
            [column for column in columns if column.key not in _LEFT_OUT],
            key=lambda trip: trip.id,
            order=board_order,
            parent=self,
        )
        self.view = BoardView(self)
        self.view.setObjectName("trips_of_hospital")
        self.view.set_board(self.board)
        self._empty = EmptyState(self, icon="ambulance")
        self.view.set_empty(self._empty)
        self._actions = FormActions(
            self,
            GROUP,
            edit=partial(self._ask, Purpose.EDIT),
            back=partial(self._ask, Purpose.RETURN),
            copy=partial(self._ask, Purpose.COPY),
        )
        self._title = self.head("", *self._actions.icons(self))
        self.body.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        give_menu(self.view, self._actions.all)
        self.view.current_changed.connect(lambda _key: self._settle())
        self.view.opened.connect(self.opened)
        feed.trips_changed.connect(self._trips_changed)
        feed.settings_changed.connect(self.view.viewport().update)
        self.show_hospital(None)

    def show_hospital(self, hospital: Organisation | None) -> None:
        """Whose trips are shown; None: nobody's yet."""
        self._hospital = hospital
        title = f"Trips of {hospital.name}" if hospital is not None else "Trips of the hospital"
        self._title.setText(title)
        self.view.setAccessibleName(title)
        if hospital is None:
            self._empty.set_words("Choose the hospital that is on the phone.", "Its trips appear here.")
        else:
            self._empty.set_words("This hospital has no trips.", "What you enter for it appears here.")
        self._show()

    def select(self, trip: Trip) -> None:
        """Make it the selected one."""
        self.view.select_key(trip.id)

    @Slot(object)
    def show_trip(self, trip: Trip) -> None:
        """Select it, and take the keys there."""
        self.select(trip)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.board.apply(self._feed.trips_of(self._hospital_id()))
        self._settle()

    @Slot(object)
    def _trips_changed(self, delta: Delta[Trip]) -> None:
        if delta.is_full:
            self._show()
            return
        hospital = self._hospital_id()
        here = [trip for trip in delta.fresh if trip.hospital_id == hospital]
        self.board.update_rows(here, [trip.id for trip in delta.removed])
        self._settle()

    def _hospital_id(self) -> UUID | None:
        return self._hospital.id if self._hospital is not None else None

    def _current(self) -> Trip | None:
        row = self.view.current_row()
        return row if isinstance(row, Trip) else None

    def _settle(self) -> None:
        self._actions.settle(self._current())

    def _ask(self, purpose: Purpose) -> None:
        if (trip := self._current()) is not None:
            self.form_asked.emit(purpose, trip)
