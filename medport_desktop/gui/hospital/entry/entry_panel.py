"""The left half of the window: the form with its buttons, estimate, and what became of sending it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from medport_desktop.domain.enums import Silo
from medport_desktop.domain.errors import ChangedMeanwhile, KeptForLater, MedPortError, SiloAway
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.series import NewSeries
from medport_desktop.domain.session import Freshness, SiloState
from medport_desktop.domain.trips import NewTrip, Trip
from medport_desktop.domain.written.typed_times import TIME_SPELLINGS
from medport_desktop.gui.hospital.entry import sending
from medport_desktop.gui.hospital.entry.entry_feed import EntryFeed
from medport_desktop.gui.hospital.entry.entry_frame import GROUP, EntryFrame
from medport_desktop.gui.hospital.entry.filling import fill, fill_kept, fill_record
from medport_desktop.gui.hospital.entry.opening import Opening, overtaken
from medport_desktop.gui.hospital.entry.reading import Purpose, Reading, once_sure
from medport_desktop.gui.hospital.entry.schedule_dialog import ScheduleDialog
from medport_desktop.gui.hospital.entry.sending import STAYS, Sent
from medport_desktop.gui.hospital.entry.trip_form import TripForm
from medport_desktop.gui.hospital.series.repeating import Repeating, series_told
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.operation import Operation, Writes
from medport_desktop.services import undo
from medport_desktop.services.hospital.trip_entry import TripEntry

TRIP = "trip"
"""What a new trip in the form is written as: its key stays with it until it has arrived."""
T = TypeVar("T")
Written = tuple[object, ...]  # a snapshot of the form


class EntryPanel(EntryFrame):
    """Enter a trip and send it. `sent` carries the trip that has arrived, `opening` one that is brought into the form
    now, and `changed` follows whatever the form comes to be about."""

    sent = Signal(object)
    opening = Signal(object)
    changed = Signal()

    def __init__(self, runtime: Runtime, trip_entry: TripEntry, feed: EntryFeed, parent: QWidget | None = None) -> None:
        super().__init__(TripForm(feed.settings, trip_entry.hospital_id), parent)
        self._runtime = runtime
        self._trip_entry = trip_entry
        self._feed = feed
        self._writes = Writes()
        self._in_doubt: list[Written] = []
        """How the form looked each time when its trip may have arrived, but no answer did."""
        self._edited: tuple[Trip, Patient | None] | None = None
        self._waits_for_silo = False
        self.form.open_trips_of = feed.open_trips_of
        self._opening = Opening(runtime, trip_entry, self.form)
        self._repeating = Repeating(self.form, self._enter_series, self)
        self._actions()
        self._set_edited(None)
        self.form.edited.connect(self._show_state)
        self._opening.ready.connect(self._opened)
        feed.trip_moved.connect(self._trip_moved)
        for follow in (self.form.follow_trips, self._show_state):  # the patient's open trips are named
            feed.trips_changed.connect(follow)
        feed.facilities_changed.connect(self._facts_changed)
        feed.settings_changed.connect(self._facts_changed)
        runtime.changes.state_changed.connect(self._silo_changed)
        self._show_state()

    # -- set up -----------------------------------------------------------------------------------------
    def _actions(self) -> None:
        self.send_action = make_action(self, "Send to agencies", "Ctrl+Return", self.send, group=GROUP)
        self.schedule_action = make_action(self, "Schedule for later…", "Ctrl+L", self.schedule, group=GROUP)
        self.repeat_action = make_action(
            self, "Repeat…", "Ctrl+R", self.repeat, group=GROUP, tip="Schedule a series of trips"
        )
        self.clear_action = make_action(self, "Clear the form", "Esc", self.ask_to_clear, group=GROUP)
        self.facts_action = make_action(
            self, "Take the present facts", "Ctrl+Shift+T", self.take_facts, group=GROUP, tip="Give up what you typed"
        )
        self.wire(self.send_action, self.schedule_action, self.repeat_action, self.facts_action)

    @Slot()
    def _facts_changed(self) -> None:
        self.form.set_settings(self._feed.settings)
        self.form.set_facilities(self._feed.facilities)
        self._show_state()

    def act_for(self, trip_entry: TripEntry) -> None:
        """Enter for another hospital from now on. What was typed stays; what a record had filled in was another's."""
        self._trip_entry = trip_entry
        self._opening.act_for(trip_entry)
        fill_record(self.form, self.form.ui.mrn.text().strip(), None)
        self.form.set_hospital(trip_entry.hospital_id)

    @property
    def is_of_a_trip(self) -> bool:
        """Whether the form belongs to a trip that is there already, and so to its hospital."""
        return self._edited is not None or self.form.is_way_back

    # -- sending ----------------------------------------------------------------------------------------
    @property
    def is_sending(self) -> bool:
        """Whether an answer is awaited."""
        return self._writes.any_under_way

    def _run(self, about: str, busy: str, call: Callable[[], T], then: Callable[[Written, T], object]) -> None:
        """Write what the form says; `then` also gets how the form looked when it was sent."""
        self.form.show_errors({})
        self._say_nothing()
        written = self.form.snapshot()
        Operation(
            call,
            owner=self,
            writes=self._writes,
            about=about,
            busy=lambda is_busy: self.send_button.set_busy(is_busy, busy),
            then=partial(then, written),
            kept=partial(self._kept, written),
            away=partial(self._away, written),
            at_fields=self._refuse,
            refused=self._not_taken,
        ).run(self._runtime)

    def _empty_if(self, written: Written, otherwise: str) -> bool:
        """Empty the form if it is still as it was `written`; what was typed since stays, and `otherwise` is said."""
        if self.form.snapshot() == written:
            self._empty()
            return True
        self.say(otherwise, "What you typed since is kept here.", Tone.AMBER)
        return False

    @Slot()
    def send(self) -> None:
        """Send the trip to the agencies, or save what was changed of it, or say at each field what keeps it back."""
        if self._edited is not None:
            self._save(*self._edited)
        else:
            self._begin(scheduled=False)

    @Slot()
    def schedule(self) -> None:
        """Ask when a trip that is entered for later is ready."""
        if self._may_be_scheduled() is None:
            return
        dialog = ScheduleDialog(self, form=self.form, lead_minutes=self._feed.settings.offer_lead_minutes)
        dialog.decided.connect(self._schedule_until)
        dialog.open()

    def _may_be_scheduled(self) -> NewTrip | None:
        """The new trip in the form, where nothing but its times keeps it back."""
        if self.is_sending or self._edited is not None:
            return None
        reading = self.form.read(scheduled=True)
        others = {name: words for name, words in reading.errors.items() if name not in ("ready_at", "deliver_by")}
        if others:
            self._refuse(others)
            return None
        self.form.show_errors({})
        return reading.trip

    @Slot()
    def repeat(self) -> None:
        """Ask when the trip repeats, and schedule a trip for each time."""
        trip = self._may_be_scheduled()
        if trip is None:
            return
        if trip.return_of_id is not None:
            self.say("A way back is not repeated by itself.", "Repeat the trip there, with the time of its way back.")
        elif trip.deliver_by is None and self.form.ui.deliver_by.text().strip():
            self._refuse({"deliver_by": TIME_SPELLINGS})
        else:
            self._say_nothing()
            self._repeating.open(trip, self._feed.settings.offer_lead_minutes)

    def _enter_series(self, series_id: UUID, new: NewSeries) -> None:
        call = partial(self._trip_entry.enter_series, series_id, new)
        once_sure(
            self,
            self.form.read(scheduled=True),
            partial(self._run, "series", "Scheduling…", call, self._series_entered),
        )

    def _series_entered(self, written: Written, trips: list[Trip]) -> None:
        self._feed.take_trips(trips)
        self._empty_if(written, "The trips are scheduled as the form was when you sent it.")
        self._runtime.undo.did(
            undo.series_entered(self._trip_entry, trips), series_told(trips, self._trip_entry.person)
        )
        self._show_state()
        self.sent.emit(trips[0])

    @Slot(str)
    def _schedule_until(self, ready: str) -> None:
        self.form.ui.ready_at.setText(ready)
        self._begin(scheduled=True)

    def _begin(self, *, scheduled: bool) -> None:
        reading = self.form.read(scheduled=scheduled)
        self._once_right(reading, partial(self._enter, reading.trip))

    def _once_right(self, reading: Reading, then: Callable[[], object]) -> None:
        if self.is_sending:
            return
        if reading.errors:
            self._refuse(reading.errors)
        else:
            once_sure(self, reading, then)

    def _enter(self, trip: NewTrip) -> None:
        look_first = any(earlier != self.form.snapshot() for earlier in self._in_doubt)
        key, words = self._writes.key(TRIP), sending.about(self.form, trip)
        call = partial(sending.send, self._trip_entry, key, trip, words, look_first=look_first)
        self._run(TRIP, "Sending…", call, self._arrived)

    def _arrived(self, written: Written, sent: Sent) -> None:
        self._in_doubt.clear()
        self._feed.take_trip(sent.trip)
        number = sent.trip.trip_number
        if sent.without_changes:
            self.say(*sending.arrived_before(number), Tone.AMBER)
        else:
            self._empty_if(written, f"{number} was sent as the form was when you sent it.")
        self._runtime.undo.did(
            undo.entered(self._trip_entry, sent.trip), sending.sent_told(sent.trip, self._trip_entry.person)
        )
        self._show_state()
        self.sent.emit(sent.trip)

    def _save(self, was: Trip, patient: Patient | None) -> None:
        """Write the changes of a trip that is there already."""
        reading = self.form.read()
        self._once_right(reading, partial(self._change, was, patient, reading.trip))

    def _change(self, was: Trip, patient: Patient | None, new: NewTrip) -> None:
        saved = partial(self._saved, was, patient, new)
        self._run("edit", "Saving…", partial(self._trip_entry.edit, was, patient, new), saved)

    def _saved(self, was: Trip, patient: Patient | None, new: NewTrip, written: Written, trip: Trip) -> None:
        self._feed.take_trip(trip)
        if not self._empty_if(written, f"{trip.trip_number} was saved as the form was then."):
            self._edited = trip, new.patient  # go on editing, from what is saved by now
        self._runtime.undo.did(
            undo.edited(self._trip_entry, was, patient, trip, new.patient),
            sending.saved_told(trip, self._trip_entry.person),
        )
        self._show_state()
        self.sent.emit(trip)

    @Slot(object, object)
    def _trip_moved(self, _was: Trip, trip: Trip) -> None:
        """Tell at once that the trip in the form is no longer as it was opened."""
        if self._edited is not None and self._edited[0].id == trip.id and not self.is_sending:
            words, again = overtaken(self._edited[0], trip)
            if words:
                self.say(words, STAYS, Tone.AMBER)
                self._offer_facts(offered=again)

    def _not_taken(self, error: MedPortError) -> None:
        tone = Tone.AMBER if isinstance(error, ChangedMeanwhile) else Tone.RED
        self.say(error.sentence, f"{error.hint} {STAYS}", tone)
        self._offer_facts(offered=self._edited is not None)

    def _away(self, written: Written, error: SiloAway) -> None:
        if self._edited is not None:
            self.say(error.sentence, f"{STAYS} Save it when the light is live again.")
            return
        self._in_doubt.append(written)
        self._waits_for_silo = True
        self.say(*sending.away_told(error))

    def _kept(self, written: Written, error: KeptForLater) -> None:
        """The silo is away and the trip waits on this workstation: the form is free for the next one."""
        self._in_doubt.clear()
        self._empty_if(written, "The trip waits as the form was when you sent it.")
        self._runtime.messages.warn(error.sentence, error.hint)
        self._show_state()

    def open_kept(self, trip_id: UUID, new: NewTrip) -> str:
        """Bring back a trip that the silo refused, to be changed and sent under the same id; says why not, or ''."""
        if self.is_sending or self.form.is_changed():
            return "The form has another trip in it: send that first, or clear the form."
        self._start_over()
        fill_kept(self.form, new)
        self._writes.reuse(TRIP, trip_id)
        self._show_state()
        self.begin()
        return ""

    def _refuse(self, errors: Mapping[str, str]) -> bool:
        """Each sentence at its field; those without one in the banner."""
        rest = self.form.show_errors(errors)
        if rest:
            self.say("The trip was not sent." if self._edited is None else "Not saved.", " ".join(rest))
        else:
            self._say_nothing()
        self.form.focus_first_error()
        return True

    # -- what it says -----------------------------------------------------------------------------------
    def _say_nothing(self) -> None:
        self._waits_for_silo = False
        self._offer_facts(offered=False)
        self.say_nothing()

    @Slot(object)
    def _silo_changed(self, state: SiloState) -> None:
        if self._waits_for_silo and state.silo is Silo.HOSPITAL and state.freshness is Freshness.LIVE:
            self._waits_for_silo = False
            self.say(*sending.back_told(state.since), Tone.ACCENT)

    @Slot()
    def _show_state(self) -> None:
        words = "Not saved yet" if self._edited is not None else "Not sent yet"
        self.show_state(words if self.form.is_changed() else "")
        self.changed.emit()

    # -- starting over ----------------------------------------------------------------------------------
    def begin(self) -> None:
        """Go to the first field."""
        self.form.field("mrn").setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def ask_to_clear(self) -> None:
        """Clear the form; where there is something to lose, only after a question."""
        if self.is_sending:
            return
        if not self.form.is_changed():
            self._clear()
            return
        number = self._edited[0].trip_number if self._edited is not None else ""
        self._opening.ask_to_clear(number, self._clear)

    def _clear(self) -> None:
        self._start_over()
        self._show_state()
        self.begin()

    def _empty(self) -> None:
        """An empty form, and the cursor in it, unless the person has gone to the board meanwhile."""
        focused = self.window().focusWidget()
        here = focused is not None and self.isAncestorOf(focused)
        self._start_over()
        if here:
            self.begin()

    def _start_over(self) -> None:
        """An empty form for a new trip."""
        self.form.clear()
        self._writes.forget(TRIP)
        self._in_doubt.clear()
        self._set_edited(None)
        self._say_nothing()

    # -- from another trip ------------------------------------------------------------------------------
    def open(self, purpose: Purpose, trip: Trip) -> None:
        """Bring a trip into the form; asks first where that would throw something away."""
        if not self.is_sending:
            self._opening.open(purpose, trip)

    @Slot()
    def take_facts(self) -> None:
        """Give up what was typed over somebody else's change, and edit the trip as it is now."""
        if self._edited is not None and not self.is_sending:
            self._opening.read(Purpose.EDIT, self._edited[0])

    @Slot(object, object, object)
    def _opened(self, purpose: Purpose, trip: Trip, patient: Patient | None) -> None:
        if self.is_sending:
            return
        self._start_over()
        self.opening.emit(trip)
        fill(self.form, purpose, trip, patient)
        first = "ready_at" if purpose is Purpose.RETURN else "mrn"
        if purpose is Purpose.EDIT:
            self._set_edited((trip, patient))
            if trip.status.is_held:
                first = "pickup_location"
                self.say(*sending.held_told(trip), Tone.ACCENT)
        self._show_state()
        self.form.field(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_edited(self, edited: tuple[Trip, Patient | None] | None) -> None:
        """The form is about a trip that is there already, or about a new one."""
        self._edited = edited
        number = edited[0].trip_number if edited is not None else ""
        self.show_subject(number)
        self.send_action.setText("Save changes" if number else "Send to agencies")
        for action in (self.schedule_action, self.repeat_action):
            action.setEnabled(not number)
        self.clear_action.setText("Stop editing" if number else "Clear the form")
        self._offer_facts(offered=False)

    def _offer_facts(self, *, offered: bool) -> None:
        self.facts_action.setEnabled(offered)
        self.facts_button.setVisible(offered)
