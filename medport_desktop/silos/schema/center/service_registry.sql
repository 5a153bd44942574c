create table medport.service_registry (
    id            uuid primary key default gen_random_uuid(),
    service_name  text not null constraint service_name check (length(trim(service_name)) between 1 and 200),
    service_type  text not null constraint service_type check (service_type in ('EMS_AGENCY')),
    status        text not null default 'ACTIVE' constraint status check (status = any (medport.standings())),
    added_by      uuid,
    added_at      timestamptz not null default clock_timestamp(),
    configuration jsonb not null default '{}' constraint configuration check (jsonb_typeof(configuration) = 'object'),
    metadata      jsonb not null default '{}' constraint metadata check (length(metadata::text) <= 10000),
    created_at    timestamptz not null default clock_timestamp(),
    updated_at    timestamptz not null default clock_timestamp(),
    -- What a service registers with goes to the ems silo by an event: what that would not keep must be refused here.
    constraint zip_code check (configuration ->> 'zip_code' ~ '^([0-9]{5})?$'),
    constraint phone check (configuration ->> 'phone' = '' or medport.is_phone(configuration ->> 'phone')),
    constraint email check (configuration ->> 'email' = '' or medport.is_email(configuration ->> 'email')),
    constraint configuration_size check (length(configuration::text) <= 10000)
);
-- A name that differs from another in case or blanks alone is the same name: the administrator is told, and no second
-- agency of it comes to the ems silo, which has the same rule.
create unique index service_registry_name on medport.service_registry
    (service_type, lower(regexp_replace(trim(service_name), '\s+', ' ', 'g')));
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
    new.configuration := new.configuration || jsonb_strip_nulls(jsonb_build_object(
        'phone', medport.plain_phone(new.configuration ->> 'phone'),
        'zip_code', medport.plain_zip(new.configuration ->> 'zip_code'),
        'email', medport.plain_line(new.configuration ->> 'email')
    ));
    return new;
end
$$;
create trigger added before insert on medport.service_registry
    for each row execute function medport.on_service_added();
create trigger told after insert on medport.service_registry
    for each row execute function medport.on_service_registered();
