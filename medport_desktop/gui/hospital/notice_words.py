"""What others did to the desk's trips, in words."""

from medport_desktop.domain.enums import NoticeKind
from medport_desktop.domain.trips import TripNotice
from medport_desktop.gui.hospital.trip_words import reason_phrase
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.shared.notices import Notice

_TITLES = {
    NoticeKind.RELEASED: "was handed back",
    NoticeKind.CANCELLED: "was cancelled",
    NoticeKind.ABOARD: "was not stopped",
    NoticeKind.OVERTAKEN: "was completed",
}


def notice_of(told: TripNotice) -> Notice:
    """What stands across the window until it is acknowledged."""
    return Notice(told.id, told.trip_id, told.told_at, f"{told.trip_number} {_TITLES[told.kind]}", _words(told))


def _words(told: TripNotice) -> str:
    at, crew = site_clock().short(told.told_at), " ".join(filter(None, (told.agency_name, told.unit_number)))
    match told.kind:
        case NoticeKind.RELEASED:
            own = told.told_by == told.agency_name
            verb = "handed it back" if own else f"took it back from {told.agency_name}"
            return f"{told.told_by} {verb} ({at}){reason_phrase(told.reason)}. It is on offer again."
        case NoticeKind.CANCELLED:
            return f"{told.told_by} cancelled it ({at}){reason_phrase(told.reason)}."
        case NoticeKind.ABOARD:
            return f"The patient is already aboard ({at}). Call the crew: {crew}."
        case NoticeKind.OVERTAKEN:
            return f"{crew} had already finished the run ({at})."
