"""Spreading over the day what was acted within seconds: the same shifts in every silo, after the fact.

Each moment of a trip that fell into a phase's real seconds moves to the time that the story gives to that phase.
Moments that lie ahead (ready times, estimates, a bid's end) move as far as the phase in which they were written, and
what was set up before the first phase is dated a month back. The events' own log stays as it is: it is the bus's.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from medport_desktop.domain.enums import Silo
from medport_desktop.silos.demo.acting import Act, Scene
from medport_desktop.silos.demo.region import agency
from medport_desktop.silos.demo.stage import Stage

_TABLES = """
create temporary table demo_time (
    trip_id uuid, real_from timestamptz, real_to timestamptz, shift interval, primary key (trip_id, real_from)
) on commit drop;
create temporary table demo_thing (entity_id text primary key, trip_id uuid) on commit drop;
"""

_FUNCTIONS = """
create function pg_temp.shift_at(trip uuid, moment timestamptz) returns interval language sql stable
    return coalesce(
        (select d.shift from pg_temp.demo_time d
         where d.trip_id = trip and moment >= d.real_from and moment < d.real_to),
        (select interval '-30 days' where moment < (select min(d.real_from) from pg_temp.demo_time d)),
        interval '0'
    );
create function pg_temp.moved(trip uuid, moment timestamptz) returns timestamptz language sql stable
    return moment + pg_temp.shift_at(trip, moment);
-- The times in a document; what lies outside of the story's seconds moves as the document does.
create function pg_temp.moved(trip uuid, document jsonb, written timestamptz) returns jsonb
    language plpgsql stable
as $$
declare
    moment timestamptz;
