"""A kept write as JSON values, the form on disk, and back."""

from datetime import datetime
from typing import Any, get_args

from medport_desktop.data.workstation.frozen_json import Unreadable, from_json, to_json
from medport_desktop.domain.kept_writes import Command, KeptWrite

VERSION = 1
"""Of the form on disk; a program that does not know one leaves it alone."""

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Command)}


def to_disk(kept: KeptWrite) -> dict[str, Any]:
    """The form on disk."""
    form = {name: to_json(getattr(kept, name)) for name in _FIELDS}
    return {"v": VERSION, "kind": type(kept.command).__name__, "command": to_json(kept.command), **form}


def from_disk(form: Any) -> KeptWrite:
    """What `to_disk` gave. Raises Unreadable for anything else, a later version included."""
    if not isinstance(form, dict) or form.get("v") != VERSION or form.get("kind") not in _KINDS:
        raise Unreadable("a kept write")
    if set(form) != {"v", "kind", "command", *_FIELDS}:
        raise Unreadable("a kept write")
    command = from_json(_KINDS[form["kind"]], form["command"])
    return KeptWrite(command, **{name: from_json(kind, form[name]) for name, kind in _FIELDS.items()})


_FIELDS: dict[str, type[Any]] = {"tried_at": datetime, "maybe_done": bool, "refused": str, "hint": str}
