-- The site's settings, as a copy of the center's that arrives by replication.

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

create trigger configuration_is_copied after insert or update on reference.configuration
    for each row execute function reference.on_configuration();
alter table reference.configuration enable always trigger configuration_is_copied;
