"""The panel beside the active trips: where the trip is, what comes next, and what else may be done with it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from medport_desktop.domain.enums import AGENCY_REASONS, Milestone, Reason, TripStatus
from medport_desktop.domain.errors import KeptForLater, MedPortError, Refused
from medport_desktop.domain.patients import CrewSheet
from medport_desktop.domain.trips import ActiveTrip
from medport_desktop.gui.agency.active.next_step import as_if_moved
from medport_desktop.gui.agency.agency_feed import AgencyFeed
from medport_desktop.gui.agency.bids.bid_words import is_inside
from medport_desktop.gui.agency.offers.offer_rows import origin_place
from medport_desktop.gui.agency.units.unit_choice import ask_once
from medport_desktop.gui.agency.units.unit_combo import UnitChoice, unit_words
from medport_desktop.gui.forms.ui_bid_active import Ui_ActivePanel
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import IconButton
from medport_desktop.gui.kit.facts.arrival import arrival_of, arrival_words
from medport_desktop.gui.kit.facts.milestones import Step
from medport_desktop.gui.kit.facts.pickup import pickup_tone, pickup_words
from medport_desktop.gui.kit.facts.route import Place
from medport_desktop.gui.kit.facts.vocabulary import trip_status_look
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.forms.reason_dialog import ReasonDialog
from medport_desktop.gui.kit.style.tokens import Tone
from medport_desktop.gui.shared.step_time import StepTimeDialog
from medport_desktop.gui.shared.trip_facts import agencies_know, miles_words, show_facts
from medport_desktop.runtime.faults import Fault
from medport_desktop.runtime.operation import Operation, Writes
from medport_desktop.services import undo
from medport_desktop.services.undo import Undoable

GROUP = "Active trip"
UNIT_MAY_CHANGE = (TripStatus.ACCEPTED, TripStatus.EN_ROUTE)
"""The silo lets a trip change its unit until it is on scene."""
_TRACK = (
    ("Accepted", Milestone.ACKNOWLEDGED),
    ("En route", Milestone.EN_ROUTE),
    ("On scene", Milestone.AT_SCENE),
    ("In transit", Milestone.LEFT_SCENE),
    ("Arrived", Milestone.AT_DESTINATION),
)
T = TypeVar("T")
_ON_ITS_WAY = ("Its last step is still on its way.", "Try again in a moment.")
_UNIT_HINT = "Give this trip a unit first."


class ActivePanel(QWidget):
    """Shows the current one of the agency's trips. Every change goes through an action, so keys and buttons agree.

    acted: something in the panel was used and is about to be disabled; the board may have the focus. unit_asked: a
    person wants to choose the unit.
    """

    acted = Signal()
    unit_asked = Signal()

    def __init__(self, feed: AgencyFeed, scope: QWidget, parent: QWidget | None = None) -> None:
        """`scope`: the page inside which the actions' keys work."""
        super().__init__(parent)
        self._feed = feed
        self._trip: ActiveTrip | None = None
        self._writes = Writes()
        self._unseen: dict[UUID, datetime] = {}  # by assignment: how old the trip was before a change that was made
        self._ui = ui = Ui_ActivePanel()
        ui.setupUi(self)
        ui.number.setObjectName("active_trip")
        ui.active_unit_field.set_editor(ui.active_unit)
        self.next_step = make_action(scope, "Next step", "F8", self._go_on, group=GROUP)
        self.correct = make_action(
            scope, "Step back", "Shift+F8", self._correct, group=GROUP, tip="Correct the last step"
        )
        self.next_at = make_action(scope, "Next step at…", "Ctrl+F8", self._ask_next_at, group=GROUP)
        self.step_time = make_action(scope, "Time of the last step…", "Ctrl+Shift+F8", self._ask_time, group=GROUP)
        self.crew_sheet = make_action(scope, "Crew sheet", "F7", self._ask_sheet, group=GROUP)
        self.release = make_action(scope, "Release…", "F9", self._ask_release, group=GROUP)
        self.unit = make_action(scope, "Choose a unit…", "U", self.unit_asked.emit, group=GROUP)
        ui.next_step.clicked.connect(self.next_step.trigger)
        ui.next_step.set_key("F8")
        for button, action in (
            (ui.correct, self.correct),
            (ui.crew_sheet, self.crew_sheet),
            (ui.release, self.release),
        ):
            button.set_action(action)
        self.crew_sheet.setToolTip("Patient, room and contact; each look is recorded (F7)")
        ui.active_unit.chosen.connect(self._assign)

    # -- what is shown ----------------------------------------------------------------------------------
    def show_trip(self, trip: ActiveTrip | None) -> None:
        """Show a trip as it stands now; None shows none."""
        before, self._trip = self._trip, trip
        same = before is not None and trip is not None and before.assignment_id == trip.assignment_id
        corrected = trip.sheet_corrected_at if trip is not None else None
        if not same or (corrected is not None and before is not None and corrected != before.sheet_corrected_at):
            self._ui.sheet.clear()  # of another patient, or as it was before the hospital corrected it
            self._ui.active_unit_field.clear_error()
        self._enable()
        if trip is not None:
            self._draw(trip)

    def add_icon(self, action: QAction) -> None:
        """Offer one more action on the trip, in the head."""
        self._ui.head.addWidget(IconButton(self, action=action))

    def focus_step(self) -> None:
        """Put the focus on the next step's button."""
        self._ui.next_step.setFocus()

    def _draw(self, trip: ActiveTrip) -> None:
        ui, clock = self._ui, site_clock()
        ui.number.setText(trip.trip_number)
        ui.priority.set_priority(trip.priority)
        ui.level.set_level(trip.transport_level)
        ui.status.set_look(trip_status_look(trip.status))
        ui.route.set_route(origin_place(trip), Place(trip.destination_name, trip.destination_city))
        reached = dict(trip.milestones)
        ui.track.set_steps([Step(words, reached.get(milestone)) for words, milestone in _TRACK])
        ui.facts.set_row("ready", "Ready", clock.short(trip.ready_at))
        if trip.estimated_pickup is not None and trip.status in UNIT_MAY_CHANGE:  # it is still on its way
            at, asked = trip.estimated_pickup, trip.ready_at
            ui.facts.set_row("pickup", "We pick up", pickup_words(at, asked), tone=pickup_tone(at, asked))
        else:
            ui.facts.remove_row("pickup")
        self._draw_arrival(trip)
        ui.facts.set_row("miles", "Loaded", miles_words(trip.distance_miles))
        show_facts(ui.facts, agencies_know(trip))
        ui.notice.setVisible(trip.unit_id is None)
        trouble = self._feed.trouble_of(self._feed.last_bid(trip.trip_id)) or "The unit of the bid went elsewhere"
        ui.notice.set_words("No unit yet", f"{trouble}. Choose another before it drives.", Tone.AMBER)
        self._draw_units(trip)
        following = self._feed.rules.forward(trip.status)
        ui.next_step.setText(following.label if following is not None else "No step left")
        ui.next_step.setToolTip(f"Now: {following.label.lower()} (F8 or Space)" if following is not None else "")

    def _draw_arrival(self, trip: ActiveTrip) -> None:
        estimate = arrival_of(trip, self._feed.settings)
        if estimate is None:
            self._ui.facts.remove_row("arrival")
            return
        words, tone = arrival_words(estimate)
        self._ui.facts.set_row("arrival", "Arrives", words, tone=tone)

    def _draw_units(self, trip: ActiveTrip) -> None:
        now = self._feed.unit(trip.unit_id)
        free = [unit for unit in self._feed.fleet.able_for(trip.transport_level) if unit is not now]
        units = [UnitChoice(unit.id, unit_words(unit)) for unit in ([now, *free] if now is not None else free)]
        self._ui.active_unit.show_units(units, trip.unit_id, none="choose a unit" if free else "no able unit is free")

    def _enable(self) -> None:
        trip, rules = self._trip, self._feed.rules
        idle = trip is not None and not self._is_moving(trip)
        status = trip.status if trip is not None else None
        can = partial(_allows, idle, status)
        self.next_step.setEnabled(can(lambda s: rules.forward(s) is not None))
        self.next_at.setEnabled(self.next_step.isEnabled() and trip is not None and trip.unit_id is not None)
        self.step_time.setEnabled(can(lambda s: rules.correction(s) is not None))
        self.correct.setEnabled(can(lambda s: rules.correction(s) is not None))
        self.release.setEnabled(can(lambda s: rules.may(s, "release")))
        self.crew_sheet.setEnabled(trip is not None)
        self.unit.setEnabled(can(lambda s: s in UNIT_MAY_CHANGE))
        self._ui.active_unit.setEnabled(self.unit.isEnabled())
        self._ui.next_step.setEnabled(self.next_step.isEnabled())

    # -- steps ------------------------------------------------------------------------------------------
    def _go_on(self) -> None:
        trip = self._trip
        following = self._feed.rules.forward(trip.status) if trip is not None else None
        if trip is None or following is None:
            return
        if trip.unit_id is None:
            self._ui.active_unit_field.set_error(_UNIT_HINT)
            self._ui.active_unit.setFocus()
            return
        self._move(trip, following, f"{trip.trip_number}: {following.label.lower()}")

    def _correct(self) -> None:
        trip = self._trip
        back = self._feed.rules.correction(trip.status) if trip is not None else None
        if trip is not None and back is not None:
            words = f"{trip.trip_number} is {back.label.lower()} again; “{trip.status.label.lower()}” was taken back"
            self._move(trip, back, words)

    def _ask_next_at(self) -> None:
        following = self._feed.rules.forward(self._trip.status) if self._trip is not None else None
        if self._trip is not None and following is not None:
            self._ask_when(self._trip, following)

    def _ask_time(self) -> None:
        if self._trip is not None:
            self._ask_when(self._trip, self._trip.status)

    def _ask_when(self, trip: ActiveTrip, to: TripStatus) -> None:
        dialog = StepTimeDialog(trip, to, self.window())
        dialog.timed.connect(partial(self._timed, dialog, trip, to))
        dialog.open()

    def _timed(self, dialog: StepTimeDialog, trip: ActiveTrip, to: TripStatus, at: datetime) -> None:
        if self._is_moving(trip):
            dialog.tell(Refused(*_ON_ITS_WAY))
            return
        service = self._feed.service
        if to.is_final:
            self._feed.expect_end(trip.assignment_id)
        last = to is trip.status
        undoable = partial(undo.step_timed, service, trip) if last else undo.step(service, trip, to, self._feed.rules)
        words = f"{trip.trip_number}: {to.label.lower()} at {site_clock().short(at)}"
        self._run(trip, partial(service.step_at, trip, to, at), words, undoable, dialog=dialog)

    def _move(self, trip: ActiveTrip, to: TripStatus, words: str) -> None:
        if to.is_final:
            self._feed.expect_end(trip.assignment_id)
        undoable = undo.step(self._feed.service, trip, to, self._feed.rules)
        call = partial(self._feed.service.progress, trip, to, trip.trip_number)
        self._run(trip, call, words, undoable, as_if_moved(trip, to, self._feed.now()))

    def _run(
        self,
        trip: ActiveTrip,
        call: Callable[[], T],
        words: str,
        undoable: Undoable | Callable[[T], Undoable],
        moved: ActiveTrip | None = None,
        dialog: FormDialog | ReasonDialog | None = None,
    ) -> None:
        """One change of a trip at a time; what the board shows follows by the notification.

        `moved` is the trip as it will be, shown if the change is kept for a silo that is away, so that the person can
        enter the next step too. `dialog` is the one in which the change was asked for.
        """
        if self._is_moving(trip):
            return
        if is_inside(QApplication.focusWidget(), self):
            self.acted.emit()
        self._ui.active_unit_field.clear_error()
        Operation(
            call,
            owner=self,
            writes=self._writes,
            about=trip.assignment_id,
            busy=lambda _busy: self._enable(),
            form=dialog,
            told=words,
            undo=undoable,
            then=lambda _none: self._moved(trip),
            kept=partial(self._kept, trip, moved),
            not_done=partial(self._not_moved, trip),
            at_fields=partial(self._point_at_unit, trip),
            refused=partial(self._say, trip),
        ).run(self._feed.runtime)

    def _is_moving(self, trip: ActiveTrip) -> bool:
        """Whether a change is under way, or has been made and is not yet seen here: a key pressed now would be lost."""
        return self._writes.is_under_way(trip.assignment_id) or self._unseen.get(trip.assignment_id) == trip.updated_at

    def _moved(self, trip: ActiveTrip) -> None:
        self._unseen[trip.assignment_id] = trip.updated_at
        self._enable()

    def _kept(self, trip: ActiveTrip, moved: ActiveTrip | None, error: KeptForLater) -> None:
        if moved is not None:
            self._feed.show_waiting(moved)
        else:
            self._not_moved(trip)
        self._feed.runtime.messages.warn(f"{trip.trip_number}: {error.sentence}", error.hint)

    def _not_moved(self, trip: ActiveTrip) -> None:
        self._feed.end_failed(trip.assignment_id)
        self.show_trip(self._trip)

    def _point_at_unit(self, trip: ActiveTrip, errors: dict[str, str]) -> bool:
        here = self._trip is not None and self._trip.assignment_id == trip.assignment_id
        if here and "unit" in errors:
            self._ui.active_unit_field.set_error(errors["unit"])
        return here and "unit" in errors

    def _say(self, trip: ActiveTrip, error: MedPortError) -> None:
        self._feed.runtime.messages.error(f"{trip.trip_number}: {error.sentence}", error.hint)

    # -- unit, release, crew sheet ----------------------------------------------------------------------
    @Slot(object)
    def _assign(self, unit_id: UUID) -> None:
        trip, unit = self._trip, self._feed.unit(unit_id)
        if trip is None or unit is None or unit_id == trip.unit_id:
            return
        call = partial(self._feed.service.stores.ems.assign_unit, trip.assignment_id, unit_id)
        undoable = undo.unit_given(self._feed.service, trip, unit)
        self._run(trip, call, f"{unit.unit_number} runs {trip.trip_number}", undoable)

    def ask_with(self, unit_id: UUID) -> None:
        """Ask once whether that unit runs the trip shown, and give it on yes."""
        trip, unit = self._trip, self._feed.unit(unit_id)
        if trip is None or unit is None:
            return
        freed = f"{trip.unit_number} is free then. " if trip.unit_number else ""
        assignment_id = trip.assignment_id

        def give() -> None:
            if self._trip is not None and self._trip.assignment_id == assignment_id:
                self._assign(unit_id)

        ask_once(
            self,
            f"Give {trip.trip_number} to {unit.unit_number}?",
            f"{freed}{trip.origin_name} to {trip.destination_name}; the hospital sees the unit at once.",
            f"Give it {unit.unit_number}",
            give,
            self.acted.emit,
        )

    def _ask_release(self) -> None:
        trip = self._trip
        if trip is None:
            return
        dialog = ReasonDialog(
            self.window(),
            title=f"Release {trip.trip_number}?",
            sentence="The trip goes back on every agency's board, and the hospital is told at once.",
            reasons=[(reason, reason.label) for reason in AGENCY_REASONS],
            action="Release the trip",
            back="Keep it",
            note_needed={Reason.OTHER},
        )
        dialog.setObjectName("release_dialog")
        dialog.decided.connect(partial(self._released, dialog, trip))
        dialog.open()

    def _released(self, dialog: ReasonDialog, trip: ActiveTrip, reason: Reason, note: str) -> None:
        if self._is_moving(trip):
            dialog.tell(Refused(*_ON_ITS_WAY))
            return
        self._feed.expect_end(trip.assignment_id)
        call = partial(self._feed.service.release, trip.assignment_id, reason, note)
        undoable = undo.released(self._feed.service, trip, self._feed.now())
        self._run(trip, call, f"{trip.trip_number} is released and on offer again", undoable, dialog=dialog)

    def _ask_sheet(self) -> None:
        trip = self._trip
        if trip is None:
            return
        if self._ui.sheet.isVisible():
            self._ui.sheet.clear()
            return
        self._feed.runtime.tasks.run(
            self._feed.service.stores.hospital.crew_sheet,
            trip.trip_id,
            then=partial(self._show_sheet, trip),
            failed=partial(self._no_sheet, trip),
            owner=self,
            key=(id(self), "sheet"),
        )

    def _show_sheet(self, trip: ActiveTrip, sheet: CrewSheet | None) -> None:
        if self._trip is None or self._trip.assignment_id != trip.assignment_id:
            return
        if sheet is None:
            self._feed.runtime.messages.warn(
                f"The hospital has not noted yet that {trip.trip_number} is yours.", "Try again in a moment."
            )
            return
        self._ui.sheet.show_sheet(sheet)

    def _no_sheet(self, trip: ActiveTrip, error: MedPortError) -> None:
        if not isinstance(error, Fault):
            sentence = f"{trip.trip_number}: no crew sheet. {error.sentence}"
            self._feed.runtime.messages.error(sentence, "The trip can be run on meanwhile.")


def _allows(idle: bool, status: TripStatus | None, rule: Callable[[TripStatus], bool]) -> bool:
    return idle and status is not None and rule(status)
