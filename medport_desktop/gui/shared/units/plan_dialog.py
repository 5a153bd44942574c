"""Planning a shift, break or absence of units, or changing one that has not ended: the form."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4, uuid5

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from medport_desktop.domain.agencies import Unit, numbers
from medport_desktop.domain.center.settings import Settings
from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.unit_plans import NewPlan, PlanChange, PlanKind, UnitPlan
from medport_desktop.domain.written import typed_times
from medport_desktop.domain.written.limits import longest
from medport_desktop.gui.kit.clock import WEEKDAYS, site_clock
from medport_desktop.gui.kit.controls.chips import Chip, ToggleChips
from medport_desktop.gui.kit.forms.field import Field, LineField
from medport_desktop.gui.kit.forms.form_dialog import FormDialog
from medport_desktop.gui.kit.style.theme import theme
from medport_desktop.services.agency.agency_office import check_change, check_plan, shift_plans

DAYS_SHOWN = 7
QUARTER, BREAK_LENGTH = timedelta(minutes=15), timedelta(minutes=30)
DAY_SHIFT = (time(7), time(19))

_SENTENCES = {
    PlanKind.SHIFT: "The unit is on duty for these hours, and off duty after them. Times are the site's wall clock.",
    PlanKind.BREAK: "Out of service for this time. A break that comes due on a trip begins when the trip ends.",
    PlanKind.OUT_OF_SERVICE: "Not offered for trips until then, or until somebody puts it back in service.",
    PlanKind.MAINTENANCE: "Not offered for trips until then, or until somebody puts it back in service.",
    PlanKind.OFF_DUTY: "Not offered for trips until then, or until somebody puts it back in service.",
}


class PlanDialog(FormDialog):
    """Asks when, and why. `planned` carries the plans to make, or the PlanChange; it stays until `close_saved()`.

    The ids of what is made stay the same while it is open, so that sending again cannot make two. Of `plan`, one to
    change, the beginning stays once it has begun.
    """

    planned = Signal(object)

    def __init__(
        self,
        kind: PlanKind,
        units: Sequence[Unit],
        settings: Settings,
        parent: QWidget,
        *,
        plan: UnitPlan | None = None,
    ) -> None:
        title = f"{kind.label} of {numbers(units)}"
        super().__init__(
            parent, title=f"Change: {title}" if plan is not None else title, sentence=_SENTENCES[kind], width=480
        )
        self.setObjectName("plan_dialog")
        self._kind, self._units, self._settings, self._plan = kind, units, settings, plan
        self._by_day = kind is PlanKind.SHIFT and plan is None
        self._series = uuid4()
        self.days = ToggleChips(self, columns=4)
        self.start = LineField(self, label="From")
        self.end = LineField(self, label="To" if self._by_day else "Until")
        self.notes = LineField(
            self,
            label="Reason" if kind.needs_reason else "Note",
            placeholder="for who looks at the board" if kind.needs_reason else "optional",
        )
        self._lay_out()
        self._prefill()
        for name, field in (("start_time", self.start), ("end_time", self.end), ("notes", self.notes)):
            field.edit.setObjectName(f"plan_{name.removesuffix('_time')}")
            field.edit.textChanged.connect(field.clear_error)
            self.fields[name] = field
        for field in (self.start, self.end):
            field.edit.textChanged.connect(self._say_days)
        self._say_days()
        leaving = "Leave this unplanned?" if plan is None else "Leave the plan as it was?"
        self.finish(
            "Save the change" if plan is not None else "Plan it" if kind.needs_end else "Set it",
            name="save_plan",
            read=self._checked if plan is None else self._checked_change,
            send=self.planned.emit,
            typed=self._state,
            leaving=(leaving, "What you typed is lost."),
        )
        first = self.start if kind.needs_end and self.start.edit.isEnabled() else self.end
        first.edit.setFocus()
        first.edit.selectAll()

    # -- parts ------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        if self._by_day:
            today = site_clock().now().date()
            days = [today + timedelta(days=step) for step in range(DAYS_SHOWN)]
            self.days.set_options([Chip(day, f"{WEEKDAYS[day.weekday()]} {day.day}") for day in days])
            self.days.set_values({today})
            self.days.setObjectName("plan_days")
            self.fields["days"] = Field(self, label="Days", editor=self.days)
            self.days.changed.connect(lambda _days: self.fields["days"].clear_error())
            self.body.addWidget(self.fields["days"])
        self.days.setVisible(self._by_day)
        times = QHBoxLayout()
        times.setSpacing(theme().px(8))
        times.addWidget(self.start, 1)
        times.addWidget(self.end, 1)
        self.body.addLayout(times)
        self.notes.edit.setMaxLength(longest("unit_plan.notes"))
        self.body.addWidget(self.notes)

    def _prefill(self) -> None:
        clock = site_clock()
        if self._plan is not None:
            self.start.set_text(clock.short(self._plan.start))
            self.start.edit.setEnabled(not self._plan.has_begun(clock.now()))
            self.end.set_text(clock.short(self._plan.end) if self._plan.end is not None else "")
            self.notes.set_text(self._plan.notes)
        elif self._kind is PlanKind.SHIFT:
            start, end = DAY_SHIFT
            first = self._units[0]
            if first.shift_start is not None and first.shift_end is not None:
                start, end = (clock.local(at).time() for at in (first.shift_start, first.shift_end))
            self.start.set_text(f"{start:%H:%M}")
            self.end.set_text(f"{end:%H:%M}")
        elif self._kind is PlanKind.BREAK:
            for field, span in ((self.start, QUARTER), (self.end, QUARTER + BREAK_LENGTH)):
                then = clock.after(span)
                field.set_text(clock.hm(then.replace(minute=then.minute // 15 * 15)))
        else:
            self.start.set_text("now")
        if not self._kind.needs_end:
            self.end.edit.setPlaceholderText("until further notice")
        self._as_it_was = self.start.text(), self.end.text()

    # -- what is entered --------------------------------------------------------------------------------
    def _state(self) -> tuple[object, ...]:
        return self.start.text(), self.end.text(), self.notes.text(), self.days.values()

    def plans(self) -> list[NewPlan]:
        """What is entered. Raises InvalidForm."""
        notes = self.notes.text().strip()
        if self._by_day:
            days = [day for day in self.days.values() if isinstance(day, date)]
            if not days:
                raise InvalidForm({"days": "Choose at least one day."})
            start, end = self._read_all((self.start, _time_of_day), (self.end, _time_of_day))
            assert isinstance(start, time)
            assert isinstance(end, time)
            return [
                plan
                for unit in self._units
                for plan in shift_plans(
                    unit, days, start, end, notes, self._settings, uuid5(self._series, str(unit.id))
                )
            ]
        start, end = self._span()
        return [
            NewPlan(uuid5(self._series, str(unit.id)), unit.id, unit.agency_id, self._kind, start, end, notes)
            for unit in self._units
        ]

    def _span(self) -> tuple[datetime | None, datetime | None]:
        start, end = self._read_all((self.start, self._start), (self.end, self._end))
        assert isinstance(start, datetime | None)
        assert isinstance(end, datetime | None)
        return start, end

    def _read_all(self, *parts: tuple[LineField, object]) -> Sequence[object]:
        errors, found = {}, []
        for field, read in parts:
            assert callable(read)
            try:
                found.append(read(field.text().strip()))
            except ValueError as error:
                errors[next(name for name, known in self.fields.items() if known is field)] = str(error)
        if errors:
            raise InvalidForm(errors)
        return found

    def _start(self, text: str) -> datetime | None:
        now = site_clock().now()
        if self._plan is not None and text == self._as_it_was[0]:  # to the second, and whatever day it names by now
            return self._plan.start
        if text.casefold() in ("", "now"):
            return None
        if self._plan is not None:
            return typed_times.moment(text, now, near=self._plan.start)
        return typed_times.moment(text, now, after=now.astimezone(UTC) - timedelta(minutes=1))

    def _end(self, text: str) -> datetime | None:
        if not text:
            return None
        if self._plan is not None and text == self._as_it_was[1]:
            return self._plan.end
        try:
            start = self._start(self.start.text().strip())
        except ValueError:
            start = None
        now = site_clock().now()
        return typed_times.moment(text, now, after=start or now)

    @Slot()
    def _say_days(self) -> None:
        """Beside each time, the day that it was read as."""
        if self._by_day:
            return
        for field, read in ((self.start, self._start), (self.end, self._end)):
            try:
                moment = read(field.text().strip())
            except ValueError:
                moment = None
            words = ""
            if moment is not None:
                local = site_clock().local(moment)
                words = f"{WEEKDAYS[local.weekday()]} {local.day}"
            field.set_suffix(words)

    def _checked(self) -> list[NewPlan]:
        plans = self.plans()
        for plan in plans:
            check_plan(plan, site_clock().now())
        return plans

    def _checked_change(self) -> PlanChange:
        assert self._plan is not None
        change = PlanChange(self._plan, *self._span(), self.notes.text().strip())
        check_change(change, site_clock().now())
        return change


def _time_of_day(text: str) -> time:
    try:
        return typed_times.time_of_day(text)
    except typed_times.Unreadable as slip:
        raise ValueError("Enter a time like 14:45 or 6:30 pm.") from slip
