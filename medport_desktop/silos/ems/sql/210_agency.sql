-- Agencies, their people, their units and routes.

create table medport.ems_agency (
    id                uuid primary key default gen_random_uuid(),
    name              text not null constraint name check (length(trim(name)) between 1 and 200),
    contact_name      text not null default '',
    phone             text not null default '',
    email             text not null default '',
    address           text not null default '',
    city              text not null default '',
    state             text not null default '',
    zip_code          text not null default '',
    coordinates       point,                      -- x: degrees east, y: degrees north
    service_area      jsonb not null default '{}',
    operating_hours   jsonb not null default '{}',
    capabilities      text[] not null default '{}'
        constraint capabilities check (capabilities <@ array['BLS', 'ALS', 'CCT', 'WHEELCHAIR', 'OTHER']),
    -- {"ALS": {"base_cents": 30000, "per_mile_cents": 1100}, ...}: integer cents, a base and a loaded mile.
    pricing_structure jsonb not null default '{}' constraint pricing_structure check (jsonb_typeof(pricing_structure) = 'object'),
    is_active         boolean not null default true,
    status            text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED')),
    added_by          uuid,
    added_at          timestamptz not null default clock_timestamp(),
    created_at        timestamptz not null default clock_timestamp(),
    updated_at        timestamptz not null default clock_timestamp()
);
create unique index ems_agency_name on medport.ems_agency (lower(name));
call setup.protect('medport.ems_agency', 'id');
alter table medport.ems_agency alter column pricing_structure set statistics 0;  -- as in setup.protect
create trigger touch before update on medport.ems_agency
    for each row execute function medport.on_update_touch();

create policy agency_reads on medport.ems_agency for select to medport_ems
    using (id = (select medport.my_agency_id()));
create policy manager_edits on medport.ems_agency for update to medport_ems_manager
    using (id = (select medport.my_agency_id())) with check (id = (select medport.my_agency_id()));
create policy hospital_reads on medport.ems_agency for select to medport_hospital
    using (is_active and (select medport.my_hospital_id()) is not null);
create policy center_reads on medport.ems_agency for select to medport_center
    using ((select medport.am_center()));
create policy center_edits on medport.ems_agency for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.ems_agency to medport_ems, medport_center;
grant select (id, name, city, state, phone, coordinates, capabilities, is_active)
    on medport.ems_agency to medport_hospital;
grant update (contact_name, phone, email, address, city, state, zip_code, coordinates, service_area,
              operating_hours, capabilities, pricing_structure)
    on medport.ems_agency to medport_ems_manager, medport_center;
grant update (is_active, status) on medport.ems_agency to medport_center;

-- The center's directory follows: the published row changes with the agency.
create function medport.on_agency_published() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    insert into reference.agency (id, name, city, state, phone, coordinates, capabilities, is_active)
    values (new.id, new.name, new.city, new.state, new.phone, new.coordinates, new.capabilities,
            new.is_active and new.status = 'ACTIVE')
    on conflict (id) do update
    set name = excluded.name, city = excluded.city, state = excluded.state, phone = excluded.phone,
        coordinates = excluded.coordinates, capabilities = excluded.capabilities, is_active = excluded.is_active;
    return null;
end
$$;
alter function medport.on_agency_published() owner to medport_events;
create trigger published after insert or update on medport.ems_agency
    for each row execute function medport.on_agency_published();

create table medport.agency_user (
    id          uuid primary key,
    email       text not null,
    name        text not null,
    agency_id   uuid not null,
    agency_name text not null,
    is_active   boolean not null default true,
    created_at  timestamptz not null default clock_timestamp(),
    updated_at  timestamptz not null default clock_timestamp()
);
call setup.protect('medport.agency_user', 'id');
create trigger touch before update on medport.agency_user
    for each row execute function medport.on_update_touch();
create policy agency_reads on medport.agency_user for select to medport_ems
    using (agency_id = (select medport.my_agency_id()));
create policy center_reads on medport.agency_user for select to medport_center
    using ((select medport.am_center()));
grant select on medport.agency_user to medport_ems, medport_center;

