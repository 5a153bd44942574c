"""The center enters and edits trips for a hospital that is on the phone: the desk's form, and whose trip it will be."""

from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Silo
from medport_desktop.domain.kept_writes import EnterTrip, KeptWrite
from medport_desktop.domain.people import Organisation
from medport_desktop.domain.session import SiloState
from medport_desktop.domain.trips import Trip
from medport_desktop.domain.written import matching
from medport_desktop.gui.hospital.entry.entry_feed import EntryFeed, everything
from medport_desktop.gui.hospital.entry.entry_panel import EntryPanel
from medport_desktop.gui.hospital.entry.hospital_trips import HospitalTrips
from medport_desktop.gui.hospital.entry.reading import Purpose
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.forms.type_ahead import Suggestion, TypeAhead
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.runtime import Runtime
from medport_desktop.services.hospital.trip_entry import TripEntry

FORM_WIDTH = 620
HOSPITALS = ((Silo.CENTER, "hospital"),)


class HospitalFeed(EntryFeed):
    """What a desk's form needs, and the hospitals to choose from."""

    def __init__(
        self, runtime: Runtime, trip_entry: TripEntry, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(runtime, trip_entry, settings, parent)
        self._hospitals: list[Organisation] = []
        subscribe = runtime.changes.subscribe
        self._subscriptions.append(
            subscribe(self, HOSPITALS, everything(trip_entry.stores.center.hospitals), self._take_hospitals)
        )

    def _take_hospitals(self, hospitals: list[Organisation]) -> None:
        self._hospitals = hospitals

    def hospital(self, hospital_id: UUID | None) -> Organisation | None:
        """One to choose from, by its id."""
        return next((hospital for hospital in self._hospitals if hospital.id == hospital_id), None)

    def suggestions(self, text: str) -> list[Suggestion]:
        """Hospitals with a place to start from, in which every typed word begins a word: by name before by place."""
        found: list[tuple[bool, Suggestion]] = []
        for hospital in self._hospitals:
            places = [f for f in self.facilities if f.hospital_id == hospital.id]
            where = [words for f in places for words in (f.name, f.city, f.zip_code)]
            if places and matching.begins_all(text, hospital.name, *where):
                cities = dict.fromkeys(f"{place.city}, {place.state}" for place in places)
                by_place = not matching.begins_all(text, hospital.name)
                found.append((by_place, Suggestion(hospital, hospital.name, " · ".join(cities))))
        return [suggestion for _, suggestion in sorted(found, key=lambda entry: entry[0])]


class HospitalEntry(QWidget):
    """The form, which acts for the hospital in its first line, beside that hospital's trips.

    The center's window knows it as gui/shared/entry_page.py says. `trip_asked` carries the id of a trip to be seen
    whole.
    """

    trip_asked = Signal(object)

    def __init__(
        self, runtime: Runtime, trip_entry: TripEntry, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("hospital_entry")
        self._trip_entry = trip_entry
        self._hospital: Organisation | None = None
        self.feed = HospitalFeed(runtime, trip_entry, settings, self)
        self.hospital = TypeAhead(self)  # made before the form: Tab leads from it into that
        self.hospital.setObjectName("for_hospital")
        self.hospital.setAccessibleName("For hospital")
        self.hospital.setPlaceholderText("hospital, by name or city")
        self.hospital.setToolTip("Whose trip it is. The log says that you entered it.")
        self.hospital.set_source(self.feed.suggestions)
        self.entry = EntryPanel(runtime, trip_entry, self.feed, self)
        self.entry.add_whose(self.hospital)
        self.trips = HospitalTrips(self.feed, self)
        self._lay_out()
        make_action(self, "Next part of the page", "F6", self._next_part)
        make_action(self, "Read everything again", "F5", self.refresh)
        self.hospital.chosen.connect(self._chosen)
        self.hospital.withdrawn.connect(lambda: self._act_for(None))
        self.entry.opening.connect(self._opening)
        self.entry.changed.connect(self._settle)
        self.entry.sent.connect(self.trips.select)
        self.entry.open_trip_asked.connect(self.trips.show_trip)
        self.trips.form_asked.connect(self.entry.open)
        self.trips.opened.connect(self.trip_asked)
        runtime.changes.state_changed.connect(self._silo_changed)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setObjectName("entry_split")
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme().px(12))
        for part, stretch in ((self.entry, 2), (self.trips, 3)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizes([theme().px(FORM_WIDTH), theme().px(940)])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(split)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # shown for the first time: Qt would choose the form
            self.hospital.setFocus()

    # -- what the window asks ---------------------------------------------------------------------------
    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self

    def begin(self) -> None:
        if self.entry.form.is_changed():
            self.entry.begin()
            return
        self.entry.ask_to_clear()  # an edit that was only looked at
        self.hospital.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.hospital.selectAll()

    def edit(self, trip: Trip) -> None:
        self.entry.open(Purpose.EDIT, trip)

    def bring_back(self, trip: Trip) -> None:
        self.entry.open(Purpose.RETURN, trip)

    def copy(self, trip: Trip) -> None:
        self.entry.open(Purpose.COPY, trip)

    def is_changed(self) -> bool:
        return self.entry.form.is_changed()

    def edit_kept(self, kept: KeptWrite) -> str:
        if not isinstance(kept.command, EnterTrip):
            return "There is nothing to change in it: send it again, or delete it."
        new = kept.command.new
        why_not = self.entry.open_kept(kept.command.key, new)
        if not why_not:
            way_there = self.feed.trips.get(new.return_of_id) if new.return_of_id is not None else None
            origin = self.entry.form.origin()
            whose = way_there.hospital_id if way_there is not None else origin.hospital_id if origin else None
            self._act_for(self.feed.hospital(whose))
        return why_not

    def refresh(self) -> None:
        self.feed.refresh()

    # -- for whom ---------------------------------------------------------------------------------------
    @Slot(object)
    def _chosen(self, choice: Suggestion) -> None:
        assert isinstance(choice.value, Organisation)
        self._act_for(choice.value)
        QTimer.singleShot(0, self.entry, self.entry.begin)  # after Tab, where that chose it, has moved on

    @Slot(object)
    def _opening(self, trip: Trip) -> None:
        """A trip is brought into the form."""
        self._act_for(Organisation(trip.hospital_id, trip.hospital_name))
        self.trips.select(trip)

    def _act_for(self, hospital: Organisation | None) -> None:
        if hospital is not None:
            self.hospital.set_choice(Suggestion(hospital, hospital.name))
        if (hospital and hospital.id) == (self._hospital and self._hospital.id):
            return
        self._hospital = hospital
        self.trips.show_hospital(hospital)
        self.entry.act_for(self._trip_entry.acting_for(hospital.id) if hospital is not None else self._trip_entry)

    @Slot()
    def _settle(self) -> None:
        """A trip that is there already stays its hospital's."""
        self.hospital.setReadOnly(self.entry.is_of_a_trip)

    # -- around it --------------------------------------------------------------------------------------
    def _next_part(self) -> None:
        focused = self.window().focusWidget()
        if focused is not None and self.trips.isAncestorOf(focused):
            self.begin() if self._hospital is None else self.entry.begin()
        else:
            self.trips.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _silo_changed(self, state: SiloState) -> None:
        if state.silo is Silo.HOSPITAL:
            self.trips.view.set_stale(not self.feed.is_fresh(Silo.HOSPITAL))
