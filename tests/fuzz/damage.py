"""Good payloads of every kind of event, and what can be wrong with one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from medport_desktop.domain.enums import Silo

KINDS = {
    Silo.HOSPITAL: "trip.created trip.updated trip.cancelled trip.overtaken trip.awarded trip.acceptance_refused"
    " trip.sheet_corrected",
    Silo.EMS: "bid.submitted bid.withdrawn bid.expired bid.rejected trip.accepted trip.award_refused trip.progressed"
    " trip.carried trip.released trip.declined trip.decline_withdrawn",
    Silo.CENTER: "user.created user.updated user.deactivated service.registered",
}
"""By the silo that tells it; docs/events.md is where they are said."""

WRONG: tuple[Any, ...] = (
    None,
    True,
    -1,
    1e308,
    "",
    "not what it should be",
    "9999-12-31T23:59:59-12:00",
    "infinity",
    "x" * 300_000,
    [],
    [[[[None]]]],
    {},
    {"trip_id": {"trip_id": "trip_id"}},
)


@dataclass(frozen=True)
class Damaged:
    """An event that nobody wrote."""

    id: UUID
    kind: str
    v: int
    payload: Any
    why: str
    must_be_kept: bool = False
    """Whether it has to be a dead letter with everybody; else it may also be without effect."""

    @property
    def row(self) -> tuple[UUID, str, int, str]:
        """As a publisher's log keeps it."""
        return self.id, self.kind, self.v, json.dumps(self.payload)


def damaged(kind: str, shape: Sequence[str]) -> Iterator[Damaged]:
    """Everything that can be wrong with an event of that kind; `shape` says what is right ("trip_id uuid")."""
    good = good_payload(shape)

    def event(payload: Any, why: str, v: int = 1, must_be_kept: bool = True) -> Damaged:
        return Damaged(uuid4(), kind, v, payload, f"{kind}: {why}", must_be_kept)

    yield event({**good, "v": 2}, "of a version to come", v=2)
    yield event({**good, "v": 2}, "of a version to come, by its payload alone")
    yield event({**good, "v": 2**31 - 1}, "of the last version", v=2**31 - 1)
    yield event({**good, "more": {"of": ["this"]}, "": "x" * 300_000}, "with more fields", must_be_kept=False)
    for payload in (None, [], "trip_id", 5, True, {}):
        yield event(payload, f"{payload!r} for a payload")
    for entry in shape:
        field, kind_of = entry.split()
        yield event({name: good[name] for name in good if name != field}, f"no {field}", must_be_kept="?" not in entry)
        for value in WRONG:
            yield event(
                {**good, field: value}, f"{field} is {str(value)[:30]!r}", must_be_kept=_is_wrong(kind_of, value)
            )


def _is_wrong(kind_of: str, value: Any) -> bool:
    """Whether a value cannot be of that type; texts, numbers and objects of the right type may be judged later."""
    name = kind_of.rstrip("?")
    if value is None:
        return not kind_of.endswith("?")
    right = {
        "uuid": (),
        "time": (),
        "text": (str,),
        "boolean": (bool,),
        "number": (int, float),
        "integer": (int,),
        "array": (list,),
        "object": (dict,),
    }[name]
    if isinstance(value, bool):
        return name != "boolean"
    return not isinstance(value, right) or (isinstance(value, str) and len(value) > 1000)


def good_payload(shape: Sequence[str]) -> dict[str, Any]:
    """One that is as it should be, about nothing that there is."""
    of_type = {
        "text": "Demo",
        "time": "2026-01-05T14:03:00+00:00",
        "boolean": True,
        "number": 4.2,
        "integer": 1,
        "array": [],
        "object": {},
    }
    fields = (entry.rstrip("?").split() for entry in shape)
    return {"v": 1} | {name: str(uuid4()) if kind == "uuid" else of_type[kind] for name, kind in fields}
