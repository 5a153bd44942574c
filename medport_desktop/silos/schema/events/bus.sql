-- The event bus: who an event speaks for, and how it is handled where it arrives. Each silo's silo.sql says how it emits,
-- its handlers.sql what an event does there.

-- The person on whose behalf this transaction writes. A person is who they signed in as; only an apply worker, and the
-- keeper who hands in later what had to wait, may speak for somebody else, by the actor that the event names.
create function events.actor_id() returns uuid
    language plpgsql stable
    set search_path = ''
as $$
begin
    if session_user in ('medport_apply', 'medport_keeper') then
        return nullif(current_setting('medport.actor', true), '')::uuid;
    end if;
    return medport.my_user_id();
end
$$;

-- PostgreSQL sends a transaction when its commit is flushed, and shows it to others only after that: later still where
-- a synchronous standby must confirm first. So an event's answer can be here while what it answers cannot be seen yet.
-- So the transaction that emits about a trip holds a lock on it until its end, and a handler waits for those locks before
-- it looks at the trip. It does not keep the lock: it would then be part of deadlocks. It waits for 10 s: then the people
-- who still hold the lock lose their connections, or one of them would hold up all that follows.
create function events.announce(payload jsonb) returns void
    language plpgsql set search_path = ''
as $$
begin
    if payload ? 'trip_id' then
        perform pg_advisory_xact_lock_shared(hashtext('medport.trip'), hashtext(payload ->> 'trip_id'));
    end if;
end
$$;
create function events.await_announced(payload jsonb) returns void
    language plpgsql set search_path = '' set lock_timeout = '10s'
as $$
declare
    kind constant integer := hashtext('medport.trip');
    trip constant integer := hashtext(payload ->> 'trip_id');
begin
    if trip is null then
        return;
    end if;
    begin
        perform pg_advisory_lock(kind, trip);
    exception when lock_not_available then
        perform reference.end_holders(kind, trip);
        perform pg_advisory_lock(kind, trip);
    end;
    perform pg_advisory_unlock(kind, trip);
end
$$;

-- The revision of this silo's schema.
create function events.revision() returns text
    language sql stable set search_path = ''
    return (select v.version_num from migrations.alembic_version v);

-- What an event is about, for those that must not overtake one another.
create function events.subject(payload jsonb) returns text
    language sql immutable set search_path = ''
    return coalesce(payload ->> 'trip_id', payload ->> 'user_id', payload ->> 'service_id');

-- Whether an earlier event about the same waits for an upgrade of this silo; `of_known_kind`: one whose kind is known here
-- and whose version is not, so that what follows must not be handled before it.
create function events.follows_waiting(event_id uuid, payload jsonb, of_known_kind boolean) returns boolean
    language sql stable set search_path = ''
    return exists (
        select from events.dead_letter d
        where d.subject = events.subject(follows_waiting.payload) and d.event_id < follows_waiting.event_id
          and d.awaits is not null and d.resolved_at is null
          and (not of_known_kind or d.awaits = '' or events.shape(d.kind) is not null)
    );

-- Run the handler of one event and keep a dead letter if it raises a data error. Transient errors (a deadlock,
-- a lock or statement time-out, a shutdown, lack of resources) go on up: the apply worker tries again.
-- A kind or version that is not known here is of a silo that was upgraded before this one: see events.replay_waiting.
create function events.deliver(source text, event_id uuid, kind text, v integer, payload jsonb, actor uuid)
    returns boolean
    language plpgsql
    set search_path = ''
as $$
declare
    state text;
    message text;
