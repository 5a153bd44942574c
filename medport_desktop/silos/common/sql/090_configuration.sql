-- The site's settings: the center's own table, and in the other silos a copy that arrives by replication.

create table medport.system_configuration (
    id          uuid primary key default uuidv7(),
    key         text not null unique,
    value       text not null,
    description text not null default '',
    category    text not null default '',
    is_active   boolean not null default true,
    updated_by  uuid,
    updated_at  timestamptz not null default clock_timestamp()
);
call setup.protect('medport.system_configuration', 'id');
create trigger touch before update on medport.system_configuration
    for each row execute function medport.on_update_touch();

create policy person_reads on medport.system_configuration for select to medport_person
    using ((select medport.my_user_id()) is not null);
grant select on medport.system_configuration to medport_person;

-- A whole-number setting, or the default where it is absent or not a number.
create function medport.setting_int(key text, fallback integer) returns integer
    language sql stable security definer set search_path = ''
    return coalesce((
        select case when c.value ~ '^\d{1,9}$' then c.value::integer end
        from medport.system_configuration c where c.key = setting_int.key and c.is_active
    ), fallback);

create function medport.setting_number(key text, fallback double precision) returns double precision
    language sql stable security definer set search_path = ''
    return coalesce((
        select case when c.value ~ '^\d{1,9}(\.\d{1,9})?$' then c.value::double precision end
        from medport.system_configuration c where c.key = setting_number.key and c.is_active
    ), fallback);

alter function medport.setting_int(text, integer) owner to medport_events;
alter function medport.setting_number(text, double precision) owner to medport_events;
grant execute on function medport.setting_int(text, integer), medport.setting_number(text, double precision)
    to medport_person, medport_accounts;

create function reference.on_configuration() returns trigger
    language plpgsql security definer
    set search_path = ''
    set session_replication_role = 'origin'
as $$
begin
    insert into medport.system_configuration (key, value, is_active) values (new.key, new.value, new.is_active)
    on conflict (key) do update set value = excluded.value, is_active = excluded.is_active;
    return null;
end
$$;
alter function reference.on_configuration() owner to medport_events;
