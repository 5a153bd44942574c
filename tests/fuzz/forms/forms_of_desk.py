"""The hospital's forms: a trip, held or repeated, its notes and its end; places and preferred agencies."""

from PySide6.QtWidgets import QWidget

from medport_desktop.domain.enums import Mobility, Reason, Silo, TransportLevel
from medport_desktop.gui.hospital import TripEntryWindow
from medport_desktop.gui.hospital.entry.schedule_dialog import ScheduleDialog
from medport_desktop.gui.hospital.entry.trip_form import TripForm
from medport_desktop.gui.hospital.places.facility_dialog import FacilityDialog
from medport_desktop.gui.hospital.places.preference_dialog import PreferenceDialog
from medport_desktop.gui.hospital.series.series_dialog import SeriesDialog
from medport_desktop.gui.hospital.trips.detail_panes import NotesPane
from medport_desktop.gui.kit.controls.chips import ToggleChips
from medport_desktop.gui.shared.cancelling import CancelDialog
from tests.fuzz.place import KEY, Place, named
from tests.fuzz.strange import AMERICAN_TIMES, NUMBERS, Cell, Form, at, clock, number, of, write
from tests.gui_hospital.conftest import Others
from tests.hands import ALT, CTRL, NONE, SHIFT

DESK, MANAGER = "desk@nason.example", "manager@nason.example"
PATIENT = "(select p.{} from medport.patient p where p.id = t.patient_id)"
TIMES = {**NUMBERS, **AMERICAN_TIMES}
TRIP = {
    "mrn": Cell("STRANGE{n}", PATIENT.format("mrn")),
    "name": Cell("Demo, Strange", PATIENT.format("name"), lambda text: " ".join(text.split())),
    "birth_date": Cell("3/8/1951", also=NUMBERS),
    "weight_kg": Cell("92 kg", PATIENT.format("weight_kg"), number, NUMBERS),
    "pickup_location": Cell("ICU 4", "pickup_location"),
    "contact_phone": Cell("814-555-0199", "contact_phone"),
    "destination": Cell("12 Elm St, 16602", "destination_text"),
    "ready_at": Cell("tomorrow 6:30", at("ready_at"), clock, TIMES),
    "deliver_by": Cell("", at("deliver_by"), clock, TIMES),
    "special_requirements_note": Cell("Speaks Polish.", "special_requirements_note"),
}


def trip(place: Place) -> QWidget:
    """The form of a new trip, empty but for what is chosen in it."""
    assert isinstance(place.window, TripEntryWindow)
    place.page((KEY.Key_1, ALT))
    form = place.window.entry.form
    form.clear()
    form.ui.transport_level.set_value(TransportLevel.BLS)
    form.ui.mobility.set_value(Mobility.STRETCHER)
    return form


def filled(place: Place) -> None:
    """A whole trip in the form, to a facility."""
    typed = named(trip(place))
    for name in ("mrn", "name", "destination"):
        write(typed[name], {"destination": "Presby"}.get(name, f"Strange {place.number()}"))
    place.settle()


def schedule(place: Place) -> QWidget:
    """When a trip that is entered for later is ready."""
    filled(place)
    return place.dialog("schedule_dialog", KEY.Key_L, CTRL)


def series(place: Place) -> QWidget:
    """When the trip in the form repeats."""
    filled(place)
    dialog = place.dialog("series_dialog", KEY.Key_R, CTRL)
    days = dialog.findChild(ToggleChips, "series_days")
    assert days is not None
    days.set_values(range(7))
    return dialog


def chosen(place: Place) -> TripEntryWindow:
    """A trip on offer, in view."""
    assert isinstance(place.window, TripEntryWindow)
    window, trip_id = place.window, place.others(Others).trip()
    place.until(lambda: trip_id in window.feed.trips)
    place.page((KEY.Key_2, ALT))
    window.trips.select(trip_id)
    place.settle()
    return window


def note(place: Place) -> QWidget:
    """The line for a note on the trip in view."""
    window = chosen(place)
    window.trips.detail.write_note()
    return window.trips.detail.notes


def cancel(place: Place) -> QWidget:
    """Why the trip in view is cancelled."""
    chosen(place).trips.detail.cancel()
    dialog = place.window.findChildren(CancelDialog)[-1]
    dialog.choose(Reason.BED_LOST)
    return dialog


NEWEST = of(Silo.HOSPITAL, "from medport.transport_request t order by created_at desc, series_position nulls last")
FORMS = {
    "a trip": Form(TripForm, DESK, trip, TRIP, NEWEST, is_kept=lambda form: not form.is_changed()),  # type: ignore[attr-defined]
    "a scheduled trip": Form(
        ScheduleDialog,
        DESK,
        schedule,
        {"schedule_ready": Cell("tomorrow 6:30", at("ready_at"), clock, TIMES)},
        NEWEST,
        send=(KEY.Key_Return, NONE),
    ),
    "a series": Form(
        SeriesDialog,
        DESK,
        series,
        {
            "series_ready": Cell("6:30", at("ready_at"), clock, NUMBERS),
            "series_back": Cell("", also=NUMBERS),
            "series_first": Cell("tomorrow", also=TIMES),
            "series_ends": Cell(
                "2", "(select count(*) from medport.transport_request o where o.series_id = t.series_id)", number, TIMES
            ),
            "series_rule": Cell("", also=NUMBERS),
        },
        NEWEST,
        send=(KEY.Key_Return, NONE),
    ),
    "a note": Form(
        NotesPane,
        DESK,
        note,
        {"note": Cell("The daughter rides along", "text")},
        of(Silo.HOSPITAL, "from medport.trip_note order by created_at desc"),
        send=(KEY.Key_Return, NONE),
        is_kept=lambda notes: not notes.line.text(),  # type: ignore[attr-defined]
    ),
    "the end of a trip": Form(
        CancelDialog,
        DESK,
        cancel,
        {"reason_note": Cell("The bed is lost", "cancellation_note")},
        of(Silo.HOSPITAL, "from medport.transport_request where status = 'CANCELLED' order by updated_at desc"),
    ),
    "a place": Form(
        FacilityDialog,
        MANAGER,
        lambda place: place.opened(
            "facility_dialog", (KEY.Key_N, CTRL | SHIFT), page=((KEY.Key_4, ALT), (KEY.Key_2, CTRL))
        ),
        {
            "facility_name": Cell("Strange {n} demo place", "name"),
            "facility_address": Cell("12 Elm St", "address"),
            "facility_zip_code": Cell("16602", "zip_code", also=NUMBERS),
            "facility_city": Cell("Altoona", "city"),
            "facility_state": Cell("PA", "state"),
            "facility_phone": Cell("814-555-0199", "phone"),
            "facility_email": Cell("desk@strange.example", "email"),
            "facility_hours": Cell("Mon-Fri 02:30-17:00", also=NUMBERS),
        },
        of(Silo.HOSPITAL, "from medport.hospital_facility order by created_at desc"),
    ),
    "a preference": Form(
        PreferenceDialog,
        MANAGER,
        lambda place: place.opened("preference_dialog", (KEY.Key_F2, NONE), page=((KEY.Key_3, ALT),), board="agencies"),
        {"preference_notes": Cell("Calls back.", "notes")},
        of(Silo.HOSPITAL, "from medport.hospital_agency_preference order by updated_at desc"),
    ),
}
