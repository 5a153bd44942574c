"""A kept write as JSON values, the form on disk, and back."""

from datetime import datetime
from typing import Any, get_args

import msgspec

from medport_desktop.domain.enums import UnitStatus
from medport_desktop.domain.kept_writes import Command, KeptWrite

VERSION = 2
"""Of the form on disk; a program that does not know one leaves it alone."""

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Command)}
_FIELDS: dict[str, type[Any]] = {"tried_at": datetime, "maybe_done": bool, "refused": str, "hint": str}
_RENAMED_SINCE_1 = {
    "EnterTrip": {
        "needs": "special_requirements",
        "needs_note": "special_requirements_note",
        "destination_place": "destination_coordinates",
        "hold": "scheduled",
    },
    "SubmitBid": {"trip_id": "transport_request_id", "amount_cents": "bid_amount"},
}
"""What consoles of release 1.0.0 called the fields of `new`, by kind of write."""


_UNKNOWN_TO_1 = {"corrects_record": False, "destination_town": ""}
"""What consoles of release 1.0.0 did not say of a new trip."""


class Unreadable(ValueError):
    """What is on disk is not a kept write of a version that this program knows."""


def to_disk(kept: KeptWrite) -> dict[str, Any]:
    """The form on disk."""
    form = {name: _plain(getattr(kept, name)) for name in _FIELDS}
    return {"v": VERSION, "kind": type(kept.command).__name__, "command": _plain(kept.command), **form}


def from_disk(form: Any) -> KeptWrite:
    """What `to_disk` gave, or that of release 1.0.0. Raises Unreadable for anything else, a later version included."""
    if not isinstance(form, dict) or form.get("v") not in (1, VERSION) or form.get("kind") not in _KINDS:
        raise Unreadable("a kept write")
    if set(form) != {"v", "kind", "command", *_FIELDS}:
        raise Unreadable("a kept write")
    kind, command = form["kind"], form["command"]
    if form["v"] == 1 and kind in _RENAMED_SINCE_1:
        command = _renamed(command, _RENAMED_SINCE_1[kind])
    if kind == "EnterTrip" and isinstance(command, dict) and isinstance(command.get("new"), dict):
        command = {**command, "new": {**_UNKNOWN_TO_1, **command["new"]}}
    if kind == "SetUnitStatus" and isinstance(command, dict) and "unit_id" in command:  # as before revision 0028
        one = {name: value for name, value in command.items() if name != "unit_id"}
        is_out = command.get("status") in (UnitStatus.OUT_OF_SERVICE, UnitStatus.MAINTENANCE)
        reason = "Said before a reason was asked for" if is_out else ""  # the silo takes none without
        command = {**one, "unit_ids": [command["unit_id"]], "status_reason": reason}
    return KeptWrite(
        _read(_KINDS[kind], command), **{name: _read(field, form[name]) for name, field in _FIELDS.items()}
    )


def _renamed(command: Any, names: dict[str, str]) -> Any:
    if not isinstance(command, dict) or not isinstance(command.get("new"), dict):
        raise Unreadable("a kept write")
    return {**command, "new": {names.get(name, name): value for name, value in command["new"].items()}}


def _plain(value: object) -> Any:
    """As dictionaries, lists, texts, numbers and null, sets sorted."""
    return msgspec.to_builtins(value, order="deterministic")


def _read(kind: type[Any], data: Any) -> Any:
    """The value of that type that `_plain` gave, with all of its fields and no others. Raises Unreadable."""
    try:
        value = msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise Unreadable(str(kind)) from error
    if _names(_plain(value)) != _names(data):
        raise Unreadable(str(kind))
    return value


def _names(data: Any) -> Any:
    """The names of all fields, at every depth."""
    return {name: _names(value) for name, value in data.items()} if isinstance(data, dict) else None
