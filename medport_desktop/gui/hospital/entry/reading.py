"""What the form starts from and what it means; what keeps a trip from being sent, and what is asked before it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import TypeVar, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from medport_desktop.domain.errors import InvalidForm
from medport_desktop.domain.places import Facility
from medport_desktop.domain.trips import NewTrip, Trip
from medport_desktop.domain.written.typed_times import Unreadable
from medport_desktop.gui.kit.clock import site_clock
from medport_desktop.gui.kit.forms.dialogs import AskDialog
from medport_desktop.gui.kit.forms.type_ahead import FreeText, Suggestion, TypeAhead
from medport_desktop.services.validation import check_trip

T = TypeVar("T")
NO_ID = UUID(int=0)
"""Stands for a choice that is missing while everything else is checked."""

_CREW_LINES = ("pickup_location", "contact_phone", "special_requirements_note")
_CREW_SHEET = frozenset({"name", "birth_date", "weight_kg", "mobility", *_CREW_LINES})
"""What stands on the crew sheet: it follows the facts until the trip is over. An agency agrees to all else."""


class Purpose(Enum):
    """What a trip is brought into the form for; the value ends a question."""

    COPY = "by a copy of"
    RETURN = "by the way back of"
    EDIT = "to edit"


@dataclass(frozen=True)
class Reading:
    """What the form means, a sentence for each of its fields that cannot be sent, and what to ask before it is."""

    trip: NewTrip
    errors: Mapping[str, str]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Basis:
    """What the form is about, where it is not just a new trip."""

    was_ready: datetime | None = None
    """Of the trip that is edited: it may have passed."""
    scheduled: bool = False
    """Whether the trip that is edited is scheduled for later."""
    return_of: UUID | None = None
    """The trip that this one brings the patient back from."""
    held: Trip | None = None
    """The trip that is edited, where an agency holds it: what it agreed to stays."""

    def takes(self, name: str) -> bool:
        """Whether the field of that name can be changed."""
        return self.held is None or name in _CREW_SHEET

    def read(self, trip: NewTrip, broken: Mapping[str, str]) -> tuple[NewTrip, dict[str, str]]:
        """What the form means where it says this, and the rules that it breaks; what cannot be changed is as it was."""
        if self.held is not None:
            crew = {name: getattr(trip, name) for name in _CREW_LINES}
            trip = replace(NewTrip.like(self.held, trip.patient), **crew)
        return trip, {name: words for name, words in broken.items() if self.takes(name)}


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


def once_sure(parent: QWidget, reading: Reading, then: Callable[[], object]) -> None:
    """Go on at once, or where something is unlikely only after a question."""
    if not reading.doubts:
        then()
        return
    dialog = AskDialog(
        parent.window(),
        title="Is this right?",
        sentence=" ".join(reading.doubts),
        yes="It is right",
        no="Go back",
        danger=True,
    )
    dialog.setObjectName("ask_if_right")
    dialog.answered.connect(lambda yes: then() if yes else None)
    dialog.open()


def read_line(name: str, errors: dict[str, str], read: Callable[[], T | None]) -> T | None:
    """What a line means; None, with the sentence in `errors`, where it cannot be read."""
    try:
        return read()
    except Unreadable as slip:
        errors[name] = str(slip)
        return None


def read_destination(line: TypeAhead, errors: dict[str, str]) -> tuple[Facility | None, str]:
    """The place that was chosen, or the address outside the network; what is only typed is an error."""
    choice, typed = line.choice(), line.text().strip()
    if isinstance(choice, Suggestion):
        return cast("Facility", choice.value), ""
    if isinstance(choice, FreeText):
        return None, choice.text
    if typed:
        errors.setdefault("destination", _not_chosen(typed))
    return None, typed


def _not_chosen(typed: str) -> str:
    """Why a destination that was only typed is not enough."""
    short = typed if len(typed) <= 40 else f"{typed[:39]}…"
    return (
        f"“{short}” is not chosen yet: press ↓ and Enter on a facility, "
        "or on the last line to use it as an address outside the network."
    )
