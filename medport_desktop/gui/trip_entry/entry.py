"""The left half of the window: the form with its buttons, estimate, and what became of sending it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from medport_desktop.domain.enums import Silo, TripStatus
from medport_desktop.domain.errors import InvalidForm, MedPortError, Refused, SiloAway
from medport_desktop.domain.trips import Patient, Trip
from medport_desktop.gui.kit.actions import make_action
from medport_desktop.gui.kit.buttons import PrimaryButton, SecondaryButton
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.dialogs import AskDialog
from medport_desktop.gui.kit.panel import Banner, Panel
from medport_desktop.gui.kit.text import Text
from medport_desktop.gui.kit.theme import theme
from medport_desktop.gui.kit.tokens import Tone, Type
from medport_desktop.gui.trip_entry.feed import DeskFeed
from medport_desktop.gui.trip_entry.form import TripForm
from medport_desktop.gui.trip_entry.hold import HoldDialog
from medport_desktop.gui.trip_entry.sending import Attempt, Sent
from medport_desktop.gui.trip_entry.words import day_and_time
from medport_desktop.runtime import Runtime
from medport_desktop.runtime.faults import Fault
from medport_desktop.services.session import Freshness, SiloState
from medport_desktop.services.trip_entry import TripEntry

GROUP = "New trip"


class EntryPanel(Panel):
    """Enter a trip and send it. `sent` carries the trip that has arrived."""

    sent = Signal(object)

    def __init__(self, runtime: Runtime, desk: TripEntry, feed: DeskFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._desk = desk
        self._feed = feed
        self._attempt = Attempt()
        self._sending: tuple[object, ...] | None = None
        self._waits_for_silo = False
        self.setObjectName("entry")
        self.form = TripForm(feed.settings, desk.person.hospital_id, self)
        self._state = Text(self, tone=Tone.MUTED)
        self._banner = Banner(self, tone=Tone.RED)
        self._banner.setObjectName("entry_banner")
        self._banner.hide()
        self._build()
        self._actions()
        self.form.edited.connect(self._show_state)
        self.form.record_left.connect(self._look_up)
        feed.facilities_changed.connect(self._facilities_changed)
        feed.settings_changed.connect(self._settings_changed)
        runtime.changes.state_changed.connect(self._silo_changed)
        self._show_state()

    @Slot()
    def _fit_form(self) -> None:
        """No field may be cut off at the side, at any size of type."""
        self._area.setMinimumWidth(self.form.minimumSizeHint().width() + theme().px(12))

    # -- set up -----------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.head("New trip", self._state).set_type(Type.DISPLAY)
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        theme().changed.connect(self._fit_form)
        self._fit_form()
        self.body.addWidget(area, 1)
        self.body.addWidget(self._banner)
        self.send_button = PrimaryButton(self, text="Send to agencies", key="Ctrl+Return")
        self.send_button.setObjectName("send")
        self.hold_button = SecondaryButton(self, text="Hold for later…")
        self.hold_button.setObjectName("hold")
        self._way = Text(self, tone=Tone.MUTED)
        self._way.setObjectName("estimate")
        self._price = Text(self, type=Type.STRONG)
        self._price.setObjectName("price")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.send_button, self.hold_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._way)
        row.addWidget(self._price)
        self.body.addLayout(row)

    def _actions(self) -> None:
        self.send_action = make_action(self, "Send to agencies", "Ctrl+Return", self.send, group=GROUP)
        self.hold_action = make_action(self, "Hold for later…", "Ctrl+L", self.hold, group=GROUP)
        self.clear_action = make_action(self, "Clear the form", "Esc", self.ask_to_clear, group=GROUP)
        for button, action in ((self.send_button, self.send_action), (self.hold_button, self.hold_action)):
            button.clicked.connect(action.trigger)
            button.setToolTip(action.toolTip())
            button.setAutoDefault(False)

    @Slot()
    def _facilities_changed(self) -> None:
        self.form.set_facilities(self._feed.facilities)
        self._show_state()

    @Slot()
    def _settings_changed(self) -> None:
        self.form.set_settings(self._feed.settings)
        self._show_state()

    # -- a known record ---------------------------------------------------------------------------------
    @Slot(str)
    def _look_up(self, mrn: str) -> None:
        def found(patient: Patient | None) -> None:
            self.form.fill_patient(mrn, patient)

        self._runtime.tasks.run(self._desk.find_patient, mrn, then=found, owner=self, key=(id(self), "record"))

    # -- sending ----------------------------------------------------------------------------------------
    @property
    def is_sending(self) -> bool:
        """Whether an answer is awaited."""
        return self._sending is not None

    @Slot()
    def send(self) -> None:
        """Send the trip to the agencies, or say at each field what keeps it back."""
        self._begin(hold=False)

    @Slot()
    def hold(self) -> None:
        """Ask until when the trip is to be held."""
        if self.is_sending:
            return
        reading = self.form.read(hold=True)
        others = {name: words for name, words in reading.errors.items() if name not in ("ready", "deliver_by")}
        if others:
            self._refuse(others)
            return
        self.form.show_errors({})
        dialog = HoldDialog(self, form=self.form, lead_minutes=self._feed.settings.offer_lead_minutes)
        dialog.held.connect(self._hold_until)
        dialog.open()

    @Slot(str)
    def _hold_until(self, ready: str) -> None:
        self.form.ui.ready.setText(ready)
        self._begin(hold=True)

    def _begin(self, *, hold: bool) -> None:
        if self.is_sending:
            return
        reading = self.form.read(hold=hold)
        if reading.errors:
            self._refuse(reading.errors)
            return
        self.form.show_errors({})
        self._say_nothing()
        self._sending = self.form.snapshot()
        self.send_button.set_busy(True, "Sending…")
        self._runtime.tasks.run(
            self._attempt.call(self._desk, reading.trip, self._sending),
            then=self._arrived,
            failed=self._failed,
            owner=self,
        )

    def _arrived(self, sent: Sent) -> None:
        written, self._sending = self._sending, None
        self.send_button.set_busy(False)
        self._attempt = Attempt()
        self._feed.take_trip(sent.trip)
        number = sent.trip.trip_number
        if sent.without_changes:
            self._warn(
                f"{number} had arrived at the first attempt, without what you changed since.",
                f"If that matters, cancel {number} and send this again as a new trip; else clear the form (Esc).",
            )
        elif self.form.snapshot() == written:
            focused = self.window().focusWidget()
            self.form.clear()
            if focused is not None and self.isAncestorOf(focused):  # not if the person has gone to the board meanwhile
                self.begin()
        else:
            self._warn(f"{number} was sent as the form was when you sent it.", "What you typed since is kept here.")
        self._runtime.messages.info(_told(sent.trip))
        self._show_state()
        self.sent.emit(sent.trip)

    def _failed(self, error: MedPortError) -> None:
        written, self._sending = self._sending, None
        self.send_button.set_busy(False)
        if isinstance(error, InvalidForm):
            self._refuse(error.errors)
        elif isinstance(error, Refused) and error.field:
            self._refuse({error.field: f"{error.sentence} {error.hint}".strip()})
        elif isinstance(error, SiloAway):
            self._attempt.failed(written)
            self._waits_for_silo = True
            self._say_bad(
                error.sentence + (" The trip may have arrived all the same." if error.maybe_done else ""),
                "Everything that you typed stays here. Send it again when the hospital light is live: "
                "it cannot become two trips.",
            )
        else:
            hint = "" if isinstance(error, Fault) else f"{error.hint} "
            self._say_bad(error.sentence, f"{hint}Everything that you typed stays here.")

    def _refuse(self, errors: Mapping[str, str]) -> None:
        """Each sentence at its field; those without one in the banner."""
        rest = self.form.show_errors(errors)
        if rest:
            self._say_bad("The trip was not sent.", " ".join(rest))
        else:
            self._say_nothing()
        self.form.focus_first_error()

    # -- what it says -----------------------------------------------------------------------------------
    def _say_bad(self, title: str, text: str) -> None:
        self._banner.set_words(title, text, Tone.RED)
        self._banner.show()

    def _warn(self, title: str, text: str) -> None:
        self._banner.set_words(title, text, Tone.AMBER)
        self._banner.show()

    def _say_nothing(self) -> None:
        self._waits_for_silo = False
        self._banner.hide()

    @Slot(object)
    def _silo_changed(self, state: SiloState) -> None:
        if self._waits_for_silo and state.silo is Silo.HOSPITAL and state.freshness is Freshness.LIVE:
            self._waits_for_silo = False
            self._banner.set_words(
                f"The hospital database is back since {site_clock().hm(state.since)}.",
                "Send the trip again: it cannot become two trips.",
                Tone.ACCENT,
            )

    @Slot()
    def _show_state(self) -> None:
        self._state.setText("Not sent yet" if self.form.is_changed() else "")
        estimate = self.form.estimate()
        self._way.setText(f"{estimate.way} ·" if estimate is not None else "")
        self._price.setText(estimate.price if estimate is not None else "")

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
        dialog = AskDialog(
            self.window(),
            title="Throw this trip away?",
            sentence="It has not been sent. What you typed will be gone.",
            yes="Throw away",
            no="Keep editing",
            danger=True,
        )
        dialog.setObjectName("ask_to_clear")
        dialog.answered.connect(self._answered_clear)
        dialog.open()

    @Slot(bool)
    def _answered_clear(self, yes: bool) -> None:
        if yes:
            self._clear()

    def _clear(self) -> None:
        self.form.clear()
        self._attempt = Attempt()
        self._say_nothing()
        self._show_state()
        self.begin()

    def copy(self, trip: Trip) -> None:
        """Start a new trip like another; asks first where that would throw something away."""
        if self.is_sending:
            return
        if not self.form.is_changed():
            self._copy(trip)
            return
        dialog = AskDialog(
            self.window(),
            title=f"Replace the form by a copy of {trip.trip_number}?",
            sentence="The trip in the form has not been sent. What you typed will be gone.",
            yes="Replace",
            no="Keep editing",
            danger=True,
        )
        dialog.answered.connect(lambda yes: self._copy(trip) if yes else None)
        dialog.open()

    def _copy(self, trip: Trip) -> None:
        self._clear()
        self.form.copy_transport(trip)
        self._show_state()


def _told(trip: Trip) -> str:
    to = f"{trip.trip_number} to {trip.destination_name}"
    if trip.status is TripStatus.SCHEDULED:
        return f"{to} is held; it is offered to the agencies by itself before {day_and_time(trip.ready_at)}."
    return f"{to} was sent to the agencies."
