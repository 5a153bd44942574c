"""What was chosen, or typed, as a destination."""

from typing import cast

from medport_desktop.domain.places import Facility
from medport_desktop.gui.kit.forms.type_ahead import FreeText, Suggestion, TypeAhead


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
