"""The columns of a handoff: the draft, the sheet that is read, and the list of handoffs."""

from collections.abc import Callable

from medport_desktop.domain.center.handoff import Handoff, HandoffLine, HandoffStatus, Waiting
from medport_desktop.domain.enums import TripStatus
from medport_desktop.gui.center.handoff.handoff_sheet import SheetRow
from medport_desktop.gui.kit.board import BoardView, Column, Route, Timer, columns
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.controls.actions import make_action
from medport_desktop.gui.kit.controls.buttons import IconButton
from medport_desktop.gui.kit.facts.vocabulary import StatusLook, trip_status_look
from medport_desktop.gui.kit.style.tokens import Tone

_ORDER = list(TripStatus)


def draft_columns() -> list[Column[HandoffLine]]:
    """Of the sheet while it is written."""
    return [
        columns.priority("priority", "Priority", lambda r: r.priority, width=94),
        columns.strong("trip", "Trip", lambda r: r.number, width=68),
        columns.status(
            "status", "Status", lambda r: trip_status_look(r.status), sort=lambda r: _ORDER.index(r.status), width=122
        ),
        columns.route("route", "From → To", lambda r: Route(r.origin, "", r.destination, ""), width=180),
        columns.timer("since", "Since", lambda r: Timer.since(r.since), width=76),
        columns.plain("holder", "Agency · unit", lambda r: r.holder, tooltip=lambda r: r.holder, width=196),
        columns.timer("due", "Due", lambda r: Timer.due(r.due_at) if r.due_at else Timer.fixed("", None), width=70),
        columns.plain(
            "waits", "Waits for", lambda r: r.waits_words, tone=waits_tone, tooltip=lambda r: r.waits_words, width=176
        ),
        columns.plain("note", "Note", lambda r: r.note, tooltip=lambda r: r.note, width=120),
    ]


def sheet_columns(is_read: Callable[[HandoffLine], bool]) -> list[Column[SheetRow]]:
    """Of the sheet while it is read: as it was, and what has changed since. `is_read`: as far as the person goes."""

    def read(row: SheetRow) -> StatusLook:
        if row.is_new:
            return StatusLook("new", Tone.ACCENT)
        at = row.line.acknowledged_at
        if at is None and row.is_over:
            return StatusLook("not read", Tone.GREY, hollow=True)
        if at is None or not is_read(row.line):
            return StatusLook("to read", Tone.AMBER, hollow=True)
        return StatusLook(site_clock().short(at), Tone.GREEN)

    return [
        columns.status("read", "Read", read, width=90),
        columns.priority("priority", "Priority", lambda r: r.line.priority, width=94),
        columns.strong("trip", "Trip", lambda r: r.line.number, width=68),
        columns.status(
            "then",
            "Then",
            lambda r: trip_status_look(r.line.status),
            sort=lambda r: _ORDER.index(r.line.status),
            width=122,
        ),
        columns.plain("now", "Since then", change_words, tone=_change_tone, tooltip=change_words, width=124),
        columns.route("route", "From → To", lambda r: Route(r.line.origin, "", r.line.destination, ""), width=180),
        columns.when("since", "Since", lambda r: r.line.since, width=70, hidden=True),
        columns.timer("due", "Due", _due, width=70),
        columns.plain(
            "waits",
            "Waited for",
            lambda r: r.line.waits_words,
            tone=lambda r: waits_tone(r.line),
            tooltip=lambda r: r.line.waits_words,
            width=176,
        ),
        columns.plain("note", "Note", lambda r: r.line.note, tooltip=lambda r: r.line.note, width=126),
    ]


def history_columns() -> list[Column[Handoff]]:
    """Of the list of handoffs."""
    return [
        columns.when("made", "Made", lambda h: h.made_at, width=62, align=columns.LEFT),
        columns.status("status", "State", lambda h: _STATES[h.status], width=112),
        columns.plain("people", "From → to", people_words, tooltip=people_words, stretch=True, width=120),
    ]


_STATES = {
    HandoffStatus.OPEN: StatusLook(HandoffStatus.OPEN.label, Tone.AMBER),
    HandoffStatus.TAKEN: StatusLook(HandoffStatus.TAKEN.label, Tone.GREEN),
    HandoffStatus.WITHDRAWN: StatusLook(HandoffStatus.WITHDRAWN.label, Tone.GREY, hollow=True),
}


def columns_button(board: BoardView) -> IconButton:
    """Chooses which columns a board shows; stands beside its title."""

    def choose() -> None:
        board.columns_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    button = IconButton(board, action=make_action(board, "Columns", "Alt+C", choose, icon="columns-3"))
    return button


def people_words(handoff: Handoff) -> str:
    """Who handed over, and who took it."""
    if handoff.status is HandoffStatus.TAKEN:
        return f"{handoff.made_by} → {handoff.ended_by}"
    return f"{handoff.made_by} → {handoff.for_name}" if handoff.for_name else handoff.made_by


def waits_tone(line: HandoffLine) -> Tone:
    """Red for what is late, amber for what needs somebody."""
    if Waiting.LATE in line.waits:
        return Tone.RED
    return Tone.AMBER if line.waits - {Waiting.UNIT_OUT} else Tone.MUTED


def change_words(row: SheetRow) -> str:
    """What has changed since the sheet was made."""
    return "" if row.is_over else row.change or "as it was"


def _change_tone(row: SheetRow) -> Tone:
    return Tone.AMBER if row.change else Tone.MUTED


def _due(row: SheetRow) -> Timer:
    at = row.line.due_at
    if at is None:
        return Timer.fixed("", None)
    return Timer.fixed(site_clock().short(at), at) if row.trip is None or row.trip.status.is_final else Timer.due(at)
