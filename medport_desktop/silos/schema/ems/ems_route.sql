create table medport.ems_route (
    id             uuid primary key default uuidv7(),
    agency_id      uuid not null references medport.ems_agency,
    route_name     text not null constraint route_name check (length(trim(route_name)) between 1 and 200),
    route_type     text not null default '' constraint route_type check (length(route_type) <= 40),
    waypoints      jsonb not null default '[]'
        constraint waypoints check (jsonb_typeof(waypoints) = 'array' and length(waypoints::text) <= 20000),
    distance       numeric(6, 1),              -- miles
    estimated_time interval,
    status         text not null default 'ACTIVE' constraint status check (length(status) <= 40),
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
