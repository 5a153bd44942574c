"""What keeps a trip from being sent, by the names of the form's editors."""

from datetime import datetime, timedelta
from uuid import UUID

from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.trips import NewTrip
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.services.validation import check_trip

NO_ID = UUID(int=0)
"""Stands for a choice that is missing while everything else is checked."""


def not_chosen(typed: str) -> str:
    """Why a destination that was only typed is not enough."""
    short = typed if len(typed) <= 40 else f"{typed[:39]}…"
    return (
        f"“{short}” is not chosen yet: press ↓ and Enter on a facility, "
        "or on the last line to use it as an address outside the network."
    )


def rules_broken(trip: NewTrip, now: datetime, was_ready: datetime | None = None) -> dict[str, str]:
    """The rules' sentences by field; `was_ready` is the ready time of a trip that is edited."""
    try:
        check_trip(trip, now, was_ready=was_ready)
    except InvalidForm as slip:
        errors = dict(slip.errors)
        if "ready_at" in errors and not trip.scheduled and trip.ready_at > now - timedelta(days=1):
            meant = f"{site_clock().hm(trip.ready_at)} has passed"
            errors["ready_at"] = f"{meant}. For tomorrow write “tomorrow {site_clock().hm(trip.ready_at)}”."
        return errors
    return {}
