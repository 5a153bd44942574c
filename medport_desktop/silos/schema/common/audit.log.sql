-- Every change of a domain table, in the transaction of the change. Nobody may update or delete: there is no grant,
-- and no policy, that lets them. The log of the hospital and ems silos is published to the center.

create table audit.log (
    id              uuid primary key default uuidv7(),
    user_id         uuid,
    user_name       text not null default '',
    action          text not null check (action in ('INSERT', 'UPDATE', 'DELETE', 'READ')),
    entity_type     text not null,
    entity_id       text not null,
    trip_id         uuid,
    changes         jsonb not null,
    "timestamp"     timestamptz not null default clock_timestamp(),
    ip_address      inet,
    source_database text not null
);
create index log_trip_id on audit.log (trip_id, "timestamp");
create index log_timestamp on audit.log ("timestamp");
alter table audit.log enable row level security;
create policy events on audit.log for insert to medport_events with check (true);
create policy replication on audit.log for select to medport_replication using (true);

-- A row as JSON with the values of redacted columns taken out: the log says that they changed, not what they hold.
-- Patients and free text stay in the hospital silo; the log leaves it.
create function audit.visible(fields jsonb, redacted text[]) returns jsonb
    language sql immutable set search_path = ''
    return (
        select coalesce(jsonb_object_agg(
            key, case when key = any (redacted) and value <> 'null' then '"(not shown)"'::jsonb else value end
        ), '{}'::jsonb)
        from jsonb_each(fields)
    );

create function audit.record(
    action text, entity_type text, entity_id text, trip_id uuid, changes jsonb
) returns void
    language plpgsql set search_path = ''
as $$
declare
    who constant uuid := events.actor_id();
begin
    insert into audit.log (user_id, user_name, action, entity_type, entity_id, trip_id, changes, ip_address,
                           source_database)
    values (who, events.name_of(who), action, entity_type, entity_id, trip_id, changes, inet_client_addr(),
            events.silo());
end
$$;

-- Trigger on every domain table; its arguments are the columns whose values are not written.
create function audit.on_change() returns trigger
    language plpgsql security definer set search_path = ''
as $$
declare
    before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) else '{}' end;
    after constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) else '{}' end;
    fields constant jsonb := case when tg_op = 'DELETE' then before else after end;
    shown constant jsonb := audit.visible(fields, tg_argv[:]);
    was jsonb := before;
    now_is jsonb := after;
    -- Which of its kind, where the changed columns do not say so: a change of a value names its setting.
    subject text := coalesce(
        shown ->> 'key', shown ->> 'unit_number', shown ->> 'service_name',
        shown ->> case when tg_table_name like '%_user' then 'email' else 'name' end
    );
begin
    if tg_op = 'UPDATE' then
        select coalesce(jsonb_object_agg(b.key, b.value), '{}'), coalesce(jsonb_object_agg(b.key, after -> b.key), '{}')
        into was, now_is
        from jsonb_each(before) b
        where b.value is distinct from after -> b.key and b.key <> 'updated_at';
        if now_is = '{}' then
            return null;
        end if;
    end if;
    if subject is null and fields ? 'unit_id' and events.silo() = 'ems' then
        select u.unit_number into subject from medport.unit u where u.id = (fields ->> 'unit_id')::uuid;
    end if;
    perform audit.record(
        tg_op,
        tg_table_name::text,
        coalesce(fields ->> 'id', fields ->> 'trip_id', fields ->> 'key', fields ->> 'user_id', ''),
        case tg_table_name
            when 'transport_request' then fields ->> 'id'
            when 'transport_bid' then fields ->> 'transport_request_id'
            else fields ->> 'trip_id'
        end::uuid,
        jsonb_strip_nulls(jsonb_build_object(
            'before', case when tg_op <> 'INSERT' then audit.visible(was, tg_argv[:]) end,
            'after', case when tg_op <> 'DELETE' then audit.visible(now_is, tg_argv[:]) end,
            'subject', nullif(subject, '(not shown)'),
            -- What has no name of its own is its agency's, which the center knows.
            'agency_id', case when subject is null then fields ->> 'agency_id' end,
            -- A person of the center who writes here acts for a hospital or an agency.
            'acting_for', case
                when events.silo() <> 'center' and medport.am_center()
                then case events.silo() when 'hospital' then 'hospital' else 'agency' end
            end
        ))
    );
    return null;
end
$$;
