-- Configuration, registry, references, analytics.

create policy admin_edits on medport.system_configuration for update to medport_center_admin
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant update (value, is_active) on medport.system_configuration to medport_center_admin;

create function medport.on_configuration_edited() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    new.updated_by := medport.my_user_id();
    return new;
end
$$;
create function medport.on_configuration_published() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into reference.configuration (key, value, is_active) values (new.key, new.value, new.is_active)
    on conflict (key) do update set value = excluded.value, is_active = excluded.is_active;
    return null;
end
$$;
alter function medport.on_configuration_edited() owner to medport_events;
alter function medport.on_configuration_published() owner to medport_events;
create trigger edited before update on medport.system_configuration
    for each row execute function medport.on_configuration_edited();
create trigger published after insert or update on medport.system_configuration
    for each row execute function medport.on_configuration_published();

create table medport.service_registry (
    id            uuid primary key default gen_random_uuid(),
    service_name  text not null constraint service_name check (length(trim(service_name)) between 1 and 200),
    service_type  text not null constraint service_type check (service_type in ('EMS_AGENCY')),
    status        text not null default 'ACTIVE' constraint status check (status in ('ACTIVE', 'SUSPENDED')),
    added_by      uuid,
    added_at      timestamptz not null default clock_timestamp(),
    configuration jsonb not null default '{}' constraint configuration check (jsonb_typeof(configuration) = 'object'),
    metadata      jsonb not null default '{}',
    created_at    timestamptz not null default clock_timestamp(),
    updated_at    timestamptz not null default clock_timestamp()
);
create unique index service_registry_name on medport.service_registry (service_type, lower(service_name));
call setup.protect('medport.service_registry', 'id');
create trigger touch before update on medport.service_registry
    for each row execute function medport.on_update_touch();
create policy center_reads on medport.service_registry for select to medport_center
    using ((select medport.am_center()));
create policy admin_adds on medport.service_registry for insert to medport_center_admin
    with check ((select medport.am_center()));
create policy admin_edits on medport.service_registry for update to medport_center_admin
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.service_registry to medport_center;
grant insert (id, service_name, service_type, configuration, metadata), update (status, metadata)
    on medport.service_registry to medport_center_admin;

-- A registered agency has the registry's id as its own.
create function medport.on_service_registered() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    perform events.emit('service.registered', new.configuration || jsonb_build_object(
        'v', 1, 'service_id', new.id, 'service_type', new.service_type, 'agency_id', new.id, 'name', new.service_name
    ));
    return null;
end
$$;
create function medport.on_service_added() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    new.added_by := medport.my_user_id();
    new.added_at := clock_timestamp();
    return new;
end
$$;
alter function medport.on_service_registered() owner to medport_events;
alter function medport.on_service_added() owner to medport_events;
create trigger added before insert on medport.service_registry
    for each row execute function medport.on_service_added();
create trigger told after insert on medport.service_registry
    for each row execute function medport.on_service_registered();

create table medport.database_references (
    id              uuid primary key default uuidv7(),
    entity_type     text not null,
    entity_id       uuid not null,
    source_database text not null,
    target_database text not null,
    reference_id    uuid not null,
    created_at      timestamptz not null default clock_timestamp(),
    updated_at      timestamptz not null default clock_timestamp(),
    unique (entity_type, entity_id, target_database)
);
call setup.protect('medport.database_references');
create policy center_reads on medport.database_references for select to medport_center
    using ((select medport.am_center()));
grant select on medport.database_references to medport_center;

create table medport.system_analytics (
    id           uuid primary key default uuidv7(),
    metric_name  text not null,
    metric_value double precision not null,
    "timestamp"  timestamptz not null default clock_timestamp(),
    category     text not null,
    metadata     jsonb not null default '{}'
);
create index system_analytics_metric on medport.system_analytics (metric_name, "timestamp");
call setup.protect('medport.system_analytics', 'id');
create policy center_reads on medport.system_analytics for select to medport_center
    using ((select medport.am_center()));
grant select on medport.system_analytics to medport_center;