begin
    if jsonb_typeof(document) = 'object' then
        return (select coalesce(jsonb_object_agg(f.key, pg_temp.moved(trip, f.value, written)), '{}')
                from jsonb_each(document) f);
    elsif jsonb_typeof(document) = 'string' and document #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}' then
        moment := (document #>> '{}')::timestamptz;
        return to_jsonb(moment + pg_temp.shift_at(trip, least(moment, written)));
    end if;
    return document;
end
$$;
create function pg_temp.trip_of(trip uuid, entity text) returns uuid language sql stable
    return coalesce(trip, (select d.trip_id from pg_temp.demo_thing d where d.entity_id = entity));
-- What every table says of when its rows were made and changed before the story began.
create procedure pg_temp.date_back() language plpgsql as $$
declare
    target record;
begin
    for target in
        select c.oid::regclass as name, a.attname as field
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname in ('created_at', 'updated_at', 'added_at')
        where c.relnamespace = 'medport'::regnamespace and c.relkind = 'r'
    loop
        execute format(
            'update %1$s set %2$I = pg_temp.moved(null, %2$I) '
            'where %2$I < (select min(real_from) from pg_temp.demo_time)',
            target.name, target.field
        );
    end loop;
end
$$;
"""

_AUDIT = """
set changes = pg_temp.moved(pg_temp.trip_of(trip_id, entity_id), changes, "timestamp"),
    "timestamp" = pg_temp.moved(pg_temp.trip_of(trip_id, entity_id), "timestamp")
"""

_STATEMENTS = {
    Silo.HOSPITAL: (
        """
        update transport_request
        set ready_at = ready_at + pg_temp.shift_at(id, created_at),
            pickup_due = pickup_due + pg_temp.shift_at(id, created_at),
            deliver_by = deliver_by + pg_temp.shift_at(id, created_at),
            request_timestamp = pg_temp.moved(id, request_timestamp),
            accepted_timestamp = pg_temp.moved(id, accepted_timestamp),
            pickup_timestamp = pg_temp.moved(id, pickup_timestamp),
            completion_timestamp = pg_temp.moved(id, completion_timestamp),
            created_at = pg_temp.moved(id, created_at),
            updated_at = pg_temp.moved(id, updated_at)
        """,
        "update trip_milestone set occurred_at = pg_temp.moved(trip_id, occurred_at)",
        """
        update trip_award
        set awarded_at = pg_temp.moved(trip_id, awarded_at), outcome_at = pg_temp.moved(trip_id, outcome_at)
        """,
        "update trip_note set created_at = pg_temp.moved(trip_id, created_at)",
        """
        update trip_decline
        set declined_at = pg_temp.moved(trip_id, declined_at), withdrawn_at = pg_temp.moved(trip_id, withdrawn_at)
        """,
        """
        update patient
        set created_at = pg_temp.moved(pg_temp.trip_of(null, id::text), created_at),
            updated_at = pg_temp.moved(pg_temp.trip_of(null, id::text), updated_at)
        """,
        f"update audit.log {_AUDIT}",
    ),
    Silo.EMS: (
        """
        update available_trip
        set ready_at = ready_at + pg_temp.shift_at(trip_id, created_at),
            pickup_due = pickup_due + pg_temp.shift_at(trip_id, created_at),
            deliver_by = deliver_by + pg_temp.shift_at(trip_id, created_at),
            request_timestamp = pg_temp.moved(trip_id, request_timestamp),
            created_at = pg_temp.moved(trip_id, created_at),
            updated_at = pg_temp.moved(trip_id, updated_at)
        """,
        """
        update transport_bid
        set estimated_pickup = estimated_pickup + pg_temp.shift_at(transport_request_id, submitted_at),
            estimated_arrival = estimated_arrival + pg_temp.shift_at(transport_request_id, submitted_at),
            expires_at = expires_at + pg_temp.shift_at(
                transport_request_id, case status when 'EXPIRED' then expires_at else submitted_at end
            ),
            submitted_at = pg_temp.moved(transport_request_id, submitted_at),
            updated_at = pg_temp.moved(transport_request_id, updated_at)
        """,
        """
        update assignment
        set estimated_pickup = coalesce(
                (select b.estimated_pickup from transport_bid b where b.id = bid_id),
                estimated_pickup + pg_temp.shift_at(trip_id, accepted_at)
            ),
            milestones = pg_temp.moved(trip_id, milestones, status_since),
            accepted_at = pg_temp.moved(trip_id, accepted_at),
            status_since = pg_temp.moved(trip_id, status_since),
            ended_at = pg_temp.moved(trip_id, ended_at),
            updated_at = pg_temp.moved(trip_id, updated_at)
        """,
        """
        update trip_decline
        set declined_at = pg_temp.moved(trip_id, declined_at), withdrawn_at = pg_temp.moved(trip_id, withdrawn_at)
        """,
        # A unit has its first status since its shift began, or an hour before its trip.
        """
        update unit_availability h
        set start_time = case when h.start_time >= d.began
                then pg_temp.moved(pg_temp.trip_of(null, u.id::text), h.start_time)
                else least(
                    u.shift_start - case when u.shift_start > now() then interval '12 hours' else interval '0' end,
                    pg_temp.moved(pg_temp.trip_of(null, u.id::text), h.end_time) - interval '1 hour'
                )
            end,
            end_time = pg_temp.moved(pg_temp.trip_of(null, u.id::text), h.end_time)
        from unit u, (select min(real_from) as began from pg_temp.demo_time) d
        where u.id = h.unit_id
        """,
        """
        update unit u set updated_at = pg_temp.moved(d.trip_id, u.updated_at)
        from pg_temp.demo_thing d where d.entity_id = u.id::text
        """,
        f"update audit.log {_AUDIT}",
    ),
    Silo.CENTER: (
        """
        update system_analytics
        set "timestamp" = pg_temp.moved((metadata ->> 'trip_id')::uuid, "timestamp")
        """,
        """
        update system_analytics a
        set metric_value = round(extract(epoch from a."timestamp" - c."timestamp"))
        from system_analytics c
        where a.metric_name = 'trip_accepted' and c.metric_name = 'trip_created'
          and c.metadata ->> 'trip_id' = a.metadata ->> 'trip_id'
        """,
        """
        update database_references
        set created_at = pg_temp.moved(entity_id, created_at), updated_at = pg_temp.moved(entity_id, updated_at)
        where entity_type = 'transport_request'
        """,
        f"update audit_log {_AUDIT}",
    ),
}


def spread(stage: Stage, scenes: Sequence[Scene], acts: Sequence[Act]) -> None:
    """Move the times of what the story did, in each silo in one transaction, without firing a trigger."""
    now = datetime.now(UTC)
    times = [row for scene in scenes for row in _shifts(scene, acts, now)]
    things = [*_patients(stage[Silo.HOSPITAL]), *_units(scenes)]
    for silo, statements in _STATEMENTS.items():
        connection = stage[silo]
        with connection.transaction():
            connection.execute("set local session_replication_role = replica")
            connection.execute(_TABLES)
            connection.execute(_FUNCTIONS)
            _copy(connection, "copy demo_time from stdin", times)
            _copy(connection, "copy demo_thing from stdin", things)
            connection.execute("call pg_temp.date_back()")
            for statement in statements:
                connection.execute(statement.encode())


def _shifts(scene: Scene, acts: Sequence[Act], now: datetime) -> Iterator[tuple[UUID, datetime, datetime, timedelta]]:
    """Yield when the trip's phases really ran, up to the next one of its own, and how far each moves."""
    played = [act for act in acts if act.phase in scene.script.times]
    ends = [act.began for act in played[1:]] + [now]
    for act, end in zip(played, ends, strict=True):
        told = now - timedelta(minutes=scene.script.times[act.phase])
        yield scene.id, act.began, end, told - act.began


def _patients(hospital: psycopg.Connection) -> list[tuple[str, UUID]]:
    return hospital.execute("select patient_id::text, id from transport_request").fetchall()


def _units(scenes: Sequence[Scene]) -> Iterator[tuple[str, UUID]]:
    """Yield each unit that had a trip; the story gives none two."""
    for scene in scenes:
        for taken in (scene.script.taken, scene.script.retaken):
            if taken is not None:
                yield str(agency(taken[0]).unit_id(taken[1])), scene.id


def _copy(connection: psycopg.Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        for row in rows:
            copy.write_row(row)
