"""What a kept write is, in words."""

from medport_desktop.domain.kept_writes import (
    AddNote,
    CancelTrip,
    Command,
    DeclineTrip,
    EnterTrip,
    KeptWrite,
    MoveTrip,
    SetUnitStatus,
    SubmitBid,
    WithdrawBid,
)
from medport_desktop.domain.written.money import dollars
from medport_desktop.gui.kit.clock import site_clock


def what(kept: KeptWrite) -> str:  # noqa: PLR0911 - one return a kind of write
    """A few words for a list or a message: "T-1042: en route"."""
    command = kept.command
    match command:
        case EnterTrip():
            return f"New trip {command.about}"
        case AddNote():
            return f"Note on {command.about}"
        case CancelTrip():
            return f"Cancel {command.about}"
        case SubmitBid():
            return f"Bid of {dollars(command.new.bid_amount)} on {command.about}"
        case WithdrawBid():
            return f"Withdraw the bid on {command.about}"
        case DeclineTrip():
            return f"Decline {command.about}"
        case MoveTrip():
            return f"{command.about}: {command.to.label.lower()}"
        case SetUnitStatus():
            return f"Unit {command.about}: {command.status.label.lower()}"


def values(command: Command) -> list[tuple[str, str]]:  # noqa: PLR0911 - one return a kind of write
    """What would be sent: label and value."""
    clock = site_clock()
    match command:
        case EnterTrip(new=new):
            patient = f"{new.patient.name}, {new.patient.mrn}"
            needs = ", ".join(sorted(need.label for need in new.special_requirements)) or "nothing special"
            return [
                ("Patient", patient),
                ("Room", new.pickup_location or "not given"),
                ("Level", f"{new.transport_level.label}, {new.priority.label.lower()}"),
                ("Needs", needs),
                ("Ready", clock.short(new.ready_at)),
            ]
        case AddNote(text=text):
            return [("Note", text)]
        case CancelTrip(reason=reason, note=note) | DeclineTrip(reason=reason, note=note):
            return [("Reason", reason.label), ("Note", note or "none")]
        case SubmitBid(new=bid):
            return [
                ("Amount", dollars(bid.bid_amount)),
                ("Pick-up", clock.short(bid.estimated_pickup)),
                ("Arrival", clock.short(bid.estimated_arrival)),
                ("Note", bid.special_notes or "none"),
            ]
        case MoveTrip(happened_at=at):
            return [("Happened", clock.short(at))]
        case SetUnitStatus(status_reason=reason):
            return [("Why", reason)] if reason else []
        case WithdrawBid():
            return []


def state(kept: KeptWrite) -> str:
    """Whether it goes by itself."""
    return "waits" if kept.waits else "needs you"


def told(kept: KeptWrite) -> str:
    """What will become of it, or why not."""
    if kept.refused:
        return f"{kept.refused} {kept.hint}".strip()
    arrived = " It may have arrived already: it cannot be made twice." if kept.maybe_done else ""
    return f"It is sent by itself when the {kept.command.silo.label} database is back.{arrived}"


def summary(kept: tuple[KeptWrite, ...]) -> tuple[str, str]:
    """Title and text of the line across the window; '' for nothing."""
    waiting = [one for one in kept if one.waits]
    refused = len(kept) - len(waiting)
    parts = []
    if waiting:
        silos = sorted({one.command.silo.label for one in waiting})
        noun = "database" if len(silos) == 1 else "databases"
        parts.append(f"for the {' and '.join(silos)} {noun}; sent by {_selves(waiting)} when that is back.")
    if refused:
        verb = "was" if refused == 1 else "were"
        parts.append(f"{refused} {verb} refused or {verb} left too long: look at {_them(refused)}.")
    title = _counted(len(waiting), "waits", "wait") if waiting else _counted(refused, "needs you", "need you")
    return title, " ".join(parts)


def _counted(number: int, one: str, more: str) -> str:
    return f"1 change {one}" if number == 1 else f"{number} changes {more}"


def _selves(waiting: list[KeptWrite]) -> str:
    return "itself" if len(waiting) == 1 else "themselves"


def _them(number: int) -> str:
    return "it" if number == 1 else "them"