create table medport.unit (
    id               uuid primary key default gen_random_uuid(),
    agency_id        uuid not null references medport.ems_agency,
    unit_number      text not null constraint unit_number check (length(trim(unit_number)) between 1 and 20),
    type             text not null constraint type check (type in ('BLS', 'ALS', 'CCT', 'WHEELCHAIR')),
    capabilities     text[] not null default '{}',
    current_status   text not null default 'OFF_DUTY' constraint current_status check (current_status in (
        'AVAILABLE', 'COMMITTED', 'OUT_OF_SERVICE', 'MAINTENANCE', 'OFF_DUTY'
    )),
    current_location text not null default '' constraint current_location check (length(current_location) <= 200),
    coordinates      point,
    shift_start      timestamptz,                 -- of the shift that runs, else of the next: 215_unit_plan.sql
    shift_end        timestamptz,
    is_active        boolean not null default true,
    created_at       timestamptz not null default clock_timestamp(),
    updated_at       timestamptz not null default clock_timestamp(),
    unique (agency_id, unit_number),
    unique (agency_id, id)
);
call setup.protect('medport.unit', 'id');

create policy agency_reads on medport.unit for select to medport_ems
    using (agency_id = (select medport.my_agency_id()));
create policy agency_edits on medport.unit for update to medport_ems
    using (agency_id = (select medport.my_agency_id())) with check (agency_id = (select medport.my_agency_id()));
create policy manager_adds on medport.unit for insert to medport_ems_manager
    with check (agency_id = (select medport.my_agency_id()));
create policy center_reads on medport.unit for select to medport_center
    using ((select medport.am_center()));
create policy center_edits on medport.unit for update to medport_center
    using ((select medport.am_center())) with check ((select medport.am_center()));
grant select on medport.unit to medport_ems, medport_center;
grant update (current_status, current_location, coordinates)
    on medport.unit to medport_ems, medport_center;
grant insert (id, agency_id, unit_number, type, capabilities, current_status, current_location, coordinates),
      update (unit_number, type, capabilities, is_active)
    on medport.unit to medport_ems_manager;

-- COMMITTED is set and freed by assignment alone.
create function medport.on_unit_change() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    new.updated_at := clock_timestamp();
    if not medport.by_event() then
        if tg_op = 'INSERT' and new.current_status = 'COMMITTED' then
            raise exception 'A unit is committed by giving it a trip.' using errcode = 'MP007', column = 'current_status';
        elsif tg_op = 'UPDATE' and new.current_status <> old.current_status
              and 'COMMITTED' in (new.current_status, old.current_status)
        then
            raise exception 'Unit % is %.', old.unit_number, case old.current_status
                when 'COMMITTED' then 'on a trip and is freed when the trip ends'
                else 'committed by giving it a trip' end
                using errcode = 'MP007', column = 'current_status';
        elsif tg_op = 'UPDATE' and old.current_status = 'COMMITTED'
              and (new.type <> old.type or new.is_active <> old.is_active)
        then
            raise exception 'Unit % is on a trip.', old.unit_number
                using errcode = 'MP007', hint = 'Change it when the trip has ended.';
        end if;
    end if;
    return new;
end
$$;
alter function medport.on_unit_change() owner to medport_owner;
create trigger a_rules before insert or update on medport.unit
    for each row execute function medport.on_unit_change();

create table medport.ems_route (
    id             uuid primary key default uuidv7(),
    agency_id      uuid not null references medport.ems_agency,
    route_name     text not null,
    route_type     text not null default '',
    waypoints      jsonb not null default '[]',
    distance       numeric(6, 1),              -- miles
    estimated_time interval,
    status         text not null default 'ACTIVE',
    created_at     timestamptz not null default clock_timestamp(),
    updated_at     timestamptz not null default clock_timestamp()
);
call setup.protect('medport.ems_route', 'id');
create trigger touch before update on medport.ems_route
    for each row execute function medport.on_update_touch();
create policy agency_writes on medport.ems_route to medport_ems
    using (agency_id = (select medport.my_agency_id())) with check (agency_id = (select medport.my_agency_id()));
create policy center_reads on medport.ems_route for select to medport_center
    using ((select medport.am_center()));
grant select on medport.ems_route to medport_ems, medport_center;
grant insert (id, agency_id, route_name, route_type, waypoints, distance, estimated_time, status),
      update (route_name, route_type, waypoints, distance, estimated_time, status), delete
    on medport.ems_route to medport_ems;
