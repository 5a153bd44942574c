-- The directory of agencies, which hospitals read: it follows the ems silo's agencies and events.
create table medport.agency_directory (
    id              uuid primary key,
    name            text not null,
    city            text not null default '',
    state           text not null default '',
    phone           text not null default '',
    coordinates     point,
    capabilities    text[] not null default '{}',
    is_active       boolean not null default true,
    trips_accepted  integer not null default 0,
    trips_completed integer not null default 0,
    trips_released  integer not null default 0,
    updated_at      timestamptz not null default clock_timestamp()
);
call setup.protect('medport.agency_directory', 'id');
create trigger touch before update on medport.agency_directory
    for each row execute function medport.on_update_touch();
create policy person_reads on medport.agency_directory for select to medport_person
    using ((select medport.my_user_id()) is not null);
grant select on medport.agency_directory to medport_person;

create function reference.on_agency() returns trigger
    language plpgsql security definer
    set search_path = ''
    set session_replication_role = 'origin'
as $$
begin
    insert into medport.agency_directory (id, name, city, state, phone, coordinates, capabilities, is_active)
    values (new.id, new.name, new.city, new.state, new.phone, new.coordinates,
            medport.plain_list(to_jsonb(new.capabilities)), new.is_active)
    on conflict (id) do update
    set name = excluded.name, city = excluded.city, state = excluded.state, phone = excluded.phone,
        coordinates = excluded.coordinates, capabilities = excluded.capabilities, is_active = excluded.is_active;
    return null;
end
$$;
create trigger agency_is_listed after insert or update on reference.agency
    for each row execute function reference.on_agency();
alter table reference.agency enable always trigger agency_is_listed;
