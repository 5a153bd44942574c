-- The event bus. Each silo writes its own log (events.<silo>) in the transaction of the change; the other two
-- subscribe. The silo's own sql/ says which of the three it owns, how it emits and how it handles.

create table events.hospital (
    id          uuid primary key default uuidv7(),
    kind        text not null,
    v           integer not null default 1,
    payload     jsonb not null,
    actor_id    uuid,
    occurred_at timestamptz not null default clock_timestamp()
);
create table events.ems (like events.hospital including all);
create table events.center (like events.hospital including all);

create index hospital_occurred_at on events.hospital (occurred_at);
create index ems_occurred_at on events.ems (occurred_at);
create index center_occurred_at on events.center (occurred_at);

-- An event is handled once, however often it arrives.
create table events.handled (
    event_id   uuid primary key,
    source     text not null,
    handled_at timestamptz not null default clock_timestamp()
);

-- An event whose handler raised: kept here, so that the subscription goes on.
create table events.dead_letter (
    id          uuid primary key default uuidv7(),
    source      text not null check (source in ('hospital', 'ems', 'center')),
    event_id    uuid not null unique,
    kind        text not null,
    sqlstate    text not null,
    error       text not null,
    attempts    integer not null default 1,
    first_at    timestamptz not null default clock_timestamp(),
    last_at     timestamptz not null default clock_timestamp(),
    resolved_at timestamptz
);

alter table events.handled owner to medport_events;
alter table events.dead_letter owner to medport_events;

-- Inboxes are written by the apply worker as their owner, which is why row security is on but not forced here;
-- no person has a privilege on the schema.
alter table events.hospital enable row level security;
alter table events.ems enable row level security;
alter table events.center enable row level security;
alter table events.handled enable row level security;
alter table events.dead_letter enable row level security;
create policy events on events.hospital to medport_events using (true) with check (true);
create policy events on events.ems to medport_events using (true) with check (true);
create policy events on events.center to medport_events using (true) with check (true);
create policy replication on events.hospital for select to medport_replication using (true);
create policy replication on events.ems for select to medport_replication using (true);
create policy replication on events.center for select to medport_replication using (true);

grant select, insert on events.hospital, events.ems, events.center to medport_events;

-- The person on whose behalf this transaction writes. A person is who they signed in as; only an apply worker
-- may speak for somebody else, by the actor that its event names.
create function events.actor_id() returns uuid
    language plpgsql stable
    set search_path = ''
as $$
begin
    if session_user = 'medport_apply' then
        return nullif(current_setting('medport.actor', true), '')::uuid;
    end if;
    return medport.my_user_id();
end
$$;
alter function events.actor_id() owner to medport_events;

-- PostgreSQL sends a transaction when its commit is flushed, and shows it to others only after that: later still where
-- a synchronous standby must confirm first. So an event's answer can be here while what it answers cannot be seen yet.
-- Whoever emits about a trip therefore holds a lock on it until the end of the transaction, and a handler waits for
-- those locks before it looks at the trip. It does not keep the lock: it would then be part of deadlocks.
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
    language plpgsql set search_path = ''
as $$
begin
    if payload ? 'trip_id' then
        perform pg_advisory_lock(hashtext('medport.trip'), hashtext(payload ->> 'trip_id'));
        perform pg_advisory_unlock(hashtext('medport.trip'), hashtext(payload ->> 'trip_id'));
    end if;
end
$$;
alter function events.announce(jsonb) owner to medport_events;
alter function events.await_announced(jsonb) owner to medport_events;

-- Run the handler of one event and keep a dead letter if it raises a data error. Transient errors (a deadlock,
-- a lock or statement time-out, a shutdown, lack of resources) go on up: the apply worker tries again.
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
        insert into events.dead_letter as d (source, event_id, kind, sqlstate, error)
        values (deliver.source, deliver.event_id, left(deliver.kind, 100), state, left(message, 1000))
        on conflict on constraint dead_letter_event_id_key do update
        set attempts = d.attempts + 1, last_at = clock_timestamp(),
            sqlstate = excluded.sqlstate, error = excluded.error;
        return false;
    end;
end
$$;
alter function events.deliver(text, uuid, text, integer, jsonb, uuid) owner to medport_events;

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
alter function events.on_arrival() owner to medport_events;

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
alter function events.beat() owner to medport_events;
