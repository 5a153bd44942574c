"""The center silo: shift handoffs."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from medport_desktop.data.connection.engines import Database
from medport_desktop.data.records import Query, change, insert, require_one, run, values_of
from medport_desktop.data.stores.center import PERSON_CHOICE
from medport_desktop.domain.center.handoff import Handoff, HandoffLine, HandoffStatus, NewHandoff, in_order
from medport_desktop.domain.people import Organisation

HANDOFFS = Query(
    Handoff,
    "medport.shift_handoff r",
    {
        "units": "jsonb_build_object('free', r.units_free, 'on_trip', r.units_on_trip, 'out', r.units_out)",
        "lines": """(
            select coalesce(jsonb_agg(
                to_jsonb(line)
                || jsonb_build_object('level', line.transport_level, 'status', line.trip_status)
            ), '[]')
            from medport.shift_handoff_trip line
            where line.handoff_id = r.id
        )""",
    },
)


class HandoffStore:
    """The center's shift handoffs, for people of the center alone."""

    def __init__(self, database: Database) -> None:
        """`database` is the signed-in person's handle of the center silo."""
        self._database = database

    def handoffs(self, ids: Sequence[UUID] | None = None) -> list[Handoff]:
        """The newest handoffs with their lines, newest first: two weeks of three shifts a day."""
        wanted = "" if ids is None else "where r.id = any(%(ids)s)"
        shown = f"{wanted} order by r.made_at desc limit 40"
        found = HANDOFFS.read(self._database, shown, ids=list(ids or ()))
        return [replace(handoff, lines=tuple(in_order(handoff.lines))) for handoff in found]

    def make(self, handoff_id: UUID, new: NewHandoff) -> None:
        """Leave a sheet; `handoff_id` makes a repeat harmless. Raises Refused where one is open already."""
        sheet = {
            "id": handoff_id,
            "note": new.note.strip(),
            "for_id": new.for_id,
            "units_free": new.units.free,
            "units_on_trip": new.units.on_trip,
            "units_out": new.units.out,
        }
        with self._database.write() as connection:
            insert(connection, "shift_handoff", sheet)
            if new.lines:
                insert(connection, "shift_handoff_trip", *(_values(handoff_id, line) for line in new.lines))

    def acknowledge(self, handoff_id: UUID, trip_ids: Sequence[UUID], read: bool) -> None:
        """Mark lines as read by the person, or not. Raises Refused or NotAllowed."""
        mark = """
            update medport.shift_handoff_trip
            set acknowledged_at = case when %(read)s then now() end
            where handoff_id = %(handoff_id)s and trip_id = any(%(trip_ids)s)
            """
        with self._database.write() as connection:
            marked = run(connection, mark, read=read, handoff_id=handoff_id, trip_ids=list(trip_ids))
            require_one(marked, "This trip is not on the sheet.")

    def take_over(self, handoff_id: UUID) -> None:
        """End an open handoff by taking over. Raises Refused while a line is not acknowledged."""
        self._end(handoff_id, HandoffStatus.TAKEN)

    def withdraw(self, handoff_id: UUID) -> None:
        """End an open handoff by taking it back. Raises Refused or NotAllowed."""
        self._end(handoff_id, HandoffStatus.WITHDRAWN)

    def _end(self, handoff_id: UUID, status: HandoffStatus) -> None:
        with self._database.write() as connection:
            change(connection, "shift_handoff", handoff_id, "This handoff is not there any more.", status=status)

    def dispatchers(self) -> list[Organisation]:
        """Active people of the center, by name."""
        shown = "where r.is_active and r.user_type = 'center' order by r.name"
        return PERSON_CHOICE.read(self._database, shown)


def _values(handoff_id: UUID, line: HandoffLine) -> dict[str, object]:
    as_it_is = values_of(line, "level", "status", "acknowledged_by_id", "acknowledged_by", "acknowledged_at")
    named = {"handoff_id": handoff_id, "transport_level": line.level, "trip_status": line.status}
    return {**as_it_is, **named, "note": line.note.strip()}
