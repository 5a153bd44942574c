"""The entry form: its fields, what they mean together, and what is wrong with them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.enums import Mobility, Need, TransportLevel
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.places import Coordinates, Facility, road_miles
from medport_desktop.domain.trips import NewTrip, Trip
from medport_desktop.domain.written import typed_times
from medport_desktop.domain.written.limits import longest
from medport_desktop.gui.forms.ui_trip_form import Ui_TripForm
from medport_desktop.gui.hospital.entry import patient_facts
from medport_desktop.gui.hospital.entry.fields import BLANK, edited, facts_in, prepare, set_value, typed_in
from medport_desktop.gui.hospital.entry.reading import NO_ID, Basis, Reading, read_destination, read_line, rules_broken
from medport_desktop.gui.hospital.entry.time_lines import TimeLines
from medport_desktop.gui.hospital.trip_words import Estimate, day_and_time
from medport_desktop.gui.kit.clock import site_clock, ticker
from medport_desktop.gui.kit.forms.field import Field
from medport_desktop.gui.kit.forms.type_ahead import FreeText, Suggestion
from medport_desktop.gui.shared.facilities import suggestions

_MOST_NAMED = 3
OUTSIDE = "Use “{}” as an address outside the network"
NO_ZIP, NO_MILES = "add a ZIP code for miles and price", "ZIP code for miles?"


class TripForm(QWidget):
    """Every field of a trip. Knows nothing of sending.

    `edited` follows every change by the person; `record_left` carries a record number when its line is left, and
    `address_chosen` an address outside the network.
    """

    edited = Signal()
    record_left = Signal(str)
    address_chosen = Signal(str)

    def __init__(self, settings: Settings, hospital_id: UUID | None, parent: QWidget | None = None) -> None:
        """`hospital_id`: whose facilities are offered as origin; None until the center has chosen a hospital."""
        super().__init__(parent)
        self._settings = settings
        self._hospital_id = hospital_id
        self._facilities: tuple[Facility, ...] = ()
        self.open_trips_of: Callable[[UUID], list[Trip]] = lambda _patient_id: []
        """A patient's trips that are not over."""
        self._record: Patient | None = None
        self.from_record: dict[str, str] = {}
        """What the patient's record filled in, by the name of its line."""
        self._asked_record = ""
        self._basis = Basis()
        self._visited: Facility | None = None
        self._was_heavy = False
        self._place: tuple[str, Coordinates | None] | None = None
        self.ui = Ui_TripForm()
        self.ui.setupUi(self)
        self.times = TimeLines({"ready_at": self.ui.ready_at, "deliver_by": self.ui.deliver_by})
        self._fields = prepare(self, self.ui)
        self._connect()
        self.clear()

    # -- set up -----------------------------------------------------------------------------------------
    def _connect(self) -> None:
        ui = self.ui
        ui.destination.set_source(lambda text: suggestions(text, self._facilities, self.origin(), self._settings))
        ui.destination.set_free_text(OUTSIDE)
        for editor in self._editors().values():
            edited(editor).connect(self._edited)
        ui.mobility.changed.connect(self.need_of_mobility)
        ui.destination.chosen.connect(self._edited)
        ui.destination.chosen.connect(self._ask_for_place)
        ui.origin_facility_id.currentIndexChanged.connect(self._show_hints)
        ui.mrn.editingFinished.connect(self._leave_record)
        ui.birth_date.editingFinished.connect(self._spell_out)
        ui.weight_kg.editingFinished.connect(self._spell_out)
        ui.weight_kg.editingFinished.connect(self.need_of_weight)
        ticker().attach(ui.ready_at, self._show_times)

    def _editors(self) -> dict[str, QWidget]:
        return {name: editor for name, field in self._fields.items() if (editor := field.editor()) is not None}

    def set_settings(self, settings: Settings) -> None:
        """Measure distances by these from now on."""
        self._settings = settings

    def set_hospital(self, hospital_id: UUID | None) -> None:
        """Offer that hospital's facilities as origin from now on, and ask for the record again: it is another's."""
        self._hospital_id = hospital_id
        self.set_facilities(self._facilities)
        self._asked_record = ""
        self._leave_record()

    def set_facilities(self, facilities: tuple[Facility, ...]) -> None:
        """Offer these places; what was chosen stays chosen."""
        untouched, origin = not self.is_changed(), self.origin()
        self._facilities = facilities
        own = [f for f in facilities if f.hospital_id is not None and f.hospital_id == self._hospital_id]
        if self._visited is not None:
            own.append(self._visited)
        combo = self.ui.origin_facility_id
        combo.clear()
        for facility in own:
            combo.addItem(facility.name, facility)
        ids = [facility.id for facility in own]
        combo.setCurrentIndex(ids.index(origin.id) if origin is not None and origin.id in ids else 0 if own else -1)
        if untouched:
            self._blank = self.snapshot()

    # -- the whole --------------------------------------------------------------------------------------
    def clear(self) -> None:
        """An empty form; the place that the patient is at stays."""
        ui = self.ui
        self.set_basis(Basis())
        self.times.forget()
        self._place = None
        if self._visited is not None:
            ui.origin_facility_id.removeItem(self._index_of(self._visited))
            self._visited = None
        for name, editor in self._editors().items():
            if isinstance(editor, QLineEdit):
                editor.setText("")  # unlike clear(), this leaves nothing for Ctrl+Z to bring back
            elif name in BLANK:
                set_value(editor, BLANK[name])
        ui.destination.set_choice(None)
        ui.ready_at.setText("Now")
        self.from_record, self._asked_record, self._record = {}, "", None
        self._was_heavy = False
        for name in ("mrn", "destination"):
            self._fields[name].set_suffix("")
        self.show_errors({})
        self._show_hints()
        self._blank = self.snapshot()

    def snapshot(self) -> tuple[object, ...]:
        """Everything that a person can change, to tell whether they did."""
        return tuple(map(typed_in, self._editors().values()))

    def is_changed(self) -> bool:
        """Whether there is something to lose."""
        return self.snapshot() != self._blank

    # -- filling in (see filling.py) --------------------------------------------------------------------
    def facility(self, facility_id: UUID | None) -> Facility | None:
        """A place of the network by its id, or None."""
        return next((f for f in self._facilities if f.id == facility_id), None)

    def set_origin(self, facility: Facility | None) -> None:
        """Start there; a place that is not the hospital's own is offered until the form is cleared."""
        if facility is None:
            return
        if self._index_of(facility) < 0:
            self._visited = facility
            self.ui.origin_facility_id.addItem(facility.name, facility)
        self.ui.origin_facility_id.setCurrentIndex(self._index_of(facility))

    def _index_of(self, facility: Facility) -> int:
        combo = self.ui.origin_facility_id
        return next((i for i in range(combo.count()) if combo.itemData(i).id == facility.id), -1)

    def show_facts(self, trip: Trip | NewTrip, names: Iterable[str]) -> None:
        """Put a trip's fields of these names into their editors."""
        editors = self._editors()
        for name in names:
            set_value(editors[name], getattr(trip, name))

    def set_basis(self, basis: Basis) -> None:
        """What the form is about, until it is cleared."""
        self._basis = basis
        for name, field in self._fields.items():
            field.setEnabled(basis.takes(name))
        self.ui.ready_at.setPlaceholderText("when?" if basis.return_of is not None else "Now")

    def filled(self, *, untouched: bool = False) -> None:
        """It has been filled in; `untouched`: as it stands now there is nothing to lose."""
        if untouched:
            self._blank = self.snapshot()
        for line in self.findChildren(QLineEdit):  # a long name is read from its beginning
            if not line.hasFocus():
                line.setCursorPosition(0)
        self._show_hints()
        self._ask_for_place()
        self.edited.emit()

    def set_place(self, address: str, found: tuple[Coordinates | None, str]) -> None:
        """Answer `address_chosen`: where the address is, or None, and the town that agencies will see, or ''."""
        choice = self.ui.destination.choice()
        if isinstance(choice, FreeText) and choice.text == address:
            place, town = found
            self._place = address, place
            hint = "" if place is not None else NO_MILES if town else NO_ZIP
            seen = f"agencies see: {town}" if town else ""
            self._fields["destination"].set_suffix(" · ".join(filter(None, (seen, hint))))
            self.edited.emit()

    @Slot()
    def _ask_for_place(self) -> None:
        choice = self.ui.destination.choice()
        if isinstance(choice, FreeText):
            self.address_chosen.emit(choice.text)

    # -- reading ----------------------------------------------------------------------------------------
    @property
    def is_way_back(self) -> bool:
        """Whether it brings the patient of another trip back."""
        return self._basis.return_of is not None

    def read(self, *, scheduled: bool = False, ready: str | None = None) -> Reading:
        """What the form means now. `ready` stands in for the ready line, where another line asks for it."""
        self.need_of_weight()  # a key that sends does not leave the line first
        errors: dict[str, str] = {}
        now = site_clock().now()
        born, weight = self._born(errors), self._weight(errors)
        ready_at = self.times.meant("ready_at", errors, text=ready) or now
        deliver_by = self.times.meant("deliver_by", errors, after=ready_at)
        facility, outside = read_destination(self.ui.destination, errors)
        origin, level = self.origin(), self.ui.transport_level.value()
        if origin is None:
            what = "place that the patient is at" if self._hospital_id is not None else "hospital first"
            errors["origin_facility_id"] = f"Choose the {what}."
        if level is None:
            errors["transport_level"] = "Choose the level of care."
        if self.is_way_back and not (self.times.typed("ready_at") if ready is None else ready).strip():
            errors["ready_at"] = "Say when the patient is ready to be brought back."
        facts = facts_in(self._editors())
        trip = NewTrip(
            patient=Patient(
                mrn=self.ui.mrn.text().strip(),
                name=" ".join(self.ui.name.text().split()),
                birth_date=born,
                weight_kg=weight,
                mobility=cast("Mobility | None", self.ui.mobility.value()),
            ),
            origin_facility_id=origin.id if origin is not None else NO_ID,
            destination_facility_id=facility.id if facility is not None else None,
            destination_text=outside,
            ready_at=ready_at,
            deliver_by=deliver_by,
            scheduled=scheduled or self._basis.scheduled,
            return_of_id=self._basis.return_of,
            **facts | {"transport_level": level or TransportLevel.OTHER},
        )
        wrong = patient_facts.record_doubts(self._record, trip.patient)
        doubts = [*wrong, patient_facts.weight_doubt(weight, born, now.date())]
        doubts += [f"{trip.trip_number} of this patient is not over yet." for trip in self.open_trips()]
        trip, broken = self._basis.read(trip, {**rules_broken(trip, now, self._basis.was_ready), **errors})
        return Reading(replace(trip, corrects_record=bool(wrong)), broken, tuple(filter(None, doubts)))

    def origin(self) -> Facility | None:
        """The place that the patient is at."""
        return cast("Facility | None", self.ui.origin_facility_id.currentData())

    def estimate(self) -> Estimate | None:
        """Distance, time and price of the route, once both its ends are known."""
        choice, origin = self.ui.destination.choice(), self.origin()
        place: Coordinates | None = None
        if isinstance(choice, Suggestion):
            place = cast("Facility", choice.value).coordinates
        elif isinstance(choice, FreeText) and self._place is not None and self._place[0] == choice.text:
            place = self._place[1]
        if origin is None or place is None:
            return None
        miles = road_miles(origin.coordinates, place, self._settings.road_factor)
        return Estimate.of(miles, self._settings)

    def _born(self, errors: dict[str, str]) -> date | None:
        return read_line("birth_date", errors, lambda: typed_times.birth_date(self.ui.birth_date.text(), _today()))

    def _weight(self, errors: dict[str, str]) -> float | None:
        return read_line("weight_kg", errors, lambda: patient_facts.weight_kg(self.ui.weight_kg.text()))

    # -- errors -----------------------------------------------------------------------------------------
    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Put each sentence at its field and take away the others; returns sentences that have no field here."""
        for name, field in self._fields.items():
            field.set_error(errors.get(name, ""))
        return [sentence for name, sentence in errors.items() if name not in self._fields]

    def focus_first_error(self) -> None:
        """Go to the first field, from the top, that has something wrong."""
        first = next((field for field in self._fields.values() if field.error()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def field_names(self) -> list[str]:
        """The names of its fields, from the top."""
        return list(self._fields)

    def field(self, name: str) -> Field:
        """One field by the name of its editor, or by that of services and databases."""
        return self._fields[name]

    # -- a known record ---------------------------------------------------------------------------------
    def set_record(self, patient: Patient | None) -> None:
        """The hospital's record of the number in the form, or that there is none; its open trips are named."""
        self._record = patient
        typed = bool(self.ui.mrn.text().strip())
        open_trips = len(self.open_trips())  # which ones a button says: here the number needs the room
        known = f"{open_trips} open" if open_trips else "on record"
        self._fields["mrn"].set_suffix(known if patient is not None else "new" if typed else "")

    @Slot()
    def follow_trips(self) -> None:
        """The trips that there are have changed: name those that are open now."""
        if self._record is not None:
            self.set_record(self._record)

    def open_trips(self) -> list[Trip]:
        """The trips of the patient on record that are not over, where the form is about a new one."""
        if self._record is None or self._record.id is None or self._basis.was_ready or self.is_way_back:
            return []
        return self.open_trips_of(self._record.id)[:_MOST_NAMED]

    @Slot()
    def _leave_record(self) -> None:
        mrn = self.ui.mrn.text().strip()
        if mrn and mrn != self._asked_record and len(mrn) <= longest("patient.mrn"):
            self._asked_record = mrn
            self.record_left.emit(mrn)

    # -- following the person ---------------------------------------------------------------------------
    @Slot()
    def _edited(self) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget) and sender.objectName() in self._fields:
            self._fields[sender.objectName()].clear_error()
        if sender is self.ui.destination:
            self._fields["destination"].set_suffix("")
        if sender is self.ui.mrn:
            self._fields["mrn"].set_suffix("")
            self._asked_record, self._record = "", None
        self._show_hints()
        self.edited.emit()

    @Slot()
    def need_of_mobility(self) -> None:
        """A patient who lies or sits needs the stretcher or wheelchair: seen at once, and can be switched off."""
        mobility = cast("Mobility | None", self.ui.mobility.value())
        others = self.ui.special_requirements.values() - set(patient_facts.NEED_OF.values())
        wanted = {patient_facts.NEED_OF[mobility]} if mobility in patient_facts.NEED_OF else set()
        if self._basis.takes("special_requirements"):
            self.ui.special_requirements.set_values(others | wanted)

    @Slot()
    def need_of_weight(self) -> None:
        """A heavy patient needs what can carry them: seen at once, and can be switched off."""
        heavy, needs = patient_facts.is_heavy(self.ui.weight_kg.text()), self.ui.special_requirements.values()
        if heavy is None or not self._basis.takes("special_requirements"):
            return
        if heavy != self._was_heavy:
            self.ui.special_requirements.set_values(needs | {Need.BARIATRIC} if heavy else needs - {Need.BARIATRIC})
        self._was_heavy = heavy

    def keep_needs(self) -> None:
        """The needs were chosen with the weight that stands here."""
        self._was_heavy = bool(patient_facts.is_heavy(self.ui.weight_kg.text()))

    @Slot()
    def _spell_out(self) -> None:
        """When a line is left, show how it was understood."""
        errors: dict[str, str] = {}
        born, weight = self._born(errors), self._weight(errors)
        if born is not None:
            self.ui.birth_date.setText(born.isoformat())
        if weight is not None:
            self.ui.weight_kg.setText(f"{weight:g} kg")
        sender = self.sender()
        name = sender.objectName() if sender is not None else ""
        if name in errors:
            self._fields[name].set_error(errors[name])
        self._show_hints()

    @Slot()
    def _show_hints(self) -> None:
        ignored: dict[str, str] = {}
        born, weight = self._born(ignored), self._weight(ignored)
        self._fields["birth_date"].set_suffix(patient_facts.age_text(born, _today()) if born is not None else "")
        self._fields["weight_kg"].set_suffix(f"{patient_facts.pounds(weight):,} lb" if weight else "")
        self._show_times()

    @Slot()
    def _show_times(self) -> None:
        ready = None
        for name in ("ready_at", "deliver_by"):
            typed = self.times.typed(name)
            asked = name == "ready_at" and not typed and self.is_way_back
            meant = self.times.meant(name, {}, after=ready) if not asked else None
            ready = ready or meant
            told = day_and_time(meant) if meant is not None else ""
            self._fields[name].set_suffix(told if told != typed else "")


def _today() -> date:
    return site_clock().now().date()