begin
    insert into events.handled (event_id, source) values (deliver.event_id, deliver.source)
    on conflict do nothing;
    if not found then
        return true;
    end if;
    perform set_config('medport.actor', coalesce(actor::text, ''), true);
    perform events.await_announced(payload);
    begin
        if v <> 1 or payload -> 'v' <> '1' then
            raise exception 'version % of % is not known here', v, kind using errcode = 'feature_not_supported';
        elsif events.shape(kind) is null then
            raise exception 'events of the kind % are not known here', kind using errcode = 'feature_not_supported';
        elsif events.follows_waiting(event_id, payload, true) then
            raise exception 'an earlier event about the same waits for an upgrade' using errcode = 'feature_not_supported';
        end if;
        -- A silo is believed in what it decides, and in nothing else.
        if source <> events.decided_by(kind) then
            raise exception '% is not for the % silo to say', kind, source using errcode = 'invalid_parameter_value';
        end if;
        perform events.check_shape(kind, payload);
        perform events.dispatch(source, event_id, kind, payload);
        update events.dead_letter d set resolved_at = clock_timestamp()
        where d.event_id = deliver.event_id and d.resolved_at is null;
        return true;
    exception when others then
        get stacked diagnostics state = returned_sqlstate, message = message_text;
        if left(state, 2) in ('40', '53', '57', '58') or state = '55P03' then
            raise;
        end if;
        insert into events.dead_letter as d (source, event_id, kind, sqlstate, error, subject, awaits)
        values (deliver.source, deliver.event_id, left(deliver.kind, 100), state, left(message, 1000),
                events.subject(payload), case
                    when events.follows_waiting(event_id, payload, false) then ''
                    when state = '0A000' then events.revision()
                end)
        on conflict on constraint dead_letter_event_id_key do update
        set attempts = d.attempts + 1, last_at = clock_timestamp(),
            sqlstate = excluded.sqlstate, error = excluded.error, awaits = excluded.awaits;
        return false;
    end;
end
$$;

-- The trigger on an inbox. Apply workers run as `replica`: without the setting, what the handler writes would
-- fire no trigger and check no foreign key.
create function events.on_arrival() returns trigger
    language plpgsql security definer
    set search_path = ''
    set session_replication_role = 'origin'
as $$
begin
    perform events.deliver(tg_table_name::text, new.id, new.kind, new.v, new.payload, new.actor_id);
    return null;
end
$$;

-- Handle the events that waited for an upgrade of this silo, in their order and on behalf of who caused them; returns how
-- many were tried. An upgrade calls it, and the clock, which comes by what arrived meanwhile.
create function events.replay_waiting() returns integer
    language plpgsql security definer
    set search_path = ''
    set session_replication_role = 'origin'
as $$
declare
    letter record;
    event record;
    tried integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtext('medport.replay')) then
        return 0;
    end if;
    for letter in
        select d.event_id, d.source, d.kind from events.dead_letter d
        where d.resolved_at is null and d.set_aside_at is null and d.awaits <> events.revision() and not exists (
            select from events.dead_letter earlier
            where earlier.subject = d.subject and earlier.event_id < d.event_id
              and earlier.resolved_at is null and earlier.awaits = events.revision()
        )
        order by d.event_id
        limit 500
    loop
        execute format('select v, payload, actor_id from events.%I where id = $1', letter.source)
        into event using letter.event_id;
        if event.payload is not null then
            delete from events.handled h where h.event_id = letter.event_id;
            perform events.deliver(
                letter.source, letter.event_id, letter.kind, event.v, event.payload, event.actor_id
            );
            tried := tried + 1;
        end if;
    end loop;
    return tried;
end
$$;
grant execute on function events.replay_waiting() to medport_apply;

-- A sign of life in the log every 10 s: it moves the slots of a quiet silo, and shows how far behind a reader is.
create function events.beat() returns void
    language plpgsql set search_path = ''
as $$
declare
    latest timestamptz;
begin
    execute format(
        'select max(occurred_at) from events.%I where kind = ''silo.heartbeat'' and occurred_at > now() - interval ''1 minute''',
        events.silo()
    ) into latest;
    if latest is null or latest < clock_timestamp() - interval '9 seconds' then
        perform events.emit('silo.heartbeat', '{"v": 1}');
    end if;
end
$$;

-- An event that is already in an inbox is skipped when it is sent again: after a slot was made again, or a publisher was
-- restored from a backup. Without this the apply worker would violate the primary key and stop for good.
create function events.once() returns trigger
    language plpgsql set search_path = ''
as $$
declare
    is_there boolean;
begin
    execute format('select exists (select from events.%I where id = $1)', tg_table_name) into is_there using new.id;
    return case when is_there then null else new end;
end
$$;
