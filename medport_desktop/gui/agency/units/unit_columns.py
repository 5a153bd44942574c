"""The columns of a unit's plans and of its history."""

from datetime import timedelta

from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.unit_plans import PlanState, UnitPast, UnitPlan
from medport_desktop.gui.kit.board import RIGHT, Column, columns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.facts.duty import plan_look, until_words
from medport_desktop.gui.kit.facts.vocabulary import StatusLook, unit_status_look
from medport_desktop.gui.kit.style.tokens import Tone


def plan_columns() -> list[Column[UnitPlan]]:
    """What is planned for a unit, soonest first."""
    return [
        columns.status("what", "Plan", lambda p: plan_look(p.kind), width=108),
        columns.plain(
            "when", "When", plan_when, width=186, sort=lambda p: p.start, tooltip=_plan_tip, spoken=_plan_tip
        ),
        columns.muted("note", "Note", _plan_note, width=84, stretch=True, tooltip=_plan_tip),
    ]


def plan_when(plan: UnitPlan) -> str:
    """ "14:00-14:30", "until Tue 08:00"."""
    clock = site_clock()
    if plan.end is None or (plan.state is PlanState.ACTIVE and plan.start <= clock.now()):
        start = "" if plan.start <= clock.now() else f"{clock.short(plan.start)} "
        return f"{start}{until_words(plan.end)}"
    same_day = clock.local(plan.start).date() == clock.local(plan.end).date()
    return f"{clock.short(plan.start)}\u2013{clock.hm(plan.end) if same_day else clock.short(plan.end)}"


def _plan_note(plan: UnitPlan) -> str:
    if plan.state is PlanState.PLANNED and plan.start <= site_clock().now():
        return "waits for the trip's end"
    return plan.notes


def _plan_tip(plan: UnitPlan) -> str:
    clock = site_clock()
    end = clock.full(plan.end) if plan.end is not None else "further notice"
    by = f"; planned by {plan.planned_by}" if plan.planned_by else ""
    note = f". {plan.notes}" if plan.notes else ""
    return f"{plan.kind.label} from {clock.full(plan.start)} until {end}{by}{note}"


def past_columns() -> list[Column[UnitPast]]:
    """What a unit was, newest first."""
    return [
        columns.when("since", "Since", lambda p: p.start, width=84),
        columns.status("what", "Status", _past_look, width=118),
        columns.plain("lasted", "For", lasted, width=54, align=RIGHT, sort=_length, tone=past_tone),
        columns.plain("who", "By", _who, width=104, stretch=True, tooltip=_past_tip, spoken=_past_tip),
        columns.muted("why", "Why", lambda p: p.why, width=72, tooltip=_past_tip),
    ]


def _past_look(past: UnitPast) -> StatusLook:
    look = unit_status_look(past.status)
    return plan_look(past.kind) if past.kind is not None and past.status is not UnitStatus.AVAILABLE else look


def _length(past: UnitPast) -> timedelta:
    return (past.end or site_clock().now()) - past.start


def lasted(past: UnitPast) -> str:
    """ "0:42" in hours and minutes, "3 d" from two days on."""
    span = _length(past)
    minutes = max(0, int(span.total_seconds() // 60))
    return f"{span.days} d" if span >= timedelta(days=2) else f"{minutes // 60}:{minutes % 60:02}"


def _who(past: UnitPast) -> str:
    return past.changed_by or "by plan"


def _past_tip(past: UnitPast) -> str:
    clock = site_clock()
    until = f"until {clock.full(past.end)}" if past.end is not None else "still"
    why = f". {past.why}" if past.why else ""
    return f"{past.word} since {clock.full(past.start)}, {until}; {_who(past)}{why}"


def past_tone(past: UnitPast) -> Tone:
    """The stretch that goes on is in full ink."""
    return Tone.TEXT if past.end is None else Tone.MUTED
